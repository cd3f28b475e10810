"""What is counted and added up is counted once and said once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.summary.test_half_year import aid, desk, drafted, text_of


def test_a_series_counts_as_its_events_and_says_so() -> None:
    at = desk()
    at.enter("event", title="五一系列活动", type="文体", when="2026-04")
    for number, title in enumerate(("运动会", "文艺晚会", "劳模座谈会"), 1):
        at.enter("event", title=title, type="文体", when=f"2026-04-2{number}", series="五一系列活动")
    draft = drafted(at.records)
    assert "组织开展各类活动3项" in text_of(draft)
    figure = next(each for each in draft.figures if each.label == "各类活动")
    assert figure.rows == (("event", 2), ("event", 3), ("event", 4))
    assert "系列本身不另计" in figure.rule


def test_the_first_event_of_several_counts_as_the_event_it_is() -> None:
    at = desk()
    at.enter("event", title="钓鱼比赛", type="文体", when="2026-06-20")
    at.enter("event", title="钓鱼比赛第二场", type="文体", when="2026-06-27", series="钓鱼比赛")
    assert "组织开展各类活动2项" in text_of(drafted(at.records))


@pytest.mark.parametrize(
    ("title", "heads", "counted"),
    [("钓鱼比赛", 30, 3), ("钓鱼比赛", 45, 2), ("钓鱼比赛", None, 2), ("钓鱼系列活动", 30, 2)],
    ids=["its own", "the sum of the others", "none", "a series by name"],
)
def test_the_first_of_several_events_of_one_day_counts_by_numbers_of_its_own(
    title: str, heads: int | None, counted: int
) -> None:
    at = desk()
    at.enter("event", title=title, type="文体", when="2026-06-20", headcount=str(heads or ""))
    for name, people in (("第二场", "25"), ("第三场", "20")):
        at.enter("event", title=name, type="文体", when="2026-06-20", headcount=people, series=title)
    assert f"组织开展各类活动{counted}项" in text_of(drafted(at.records))


def test_a_series_without_events_in_the_period_counts_as_one() -> None:
    at = desk()
    for title in ("五一系列活动", "职工读书会"):
        at.enter("event", title=title, type="文体", when="2026-04")
    at.enter("event", title="运动会", type="文体", when="2026-08-21", series="五一系列活动")
    at.enter("event", title="晚会", type="文体", when="2026-05-21", series="五一系列活动", status="取消")
    assert "组织开展各类活动2项" in text_of(drafted(at.records))


def test_the_months_of_the_chart_count_a_series_as_its_events() -> None:
    at = desk()
    at.enter("event", title="安全月系列", type="文体", when="2026-03")
    for month in (3, 4, 5):
        at.enter("event", title=f"第{month}场", type="文体", when=f"2026-0{month}-11", series="安全月系列")
    (chart,) = [each for each in drafted(at.records).charts if each.title == "各月活动场次"]
    assert chart.series[0][1] == tuple(map(Decimal, (0, 0, 1, 1, 1, 0)))


def test_a_sum_that_one_sentence_tells_is_not_said_above_it_too() -> None:
    at = desk()
    for amount in ("500", "700", "300"):
        aid(at, amount=amount, recipient="困难职工", persons="1")
    chapter = text_of(drafted(at.records)).partition("总结如下。")[2]
    assert chapter.strip() == "2月3日，走访慰问困难职工3人次，发放慰问金1500元。"


def test_a_sum_of_two_kinds_of_aid_stays_above_them() -> None:
    at = desk()
    aid(at, amount="500", recipient="困难职工", persons="1")
    aid(at, amount="800", kind="金秋助学", recipient="困难职工", persons="1", **{"class": "帮扶救助"})
    assert "1300元" in text_of(drafted(at.records)).partition("总结如下。")[2]
