"""Which chapter each paragraph of a text that came back stands in, and what has become of the chapters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from unionoffice.checking.alignment import Drafted
from unionoffice.checking.difference import ALIKE, Change, Difference, bare_words, likeness
from unionoffice.checking.written import WrittenParagraph
from unionoffice.domain.draft import Chapter, Draft, Part


def chapters_of(
    written: Sequence[WrittenParagraph], places: Sequence[int], found: dict[int, Drafted], draft: Draft
) -> tuple[dict[int, str], list[Difference]]:
    """Find each paragraph's chapter by its heading, and which headings were changed or are new."""
    sections = _sections(written, places)
    keys = _keys_of(sections, written, found, draft)
    titles = {each.key: each.title for each in draft.chapters}
    chapters: dict[int, str] = {}
    differences: list[Difference] = []
    before = -1
    for (heading, members), key in zip(sections, keys, strict=True):
        chapters.update(dict.fromkeys((heading, *members), key))
        title = "" if heading < 0 else written[heading].chapter
        if heading >= 0 and key not in titles and members:
            differences.append(Difference(Change.NEW_CHAPTER, "", title, key, place=heading, before=before))
        elif heading >= 0 and key in titles and bare_words(titles[key]) != bare_words(title):
            differences.append(Difference(Change.HEADING, titles[key], title, key, place=heading))
        before = members[-1] if members else heading
    return chapters, differences


def _sections(written: Sequence[WrittenParagraph], places: Sequence[int]) -> list[tuple[int, list[int]]]:
    """Give the place of each heading with the places of the paragraphs below it; -1 for those before the first."""
    sections: list[tuple[int, list[int]]] = [(-1, [])]
    for place in places:
        if written[place].is_heading:
            sections.append((place, []))
        else:
            sections[-1][1].append(place)
    return sections


def _keys_of(
    sections: Sequence[tuple[int, list[int]]],
    written: Sequence[WrittenParagraph],
    found: dict[int, Drafted],
    draft: Draft,
) -> list[str]:
    named: dict[str, list[str]] = {}
    for each in draft.chapters:
        named.setdefault(bare_words(each.title), []).append(each.key)
    keys: list[str] = []
    for heading, members in sections:
        title = bare_words(written[heading].chapter) if members else ""
        same = named.get(title, []) if heading >= 0 else [_unnumbered(draft)]
        keys.append(same.pop(0) if same else "")
    for at, (heading, members) in enumerate(sections):
        if not keys[at]:
            free = [each for each in draft.chapters if each.key not in keys and each.numeral]
            keys[at] = _likely_chapter(written[heading].chapter, members, found, free) or _new_key(
                written[heading].chapter, [*keys, *(each.key for each in draft.chapters)]
            )
    return keys


def _unnumbered(draft: Draft) -> str:
    return next((each.key for each in draft.chapters if each.part is Part.OVERVIEW), draft.chapters[0].key)


def _likely_chapter(title: str, members: Sequence[int], found: dict[int, Drafted], free: Sequence[Chapter]) -> str:
    """Find the chapter from which most paragraphs below a heading come, else one with a title like it."""
    names = {each.title: each.key for each in free}
    votes = Counter(found[place].chapter for place in members if place in found and found[place].chapter in names)
    if votes:
        return names[votes.most_common(1)[0][0]]
    return next((each.key for each in free if likeness(each.title, title) >= ALIKE), "")


def _new_key(title: str, taken: Sequence[str]) -> str:
    return next(name for name in (title, *(f"{title}{number}" for number in range(2, 99))) if name not in taken)


def first_places(
    written: Sequence[WrittenParagraph], places: Sequence[int], chapters: dict[int, str], draft: Draft
) -> dict[str, int]:
    """Give the first paragraph of each numbered chapter, in the order in which the chapters came back."""
    numbered = {each.key for each in draft.chapters if each.numeral}
    first: dict[str, int] = {}
    for place in places:
        if not written[place].is_heading and chapters[place] in numbered:
            first.setdefault(chapters[place], place)
    return first


def rearranged(first: dict[str, int], draft: Draft) -> Iterator[Difference]:
    """Tell whether the chapters that were sent came back in another order."""
    titles = {each.key: each.title for each in draft.chapters}
    sent, back = [key for key in titles if key in first], list(first)
    if sent != back:
        key = next(now for was, now in zip(sent, back, strict=True) if was != now)
        old, new = ("；".join(titles[each] for each in keys) for keys in (sent, back))
        # Before the first paragraph of the chapter that stands elsewhere.
        yield Difference(Change.ORDER, old, new, "", place=first[key] - 1)
