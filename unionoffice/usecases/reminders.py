"""今日待办: what the office's records ask to be done, soonest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from unionoffice.domain.day import Span, day_from_code, span_from_code
from unionoffice.domain.ledger import Field, Record
from unionoffice.domain.period import Period
from unionoffice.domain.query import Axis, Query
from unionoffice.ledgers import registers, target
from unionoffice.ledgers.aid import AID
from unionoffice.ledgers.aid import STAGE as AID_STAGE
from unionoffice.ledgers.event import EVENT, ITEM, STATUS
from unionoffice.ledgers.household import HOUSEHOLD, NEXT_VISIT, VISIT, VISIT_HOUSEHOLD, VISITED_ON
from unionoffice.ledgers.household_stages import (
    APPLIED_ON,
    CHECKED_ON,
    CLOSED,
    FILED_ON,
    REOPENED_ON,
    REVIEWED_ON,
    STAGE,
)
from unionoffice.ledgers.member import MEMBER
from unionoffice.ledgers.shared import BY_NATURE, NATURE, UNIT, WHEN
from unionoffice.ledgers.work_log import DUE, WORK_LOG
from unionoffice.rules.event import overdue_items
from unionoffice.rules.household_follow_up import REVIEW_MONTHS, review_due, visit_due
from unionoffice.rules.household_stages import publicity_end
from unionoffice.rules.limits import Limits
from unionoffice.rules.reminders import Reminder, horizon, in_order, shortened, statistics_day, waiting_since
from unionoffice.usecases.count_targets import done_of
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook
from unionoffice.usecases.plans import unfinished
from unionoffice.usecases.roll_quality import count_unqualified

__all__ = ["ROLL", "SOURCES", "Reminder", "Source", "in_order", "reminders", "told_by"]

ROLL = "名册"
"""The kind that is about rows which no query can tell: they are judged one by one."""
Source = Callable[[Office, Limits], Iterable[Reminder]]
A_YEAR = timedelta(366)
"""What is overdue for longer is no longer told of every day."""


def reminders(office: Office) -> list[Reminder]:
    """Collect what every source tells, the longest overdue first."""
    return in_order(each for source in SOURCES for each in told_by(source, office))


def told_by(source: Source, office: Office) -> list[Reminder]:
    """Ask one source; beyond some of a sort it tells only how many more there are."""
    return shortened(list(source(office, OfficeBook(office).limits)), office.today)


def _visits(office: Office, limits: Limits) -> Iterator[Reminder]:
    last = horizon(limits, "回访提醒天数", office.today)
    if last is None:
        return
    latest: dict[int, tuple[date, int, str]] = {}
    for row_id, home, visited, next_on in office.table(VISIT.key).stored((VISIT_HOUSEHOLD, VISITED_ON, NEXT_VISIT)):
        this = (day_from_code(visited).start, row_id, next_on or "")
        latest[home] = max(latest.get(home, this), this)
    near = [home for home, (_, _, next_on) in latest.items() if next_on and day_from_code(next_on).end <= last]
    for file in office.records(HOUSEHOLD.key, near):
        due = visit_due(file, office.children(VISIT.key, file.id))
        if due is not None and due <= last:
            yield Reminder("回访", due, f"回访困难家庭：{file.label}", HOUSEHOLD.key, file.id)


def _reviews(office: Office, limits: Limits) -> Iterator[Reminder]:
    last = horizon(limits, "复核提醒天数", office.today)
    if last is None:
        return
    keys = (STAGE, REVIEWED_ON, REOPENED_ON, FILED_ON, CHECKED_ON, APPLIED_ON)
    months = limits.number(*REVIEW_MONTHS, office.today) or 0
    # No month is shorter than 28 days: what began after this day cannot be due.
    latest = last - timedelta(28 * months)
    rows = office.table(HOUSEHOLD.key).stored(keys)
    old = [row_id for row_id, stage, *days in rows if stage not in CLOSED and _first(days) <= latest]
    for file in office.records(HOUSEHOLD.key, old):
        due = review_due(file, limits)
        if due is not None and due <= last:
            yield Reminder("复核", due, f"年度复核困难家庭档案：{file.label}", HOUSEHOLD.key, file.id)


def _first(days: Iterable[str | None]) -> date:
    return next((span_from_code(day).start for day in days if day), date.max)


def _publicity(office: Office, _: Limits) -> Iterator[Reminder]:
    book = OfficeBook(office)
    for file in book.records(HOUSEHOLD.key, Query(equals={STAGE.key: "公示"})):
        end = publicity_end(file, book)
        if end is not None and end <= office.today:
            yield Reminder("公示", end, f"公示期满，可以上报：{file.label}", HOUSEHOLD.key, file.id)


def _contracts(office: Office, limits: Limits) -> Iterator[Reminder]:
    last = horizon(limits, "合同到期提醒天数", office.today)
    if last is None:
        return
    newest: dict[tuple[str, str, str], Record] = {}
    ids = office.ids(registers.COVERAGE.key, _between(registers.VALID_TO, office.today - A_YEAR, None))
    for row in office.records(registers.COVERAGE.key, ids):
        of = (row.text(registers.MATTER), row.text(UNIT), row.text(registers.COVERED_TYPE))
        if of not in newest or _end(newest[of], registers.VALID_TO) < _end(row, registers.VALID_TO):
            newest[of] = row
    for (matter, unit, _), row in newest.items():
        day = _end(row, registers.VALID_TO)
        if day <= last:
            yield Reminder("合同", day, f"{matter}有效期到 {day}{_of(unit)}", registers.COVERAGE.key, row.id)


def _insurance(office: Office, limits: Limits) -> Iterator[Reminder]:
    last = horizon(limits, "保险到期提醒天数", office.today)
    if last is None:
        return
    newest: dict[tuple[str, str], Record] = {}
    ids = office.ids(registers.INSURANCE.key, _between(registers.INSURED_TO, office.today - A_YEAR, None))
    for row in office.records(registers.INSURANCE.key, ids):
        of = (row.text(registers.SCHEME), row.text(UNIT))
        if of not in newest or _end(newest[of], registers.INSURED_TO) < _end(row, registers.INSURED_TO):
            newest[of] = row
    for (scheme, unit), row in newest.items():
        day = _end(row, registers.INSURED_TO)
        if day <= last:
            yield Reminder("续保", day, f"{scheme}保障期到 {day}，请续保{_of(unit)}", registers.INSURANCE.key, row.id)


def _plans(office: Office, limits: Limits) -> Iterator[Reminder]:
    last = horizon(limits, "计划提醒天数", office.today)
    if last is None:
        return
    for plan in unfinished(office, Period("", office.today - A_YEAR, last)):
        due = plan[DUE] or plan[WHEN]
        if due is not None and office.today - A_YEAR <= due.end <= last:
            yield Reminder("计划", due.end, f"计划未完成：{plan.label}", WORK_LOG.key, plan.id)


def _events(office: Office, limits: Limits) -> Iterator[Reminder]:
    last = horizon(limits, "活动提醒天数", office.today)
    if last is None:
        return
    query = Query(equals={STATUS.key: "筹备"})
    for event in office.records(EVENT.key, office.ids(EVENT.key, query)):
        when: Span | None = event[WHEN]
        if when is None or event.text(NATURE) == "不足":
            continue
        day = when.start if when.start >= office.today else min(when.end, office.today)
        if office.today - A_YEAR <= day <= last:
            words = "活动日期已过，还在筹备" if day < office.today else "筹备中的活动"
            yield Reminder("活动", day, f"{words}：{event.label}", EVENT.key, event.id)


def _open_cases(office: Office, limits: Limits) -> Iterator[Reminder]:
    for ledger, closed, subject, words in (
        (registers.LEGAL, registers.LEGAL_CLOSED, "信访未结提醒天数", "法律援助与信访未结案"),
        (registers.PROPOSAL, registers.PROPOSAL_CLOSED, "提案未结提醒天数", "提案未办结"),
    ):
        since = waiting_since(limits, subject, office.today)
        if since is None:
            continue
        query = _between(WHEN, office.today - 2 * A_YEAR, since, {closed.key: ""})
        for row in office.records(ledger.key, office.ids(ledger.key, query)):
            if row[WHEN] is None or BY_NATURE.call(row.text(NATURE)) or row.text(registers.FILING) == "不立案":
                continue
            due = row.values[WHEN.key].start + (office.today - since)
            yield Reminder("未结", due, f"{words}：{row.label}（{row.text(WHEN)}）", ledger.key, row.id)


def _targets(office: Office, limits: Limits) -> Iterator[Reminder]:
    last = horizon(limits, "目标到期提醒天数", office.today)
    if last is None:
        return
    query = _between(target.TARGET_DUE, office.today - A_YEAR, last)
    for row in office.records(target.TARGET.key, office.ids(target.TARGET.key, query)):
        goal, done = row[target.TARGET_VALUE], done_of(office, row)
        if goal is not None and (done is None or done < goal):
            so_far = "完成值未填" if done is None else target.TARGET_DONE.kind.text(done)
            ahead = f"{so_far}/{row.text(target.TARGET_VALUE)}"
            words = f"目标任务未完成：{row.label}（{ahead}）"
            yield Reminder("目标", _end(row, target.TARGET_DUE), words, target.TARGET.key, row.id)


def _payments(office: Office, _: Limits) -> Iterator[Reminder]:
    stages = dict(office.table(AID.key).distinct(Axis(AID_STAGE.key), Query(), office.context()))
    for stage in ("待审核", "待发放"):
        if count := stages.get(stage):
            query = Query(equals={AID_STAGE.key: stage})
            yield Reminder("发放", None, f"帮扶记录{stage} {count} 笔", AID.key, query=query)


def _roll(office: Office, _: Limits) -> Iterator[Reminder]:
    count, is_exact = count_unqualified(office)
    if count:
        words = f" {count:,} 行不合格" if is_exact else f"约 {count:,} 行缺项或证件号有疑问"
        yield Reminder(ROLL, None, f"会员名册有{words}，请逐条更正", MEMBER.key, query=Query())


def _statistics(office: Office, limits: Limits) -> Iterator[Reminder]:
    found = statistics_day(limits, office.today)
    if found is not None:
        yield found


def _between(key: Field[Any], first: date | None, last: date | None, equals: Mapping[str, str] | None = None) -> Query:
    bounds = (first.isoformat() if first else "", last.isoformat() if last else "")
    return Query(between={key.key: bounds}, equals=equals or {})


def _end(row: Record, key: Field[Any]) -> date:
    end: date = row.values[key.key].end
    return end


def _of(unit: str) -> str:
    return f"（{unit}）" if unit else ""


def _lent(office: Office, _: Limits) -> Iterator[Reminder]:
    for item, of in overdue_items(OfficeBook(office)):
        when = of[WHEN]
        if when is not None and when.end >= office.today - A_YEAR:
            yield Reminder("归还", when.end, f"借来的物品还没有归还：{item.label}（{of.label}）", EVENT.key, of.id)


SOURCES: Mapping[Source, tuple[str, ...]] = {
    _visits: (VISIT.key, HOUSEHOLD.key),
    _reviews: (HOUSEHOLD.key,),
    _publicity: (HOUSEHOLD.key,),
    _contracts: (registers.COVERAGE.key,),
    _insurance: (registers.INSURANCE.key,),
    _plans: (WORK_LOG.key,),
    _events: (EVENT.key,),
    _lent: (ITEM.key, EVENT.key),
    _open_cases: (registers.LEGAL.key, registers.PROPOSAL.key),
    _targets: (target.TARGET.key, MEMBER.key, EVENT.key, WORK_LOG.key, AID.key, registers.UNIT.key),
    _payments: (AID.key,),
    _statistics: (),
    _roll: (MEMBER.key,),
}
"""What tells, and the ledgers whose changes alter it; a change of 限额规则 alters all.

To add a source: one function that gives Reminders, named here, and its number of days as a row of resources/limits.json.
"""
