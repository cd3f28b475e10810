"""A date as a union office knows it: to the day, the part of the month, the month or no closer than the year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How closely a date is known; the value ends its stored form."""

    DAY = "日"
    START = "初"
    EARLY = "上旬"
    MIDDLE = "中旬"
    LATE = "下旬"
    END = "底"
    MONTH = "月"
    QUARTER = "季度"
    HALF = "半年"
    YEAR = "年"


PARTS = {
    Precision.START: (1, 5),
    Precision.EARLY: (1, 10),
    Precision.MIDDLE: (11, 20),
    Precision.LATE: (21, 31),
    Precision.END: (25, 31),
}
"""The first and last day of each part of a month, as far as the month has them."""


@dataclass(frozen=True)
class Day:
    """The first day of what is meant, and how closely it is known."""

    start: date
    precision: Precision = Precision.DAY

    @property
    def end(self) -> date:
        """The last day of what is meant."""
        year, month = self.start.year, self.start.month
        match self.precision:
            case Precision.DAY:
                return self.start
            case Precision.MONTH:
                return month_end(year, month)
            case Precision.QUARTER:
                return month_end(year, month + 2)
            case Precision.HALF:
                return month_end(year, month + 5)
            case Precision.YEAR:
                return date(year, 12, 31)
        return date(year, month, min(PARTS[self.precision][1], month_end(year, month).day))

    @property
    def code(self) -> str:
        """The stored form, cut to what is known: 2026-06-05, 2026-06, 2026-06上旬, 2026-Q2, 2026-H1, 2026."""
        year, month = self.start.year, self.start.month
        match self.precision:
            case Precision.DAY:
                return self.start.isoformat()
            case Precision.MONTH:
                return f"{year:04}-{month:02}"
            case Precision.QUARTER:
                return f"{year:04}-Q{(month + 2) // 3}"
            case Precision.HALF:
                return f"{year:04}-H{1 if month == 1 else 2}"
            case Precision.YEAR:
                return f"{year:04}"
        return f"{year:04}-{month:02}{self.precision.value}"

    @property
    def text(self) -> str:
        """The words in tables: 2026-06-05, 2026年6月, 2026年6月上旬, 2026年第2季度, 2026年上半年, 2026年."""
        if self.precision is Precision.DAY:
            return self.start.isoformat()
        return f"{self.start.year}年{self.words}" if self.precision is not Precision.YEAR else f"{self.start.year}年"

    @property
    def words(self) -> str:
        """The words in running text, the year left out: 6月5日, 6月上旬, 第2季度, 上半年, 全年."""
        month = self.start.month
        match self.precision:
            case Precision.DAY:
                return f"{month}月{self.start.day}日"
            case Precision.MONTH:
                return f"{month}月"
            case Precision.QUARTER:
                return f"第{(month + 2) // 3}季度"
            case Precision.HALF:
                return "上半年" if month == 1 else "下半年"
            case Precision.YEAR:
                return "全年"
        return f"{month}月{self.precision.value}"


@dataclass(frozen=True)
class Span:
    """A day, or the days from one to another; it belongs to the period in which it starts."""

    first: Day
    last: Day | None = None

    @property
    def start(self) -> date:
        """The first day."""
        return self.first.start

    @property
    def end(self) -> date:
        """The last day."""
        return (self.last or self.first).end

    @property
    def is_of_days(self) -> bool:
        """Whether its first and its last day are known, not only a month or a year."""
        return all(each.precision is Precision.DAY for each in (self.first, self.last or self.first))

    @property
    def code(self) -> str:
        """The stored form: 2026-03-27 or 2026-03-27/2026-03-29."""
        return self.first.code if self.last is None else f"{self.first.code}/{self.last.code}"

    @property
    def text(self) -> str:
        """The words in tables."""
        return self.first.text if self.last is None else f"{self.first.text}至{self.last.text}"

    @property
    def words(self) -> str:
        """The words in running text: 3月27日至29日, 4月至6月, 2026年12月28日至2027年1月3日."""
        if self.last is None:
            return self.first.words
        last = self.last.words
        if self.first.start.year != self.last.start.year:
            return f"{self.first.start.year}年{_yearless(self.first)}至{self.last.start.year}年{_yearless(self.last)}"
        if (self.first.start.year, self.first.start.month) == (self.last.start.year, self.last.start.month):
            last = last.removeprefix(f"{self.last.start.month}月") or last
        return f"{self.first.words}至{last}"


def _yearless(day: Day) -> str:
    return "" if day.precision is Precision.YEAR else day.words


def written_date(day: date) -> str:
    """Write a date with its full year and no padding zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def month_end(year: int, month: int) -> date:
    """Find the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


class NotADay(ValueError):
    """The words name no day of the calendar."""


_CODE = re.compile(r"([0-9]{4})(?:-(?:([QH])([1-4])|([0-9]{2})(?:-([0-9]{2})|(初|上旬|中旬|下旬|底))?))?")


def day_from_code(code: str) -> Day:
    """Take a day back from its stored form."""
    match = _CODE.fullmatch(code)
    if not match:
        raise NotADay(code)
    year, letter, number, month, day, part = match.groups()
    if letter:
        months = 3 if letter == "Q" else 6
        return day_of(
            int(year), (int(number) - 1) * months + 1, 1, Precision.QUARTER if letter == "Q" else Precision.HALF
        )
    if month is None:
        return day_of(int(year), 1, 1, Precision.YEAR)
    if day is not None:
        return day_of(int(year), int(month), int(day), Precision.DAY)
    precision = Precision(part) if part else Precision.MONTH
    return day_of(int(year), int(month), PARTS[precision][0] if part else 1, precision)


def span_from_code(code: str) -> Span:
    """Take a span back from its stored form."""
    first, _, last = code.partition("/")
    return Span(day_from_code(first), day_from_code(last) if last else None)


def day_of(year: int, month: int, day: int, precision: Precision) -> Day:
    """Make a day; raises NotADay where no calendar has it."""
    try:
        return Day(date(year, month, day), precision)
    except ValueError as wrong:
        raise NotADay(f"没有{year}年{month}月{day}日这一天") from wrong
