"""The rows of a ledger as XML, made one after another: openpyxl takes ten times as long and keeps no computed sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from openpyxl.utils import get_column_letter

from unionoffice.domain.kinds.kind import Cell
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.exchange.cell_text import cell_xml, lines_in, row_height
from unionoffice.exchange.ledger_sheet import Column
from unionoffice.exchange.profiles import Profile, cell_of
from unionoffice.exchange.sheet_frame import FIRST_ROW, Frame

_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_SERIAL_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; earlier days are written as words."""

CellWriter = Callable[[int, Cell], str]


def cell_writer(column: int, style: str) -> CellWriter:
    """Make the function that writes the cells of one column."""
    letter = get_column_letter(column)
    end = f'" s="{style}"'

    def write(row: int, cell: Cell) -> str:
        start = f'<c r="{letter}{row}{end}'
        if cell is None or cell == "":
            return f"{start}/>"
        if isinstance(cell, date) and not isinstance(cell, datetime) and cell >= _FIRST_SERIAL_DAY:
            return f"{start}><v>{cell.toordinal() - _EPOCH}</v></c>"
        if isinstance(cell, int | float | Decimal):
            return f"{start}><v>{cell}</v></c>"
        return f'{start} t="inlineStr"><is><t xml:space="preserve">{cell_xml(str(cell))}</t></is></c>'

    return write


def row_xml(row: int, height: float, cells: str) -> str:
    """Write a row with its height."""
    return f'<row r="{row}" ht="{height:g}" customHeight="1">{cells}</row>'


class Totals:
    """The sums under the columns of money and counts, 支出 and 收入 kept apart."""

    def __init__(self, columns: Sequence[Column], ledger: Ledger) -> None:
        self.summed = [number for number, column in enumerate(columns) if column.field in ledger.summed]
        self._sides = ledger.sides
        self._columns = columns
        self.sums: dict[str, dict[int, Decimal]] = {}
        self.least: set[tuple[str, int]] = set()

    def add(self, record: Record) -> None:
        """Take a record into the sums."""
        side = record.text(self._sides) if self._sides else ""
        sums = self.sums.setdefault(side, {})
        for number in self.summed:
            field = self._columns[number].field
            value = record.values.get(field.key) if field else None
            if value is None or field is None:
                continue
            sums[number] = sums.get(number, Decimal(0)) + value
            if record.values.get(f"{field.key}_qualifier") in ("余", "多"):
                self.least.add((side, number))

    def rows(self, frame: Frame, last: int) -> Iterator[str]:
        """Write the 合计 row under the row `last`, or one for 支出 and one for 收入 when both occur."""
        if not self.summed or last < FIRST_ROW:
            return
        for place, (direction, sums) in enumerate(sorted(self.sums.items(), reverse=True), 1):
            label = f"{direction}合计" if len(self.sums) > 1 else "合计"
            yield self._row(frame, last + place, last, label, direction if len(self.sums) > 1 else "", sums)

    def _row(self, frame: Frame, row: int, last: int, label: str, direction: str, sums: dict[int, Decimal]) -> str:
        cells = []
        for number in range(len(self._columns)):
            least = any(at == number and (not direction or way == direction) for way, at in self.least)
            style = frame.least_total[number] if least else frame.total[number]
            if number == 0:
                cells.append(cell_writer(1, style)(row, label))
            elif number not in sums:
                cells.append(cell_writer(number + 1, style)(row, None))
            else:
                letter = get_column_letter(number + 1)
                formula = self._formula(letter, direction, last)
                cells.append(f'<c r="{letter}{row}" s="{style}">{formula}<v>{sums[number]}</v></c>')
        return row_xml(row, 24.0, "".join(cells))

    def _formula(self, letter: str, direction: str, last: int) -> str:
        span = f"{letter}{FIRST_ROW}:{letter}{last}"
        if not direction:
            return f"<f>SUM({span})</f>"
        ways = [n for n, column in enumerate(self._columns, 1) if column.field and column.field is self._sides]
        if not ways:
            return ""
        way = get_column_letter(ways[0])
        return f'<f>SUMIF({way}{FIRST_ROW}:{way}{last},"{direction}",{span})</f>'


def record_rows(
    columns: Sequence[Column], frame: Frame, profile: Profile, records: Iterator[Record], totals: Totals
) -> Iterator[str]:
    """Write the rows of the records, each as high as its longest words need."""
    writers = [cell_writer(number, style) for number, style in enumerate(frame.body, 1)]
    fields = [(column.field, column.width, column.is_text) for column in columns]
    for row, record in enumerate(records, FIRST_ROW):
        lines, cells = 1, []
        for write, (field, width, wraps) in zip(writers, fields, strict=True):
            if field is None:
                cells.append(write(row, row - FIRST_ROW + 1))
                continue
            value = record.values.get(field.key)
            cell = None if value is None else cell_of(field, value, profile)
            if wraps and isinstance(cell, str) and (len(cell) * 2 >= width or "\n" in cell):
                lines = max(lines, lines_in(cell, width))
            cells.append(write(row, cell))
        totals.add(record)
        yield row_xml(row, row_height(lines), "".join(cells))
