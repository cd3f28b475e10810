"""Measures the rows of a form: every word gets a line, every row its height."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate

from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import PaperFonts
from unionoffice.reports.form_parts import (
    Band,
    Cell,
    Look,
    Row,
)
from unionoffice.reports.paper_text import printable
from unionoffice.reports.sheet import MM
from unionoffice.reports.table_setting import PADDING, cell_lines

LEADING = 1.4
"""From line to line, in sizes of the letters."""
SIDE_WIDTH = 24.0
PICTURE_WIDTH = 30 * MM
PHOTO_HEIGHT = 190.0
"""Of a photo in a cell; three rows of them fill an upright page."""

ROLES = {
    Look.LABEL: Role.PLAIN,
    Look.VALUE: Role.BODY,
    Look.CENTRED: Role.BODY,
    Look.NUMBER: Role.DIGITS,
    Look.HEAD: Role.HEADING,
}


@dataclass(frozen=True)
class SetCell:
    """A cell whose lines are known; `x` is measured from the left edge of its band."""

    cell: Cell
    lines: tuple[str, ...]
    x: float
    width: float

    def height(self, size: float) -> float:
        """Measure the room its picture, its words and its foot take."""
        pictured = PHOTO_HEIGHT if self.cell.picture else 0.0
        return pictured + (len(self.lines) + len(self.cell.foot)) * size * LEADING + PADDING


@dataclass(frozen=True)
class SetRow:
    """A row whose height is known."""

    cells: tuple[SetCell, ...]
    height: float
    with_next: bool = False


@dataclass(frozen=True)
class Fragment:
    """The rows of a band that stand on one page."""

    band: Band
    rows: tuple[SetRow, ...]
    is_first: bool

    @property
    def height(self) -> float:
        """All rows together."""
        return sum(row.height for row in self.rows)


def side_height(band: Band, size: float) -> float:
    """Measure what is written from top to bottom at the left of a band."""
    return len(band.side) * size * 1.2 + PADDING if band.side else 0.0


def as_high_as_its_side(fragment: Fragment, size: float) -> Fragment:
    """Let the last row grow until the words at the side have room."""
    lacking = side_height(fragment.band, size) - fragment.height
    if lacking <= 0:
        return fragment
    *others, last = fragment.rows
    return replace(fragment, rows=(*others, replace(last, height=last.height + lacking)))


def set_row(row: Row, band: Band, width: float, size: float, fonts: PaperFonts) -> SetRow:
    """Break the words of a row into lines; the row is as high as its fullest cell."""
    start = SIDE_WIDTH if band.side else 0.0
    room = width - start - (PICTURE_WIDTH if band.picture else 0.0)
    edges = [start + room * edge / sum(band.columns) for edge in (0.0, *accumulate(band.columns))]
    cells, column = [], 0
    for cell in row.cells:
        left, right = edges[column], edges[column + cell.span]
        column += cell.span
        lines = cell_lines(printable(cell.text), ROLES[cell.look], right - left, size, fonts)
        cells.append(SetCell(cell, lines if cell.text else (), left, right - left))
    return SetRow(tuple(cells), max(row.least, *(cell.height(size) for cell in cells)), row.with_next)


def parted(row: SetRow, room: float, size: float) -> tuple[SetRow, SetRow]:
    """Cut a row that no page can hold; what is signed stands below its end."""
    pictured = max((PHOTO_HEIGHT for cell in row.cells if cell.cell.picture), default=0.0)
    count = max(1, int((room - PADDING - pictured) / (size * LEADING)))
    top = tuple(replace(each, cell=replace(each.cell, foot=()), lines=each.lines[:count]) for each in row.cells)
    rest = tuple(replace(each, cell=replace(each.cell, picture=None), lines=each.lines[count:]) for each in row.cells)
    return _as_high_as_needed(top, size), _as_high_as_needed(rest, size)


def _as_high_as_needed(cells: tuple[SetCell, ...], size: float) -> SetRow:
    return SetRow(cells, max(each.height(size) for each in cells))
