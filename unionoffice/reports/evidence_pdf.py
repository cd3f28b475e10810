"""The 佐证清单 on landscape paper: one block a number, its heads repeated where its rows go on over the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.colors import Color, black
from reportlab.pdfgen.canvas import Canvas

from unionoffice.domain.evidence import EVIDENCE_HEADS, EVIDENCE_WIDTHS, Evidence
from unionoffice.reports.annex_pages import frame_of
from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import PaperFonts, resolve
from unionoffice.reports.page_drawing import draw_words, new_canvas
from unionoffice.reports.paper_text import encodable, printable
from unionoffice.reports.sheet import COMPACT
from unionoffice.reports.table_setting import PADDING, Cell, cell_lines

_SIZE, _LEADING = 9.5, 14.0
_TITLE_SIZE = 18.0
_HEAD = 58.0
"""Points that the title and the line under it take on the first page."""
_GAP = 10.0
"""Between two blocks."""
_FOOT_DROP = 24.0
_BLOCK_GREY, _HEAD_GREY = Color(0.88, 0.88, 0.88), Color(0.95, 0.95, 0.95)


@dataclass(frozen=True)
class _Row:
    """Cells on one line of the table; a single cell runs over the whole width."""

    cells: tuple[Cell, ...]
    role: Role
    ground: Color | None = None
    gap: float = 0.0
    """Free room above it."""

    @property
    def height(self) -> float:
        """With the free room above, in points."""
        return self.gap + max(map(len, self.cells)) * _LEADING + PADDING


def evidence_pages(title: str, note: str, blocks: Sequence[Evidence], *, bundled_only: bool = False) -> bytes:
    """Print the blocks with a title and page numbers."""
    return _EvidencePaper(resolve({}, bundled_only=bundled_only)).print(title, note, blocks)


class _EvidencePaper:
    """Sets rows into pages and draws them."""

    def __init__(self, fonts: PaperFonts) -> None:
        self._fonts = fonts
        self._frame = frame_of(COMPACT, landscape=True)
        whole = sum(EVIDENCE_WIDTHS)
        self._widths = [self._frame.width * share / whole for share in EVIDENCE_WIDTHS]

    def print(self, title: str, note: str, blocks: Sequence[Evidence]) -> bytes:
        pages = list(self._pages(blocks))
        buffer = BytesIO()
        canvas = new_canvas(buffer, self._frame.page, self._fonts)
        canvas.setTitle(encodable(title))
        for number, rows in enumerate(pages, 1):
            y = self._frame.top
            if number == 1:
                self._centred(canvas, title, y - _TITLE_SIZE, Role.TITLE, _TITLE_SIZE)
                self._centred(canvas, note, y - _TITLE_SIZE - 22, Role.PLAIN, _SIZE)
                y -= _HEAD
            for at, row in enumerate(rows):
                y = self._draw(canvas, row, y + (row.gap if at == 0 else 0.0))
            foot = self._frame.top - self._frame.height - _FOOT_DROP
            self._centred(canvas, f"第 {number} 页　共 {len(pages)} 页", foot, Role.PLAIN, _SIZE)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    # Setting

    def _pages(self, blocks: Sequence[Evidence]) -> Iterator[list[_Row]]:
        page: list[_Row] = []
        left = self._frame.height - _HEAD
        for number, block in enumerate(blocks, 1):
            head = self._head_of(block, number, "")
            rows = list(self._rows_of(block))
            # A heading alone at the foot of a page belongs to the rows on the next.
            if page and sum(each.height for each in (*head, rows[0])) > left:
                yield page
                page, left = [], self._frame.height
            page += head
            left -= sum(each.height for each in head)
            for row in rows:
                if row.height > left:
                    yield page
                    page, left = self._head_of(block, number, "（续）"), self._frame.height
                    left -= sum(each.height for each in page)
                page.append(row)
                left -= row.height
        yield page

    def _head_of(self, block: Evidence, number: int, more: str) -> list[_Row]:
        heading = _Row(
            (self._over_all(block.heading(number) + more, Role.HEADING),), Role.HEADING, _BLOCK_GREY, gap=_GAP
        )
        rule = _Row((self._over_all(f"口径：{block.rule or '按登记原文'}", Role.PLAIN),), Role.PLAIN)
        heads = _Row(tuple((each,) for each in EVIDENCE_HEADS), Role.HEADING, _HEAD_GREY)
        return [heading, *([] if more else [rule]), *([heads] if block.rows else [])]

    def _over_all(self, words: str, role: Role) -> Cell:
        return cell_lines(printable(words), role, self._frame.width, _SIZE, self._fonts)

    def _rows_of(self, block: Evidence) -> Iterator[_Row]:
        if not block.rows:
            yield _Row((("（没有登记）",),), Role.PLAIN)
        most = int((self._frame.height - _HEAD - 8 * _LEADING) / _LEADING)
        for place, cells in enumerate(block.rows, 1):
            lines = [
                cell_lines(printable(words), Role.PLAIN, width, _SIZE, self._fonts)
                for words, width in zip((str(place), *cells), self._widths, strict=True)
            ]
            for start in range(0, max(map(len, lines)), most):
                yield _Row(tuple(each[start : start + most] or ("",) for each in lines), Role.PLAIN)

    # Drawing

    def _draw(self, canvas: Canvas, row: _Row, top: float) -> float:
        top -= row.gap
        height = row.height - row.gap
        left = self._frame.left
        widths = self._widths if len(row.cells) > 1 else [self._frame.width]
        if row.ground is not None:
            canvas.setFillColor(row.ground)
            canvas.rect(left, top - height, self._frame.width, height, stroke=0, fill=1)
            canvas.setFillColor(black)
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(black)
        for place, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
            canvas.rect(left, top - height, width, height, stroke=1, fill=0)
            centred = len(row.cells) > 1 and (place == 0 or row.role is Role.HEADING)
            self._draw_cell(canvas, cell, row.role, (left, top, width, height), centred=centred)
            left += width
        return top - height

    def _draw_cell(
        self, canvas: Canvas, cell: Cell, role: Role, box: tuple[float, float, float, float], *, centred: bool
    ) -> None:
        x, top, width, height = box
        above = (height - len(cell) * _LEADING) / 2
        baseline = top - above - (_LEADING - _SIZE) / 2 - 0.88 * _SIZE
        for words in cell:
            spare = width - 2 * PADDING - self._fonts.width(role, words, _SIZE)
            start = x + PADDING + (spare / 2 if centred else 0.0)
            draw_words(canvas, self._fonts.pieces(role, words), start, baseline, _SIZE)
            baseline -= _LEADING

    def _centred(self, canvas: Canvas, words: str, y: float, role: Role, size: float) -> None:
        words = printable(words)
        room = self._frame.width - self._fonts.width(role, words, size)
        draw_words(canvas, self._fonts.pieces(role, words), self._frame.left + max(0.0, room) / 2, y, size)
