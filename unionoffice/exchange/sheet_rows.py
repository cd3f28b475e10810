"""The rows of a ledger as XML, made one after another: openpyxl takes ten times as long and keeps no computed sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from openpyxl.utils import get_column_letter

from unionoffice.domain.kinds import Ref
from unionoffice.domain.kinds.kind import Cell
from unionoffice.domain.ledger import Field, Ledger, Record
from unionoffice.exchange.cell_text import cell_xml, lines_in, row_height
from unionoffice.exchange.ledger_sheet import Column
from unionoffice.exchange.profiles import Profile, cell_of
from unionoffice.exchange.sheet_frame import Frame

_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_SERIAL_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; earlier days are written as words."""

_REMEMBERED = 256
"""So many values of a column are remembered; more would only take room in a column where no two are the same."""


def cell_rest(style: str, cell: Cell) -> str:
    """Write what follows the place of a cell: its style, its type and what it holds."""
    start = f'" s="{style}"'
    if cell is None or cell == "":
        return f"{start}/>"
    if isinstance(cell, str):
        return f'{start} t="inlineStr"><is><t xml:space="preserve">{cell_xml(cell)}</t></is></c>'
    if isinstance(cell, date) and not isinstance(cell, datetime) and cell >= _FIRST_SERIAL_DAY:
        return f"{start}><v>{cell.toordinal() - _EPOCH}</v></c>"
    if isinstance(cell, int | float | Decimal):
        return f"{start}><v>{cell}</v></c>"
    return f'{start} t="inlineStr"><is><t xml:space="preserve">{cell_xml(str(cell))}</t></is></c>'


def cell_at(column: int, row: int, style: str, cell: Cell) -> str:
    """Write a single cell."""
    return f'<c r="{get_column_letter(column)}{row}{cell_rest(style, cell)}'


def row_xml(row: int, height: float, cells: str) -> str:
    """Write a row with its height."""
    return f'<row r="{row}" ht="{height:g}" customHeight="1">{cells}</row>'


class Totals:
    """The sums under the columns of money and counts; 支出, 收入 and what came back are kept apart."""

    def __init__(self, columns: Sequence[Column], ledger: Ledger) -> None:
        self.summed = [number for number, column in enumerate(columns) if column.field in ledger.summed]
        self._ledger = ledger
        self._columns = columns
        self.sums: dict[str, dict[int, Decimal]] = {}
        self._stages: dict[str, set[str]] = {}
        """By side that is kept apart the words of the choice that say so."""
        self.least: set[tuple[str, int]] = set()

    def add(self, record: Record) -> None:
        """Take a record into the sums."""
        if not self.summed:
            return
        side, settling = self._ledger.side_of(record), self._ledger.settling
        if settling is not None and side in settling.words:
            self._stages.setdefault(side, set()).add(record.text(settling.stage))
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
        """Write the 合计 row under the row `last`, or one for each side when several occur."""
        if not self.summed or last < frame.first_row:
            return
        has_names = self._ledger.names_sides(self.sums)
        for place, side in enumerate(self._ledger.in_turn(self.sums), 1):
            direction = side if has_names else ""
            yield self._row(frame, last + place, last, f"{direction}合计", direction, self.sums[side])

    def _row(self, frame: Frame, row: int, last: int, label: str, direction: str, sums: dict[int, Decimal]) -> str:
        cells = []
        for number in range(len(self._columns)):
            least = any(at == number and (not direction or way == direction) for way, at in self.least)
            style = frame.least_total[number] if least else frame.total[number]
            if number == 0:
                cells.append(cell_at(1, row, style, label))
            elif number not in sums:
                cells.append(cell_at(number + 1, row, style, None))
            else:
                letter = get_column_letter(number + 1)
                formula = self._formula(letter, direction, frame.first_row, last)
                cells.append(f'<c r="{letter}{row}" s="{style}">{formula}<v>{sums[number]}</v></c>')
        return row_xml(row, 24.0, "".join(cells))

    def _formula(self, letter: str, direction: str, first: int, last: int) -> str:
        span = f"{letter}{first}:{letter}{last}"
        if not direction:
            return f"<f>SUM({span})</f>"
        way, settling = self._span(self._ledger.sides, first, last), self._ledger.settling
        if not self._stages:
            return f'<f>SUMIF({way},"{direction}",{span})</f>' if way else ""
        stage = self._span(settling.stage if settling else None, first, last)
        if not stage:
            return ""
        if direction in self._stages:
            words = sorted(self._stages[direction])
            return f"<f>{'+'.join(f'SUMIF({stage},{_quoted(word)},{span})' for word in words)}</f>"
        left_out = "".join(f",{stage},{_quoted('<>' + word)}" for word in sorted(set().union(*self._stages.values())))
        return f"<f>SUMIFS({span},{way},{_quoted(direction)}{left_out})</f>" if way else ""

    def _span(self, key: Field[Any] | None, first: int, last: int) -> str:
        """Give the cells of a field's column; empty where it is not in the sheet."""
        for number, column in enumerate(self._columns, 1):
            if key is not None and column.field is key:
                letter = get_column_letter(number)
                return f"{letter}{first}:{letter}{last}"
        return ""


def _quoted(word: str) -> str:
    """Write a text inside a formula in XML; a quotation mark in it is doubled."""
    doubled = word.replace('"', '""')
    return f'"{cell_xml(doubled)}"'


def record_rows(
    columns: Sequence[Column], frame: Frame, profile: Profile, records: Iterator[Record], totals: Totals
) -> Iterator[str]:
    """Write the rows of the records, each as high as its longest words need."""
    letters = [get_column_letter(number) for number in range(1, len(columns) + 1)]
    starts = [f'<c r="{letter}' for letter in letters]
    # All places of a row end in its number, so the number is what joins its pieces: <c r="A|7|" …/><c r="B|7|" …/>
    made = [
        (column.field.key, _made_pieces(column, column.field, style, profile, following))
        for column, style, following in zip(columns[1:], frame.body[1:], [*starts[2:], ""], strict=True)
        if column.field is not None
    ]
    for row, record in enumerate(records, frame.first_row):
        values = record.values
        pieces, lines = zip(*[make(values.get(key)) for key, make in made], strict=True)
        serial = cell_rest(frame.body[0], row - frame.first_row + 1) + starts[1]
        totals.add(record)
        yield row_xml(row, row_height(max(lines)), str(row).join((starts[0], serial, *pieces)))


def _made_pieces(
    column: Column, field: Field[Any], style: str, profile: Profile, following: str
) -> Callable[[Any], tuple[str, int]]:
    """Make the function that writes what stands between the place of a value's cell and the next, and counts its lines.

    What records share, as a unit or a day, is written once: most cells of a long ledger are of this kind.
    """
    wraps, width = column.is_text, column.width

    @lru_cache(_REMEMBERED)
    def made(value: Any, _label: str = "") -> tuple[str, int]:
        cell = None if value is None else cell_of(field, value, profile)
        lines = lines_in(cell, width) if wraps and isinstance(cell, str) else 1
        return cell_rest(style, cell) + following, lines

    if isinstance(field.kind, Ref):
        # Links are equal by their record alone; what it is called is what the cell shows.
        return lambda link: made(link, link.label if link else "")
    return made
