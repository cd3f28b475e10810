"""Draws the annex tables on pages of their own, upright or landscape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color, black
from reportlab.pdfgen.canvas import Canvas

from unionoffice.domain.draft import AnnexTable
from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import PaperFonts
from unionoffice.reports.page_drawing import draw_words
from unionoffice.reports.sheet import A4, Sheet
from unionoffice.reports.table_setting import PADDING, Cell, cell_role, set_table, table_pages
from unionoffice.reports.title_breaking import break_title

_HEAD_GREY = Color(0.92, 0.92, 0.92)
_RULE = 0.5


@dataclass(frozen=True)
class Frame:
    """The text block of an annex page, in points from the lower left corner of the page."""

    page: tuple[float, float]
    left: float
    top: float
    width: float
    height: float

    @property
    def landscape(self) -> bool:
        """Whether the page is wider than high."""
        return self.page[0] > self.page[1]


def frame_of(sheet: Sheet, *, landscape: bool) -> Frame:
    """Give the text block; a landscape page is the upright sheet turned, its head at the left margin (GB/T 9704, 8)."""
    if landscape:
        return Frame((A4[1], A4[0]), sheet.bottom, A4[0] - sheet.left, sheet.height, sheet.width)
    return Frame(A4, sheet.left, A4[1] - sheet.top, sheet.width, sheet.height)


def draw_annex_head(canvas: Canvas, frame: Frame, label: str, title: str, sheet: Sheet, fonts: PaperFonts) -> float:
    """Draw 附件 on the first line and the title, centred, on the third (7.3.7); give the height they take."""
    y = frame.top - 0.88 * sheet.size
    draw_words(canvas, fonts.pieces(Role.HEADING, label), frame.left, y, sheet.size)
    size = sheet.title_size
    widths = [size * letter.ems for letter in fonts.letters(Role.TITLE, title)]
    lines = break_title(title, widths, frame.width)
    for number, words in enumerate(lines):
        x = frame.left + (frame.width - fonts.width(Role.TITLE, words, size)) / 2
        y = frame.top - (2 + number) * sheet.pitch - 0.88 * size
        draw_words(canvas, fonts.pieces(Role.TITLE, words), x, y, size)
    return (2 + len(lines)) * sheet.pitch + 0.4 * sheet.pitch


class TablePages:
    """One annex table, page by page."""

    def __init__(self, table: AnnexTable, sheet: Sheet, fonts: PaperFonts) -> None:
        self.frame = frame_of(sheet, landscape=table.landscape)
        self._fonts = fonts
        self._setting = set_table(table, self.frame.width, sheet.table_size, fonts)

    def pages(self, head: float) -> list[list[tuple[Cell, ...]]]:
        """Give the rows of each page; `head` is the height taken by the title on the first."""
        return list(table_pages(self._setting, self.frame.height - head, self.frame.height))

    def draw(self, canvas: Canvas, rows: Sequence[tuple[Cell, ...]], head: float) -> None:
        """Draw the heads and the rows of one page, `head` points below its upper edge."""
        setting = self._setting
        canvas.setLineWidth(_RULE)
        canvas.setStrokeColor(black)
        y = self.frame.top - head
        y = self._draw_row(canvas, setting.heads, y, is_head=True)
        for row in rows:
            y = self._draw_row(canvas, row, y, is_head=False)
        self._draw_rules(canvas, y, self.frame.top - head)

    def _draw_row(self, canvas: Canvas, row: Sequence[Cell], y: float, *, is_head: bool) -> float:
        setting = self._setting
        height = setting.height(row)
        if is_head:
            canvas.setFillColor(_HEAD_GREY)
            canvas.rect(self.frame.left, y - height, self.frame.width, height, stroke=0, fill=1)
            canvas.setFillColor(black)
        x = self.frame.left
        for cell, width, numeric in zip(row, setting.widths, setting.numeric, strict=True):
            self._draw_cell(canvas, cell, (x, y, width, height), numeric, is_head)
            x += width
        canvas.line(self.frame.left, y - height, self.frame.left + self.frame.width, y - height)
        return y - height

    def _draw_cell(
        self, canvas: Canvas, cell: Cell, box: tuple[float, float, float, float], numeric: bool, is_head: bool
    ) -> None:
        setting, (x, y, width, height) = self._setting, box
        role = Role.HEADING if is_head else cell_role(numeric)
        above = (height - len(cell) * setting.leading) / 2
        baseline = y - above - (setting.leading - setting.size) / 2 - 0.88 * setting.size
        for words in cell:
            start = x + PADDING
            if is_head or numeric:
                spare = width - 2 * PADDING - self._fonts.width(role, words, setting.size)
                start += spare / 2 if is_head else spare
            draw_words(canvas, self._fonts.pieces(role, words), start, baseline, setting.size)
            baseline -= setting.leading

    def _draw_rules(self, canvas: Canvas, bottom: float, top: float) -> None:
        x = self.frame.left
        canvas.line(x, top, x + self.frame.width, top)
        for width in (0.0, *self._setting.widths):
            x += width
            canvas.line(x, top, x, bottom)
