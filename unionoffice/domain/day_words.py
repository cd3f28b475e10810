"""Reads dates and spans of days as clerks write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from unionoffice.domain.day import PARTS, Day, NotADay, Precision, Span, day_of

_FURTHEST_AHEAD = 20
"""Years after this one that two figures may still mean: in 2026, 46 is 2046 and 47 is 1947."""


def _year(digits: str | None, today: date) -> int:
    if not digits:
        return today.year
    if len(digits) == 4:
        return int(digits)
    year = 2000 + int(digits)
    # Few plans reach further ahead than this, and many births lie as far back.
    return year if year <= today.year + _FURTHEST_AHEAD else year - 100


_Y = r"(?:([0-9]{4}|[0-9]{2})年)"
_PATTERNS: list[tuple[re.Pattern[str], Precision]] = [
    # No month is 19 or 20, so four figures from 1900 on can only be a year.
    (re.compile(r"((?:19|20)[0-9]{2})"), Precision.YEAR),
    (re.compile(r"([0-9]{4})年"), Precision.YEAR),
    (re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})"), Precision.DAY),
    (re.compile(rf"{_Y}?([0-9]{{1,2}})月([0-9]{{1,2}})[日号]?"), Precision.DAY),
    (re.compile(r"()([0-9]{1,2})[-/.]([0-9]{1,2})"), Precision.DAY),
    (re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"), Precision.DAY),
    (re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})"), Precision.DAY),
    (re.compile(r"()([0-9]{1,2})([0-9]{2})"), Precision.DAY),
    (re.compile(rf"{_Y}?([0-9]{{1,2}})月份?"), Precision.MONTH),
    (re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})"), Precision.MONTH),
]
_NEAR = {"今天": 0, "今日": 0, "t": 0, "T": 0, "昨天": -1, "明天": 1}
_SEPARATORS = ("-", "/", ".")
_TIME = re.compile(r"(?<=[0-9])(?:\s+|T)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$")
_PART = re.compile(rf"(?:{_Y}|([0-9]{{4}})-)?([0-9]{{1,2}})(?:月份?)?(初|上旬|中旬|下旬|底|末)")
_QUARTER = re.compile(rf"{_Y}?第?([1-4一二三四])季度?|([0-9]{{4}})-?[Qq]([1-4])")
_HALF = re.compile(rf"{_Y}?(上|下)半年|([0-9]{{4}})-?[Hh]([12])")


def read_day(words: str, today: date) -> Day:
    """Read a date as clerks write it, its year being this year's when none is written; raises NotADay.

    Takes 20260605, 260605, 0605, 605, 6.5, 6/5, 6月5日, 2026.6.5, 2026年6月, 6月上旬, 一季度, 上半年, 2026, 今天, +3.
    A two-part date is month and day unless it begins with a four-figure year.
    """
    words = re.sub(r"\s", "", _TIME.sub("", words))
    if words in _NEAR:
        return Day(today + timedelta(days=_NEAR[words]))
    if re.fullmatch(r"[+-][0-9]{1,4}", words):
        return Day(today + timedelta(days=int(words)))
    if match := _PART.fullmatch(words):
        precision = Precision(match[4].replace("末", "底"))
        return day_of(_year(match[1] or match[2], today), int(match[3]), PARTS[precision][0], precision)
    if match := _QUARTER.fullmatch(words):
        number = match[4] or str("一二三四".find(match[2]) + 1 or match[2])
        return day_of(_year(match[1] or match[3], today), int(number) * 3 - 2, 1, Precision.QUARTER)
    if match := _HALF.fullmatch(words):
        second = match[2] == "下" or match[4] == "2"
        return day_of(_year(match[1] or match[3], today), 7 if second else 1, 1, Precision.HALF)
    if re.fullmatch(r"(19|20)[0-9]{2}(0[1-9]|1[0-2])", words):
        return _six_figures(words, today)
    for pattern, precision in _PATTERNS:
        if match := pattern.fullmatch(words):
            parts = [part for part in match.groups() if part is None or part not in _SEPARATORS]
            year, month, day = [*parts, None, None][:3]
            return day_of(_year(year, today), int(month or 1), int(day or 1), precision)
    raise NotADay(f"“{words[:20]}”不是日期")


def _six_figures(words: str, today: date) -> Day:
    """Read 202606 as a month unless it may as well be a day (201012: 2020-10-12 or October 2010)."""
    try:
        day = day_of(_year(words[:2], today), int(words[2:4]), int(words[4:]), Precision.DAY)
    except NotADay:
        return day_of(int(words[:4]), int(words[4:]), 1, Precision.MONTH)
    raise NotADay(f"“{words}”可能是 {day.start} 或 {words[:4]}年{int(words[4:])}月")


_TO = re.compile(r"\s*(?:至|到|—+|–|~|～|/|--)\s*")


def read_span(words: str, today: date) -> Span:
    """Read a day or a span of days (3月27至29日, 4至6月, 2026-03-27/2026-03-29); raises NotADay."""
    try:
        return Span(read_day(words, today))
    except NotADay:
        pieces = _TO.split(words.strip())
        if len(pieces) != 2 and re.fullmatch(
            r"[^-]*[月日号年.][^-]*-[^-]+|[0-9]{1,2}-[0-9]{1,2}月份?|[0-9]{8}-[0-9]{8}", words.strip()
        ):
            pieces = words.strip().split("-")
        if len(pieces) != 2:
            raise
    first_words, last_words = pieces
    if (month_only := re.fullmatch(r"(.*年)?([0-9]{1,2})", first_words)) and re.search(r"月份?$", last_words):
        first_words = f"{month_only[1] or _written_year(last_words)}{month_only[2]}月"
    elif re.fullmatch(r"[0-9]{1,2}", first_words) and "月" in last_words:
        raise NotADay(f"“{words[:20]}”不是日期")
    if re.fullmatch(r"[0-9]{1,2}[日号]?", last_words) and (
        month := re.match(r"(.*[月.\-/])[0-9]{1,2}[日号]?$", first_words)
    ):
        last_words = month[1] + last_words.rstrip("日号")
    first = read_day(first_words, today)
    # Without a year of its own the end is of the year in which the span starts, but 今天 stays today.
    last = read_day(last_words, today if last_words in _NEAR else first.start)
    if (
        last.start < first.start
        and not re.search(r"[0-9]{4}", last_words)
        and first.start.month >= 10
        and last.start.month <= 3
    ):
        last = read_day(last_words, first.start.replace(year=first.start.year + 1, day=1))
    if last.end < first.start or last.start < first.start:
        raise NotADay("结束日期早于开始日期")
    return Span(first, None if last == first else last)


def _written_year(words: str) -> str:
    year = re.match(r"[0-9]{2,4}年", words)
    return year[0] if year else ""
