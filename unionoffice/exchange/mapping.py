"""Guess which field each head of a foreign table means, by what it is known to be called: a wrong guess costs more than none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from unionoffice.domain.kinds import Flag
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.text import head_form
from unionoffice.exchange.head_folding import (
    alike_form,
    alternatives,
    exact_form,
    forms,
    loose_form,
    plain_head,
    without_extras,
    without_subject,
)
from unionoffice.exchange.head_grammar import fields_left_over, fields_put_together, is_no_field, stands_back
from unionoffice.exchange.head_synonyms import synonyms

Titles = Mapping[str, Field[Any]]


def guess(heads: Sequence[str], ledger: Ledger) -> list[Field[Any] | None]:
    """Find the field of each head, None where none has its title; no field is given to two heads.

    A title counts more than a former title, that more than what others call the field, and the exact words more than
    the folded ones.
    """
    guessed: list[Field[Any] | None] = [None] * len(heads)
    taken: set[str] = set()
    stages = _stages(ledger)
    ways = [_ways(head, ledger) for head in heads]

    def give(place: int, field: Field[Any] | None) -> None:
        if guessed[place] is None and field is not None and field.key not in taken:
            guessed[place] = field
            taken.add(field.key)

    for places in _in_turn(heads, ledger):
        for titles in stages:
            for place in places:
                give(place, next((titles[way] for way in ways[place] if way in titles), None))
        for place in places:
            give(place, _meant(heads[place], ways[place], ledger, stages))
    free = [place for place, field in enumerate(guessed) if field is None]
    for place, field in _only_ones([(place, ways[place]) for place in free], ledger):
        give(place, field)
    return guessed


def known_heads(ledger: Ledger) -> frozenset[str]:
    """Give all that a field of a ledger may be called, folded: they tell the row of heads from others."""
    own = (title for each in ledger.fields for title in (each.title, *each.was))
    return frozenset(map(head_form, (*own, *(words for words, _ in synonyms(ledger)))))


def _in_turn(heads: Sequence[str], ledger: Ledger) -> list[list[int]]:
    """Put those last that may mean something else beside others: 单位 is 元 or 人 where 责任单位 stands beside it."""
    is_vague = [stands_back(head_form(plain_head(head)), ledger) for head in heads]
    return [[place for place, late in enumerate(is_vague) if late is turn] for turn in (False, True)]


def _only_ones(heads: Sequence[tuple[int, Sequence[str]]], ledger: Ledger) -> Iterator[tuple[int, Field[Any]]]:
    """Tell which heads are the only date, the only amount, … that nothing else in the table explains."""
    found: dict[Field[Any], list[int]] = {}
    for place, ways in heads:
        for field in fields_left_over([way.lstrip("~") for way in ways], ledger):
            found.setdefault(field, []).append(place)
    yield from ((places[0], field) for field, places in found.items() if len(places) == 1)


def _ways(head: str, ledger: Ledger) -> list[str]:
    if is_no_field(head_form(plain_head(head)), ledger):
        return []
    found = forms(plain_head(head))
    # Folding drops what stands in brackets: 户主（健康情况） would become the 户主.
    bare = [each for each in found if "(" not in each]
    stripped = [without_subject(each, ledger.key) for each in bare]
    # As it stands, too: a title of an own ledger may begin with a number.
    folded = [*map(loose_form, bare), *map(loose_form, stripped)]
    alike = map(alike_form, (*bare, *stripped))
    return list(dict.fromkeys([exact_form(head), *found, *folded, *map(without_extras, folded), *alike]))


def _meant(head: str, ways: Sequence[str], ledger: Ledger, stages: Sequence[Titles]) -> Field[Any] | None:
    """Find the one field that a head is put together for, or that each word of one like 单位或部门 means."""
    if any(way in titles for way in ways for titles in stages):
        # Another head has it already; none is to get a second best.
        return None
    put_together = fields_put_together([way[1:] for way in ways if way.startswith("~")], ledger)
    if put_together:
        return put_together.pop() if len(put_together) == 1 else None
    meant: set[Field[Any] | None] = set()
    for part in alternatives(plain_head(head)):
        meant.add(next((titles[way] for titles in stages for way in _ways(part, ledger) if way in titles), None))
    return meant.pop() if len(meant) == 1 else None


def _stages(ledger: Ledger) -> list[Titles]:
    titles: list[tuple[str, Field[Any]]] = [(each.title, each) for each in ledger.fields]
    former: list[tuple[str, Field[Any]]] = [(was, each) for each in ledger.fields for was in each.was]
    others = list(synonyms(ledger))
    flags = [(f"是否{each.title}", each) for each in ledger.fields if isinstance(each.kind, Flag)]

    return [
        _by(exact_form, titles),
        _by(head_form, titles),
        _by(exact_form, former),
        _by(head_form, former),
        _by(exact_form, others),
        _by(head_form, others),
        _by(loose_form, [*titles, *former, *others, *flags]),
        _by(alike_form, [*titles, *former, *others, *flags]),
    ]


def _by(fold: Callable[[str], str], titles: Sequence[tuple[str, Field[Any]]]) -> Titles:
    found: dict[str, set[Field[Any]]] = {}
    for title, each in titles:
        found.setdefault(fold(title), set()).add(each)
    # 刚性支出 alone could be any of 刚性支出（因病）, （因残）, …
    return {folded: meant.pop() for folded, meant in found.items() if len(meant) == 1}
