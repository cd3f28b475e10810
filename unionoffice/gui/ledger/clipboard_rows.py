"""Rows in the forms that Excel and WPS take from the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QMimeData

from unionoffice.domain.ledger import Field, Record
from unionoffice.gui.ledger.table_model import is_numeric

_AS_TEXT = "mso-number-format:'\\@'"
"""Excel's own mark for a text cell: an ID number keeps all its digits, a leading = makes no formula."""


def rows_for_clipboard(fields: Sequence[Field[Any]], records: Sequence[Record], *, whole: bool) -> QMimeData:
    """Write heads and rows as tab-separated text and as a table whose codes are text cells.

    Unless asked for `whole`, numbers of persons lose their middle, as in the list they are copied from.
    """
    heads = [each.title for each in fields]
    lines = [[record.text(each) if whole else record.listed(each) for each in fields] for record in records]
    return texts_for_clipboard(heads, lines, [is_numeric(each.kind) for each in fields])


def texts_for_clipboard(heads: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[bool]) -> QMimeData:
    """Write heads and rows of words as tab-separated text and as a table whose codes are text cells."""
    lines = [[_one_line(each) for each in row] for row in rows]
    content = QMimeData()
    content.setText("\n".join("\t".join(map(_harmless, line)) for line in [heads, *lines]))
    content.setHtml(_table(heads, lines, numeric))
    return content


def _one_line(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ")


def _harmless(text: str) -> str:
    """Keep a program that only reads the plain text from taking words for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _table(heads: Sequence[str], lines: list[list[str]], numeric: Sequence[bool]) -> str:
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = "".join(
        "<tr>" + "".join(_cell(text, is_number) for text, is_number in zip(line, numeric, strict=True)) + "</tr>"
        for line in lines
    )
    return f"<meta charset='utf-8'><table><tr>{head}</tr>{body}</table>"


def _cell(text: str, is_number: bool) -> str:
    return f"<td>{escape(text)}</td>" if is_number else f'<td style="{_AS_TEXT}">{escape(text)}</td>'
