"""From a plan to what was done: the line that reports it, and unfinished plans carried into the next half-year."""

from __future__ import annotations

from collections.abc import Sequence

from unionoffice.domain.day import Day
from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Record
from unionoffice.domain.period import Period
from unionoffice.domain.query import Axis, Grain, Query
from unionoffice.errors import OfficeError
from unionoffice.ledgers import work_log
from unionoffice.ledgers.shared import CHAPTER, FIGURES, FILES, IN_SUMMARY, NATURE, NO, PERIOD, UNIT, WHEN
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

PLAN, DONE = "计划", "完成"
_DECIDED_ANEW = (NO, WHEN, PERIOD, NATURE, CHAPTER, FILES, IN_SUMMARY, work_log.FOLLOW_OF)
"""What the line that follows a plan does not take from it: a plan's chapter is that of plans."""
_FROM = (work_log.FROM_EVENT, work_log.FROM_AID)


def is_plan(record: Record) -> bool:
    """Tell whether a log line is a plan."""
    return record[NATURE] == PLAN


def follower_of(office: Office, plan: Record) -> Record | None:
    """Find the line that reports a plan as done, or the plan it was carried into."""
    axis = Axis(work_log.FOLLOW_OF.key)
    ids = office.ids("work_log", Query(among={axis: frozenset({str(plan.id)})}))
    return next(iter(office.records("work_log", sorted(ids)[:1])), None)


def _followed(office: Office) -> set[int]:
    filled = Axis(work_log.FOLLOW_OF.key, Grain.FILLED)
    followers = office.records("work_log", office.ids("work_log", Query(among={filled: frozenset({"1"})})))
    return {link.id for each in followers if (link := each[work_log.FOLLOW_OF])}


def complete(office: Office, plan: Record) -> tuple[Record, bool]:
    """Write the line that reports a plan as done today, or find the one there is; tells whether it is new."""
    if not is_plan(plan):
        raise OfficeError("只有性质是“计划”的日志可以完成。")
    there = follower_of(office, plan)
    if there is not None:
        return there, False
    return _follow(office, plan, {WHEN.key: office.today.isoformat(), NATURE.key: DONE}), True


def unfinished(office: Office, period: Period) -> list[Record]:
    """List the plans of a period that no line follows, the oldest first."""
    found = office.records("work_log", office.ids("work_log", Query(period=period, equals={NATURE.key: PLAN})))
    followed = _followed(office)
    dated = [each for each in found if each[WHEN] is not None or each[PERIOD] is not None]
    return sorted((each for each in dated if each.id not in followed), key=_order)


def _order(plan: Record) -> tuple[str, int]:
    when = plan[WHEN]
    return (when.start.isoformat() if when else "9999", plan.id)


def carry_forward(office: Office, plans: Sequence[Record], into: Period) -> list[Record]:
    """Copy plans into a period, each with a link to the old one and only once; one step."""
    followed = _followed(office)
    with office.file.write():
        return [
            _follow(office, each, {PERIOD.key: into.label, NATURE.key: PLAN, **_new_due(each, into)})
            for each in plans
            if each.id not in followed
        ]


def _new_due(plan: Record, into: Period) -> dict[str, str]:
    """Take a day by which it was to be done away where that is over before the new period begins."""
    due: Day | None = plan[work_log.DUE]
    return {work_log.DUE.key: ""} if due is not None and due.end < into.start else {}


def _follow(office: Office, plan: Record, more: dict[str, object]) -> Record:
    left_out = {each.key for each in _DECIDED_ANEW} | {each.key for each in _FROM}
    if more[NATURE.key] == DONE:
        # What was planned is no number of what was done.
        left_out |= {FIGURES.key, work_log.DUE.key, "headcount"}
    fields = [each for each in plan.ledger.fields if each.key not in left_out and not each.computed]
    values = {each.key: each.kind.text(plan.values[each.key]) for each in fields if each.key in plan.values}
    links = {key: value for key in values if isinstance(value := plan.values[key], Link)}
    link = Link("work_log", plan.id, plan.label)
    kept = keep(
        office,
        "work_log",
        {**values, **links, **more, work_log.FOLLOW_OF.key: link, UNIT.key: plan.values.get(UNIT.key)},
    )
    if kept.record is None:
        raise OfficeError(f"没有保存：{kept.problems[0].sentence}")
    return kept.record
