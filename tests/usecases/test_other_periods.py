"""Summaries of quarters, years, terms and statistical years: their own words, and no false alarm in them."""

from __future__ import annotations

from datetime import date

import pytest

from unionoffice.domain.draft import Draft, Part
from unionoffice.domain.period import Period, calendar_year, half_year, quarter, statistical_year
from unionoffice.usecases.check_summary import check_summary
from unionoffice.usecases.draft_summary import draft
from unionoffice.usecases.edit_summary import open_text
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.summary_hints import offered_hints


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


@pytest.mark.parametrize(
    ("raw", "ahead"),
    [
        ({"when": "2026-06-15"}, {"上半年"}),
        ({"when": "2026-03"}, set()),
        ({"when": "2026-09-30"}, {"第三季度"}),
        ({"when": "2026-12-30"}, {"全年"}),
        ({"when": "2026-06-15", "due": "2026-11-30"}, {"上半年"}),
        ({"when": "2026-12-20", "due": "2027-03-31"}, {"全年"}),
        ({"when": "2026-12-20", "due": "2026-12-31"}, set()),
        ({"period": "2026年上半年"}, {"上半年"}),
        ({"period": "2026年上半年", "when": "2026-07"}, {"上半年"}),
        ({"period": "2026年"}, {"上半年", "全年"}),
        ({}, {"上半年", "第三季度", "全年"}),
        ({"when": "2026-03", "chapter": "下半年计划"}, {"上半年", "全年"}),
    ],
)
def test_a_plan_is_told_only_where_its_time_is_still_ahead(
    office: Office, raw: dict[str, str], ahead: set[str]
) -> None:
    """What was to be done within the year is no plan for the next one."""
    row = {"title": "组织职工疗休养", "category": "其他", "nature": "计划", **raw}
    assert keep(office, "work_log", row).record is not None
    told = set()
    for period in (half_year(2026, 1), quarter(2026, 3), calendar_year(2026)):
        drafted = draft(office, period)
        if "疗休养" in "".join(each.text for chapter in drafted.chapters for each in chapter.paragraphs):
            told.add({"上半年": "上半年", "季度": "第三季度", "年": "全年"}[period.kind])
    assert told == ahead


def test_a_plan_that_was_done_is_told_as_done_and_one_that_was_not_is_offered(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def enter(title: str, **raw: str) -> None:
        assert keep(office, "work_log", {"title": title, "category": "其他", **raw}).record is not None

    for title, raw in (
        ("建立职工书屋", {"when": "2026-06-15"}),
        ("修订工会制度", {"when": "2026-06-20"}),
        ("换届选举", {"period": "2026年上半年"}),
        ("下年疗休养", {"period": "2026年下半年"}),
    ):
        enter(title, nature="计划", **raw)
    enter("职工书屋建成开放", when="2026-06-25", follow_of="建立职工书屋")
    at_end = half_year(2026, 1)
    assert plans_of(draft(office, at_end)) == ["换届选举", "修订工会制度"]
    assert plans_of(draft(office, calendar_year(2026))) == ["下年疗休养"]
    monkeypatch.setattr(office, "_today", lambda: date(2027, 1, 5))
    offered = offered_hints(office, open_text(office, calendar_year(2026)))
    assert [each.text for each in offered if each.kind == "计划"] == [
        "继续落实：修订工会制度。",
        "继续落实：换届选举。",
    ]


def plans_of(drafted: Draft) -> list[str]:
    paragraphs = [each.text for chapter in drafted.chapters if chapter.part is Part.PLAN for each in chapter.paragraphs]
    found = [(words.find(title), title) for title in TITLES for words in ["".join(paragraphs)] if title in words]
    return [title for _, title in sorted(found)]


TITLES = ("建立职工书屋", "修订工会制度", "换届选举", "下年疗休养")
