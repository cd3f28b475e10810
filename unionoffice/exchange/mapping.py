"""Guess which field each head of a foreign table means, by what it is known to be called: a wrong guess costs more than none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.text import ascii_form, head_form
from unionoffice.exchange.head_synonyms import synonyms

_SOMEBODY_ELSE = re.compile("单位|联系人|配偶|子女|家庭成员|监护人|代领|推荐|领导|负责人|审批|紧急")
"""Over a 电话 or 姓名 these say that it is not the person's own."""


def guess(heads: Sequence[str], ledger: Ledger) -> list[Field[Any] | None]:
    """Find the field of each head, None where none has its title; no field is given to two heads.

    A title counts more than a former title, that more than what others call the field, and the exact words more than
    the folded ones.
    """
    guessed: list[Field[Any] | None] = [None] * len(heads)
    taken: set[str] = set()
    for titles in _stages(ledger):
        for place, head in enumerate(heads):
            if guessed[place] is not None:
                continue
            found = next((titles[form] for form in (*_forms(head), *map(_loose, _forms(head))) if form in titles), None)
            if found is not None and found.key not in taken:
                guessed[place] = found
                taken.add(found.key)
    return guessed


def known_heads(ledger: Ledger) -> frozenset[str]:
    """Give all that a field of a ledger may be called, folded: they tell the row of heads from others."""
    own = (title for each in ledger.fields for title in (each.title, *each.was))
    return frozenset(map(head_form, (*own, *(words for words, _ in synonyms(ledger)))))


def _stages(ledger: Ledger) -> list[dict[str, Field[Any]]]:
    titles: list[tuple[str, Field[Any]]] = [(each.title, each) for each in ledger.fields]
    former: list[tuple[str, Field[Any]]] = [(was, each) for each in ledger.fields for was in each.was]
    others = list(synonyms(ledger))
    return [
        _by(_exact, titles),
        _by(head_form, titles),
        _by(_exact, former),
        _by(head_form, former),
        _by(_exact, others),
        _by(head_form, others),
        _by(_loose, [*titles, *former, *others]),
    ]


def _by(fold: Callable[[str], str], titles: Sequence[tuple[str, Field[Any]]]) -> dict[str, Field[Any]]:
    found: dict[str, set[Field[Any]]] = {}
    for title, each in titles:
        found.setdefault(fold(title), set()).add(each)
    # 刚性支出 alone could be any of 刚性支出（因病）, （因残）, …
    return {folded: meant.pop() for folded, meant in found.items() if len(meant) == 1}


def _exact(head: str) -> str:
    """Fold spaces and stars away, but keep what stands in brackets."""
    return re.sub(r"[\s*﹡＊]", "", ascii_form(head))


_LOOSE = (
    (re.compile(r"^(?:其中|所在|所属|现任|本届|本人|最高|活动|会议|培训|开展|举办|举行|比赛|竞赛)[:：]?(?=..)"), ""),
    (re.compile(r"^参与"), "参加"),
    (re.compile(r"^主办部门$"), "主办单位"),
    (re.compile(r"(?<=人口)数$"), ""),
    (re.compile(r"(?:时间|日期|年月日|年月)$"), "日"),
    (re.compile(r"(?<=..)名称$|(?<=.[人者象席主])姓名$"), ""),
    (re.compile(r"号码$"), "号"),
    (re.compile(r"(?:人数|总数|总人数|数量)$"), "数"),
    (re.compile(r"(?:情况|状态)$"), "状况"),
    (re.compile(r"类型$"), "类别"),
    (re.compile(r"形式$"), "方式"),
    (re.compile(r"级别$"), "等级"),
    (re.compile(r"总结$"), "小结"),
)
"""What forms write now one way, now the other: 发放时间 and 发放日期, 住房状况 and 住房情况, 被慰问人 and 被慰问人姓名."""


def _loose(head: str) -> str:
    """Fold a head further; a mark keeps it apart from the words of another stage."""
    words = head_form(head)
    for pattern, instead in _LOOSE:
        words = pattern.sub(instead, words)
    return f"~{words}"


def _forms(head: str) -> list[str]:
    forms = [_exact(head), head_form(head)]
    over, slash, own = head.rpartition("/")
    if slash and own and not _SOMEBODY_ELSE.search(over):
        forms += [_exact(f"{over}（{own}）"), head_form(over + own), _exact(own), head_form(own)]
    return forms
