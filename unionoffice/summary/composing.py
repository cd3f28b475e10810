"""Put the clerk's own words and the fresh draft together: no edit is lost, no stale number goes unmarked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from unionoffice.domain.chinese_numerals import chinese_numeral
from unionoffice.domain.draft import Caution, Chapter, Draft, Figure, Paragraph, Part
from unionoffice.domain.manuscript import ChapterPlan, Manuscript, OwnWords, Quoted


class Staleness(StrEnum):
    """Why a number in the clerk's words is no longer the ledgers'."""

    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class Stale:
    """A number in an own paragraph whose records have changed since."""

    key: str
    """The own paragraph."""
    run: int
    """Which of its runs."""
    staleness: Staleness
    was: Quoted
    now: Figure | None
    """What the ledgers say now; None when no figure is left."""

    @property
    def sentence(self) -> str:
        """What the clerk is told."""
        if self.now is None:
            return f"“{self.was.figure.label}”{self.was.text}：登记已删除或不再计入，请核对"
        return f"“{self.was.figure.label}”文中是{self.was.text}，台账现为{self.now.text}"


@dataclass(frozen=True)
class Composed:
    """The summary as the clerk has it, with what has become stale in it."""

    draft: Draft
    stale: tuple[Stale, ...] = ()


Sums = Mapping[str, Sequence[Figure]]


def compose(whole: Draft, rest: Draft, manuscript: Manuscript, sums: Sums = MappingProxyType({})) -> Composed:
    """Lay own words over a draft.

    `whole` is drafted from all records and supports the numbers; `rest` leaves out the records that own words tell.
    `sums` are, by the keys of own paragraphs, what the records that each tells come to.
    """
    if manuscript.is_empty:
        return Composed(whole)
    figures = FigureIndex(whole)
    stale: list[Stale] = []
    chapters = [
        replace(chapter, paragraphs=tuple(_paragraphs(chapter, manuscript, figures, sums, stale)))
        for chapter in _arranged(_in_place(whole, rest), manuscript)
    ]
    chapters = [each for each in chapters if each.paragraphs or _is_own(each.key, manuscript)]
    warnings = (*rest.warnings, *(Caution("stale", each.sentence, _rows(each)) for each in stale))
    return Composed(replace(rest, chapters=tuple(_numbered(chapters)), warnings=warnings), tuple(stale))


class FigureIndex:
    """Finds what a quoted figure has become in a fresh draft."""

    def __init__(self, draft: Draft) -> None:
        self._all: list[tuple[str, Figure]] = [
            (paragraph.key, figure) for paragraph in draft.paragraphs for figure in paragraph.figures
        ]
        self._all += [("", figure) for figure in draft.not_written]
        self._sums: Sequence[Figure] = ()

    def with_sums(self, sums: Sequence[Figure]) -> FigureIndex:
        """Prefer sums over certain records to any of the same name over others."""
        made = copy(self)
        made._sums = sums
        return made

    def now(self, quoted: Quoted) -> Figure | None:
        """Find the figure of today: from the same record and of the same name, from its place, or by its name alone."""
        old = quoted.figure
        if quoted.row is None and (same := [e for e in self._sums if (e.label, e.unit) == (old.label, old.unit)]):
            return _the_one(same, old)
        named = [(key, each) for key, each in self._all if each.label == old.label and each.unit == old.unit]
        if quoted.row is not None:
            of_row = [each for _, each in self._all if each.rows == (quoted.row,) and each.unit == old.unit]
            same = [each for each in of_row if each.label == old.label] or of_row
            return _the_one(same, old) if same else None
        there = [each for key, each in named if key == quoted.place]
        return _the_one(there or [each for _, each in named], old)


def _the_one(found: Sequence[Figure], old: Figure) -> Figure | None:
    """Choose among figures of one name: the equal one, else the first."""
    return next((each for each in found if each.text == old.text), found[0] if found else None)


def _paragraphs(
    chapter: Chapter, manuscript: Manuscript, figures: FigureIndex, sums: Sums, stale: list[Stale]
) -> Iterator[Paragraph]:
    replaced = manuscript.replaced
    drafted = {each.key: each for each in chapter.paragraphs if each.key not in replaced or each.records}
    for key in _order(chapter.key, list(drafted), manuscript):
        words = manuscript.words.get(key)
        if words is None:
            yield drafted[key]
        elif not words.dropped:
            yield _own(key, words, figures.with_sums(sums.get(key, ())), stale)


def _order(chapter: str, drafted: list[str], manuscript: Manuscript) -> list[str]:
    """Keep the clerk's order; what is new in the draft stands behind what it follows there, else at the end."""
    own = [key for key, each in manuscript.words.items() if each.chapter == chapter]
    ordered = [key for key in manuscript.order.get(chapter, ()) if key in drafted or key in own]
    ordered += [key for key in own if key not in ordered]
    for place, key in enumerate(drafted):
        if key in ordered:
            continue
        before = next((each for each in reversed(drafted[:place]) if each in ordered), None)
        if before is not None:
            ordered.insert(ordered.index(before) + 1, key)
        elif place == 0 and not own:
            ordered.insert(0, key)
        else:
            ordered.append(key)
    return ordered


