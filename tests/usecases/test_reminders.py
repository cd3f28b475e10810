"""今日待办, on 30 June 2026 unless a test says another day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.invented_values import id_number
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.rules.limits import Limit, Limits
from unionoffice.rules.reminders import MOST_OF_A_KIND, Reminder, in_order, shortened, statistics_day
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.office import Office
from unionoffice.usecases.reminders import reminders

TODAY = date(2026, 6, 30)
Row = tuple[str, str]


def add(office: Office, ledger: str, **raw: str) -> Record:
    kept = keep(office, ledger, raw)
    assert kept.record is not None, kept.problems
    return kept.record


def household(office: Office, head: str, order: int, **raw: str) -> Record:
    row = {"id_number": id_number(date(1985, 6, 5), order), "category": "深度困难职工", "cause": "其他"}
    return add(office, "household", head=head, **row, **raw)


def told(office: Office) -> list[Row]:
    return [(each.urgency(office.today), each.text) for each in reminders(office)]


def test_an_office_with_nothing_due_tells_nothing(office: Office) -> None:
    household(office, "职工甲", 1, stage="建档", filed_on="2026-01-10")
    add(office, "coverage", matter="集体合同", action="新签", valid_to="2026-08-30")
    add(office, "event", title="七月歌会", type="文体", status="筹备", when="2026-07-08")
    add(office, "work_log", title="培训", category="其他", nature="计划", when="2026-07-08")
    add(office, "legal", visitor="职工乙", when="2026-05-02", way="咨询")

    assert told(office) == []


def test_everything_due_is_told_the_longest_overdue_first(office: Office) -> None:
    home = household(office, "职工甲", 1, stage="建档", filed_on="2025-06-29")
    add(office, "visit", household="职工甲", visited_on="2026-03-01", next_on="2026-06-27")
    plan = add(office, "work_log", title="安全月总结", category="其他", nature="计划", when="2026-06-20")
    event = add(office, "event", title="七一歌会", type="文体", status="筹备", when="2026-07-07")
    add(office, "legal", visitor="职工乙", when="2026-05-01", way="咨询")
    add(office, "legal", visitor="职工丙", when="2026-04-01", way="咨询", closed_on="2026-05-01")
    add(office, "coverage", matter="集体合同", action="新签", valid_to="2026-08-29")
    add(office, "insurance", scheme="住院医疗互助", valid_to="2026-07-01")
    add(office, "target", indicator="发展会员", target="224", done="134", due="2026-06-30")
    add(office, "target", indicator="建会", target="12", done="12", due="2026-06-30")
    add(office, "target", indicator="办活动", target="5", counted_ledger="荣誉", due="2026-07-10")
    add(office, "target", indicator="评先", target="5", due="2026-07-15")
    add(office, "award", title="工人先锋号", when="2026-05-01")
    aid = {"class": "帮扶救助", "kind": "生活救助"}
    add(office, "aid", **aid, recipient="职工丁", amount="500", stage="待发放", when="2026-06-20")

    found = reminders(office)

    assert [(each.urgency(TODAY), each.text) for each in found] == [
        ("已过 10 天", "计划未完成：安全月总结"),
        ("已过 3 天", "回访困难家庭：职工甲"),
        ("已过 1 天", "年度复核困难家庭档案：职工甲"),
        ("今天", "法律援助与信访未结案：职工乙（2026-05-01）"),
        ("今天", "目标任务未完成：发展会员（134/224）"),
        ("还有 1 天", "住院医疗互助保障期到 2026-07-01，请续保"),
        ("还有 7 天", "筹备中的活动：七一歌会"),
        ("还有 10 天", "目标任务未完成：办活动（1/5）"),
        ("还有 15 天", "目标任务未完成：评先（完成值未填/5）"),
        ("还有 60 天", "集体合同有效期到 2026-08-29"),
        ("", "帮扶记录待发放 1 笔"),
    ]
    opened = {each.kind: each.record_id for each in found}
    assert (opened["回访"], opened["计划"], opened["活动"]) == (home.id, plan.id, event.id)
    assert found[-1].query == Query(equals={"stage": "待发放"})


def test_a_later_visit_a_review_a_renewal_and_a_plan_done_take_the_reminder_away(office: Office) -> None:
    household(office, "职工甲", 1, stage="建档", filed_on="2025-01-10", reviewed_on="2026-01-05")
    add(office, "visit", household="职工甲", visited_on="2026-03-01", next_on="2026-06-01")
    add(office, "visit", household="职工甲", visited_on="2026-06-02", next_on="2026-12-01")
    add(office, "coverage", matter="集体合同", action="新签", unit="一分会", valid_to="2026-06-10")
    add(office, "coverage", matter="集体合同", action="续订", unit="一分会", valid_to="2029-06-10")
    plan = add(office, "work_log", title="安全月总结", category="其他", nature="计划", when="2026-06-20")
    add(
        office,
        "work_log",
        title="安全月总结",
        category="其他",
        when="2026-06-25",
        follow_of=plan.text(plan.ledger.get("no")),
    )

    assert told(office) == []


def test_a_closed_or_thrown_away_file_is_not_reviewed(office: Office) -> None:
    household(office, "职工甲", 1, stage="脱困", filed_on="2024-01-10", closed_on="2026-05-05", closed_why="脱困")
    gone = household(office, "职工乙", 3, stage="建档", filed_on="2024-01-10")
    trash(office, "household", [gone.id])

    assert told(office) == []


def test_an_event_that_is_over_and_still_being_prepared_is_told(office: Office) -> None:
    add(office, "event", title="五四歌会", type="文体", status="筹备", when="2026-05-04")
    add(office, "event", title="长跑月", type="文体", status="筹备", when="2026-06-20至2026-07-20")

    assert told(office) == [("已过 57 天", "活动日期已过，还在筹备：五四歌会"), ("今天", "筹备中的活动：长跑月")]


def test_a_row_of_the_roll_that_is_not_qualified_is_counted(office: Office) -> None:
    row = {"name": "职工甲", "gender": "男", "joined_on": "2020", "unit": "一分会", "state": "在籍"}
    add(office, "member", **row, id_number=id_number(date(1985, 6, 5), 1), phone="13800000000")
    add(office, "member", **{**row, "name": "职工乙"}, id_number="E12345678", phone="13800000001")

    assert told(office) == [("", "会员名册有 1 行不合格，请逐条更正")]


def test_a_limit_switched_off_switches_its_reminder_off(office: Office) -> None:
    add(office, "legal", visitor="职工乙", when="2026-01-01", way="咨询")
    assert len(told(office)) == 1

    trash(office, "limit", office.ids("limit", Query(equals={"subject": "信访未结提醒天数"})))
    assert told(office) == []
    add(office, "limit", subject="信访未结提醒天数", basis="天数", most="180")
    assert told(office) == [("今天", "法律援助与信访未结案：职工乙（2026-01-01）")]


@pytest.fixture
def days() -> Callable[[str, int], Limits]:
    from decimal import Decimal

    return lambda subject, most: Limits([Limit(subject, "天数", Decimal(most))])


@pytest.mark.parametrize(
    ("today", "is_told"),
    [
        (date(2026, 8, 30), False),
        (date(2026, 8, 31), True),
        (date(2026, 9, 30), True),
        (date(2026, 10, 1), False),
    ],
)
def test_the_statistical_year_ends_on_30_september(
    days: Callable[[str, int], Limits], today: date, is_told: bool
) -> None:
    assert (statistics_day(days("统计年报提醒天数", 30), today) is not None) is is_told
    assert statistics_day(Limits(), today) is None


def test_the_office_sets_the_end_of_the_statistical_year(office: Office) -> None:
    """By a row of 限额规则, with its 依据, as every other rule."""
    assert (office.statistical_year(2026).start, office.statistical_year(2026).end) == (
        date(2025, 10, 1),
        date(2026, 9, 30),
    )
    [row] = office.records("limit", office.ids("limit", Query(equals={"subject": "统计年度截止"})))
    assert row.text(row.ledger.get("doc_ref")).startswith("基层工会调查表")

    assert [each.sentence for each in keep(office, "limit", {"most": "13"}, row).problems] == ["月份应在 1 到 12 之间"]
    assert office.statistical_year(2026).end == date(2026, 9, 30)
    row = office.record("limit", row.id)
    keep(office, "limit", {"most": "6"}, row)
    year = office.find_period("2026统计年度")
    assert year is not None
    assert (year.start, year.end) == (date(2025, 7, 1), date(2026, 6, 30))
    assert ("今天", "工会统计年度到 6 月 30 日为止，请核对基层组织的职工、会员数") in told(office)


def test_many_of_a_sort_are_told_in_one_line() -> None:
    many = [Reminder("回访", date(2026, 6, day), f"第 {day} 户", "household", day) for day in range(30, 0, -1)]

    few = shortened(many, date(2026, 6, 20))

    assert [each.record_id for each in few] == [*range(1, MOST_OF_A_KIND + 1), 0]
    assert few[-1].text == "另有 15 项回访，其中 4 项已过期"
    assert few[-1].query == Query()
    assert in_order([Reminder("名册", None, "无日期", "member"), many[0]])[0] is many[0]


def test_reminders_are_the_same_after_the_office_was_closed(office_folder: Path) -> None:
    with Office.open(office_folder, today=lambda: TODAY) as office:
        add(office, "legal", visitor="职工乙", when="2026-05-01", way="咨询")
    with Office.open(office_folder, today=lambda: date(2026, 7, 2)) as office:
        assert told(office) == [("已过 2 天", "法律援助与信访未结案：职工乙（2026-05-01）")]
