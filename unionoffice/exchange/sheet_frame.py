"""The frame of a printed ledger, made by openpyxl: titles, heads, styles, page set-up, everything but the many rows."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from unionoffice.domain.codes import Codebook
from unionoffice.exchange.cell_text import cell_text, lines_in, row_height, text_width
from unionoffice.exchange.drop_downs import add_drop_downs
from unionoffice.exchange.ledger_sheet import Column, LedgerSheet

_HEAD_ROW = 3
"""Under the title and the line of 填报单位."""
_WIDEST_ALONE, _WIDEST_SHEET = 270.0, 210.0
"""In widths of a digit: on A4 across, 11 point letters shrink to 5.6 points (七号 has 5.5) and to 7.2."""
_WATERMARK_COLOUR = "BFBFBF"
_THIN = Side(style="thin")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SONG, _BOLD, _HEI = Font(name="宋体", size=11), Font(name="宋体", size=11, bold=True), Font(name="黑体", size=11)
SHEET_PART = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True)
class Frame:
    """The parts around the rows, and the number of the style for each column."""

    first_row: int
    """Where the records begin: under one row of heads or two."""
    parts: dict[str, bytes]
    before: bytes
    after: bytes
    body: list[str]
    total: list[str]
    least_total: list[str]
    """Totals that are only a lower bound: 余 stands behind the number."""
    foot: str


def first_row(columns: Sequence[Column]) -> int:
    """Tell where the records begin."""
    return _HEAD_ROW + (2 if any(column.over for column in columns) else 1)


def make_frame(sheet: LedgerSheet, columns: Sequence[Column], rows: int, last_row: int) -> Frame:
    """Make the frame for so many rows of records; `last_row` is the row of the signatures."""
    first = first_row(columns)
    book = Workbook()
    page = book.worksheets[0]
    page.title = re.sub(r"[\\/*?:\[\]]", "、", sheet.ledger.title)[:31]
    book.properties.creator, book.properties.title = sheet.office_name and cell_text(sheet.office_name), sheet.title
    _title_rows(page, sheet, columns)
    _head_rows(page, columns)
    _style_rows(page, columns, first)
    _set_up_page(page, columns, rows, last_row)
    _put_watermark(page, sheet.watermark)
    last = get_column_letter(len(columns))
    page.merge_cells(f"A1:{last}1")
    # Named only: merge_cells would also restyle the rows that lend their styles.
    page.merged_cells.add(f"A{last_row}:{last}{last_row}")
    if sheet.codes is not None:
        _offer_choices(book, page, columns, rows, sheet.codes)
    stream = io.BytesIO()
    book.save(stream)
    return _taken_apart(stream, first)


def _offer_choices(book: Workbook, page: Worksheet, columns: Sequence[Column], rows: int, codes: Codebook) -> None:
    placed = {number: column.field for number, column in enumerate(columns, 1) if column.field is not None}
    first = first_row(columns)
    add_drop_downs(book, page, placed, codes, first, first + max(1, rows) - 1)


def _put(page: Worksheet, row: int, column: int, words: str, font: Font, *, horizontal: str) -> SheetCell | MergedCell:
    cell = page.cell(row, column)
    cell.value = cell_text(words)
    cell.data_type = "s"
    cell.font = font
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
    return cell


def _title_rows(page: Worksheet, sheet: LedgerSheet, columns: Sequence[Column]) -> None:
    widths = [column.width for column in columns]
    # In the middle of several sheets side by side the title would be cut in two.
    side = "center" if pages_wide(columns) == 1 else "left"
    _put(page, 1, 1, sheet.title, Font(name="宋体", size=20, bold=True), horizontal=side)
    page.row_dimensions[1].height = 36.0
    left, right = sheet.reported_by, sheet.reported_on
    split = _split(widths, text_width(right))
    if pages_wide(columns) > 1 or lines_in(left, sum(widths[:split])) > 1:
        # Halves that end on another page, or are unlike by the columns they happen to have, stand in one cell.
        room = 4 if pages_wide(columns) > 1 else int((sum(widths) - text_width(left + right)) / 2) - 1
        left, right, split = left + "\u3000" * max(1, room) + right, "", len(columns)
    _put(page, 2, 1, left, _SONG, horizontal="left")
    if right:
        _put(page, 2, split + 1, right, _SONG, horizontal="right")
        page.merge_cells(start_row=2, end_row=2, start_column=split + 1, end_column=len(columns))
    page.merge_cells(start_row=2, end_row=2, start_column=1, end_column=split)
    page.row_dimensions[2].height = row_height(lines_in(left, sum(widths[:split])))


def _head_rows(page: Worksheet, columns: Sequence[Column]) -> None:
    """Write the heads; a head of its own is merged over both rows where there are two."""
    last = first_row(columns) - 1
    for number, column in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(number)].width = round(column.width, 2)
        for row, words in ((_HEAD_ROW, column.over or column.head), (last, column.head)):
            _put(page, row, number, words, _HEI, horizontal="center").border = _GRID
        if not column.over and last > _HEAD_ROW:
            page.merge_cells(start_row=_HEAD_ROW, end_row=last, start_column=number, end_column=number)
    _merge_shared(page, columns)
    own = max(lines_in(column.head, column.width) for column in columns if column.over or last == _HEAD_ROW)
    page.row_dimensions[last].height = row_height(own) + 6
    if last > _HEAD_ROW:
        # A head over both rows needs no more than the two have together.
        alone = max(lines_in(column.head, column.width) for column in columns if not column.over)
        page.row_dimensions[_HEAD_ROW].height = row_height(max(1, alone - own)) + 4


def _merge_shared(page: Worksheet, columns: Sequence[Column]) -> None:
    number = 1
    for over, run in groupby(columns, lambda column: column.over):
        count = len(list(run))
        if over:
            page.merge_cells(start_row=_HEAD_ROW, end_row=_HEAD_ROW, start_column=number, end_column=number + count - 1)
        number += count


def _split(widths: Sequence[float], right: int) -> int:
    """Find how many columns the left half of a line has, so that the right half can hold its words."""
    split, room = len(widths), 0.0
    while split > 1 and room < right + 3:
        split -= 1
        room += widths[split]
    return split


def _style_rows(page: Worksheet, columns: Sequence[Column], first: int) -> None:
    """Give styles to the four rows from `first` on, which only lend them: body, total, least total and foot."""
    for number, column in enumerate(columns, 1):
        for row in (first, first + 1, first + 2):
            cell = page.cell(row, number)
            cell.font = _SONG if row == first else _BOLD
            cell.border = _GRID
            # A sum may be wider than its column; shrunk it stays readable, #### does not.
            fits = {"wrap_text": True} if column.is_text else {"shrink_to_fit": True}
            cell.alignment = Alignment(horizontal=column.alignment, vertical="center", **fits)
            cell.number_format = column.number_format
            # So that =1 stays words also when somebody edits the cell.
            cell.quotePrefix = column.is_long
        if not column.is_text:
            page.cell(first + 2, number).number_format = f'{column.number_format}"余"'
    foot = page.cell(first + 3, 1)
    foot.font = _SONG
    foot.alignment = Alignment(horizontal="left", vertical="center")


def pages_wide(columns: Sequence[Column]) -> int:
    """Tell over how many sheets side by side a ledger is printed: one, unless nobody could read it at that size."""
    width = sum(column.width for column in columns)
    return 1 if width <= _WIDEST_ALONE else math.ceil(width / _WIDEST_SHEET)


def _set_up_page(page: Worksheet, columns: Sequence[Column], rows: int, last_row: int) -> None:
    last, first = get_column_letter(len(columns)), first_row(columns)
    page.freeze_panes = f"{'C' if len(columns) > 5 else 'A'}{first}"
    page.auto_filter.ref = f"A{first - 1}:{last}{first + rows - 1}"
    page.print_title_rows = f"1:{first - 1}"
    page.print_area = f"A1:{last}{last_row}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    wide = pages_wide(columns)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = wide, 0
    if wide > 1:
        # So that the rows can be told apart on the pages at the right, too.
        page.print_title_cols = "A:B"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_options.horizontalCentered = True
    page.HeaderFooter = HeaderFooter(oddFooter=HeaderFooterItem(center=_HeaderFooterPart("第 &P 页 共 &N 页")))
    margins = page.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.7, 0.3, 0.35


def _put_watermark(page: Worksheet, words: str) -> None:
    """Write grey words above each page; a picture behind the cells would be lost in LibreOffice and on a telephone."""
    if not words:
        return
    plain = cell_text(words).replace("&", "&&").replace("\n", " ")
    page.HeaderFooter.oddHeader = HeaderFooterItem(
        center=_HeaderFooterPart(plain, font="黑体,Regular", size=28, color=_WATERMARK_COLOUR)
    )
    page.page_margins.top = 0.95


def _taken_apart(stream: io.BytesIO, first: int) -> Frame:
    with zipfile.ZipFile(stream) as package:
        parts = {name: package.read(name) for name in package.namelist() if name != SHEET_PART}
        whole = package.read(SHEET_PART)
    # The extent would be wrong, and it may be left out.
    whole = re.sub(rb"<dimension [^>]*/>", b"", whole)
    before, rest = whole.split(f'<row r="{first}"'.encode(), 1)
    body, total, least_total, foot = (
        re.findall(rf'<c r="[A-Z]+{row}" s="([0-9]+)"', rest.decode()) for row in range(first, first + 4)
    )
    after = b"</sheetData>" + rest.split(b"</sheetData>", 1)[1]
    return Frame(first, parts, before, after, body, total, least_total, foot[0])
