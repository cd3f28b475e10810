"""A query in SQL: which rows of a ledger's table it finds, and how they are ordered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from unionoffice.domain.kinds import Choice, Choices, Context, DayKind, DaySpan, Ref, Refused, Text
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.period import Period
from unionoffice.domain.query import Axis, Grain, Query
from unionoffice.domain.text import LONGEST_LINE, one_line
from unionoffice.storage.driver import marks, quoted

_MOST_WORDS = 30

Condition = tuple[str, list[Any]]
"""A condition with marks, and the values for them."""
NEVER: Condition = ("0", [])


def where_sql(ledger: Ledger, query: Query, context: Context, *, by_index: bool = False) -> Condition:
    """Say which rows the query finds.

    Without `by_index` SQLite is kept from walking an index of all records and fetching each one by it, unless the query
    names a value that few records share and that has an index of its own.
    """
    named = {each.key for each in (*ledger.unique, *ledger.looked_up)} & query.equals.keys()
    live = "deleted_at IS NULL" if by_index or named else "+deleted_at IS NULL"
    clauses = ["deleted_at IS NOT NULL" if query.trashed else live]
    values: list[Any] = []
    for clause, given in _conditions(ledger, query, context):
        clauses.append(clause)
        values += given
    return " AND ".join(clauses), values


def _conditions(ledger: Ledger, query: Query, context: Context) -> Iterator[Condition]:
    for word in _search_words(query.words):
        yield "search_text LIKE ? ESCAPE '\\'", [f"%{escaped(word)}%"]
    if query.period is not None and ledger.when is not None:
        yield _in_period(f"{ledger.when.key}_start", query.period)
    if query.parent and ledger.parent is not None:
        yield f"{quoted(ledger.parent.key)} = ?", [query.parent]
    for key, words in query.equals.items():
        yield _equals(ledger.get(key), words, context)
    for axis, codes in query.among.items():
        yield f"{axis_sql(ledger, axis)} IN ({marks(len(codes))})", sorted(codes)
    for key, (first, last) in query.between.items():
        yield from _between(ledger.get(key), first, last, context)


def _in_period(start_column: str, period: Period) -> Condition:
    start, end = period.start.isoformat(), period.end.isoformat()
    inside, day = "BETWEEN ? AND ?", quoted(start_column)
    clause = f"(period = ? OR period_start {inside} OR (period IS NULL AND ({day} {inside} OR {day} IS NULL)))"
    return clause, [period.label, start, end, start, end]


def _equals(key: Field[Any], words: str, context: Context) -> Condition:
    column = quoted(key.kind.columns(key.key)[0].name)
    if not words:
        return f"{column} IS NULL", []
    try:
        value = key.kind.parse(words, context)
    except Refused:
        return NEVER
    if value is None:
        return f"{column} IS NULL", []
    return f"{column} = ?", [key.kind.to_row(value)[0]]


def _between(key: Field[Any], first: str, last: str, context: Context) -> Iterator[Condition]:
    column = quoted(key.kind.columns(key.key)[-1].name)
    for words, sign in ((first, ">="), (last, "<=")):
        if not words:
            continue
        try:
            value = key.kind.parse(words, context)
        except Refused:
            yield NEVER
            return
        if value is None:
            continue
        if isinstance(key.kind, DayKind | DaySpan):
            bound: Any = (value.start if sign == ">=" else value.end).isoformat()
        else:
            bound = key.kind.to_row(value)[-1]
        yield f"{column} {sign} ?", [bound]


def axis_sql(ledger: Ledger, axis: Axis) -> str:
    """Give the expression whose value is the code of the group a row is in; blank for none."""
    key = ledger.get(axis.key)
    column = quoted(key.kind.columns(key.key)[0].name)
    if axis.grain is Grain.FILLED:
        return f"CASE WHEN {column} IS NULL THEN '' ELSE '1' END"
    if axis.grain is Grain.VALUE:
        return f"coalesce(CAST({column} AS TEXT), '')"
    return f"coalesce({_date_group(column, axis.grain)}, '')"


def _date_group(column: str, grain: Grain) -> str:
    year = f"substr({column}, 1, 4)"
    if grain is Grain.YEAR:
        return year
    # The codes of dates: 2026-06-05, 2026-06, 2026-06上旬, 2026-Q2, 2026-H1, 2026, each perhaps with / and a last day.
    if grain is Grain.MONTH:
        return f"CASE WHEN substr({column}, 5, 1) = '-' THEN substr({column}, 1, 7) ELSE {year} END"
    quarter = f"{year} || '-Q' || ((CAST(substr({column}, 6, 2) AS INTEGER) + 2) / 3)"
    return (
        f"CASE WHEN substr({column}, 5, 1) <> '-' OR length({column}) < 5 THEN {year}"
        f" WHEN substr({column}, 6, 1) IN ('Q', 'H') THEN substr({column}, 1, 7) ELSE {quarter} END"
    )


def order_sql(ledger: Ledger, query: Query) -> tuple[str, Field[Any] | None]:
    """Give the order, or the field by whose words Python has to sort."""
    turn = " DESC" if query.descending else ""
    key = ledger.get(query.order, None)
    if key is None:
        when = ledger.when
        # With a filter the usual order's index does not answer alone.
        plus = "+" if query.picks or query.parent or query.trashed else ""
        if ledger.parent is not None:
            return "id", None  # what belongs to another record is told in the order in which it was entered
        return (f"{plus}{quoted(when.key + '_start')} DESC, id DESC" if when else f"{plus}pinyin, id"), None
    if key is ledger.label[0]:
        plus = "+" if query.picks or query.period or query.parent or query.trashed else ""
        return f"{plus}pinyin{turn}, id{turn}", None
    if isinstance(key.kind, Text | Choice | Choices | Ref) and key is not ledger.number:
        return "", key
    # The index of numbers answers alone only when nothing is filtered.
    plus = "+" if query.words or query.picks or query.period or query.parent or query.trashed else ""
    return f"{plus}{quoted(key.kind.columns(key.key)[-1].name)}{turn} NULLS LAST, id{turn}", None


def _search_words(words: str) -> list[str]:
    """Split what is searched for; a whole pasted page is searched by its first words, which SQLite can take."""
    return [word[:LONGEST_LINE] for word in one_line(words).lower().split()[:_MOST_WORDS]]


def escaped(words: str) -> str:
    """Take their meaning from the signs that LIKE knows."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
