"""Read the table out of any file an office has: xlsx, xls, et, ods, csv or text with tabs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator
from datetime import datetime, time
from pathlib import Path

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from unionoffice.domain.ledger import Ledger
from unionoffice.domain.text import head_form
from unionoffice.errors import OfficeError
from unionoffice.exchange.delimited import delimited_rows
from unionoffice.exchange.heads import Found, Grid, Merged, blank, find_heads, is_serial, kept_rows
from unionoffice.exchange.old_excel import MAGIC, PASSWORD, check_old_excel
from unionoffice.exchange.table import Row, Table
from unionoffice.exchange.zip_guard import DAMAGED, MOST_BYTES, TOO_LARGE, Unreadable, check_package

_NO_HEADS = "没有找到表头；表头应在一行中，至少有两个栏目名称，如“姓名”“身份证号”"
_NOT_A_TABLE = "这不是表格文件，请选择 Excel、WPS 表格或 CSV 文件"
_MOST_MERGED_COLUMNS = 30
_WEB_PAGE = "这是网页格式的表格，只是名字像 Excel 文件；请用 WPS 或 Excel 打开后另存为 .xlsx 再导入"
_OTHER_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"BM")


def read_table(source: Path, ledger: Ledger | None = None) -> Table:
    """Find the table in a file; the ledger it is meant for helps to tell its heads from other rows.

    Raises OfficeError in one sentence when the file cannot be read, needs a password, is not a table or would not fit
    into memory.
    """
    try:
        content = _bytes_of(source)
        sheets = _sheets(content)
        return _first_table(sheets, _known_heads(ledger))
    except Unreadable as unreadable:
        raise OfficeError(unreadable.sentence) from unreadable


def _bytes_of(source: Path) -> bytes:
    try:
        size = source.stat().st_size
        if size > MOST_BYTES:
            raise Unreadable(TOO_LARGE)
        content = source.read_bytes()
    except PermissionError as error:
        raise Unreadable("文件正在 WPS 或 Excel 中打开，或没有读取权限，请关闭后重试") from error
    except OSError as error:
        raise Unreadable("找不到或读不出这个文件，请检查文件名和U盘") from error
    if not content.strip(b"\x00"):
        raise Unreadable("文件是空的，没有任何内容")
    return content


def _known_heads(ledger: Ledger | None) -> set[str]:
    return {head_form(title) for each in ledger.fields for title in (each.title, *each.was)} if ledger else set()


Sheets = Iterator[tuple[str, Grid, Merged]]
"""Name, cells and merged areas of each visible sheet."""


def _sheets(content: bytes) -> Sheets:
    start = content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if content.startswith((b"PK", MAGIC)):
        return _foreign_sheets(content)
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")) or b"<html" in start:
        raise Unreadable(_WEB_PAGE)
    if start.startswith(b"<?xml"):
        raise Unreadable("这是 XML 格式的文件；请用 WPS 或 Excel 打开后另存为 .xlsx 再导入")
    if content.startswith(_OTHER_FILES):
        raise Unreadable(_NOT_A_TABLE)
    return iter([("", delimited_rows(content), ())])


def _foreign_sheets(content: bytes) -> Sheets:
    try:
        if content.startswith(MAGIC):
            check_old_excel(content)
        else:
            _check_package(content)
        return iter(_read_sheets(content))
    except Unreadable:
        raise
    except BaseException as broken:
        # A broken file raises a dozen kinds; and where the reader, which is written in Rust, gives up altogether, it
        # is not even an Exception.
        if not isinstance(broken, Exception) and type(broken).__name__ != "PanicException":
            raise
        raise Unreadable(PASSWORD if isinstance(broken, PasswordError) else DAMAGED) from broken


def _check_package(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        if "word/document.xml" in names or "ppt/presentation.xml" in names:
            raise Unreadable(_NOT_A_TABLE)
        if "xl/workbook.bin" in names:
            raise Unreadable("这是二进制 Excel 文件（.xlsb）；请另存为 .xlsx 再导入")
        check_package(package)


def _read_sheets(content: bytes) -> list[tuple[str, Grid, Merged]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets: list[tuple[str, Grid, Merged]] = []
    for sheet in book.sheets_metadata:
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet:
            found = book.get_sheet_by_name(sheet.name)
            sheets.append((sheet.name, found.to_python(skip_empty_area=False), found.merged_cell_ranges or ()))
    return sheets


def _first_table(sheets: Sheets, known: Collection[str]) -> Table:
    seen = False
    for name, grid, merged in sheets:
        seen = seen or any(not blank(cell) for row in grid for cell in row)
        found = find_heads(grid, merged, known)
        if found is not None:
            return _table(name, grid, merged, found)
    raise Unreadable(_NO_HEADS if seen else "文件里没有内容，请检查是否选对了文件")


def _table(name: str, grid: Grid, merged: Merged, found: Found) -> Table:
    body = range(found.last_row + 1, len(grid))
    width = max(len(found.heads), max((len(grid[row]) for row in body), default=0))
    heads = [*found.heads, *[""] * (width - len(found.heads))]
    cells = [[_value(cell) for cell in grid[row]] + [None] * (width - len(grid[row])) for row in body]
    notices = _fill_merged(cells, merged, found.last_row + 1)
    columns = [
        column
        for column, head in enumerate(heads)
        if not is_serial(head) and (head or any(not blank(row[column]) for row in cells))
    ]
    # A total or a signature may stand in the column of running numbers, so rows are judged with it.
    rows, left_out = kept_rows(Row(place + 1, row) for place, row in zip(body, cells, strict=True))
    chosen = [Row(row.number, [row.cells[column] for column in columns]) for row in rows]
    if left_out:
        notices.append(f"跳过合计、落款等 {left_out} 行")
    return Table(
        [heads[column] for column in columns],
        [row for row in chosen if any(not blank(cell) for cell in row.cells)],
        name,
        notices,
    )


def _value(cell: object) -> object:
    if blank(cell):
        return None
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date()
    return cell


def _fill_merged(cells: list[list[object]], merged: Merged, start: int) -> list[str]:
    """Let words merged over several rows hold for each of them; numbers are not repeated, they would be summed twice."""
    notices, filled = [], 0
    for (top, left), (bottom, _) in merged:
        upper, lower = top - start, min(bottom - start, len(cells) - 1)
        if upper < 0 or lower <= upper or left >= len(cells[upper]) or not isinstance(cells[upper][left], str):
            continue
        filled += lower - upper
        if filled > len(cells) * _MOST_MERGED_COLUMNS:
            break  # areas laid over one another, such as no table has
        for row in range(upper + 1, lower + 1):
            if cells[row][left] is None and any(cell is not None for cell in cells[row]):
                cells[row][left] = cells[upper][left]
        notices.append(f"第 {top + 1}—{lower + start + 1} 行合并的单元格，其文字按每行都有处理")
    return notices[:20]
