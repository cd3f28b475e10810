"""Sets the cells of a table: column widths, lines in each cell, rows on each page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unionoffice.domain.draft import AnnexTable
from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import PaperFonts
from unionoffice.reports.line_breaking import break_lines, chances
from unionoffice.reports.paper_text import printable

PADDING = 4.0
"""Between a cell's words and its rules, in points."""
_WIDEST_SHARE = 0.6
_WIDEST_WORD = 9.0
"""In letters; an amount or a date is shorter, and one absurd cell must not take the room of all others."""
_SAMPLE_QUANTILE = 0.9
_SHORT_TEXT = 6.0
"""In letters: a name or a place of this length should not be broken."""
_LONG_TEXT = 20.0
"""In letters: the line a column wants as soon as one of its cells is that long."""

_WORD = re.compile(r"[!-~]+")
"""Dates, amounts and Latin words: torn apart they are misread."""

Cell = tuple[str, ...]
"""The lines of a cell."""


@dataclass(frozen=True)
class TableSetting:
    """A table whose every line is known; `widths` are those of the columns in points, `leading` from line to line."""

    widths: tuple[float, ...]
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[bool, ...]
    size: float
    leading: float

    def height(self, row: Sequence[Cell]) -> float:
        """Measure a row in points."""
        return max((len(cell) for cell in row), default=1) * self.leading + PADDING


def set_table(table: AnnexTable, room: float, size: float, fonts: PaperFonts) -> TableSetting:
    """Set a table as wide as `room` points."""
    heads, rows, numeric = _squared(table)
    widths = column_widths(table, room, size, fonts)
    return TableSetting(
        tuple(widths),
        tuple(cell_lines(head, Role.HEADING, width, size, fonts) for head, width in zip(heads, widths, strict=True)),
        tuple(
            tuple(
                cell_lines(cell, cell_role(number), width, size, fonts)
                for cell, number, width in zip(row, numeric, widths, strict=True)
            )
            for row in rows
        ),
        numeric,
        size,
        size * 1.5,
    )


def _squared(table: AnnexTable) -> tuple[list[str], list[list[str]], tuple[bool, ...]]:
    """Give heads, rows and kinds of one length, so that nothing is lost where they differ."""
    count = max([len(table.heads), *(len(row) for row in table.rows)])
    numeric = tuple(index < len(table.numeric) and table.numeric[index] for index in range(count))
    return _filled(table.heads, count), [_filled(row, count) for row in table.rows], numeric


def cell_role(numeric: bool) -> Role:
    """Choose the font of a cell: digits stand under each other only in the font with digits of one width."""
    return Role.DIGITS if numeric else Role.PLAIN


def _filled(row: Sequence[str], count: int) -> list[str]:
    return [printable(cell) for cell in row] + [""] * (count - len(row))


def column_widths(table: AnnexTable, room: float, size: float, fonts: PaperFonts) -> list[float]:
    """Share `room` points: every column gets what its longest whole piece needs, the rest goes by length of text."""
    heads, rows, numeric = _squared(table)
    least, wish = [], []
    for index, head in enumerate(heads):
        role = cell_role(numeric[index])
        natural = sorted(max(fonts.width(role, part, size) for part in row[index].split("\n")) for row in rows) or [0.0]
        usual = natural[int((len(natural) - 1) * _SAMPLE_QUANTILE)]
        title = fonts.width(Role.HEADING, head, size)
        whole = (
            natural[-1]
            if numeric[index]
            else max(_longest_word(index, rows, role, size, fonts), min(usual, _SHORT_TEXT * size))
        )
        edges = 2 * PADDING + 0.1
        least.append(max(min(whole, _WIDEST_WORD * size), min(title, 4 * size)) + edges)
        text = max(min(usual, room * _WIDEST_SHARE), min(natural[-1], _LONG_TEXT * size))
        wish.append(max(text, min(title, 8 * size)) + edges)
    return _shared(least, [max(pair) for pair in zip(least, wish, strict=True)], room)


def _longest_word(index: int, rows: Sequence[Sequence[str]], role: Role, size: float, fonts: PaperFonts) -> float:
    words = {word for row in rows for word in _WORD.findall(row[index])}
    return max((fonts.width(role, word, size) for word in words), default=0.0)


def _shared(least: Sequence[float], wish: Sequence[float], room: float) -> list[float]:
    if sum(wish) <= room:
        return [width * room / sum(wish) for width in wish]
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    part = (room - sum(least)) / (sum(wish) - sum(least))
    return [low + (high - low) * part for low, high in zip(least, wish, strict=True)]


def cell_lines(text: str, role: Role, width: float, size: float, fonts: PaperFonts) -> Cell:
    """Break a cell's words into the lines that fit a cell `width` points wide; nothing is cut off."""
    room = width - 2 * PADDING
    lines: list[str] = []
    for part in text.split("\n"):
        widths = [letter.ems * size for letter in fonts.letters(role, part)]
        if sum(widths) <= room + 0.01:
            lines.append(part)
            continue
        lines += [part[start:end] for start, end in break_lines(part, widths, chances(part), room, room, size)]
    return tuple(lines)


def table_pages(setting: TableSetting, first: float, room: float) -> Iterator[list[tuple[Cell, ...]]]:
    """Give the rows of each page below the repeated heads; a row higher than a page goes on over the next ones.

    `first` and `room` are the heights of the first and of the other pages in points.
    """
    head = setting.height(setting.heads)
    whole = room - head
    left = first - head
    page: list[tuple[Cell, ...]] = []
    for row in setting.rows:
        rest: tuple[Cell, ...] | None = row
        while rest is not None:
            height = setting.height(rest)
            if height <= left:
                page.append(rest)
                left -= height
                rest = None
            elif height <= whole or left < 3 * setting.leading:
                if page or left < whole:
                    yield page
                page, left = [], whole
            else:
                lines = max(1, int((left - PADDING) / setting.leading))
                page.append(tuple(cell[:lines] for cell in rest))
                rest = tuple(cell[lines:] for cell in rest)
                yield page
                page, left = [], whole
    if page or not setting.rows:
        yield page
