"""Period tables: the records of a ledger counted and added up by month, unit, category or any other choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from unionoffice.domain.draft import AnnexTable
from unionoffice.domain.kinds import Choice, DayKind, DaySpan, Flag, Money, Ref
from unionoffice.domain.ledger import Apart, Field, Ledger
from unionoffice.domain.query import Axis, Grain, Query
from unionoffice.storage.grouping import Group
from unionoffice.usecases.group_words import axis_title, group_words
from unionoffice.usecases.office import Office

TOTAL = "合计"


@dataclass(frozen=True)
class Measure:
    """What the cells of a table say: how many records, all or those of one side, or the sum of a field over one side."""

    field: Field[Any] | None = None
    side: str | None = None
    """None for all sides together; blank for records of which no side is told."""
    title: str = "条数"


@dataclass(frozen=True)
class Amount:
    """A number of a table."""

    number: int = 0
    """Fen for money."""
    is_least: bool = False
    """Whether an amount in it was only a lower bound (余, 多)."""
    is_blank: bool = True
    """Whether no record has a value."""

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            self.number + other.number, self.is_least or other.is_least, is_blank=self.is_blank and other.is_blank
        )

    def text(self, measure: Measure) -> str:
        """Write the number: 1,200.00余, 35; empty where no record has a value."""
        if self.is_blank:
            return ""
        more = "余" if self.is_least else ""
        is_money = measure.field is not None and isinstance(measure.field.kind, Money)
        return f"{Decimal(self.number) / 100:,.2f}{more}" if is_money else f"{self.number:,}{more}"


@dataclass(frozen=True)
class PeriodTable:
    """A ledger's records in rows and, where wanted, columns."""

    ledger: Ledger
    query: Query
    rows: Axis
    columns: Axis | None
    row_words: Mapping[str, str]
    column_words: Mapping[str, str]
    """Empty without a second axis."""
    measures: tuple[Measure, ...]
    groups: tuple[Group, ...]

    def amount(self, measure: Measure, row: str | None = None, column: str | None = None) -> Amount:
        """Add up one cell, a row, a column (where the other is None), or all."""
        found = Amount()
        for each in self.groups:
            if (row is None or each.codes[0] == row) and (column is None or each.codes[1] == column):
                found += _amount(each, measure)
        return found

    def amounts(self, measure: Measure) -> dict[tuple[str, str], Amount]:
        """Give every cell of a measure; the column is empty without a second axis."""
        cells: dict[tuple[str, str], Amount] = {}
        for each in self.groups:
            at = (each.codes[0], each.codes[1] if self.columns else "")
            cells[at] = cells.get(at, Amount()) + _amount(each, measure)
        return cells

    def records_of(self, row: str | None, column: str | None) -> Query:
        """Give the query that finds exactly the records of a cell."""
        among = dict(self.query.among)
        for axis, code in ((self.rows, row), (self.columns, column)):
            if axis is not None and code is not None:
                among[axis] = among.get(axis, frozenset({code})) & {code}
        return replace(self.query, among=among)


def records_of_side(office: Office, ledger: Ledger, query: Query, side: str) -> Query:
    """Narrow a query to the records that are added up under this side."""
    found = ledger.apart_in(side)
    by, name = found or (None, "")
    among = dict(query.among)
    for each in ledger.apart:
        among[Axis(each.choice.key)] = _words(office, ledger, query, each, name if each is by else "")
        if each is by:
            break
    if ledger.sides is not None and (by is None or by.by_side):
        among[Axis(ledger.sides.key)] = frozenset({side.removeprefix(name)})
    return replace(query, among=among)


def counted_records(office: Office, ledger: Ledger, query: Query, *, asked: bool = False) -> Query:
    """Narrow a query to the records that enter totals; `asked` leaves a choice that the query itself makes as it is."""
    among = dict(query.among)
    for each in ledger.apart:
        axis = Axis(each.choice.key)
        if not (asked and (axis.key in query.equals or axis in query.among)):
            among[axis] = _words(office, ledger, query, each, "")
    return replace(query, among=among)


def _words(office: Office, ledger: Ledger, query: Query, apart: Apart, name: str) -> frozenset[str]:
    held = office.table(ledger.key).distinct(Axis(apart.choice.key), query, office.context())
    return frozenset(word for word, _ in held if apart.call(word) == name)


def kept_apart(office: Office, ledger: Ledger, query: Query) -> dict[str, int]:
    """Count the records that enter no total, by what keeps them apart."""
    groups = office.table(ledger.key).groups((), query, office.context()) if ledger.apart else []
    counts = Counter[str]()
    for group in groups:
        if found := ledger.apart_in(group.side):
            counts[found[1]] += group.count
    return {name: counts[name] for each in ledger.apart for name in each.names if name in counts}


def _amount(group: Group, measure: Measure) -> Amount:
    if measure.side is not None and group.side != measure.side:
        return Amount()
    if measure.field is None:
        return Amount(group.count, is_blank=False)
    key = measure.field.key
    return Amount(group.sums.get(key, 0), key in group.least, is_blank=key not in group.sums)


