"""Which period the window opens with, and which ones its choosers offer."""

from __future__ import annotations

from unionoffice.domain.period import Period, calendar_year, current_half, half_before, half_year, quarter
from unionoffice.domain.query import Query
from unionoffice.usecases.office import Office

TELLING = ("work_log", "event", "aid")
"""A period in which none of these ledgers holds anything has not begun for the office."""


def opening_period(office: Office) -> Period:
    """Give the period the clerk works on; while nothing is registered in it the present half-year, or the one before."""
    working, now = office.working_period, current_half(office.today)
    filled = (period for period in (working, now, half_before(now)) if _is_begun(office, period))
    return next(filled, working)


def _is_begun(office: Office, period: Period) -> bool:
    return any(office.count(key, Query(period=period)) for key in TELLING)


def offered_periods(office: Office) -> list[Period]:
    """List the office's own periods, the one worked on, and those a clerk looks at."""
    offered: dict[str, Period] = {}
    for each in (*office.periods(), office.working_period, *usual_periods(office)):
        offered.setdefault(each.label, each)
    return list(offered.values())


def usual_periods(office: Office) -> list[Period]:
    """List the half-years around today, the years, the quarters, the statistical years."""
    now = current_half(office.today)
    year = now.start.year
    halves = (half_year(year, 2), half_year(year, 1), half_year(year - 1, 2), half_year(year - 1, 1))
    years = (calendar_year(year), calendar_year(year - 1))
    quarters = (quarter(year, number) for number in (1, 2, 3, 4))
    statistical = (office.statistical_year(year), office.statistical_year(year - 1))
    return [now, *(half for half in halves if half != now), *years, *quarters, *statistical]
