"""Kinds that hold dates, and the period a record belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import ClassVar

from unionoffice.domain.day import Day, NotADay, Precision, Span, day_from_code, span_from_code
from unionoffice.domain.day_words import read_day, read_span
from unionoffice.domain.kinds.kind import Cell, Column, Context, Kind, Refused, Stored, words_of
from unionoffice.domain.period import named_period
from unionoffice.domain.text import ascii_form

_FIRST_SERIAL, _LAST_SERIAL = 15000, 80000
"""1941 to 2119: a bare number outside is no Excel date that an office would mean."""
LONGEST_LABEL = 60
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CUT_SHORT = r"([1-9]|1[0-2])\.[12]|([13-9]|1[0-2])\.3|(19|20)[0-9]{2}\.1"


def _day_cell(raw: object) -> Day | None:
    if isinstance(raw, str):
        return _iso_day(raw)
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        return Day(raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool) and _FIRST_SERIAL <= raw <= _LAST_SERIAL:
        return Day(date(1899, 12, 30) + timedelta(days=int(raw)))
    if isinstance(raw, int | float) and raw < 0:
        # Typed, -1 is yesterday; in a cell it is a mistake.
        raise Refused("负数不是日期")
    if isinstance(raw, float) and re.fullmatch(_CUT_SHORT, str(raw)):
        # A number cell forgets a last zero: 6.10 and 6.1 are the same number.
        raise Refused(f"数值 {raw} 可能是 {raw} 或 {raw}0，请在 Excel 中写成 6月1日 这样的日期")
    return None


def _iso_day(words: str) -> Day | None:
    """Read 2026-06-05, as most long lists have it, without asking what else the words may mean."""
    try:
        return Day(date.fromisoformat(words)) if _ISO.fullmatch(words) else None
    except ValueError:
        return None


def _plausible(day: Day) -> Day:
    if not 1900 <= day.start.year <= 2100:
        raise Refused(f"年份 {day.start.year} 不对，请核对")
    return day


def _stored_start(key: str) -> Column:
    return Column(f"{key}_start", f"TEXT CHECK({key}_start IS date({key}_start, '+0 days'))")


class DayKind(Kind[Day]):
    """A date with its precision; empty when unknown."""

    name: ClassVar[str] = "日期"
    hint = "6.5、0605、6月上旬、2026年6月"
    cell_format = "yyyy-mm-dd"

    def parse(self, raw: object, context: Context) -> Day | None:
        """Read a date cell, an Excel serial or words."""
        if (day := _day_cell(raw)) is not None:
            return _plausible(day)
        words = ascii_form(words_of(raw))
        if not words or words in ("不详", "未知", "-", "—", "/"):
            return None
        try:
            return _plausible(read_day(words, context.today))
        except NotADay as wrong:
            raise Refused(f"{wrong}，可写 2026-06-05、6月5日、6月上旬或 2026年6月") from wrong

    def text(self, value: Day) -> str:
        """Write the date as closely as it is known."""
        return value.text

    def columns(self, key: str) -> Sequence[Column]:
        """Keep the form cut to its precision, and the first day to sort and filter by."""
        return [Column(key, "TEXT"), _stored_start(key)]

    def to_row(self, value: Day) -> tuple[Stored, ...]:
        """Give both."""
        return (value.code, value.start.isoformat())

    def from_row(self, *stored: Stored) -> Day:
        """Take the date back."""
        return day_from_code(str(stored[0]))

    def to_cell(self, value: Day) -> Cell:
        """Give a real date, or words where the day is not known."""
        return value.start if value.precision is Precision.DAY else value.text


class DaySpan(Kind[Span]):
    """A date or the days from one to another."""

    name: ClassVar[str] = "日期"
    hint = "6.5、3月27至29日、4至6月"
    cell_format = "yyyy-mm-dd"

    def parse(self, raw: object, context: Context) -> Span | None:
        """Read a date cell, an Excel serial or words."""
        if (day := _day_cell(raw)) is not None:
            return Span(_plausible(day))
        words = ascii_form(words_of(raw))
        if not words or words in ("不详", "未知", "-", "—", "/"):
            return None
        try:
            span = read_span(words, context.today)
        except NotADay as wrong:
            raise Refused(f"{wrong}，可写 2026-06-05、3月27至29日、6月上旬或 2026年6月") from wrong
        for day in filter(None, (span.first, span.last)):
            _plausible(day)
        return span

    def text(self, value: Span) -> str:
        """Write the dates as closely as they are known."""
        return value.text

    def columns(self, key: str) -> Sequence[Column]:
        """Keep the form cut to its precision, and the first day to sort and filter by."""
        return [Column(key, "TEXT"), _stored_start(key)]

    def to_row(self, value: Span) -> tuple[Stored, ...]:
        """Give both."""
        return (value.code, value.start.isoformat())

    def from_row(self, *stored: Stored) -> Span:
        """Take the span back."""
        return span_from_code(str(stored[0]))

    def to_cell(self, value: Span) -> Cell:
        """Give a real date, or words where it is a span or not known to the day."""
        return value.start if value.last is None and value.first.precision is Precision.DAY else value.text


class PeriodName(Kind[str]):
    """The period a record belongs to, by its label."""

    name: ClassVar[str] = "所属期"
    hint = "2026年上半年"

    def parse(self, raw: object, context: Context) -> str | None:
        """Read a label or a code such as 2026H1; an office's own label is kept as it is."""
        words = words_of(raw)
        known = named_period(words)
        if known is None and len(words) > LONGEST_LABEL:
            raise Refused(f"最多 {LONGEST_LABEL} 个字，现有 {len(words)} 个字")
        return known.label if known else words or None

    def text(self, value: str) -> str:
        """Write the label."""
        return value

    def columns(self, key: str) -> Sequence[Column]:
        """Keep the label, and the first day of the period where the label tells it."""
        return [Column(key, "TEXT"), _stored_start(key)]

    def to_row(self, value: str) -> tuple[Stored, ...]:
        """Give both."""
        known = named_period(value)
        return (value, known.start.isoformat() if known else None)

    def from_row(self, *stored: Stored) -> str:
        """Take the label back."""
        return str(stored[0])
