"""Write one value into one cell of an Excel form, in the way the cell is meant to show it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from unionoffice.domain.form_contents import Value
from unionoffice.exchange.form_book import FormBook
from unionoffice.exchange.form_sheet import SheetXml

_MOST_DIGITS = 15
"""Excel forgets the digits of a number after these."""
_CHINESE_DATE = re.compile(r"年.{0,12}月")


def write_value(book: FormBook, sheet: SheetXml, row: int, column: int, value: Value) -> None:
    """Put a value into a cell and keep its style; None empties it."""
    cell = sheet.cell(row, column)
    if value is None or value == "":
        if cell is not None:
            sheet.empty(cell)
        return
    style = sheet.style(row, column)
    if isinstance(value, str):
        sheet.write_text(sheet.made_cell(row, column), value)
    elif isinstance(value, date):
        _write_date(book, sheet, row, column, value)
    elif book.shows_dates(style) or _is_too_long(value):
        # 2026 would be shown as a day of 1905, and a longer number would lose its end.
        sheet.write_text(sheet.made_cell(row, column), format(Decimal(value), "f"))
    else:
        sheet.write_number(sheet.made_cell(row, column), value)


def _is_too_long(number: int | Decimal) -> bool:
    number = Decimal(number)
    return not number.is_finite() or len(number.normalize().as_tuple().digits) > _MOST_DIGITS


def _write_date(book: FormBook, sheet: SheetXml, row: int, column: int, day: date) -> None:
    number = _serial(day, book.epoch)
    if book.shows_dates(sheet.style(row, column)) and number is not None:
        sheet.write_number(sheet.made_cell(row, column), number)
        return
    words = day.isoformat()
    for at in (column, column - 1):
        cell = sheet.cell(row, at)
        if cell is not None and _CHINESE_DATE.search(book.shown(sheet, cell, 0)):
            words = f"{day.year}年{day.month}月{day.day}日"
    sheet.write_text(sheet.made_cell(row, column), words)


def _serial(day: date, epoch: date) -> int | None:
    """Count a date as Excel does; None for days before its calendar begins.

    In books that count from 1900 that calendar has a 29 February 1900, so it is true from March 1900 on.
    """
    days = (day - epoch).days
    if epoch.year == 1904:
        return days if days >= 0 else None
    return days if days > 60 else None
