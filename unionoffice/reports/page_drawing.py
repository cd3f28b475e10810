"""Draws set lines and page numbers on the canvas and notes where each figure stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from unionoffice.reports.body_layout import SetLine
from unionoffice.reports.embedded_font import EmbeddedFont
from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import PaperFonts
from unionoffice.reports.pagination import PlacedLine
from unionoffice.reports.paper_text import CREATOR
from unionoffice.reports.sheet import A4, PAGE_NUMBER_DROP, PAGE_NUMBER_SIZE, Sheet


@dataclass(frozen=True)
class Spot:
    """Where a figure stands: a rectangle in points from the upper left corner of its page.

    `chapter`, `paragraph` and `figure` are places in Draft.chapters, Chapter.paragraphs and Paragraph.figures;
    a figure that runs over a line end has two spots.
    """

    page: int
    """The first page is 1."""
    x: float
    y: float
    width: float
    height: float
    chapter: int
    paragraph: int
    figure: int


def new_canvas(buffer: BytesIO, page: tuple[float, float], fonts: PaperFonts) -> Canvas:
    """Begin a PDF that is the same, byte for byte, whenever the same things are drawn."""
    # Without a first font reportlab names Helvetica on every page, which is never embedded.
    first: Any = fonts.font(Role.BODY).fontName
    canvas = Canvas(buffer, pagesize=page, invariant=1, pageCompression=1, lang="zh-CN", initialFontName=first)
    canvas.setCreator(CREATOR)
    canvas.setProducer(CREATOR)
    return canvas


def date_pages(canvas: Canvas, day: date) -> None:
    """Let the PDF say that it was made on a day, not when the clock says so: later it is the same, byte for byte."""
    document: Any = vars(canvas)["_doc"]
    document._timeStamp.YMDhms = (day.year, day.month, day.day, 0, 0, 0)


def draw_line(canvas: Canvas, line: SetLine, left: float, baseline: float) -> None:
    """Draw the letters of a line, each where the setting put it."""
    text = canvas.beginText()
    for start, end, spacing in _stretches(line):
        text.setTextOrigin(left + line.xs[start], baseline)
        text.setFont(line.letters[start].font.fontName, line.size)
        text.setCharSpace(spacing)
        text.textOut("".join(letter.char for letter in line.letters[start:end]))
    text.setCharSpace(0)
    canvas.drawText(text)


def _stretches(line: SetLine) -> Iterator[tuple[int, int, float]]:
    """Cut a line into runs of one font and one distance between the letters."""
    start = 0
    extras = [_extra(line, index) for index in range(len(line.letters))]
    for index in range(1, len(line.letters) + 1):
        whole = index < len(line.letters) and line.letters[index].font is line.letters[start].font
        # The distance after the last letter of a run shows nowhere.
        if whole and abs(extras[index - 1] - extras[start]) < 1e-4:
            continue
        yield start, index, round(extras[start], 4) if index - start > 1 else 0.0
        start = index


def _extra(line: SetLine, index: int) -> float:
    if index + 1 == len(line.xs):
        return 0.0
    return line.xs[index + 1] - line.xs[index] - line.letters[index].ems * line.size


def draw_body_page(canvas: Canvas, lines: Sequence[PlacedLine], sheet: Sheet, page: int) -> list[Spot]:
    """Draw one page of text and give the places of its figures."""
    spots = []
    for row, line in lines:
        baseline = sheet.baseline(row, line.size)
        draw_line(canvas, line, sheet.left, baseline)
        spots += _spots(line, sheet.left, A4[1] - baseline - 0.88 * line.size, page)
    return spots


def _spots(line: SetLine, left: float, top: float, page: int) -> list[Spot]:
    return [
        Spot(
            page,
            left + line.xs[start],
            top,
            line.xs[end - 1] + line.letters[end - 1].ems * line.size - line.xs[start],
            line.size,
            line.block.chapter,
            line.block.paragraph,
            line.block.first_figure + figure,
        )
        for start, end, figure in line.figures
    ]


def draw_page_number(canvas: Canvas, sheet: Sheet, fonts: PaperFonts, page: int, *, landscape: bool) -> None:
    """Draw — 1 — 7 mm below the text, one letter in from the right on odd and from the left on even pages (7.5).

    A landscape page carries its number where an upright page has it, once the sheets lie on each other (7.5).
    """
    words = f"— {page} —"
    width = fonts.width(Role.PLAIN, words, PAGE_NUMBER_SIZE)
    x = A4[0] - sheet.right - PAGE_NUMBER_SIZE - width if page % 2 else sheet.left + PAGE_NUMBER_SIZE
    # The dash lies about a quarter of the size above the baseline.
    y = sheet.bottom - PAGE_NUMBER_DROP - 0.27 * PAGE_NUMBER_SIZE
    canvas.saveState()
    if landscape:
        canvas.translate(0, A4[0])
        canvas.rotate(-90)
    draw_words(canvas, fonts.pieces(Role.PLAIN, words), x, y, PAGE_NUMBER_SIZE)
    canvas.restoreState()


def draw_words(canvas: Canvas, pieces: Sequence[tuple[EmbeddedFont, str]], x: float, y: float, size: float) -> None:
    """Draw words from left to right at their natural width."""
    for font, words in pieces:
        canvas.setFont(font.fontName, size)
        canvas.drawString(x, y, words)
        x += font.stringWidth(words, size)
