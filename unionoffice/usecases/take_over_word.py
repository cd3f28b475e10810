"""Lay a Word file that came back beside the summary, and take its changes over paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from unionoffice.checking.alignment import Drafted, drafted_paragraphs, paired_amounts
from unionoffice.checking.check import part_named
from unionoffice.checking.comparing import Comparison, compare, level_of, marked
from unionoffice.checking.difference import Change, Difference
from unionoffice.checking.finding import Finding
from unionoffice.checking.spoken import Spoken, spoken_numbers
from unionoffice.checking.surroundings import Surroundings
from unionoffice.checking.written import WrittenParagraph
from unionoffice.domain.draft import Part, Row
from unionoffice.domain.manuscript import ChapterPlan, Quoted, QuotedRun
from unionoffice.errors import OfficeError
from unionoffice.exchange.written_lines import written_file
from unionoffice.summary.rewriting import EditedChapter, EditedParagraph, take_over
from unionoffice.usecases.check_returned import check_returned
from unionoffice.usecases.check_summary import KIND_NAMES
from unionoffice.usecases.edit_summary import SummaryText, arrange_chapters, chapter_title, save_text
from unionoffice.usecases.office import Office

Pieces = Sequence[tuple[str, bool]]
"""Words in order, each with whether they differ from the other text."""
_AROUND = 40
"""Characters that are shown on each side of what a finding means."""
_RECOGNISED = 0.3
"""The share of the words around a number by which it is known again in another paragraph."""


@dataclass(frozen=True)
class OfferedChange:
    """One paragraph or heading that came back changed."""

    number: int
    kind: str
    """改写, 新增 …"""
    chapter: str
    """The title of its chapter."""
    old: Pieces
    new: Pieces
    can_be_taken: bool
    """False for the title, which follows from office and period."""
    place: int
    """Which paragraph of the file; -1 where it is missing there."""


@dataclass(frozen=True)
class WordPoint:
    """One thing that the check says of the file."""

    kind: str
    sentence: str
    excerpt: Pieces
    """The words around it, the ones meant marked."""
    rows: tuple[Row, ...]
    place: int
    """Which paragraph of the file."""


@dataclass(frozen=True)
class ReturnedText:
    """A file that came back, laid beside the summary."""

    name: str
    changes: tuple[OfferedChange, ...]
    points: tuple[WordPoint, ...]
    unchanged: int
    """How many paragraphs stand as they were sent."""
    matched: int
    """How many of its numbers agree with the ledgers."""
    comparison: Comparison = field(repr=False)
    written: tuple[WrittenParagraph, ...] = field(repr=False)


def read_returned(source: Path, text: SummaryText) -> ReturnedText:
    """Read a .docx or .txt and lay it beside the summary; raises OfficeError."""
    written, verdict = check_returned(written_file(source), text.whole)
    if not written:
        raise OfficeError(f"“{source.name}”里没有文字。")
    comparison = compare(written, text.draft, _shown(text))
    titles = {each.key: each.title for each in text.draft.chapters}
    changes = tuple(_offered(number, each, titles) for number, each in enumerate(comparison.differences))
    touched = {each.place for each in comparison.differences}
    return ReturnedText(
        source.name,
        changes,
        tuple(_point(each, written) for each in verdict.findings),
        len(set(comparison.found) - touched),
        len(verdict.matches),
        comparison,
        tuple(written),
    )


def _shown(text: SummaryText) -> list[Drafted]:
    return drafted_paragraphs(text.draft, _units(text))


def _units(text: SummaryText) -> frozenset[str]:
    return frozenset(figure.unit for figure in text.draft.figures)


def _offered(number: int, difference: Difference, titles: dict[str, str]) -> OfferedChange:
    old, new = marked(difference.old, difference.new)
    chapter = titles.get(difference.chapter, difference.chapter)
    can_be_taken = difference.change is not Change.TITLE
    return OfferedChange(number, difference.change.value, chapter, old, new, can_be_taken, difference.place)


def _point(finding: Finding, written: Sequence[WrittenParagraph]) -> WordPoint:
    text = written[finding.paragraph].text
    start, end = finding.start, finding.end
    before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    before = f"…{before}" if start > _AROUND else before
    behind = f"{behind}…" if end + _AROUND < len(text) else behind
    excerpt = [(before, False), (text[start:end], True), (behind, False)]
    return WordPoint(KIND_NAMES[finding.slip], finding.text, excerpt, finding.rows, finding.paragraph)


def take_over_returned(
    office: Office, text: SummaryText, returned: ReturnedText, chosen: Collection[int]
) -> SummaryText:
    """Take the chosen changes over, by their numbers, and keep the text once; nothing else is touched."""
    wanted = [returned.comparison.differences[each.number] for each in returned.changes if each.number in chosen]
    # A new chapter stands behind another, wherever that one has gone.
    wanted.sort(key=lambda each: each.change is not Change.ORDER)
    text_now = _Rewriting(text, returned)
    for each in wanted:
        text_now.apply(each)
    edited = text_now.chapters()
    plans = text_now.plans()
    if not plans:
        return save_text(office, text, edited)
    taken = take_over(text.draft, text.manuscript, edited)
    return arrange_chapters(office, replace(text, manuscript=taken), plans)


class _Rewriting:
    """The text while changes are put into it."""

    def __init__(self, text: SummaryText, returned: ReturnedText) -> None:
        self._text = text
        self._returned = returned
        self._links = _Links(text)
        self._titles: dict[str, str] = {}
        self._new: list[ChapterPlan] = []
        self._is_rearranged = False
        places = {each.paragraph.key: place for place, each in returned.comparison.found.items()}
        self._order = [each.key for each in text.draft.chapters]
        self._paragraphs: dict[str, list[tuple[int, EditedParagraph]]] = {
            chapter.key: [(places.get(each.key, -1), each) for each in chapter.paragraphs]
            for chapter in text.for_editing()
        }

    def apply(self, difference: Difference) -> None:
        """Put one change in."""
        match difference.change:
            case Change.HEADING:
                self._titles[difference.chapter] = chapter_title(difference.new)
            case Change.NEW_CHAPTER:
                self._add_chapter(difference.chapter)
            case Change.MISSING:
                self._take_out(difference.key)
            case Change.CHANGED:
                self._change(difference)
            case Change.NEW | Change.MOVED:
                self._insert(difference)
            case Change.ORDER:
                self._rearrange()
            case Change.TITLE:
                # It is made of the names of office and period each time.
                return

    def _rearrange(self) -> None:
        """Put the chapters that came back into their order there; the others keep their places."""
        back = iter(self._returned.comparison.order)
        moved = set(self._returned.comparison.order)
        self._order = [next(back) if key in moved else key for key in self._order]
        self._is_rearranged = True

    def _add_chapter(self, key: str) -> None:
        """Add a chapter of the file's own, behind the one that stands before it there."""
        if key in self._paragraphs:
            return
        new = next(
            each
            for each in self._returned.comparison.differences
            if each.change is Change.NEW_CHAPTER and each.chapter == key
        )
        before = self._returned.comparison.chapters.get(new.before, "")
        at = self._order.index(before) + 1 if before in self._order else 0
        self._order.insert(at, key)
        self._paragraphs[key] = []
        self._new.append(ChapterPlan(key, chapter_title(new.new), part=(part_named(new.new) or Part.DONE).value))

    def _take_out(self, key: str) -> EditedParagraph | None:
        for paragraphs in self._paragraphs.values():
            for at, (_, each) in enumerate(paragraphs):
                if each.key == key:
                    del paragraphs[at]
                    return each
        return None

    def _change(self, difference: Difference) -> None:
        for paragraphs in self._paragraphs.values():
            for at, (place, each) in enumerate(paragraphs):
                if each.key == difference.key:
                    paragraphs[at] = (place, replace(each, runs=self._links.runs(difference.new, each.key)))

    def _insert(self, difference: Difference) -> None:
        was = self._take_out(difference.key) if difference.key else None
        runs = self._links.runs(difference.new, difference.key)
        made = EditedParagraph(runs, difference.key, was.level if was else level_of(difference.new))
        self._add_chapter(difference.chapter)
        self._paragraphs[difference.chapter].insert(self._place_of(difference), (difference.place, made))

    def _place_of(self, difference: Difference) -> int:
        """Find where a paragraph goes: behind the nearest one before it in the file that stands in the chapter."""
        there = {place: at for at, (place, _) in enumerate(self._paragraphs[difference.chapter]) if place >= 0}
        before = (place for place in range(difference.place - 1, -1, -1) if place in there)
        return next((there[place] + 1 for place in before), 0)

    def chapters(self) -> list[EditedChapter]:
        """Give the text for keeping."""
        return [EditedChapter(key, tuple(each for _, each in self._paragraphs[key])) for key in self._order]

    def plans(self) -> list[ChapterPlan]:
        """Give all chapters in order where a title or their order was taken over or one was added; else nothing."""
        if not (self._titles or self._new or self._is_rearranged):
            return []
        known = {each.key: each for each in (*self._text.manuscript.chapters, *self._new)}
        plans = [known.get(key, ChapterPlan(key)) for key in self._order]
        plans = [replace(each, title=self._titles.get(each.key, each.title)) for each in plans]
        return [*plans, *(each for each in self._text.manuscript.chapters if each.dropped)]


