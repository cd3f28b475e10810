"""Events that belong together: each series with its events in order and what they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Axis, Grain, Query
from unionoffice.ledgers import event
from unionoffice.ledgers.shared import HEADCOUNT, PERSON_TIMES, WHEN
from unionoffice.summary.totals import without_series
from unionoffice.usecases.office import Office

_COUNTED = (event.SESSIONS, HEADCOUNT, PERSON_TIMES)


@dataclass(frozen=True)
class SeriesRow:
    """An event of a series, or the series' total."""

    cells: tuple[str, ...]
    record_id: int
    tone: str = ""


def series_of(office: Office) -> list[SeriesRow]:
    """List every series: its first event, those that name it, and their total."""
    filled = Axis(event.SERIES.key, Grain.FILLED)
    members = office.records("event", office.ids("event", Query(among={filled: frozenset({"1"})})))
    by_first: dict[int, list[Record]] = {}
    for each in members:
        link = each[event.SERIES]
        if link is not None:
            by_first.setdefault(link.id, []).append(each)
    firsts = {each.id: each for each in office.records("event", sorted(by_first)) if not each.trashed}
    rows: list[SeriesRow] = []
    for row_id, first in sorted(firsts.items(), key=lambda pair: _day(pair[1])):
        rows += _rows(first, sorted([first, *(each for each in by_first[row_id] if each.id != row_id)], key=_day))
    return rows


def _day(record: Record) -> tuple[str, int]:
    when = record[WHEN]
    return (when.start.isoformat() if when else "9999", record.id)


def _rows(first: Record, events: Sequence[Record]) -> list[SeriesRow]:
    rows = [SeriesRow(_cells(first, each), each.id) for each in events]
    of_series = without_series(events, events)
    counted = tuple(_sum([each[key] for each in of_series]) or first.text(key) for key in _COUNTED)
    money = tuple(_money([each[key] for each in events]) for key in (event.BUDGET, event.SPENT))
    apart = "" if first in of_series else "（系列本身不计）"
    total = (first.label, f"合计 {len(of_series)} 项{apart}", "", *counted, *money)
    return [*rows, SeriesRow(total, first.id, "info")]


def _cells(first: Record, each: Record) -> tuple[str, ...]:
    numbers = (each.text(key) for key in (*_COUNTED, event.BUDGET, event.SPENT))
    return (first.label, each.label, each.text(WHEN), *numbers)


def _sum(values: Sequence[int | None]) -> str:
    known = [each for each in values if each is not None]
    return f"{sum(known):,}" if known else ""


def _money(values: Sequence[Decimal | None]) -> str:
    known = [each for each in values if each is not None]
    return f"{sum(known, Decimal(0)):,.2f}" if known else ""
