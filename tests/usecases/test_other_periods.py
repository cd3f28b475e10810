"""Summaries of quarters, years, terms and statistical years: their own words, and no false alarm in them."""

from __future__ import annotations

import pytest

from unionoffice.domain.draft import Part
from unionoffice.domain.period import Period, calendar_year, half_year, quarter, statistical_year
from unionoffice.usecases.check_summary import check_summary
from unionoffice.usecases.edit_summary import open_text
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office


@pytest.mark.parametrize(
    ("period", "title", "plan", "events"),
    [
        (half_year(2026, 1), "2026年上半年工作总结", "下半年计划", 2),
        (half_year(2026, 2), "2026年下半年工作总结", "2027年计划", 1),
        (calendar_year(2026), "2026年工作总结", "2027年计划", 3),
        (quarter(2026, 2), "2026年第二季度工作小结", "第三季度计划", 1),
        (quarter(2026, 4), "2026年第四季度工作小结", "2027年第一季度计划", 1),
        (statistical_year(2026), "2026统计年度（2025年10月至2026年9月）工作总结", "下一统计年度计划", 2),
    ],
)
def test_each_kind_of_period_is_summed_up_in_its_own_words(
    period: Period, title: str, plan: str, events: int, office: Office
) -> None:
    for name, when in (("春季运动会", "2026-03-08"), ("劳动节晚会", "2026-05-01"), ("冬季长跑", "2026-12-05")):
        raw = {"title": name, "type": "文体", "when": when, "headcount": "30"}
        assert keep(office, "event", raw).record is not None
    for day in ("2026-06-30", "2026-12-30", "2026-09-30"):
        raw = {"title": "组织职工疗休养", "category": "其他", "nature": "计划", "when": day}
        assert keep(office, "work_log", raw).record is not None
    text = open_text(office, period)
    drafted = text.draft
    assert drafted.title.endswith(title)
    assert [each.title for each in drafted.chapters if each.part is Part.PLAN] == [plan]
    words = "".join(each.text for chapter in drafted.chapters for each in chapter.paragraphs)
    assert sum(name in words for name in ("春季运动会", "劳动节晚会", "冬季长跑")) == events
    if period.kind != "上半年":
        assert "上半年" not in words
    assert [each.sentence for each in check_summary(text).open_points] == []
