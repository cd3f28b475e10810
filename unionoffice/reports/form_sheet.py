"""Draws the framed forms of the office on A4, black on white, with their fonts embedded."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageOps
from reportlab.lib.colors import black
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from unionoffice.reports.annex_pages import Frame
from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import PaperFonts, resolve
from unionoffice.reports.form_pages import TITLE_SIZE, Page, SetWords, form_frame, set_form, title_lines
from unionoffice.reports.form_parts import Ends, FormPaper, Look, Picture, Signs
from unionoffice.reports.form_setting import (
    LEADING,
    PHOTO_HEIGHT,
    PICTURE_WIDTH,
    ROLES,
    SIDE_WIDTH,
    Fragment,
    SetCell,
)
from unionoffice.reports.page_drawing import draw_words, new_canvas
from unionoffice.reports.paper_text import encodable, printable
from unionoffice.reports.table_setting import PADDING

_RULE = 0.6
_SMALL = 9.0
_FOOT_DROP = 26.0
_MOST_PIXELS = 1200
"""On the longer side of a photo: sharp at the size at which it is printed."""
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)
"""What Pillow raises for a file that is no picture, is torn or would fill the memory."""


class PrintedForms(NamedTuple):
    """The pages, and what the clerk should know of them."""

    pdf: bytes
    notices: tuple[str, ...]


def print_forms(papers: Iterable[FormPaper], *, bundled_only: bool = False) -> PrintedForms:
    """Print forms one after the other, each with page numbers of its own."""
    fonts = resolve({}, bundled_only=bundled_only)
    buffer = BytesIO()
    canvas: Canvas | None = None
    for paper in papers:
        frame = form_frame(landscape=paper.landscape)
        if canvas is None:
            canvas = new_canvas(buffer, frame.page, fonts)
            canvas.setTitle(encodable(paper.title))
        _draw_form(_Pen(canvas, frame, fonts, paper.size), paper)
    if canvas is None:
        raise ValueError("there is nothing to print")
    canvas.save()
    missing = f"没有字体能印出这些字，印作“〓”，请手写补上：{'、'.join(fonts.missing)}" if fonts.missing else ""
    return PrintedForms(buffer.getvalue(), (missing,) if missing else ())


class _Pen(NamedTuple):
    canvas: Canvas
    frame: Frame
    fonts: PaperFonts
    size: float

    @property
    def leading(self) -> float:
        return self.size * LEADING

    def cut(self, role: Role, words: str, size: float) -> str:
        """Leave away the end of a line that is wider than the text block, and say so with …."""
        shown = words
        while len(shown) > 1 and self.fonts.width(role, shown, size) > self.frame.width:
            shown = shown.removesuffix("…")[:-1] + "…"
        return shown

    def write(self, role: Role, words: str, y: float, size: float, share: float = 0.0) -> None:
        """Draw a line over the text block's width with this share of the free room at its left."""
        room = self.frame.width - self.fonts.width(role, words, size)
        draw_words(self.canvas, self.fonts.pieces(role, words), self.frame.left + room * share, y, size)


def _draw_form(pen: _Pen, paper: FormPaper) -> None:
    pages = set_form(paper, pen.frame, pen.fonts)
    for number, page in enumerate(pages, 1):
        pen.canvas.setPageSize(pen.frame.page)
        pen.canvas.setLineWidth(_RULE)
        pen.canvas.setStrokeColor(black)
        _draw_head(pen, paper, is_first=number == 1)
        _draw_page(pen, page)
        foot = pen.frame.top - pen.frame.height - _FOOT_DROP
        pen.write(Role.PLAIN, f"第 {number} 页　共 {len(pages)} 页", foot, _SMALL, 0.5)
        pen.canvas.showPage()


def _draw_head(pen: _Pen, paper: FormPaper, *, is_first: bool) -> None:
    if not is_first:
        short = f"{printable(paper.title)}（续）".replace("\n", "")
        words = "　".join(filter(None, [short, printable(paper.running)]))
        pen.write(Role.PLAIN, pen.cut(Role.PLAIN, words, _SMALL), pen.frame.top - _SMALL, _SMALL)
        return
    for number, line in enumerate(title_lines(paper, pen.frame.width, pen.fonts)):
        pen.write(Role.TITLE, line, pen.frame.top - TITLE_SIZE * (0.9 + 1.3 * number), TITLE_SIZE, 0.5)


def _draw_page(pen: _Pen, page: Page) -> None:
    for down, placed in page.placed:
        y = pen.frame.top - down
        match placed:
            case Fragment():
                _draw_fragment(pen, placed, y)
            case SetWords(words, lines):
                role = Role.HEADING if words.bold else Role.BODY
                for line in lines:
                    pen.write(role, line, y - 1.15 * words.size, words.size, words.share)
            case Ends(left, right):
                pen.write(Role.PLAIN, printable(left), y - pen.size, pen.size)
                pen.write(Role.PLAIN, printable(right), y - pen.size, pen.size, 1.0)
            case Signs():
                _draw_signs(pen, placed, y)


