"""Read the sheets out of any file an office has: xlsx, xls, et, ods, csv or text with tabs."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from unionoffice.domain.cell_names import column_of
from unionoffice.errors import OfficeError
from unionoffice.exchange.delimited import delimited_rows
from unionoffice.exchange.heads import Grid, Merged
from unionoffice.exchange.old_excel import MAGIC, PASSWORD, check_old_excel
from unionoffice.exchange.table import NoResult
from unionoffice.exchange.zip_guard import DAMAGED, MOST_BYTES, TOO_LARGE, Unreadable, check_package
from unionoffice.uncollected import uncollected

_NOT_A_TABLE = "这不是表格文件，请选择 Excel、WPS 表格或 CSV 文件"
_WEB_PAGE = "这是网页格式的表格，只是名字像 Excel 文件；请用 WPS 或 Excel 打开后另存为 .xlsx 再导入"
_OTHER_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"BM")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Sheet:
    """A visible sheet: its name, its cells and the areas that are merged."""

    name: str
    grid: Grid
    merged: Merged = ()


@uncollected()
def read_sheets(source: Path) -> list[Sheet]:
    """Read all visible sheets of a file.

    Raises OfficeError in one sentence when the file cannot be read, needs a password, is not a table or would not fit
    into memory.
    """
    try:
        return _sheets(_bytes_of(source))
    except Unreadable as unreadable:
        raise OfficeError(f"{unreadable.sentence.removesuffix('。')}。") from unreadable


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


def _sheets(content: bytes) -> list[Sheet]:
    start = content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if content.startswith((b"PK", MAGIC)):
        return _foreign_sheets(content)
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")) or b"<html" in start:
        raise Unreadable(_WEB_PAGE)
    if start.startswith(b"<?xml"):
        raise Unreadable("这是 XML 格式的文件；请用 WPS 或 Excel 打开后另存为 .xlsx 再导入")
    if content.startswith(_OTHER_FILES):
        raise Unreadable(_NOT_A_TABLE)
    return [Sheet("", delimited_rows(content))]


def _foreign_sheets(content: bytes) -> list[Sheet]:
    try:
        if content.startswith(MAGIC):
            check_old_excel(content)
            return _read_sheets(content, {})
        return _read_sheets(content, _check_package(content))
    except Unreadable:
        raise
    except BaseException as broken:
        # A broken file raises a dozen kinds; and where the reader, which is written in Rust, gives up altogether, it
        # is not even an Exception.
        if not isinstance(broken, Exception) and type(broken).__name__ != "PanicException":
            raise
        raise Unreadable(PASSWORD if isinstance(broken, PasswordError) else DAMAGED) from broken


def _check_package(content: bytes) -> dict[str, list[str]]:
    """Refuse what must not be read; gives the places of formulas without a result, by the name of their sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        if "word/document.xml" in names or "ppt/presentation.xml" in names:
            raise Unreadable(_NOT_A_TABLE)
        if "xl/workbook.bin" in names:
            raise Unreadable("这是二进制 Excel 文件（.xlsb）；请另存为 .xlsx 再导入")
        unsolved = check_package(package)
        return {name: unsolved[part] for name, part in _parts(package).items() if part in unsolved} if unsolved else {}


def _parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Name the part in which each sheet of a workbook stands."""
    targets = {
        each.get("Id"): each.get("Target", "")
        for each in ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    }
    sheets = [each for each in ElementTree.fromstring(package.read("xl/workbook.xml")).iter() if each.get(_RELATION)]
    parts = {each.get("name", ""): targets.get(each.get(_RELATION), "") for each in sheets}
    return {name: part[1:] if part.startswith("/") else f"xl/{part}" for name, part in parts.items()}


def _read_sheets(content: bytes, unsolved: dict[str, list[str]]) -> list[Sheet]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets: list[Sheet] = []
    for sheet in book.sheets_metadata:
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet:
            found = book.get_sheet_by_name(sheet.name)
            grid: list[list[object]] = found.to_python(skip_empty_area=False)  # type: ignore[assignment]
            for place in unsolved.get(sheet.name, ()):
                _mark(grid, place)
            sheets.append(Sheet(sheet.name, grid, found.merged_cell_ranges or ()))
    return sheets


def _mark(grid: list[list[object]], place: str) -> None:
    letters = place.rstrip("0123456789")
    row, column = int(place[len(letters) :]) - 1, column_of(letters) - 1
    grid.extend([] for _ in range(row + 1 - len(grid)))
    grid[row].extend([None] * (column + 1 - len(grid[row])))
    grid[row][column] = NoResult(place)
