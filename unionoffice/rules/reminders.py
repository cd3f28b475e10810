"""What wants to be done on a day: how urgent it is, how it is told, and in what order it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from unionoffice.domain.query import Query
from unionoffice.rules.limits import Limits
from unionoffice.rules.statistical_year import year_of_statistics

DAYS = "天数"
MOST_OF_A_KIND = 15
"""So many of one sort are told one by one; the others in one line."""


@dataclass(frozen=True)
class Reminder:
    """One thing to do, and the rows it is about."""

    kind: str
    """回访, 复核, 公示, 合同 …"""
    day: date | None
    """When it is due; None for what is always open."""
    text: str
    ledger: str
    record_id: int = 0
    """The row that opens; 0 for a list."""
    query: Query | None = None
    """The list that opens where no single row is meant."""

    def is_late(self, today: date) -> bool:
        """Tell whether its day is over."""
        return self.day is not None and self.day < today

    def urgency(self, today: date) -> str:
        """Say how urgent it is: 已过 3 天, 今天, 还有 5 天; empty for what has no day."""
        if self.day is None:
            return ""
        days = (self.day - today).days
        if days < 0:
            return f"已过 {-days} 天"
        return "今天" if days == 0 else f"还有 {days} 天"


def in_order(reminders: Iterable[Reminder]) -> list[Reminder]:
    """Put the longest overdue first, what has no day last."""
    return sorted(reminders, key=lambda each: (each.day is None, each.day or date.max, each.kind, each.record_id))


def shortened(reminders: Sequence[Reminder], today: date) -> list[Reminder]:
    """Keep the most urgent of one sort, and tell how many more there are."""
    ordered = in_order(reminders)
    kept, rest = ordered[:MOST_OF_A_KIND], ordered[MOST_OF_A_KIND:]
    if rest:
        late = sum(each.is_late(today) for each in rest)
        words = f"另有 {len(rest)} 项{rest[0].kind}" + (f"，其中 {late} 项已过期" if late else "")
        kept.append(Reminder(rest[0].kind, rest[0].day, words, rest[0].ledger, query=Query()))
    return kept


def horizon(limits: Limits, subject: str, today: date) -> date | None:
    """Give the last day that is told of beforehand; None where the office has switched the reminder off."""
    days = limits.number(subject, DAYS, today)
    return None if days is None else today + timedelta(days)


def waiting_since(limits: Limits, subject: str, today: date) -> date | None:
    """Give the last day since which something open is told of; None where the office has switched the reminder off."""
    days = limits.number(subject, DAYS, today)
    return None if days is None else today - timedelta(days)


def statistics_day(limits: Limits, today: date) -> Reminder | None:
    """Tell of the end of the union statistical year some days before it."""
    last = horizon(limits, "统计年报提醒天数", today)
    ends = (year_of_statistics(limits, year).end for year in (today.year, today.year + 1))
    day = next((each for each in ends if last is not None and today <= each <= last), None)
    if day is None:
        return None
    words = f"工会统计年度到 {day.month} 月 {day.day} 日为止，请核对基层组织的职工、会员数"
    return Reminder("统计年报", day, words, "unit", query=Query())