def _draw_signs(pen: _Pen, signs: Signs, y: float) -> None:
    y -= 24.0
    step = pen.frame.width / max(1, len(signs.places))
    for number, place in enumerate(signs.places):
        pieces = pen.fonts.pieces(Role.PLAIN, printable(place))
        draw_words(pen.canvas, pieces, pen.frame.left + number * step, y, pen.size)
    for number, line in enumerate(signs.right, bool(signs.places)):
        width = pen.fonts.width(Role.PLAIN, printable(line), pen.size)
        x = pen.frame.left + pen.frame.width - width - 2 * pen.size
        draw_words(
            pen.canvas, pen.fonts.pieces(Role.PLAIN, printable(line)), x, y - number * pen.leading * 1.3, pen.size
        )


def _draw_fragment(pen: _Pen, fragment: Fragment, y: float) -> None:
    left, band = pen.frame.left, fragment.band
    bottom = y - fragment.height
    if band.side:
        pen.canvas.rect(left, bottom, SIDE_WIDTH, fragment.height)
        x, start = left + (SIDE_WIDTH - pen.size) / 2, (y + bottom) / 2 + len(band.side) * pen.size * 0.6 - pen.size
        for number, char in enumerate(band.side):
            pieces = pen.fonts.pieces(Role.PLAIN, char)
            draw_words(pen.canvas, pieces, x, start - number * pen.size * 1.2, pen.size)
    if band.picture:
        box = (left + pen.frame.width - PICTURE_WIDTH, bottom, PICTURE_WIDTH, fragment.height)
        pen.canvas.rect(*box)
        if fragment.is_first:
            _draw_picture(pen, band.picture, box)
    for each in fragment.rows:
        for cell in each.cells:
            _draw_cell(pen, cell, y, each.height)
        y -= each.height


def _draw_cell(pen: _Pen, cell: SetCell, top: float, height: float) -> None:
    x = pen.frame.left + cell.x
    pen.canvas.rect(x, top - height, cell.width, height)
    if cell.cell.picture:
        _draw_picture(pen, cell.cell.picture, (x, top - PHOTO_HEIGHT, cell.width, PHOTO_HEIGHT))
        top, height = top - PHOTO_HEIGHT, height - PHOTO_HEIGHT
    feet = len(cell.cell.foot) * pen.leading
    # Opinions begin at the top of their box, all else stands in the middle of its height.
    above = PADDING / 2 if feet else (height - len(cell.lines) * pen.leading) / 2
    baseline = top - above - pen.leading / 2 - 0.38 * pen.size
    for line in cell.lines:
        _draw_line(pen, cell, line, x, baseline)
        baseline -= pen.leading
    baseline = top - height + PADDING / 2 + feet - pen.leading / 2 - 0.38 * pen.size
    for line in cell.cell.foot:
        width = pen.fonts.width(Role.PLAIN, line, pen.size)
        draw_words(
            pen.canvas,
            pen.fonts.pieces(Role.PLAIN, line),
            x + cell.width - PADDING - pen.size - width,
            baseline,
            pen.size,
        )
        baseline -= pen.leading


def _draw_line(pen: _Pen, cell: SetCell, line: str, x: float, baseline: float) -> None:
    role = ROLES[cell.cell.look]
    spare = cell.width - 2 * PADDING - pen.fonts.width(role, line, pen.size)
    share = {Look.VALUE: 0.0, Look.NUMBER: 1.0}.get(cell.cell.look, 0.5)
    draw_words(pen.canvas, pen.fonts.pieces(role, line), x + PADDING + max(0.0, spare) * share, baseline, pen.size)


def _draw_picture(pen: _Pen, picture: Picture, box: tuple[float, float, float, float]) -> None:
    """Draw a photo as large as its box allows, or the words for it."""
    x, y, width, height = box
    image = _readable(picture.read())
    if image is None:
        spare = width - pen.fonts.width(Role.PLAIN, picture.words, pen.size)
        pieces = pen.fonts.pieces(Role.PLAIN, picture.words)
        draw_words(pen.canvas, pieces, x + spare / 2, y + (height - pen.size) / 2, pen.size)
        return
    scale = min((width - PADDING) / image.width, (height - PADDING) / image.height)
    wide, high = image.width * scale, image.height * scale
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=85)
    pen.canvas.drawImage(ImageReader(buffer), x + (width - wide) / 2, y + (height - high) / 2, wide, high)


def _readable(content: bytes | None) -> Image.Image | None:
    """Open a photo upright and no larger than the paper needs; where it was taken is not carried over."""
    if content is None:
        return None
    try:
        with Image.open(BytesIO(content)) as opened:
            opened.draft("RGB", (_MOST_PIXELS, _MOST_PIXELS))
            # Transparent parts would turn black.
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except UNREADABLE:
        return None
    upright.thumbnail((_MOST_PIXELS, _MOST_PIXELS))
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright)
    return paper
