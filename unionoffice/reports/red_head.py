"""Draws the red head of an official paper: who issues it, its number, the red line (GB/T 9704-2012, 7.2)."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from reportlab.lib.colors import Color, black
from reportlab.pdfgen.canvas import Canvas

from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import PaperFonts
from unionoffice.reports.page_drawing import draw_words
from unionoffice.reports.paper_text import printable
from unionoffice.reports.sheet import A4, MM, Sheet

RED = (0.85, 0.0, 0.0)
_LARGEST = 40.0
_MARK_DROP = 35 * MM
_LINE_DROP = 4 * MM
_LINE_WIDTH = 1.4


@dataclass(frozen=True)
class RedHead:
    """The words of a red head."""

    agency: str
    """发文机关标志, as a rule the full name of the office and 文件."""
    number: str = ""
    """发文字号: 某工〔2026〕5号."""
    signer: str = ""
    """签发人, on papers that go up to a superior."""

    @property
    def signer_words(self) -> str:
        """The words before the signer's name."""
        return "签发人：" if self.signer else ""


def mark_size(head: RedHead, sheet: Sheet, fonts: PaperFonts) -> float:
    """Give the size of the issuer's name in points: as large as fits on one line."""
    return min(_LARGEST, 0.95 * sheet.width / max(fonts.width(Role.TITLE, printable(head.agency), 1.0), 1.0))


def draw_red_head(canvas: Canvas, head: RedHead, sheet: Sheet, fonts: PaperFonts) -> int:
    """Draw the head on the first page; give the row of the grid on which the title begins."""
    red = Color(*RED)
    size = mark_size(head, sheet, fonts)
    middle = sheet.left + sheet.width / 2
    canvas.setFillColor(red)
    agency = printable(head.agency)
    x = middle - fonts.width(Role.TITLE, agency, size) / 2
    # 7.2.4: the upper edge of the name lies 35 mm below that of the text block.
    draw_words(canvas, fonts.pieces(Role.TITLE, agency), x, A4[1] - sheet.top - _MARK_DROP - 0.88 * size, size)
    canvas.setFillColor(black)
    # 7.2.5: the number stands two empty lines below the name.
    row = ceil((_MARK_DROP + size) / sheet.pitch) + 2
    baseline = sheet.baseline(row, sheet.size)
    _draw_number(canvas, head, sheet, fonts, baseline)
    # 7.2.7: the line lies 4 mm below the number, as wide as the text.
    y = baseline - 0.12 * sheet.size - _LINE_DROP
    canvas.setStrokeColor(red)
    canvas.setLineWidth(_LINE_WIDTH)
    canvas.line(sheet.left, y, sheet.left + sheet.width, y)
    canvas.setStrokeColor(black)
    # 7.3.1: the title begins two empty lines below the red line.
    return ceil((A4[1] - sheet.top - y) / sheet.pitch) + 2


def _draw_number(canvas: Canvas, head: RedHead, sheet: Sheet, fonts: PaperFonts, baseline: float) -> None:
    """Draw the number in the middle; beside a signer it stands one letter in from the left, the signer from the right (7.2.5, 7.2.6)."""
    number, signer = printable(head.number), printable(head.signer)
    width = fonts.width(Role.BODY, number, sheet.size)
    x = sheet.left + (sheet.cell if signer else (sheet.width - width) / 2)
    draw_words(canvas, fonts.pieces(Role.BODY, number), x, baseline, sheet.size)
    if signer:
        pieces = [*fonts.pieces(Role.BODY, head.signer_words), *fonts.pieces(Role.SUBHEADING, signer)]
        width = fonts.width(Role.BODY, head.signer_words, sheet.size)
        width += fonts.width(Role.SUBHEADING, signer, sheet.size)
        draw_words(canvas, pieces, sheet.left + sheet.width - sheet.cell - width, baseline, sheet.size)
