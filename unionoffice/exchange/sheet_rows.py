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
from unionoffice.domain.ledger import Apart, Field, Ledger, Record
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
    """The sums under the columns of money and counts; 支出, 收入 and what enters no total are kept apart."""

    def __init__(self, columns: Sequence[Column], ledger: Ledger) -> None:
        self.summed = [number for number, column in enumerate(columns) if column.field in ledger.summed]
        self._ledger = ledger
        self._columns = columns
        self.sums: dict[str, dict[int, Decimal]] = {}
        self._told: dict[Apart, set[str]] = {each: set() for each in ledger.apart}
        """The words of each choice that keep a record of the sheet apart."""
        self.least: set[tuple[str, int]] = set()

    def add(self, record: Record) -> None:
        """Take a record into the sums."""
        if not self.summed:
            return
        side = self._ledger.side_of(record)
        if found := self._ledger.apart_in(side):
            self._told[found[0]].add(record.text(found[0].choice))
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
            tests = self._tests(side, frame.first_row, last) if has_names else [[]]
            yield self._row(frame, last + place, last, side, f"{side if has_names else ''}合计", tests)

    def _row(self, frame: Frame, row: int, last: int, side: str, label: str, tests: Sequence[Sequence[str]]) -> str:
        cells, sums = [], self.sums[side]
        for number in range(len(self._columns)):
            style = frame.least_total[number] if (side, number) in self.least else frame.total[number]
            if number == 0:
                cells.append(cell_at(1, row, style, label))
            elif number not in sums:
                cells.append(cell_at(number + 1, row, style, None))
            else:
                letter = get_column_letter(number + 1)
                formula = _formula(f"{letter}{frame.first_row}:{letter}{last}", tests)
                cells.append(f'<c r="{letter}{row}" s="{style}">{formula}<v>{sums[number]}</v></c>')
        return row_xml(row, 24.0, "".join(cells))

    def _tests(self, side: str, first: int, last: int) -> list[list[str]]:
        """Say what the records of a side have in other columns, in one or several ways; none where a column is missing.

        A test is a span of cells and what must stand in it, as formulas of Excel take them.
        """
        found = self._ledger.apart_in(side)
        by, name = found or (None, "")
        common: list[str] = []
        ways: list[list[str]] = [[]]
        if self._ledger.sides is not None and (by is None or by.by_side):
            # A blank is found by "=" alone.
            common.append(f"{self._span(self._ledger.sides, first, last)},{_quoted(side.removeprefix(name) or '=')}")
        for each in self._ledger.apart:
            span, words = self._span(each.choice, first, last), sorted(self._told[each])
            if each is by:
                ways = [[f"{span},{_quoted(word)}"] for word in words if each.call(word) == name]
                break
            common += [f"{span},{_quoted('<>' + word)}" for word in words]
        if any(test.startswith(",") for test in (*common, *(test for way in ways for test in way))):
            return []
        return [[*common, *way] for way in ways]

    def _span(self, key: Field[Any], first: int, last: int) -> str:
        """Give the cells of a field's column; empty where it is not in the sheet."""
        for number, column in enumerate(self._columns, 1):
            if column.field is key:
                letter = get_column_letter(number)
                return f"{letter}{first}:{letter}{last}"
        return ""


def _formula(span: str, ways: Sequence[Sequence[str]]) -> str:
    """Add up the cells of a span that pass the tests of one of the ways."""
    sums = []
    for tests in ways:
        if not tests:
            sums.append(f"SUM({span})")
        elif len(tests) == 1:
            sums.append(f"SUMIF({tests[0]},{span})")
        else:
            sums.append(f"SUMIFS({span},{','.join(tests)})")
    return f"<f>{'+'.join(sums)}</f>" if sums else ""


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
