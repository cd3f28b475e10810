"""Working days as an office counts them without a calendar of holidays: Monday to Friday."""

from __future__ import annotations

from datetime import date, timedelta

from unionoffice.domain.day import month_end

_SATURDAY = 5


def working_days(first: date, last: date) -> int:
    """Count the days from Monday to Friday between two days, both included; none where the last is the earlier."""
    return sum((first + timedelta(days=n)).weekday() < _SATURDAY for n in range((last - first).days + 1))


def last_of(first: date, count: int) -> date:
    """Find the day on which so many working days are over that began on this day; at least one."""
    day = first
    left = max(1, count) - int(first.weekday() < _SATURDAY)
    while left > 0 or day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
        left -= int(day.weekday() < _SATURDAY)
    return day


def months_after(day: date, months: int) -> date:
    """Give the same day so many months later, the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))
