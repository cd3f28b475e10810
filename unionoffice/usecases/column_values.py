"""The values of a column, to tick those whose records are wanted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from unionoffice.domain.kinds import Count, DayKind, DaySpan, Money, Quantity, Rate
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.query import Query
from unionoffice.domain.text import one_line
from unionoffice.storage.grouping import is_read_as_stored
from unionoffice.usecases.group_words import axis_title, filter_axis, group_words
from unionoffice.usecases.office import Office

MOST_VALUES = 500
"""More are not ticked one by one: they are searched for."""
MOST_NAMED = 3
_MOST_READ = 20_000
"""Different numbers or links that are put into words to be searched."""


@dataclass(frozen=True)
class ColumnValue:
    """One value with the number of records that have it."""

    code: str
    words: str
    count: int


@dataclass(frozen=True)
class ColumnValues:
    """The values of a column, in order."""

    values: tuple[ColumnValue, ...]
    is_cut: bool
    """Whether there are more than can be listed; only the most frequent are."""


def has_range(key: Field[Any]) -> bool:
    """Tell whether a column can be filtered from one value to another."""
    return isinstance(key.kind, Money | Count | Quantity | Rate | DayKind | DaySpan)


def column_values(office: Office, ledger: Ledger, key: Field[Any], query: Query, words: str = "") -> ColumnValues:
    """List the values of a column in what the query finds, whatever the column itself is filtered by."""
    axis, words = filter_axis(key), one_line(words).strip()
    others = replace(
        query,
        among={each: codes for each, codes in query.among.items() if each != axis},
        between={each: ends for each, ends in query.between.items() if each != key.key},
        equals={each: value for each, value in query.equals.items() if each != key.key},
    )
    in_sql = is_read_as_stored(key.kind)
    limit = MOST_VALUES + 1 if in_sql else -1
    found = office.table(ledger.key).distinct(axis, others, office.context(), words, limit)
    counts = dict(found if in_sql else found[:_MOST_READ])
    named = group_words(office, ledger, axis, counts)
    wanted = [ColumnValue(code, text, counts.get(code, 0)) for code, text in named.items() if code in counts]
    if words and not in_sql:
        wanted = [each for each in wanted if words.lower() in each.words.lower()]
    if len(wanted) <= MOST_VALUES:
        return ColumnValues(tuple(wanted), is_cut=False)
    most = set(sorted(counts, key=lambda code: -counts[code])[:MOST_VALUES])
    kept = [each for each in wanted if each.code in most][:MOST_VALUES]
    return ColumnValues(tuple(kept or wanted[:MOST_VALUES]), is_cut=True)


def told_filters(office: Office, ledger: Ledger, query: Query) -> list[str]:
    """Say in words by what the columns are filtered: 类别：送温暖慰问、职工福利；金额：100 至 500."""
    told = []
    for axis, codes in query.among.items():
        if ledger.get(axis.key, None) is None:
            continue
        names = list(group_words(office, ledger, axis, codes).items())
        shown = [text for code, text in names if code in codes]
        more = f"等 {len(shown)} 项" if len(shown) > MOST_NAMED else ""
        told.append(f"{axis_title(ledger, axis)}：{'、'.join(shown[:MOST_NAMED])}{more}")
    for key, (first, last) in query.between.items():
        if (field := ledger.get(key, None)) is not None:
            told.append(f"{field.title}：{_range_words(first, last)}")
    return told


def _range_words(first: str, last: str) -> str:
    if first and last:
        return f"{first} 至 {last}"
    return f"{first} 起" if first else f"至 {last}"
