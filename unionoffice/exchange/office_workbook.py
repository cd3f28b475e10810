"""A whole office as one workbook: a plain sheet for each ledger, and one for what the office has set up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from unionoffice.domain.kinds.kind import Cell
from unionoffice.errors import OfficeError
from unionoffice.exchange.cell_text import cell_text
from unionoffice.exchange.sheets import read_sheets
from unionoffice.exchange.whole_file import whole_file

_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_HEI = Font(name="黑体", size=11)


@dataclass(frozen=True)
class PlainSheet:
    """A sheet with its heads in the first row."""

    title: str
    heads: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]
    formats: tuple[str, ...] = ()
    """The Excel format of each column; General where it is missing."""


def write_workbook(target: Path, sheets: Iterable[PlainSheet]) -> None:
    """Write the sheets in their order; raises OfficeError and leaves an older file whole."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        page.freeze_panes = "A2"
        page.append([_cell(page, head, "@", head=True) for head in sheet.heads])
        formats = (*sheet.formats, *["General"] * (len(sheet.heads) - len(sheet.formats)))
        for row in sheet.rows:
            page.append([_cell(page, value, form) for value, form in zip(row, formats, strict=True)])
    with whole_file(target) as stream:
        book.save(stream)


def _cell(page: WriteOnlyWorksheet, value: Cell, form: str, *, head: bool = False) -> SheetCell | None:
    if value is None or value == "":
        return None
    made = WriteOnlyCell(page, value=None)
    if isinstance(value, str):
        # Escaped, because a reader would take _x0041_ in a text for the letter A (ECMA-376 22.9.2.19).
        made.value = _LIKE_AN_ESCAPE.sub("_x005F_", cell_text(value))
        made.data_type = "s"
        made.number_format = "@" if form == "@" or len(value) < 256 else "General"
    else:
        made.value = value
        made.number_format = form
    if head:
        made.font = _HEI
    return made


def read_workbook(source: Path) -> Mapping[str, list[dict[str, object]]]:
    """Read the sheets back: for each its rows by head; raises OfficeError where it is no such workbook."""
    found: dict[str, list[dict[str, object]]] = {}
    for sheet in read_sheets(source):
        heads, *rows = [list(row) for row in sheet.grid] or [[]]
        names = [str(head) for head in heads]
        found[sheet.name] = [dict(zip(names, map(_value, row), strict=False)) for row in rows]
    if not found:
        raise OfficeError("文件里没有内容，请检查是否选对了文件。")
    return found


def _value(cell: object) -> object:
    return cell.date() if isinstance(cell, datetime) else cell
