"""Lay a text that came back beside the text that was sent: which paragraphs were changed, added, left out or moved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from unionoffice.checking.alignment import Drafted, partners
from unionoffice.checking.difference import ALIKE, Change, Difference, bare_words, likeness
from unionoffice.checking.returned_chapters import chapters_of, first_places, rearranged
from unionoffice.checking.written import WrittenParagraph, is_sub_heading
from unionoffice.domain.draft import Draft

_RED_HEAD = re.compile(r".{2,30}文件|.{0,12}[〔\[][0-9]{4}[〕\]]\s*第?[0-9]+\s*号")
_FEW_LINES = 6
"""So many lines may stand before the title: the red head."""


@dataclass(frozen=True)
class Comparison:
    """A whole text beside another."""

    differences: tuple[Difference, ...]
    found: dict[int, Drafted]
    """For each paragraph that came back, the one it grew from."""
    chapters: dict[int, str]
    """For each paragraph and heading that came back, the key of its chapter."""
    order: tuple[str, ...]
    """The keys of the numbered chapters that came back with words, in their order there."""


def compare(written: Sequence[WrittenParagraph], draft: Draft, drafted: Sequence[Drafted]) -> Comparison:
    """Compare a text with the one that is shown; head, signature and annexes are nobody's paragraphs."""
    title, places = _body(written, draft)
    unnumbered = {bare_words(each.title) for each in draft.chapters if not each.numeral}
    unnumbered -= {bare_words(each.text) for each in drafted}
    # A chapter without a numeral is headed by a line that nothing marks as a heading.
    places = [place for place in places if bare_words(written[place].text) not in unnumbered]
    body = [written[place] for place in places]
    found = {places[at]: each for at, each in _only_once(partners(body, drafted), body, drafted).items()}
    chapters, headings = chapters_of(written, places, found, draft)
    differences = [*title, *headings, *_paragraphs(written, places, found, chapters, drafted)]
    differences += _missing(found, drafted)
    first = first_places(written, places, chapters, draft)
    differences += rearranged(first, draft)
    return Comparison(tuple(sorted(differences, key=_reading_order(draft, found))), found, chapters, tuple(first))


def _body(written: Sequence[WrittenParagraph], draft: Draft) -> tuple[list[Difference], list[int]]:
    """Tell what has become of the title, and which paragraphs are the summary's own."""
    bare = bare_words(draft.title)
    titled = next((at for at, each in enumerate(written[:_FEW_LINES]) if bare_words(each.text) == bare), None)
    changed: list[Difference] = []
    start = 0
    if titled is not None:
        start = titled + 1
    else:
        while start < len(written) and _RED_HEAD.fullmatch(written[start].text):
            start += 1
        if start < len(written) and _is_title(written[start], draft):
            changed.append(Difference(Change.TITLE, draft.title, written[start].text, ""))
            start += 1
    end = len(written)
    while end > start and bare_words(written[end - 1].text) in (bare_words(draft.signed_by), "（盖章）"):
        end -= 1
    return changed, list(range(start, end))


def _is_title(paragraph: WrittenParagraph, draft: Draft) -> bool:
    short = len(paragraph.text) <= 2 * len(draft.title) and not paragraph.text.endswith(("。", "；"))
    return short and not paragraph.is_heading and likeness(paragraph.text, draft.title) >= ALIKE


def _only_once(
    found: dict[int, Drafted], body: Sequence[WrittenParagraph], drafted: Sequence[Drafted]
) -> dict[int, Drafted]:
    """Let each drafted paragraph stand once; of equal texts each takes the next."""
    same: dict[str, list[Drafted]] = {}
    for each in drafted:
        same.setdefault(each.text, []).append(each)
    taken: set[str] = set()
    once: dict[int, Drafted] = {}
    for at in sorted(found, key=lambda place: (found[place].text != body[place].text, place)):
        equal = same.get(body[at].text, [])
        free = [each for each in (*equal, found[at], *same[found[at].text]) if each.paragraph.key not in taken]
        if free and not body[at].is_heading:
            once[at] = free[0]
            taken.add(free[0].paragraph.key)
    return once


def _paragraphs(
    written: Sequence[WrittenParagraph],
    places: Sequence[int],
    found: dict[int, Drafted],
    chapters: dict[int, str],
    drafted: Sequence[Drafted],
) -> Iterator[Difference]:
    moved = _moved(places, found, chapters, drafted)
    before: dict[str, int] = {}
    for place in places:
        paragraph = written[place]
        if paragraph.is_heading:
            continue
        chapter = chapters[place]
        behind, before[chapter] = before.get(chapter, -1), place
        was = found.get(place)
        if was is None:
            yield Difference(Change.NEW, "", paragraph.text, chapter, "", place, behind)
        elif place in moved or bare_words(was.text) != bare_words(paragraph.text):
            change = Change.MOVED if place in moved else Change.CHANGED
            yield Difference(change, was.text, paragraph.text, chapter, was.paragraph.key, place, behind)


def _moved(
    places: Sequence[int], found: dict[int, Drafted], chapters: dict[int, str], drafted: Sequence[Drafted]
) -> set[int]:
    """Name the paragraphs that stand in another chapter or out of their order, as few of them as possible."""
    order = {each.paragraph.key: at for at, each in enumerate(drafted)}
    moved: set[int] = set()
    for chapter in dict.fromkeys(chapters.values()):
        mine = [place for place in places if place in found and chapters[place] == chapter]
        here = [place for place in mine if found[place].chapter_key == chapter]
        moved |= set(mine) - set(here)
        moved |= set(here) - _longest_rising(here, [order[found[place].paragraph.key] for place in here])
    return moved


def _longest_rising(places: Sequence[int], ranks: Sequence[int]) -> set[int]:
    """Give the most places whose ranks rise."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for at, rank in enumerate(ranks):
        length = bisect_left(tails, rank)
        previous.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [rank]
        ends[length : length + 1] = [at]
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(places[at])
        at = previous[at]
    return kept


def _missing(found: dict[int, Drafted], drafted: Sequence[Drafted]) -> Iterator[Difference]:
    there = {each.paragraph.key for each in found.values()}
    for each in drafted:
        if each.paragraph.key not in there:
            yield Difference(Change.MISSING, each.text, "", each.chapter_key, each.paragraph.key)


def _reading_order(draft: Draft, found: dict[int, Drafted]) -> Callable[[Difference], tuple[int, int]]:
    """Sort differences as the text that came back reads; what is missing stands where it stood."""
    places = {each.paragraph.key: place for place, each in found.items()}
    after: dict[str, int] = {}
    last = -1
    for key in (each.key for chapter in draft.chapters for each in chapter.paragraphs):
        last = after[key] = places.get(key, last)

    def rank(each: Difference) -> tuple[int, int]:
        return (after.get(each.key, -1), 1) if each.change is Change.MISSING else (each.place, 0)

    return rank


def level_of(text: str) -> int:
    """Tell whether a new paragraph is a heading below the chapter's: 1, else 0."""
    return int(is_sub_heading(text))


def marked(old: str, new: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Cut two texts into pieces, each with whether it differs from the other text."""
    ours: list[tuple[str, bool]] = []
    theirs: list[tuple[str, bool]] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        ours += [(old[a:b], what != "equal")] if b > a else []
        theirs += [(new[c:d], what != "equal")] if d > c else []
    return ours, theirs
