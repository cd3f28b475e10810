"""Write a ledger as CSV that Excel opens as it is meant: no word becomes a formula, no number of a person loses digits."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from unionoffice.domain.kinds.kind import Cell
from unionoffice.domain.ledger import Field, Record
from unionoffice.exchange.cell_text import cell_text
from unionoffice.exchange.ledger_sheet import SERIAL, LedgerSheet
from unionoffice.exchange.profiles import cell_of
from unionoffice.exchange.whole_file import whole_file

Encoding = Literal["utf-8-sig", "gb18030"]
_FORMULA = re.compile(r"'*[=+@-]")
_LIKE_A_NUMBER = re.compile(r"'*[0-9]")


@dataclass(frozen=True)
class Unheld:
    """A cell with signs that programs which know only GBK show as question marks or as something else."""

    record: str
    field: str
    signs: str


def write_csv(target: Path, sheet: LedgerSheet, encoding: Encoding = "utf-8-sig") -> int:
    """Write heads and records, without titles and sums, and say how many records there are; an older file stays whole.

    Raises OfficeError when the target is open elsewhere or the disk is full.
    """
    # The running number keeps a record whose first word is 合计 from being read back as a total.
    count = 0
    with whole_file(target) as stream:
        lines = io.TextIOWrapper(stream, encoding, newline="")
        writer = csv.writer(lines)
        writer.writerow([SERIAL, *(_guarded(each.title) for each in sheet.fields)])
        for count, cells in enumerate(_rows(sheet), 1):
            writer.writerow([count, *map(_written, cells)])
        lines.flush()
        lines.detach()
    return count


def beyond_gbk(sheet: LedgerSheet) -> Iterator[Unheld]:
    """Find what GB18030 writes in four bytes: programs from before it know GBK alone and lose these characters."""
    for record, cells in zip(sheet.records, _rows(sheet), strict=True):
        for each, cell in zip(sheet.fields, cells, strict=True):
            signs = "".join(dict.fromkeys(filter(_is_beyond, cell))) if isinstance(cell, str) else ""
            if signs:
                yield Unheld(_label(record, sheet), each.title, signs)


def _is_beyond(sign: str) -> bool:
    # Signs of private use stand for something else on every computer, whatever the bytes.
    return sign > "\x7f" and ("\ue000" <= sign <= "\uf8ff" or len(sign.encode("gb18030", "ignore")) != 2)


def _label(record: Record, sheet: LedgerSheet) -> str:
    """Name a record as the list shows it."""
    key = next((each for each in record.ledger.label if each in sheet.fields and each.key in record.values), None)
    cell = cell_of(key, record.values[key.key], sheet.profile) if key else None
    return f"第 {record.id} 号" if cell is None else str(cell)


def _rows(sheet: LedgerSheet) -> Iterator[Sequence[Cell]]:
    for record in sheet.records:
        yield [_cell(each, record, sheet) for each in sheet.fields]


def _cell(each: Field[Any], record: Record, sheet: LedgerSheet) -> Cell:
    value = record.values.get(each.key)
    return None if value is None else cell_of(each, value, sheet.profile)


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _guarded(cell)
    return cell.isoformat()[:10] if isinstance(cell, date) else str(cell)


def _guarded(words: str) -> str:
    """Keep Excel from working words out: an apostrophe before what would be a formula, a tab before digits.

    Excel shows the apostrophe and not the tab; a tab keeps all 18 digits of an ID number, and 2026年3月 from being a day.
    """
    words = cell_text(words)
    if _FORMULA.match(words):
        return f"'{words}"
    return f"\t{words}" if _LIKE_A_NUMBER.match(words) else words
