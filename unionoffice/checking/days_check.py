"""Days, months and quarters that do not exist, run backwards or lie outside the period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from unionoffice.domain.chinese_numerals import chinese_number
from unionoffice.domain.day import month_end

_DAY = re.compile(r"(?<![0-9])(?:((?:19|20)[0-9]{2})年)?([0-9]{1,2})月([0-9]{1,2})[日号]")
_SPAN = re.compile(r"(?<![0-9])([0-9]{1,2})月([0-9]{1,2})日?[至到—–~～-](?:([0-9]{1,2})月)?([0-9]{1,2})[日号]")
_MONTH_OF_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年([1-9]|1[0-2])月")
_QUARTER = re.compile(r"第?([一二三四1-4])季度")
_AHEAD = re.compile(r"(?:计划|预计|拟|(?<!现)将|力争|争取|确保|定)[^，。；]{0,8}$")
_LEAP_YEAR = 2000

Found = Iterator[tuple[re.Match[str], str]]


def impossible_days(text: str, start: date, end: date) -> Found:
    """Point at days that no calendar has, and at times that end before they begin."""
    one_year = start.year == end.year
    for match in _DAY.finditer(text):
        year, month, day = int(match[1] or start.year), int(match[2]), int(match[3])
        # Without its year 2月29日 may be another year's.
        year = year if match[1] else _LEAP_YEAR if month == 2 else year
        if not (1 <= month <= 12 and 1 <= day <= month_end(year, month).day):
            yield match, "：没有这一天"
    for match in _SPAN.finditer(text):
        first = (int(match[1]), int(match[2]))
        last = (int(match[3] or match[1]), int(match[4]))
        # From December to January only the day may run backwards, which nobody can judge.
        if last < first and (one_year or last[0] == first[0]):
            yield match, "：结束早于开始"


def months_of_a_year(text: str, start: date, end: date) -> Found:
    """Point at a month given with a year of the period that is nevertheless not in it: 2010年7月 in the first half."""
    first, last = (start.year, start.month), (end.year, end.month)
    for match in _MONTH_OF_YEAR.finditer(text):
        when = (int(match[1]), int(match[2]))
        within = first <= when <= last or not first[0] <= when[0] <= last[0]
        if not within and not _AHEAD.search(text[: match.start()]):
            yield match, f"不在本期（{start}至{end}）内"


def wrong_quarters(text: str, start: date, end: date) -> Found:
    """Point at quarters of which no month is in the period; a year or more has them all."""
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    quarters = {(start.month - 1 + each) % 12 // 3 + 1 for each in range(count)}
    for match in _QUARTER.finditer(text):
        number = int(match[1]) if match[1].isdigit() else chinese_number(match[1])
        if number not in quarters and not _AHEAD.search(text[: match.start()]):
            yield match, f"不在本期（{start}至{end}）内"
