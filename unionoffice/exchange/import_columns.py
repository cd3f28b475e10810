"""Read the rows of a table for a ledger, the same words of one column only once: most columns repeat a few."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from unionoffice.domain.kinds import Context, Money
from unionoffice.domain.ledger import Field, Ledger, Problem, read_value
from unionoffice.exchange.child_columns import Target
from unionoffice.exchange.heads import blank
from unionoffice.exchange.table import NoResult, Row
from unionoffice.exchange.unusual_words import Remark, Unusual

_OTHER_CELLS = frozenset([int, float, bool, date, datetime])
_LONGEST = 60
_MOST = 5_000
"""So many different cells of a column are remembered: what differs in every row would only fill the memory."""
_TEN_THOUSAND = re.compile(r"万元|[(（]万[)）]")


@dataclass(slots=True)
class RowRead:
    """What the cells of one row say."""

    number: int
    raw: dict[str, object]
    """Field keys and cells, blank ones left out."""
    values: dict[str, Any]
    """What was read of them; None where words say that there is nothing, no entry where they were refused."""
    problems: list[Problem]
    unsolved: list[Problem]
    """Formulas that nobody has worked out."""

    def without(self, left_out: Collection[str]) -> RowRead:
        """Leave some fields as if their cells were blank."""
        raw = {key: cell for key, cell in self.raw.items() if key not in left_out}
        values = {key: value for key, value in self.values.items() if key not in left_out}
        problems = [problem for problem in self.problems if problem.field not in left_out]
        return RowRead(self.number, raw, values, problems, self.unsolved)


class _Seen(NamedTuple):
    """What a cell of a column says."""

    cell: object
    """As the row is told to have it: 万元 made plain; None when there is nothing to see."""
    is_read: bool
    value: Any
    about: Sequence[Problem]
    remark: Remark | None


class Columns:
    """The columns of a table that a ledger takes, seen from one office at one moment."""

    def __init__(
        self, ledger: Ledger, targets: Sequence[tuple[str, Target]], context: Context, unusual: Unusual
    ) -> None:
        places = {each.key: place for place, each in enumerate(ledger.fields)}
        taken = [
            _Column(place, each, context, unusual, in_ten_thousands=in_ten_thousands(head, each))
            for place, (head, each) in enumerate(targets)
            if isinstance(each, Field) and not each.computed and each.kind.importable
        ]
        # In the order of the declaration, in which a form would name what is wrong.
        self._columns = sorted(taken, key=lambda column: places[column.key])
        self._defaults = {
            each.key: read_value(each, each.default, context)
            for each in ledger.fields
            if each.default and not each.computed
        }
        self._unusual = unusual

    def filled(self, rows: Sequence[Row]) -> set[str]:
        """Name the fields of which at least one row says something."""
        return {column.key for column in self._columns if any(not blank(row.cells[column.place]) for row in rows)}

    def read(self, row: Row) -> RowRead:
        """Read one row."""
        raw: dict[str, object] = {}
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        unsolved: list[Problem] = []
        cells = row.cells
        for column in self._columns:
            found = cells[column.place]
            if found is None:
                continue
            # Most cells are words; no cell of another kind is equal to them.
            seen = column.words.get(found) if type(found) is str else column.other(found)
            cell, is_read, value, about, remark = seen or column.look(found)
            if cell is None:
                continue
            key = column.key
            raw[key] = cell
            if is_read:
                values[key] = value
            if about:
                problems += about
            if remark:
                self._unusual.note(row.number, column.field.title, remark)
            if type(cell) is NoResult:
                unsolved.append(_unsolved(key, cell))
        return RowRead(row.number, raw, values, problems, unsolved)

    def as_new(self, read: RowRead) -> tuple[Mapping[str, Any], Sequence[Problem]]:
        """Give what was read with the defaults of a new record where the row says nothing."""
        values, problems = read.values, read.problems
        for key, (value, about) in self._defaults.items():
            if key not in read.raw:
                values, problems = {**values, key: value}, [*problems, *about]
        return values, problems


class _Column:
    def __init__(
        self, place: int, field: Field[Any], context: Context, unusual: Unusual, *, in_ten_thousands: bool
    ) -> None:
        self.place, self.field, self.key = place, field, field.key
        self.words: dict[str, _Seen] = {}
        self._others: dict[tuple[type, object], _Seen] = {}
        self._context, self._unusual, self._in_ten_thousands = context, unusual, in_ten_thousands

    def other(self, cell: object) -> _Seen | None:
        """Give what is known of a cell that holds no words; 1, 1.0 and True are equal, but not the same cell."""
        return self._others.get((type(cell), cell)) if type(cell) in _OTHER_CELLS else None

    def look(self, cell: object) -> _Seen:
        """Read a cell that was not met before."""
        seen = self._read(cell)
        if isinstance(cell, str):
            if len(self.words) < _MOST and len(cell) <= _LONGEST:
                self.words[cell] = seen
        elif type(cell) in _OTHER_CELLS and len(self._others) < _MOST:
            self._others[type(cell), cell] = seen
        return seen

    def _read(self, cell: object) -> _Seen:
        if blank(cell):
            return _Seen(None, False, None, (), None)
        if isinstance(cell, NoResult):
            return _Seen(cell, False, None, (), None)
        meant = _yuan(cell) if self._in_ten_thousands else cell
        value, about = read_value(self.field, meant, self._context)
        is_read = value is not None or not any(problem.blocking for problem in about)
        remark = self._unusual.remark(self.field.kind, cell) if isinstance(cell, str) else None
        return _Seen(meant, is_read, value, about, remark)


def in_ten_thousands(head: str, each: Field[Any]) -> bool:
    """Tell whether a head says that its amounts are in 万元."""
    return isinstance(each.kind, Money) and bool(_TEN_THOUSAND.search(head))


def _yuan(cell: object) -> object:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell:.15g}万"
    return f"{cell}万" if isinstance(cell, str) and re.fullmatch(r"\s*[0-9.,]+\s*", cell) else cell


def _unsolved(key: str, cell: NoResult) -> Problem:
    return Problem(key, f"单元格 {cell.place} 的公式没有结果，请用 Excel 或 WPS 打开文件、保存后再导入")
