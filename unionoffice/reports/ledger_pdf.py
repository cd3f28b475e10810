"""A ledger's list on landscape paper, as the 打印 button gives it."""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from unionoffice.domain.draft import AnnexTable
from unionoffice.reports.annex_pages import Frame, TablePages
from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import PaperFonts, resolve
from unionoffice.reports.page_drawing import draw_words, new_canvas
from unionoffice.reports.paper_text import encodable
from unionoffice.reports.sheet import COMPACT

_TITLE_SIZE, _LINE_SIZE = 18.0, 10.0
_HEAD = 56.0
"""Points that the title and the line under it take on the first page."""
_FOOT_DROP = 24.0


def ledger_pdf(table: AnnexTable, office_name: str, filled_on: str, *, bundled_only: bool = False) -> bytes:
    """Print a list with its title, the office at the left and the date at the right, its heads repeated on each page."""
    fonts = resolve({}, bundled_only=bundled_only)
    tables = TablePages(table, COMPACT, fonts)
    pages = tables.pages(_HEAD)
    buffer = BytesIO()
    canvas = new_canvas(buffer, tables.frame.page, fonts)
    canvas.setTitle(encodable(table.title))
    for number, rows in enumerate(pages, 1):
        canvas.setPageSize(tables.frame.page)
        if number == 1:
            _draw_head(canvas, tables.frame, fonts, table.title, f"填报单位：{office_name}", f"填报日期：{filled_on}")
        tables.draw(canvas, rows, _HEAD if number == 1 else 0.0)
        foot = tables.frame.top - tables.frame.height - _FOOT_DROP
        _draw(canvas, tables.frame, fonts, f"第 {number} 页　共 {len(pages)} 页", foot, share=0.5)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_head(canvas: Canvas, frame: Frame, fonts: PaperFonts, title: str, left: str, right: str) -> None:
    words = fonts.pieces(Role.TITLE, title)
    room = frame.width - fonts.width(Role.TITLE, title, _TITLE_SIZE)
    draw_words(canvas, words, frame.left + max(0.0, room) / 2, frame.top - _TITLE_SIZE, _TITLE_SIZE)
    _draw(canvas, frame, fonts, left, frame.top - _HEAD + 8, share=0.0)
    _draw(canvas, frame, fonts, right, frame.top - _HEAD + 8, share=1.0)


def _draw(canvas: Canvas, frame: Frame, fonts: PaperFonts, words: str, y: float, *, share: float) -> None:
    """Draw a small line with this share of the free room to its left."""
    room = frame.width - fonts.width(Role.PLAIN, words, _LINE_SIZE)
    draw_words(canvas, fonts.pieces(Role.PLAIN, words), frame.left + room * share, y, _LINE_SIZE)
