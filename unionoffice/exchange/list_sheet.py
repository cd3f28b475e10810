"""Write any list as a plain Excel sheet: a title, who filled it in, heads, rows; words stay words, numbers numbers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from unionoffice.domain.draft import AnnexTable
from unionoffice.exchange.cell_text import cell_text, lines_in, row_height, text_width
from unionoffice.exchange.whole_file import whole_file

_HEAD_ROW = 3
_WIDEST, _NARROWEST = 46.0, 8.0
_THIN = Side(style="thin")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def write_list(target: Path, table: AnnexTable, office_name: str, filled_on: date) -> None:
    """Write the list; raises OfficeError when the target cannot be written, and leaves an older file whole then."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = re.sub(r"[\\/*?:\[\]]", "、", table.title)[:31]
    widths = _widths(table)
    _put(page, 1, 1, table.title, Font(name="黑体", size=16), "center")
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(table.heads))
    _put(
        page, 2, 1, f"填报单位：{office_name}　　填报日期：{filled_on.isoformat()}", Font(name="宋体", size=11), "left"
    )
    page.merge_cells(start_row=2, start_column=1, end_row=2, end_column=len(table.heads))
    for row, cells in enumerate((table.heads, *table.rows), _HEAD_ROW):
        _put_row(page, row, cells, table.numeric, widths)
    _set_up(page, widths, landscape=table.landscape)
    with whole_file(target) as stream:
        book.save(stream)


def _widths(table: AnnexTable) -> list[float]:
    columns = zip(table.heads, *table.rows, strict=True)
    return [min(_WIDEST, max(_NARROWEST, max(map(text_width, column)) + 2.0)) for column in columns]


def _put_row(page: Worksheet, row: int, cells: tuple[str, ...], numeric: tuple[bool, ...], widths: list[float]) -> None:
    is_head = row == _HEAD_ROW
    font = Font(name="黑体" if is_head else "宋体", size=11)
    for column, (words, is_number) in enumerate(zip(cells, numeric, strict=True), 1):
        _put(page, row, column, words, font, "center" if is_head else "right" if is_number else "left")
        page.cell(row, column).border = _GRID
        if is_number and not is_head and (number := _number(words)) is not None:
            page.cell(row, column).value = number
            page.cell(row, column).number_format = "#,##0.00" if isinstance(number, float) else "#,##0"
    lines = max(lines_in(words, width) for words, width in zip(cells, widths, strict=True))
    page.row_dimensions[row].height = row_height(lines)


def _put(page: Worksheet, row: int, column: int, words: str, font: Font, horizontal: str) -> None:
    cell = page.cell(row, column)
    cell.value = cell_text(words)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.font = font
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)


def _number(words: str) -> int | float | None:
    plain = words.replace(",", "")
    if re.fullmatch(r"-?[0-9]{1,13}", plain):
        return int(plain)
    return float(plain) if re.fullmatch(r"-?[0-9]{1,13}\.[0-9]{1,2}", plain) else None


def _set_up(page: Worksheet, widths: list[float], *, landscape: bool) -> None:
    for column, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = f"A{_HEAD_ROW + 1}"
    page.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToHeight = 0
