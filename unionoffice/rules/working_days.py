"""Working days as an office counts them: Monday to Friday, but for the holidays and the days worked instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from unionoffice.domain.day import Span, month_end
from unionoffice.domain.ledger import Record
from unionoffice.ledgers.day_off import ARRANGED, DAYS, WORKED

_SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """The arrangement of holidays as far as the office has entered it (放假安排)."""

    off: tuple[Span, ...] = ()
    worked: tuple[Span, ...] = ()

    def is_working(self, day: date) -> bool:
        """Tell whether a day is worked: an exception goes before a holiday, a holiday before the day of the week."""
        if any(each.start <= day <= each.end for each in self.worked):
            return True
        return day.weekday() < _SATURDAY and not any(each.start <= day <= each.end for each in self.off)

    def working_days(self, first: date, last: date) -> int:
        """Count the days worked between two days, both included; none where the last is the earlier."""
        return sum(self.is_working(first + timedelta(days=n)) for n in range((last - first).days + 1))

    def last_of(self, first: date, count: int) -> date:
        """Find the day on which so many working days are over that began on this day; at least one."""
        day = first
        left = max(1, count) - int(self.is_working(first))
        while left > 0 or not self.is_working(day):
            day += timedelta(days=1)
            left -= int(self.is_working(day))
        return day


def calendar_from(arrangements: Iterable[Record]) -> Calendar:
    """Read what the office has entered of holidays; a whole month or year names no days, so it is none."""
    spans: dict[bool, list[Span]] = {True: [], False: []}
    for each in arrangements:
        span = each[DAYS]
        if span is not None and span.is_of_days:
            spans[each.text(ARRANGED) == WORKED].append(span)
    return Calendar(tuple(spans[False]), tuple(spans[True]))


def months_after(day: date, months: int) -> date:
    """Give the same day so many months later, the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))
