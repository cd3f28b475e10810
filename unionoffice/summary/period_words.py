"""What a period and its last day are called in the title, in the text, and in the heading of what is planned after it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from unionoffice.domain.day import month_end
from unionoffice.domain.period import Period

_NUMERALS = "一二三四"
_AHEAD = re.compile(r"下半年|下一?学期|下一?季度|下一?年度?|明年|来年")
_MID_YEAR = range(4, 9)
"""Months in which a period of the office's own may end and still have the second half of the year before it."""


def told_period(period: Period) -> str:
    """Name the period in title and opening: 2026年上半年, 2026年第一季度, 2026年3月至8月, a name of the office's own."""
    if period.kind == "季度":
        return f"{period.start.year}年{_quarter(period.start)}"
    if period.kind == "统计年度":
        return f"{period.end.year}统计年度（{_span(period)}）"
    return _span(period) if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", period.label) else period.label


def short_period(period: Period) -> str:
    """Name the period where its year is known: 上半年, 第一季度, 全年; 本期 where it has no short name."""
    if period.kind == "季度":
        return _quarter(period.start)
    short = {"年": "全年", "统计年度": "本统计年度", "学期": "本学期"}.get(period.kind)
    word = re.sub(r"^[0-9]{4}年?", "", period.label)
    return short or (word if word and not re.search(r"[0-9]", word[:1]) and word[:1] not in "-—至" else "本期")


def told_day(day: date, period: Period) -> str:
    """Name the day as of which something is counted: 6月底, 3月15日, while the period runs 目前.

    A day would go stale overnight in words that the clerk has made her own; the number beside it is brought up to date.
    """
    if day < period.end:
        return "目前"
    return f"{day.month}月底" if day == month_end(day.year, day.month) else f"{day.month}月{day.day}日"


def paper_name(period: Period) -> str:
    """Say what the paper is: 工作总结, of a quarter 工作小结."""
    return "工作小结" if period.kind == "季度" else "工作总结"


def plan_title(title: str, period: Period) -> str:
    """Let the heading of what is planned name the span that follows the period: 下半年计划 → 2027年计划."""
    ahead = _span_after(period)
    return _AHEAD.sub(ahead, title, count=1) if ahead else title


def _span_after(period: Period) -> str:
    """Name the span after a period; empty where the office's own words are left as they are."""
    after = period.end + timedelta(days=1)
    match "学期" if "学期" in period.label else period.kind:
        case "下半年" | "年":
            return f"{after.year}年"
        case "季度":
            return _quarter(after) if after.month > 1 else f"{after.year}年{_quarter(after)}"
        case "统计年度":
            return "下一统计年度"
        case "学期":
            return "下学期"
        case "自定义" if period.end.month not in _MID_YEAR:
            return "下一步"
    return ""


def _quarter(day: date) -> str:
    return f"第{_NUMERALS[(day.month - 1) // 3]}季度"


def _span(period: Period) -> str:
    """Write from when to when, in months where they are whole."""
    start, end = period.start, period.end
    whole = start.day == 1 and end == month_end(end.year, end.month)
    first = f"{start.year}年{start.month}月" + ("" if whole else f"{start.day}日")
    last = ("" if start.year == end.year else f"{end.year}年") + f"{end.month}月" + ("" if whole else f"{end.day}日")
    return first if whole and (start.year, start.month) == (end.year, end.month) else f"{first}至{last}"
