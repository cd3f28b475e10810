"""Periods of the office's own: terms and any other span of days, read from what was typed."""

from __future__ import annotations

from datetime import date

from unionoffice.domain.day import NotADay
from unionoffice.domain.day_words import read_day
from unionoffice.domain.kinds.dates import LONGEST_LABEL
from unionoffice.domain.period import Period, named_period
from unionoffice.domain.text import one_line
from unionoffice.errors import OfficeError
from unionoffice.summary.period_words import told_period
from unionoffice.usecases.office import Office

TERM, FREE = "学期", "自定义"
KINDS = {FREE: "任意起止", TERM: "学期"}
"""What a period of the office's own may be, in the words of the window."""


def proposed_period(kind: str, today: date) -> Period:
    """Propose the term in which a day lies, else the year so far."""
    if kind == TERM:
        return _term(today)
    start = date(today.year, 1, 1)
    return _named(FREE, start, today, "")


def _term(today: date) -> Period:
    """Give the usual term: from February to July, else from August to January."""
    if 2 <= today.month <= 7:
        return Period(_term_name(today.year - 1, 2), date(today.year, 2, 1), date(today.year, 7, 31), TERM)
    first = today.year - (today.month == 1)
    return Period(_term_name(first, 1), date(first, 8, 1), date(first + 1, 1, 31), TERM)


def _term_name(first: int, number: int) -> str:
    return f"{first}—{first + 1}学年第{'一二'[number - 1]}学期"


def named_own_period(kind: str, first: str, last: str, name: str, today: date) -> Period:
    """Read a period as typed; without a name it gets the usual one. Raises OfficeError."""
    try:
        start, end = read_day(first, today).start, read_day(last, today).end
    except NotADay as error:
        raise OfficeError(f"{error}，可写 2026-3-1、3月1日或 2026年3月。") from error
    if end < start:
        raise OfficeError("结束日期早于开始日期。")
    return _named(kind, start, end, one_line(name))


def _named(kind: str, start: date, end: date, name: str) -> Period:
    if not name and kind == TERM:
        middle = _term(date.fromordinal((start.toordinal() + end.toordinal()) // 2))
        return Period(middle.label, start, end, TERM)
    free = Period(f"{start.isoformat()}至{end.isoformat()}", start, end)
    return Period(name or told_period(free), start, end, kind)


def keep_own_period(office: Office, period: Period) -> Period:
    """Keep a period; one that is there under the same name and days is taken as it is. Raises OfficeError."""
    if len(period.label) > LONGEST_LABEL:
        raise OfficeError(f"名称最多 {LONGEST_LABEL} 个字，现有 {len(period.label)} 个字。")
    known = office.find_period(period.label)
    if known is not None and (known.start, known.end) == (period.start, period.end):
        return known
    if named_period(period.label) is not None:
        # 2026年上半年 always means January to June, whatever the ledgers say of 所属期.
        raise OfficeError(f"“{period.label}”已有固定的起止日期，请换一个名称。")
    office.add_period(period)
    return period
