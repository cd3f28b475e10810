"""Guess which field each head of a foreign table means, by titles and former titles only: a wrong guess costs more than none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.text import ascii_form, head_form

_SOMEBODY_ELSE = re.compile("单位|联系人|配偶|子女|家庭成员|监护人|代领|推荐|领导|负责人|审批|紧急")
"""Over a 电话 or 姓名 these say that it is not the person's own."""


def guess(heads: Sequence[str], ledger: Ledger) -> list[Field[Any] | None]:
    """Find the field of each head, None where none has its title; no field is given to two heads.

    A title counts more than a former title, and the exact words more than the folded ones.
    """
    guessed: list[Field[Any] | None] = [None] * len(heads)
    taken: set[str] = set()
    for titles in _stages(ledger):
        for place, head in enumerate(heads):
            found = next((titles[form] for form in _forms(head) if form in titles), None)
            if guessed[place] is None and found is not None and found.key not in taken:
                guessed[place] = found
                taken.add(found.key)
    return guessed


def _stages(ledger: Ledger) -> list[dict[str, Field[Any]]]:
    titles: list[tuple[str, Field[Any]]] = [(each.title, each) for each in ledger.fields]
    former: list[tuple[str, Field[Any]]] = [(was, each) for each in ledger.fields for was in each.was]
    return [_by(_exact, titles), _by(head_form, titles), _by(_exact, former), _by(head_form, former)]


def _by(fold: Callable[[str], str], titles: Sequence[tuple[str, Field[Any]]]) -> dict[str, Field[Any]]:
    found: dict[str, set[Field[Any]]] = {}
    for title, each in titles:
        found.setdefault(fold(title), set()).add(each)
    # 刚性支出 alone could be any of 刚性支出（因病）, （因残）, …
    return {folded: meant.pop() for folded, meant in found.items() if len(meant) == 1}


def _exact(head: str) -> str:
    """Fold spaces and stars away, but keep what stands in brackets."""
    return re.sub(r"[\s*﹡＊]", "", ascii_form(head))


def _forms(head: str) -> list[str]:
    forms = [_exact(head), head_form(head)]
    over, slash, own = head.rpartition("/")
    if slash and own and not _SOMEBODY_ELSE.search(over):
        forms += [_exact(f"{over}（{own}）"), head_form(over + own), _exact(own), head_form(own)]
    return forms
