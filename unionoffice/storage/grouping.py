"""Records put into groups by one or two fields, counted and added up: period tables and the lists of column filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from unionoffice.domain.kinds import Context, Kind, Text
from unionoffice.domain.ledger import Apart, Field, Ledger
from unionoffice.domain.query import Axis, Query
from unionoffice.storage.driver import Database, quoted
from unionoffice.storage.query_sql import axis_sql, escaped, where_sql


@dataclass(frozen=True)
class Group:
    """Records of one group, or of one cell of a table with two axes, and of one side."""

    codes: tuple[str, ...]
    """One for each axis."""
    side: str
    """支出, 收入, 未发放, 计划支出 …, empty where the ledger knows no sides."""
    count: int
    sums: Mapping[str, int]
    """By field key: fen for money; a field blank in all records has none."""
    least: frozenset[str]
    """The fields in whose sum an amount is only a lower bound."""


def groups(db: Database, ledger: Ledger, axes: Sequence[Axis], query: Query, context: Context) -> list[Group]:
    """Count and add up what the query finds, group by group."""
    where, values = where_sql(ledger, query, context)
    summed = ledger.summed
    parts = [*(axis_sql(ledger, axis) for axis in axes), side_sql(ledger), "count(*)"]
    for each in summed:
        parts += [f"sum({quoted(each.key)})", least_sql(ledger, each)]
    columns = ", ".join(parts)
    order = ", ".join(str(number) for number in range(1, len(axes) + 2))
    sql = f"SELECT {columns} FROM {quoted(ledger.key)} WHERE {where} GROUP BY {order}"
    return [_group(row, len(axes), summed) for row in db.execute(sql, values).fetchall()]


def side_sql(ledger: Ledger) -> str:
    """Say in SQL with which records a record is added up, as Ledger.side_of does."""
    side = f"coalesce({quoted(ledger.sides.key)}, '')" if ledger.sides else "''"
    cases = [case for each in ledger.apart for case in _apart_cases(each, side)]
    return f"CASE {' '.join(cases)} ELSE {side} END" if cases else side


def _apart_cases(apart: Apart, side: str) -> list[str]:
    choice, more = f"coalesce({quoted(apart.choice.key)}, '')", f" || {side}" if apart.by_side else ""
    cases = [f"WHEN {choice} = '{word}' THEN '{name}'{more}" for word, name in apart.words.items() if name]
    if apart.others:
        known = ", ".join(f"'{word}'" for word in ("", *apart.words))
        cases.append(f"WHEN {choice} NOT IN ({known}) THEN '{apart.others}'{more}")
    return cases


def least_sql(ledger: Ledger, key: Field[Any]) -> str:
    """Say in SQL whether any amount of a field is only a lower bound."""
    qualifier = ledger.get(f"{key.key}_qualifier", None)
    return f"max({quoted(qualifier.key)} IN ('余', '多') AND {quoted(key.key)} IS NOT NULL)" if qualifier else "0"


def _group(row: tuple[Any, ...], axes: int, summed: Sequence[Field[Any]]) -> Group:
    numbers = row[axes + 2 :]
    totals = {each.key: total for each, total in zip(summed, numbers[::2], strict=True) if total is not None}
    least = frozenset(each.key for each, is_least in zip(summed, numbers[1::2], strict=True) if is_least)
    return Group(tuple(row[:axes]), row[axes], row[axes + 1], totals, least & totals.keys())


def distinct(
    db: Database, ledger: Ledger, axis: Axis, query: Query, context: Context, words: str = "", limit: int = -1
) -> list[tuple[str, int]]:
    """List the codes of the groups that what the query finds falls into and their counts, the largest first.

    Words narrow down only what is stored as it reads; a limit of -1 is none.
    """
    where, values = where_sql(ledger, query, context)
    key = ledger.get(axis.key)
    if words and is_read_as_stored(key.kind):
        where += f" AND {quoted(key.kind.columns(key.key)[0].name)} LIKE ? ESCAPE '\\'"
        values = [*values, f"%{escaped(words)}%"]
    column = axis_sql(ledger, axis)
    sql = f"SELECT {column}, count(*) FROM {quoted(ledger.key)} WHERE {where} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
    return [(code, count) for code, count in db.execute(sql, [*values, limit]).fetchall()]


def alike(db: Database, ledger: Ledger, keys: Sequence[Field[Any]]) -> list[list[int]]:
    """List the ids of live records that hold the same in all these fields, group by group, the oldest record first.

    What is blank in the first of the fields is like nothing.
    """
    names = [quoted(each.kind.columns(each.key)[0].name) for each in keys]
    column, columns = names[0], ", ".join(names)
    # What several hold is found in the index of the field; only those rows are fetched.
    shared = f"SELECT {column} FROM {quoted(ledger.key)} WHERE {column} IS NOT NULL GROUP BY 1 HAVING count(*) > 1"
    where = f"deleted_at IS NULL AND {column} IN ({shared})"
    sql = (
        f"SELECT group_concat(id) FROM {quoted(ledger.key)} WHERE {where}"
        f" GROUP BY {columns} HAVING count(*) > 1 ORDER BY min(id)"
    )
    return [sorted(map(int, ids.split(","))) for (ids,) in db.execute(sql)]


def is_read_as_stored(kind: Kind[Any]) -> bool:
    """Tell whether a value is stored in the words that the clerk reads."""
    return isinstance(kind, Text) or kind.identifies
