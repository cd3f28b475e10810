"""Totals over several records: what may be added is added, and the rule is said in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from unionoffice.domain.day import Span
from unionoffice.domain.draft import Basis, Figure, Row, State, plain_number
from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Record
from unionoffice.domain.period import Period
from unionoffice.ledgers import aid, event
from unionoffice.ledgers.shared import FIGURES, HEADCOUNT, IN_SUMMARY, PERSON_TIMES, WHEN
from unionoffice.summary.figures import Reading, read_figures, row_of


def is_won_in(record: Record, period: Period) -> bool:
    """Tell whether an award is of the period; one of an earlier day that is told in it only gives the background."""
    when: Span | None = record.values.get(WHEN.key)
    return is_done(record) and (when is None or when.end >= period.start)


def is_done(record: Record) -> bool:
    """Tell whether a record speaks of work that was done: it enters totals here exactly where it does in its list."""
    return record.ledger.counts(record)


def without_series(records: Sequence[Record], among: Iterable[Record]) -> list[Record]:
    """Leave out the events that only hold others together: a series counts as its events, itself not once more.

    `among` are all events of the period; a series none of which lies in it counts as the one event it is, and so does
    the first event of several that name it.
    """
    counted = {each.id: each for each in records}
    held: dict[int, list[Record]] = {}
    for each in filter(is_done, among):
        link: Link | None = each.values.get(event.SERIES.key)
        if link and link.id in counted and holds(counted[link.id], each):
            held.setdefault(link.id, []).append(each)
    return [each for each in records if each.id not in held or is_event_itself(each, held[each.id])]


def is_event_itself(series: Record, held: Sequence[Record]) -> bool:
    """Tell of what lies on the one day of the events that name it whether it was held itself, as the first of them.

    It was when it states numbers of its own; what they add up to, and what calls itself a series, only sums them up.
    """
    days: Span | None = series.values.get(WHEN.key)
    if days is None or days.start != days.end or "系列" in series.text(event.TITLE):
        return False
    for key in (HEADCOUNT, PERSON_TIMES, event.TEAMS):
        stated = series.values.get(key.key)
        if stated and stated != sum(each.values.get(key.key) or 0 for each in held):
            return True
    return bool(series.text(FIGURES))


def holds(series: Record, each: Record) -> bool:
    """Tell whether an event lies in the days of its series; the first of several events does not hold a later one."""
    days: Span | None = series.values.get(WHEN.key)
    when: Span | None = each.values.get(WHEN.key)
    return days is None or when is None or (days.start <= when.start and when.end <= days.end)


COUNTED_EVENTS = "活动登记条数（不含取消和筹备；系列活动按其中各项计，系列本身不另计）"


def is_spent(record: Record) -> bool:
    """Tell whether a record of aid is money that the office has paid out."""
    return is_done(record) and record.text(aid.DIRECTION) != "收入"


def may_be_written(record: Record) -> bool:
    """Tell whether the clerk wants the record in the text."""
    return record.values.get(IN_SUMMARY.key) is not False


def tellable(record: Record) -> bool:
    """Tell whether a record may stand in the text at all."""
    if record.ledger.key == "event" and record.text(event.STATUS) == "取消":
        return False
    if record.ledger.key == "aid" and record.text(aid.STAGE) == aid.RETURNED:
        return False
    return may_be_written(record)


def rule_of(period: Period, words: str) -> str:
    """Say what was counted, with the days it covers."""
    return f"{period.start.isoformat()}至{period.end.isoformat()}{words}"


def count(records: Sequence[Record], label: str, unit: str, rule: str) -> Figure:
    """Count records."""
    return Figure(
        label,
        Decimal(len(records)),
        unit,
        state=State.COMPUTED,
        rule=rule,
        rows=tuple(row_of(each) for each in records),
    )


def as_stock(figure: Figure) -> Figure:
    """Mark a count as how things stand, which no total over time may take in."""
    return replace(figure, basis=Basis.STOCK)


def as_times(figure: Figure) -> Figure:
    """Turn people added up over several occasions into attendances: the same person may be among them twice."""
    return replace(figure, unit="人次") if figure.unit == "人" else figure


def total(records: Iterable[Record], field: str, label: str, rule: str) -> Figure | None:
    """Add one typed field over records; None where no record has a number that may be added."""
    readings = [reading for each in records for reading in read_figures(each) if reading.field == field]
    return add(readings, label, rule)


def add(readings: Iterable[Reading], label: str, rule: str) -> Figure | None:
    """Add figures of one unit; raises ValueError when units differ.

    Blank values, stock, cumulative figures, parts, ranges, limits, percentages and amounts for each enter no sum. A sum
    that holds a lower bound (余, 多) is one itself; one that holds 近 or 约 is only about right.
    """
    taken = [reading.figure for reading in readings if reading.summable and reading.figure.value is not None]
    if not taken:
        return None
    units = {figure.unit for figure in taken}
    if len(units) > 1:
        raise ValueError(f"units that are never added: {units}")
    qualifiers = {figure.qualifier for figure in taken}
    qualifier = "约" if qualifiers & {"近", "约"} else "余" if qualifiers & {"余", "多"} else ""
    rows: tuple[Row, ...] = tuple(dict.fromkeys(row for figure in taken for row in figure.rows))
    value = sum((figure.value for figure in taken if figure.value is not None), Decimal(0))
    return printed_money(Figure(label, value, units.pop(), qualifier, state=State.COMPUTED, rule=rule, rows=rows))


def printed_money(figure: Figure) -> Figure:
    """Print round sums of money in 万元, where nothing is lost by it."""
    value = figure.value
    if figure.unit == "元" and value and figure.qualifier in ("余", "多") and value >= 10**4 and value % 1000 == 0:
        return replace(figure, scale="万")
    if figure.unit != "元" or figure.scale or value is None or value < 10**6 or value % 100:
        return figure
    scale, divisor = ("亿", 10**8) if value >= 10**8 and value % 10**6 == 0 else ("万", 10**4)
    if len(plain_number(value / divisor).partition(".")[2]) > 2:
        return figure
    return replace(figure, scale=scale)
