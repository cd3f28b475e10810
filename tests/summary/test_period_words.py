from __future__ import annotations

from datetime import date

import pytest

from unionoffice.domain.period import Period, calendar_year, half_year, named_period, quarter, statistical_year
from unionoffice.summary.period_words import paper_name, plan_title, short_period, told_period

TERM = Period("2025—2026学年第二学期", date(2026, 2, 20), date(2026, 7, 15), "学期")
FREE = named_period("2026-03-01..2026-08-31")
DAYS = named_period("2025-12-20..2026-02-10")
assert FREE is not None
assert DAYS is not None
NAMED = Period("百日攻坚", date(2026, 9, 1), date(2026, 12, 9))


@pytest.mark.parametrize(
    ("period", "told", "short", "paper", "plan"),
    [
        (half_year(2026, 1), "2026年上半年", "上半年", "工作总结", "下半年计划"),
        (half_year(2026, 2), "2026年下半年", "下半年", "工作总结", "2027年计划"),
        (calendar_year(2026), "2026年", "全年", "工作总结", "2027年计划"),
        (quarter(2026, 1), "2026年第一季度", "第一季度", "工作小结", "第二季度计划"),
        (quarter(2026, 4), "2026年第四季度", "第四季度", "工作小结", "2027年第一季度计划"),
        (
            statistical_year(2026),
            "2026统计年度（2025年10月至2026年9月）",
            "本统计年度",
            "工作总结",
            "下一统计年度计划",
        ),
        (TERM, "2025—2026学年第二学期", "本学期", "工作总结", "下学期计划"),
        (FREE, "2026年3月至8月", "本期", "工作总结", "下半年计划"),
        (DAYS, "2025年12月20日至2026年2月10日", "本期", "工作总结", "下一步计划"),
        (NAMED, "百日攻坚", "百日攻坚", "工作总结", "下一步计划"),
    ],
)
def test_each_kind_of_period_has_its_own_words(period: Period, told: str, short: str, paper: str, plan: str) -> None:
    assert told_period(period) == told
    assert short_period(period) == short
    assert paper_name(period) == paper
    assert plan_title("下半年计划", period) == plan


def test_a_heading_without_a_span_stays_as_the_office_wrote_it() -> None:
    assert plan_title("今后打算", calendar_year(2026)) == "今后打算"
    assert plan_title("下学期计划", half_year(2026, 1)) == "下学期计划"


def test_a_single_whole_month_is_named_once() -> None:
    month = named_period("2026-05-01..2026-05-31")
    assert month is not None
    assert told_period(month) == "2026年5月"
