"""A long chapter cut into （一）（二）… by what its records are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from unionoffice.domain.ledger import Record
from unionoffice.summary.chapters import Topics, category_of
from unionoffice.summary.phrases import Phrases

FEWEST_HEADED = 7
"""Sentences from which a chapter has sub-headings."""
FEWEST_FOR_HEADING = 3
OTHERS = ""


@dataclass(frozen=True)
class Section:
    """Some bundles of a chapter, with their heading where the chapter has any."""

    topic: str
    heading: str
    bundles: list[list[Record]]


Naming = Callable[[Record], str]


def sections_of(bundles: Sequence[list[Record]], topics: Topics, phrases: Phrases, name_of: Naming) -> list[Section]:
    """Cut a long chapter into sections by topic, else by sort of work; a short one stays whole."""
    if len(bundles) >= FEWEST_HEADED:
        groups = _grouped(bundles, lambda each: topics_of(each, topics))
        if sum(topic != OTHERS for topic in groups) > 1:
            return [Section(topic, phrases.word("topics", topic), group) for topic, group in groups.items()]
        groups = _grouped(bundles, _sort_of)
        if sum(topic != OTHERS for topic in groups) > 1:
            others = phrases.word("topics", OTHERS)
            return [Section(sort, name_of(group[0][0]) if sort else others, group) for sort, group in groups.items()]
    return [Section(OTHERS, "", list(bundles))] if bundles else []


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
