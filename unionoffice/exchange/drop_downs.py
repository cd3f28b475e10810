"""Lists to choose from in the cells of a sheet, kept on a hidden sheet because a list in a cell ends at 255 characters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from unionoffice.domain.codes import Codebook
from unionoffice.domain.kinds import Choice, Flag
from unionoffice.domain.ledger import Field
from unionoffice.exchange.cell_text import cell_text

CHOICES = "选项"


def add_drop_downs(
    book: Workbook, page: Worksheet, placed: Mapping[int, Field[Any]], codes: Codebook, first: int, last: int
) -> None:
    """Give the cells of these columns, from the first row to the last, the lists of their fields."""
    lists: dict[str, str] = {}
    for column, each in placed.items():
        formula = _list_of(book, lists, each, codes)
        if not formula:
            continue
        grows = isinstance(each.kind, Choice) and each.kind.grows
        rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=not grows)
        rule.errorTitle, rule.error = "不在选项中", "请从下拉列表中选择"
        letter = get_column_letter(column)
        rule.add(f"{letter}{first}:{letter}{last}")
        page.data_validations.append(rule)


def _list_of(book: Workbook, lists: dict[str, str], each: Field[Any], codes: Codebook) -> str:
    if isinstance(each.kind, Flag):
        return '"是,否"'
    if not isinstance(each.kind, Choice):
        return ""
    name = each.kind.codes
    labels = codes[name].labels
    if labels and name not in lists:
        lists[name] = _kept(book, len(lists) + 1, labels)
    return lists.get(name, "")


def _kept(book: Workbook, column: int, labels: tuple[str, ...]) -> str:
    page = book[CHOICES] if CHOICES in book.sheetnames else book.create_sheet(CHOICES)
    page.sheet_state = "hidden"
    for row, label in enumerate(labels, 1):
        cell = page.cell(row, column)
        cell.value = cell_text(label)
        cell.data_type = "s"
    letter = get_column_letter(column)
    return f"{CHOICES}!${letter}$1:${letter}${len(labels)}"
