"""Sets the words of a draft into lines and the lines on the grid of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from unionoffice.domain.draft import Figure
from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import Letter, PaperFonts
from unionoffice.reports.line_breaking import Line, break_lines, chances, last_chances, place
from unionoffice.reports.paper_text import Block, Kind, run_text, subheading_split
from unionoffice.reports.sheet import Sheet
from unionoffice.reports.title_breaking import break_title

_LONGEST_WHOLE = 12
"""A figure with more letters than this may be broken: it is a clause, not a number."""
_Span = tuple[int, int, int]
"""First letter, last letter + 1 and number of a figure."""
_ROLES = {Kind.TITLE: Role.TITLE, Kind.HEADING: Role.HEADING, Kind.SUBHEADING: Role.SUBHEADING}


@dataclass(frozen=True)
class SetLine:
    """A line ready to be drawn: its letters and their distances from the left edge of the text block."""

    block: Block
    letters: tuple[Letter, ...]
    xs: tuple[float, ...]
    size: float
    figures: tuple[_Span, ...] = ()
    """The figures on this line."""
    opens: bool = True
    """Whether the block begins with this line."""

    @property
    def end(self) -> float:
        """Where the last letter ends."""
        return self.xs[-1] + self.letters[-1].ems * self.size if self.xs else 0.0


def set_block(block: Block, sheet: Sheet, fonts: PaperFonts) -> list[SetLine]:
    """Break one block into lines."""
    if block.kind is Kind.TITLE:
        return _set_title(block, sheet, fonts)
    if block.kind is Kind.CHARTS:
        return [SetLine(block, (), (), sheet.size, opens=number == 0) for number in range(sheet.chart_rows)]
    broken = _break(block.kind, block.text, _figure_spans(block), sheet, fonts)
    done = []
    for number, line in enumerate(broken.lines):
        indent = broken.hang if number else broken.first
        last = number == len(broken.lines) - 1
        xs = place(block.text, broken.widths, line, sheet.width - indent, sheet.size, justify=not last)
        done.append(
            SetLine(
                block,
                tuple(broken.letters[line.start : line.end]),
                tuple(indent + x for x in xs),
                sheet.size,
                tuple(_on_line(broken.figures, line.start, line.end)),
                opens=number == 0,
            )
        )
    return done


def line_places(
    kind: Kind, text: str, figures: Sequence[_Span], sheet: Sheet, fonts: PaperFonts
) -> list[tuple[int, float]]:
    """Give the letter with which each line of a paragraph begins, and where the line ends, in points.

    Blanks typed before the paragraph count to its first line.
    """
    typed = len(text) - len(text.lstrip())
    inside = [(start - typed, end - typed, number) for start, end, number in figures if start >= typed]
    words = text[typed:]
    broken = _break(kind, words, inside, sheet, fonts)
    places = []
    for number, line in enumerate(broken.lines):
        indent = broken.hang if number else broken.first
        xs = place(words, broken.widths, line, sheet.width - indent, sheet.size, justify=line is not broken.lines[-1])
        end = indent + (xs[-1] + broken.widths[line.end - 1] if xs else 0.0)
        places.append((line.start + typed if number else 0, end))
    return places or [(0, broken.first)]


@dataclass(frozen=True)
class _Broken:
    letters: Sequence[Letter]
    widths: Sequence[float]
    figures: Sequence[_Span]
    first: float
    hang: float
    lines: Sequence[Line]


def _break(kind: Kind, text: str, figures: Sequence[_Span], sheet: Sheet, fonts: PaperFonts) -> _Broken:
    letters = _letters_of(kind, text, fonts)
    widths = [sheet.cell if letter.ems >= 0.999 else letter.ems * sheet.size for letter in letters]
    whole = [(start, end) for start, end, _ in figures if end - start <= _LONGEST_WHOLE]
    first, hang = _indents(kind, text, widths, sheet)
    rooms = (sheet.width - first, sheet.width - hang)
    lines = break_lines(text, widths, chances(text, whole), *rooms, sheet.size, last_chances(text))
    return _Broken(letters, widths, figures, first, hang, lines)


def _letters_of(kind: Kind, text: str, fonts: PaperFonts) -> list[Letter]:
    role = _ROLES.get(kind, Role.BODY)
    split = subheading_split(text) if kind is Kind.SUBHEADING else len(text)
    return fonts.letters(role, text[:split]) + fonts.letters(Role.BODY, text[split:])


def _figure_spans(block: Block) -> list[_Span]:
    spans: list[_Span] = []
    at = number = 0
    for run in block.runs:
        length = len(run_text(run))
        if isinstance(run, Figure):
            # A figure without value prints nothing, and nothing has no place.
            spans += [(at, at + length, number)] if length else []
            number += 1
        at += length
    return spans


def _on_line(spans: Sequence[_Span], start: int, end: int) -> list[_Span]:
    return [(max(a, start) - start, min(b, end) - start, n) for a, b, n in spans if a < end and b > start]


def _indents(kind: Kind, text: str, widths: Sequence[float], sheet: Sheet) -> tuple[float, float]:
    two = 2 * sheet.cell
    if kind is not Kind.ANNEX_LIST:
        return two, 0.0
    # GB/T 9704-2012, 7.3.4: the lines of one annex's name stand under each other.
    label = text.index("：") + 1 if text.startswith("附件：") else 0
    dot = text.find(".", label) + 1
    number = sum(widths[label:dot]) if 0 < dot - label <= 4 else 0.0
    indent = two + 3 * sheet.cell
    return (two if label else indent), indent + number


def _set_title(block: Block, sheet: Sheet, fonts: PaperFonts) -> list[SetLine]:
    size = sheet.title_size
    text = block.text
    widths = [size * letter.ems for letter in fonts.letters(Role.TITLE, text)]
    lines = []
    for number, words in enumerate(break_title(text, widths, sheet.width)):
        letters = tuple(fonts.letters(Role.TITLE, words))
        lines.append(centred(SetLine(block, letters, (), size, opens=number == 0), sheet.width / 2))
    return lines


def centred(line: SetLine, middle: float) -> SetLine:
    """Put the letters close together around a point."""
    x = middle - line.size * sum(letter.ems for letter in line.letters) / 2
    xs = []
    for letter in line.letters:
        xs.append(x)
        x += letter.ems * line.size
    return replace(line, xs=tuple(xs))
