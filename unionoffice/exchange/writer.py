"""Write a ledger as an Excel file that a superior accepts as it is.

openpyxl makes the frame; the rows are streamed into it, so that a hundred thousand records need no more memory than ten.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from unionoffice.domain.ledger import Record
from unionoffice.errors import OfficeError
from unionoffice.exchange.cell_text import text_width
from unionoffice.exchange.ledger_sheet import SIGNATURES, Column, LedgerSheet, columns_for
from unionoffice.exchange.profiles import filled_fields, profile_fields
from unionoffice.exchange.refused_rows import write_refused
from unionoffice.exchange.sheet_frame import SHEET_PART, Frame, first_row, make_frame, pages_wide
from unionoffice.exchange.sheet_rows import Totals, cell_at, record_rows, row_xml
from unionoffice.exchange.template import write_template
from unionoffice.exchange.whole_file import whole_file

__all__ = ["LedgerSheet", "write_ledger", "write_refused", "write_template"]

MOST_RECORDS = 1_048_000
"""A sheet of Excel has 1,048,576 rows."""
_SAMPLE = 300
"""So many records set the widths of the columns."""
_AT_ONCE = 50


def write_ledger(target: Path, sheet: LedgerSheet) -> int:
    """Write the ledger and say how many records it has; an older file stays as it was unless all went well.

    Raises OfficeError when the target is open elsewhere, the disk is full or there are more records than a sheet has rows.
    """
    fields = profile_fields(sheet.ledger, sheet.profile, sheet.fields)
    if not fields:
        raise OfficeError("没有可以导出的栏目，请至少选择一列。")
    if not sheet.fields and sheet.profile != "archive" and isinstance(sheet.records, Sequence):
        fields = filled_fields(fields, sheet.records)
    records = iter(sheet.records)
    sample = list(islice(records, _SAMPLE))
    columns = columns_for(sheet, fields, sample)
    with whole_file(target) as stream:
        return _write(stream, sheet, columns, chain(sample, records))


def _write(stream: BinaryIO, sheet: LedgerSheet, columns: list[Column], records: Iterator[Record]) -> int:
    totals = Totals(columns, sheet.ledger)
    counter = _Counter(records)
    first = first_row(columns)
    # The styles are the same however many rows follow; what depends on their number stands behind them.
    opening = make_frame(sheet, columns, 1, first + 1)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        with package.open(SHEET_PART, "w") as part:
            part.write(opening.before)
            for chunk in _chunks(record_rows(columns, opening, sheet.profile, counter, totals)):
                part.write(chunk)
            foot = list(totals.rows(opening, first + counter.seen - 1))
            last_row = first + max(1, counter.seen + len(foot))
            foot.append(_signature_row(opening, sheet, columns, last_row))
            part.write("".join(foot).encode())
            closing = make_frame(sheet, columns, max(1, counter.seen), last_row)
            part.write(closing.after)
        for name, content in closing.parts.items():
            package.writestr(name, content)
    return counter.seen


class _Counter(Iterator[Record]):
    def __init__(self, records: Iterator[Record]) -> None:
        self._records = records
        self.seen = 0

    def __next__(self) -> Record:
        record = next(self._records)
        self.seen += 1
        if self.seen > MOST_RECORDS:
            raise OfficeError("超过一张 Excel 工作表的行数上限，请先按期间或类别筛选后分次导出。")
        return record


def _chunks(rows: Iterable[str]) -> Iterator[bytes]:
    rows = iter(rows)
    while chunk := list(islice(rows, _AT_ONCE)):
        yield "".join(chunk).encode()


def _signature_row(frame: Frame, sheet: LedgerSheet, columns: Sequence[Column], row: int) -> str:
    # Full-width spaces: one cell over the whole line holds three signatures whatever the columns are.
    width = sum(column.width for column in columns) / pages_wide(columns)
    room = int(width / len(SIGNATURES) / 2) - 1
    words = "".join(each + "\u3000" * max(1, room - text_width(each) // 2) for each in sheet.signatures)
    return row_xml(row, 30.0, cell_at(1, row, frame.foot, words.rstrip("\u3000")))