def _own(key: str, words: OwnWords, figures: FigureIndex, stale: list[Stale]) -> Paragraph:
    runs: list[str | Figure] = []
    for place, run in enumerate(words.runs):
        if isinstance(run, str):
            runs.append(run)
            continue
        now = figures.now(run)
        if now is None or now.text != run.text:
            stale.append(Stale(key, place, Staleness.GONE if now is None else Staleness.CHANGED, run, now))
            runs.append(replace(run.figure, rows=now.rows if now else ()))
        else:
            runs.append(now)
    return Paragraph(tuple(runs), key, words.level, edited=True, records=tuple(sorted(words.covers)))


def _in_place(whole: Draft, rest: Draft) -> list[Chapter]:
    """Keep the place of a chapter in which own words tell everything, so that nothing is left to draft."""
    left = {each.key: each for each in rest.chapters}
    known = [left.pop(each.key, replace(each, paragraphs=())) for each in whole.chapters]
    return [*known, *left.values()]


def _arranged(chapters: Sequence[Chapter], manuscript: Manuscript) -> list[Chapter]:
    """Put chapters into the clerk's order, with the clerk's titles and own chapters, without the dropped ones."""
    drafted = {each.key: each for each in chapters}
    plans = {each.key: each for each in manuscript.chapters}
    order = [key for key in plans if key in drafted or plans[key].part or _has_words(key, manuscript)]
    for place, key in enumerate(drafted):
        if key not in order:
            before = next((each for each in reversed(list(drafted)[:place]) if each in order), None)
            order.insert(order.index(before) + 1 if before is not None else 0, key)
    order += [key for key in _chapters_of_words(manuscript) if key not in order]
    return [
        _planned(drafted.get(key), key, plans.get(key)) for key in order if not (key in plans and plans[key].dropped)
    ]


def _planned(chapter: Chapter | None, key: str, plan: ChapterPlan | None) -> Chapter:
    made = chapter or Chapter(key, Part(plan.part) if plan and plan.part else Part.DONE, (), key=key)
    return replace(made, title=plan.title) if plan and plan.title else made


def _has_words(chapter: str, manuscript: Manuscript) -> bool:
    return any(each.chapter == chapter and not each.dropped for each in manuscript.words.values())


def _chapters_of_words(manuscript: Manuscript) -> list[str]:
    """Name the chapters in which own words stand, also where the draft has nothing for them any more."""
    return list(dict.fromkeys(each.chapter for each in manuscript.words.values() if not each.dropped))


def _is_own(key: str, manuscript: Manuscript) -> bool:
    return any(each.key == key and each.part for each in manuscript.chapters)


def _numbered(chapters: Iterable[Chapter]) -> Iterator[Chapter]:
    number = 0
    for chapter in chapters:
        number += chapter.part is not Part.OVERVIEW
        yield replace(chapter, numeral="" if chapter.part is Part.OVERVIEW else chinese_numeral(number))


def _rows(stale: Stale) -> tuple[tuple[str, int], ...]:
    if stale.now is not None:
        return stale.now.rows
    return (stale.was.row,) if stale.was.row else ()
