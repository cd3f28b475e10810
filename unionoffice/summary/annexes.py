"""The tables and drawings that follow the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from unionoffice.domain.day import Day, Span
from unionoffice.domain.draft import AnnexTable, Chart
from unionoffice.domain.ledger import Record
from unionoffice.ledgers import aid, event, member, work_log
from unionoffice.ledgers.shared import WHEN
from unionoffice.summary.chapters import category_of
from unionoffice.summary.figures import read_figures, row_of
from unionoffice.summary.material import Material
from unionoffice.summary.roles import as_role, without_names
from unionoffice.summary.selection import Selection
from unionoffice.summary.totals import is_done, is_spent, without_series

FEWEST_ROWS = 8
FEWEST_POINTS = 3


def annexes(material: Material, selection: Selection) -> tuple[AnnexTable, ...]:
    """Make the tables: activities, aid without names, and whatever the text only counts."""
    tables = [_events(material), _aids(material), _others(selection)]
    return tuple(table for table in tables if table)


def _day(record: Record) -> str:
    return record.text(WHEN)


def _figures(record: Record) -> str:
    return "；".join(f"{_NAMES.get(each.field, each.name)}{each.figure.text}" for each in read_figures(record))


_NAMES = {"headcount": "参加", "person_times": "参加", "teams": "参赛", "sessions": "共"}
"""What stands before a typed count whose unit says the rest."""


def _events(material: Material) -> AnnexTable | None:
    events = sorted((each for each in material.of("event") if is_done(each)), key=_sorting)
    dated = [each for each in events if WHEN.key in each.values]
    if len(events) < FEWEST_ROWS or len(dated) * 2 < len(events):
        # A list without days says no more than the text.
        return None
    rows = [
        (str(number), _day(each), each.text(event.TITLE), each.text(event.TYPE), each.text(event.PLACE), _figures(each))
        for number, each in enumerate(events, 1)
    ]
    heads = ("序号", "日期", "活动名称", "类别", "地点", "主要数据")
    return AnnexTable("活动一览", heads, tuple(rows), (True, False, False, False, False, False), _sources(events))


def _aids(material: Material) -> AnnexTable | None:
    aids = sorted((each for each in material.of("aid") if is_done(each)), key=_sorting)
    if len(aids) < FEWEST_ROWS:
        return None
    rows = [
        (
            str(number),
            _day(each),
            each.text(aid.CLASS),
            each.text(aid.KIND),
            _recipient(each, material),
            each.text(aid.PERSONS),
            each.text(aid.AMOUNT) + each.text(aid.AMOUNT_QUALIFIER),
            each.text(aid.SOURCE),
        )
        for number, each in enumerate(aids, 1)
    ]
    heads = ("序号", "日期", "类别", "项目", "对象", "人数", "金额（元）", "资金来源")
    numeric = (True, False, False, False, False, True, True, False)
    return AnnexTable("帮扶明细", heads, tuple(rows), numeric, _sources(aids), landscape=True)


def _recipient(record: Record, material: Material) -> str:
    household, words = record.text(aid.HOUSEHOLD_REF), record.text(aid.RECIPIENT)
    if material.full_names:
        return words or household
    return without_names(words) or (as_role(household) if household else "")


def _others(selection: Selection) -> AnnexTable | None:
    """List what the text only counts or adds up; events and aid have tables of their own."""
    counted = (each for group in selection.counted.values() for each in group)
    records = [each for each in (*counted, *selection.summed) if each.ledger.key not in ("event", "aid")]
    if not records:
        return None
    records.sort(key=_sorting)
    rows = [
        (str(number), _day(each), category_of(each), each.label, each.text(work_log.PLACE), _figures(each))
        for number, each in enumerate(records, 1)
    ]
    heads = ("序号", "日期", "类别", "事项", "地点", "主要数据")
    return AnnexTable(
        "其他工作登记一览", heads, tuple(rows), (True, False, False, False, False, False), _sources(records)
    )


def _sorting(record: Record) -> tuple[str, int]:
    when: Span | None = record.values.get(WHEN.key)
    return (when.start.isoformat() if when else "", record.id)


def _sources(records: Sequence[Record]) -> tuple[tuple[str, int], ...]:
    return tuple(row_of(each) for each in records)


def charts(material: Material) -> tuple[Chart, ...]:
    """Draw what has at least three points: activities by month, money by class, changes of membership."""
    drawings = [_events_by_month(material), _money_by_class(material), _changes(material)]
    return tuple(chart for chart in drawings if chart)


def _events_by_month(material: Material) -> Chart | None:
    months: dict[tuple[int, int], int] = {}
    year, month = material.period.start.year, material.period.start.month
    while (year, month) <= (material.period.end.year, material.period.end.month):
        months[(year, month)] = 0
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    events = material.of("event")
    for each in without_series(events, events):
        when: Span | None = each.values.get(WHEN.key)
        if is_done(each) and when and when.first.precision.value not in ("年", "半年", "季度"):
            key = (when.start.year, when.start.month)
            if key in months:
                months[key] += 1
    if sum(count > 0 for count in months.values()) < FEWEST_POINTS or len(months) > 12:
        return None
    labels = tuple(f"{month}月" for _, month in months)
    return Chart("各月活动场次", "bars", labels, (("活动", tuple(Decimal(count) for count in months.values())),), "项")


def _money_by_class(material: Material) -> Chart | None:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for each in material.of("aid"):
        amount = each.values.get(aid.AMOUNT.key)
        if is_spent(each) and amount:
            sums[each.text(aid.CLASS)] += amount
    if len(sums) < FEWEST_POINTS:
        return None
    return Chart("帮扶资金构成", "pie", tuple(sums), (("金额", tuple(sums.values())),), "元")


def _changes(material: Material) -> Chart | None:
    counts: dict[str, int] = defaultdict(int)
    for each in material.records.get("membership_change", ()):
        day: Day | None = each.values.get(member.CHANGED_ON.key)
        if day and material.period.holds(day.start) and not each.trashed:
            counts[each.text(member.CHANGE)] += 1
    if len(counts) < FEWEST_POINTS:
        return None
    return Chart("会员变动", "bars", tuple(counts), (("人数", tuple(Decimal(n) for n in counts.values())),), "人")
