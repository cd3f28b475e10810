"""The spans of time an office reports on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from unionoffice.domain.day import month_end


@dataclass(frozen=True)
class Period:
    """A span of whole days under the name the office prints."""

    label: str
    start: date
    end: date
    kind: str = "自定义"

    @property
    def a_year_before(self) -> Period:
        """The same period of the year before."""
        end = (
            month_end(self.end.year - 1, self.end.month)
            if self.end == month_end(self.end.year, self.end.month)
            else None
        )
        label = re.sub(r"[0-9]{4}", lambda year: str(int(year[0]) - 1), self.label, count=1)
        return Period(label, _back(self.start), end or _back(self.end), self.kind)

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the period, its first and last day included."""
        return self.start <= day <= self.end


def _back(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def half_year(year: int, half: int) -> Period:
    """Give 1 January to 30 June or 1 July to 31 December."""
    first = 1 if half == 1 else 7
    return Period(
        f"{year}年{'上' if half == 1 else '下'}半年",
        date(year, first, 1),
        month_end(year, first + 5),
        "上半年" if half == 1 else "下半年",
    )


def half_of(day: date) -> Period:
    """Give the half-year in which a day lies."""
    return half_year(day.year, 1 if day.month <= 6 else 2)


def half_before(period: Period) -> Period:
    """Give the half-year before the one in which a period starts."""
    return half_of(half_of(period.start).start - timedelta(1))


def half_after(period: Period) -> Period:
    """Give the half-year in which the day after a period lies."""
    return half_of(period.end + timedelta(1))


def quarter(year: int, number: int) -> Period:
    """Give one of the four quarters."""
    first = number * 3 - 2
    return Period(f"{year}年第{number}季度", date(year, first, 1), month_end(year, first + 2), "季度")


def calendar_year(year: int) -> Period:
    """Give a calendar year."""
    return Period(f"{year}年", date(year, 1, 1), date(year, 12, 31), "年")


STATISTICAL = "统计年度"
LAST_MONTH_OF_STATISTICS = 9
"""Where the office has set none: the survey point of the 基层工会调查表 is 30 September."""


def statistical_year(year: int, last_month: int = LAST_MONTH_OF_STATISTICS) -> Period:
    """Give the union statistical year, the twelve months that end with this month: 1 October to 30 September."""
    end = month_end(year, last_month)
    start = date(year, 1, 1) if last_month == 12 else date(year - 1, last_month + 1, 1)
    return Period(f"{year}统计年度", start, end, STATISTICAL)


def named_period(words: str) -> Period | None:
    """Find the period that a label or a code means (2026H1, 2026年上半年, 2026Q1, 2026, 2026-03-01..2026-08-31)."""
    words = re.sub(r"\s", "", words)
    if not 1900 <= int((re.match(r"[0-9]{4}", words) or ["0"])[0]) <= 2100:
        return None
    if match := re.fullmatch(r"([0-9]{4})-?[Hh]([12])", words):
        return half_year(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"([0-9]{4})年?(上|下)半年", words):
        return half_year(int(match[1]), 1 if match[2] == "上" else 2)
    if match := re.fullmatch(r"([0-9]{4})-?[Qq]([1-4])|([0-9]{4})年?第?([1-4一二三四])季度", words):
        number = match[2] or str("一二三四".find(match[4]) + 1 or match[4])
        return quarter(int(match[1] or match[3]), int(number))
    if match := re.fullmatch(r"([0-9]{4})年?(?:度|全年)?", words):
        return calendar_year(int(match[1]))
    if match := re.fullmatch(r"([0-9]{4})年?统计年度", words):
        return statistical_year(int(match[1]))
    if match := re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\.\.|至)([0-9]{4}-[0-9]{2}-[0-9]{2})", words):
        return _free_period(match[1], match[2])
    return None


def _free_period(first: str, last: str) -> Period | None:
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return Period(f"{first}至{last}", start, end) if start <= end else None


def current_half(today: date) -> Period:
    """Give the half-year that a clerk works on: until the end of July still the first one."""
    return half_year(today.year, 1 if today.month <= 7 else 2)
