"""A long chapter cut into （一）（二）… by what its records are about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from unionoffice.domain.ledger import Record
from unionoffice.summary.chapters import Topics, category_of
from unionoffice.summary.phrases import Phrases

FEWEST_HEADED = 7
"""Sentences from which a chapter has sub-headings."""
FEWEST_FOR_HEADING = 3
MOST_IN_LEAD = 5
"""So many records that fit no section open the chapter."""
_MOST_NARROW = 2
OTHERS = ""


@dataclass(frozen=True)
class Section:
    """Some bundles of a chapter, with their heading where the chapter has any."""

    topic: str
    heading: str
    bundles: list[list[Record]]


Naming = Callable[[Record], str]


def sections_of(
    title: str, bundles: Sequence[list[Record]], topics: Topics, phrases: Phrases, name_of: Naming
) -> list[Section]:
    """Cut a long chapter into sections by topic, else by sort of work; a short one stays whole.

    A few records that fit no section open the chapter without a heading; many come last as 其他工作.
    """
    if len(bundles) >= FEWEST_HEADED:
        groups = _grouped(bundles, lambda each: topics_of(each, topics))
        if sum(topic != OTHERS for topic in groups) > 1:
            return _headed(groups, title, phrases, lambda topic, group: _named_by_sorts(topic, group, phrases))
        groups = _grouped(bundles, _sort_of)
        if sum(topic != OTHERS for topic in groups) > 1:
            return _headed(groups, title, phrases, lambda _, group: name_of(group[0][0]))
    return [Section(OTHERS, "", list(bundles))] if bundles else []


def _headed(
    groups: dict[str, list[list[Record]]],
    title: str,
    phrases: Phrases,
    heading_of: Callable[[str, list[list[Record]]], str],
) -> list[Section]:
    rest = groups.pop(OTHERS, [])
    sections = [Section(topic, _in_words_of(title, heading_of(topic, group)), group) for topic, group in groups.items()]
    if len(rest) > MOST_IN_LEAD:
        return [*sections, Section(OTHERS, phrases.word("topics", OTHERS), rest)]
    return [Section(OTHERS, "", rest), *sections] if rest else sections


def _named_by_sorts(topic: str, group: list[list[Record]], phrases: Phrases) -> str:
    """Name a section by the sorts of work that it really holds, where the topic has words for them."""
    names = phrases.content["narrow_topics"].get(topic, {})
    held = {names.get(sort) or names.get(sort.partition("/")[0]) for each in group for sort in _sort_of(each[0])}
    if None not in held and 0 < len(held) <= _MOST_NARROW:
        return "与".join(sorted(map(str, held), key=list(names.values()).index))
    return phrases.word("topics", topic)


def _in_words_of(title: str, heading: str) -> str:
    """Say 校务公开 under 校务公开与民主监督, as the office does, not 厂务公开."""
    own = re.search("([校院政局所村司])务", title)
    return heading.replace("厂务", f"{own[1]}务") if own else heading


def _grouped(
    bundles: Sequence[list[Record]], about: Callable[[Record], Sequence[str]]
) -> dict[str, list[list[Record]]]:
    """Group bundles by what they are nearest to; what is near to no group of some size comes last."""
    nearest = Counter(each[0] for bundle in bundles if (each := about(bundle[0])))
    groups: dict[str, list[list[Record]]] = {topic: [] for topic, size in nearest.items() if size >= FEWEST_FOR_HEADING}
    rest: list[list[Record]] = []
    for bundle in bundles:
        home = next((topic for topic in about(bundle[0]) if topic in groups), None)
        (rest if home is None else groups[home]).append(bundle)
    return {**groups, OTHERS: rest} if rest else groups


def _sort_of(record: Record) -> Sequence[str]:
    return ("/".join((record.ledger.key, category_of(record))),)


def topics_of(record: Record, topics: Topics) -> Sequence[str]:
    """Tell what a record is about, the nearest first."""
    ledger = record.ledger.key
    known = topics.of(ledger, category_of(record))
    return known or (topics.of(ledger, "") if ledger not in ("work_log", "event") else ())