def axes_of(ledger: Ledger) -> list[Axis]:
    """List what a ledger's records can be put into rows by: the date, then choices, links and yes or no.

    A ledger that has none of these is counted by what its records are called.
    """
    axes = [Axis(ledger.when.key, grain) for grain in (Grain.MONTH, Grain.QUARTER, Grain.YEAR)] if ledger.when else []
    axes += [
        Axis(each.key)
        for each in ledger.fields
        if isinstance(each.kind, Choice | Ref | Flag) and each is not ledger.parent
    ]
    dates = [each for each in ledger.fields if isinstance(each.kind, DayKind | DaySpan) and each is not ledger.when]
    axes += [Axis(each.key, grain) for each in dates for grain in (Grain.YEAR, Grain.MONTH)]
    return axes or [Axis(ledger.label[0].key)]


def usual_axes(ledger: Ledger) -> tuple[Axis, Axis | None]:
    """Choose what a table shows first: months where the ledger is dated, else units by the first choice."""
    if ledger.when is not None:
        return Axis(ledger.when.key, Grain.MONTH), None
    choices = [Axis(each.key) for each in ledger.quick]
    units = [Axis(each.key) for each in ledger.fields if isinstance(each.kind, Ref) and each.kind.ledger == "unit"]
    wanted = [*units[:1], *choices, *axes_of(ledger)]
    return wanted[0], next((each for each in wanted[1:] if units), None)


def statistics(office: Office, ledger: Ledger, rows: Axis, columns: Axis | None, query: Query) -> PeriodTable:
    """Count and add up what the query finds, as the ledger's totals line does."""
    axes = [rows, columns] if columns else [rows]
    found = tuple(office.table(ledger.key).groups(axes, query, office.context()))
    return PeriodTable(
        ledger,
        query,
        rows,
        columns,
        group_words(office, ledger, rows, {each.codes[0] for each in found}) if found else {},
        group_words(office, ledger, columns, {each.codes[1] for each in found}) if columns and found else {},
        tuple(_measures(ledger, found)),
        found,
    )


def _measures(ledger: Ledger, groups: Iterable[Group]) -> Iterable[Measure]:
    groups = list(groups)
    yield Measure()
    for apart in ledger.in_turn({each.side for each in groups}):
        if ledger.apart_in(apart):
            yield Measure(None, apart, f"其中{apart}")
    sides = ledger.in_turn({each.side for each in groups if each.sums})
    for each in ledger.summed:
        for side in sides if ledger.names_sides(sides) else [None]:
            if any(each.key in group.sums for group in groups if side is None or group.side == side):
                title = f"{side or ''}{each.title}"
                unit = "元" if isinstance(each.kind, Money) else each.kind.unit
                yield Measure(each, side, title if not unit or title.endswith(("数", unit)) else f"{title}（{unit}）")


def as_rows(table: PeriodTable, measure: Measure) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Write the table: heads, then rows with the totals row last; the measure is shown where there are columns."""
    if table.columns is None:
        return _by_measure(table)
    cells = table.amounts(measure)
    by_row: dict[str, Amount] = {}
    by_column: dict[str, Amount] = {}
    for (row, column), amount in cells.items():
        by_row[row] = by_row.get(row, Amount()) + amount
        by_column[column] = by_column.get(column, Amount()) + amount
    heads = (axis_title(table.ledger, table.rows), *table.column_words.values(), TOTAL)
    lines = [
        (words, *(cells.get((row, column), Amount()).text(measure) for column in table.column_words),
         by_row.get(row, Amount()).text(measure))
        for row, words in table.row_words.items()
    ]  # fmt: skip
    whole = sum(by_row.values(), Amount()).text(measure)
    foot = (TOTAL, *(by_column.get(column, Amount()).text(measure) for column in table.column_words), whole)
    return heads, [*lines, foot]


def _by_measure(table: PeriodTable) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    heads = (axis_title(table.ledger, table.rows), *(each.title for each in table.measures))
    columns = [(each, table.amounts(each)) for each in table.measures]
    lines = [
        (words, *(cells.get((row, ""), Amount()).text(measure) for measure, cells in columns))
        for row, words in table.row_words.items()
    ]
    foot = (TOTAL, *(sum(cells.values(), Amount()).text(measure) for measure, cells in columns))
    return heads, [*lines, foot]


def as_paper(table: PeriodTable, measure: Measure) -> AnnexTable:
    """Give the table as it is printed and exported."""
    heads, rows = as_rows(table, measure)
    period = table.query.period.label if table.query.period else ""
    told = f"：{measure.title}" if table.columns else ""
    return AnnexTable(
        title=f"{period}{table.ledger.title}统计{told}",
        heads=heads,
        rows=tuple(rows),
        numeric=(False, *(True for _ in heads[1:])),
        landscape=len(heads) > 6,
    )
