"""Check the summary as the clerk has it: what departs from the ledgers, and what has become stale since."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unionoffice.checking.check import check_text
from unionoffice.checking.finding import Finding, Slip
from unionoffice.checking.written import WrittenParagraph
from unionoffice.domain.draft import Chapter, Figure, Paragraph, Row
from unionoffice.summary.composing import Stale
from unionoffice.usecases.edit_summary import SummaryText

STALE = "stale"
KIND_NAMES = {
    STALE: "数字已变",
    Slip.DIFFERS: "与台账不符",
    Slip.UNSUPPORTED: "没有登记",
    Slip.SUM: "合计不符",
    Slip.PERCENT: "比率不符",
    Slip.NUMBERING: "序号",
    Slip.PERIOD: "期间",
    Slip.LEFTOVER: "未填",
    Slip.REPEAT: "重复",
    Slip.STYLE: "标点",
    Slip.ROUNDED: "约数",
    Slip.TABLE: "表格",
}
"""What the clerk calls each kind of finding."""


@dataclass(frozen=True)
class Point:
    """One thing to look at, at one place of the text."""

    kind: str
    sentence: str
    chapter: str
    """The key of its chapter; empty for the title."""
    paragraph: int
    """Which of the chapter's paragraphs; -1 for its heading."""
    start: int
    end: int
    rows: tuple[Row, ...]
    name: str
    """The same for the same finding with the same numbers in the same chapter, so that it stays settled."""
    reason: str = ""
    """Why the clerk has settled it; empty while it is open."""
    stale: Stale | None = None


@dataclass(frozen=True)
class CheckedText:
    """All that the check says of one text."""

    points: tuple[Point, ...]
    matched: int
    """How many numbers agree with the ledgers."""
    not_written: tuple[Figure, ...]

    @property
    def open_points(self) -> list[Point]:
        """What the clerk has not settled."""
        return [each for each in self.points if not each.reason]


def check_summary(text: SummaryText) -> CheckedText:
    """Check the composed text against the fresh draft of all records."""
    written, places = _written(text)
    verdict = check_text(written, text.whole)
    stale = [(place, paragraph) for place, paragraph in enumerate(_composed(text, places)) if paragraph is not None]
    points = [point for place, paragraph in stale for point in _stale_points(text, places[place], paragraph)]
    marked = {(each.chapter, each.paragraph, end) for each in points for end in range(each.start, each.end + 1)}
    found = [
        each
        for each in verdict.findings
        if not (each.slip in _OF_NUMBERS and (*places[each.paragraph], each.end) in marked)
    ]
    for finding, name in zip(found, _names(found, written, places), strict=True):
        points.append(_point(text, finding, places[finding.paragraph], name))
    told = {row for each in text.whole.paragraphs for row in each.records}
    # Of a record that is told together with its like the text has the sum.
    summed = {each for each in text.whole.not_written if set(each.rows) <= told}
    not_written = tuple(each for each in verdict.not_written if each not in summed)
    return CheckedText(tuple(points), len(verdict.matches), not_written)


Place = tuple[str, int]
_OF_NUMBERS = (Slip.DIFFERS, Slip.UNSUPPORTED, Slip.ROUNDED)
"""What is said of a number in any case when it is stale."""


def _written(text: SummaryText) -> tuple[list[WrittenParagraph], list[Place]]:
    written, places = [WrittenParagraph(text.draft.title)], [("", -1)]
    for chapter in text.draft.chapters:
        if chapter.numeral:
            heading = f"{chapter.numeral}、{chapter.title}"
            written.append(WrittenParagraph(heading, chapter.title, chapter.numeral))
            places.append((chapter.key, -1))
        for number, paragraph in enumerate(chapter.paragraphs):
            written.append(WrittenParagraph(paragraph.text, chapter.title, key=paragraph.key))
            places.append((chapter.key, number))
    return written, places


def _composed(text: SummaryText, places: list[Place]) -> Iterator[Paragraph | None]:
    chapters: dict[str, Chapter] = {each.key: each for each in text.draft.chapters}
    for chapter, number in places:
        yield chapters[chapter].paragraphs[number] if number >= 0 else None


def _stale_points(text: SummaryText, place: Place, paragraph: Paragraph) -> Iterator[Point]:
    stale = {each.run: each for each in text.composed.stale if each.key == paragraph.key}
    at = 0
    for number, run in enumerate(paragraph.runs):
        length = len(run if isinstance(run, str) else run.text)
        if number in stale:
            each = stale[number]
            rows = each.now.rows if each.now else ()
            name = f"{STALE}/{place[0]}/{each.was.figure.label}/{each.was.text}/{each.now.text if each.now else ''}"
            reason = text.manuscript.settled.get(name, "")
            yield Point(STALE, each.sentence, *place, at, at + length, rows, name, reason, each)
        at += length


def _names(found: Sequence[Finding], written: Sequence[WrittenParagraph], places: Sequence[Place]) -> list[str]:
    """Name findings by kind, chapter and numbers, so that they stay settled when the words around them change.

    Where two would share a name, the words around them are added: a reason never covers a number it was not given for.
    """
    names = []
    for each in found:
        words = written[each.paragraph].text[each.start : each.end]
        numbers = " ".join(re.findall(r"[0-9][0-9.,]*", each.text))
        names.append(f"{each.slip}/{places[each.paragraph][0]}/{words}/{numbers}")
    often = Counter(names)
    return [name if often[name] == 1 else f"{name}/{each.excerpt}" for name, each in zip(names, found, strict=True)]


def _point(text: SummaryText, finding: Finding, place: Place, name: str) -> Point:
    reason = text.manuscript.settled.get(name, "")
    return Point(finding.slip, finding.text, *place, finding.start, finding.end, finding.rows, name, reason)
