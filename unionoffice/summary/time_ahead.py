"""Which plans speak of the time after a period: what was to be done within it is the period's own, done or unfinished."""

from __future__ import annotations

from unionoffice.domain.day import Day, Span
from unionoffice.domain.ledger import Record
from unionoffice.domain.period import Period, named_period
from unionoffice.ledgers import work_log
from unionoffice.ledgers.shared import CHAPTER, NATURE, PERIOD, WHEN


def is_of_time_ahead(plan: Record, period: Period) -> bool:
    """Tell whether a plan is for the time after a period.

    Its 完成期限 decides, else its date, else its 所属期, in which it was made for what follows; one without any of them
    is for what follows, and so is one of the last month, in which the next plan is written.
    """
    due: Day | None = plan.values.get(work_log.DUE.key) if plan.ledger.has(work_log.DUE) else None
    when: Span | None = plan.values.get(WHEN.key)
    if due is not None:
        return due.end > period.end
    if when is not None:
        return when.end >= period.end.replace(day=1)
    made_in = named_period(plan.values.get(PERIOD.key, ""))
    return made_in is None or made_in.end >= period.end


def is_plan_over(record: Record, period: Period) -> bool:
    """Tell whether a record is a plan whose time is over with a period; the clerk's own 归入章节 goes before that."""
    return record.text(NATURE) == "计划" and not record.text(CHAPTER) and not is_of_time_ahead(record, period)
