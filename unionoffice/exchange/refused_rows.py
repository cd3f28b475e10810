"""Give the rows that were not taken back as an Excel file, with the reasons beside them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from unionoffice.exchange.cell_text import cell_text, lines_in, row_height, text_width
from unionoffice.exchange.table import RefusedRow, Table
from unionoffice.exchange.whole_file import whole_file

REASON, OLD_NUMBER = "原因", "原行号"
_REASON_WIDTH = 50.0


def write_refused(
    target: Path,
    table: Table,
    refused: Iterable[RefusedRow],
    title: str = "未导入的行",
    further: Iterable[tuple[str, Table, Iterable[RefusedRow]]] = (),
) -> None:
    """Write the refused rows under their own heads, so that the file can be put right and read again.

    `further` are the tables of records that belong to these, each on a sheet of its own title.
    """
    book = Workbook()
    book.worksheets[0].title = title
    _fill(book.worksheets[0], table, refused)
    for name, other, rows in further:
        _fill(book.create_sheet(name), other, rows)
    with whole_file(target) as stream:
        book.save(stream)


def _fill(page: Worksheet, table: Table, refused: Iterable[RefusedRow]) -> None:
    rows = {row.number: row.cells for row in table.rows}
    page.append([REASON, OLD_NUMBER, *map(cell_text, table.heads)])
    for place, row in enumerate(refused, 2):
        reason = "；".join(row.problems)
        for column, cell in enumerate([reason, row.row, *rows.get(row.row, [])], 1):
            _put(page.cell(place, column), cell)
        page.row_dimensions[place].height = row_height(lines_in(reason, _REASON_WIDTH))
    for column, head in enumerate([REASON, OLD_NUMBER, *table.heads], 1):
        page.cell(1, column).font = Font(name="黑体", size=11)
        page.cell(1, column).data_type = "s"
        page.column_dimensions[get_column_letter(column)].width = min(30.0, max(12.0, text_width(head) + 2.0))
    page.column_dimensions["A"].width = _REASON_WIDTH
    page.freeze_panes = "C2"


def _put(cell: Cell | MergedCell, value: object) -> None:
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.font = Font(name="宋体", size=11)
    if isinstance(value, bool | int | float | date):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
    elif value is not None:
        cell.value = cell_text(str(value))
        cell.data_type = "s"
        cell.number_format = "@"
