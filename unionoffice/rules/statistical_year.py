"""The union statistical year, as the office has set its end among the limits."""

from __future__ import annotations

from datetime import date

from unionoffice.domain.period import LAST_MONTH_OF_STATISTICS, Period, statistical_year
from unionoffice.rules.limits import Limits


def _last_month_of_statistics(limits: Limits, year: int) -> int:
    """Give the month with which the union statistical year ends, by the office's own row, else September."""
    month = limits.number("统计年度截止", "月份", date(year, 12, 31))
    return month if month is not None and 1 <= month <= 12 else LAST_MONTH_OF_STATISTICS


def year_of_statistics(limits: Limits, year: int) -> Period:
    """Give the union statistical year as the office has set its end."""
    return statistical_year(year, _last_month_of_statistics(limits, year))
