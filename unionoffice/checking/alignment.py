"""Lay the edited text beside the draft: which paragraph became which, and which number stands where which stood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from unionoffice.checking.spoken import Spoken, spoken_numbers
from unionoffice.checking.written import WrittenParagraph
from unionoffice.domain.draft import Draft, Figure, Paragraph, Part

_ALIKE = 0.35
"""The least likeness of two paragraphs that are taken for the same."""
_NUMBER = "\x00"
_SAME_CLAUSE = re.compile(
    r"[，。；、：\x00](?:[\u4e00-\u9fff]{2,}|(?![共计达有为])[\u4e00-\u9fff])$|[\u4e00-\u9fff]{12}$"
)
"""The words before an amount, back to where they begin: they tell it from every other."""


@dataclass(frozen=True)
class Drafted:
    """A paragraph of the draft with the amounts in it."""

    paragraph: Paragraph
    chapter: str
    part: Part
    amounts: tuple[tuple[Spoken, Figure | None], ...]
    """What its text says, and the figure behind it; None for numbers inside titles and other words."""
    chapter_key: str = ""

    @property
    def text(self) -> str:
        """Its words as printed."""
        return self.paragraph.text


def drafted_paragraphs(draft: Draft, units: frozenset[str]) -> list[Drafted]:
    """Read every paragraph of a draft with its amounts and the figures behind them."""
    return [
        Drafted(paragraph, chapter.title, chapter.part, tuple(_amounts(paragraph, units)), chapter.key)
        for chapter in draft.chapters
        for paragraph in chapter.paragraphs
    ]


def _amounts(paragraph: Paragraph, units: frozenset[str]) -> Iterator[tuple[Spoken, Figure | None]]:
    spans: list[tuple[int, int, Figure]] = []
    at = 0
    for run in paragraph.runs:
        length = len(run if isinstance(run, str) else run.text)
        if isinstance(run, Figure):
            spans.append((at, at + length, run))
        at += length
    for spoken in spoken_numbers(paragraph.text, units):
        behind = [figure for start, end, figure in spans if start < spoken.end and spoken.start < end]
        yield spoken, behind[0] if behind else None


def partners(written: Sequence[WrittenParagraph], drafted: Sequence[Drafted]) -> dict[int, Drafted]:
    """Find for each written paragraph the drafted one it grew from, by key, by words, then by likeness."""
    found: dict[int, Drafted] = {}
    by_key = {each.paragraph.key: each for each in drafted if each.paragraph.key}
    by_text = {each.text: each for each in drafted}
    for place, paragraph in enumerate(written):
        same = by_key.get(paragraph.key) if paragraph.key else by_text.get(paragraph.text)
        if same is not None:
            found[place] = same
    taken = {id(each) for each in found.values()}
    free = [each for each in drafted if id(each) not in taken]
    likeness = sorted(_likenesses(written, found, free), key=lambda each: -each[0])
    for _, place, index in likeness:
        if place not in found and id(free[index]) not in taken:
            found[place] = free[index]
            taken.add(id(free[index]))
    return found


def _likenesses(
    written: Sequence[WrittenParagraph], found: dict[int, Drafted], free: Sequence[Drafted]
) -> Iterator[tuple[float, int, int]]:
    pairs = [_pairs_of(each.text) for each in free]
    for place, paragraph in enumerate(written):
        if place in found or paragraph.is_heading:
            continue
        own = _pairs_of(paragraph.text)
        for index, other in enumerate(pairs):
            alike = 2 * len(own & other) / max(1, len(own) + len(other))
            if alike >= _ALIKE:
                yield alike, place, index


def _pairs_of(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


@dataclass(frozen=True)
class Pair:
    """What stands in the draft where an amount stands in the text."""

    spoken: Spoken
    figure: Figure | None
    is_sure: bool
    """Whether the words before it are the same, so that it can be no other number."""


def paired_amounts(text: str, spoken: Sequence[Spoken], drafted: Drafted) -> dict[int, Pair]:
    """Pair the amounts of an edited paragraph with those that stand at their places in the draft, by index."""
    if text == drafted.text:
        return {index: Pair(*each, is_sure=True) for index, each in enumerate(drafted.amounts)}
    mine, my_places = _signs(text, spoken)
    others, its_places = _signs(drafted.text, [each for each, _ in drafted.amounts])
    pairs: dict[int, Pair] = {}
    for block in SequenceMatcher(None, mine, others, autojunk=False).get_matching_blocks():
        for offset in range(block.size):
            if block.a + offset in my_places:
                amount = drafted.amounts[its_places[block.b + offset]]
                begun = "。" if block.a == block.b == 0 else ""
                is_sure = _SAME_CLAUSE.search(begun + "".join(mine[block.a : block.a + offset])) is not None
                pairs[my_places[block.a + offset]] = Pair(*amount, is_sure=is_sure)
    return pairs


def _signs(text: str, spoken: Iterable[Spoken]) -> tuple[list[str], dict[int, int]]:
    """Write a text as signs in which each amount is one; gives the places of the amounts among them."""
    signs: list[str] = []
    places: dict[int, int] = {}
    at = 0
    for index, each in enumerate(spoken):
        signs += text[at : each.start]
        places[len(signs)] = index
        signs.append(_NUMBER)
        at = each.end
    signs += text[at:]
    return signs, places
