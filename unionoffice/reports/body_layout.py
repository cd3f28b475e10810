"""Sets the words of a draft into lines and the lines on the grid of the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from unionoffice.domain.draft import Figure
from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import Letter, PaperFonts
from unionoffice.reports.line_breaking import break_lines, chances, place
from unionoffice.reports.paper_text import Block, Kind, run_text, subheading_split
from unionoffice.reports.sheet import Sheet
from unionoffice.reports.title_breaking import break_title

_LONGEST_WHOLE = 12
"""A figure with more letters than this may be broken: it is a clause, not a number."""
_ROLES = {Kind.TITLE: Role.TITLE, Kind.HEADING: Role.HEADING, Kind.SUBHEADING: Role.SUBHEADING}


@dataclass(frozen=True)
class SetLine:
    """A line ready to be drawn: its letters and their distances from the left edge of the text block."""

    block: Block
    letters: tuple[Letter, ...]
    xs: tuple[float, ...]
    size: float
    figures: tuple[tuple[int, int, int], ...] = ()
    """First letter, last letter + 1 and number of each figure on this line."""
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
    text = block.text
    letters = _letters_of(block, text, fonts)
    widths = [sheet.cell if letter.ems >= 0.999 else letter.ems * sheet.size for letter in letters]
    spans = _figure_spans(block)
    whole = [(start, end) for start, end, _ in spans if end - start <= _LONGEST_WHOLE]
    first, hang = _indents(block, widths, sheet)
    lines = break_lines(text, widths, chances(text, whole), sheet.width - first, sheet.width - hang, sheet.size)
    done = []
    for number, line in enumerate(lines):
        indent = hang if number else first
        last = number == len(lines) - 1
        xs = place(text, widths, line, sheet.width - indent, sheet.size, justify=not last)
        done.append(
            SetLine(
                block,
                tuple(letters[line.start : line.end]),
                tuple(indent + x for x in xs),
                sheet.size,
                tuple(_on_line(spans, line.start, line.end)),
                opens=number == 0,
            )
        )
    return done


def _letters_of(block: Block, text: str, fonts: PaperFonts) -> list[Letter]:
    role = _ROLES.get(block.kind, Role.BODY)
    split = subheading_split(text) if block.kind is Kind.SUBHEADING else len(text)
    return fonts.letters(role, text[:split]) + fonts.letters(Role.BODY, text[split:])


def _figure_spans(block: Block) -> list[tuple[int, int, int]]:
    spans: list[tuple[int, int, int]] = []
    at = number = 0
    for run in block.runs:
        length = len(run_text(run))
        if isinstance(run, Figure):
            # A figure without value prints nothing, and nothing has no place.
            spans += [(at, at + length, number)] if length else []
            number += 1
        at += length
    return spans


def _on_line(spans: Sequence[tuple[int, int, int]], start: int, end: int) -> list[tuple[int, int, int]]:
    return [(max(a, start) - start, min(b, end) - start, n) for a, b, n in spans if a < end and b > start]


def _indents(block: Block, widths: Sequence[float], sheet: Sheet) -> tuple[float, float]:
    two = 2 * sheet.cell
    if block.kind is not Kind.ANNEX_LIST:
        return two, 0.0
    # GB/T 9704-2012, 7.3.4: the lines of one annex's name stand under each other.
    text = block.text
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
