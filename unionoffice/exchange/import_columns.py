"""Read the rows of a table for a ledger, the same words of one column only once: most columns repeat a few."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from unionoffice.domain.kinds import Context, Money
from unionoffice.domain.ledger import Field, Ledger, Problem, read_value
from unionoffice.exchange.child_columns import Target
from unionoffice.exchange.heads import blank
from unionoffice.exchange.table import NoResult, Row
from unionoffice.exchange.unusual_words import Remark, Unusual

_OTHER_CELLS = frozenset([int, float, bool, date, datetime])
_WORDS = frozenset([str, type(None)])
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
    value: Any
    """None where nothing could be read of it, _NOTHING where it says that there is nothing."""
    about: Sequence[Problem] = ()
    remark: Remark | None = None

    @property
    def is_marked(self) -> bool:
        """Tell whether more is to be said of it than its cell and its value."""
        return bool(self.about or self.remark) or self.value is _NOTHING or type(self.cell) is NoResult


_NOTHING: Final = object()


def _key(cell: object) -> object:
    """Tell cells apart: 1, 1.0 and True are equal, but not the same cell; what is no plain cell is like no other."""
    if type(cell) is str:
        return cell
    return (type(cell), cell) if type(cell) in _OTHER_CELLS else (type(cell), id(cell))


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

    def read(self, rows: Sequence[Row]) -> list[RowRead]:
        """Read rows, one column after the other."""
        columns = [column.read([row.cells[column.place] for row in rows]) for column in self._columns]
        keys = [column.key for column in self._columns]
        raws = _by_row(keys, [cells for cells, _, _ in columns], len(rows))
        values = _by_row(keys, [values for _, values, _ in columns], len(rows))
        made = zip(rows, raws, values, strict=True)
        read = [RowRead(row.number, raw, its, [], []) for row, raw, its in made]
        marked = [(place, each, seen) for each, (*_, its) in enumerate(columns) for place, seen in its]
        for place, each, seen in sorted(marked, key=lambda mark: mark[:2]):
            self._note(read[place], self._columns[each], seen)
        return read

    def _note(self, read: RowRead, column: _Column, seen: _Seen) -> None:
        read.problems += seen.about
        if read.values.get(column.key) is _NOTHING:
            read.values[column.key] = None
        if seen.remark:
            self._unusual.note(read.number, column.field.title, seen.remark)
        if isinstance(seen.cell, NoResult):
            read.unsolved.append(_unsolved(column.key, seen.cell))

    def as_new(self, read: RowRead) -> tuple[Mapping[str, Any], Sequence[Problem]]:
        """Give what was read with the defaults of a new record where the row says nothing."""
        values, problems = read.values, read.problems
        for key, (value, about) in self._defaults.items():
            if key not in read.raw:
                values, problems = {**values, key: value}, [*problems, *about]
        return values, problems


def _by_row(keys: Sequence[str], columns: Sequence[Sequence[Any]], count: int) -> list[dict[str, Any]]:
    """Turn columns into rows by key; None is left out."""
    rows = zip(*columns, strict=True) if columns else [()] * count
    return [{key: cell for key, cell in zip(keys, row, strict=True) if cell is not None} for row in rows]


class _Column:
    def __init__(
        self, place: int, field: Field[Any], context: Context, unusual: Unusual, *, in_ten_thousands: bool
    ) -> None:
        self.place, self.field, self.key = place, field, field.key
        self._known: dict[object, _Seen] = {}
        self._context, self._unusual, self._in_ten_thousands = context, unusual, in_ten_thousands

    def read(self, cells: Sequence[object]) -> tuple[Sequence[object], Sequence[Any], Sequence[tuple[int, _Seen]]]:
        """Give what each row is told to have, what was read of it, and of which rows more is to be said."""
        if self._are_plain(cells):
            return cells, cells, ()
        keys = cells if set(map(type, cells)) <= _WORDS else [_key(cell) for cell in cells]
        # Backwards, so that of equal cells the first counts, as 0 before -0.
        different = dict(zip(reversed(keys), reversed(cells), strict=True))
        seen = {key: self._known.get(key) or self._look(key, cell) for key, cell in different.items()}
        its = list(map(seen.__getitem__, keys))
        marked = {key for key, each in seen.items() if each.is_marked}
        return (
            [each.cell for each in its],
            [each.value for each in its],
            [(place, seen[key]) for place, key in enumerate(keys) if key in marked] if marked else (),
        )

    def _are_plain(self, cells: Sequence[object]) -> bool:
        """Tell whether all cells are words that are what they say, as names are: nothing is to be read of them."""
        plain = self.field.kind.plain
        words: list[Any] = [cell for cell in cells if cell is not None]
        return plain is not None and set(map(type, words)) <= {str} and all(map(plain.fullmatch, words))

    def _look(self, key: object, cell: object) -> _Seen:
        seen = self._read(cell)
        is_word = type(cell) is str and len(cell) <= _LONGEST
        if len(self._known) < _MOST and (is_word or type(cell) in _OTHER_CELLS):
            self._known[key] = seen
        return seen

    def _read(self, cell: object) -> _Seen:
        if blank(cell):
            return _Seen(None, None)
        if isinstance(cell, NoResult):
            return _Seen(cell, None)
        meant = _yuan(cell) if self._in_ten_thousands else cell
        value, about = read_value(self.field, meant, self._context)
        if value is None and not any(problem.blocking for problem in about):
            value = _NOTHING
        remark = self._unusual.remark(self.field.kind, cell) if isinstance(cell, str) else None
        return _Seen(meant, value, about, remark)


def in_ten_thousands(head: str, each: Field[Any]) -> bool:
    """Tell whether a head says that its amounts are in 万元."""
    return isinstance(each.kind, Money) and bool(_TEN_THOUSAND.search(head))


def _yuan(cell: object) -> object:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell:.15g}万"
    return f"{cell}万" if isinstance(cell, str) and re.fullmatch(r"\s*[0-9.,]+\s*", cell) else cell


def _unsolved(key: str, cell: NoResult) -> Problem:
    return Problem(key, f"单元格 {cell.place} 的公式没有结果，请用 Excel 或 WPS 打开文件、保存后再导入")