class _Links:
    """Puts the ledgers' numbers back where their words still stand."""

    def __init__(self, text: SummaryText) -> None:
        self._units = _units(text)
        shown = _shown(text)
        self._shown = {each.paragraph.key: each for each in shown}
        self._surroundings = Surroundings(shown)
        self._quoted: dict[int, Quoted] = {}
        for chapter, edited in zip(text.draft.chapters, text.for_editing(), strict=True):
            for paragraph, each in zip(chapter.paragraphs, edited.paragraphs, strict=True):
                for run, quoted in zip(paragraph.runs, each.runs, strict=True):
                    if isinstance(quoted, Quoted):
                        self._quoted[id(run)] = quoted

    def runs(self, words: str, key: str) -> tuple[QuotedRun, ...]:
        """Cut words into runs: numbers of the paragraph `key`, or known again from elsewhere, stay links."""
        spans = sorted(self._spans(words, self._shown.get(key)), key=lambda each: each[0])
        runs: list[QuotedRun] = []
        at = 0
        for start, end, quoted in spans:
            if start >= at:
                runs += [words[at:start], quoted]
                at = end
        return tuple(run for run in (*runs, words[at:]) if run != "")

    def _spans(self, words: str, shown: Drafted | None) -> Iterator[tuple[int, int, Quoted]]:
        spoken = spoken_numbers(words, self._units)
        pairs = paired_amounts(words, spoken, shown) if shown else {}
        for index, each in enumerate(spoken):
            beside = [pairs[index].figure] if index in pairs else []
            for figure in (*beside, *self._surroundings.alike(words, each, _RECOGNISED)):
                quoted = self._quoted.get(id(figure))
                start = _start(words, each, quoted) if quoted else None
                if quoted is not None and start is not None:
                    yield start, start + len(quoted.text), quoted
                    break
        yield from self._without_amount(words, shown)

    def _without_amount(self, words: str, shown: Drafted | None) -> Iterator[tuple[int, int, Quoted]]:
        """Find the numbers still to be filled in and those in the clerk's own wording, from left to right."""
        at = 0
        told = {id(figure) for _, figure in shown.amounts} if shown else set()
        for figure in shown.paragraph.figures if shown else ():
            quoted = self._quoted.get(id(figure))
            if quoted is not None and id(figure) not in told and (start := words.find(quoted.text, at)) >= 0:
                at = start + len(quoted.text)
                yield start, at, quoted


def _start(words: str, spoken: Spoken, quoted: Quoted) -> int | None:
    """Tell where the words of a figure stand around an amount; None where they do not stand any more."""
    for start in range(max(0, spoken.end - len(quoted.text)), spoken.start + 1):
        if words.startswith(quoted.text, start) and start + len(quoted.text) >= spoken.end:
            return start
    return None
