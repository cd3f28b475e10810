"""Rules and lists at their edges: the last day, the leap day, dates known no closer than a quarter, nobody at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.breaking.offices import changed, kept, sentences
from tests.invented_values import id_number
from unionoffice.domain.ledger import Record
from unionoffice.domain.period import Period, calendar_year, half_year
from unionoffice.domain.query import Axis, Grain, Query
from unionoffice.rules.event import most_winners
from unionoffice.rules.limits import Limit
from unionoffice.rules.working_days import Calendar, months_after
from unionoffice.usecases.dues import owed_months, owing
from unionoffice.usecases.fund_balances import fund_balances
from unionoffice.usecases.keep_record import trash
from unionoffice.usecases.member_lists import birthdays, retirements
from unionoffice.usecases.membership_balance import COLUMNS, balance, by_month, roll_of
from unionoffice.usecases.office import Office
from unionoffice.usecases.record_notes import notes_of
from unionoffice.usecases.reminders import reminders


def on(office: Office, year: int, month: int, day: int) -> Office:
    office._today = lambda: date(year, month, day)
    return office


def household(office: Office, order: int = 1, **raw: object) -> Record:
    number = id_number(date(1985, 6, 5), order)
    return kept(office, "household", **{
        "head": "职工甲", "id_number": number, "category": "低保户", "cause": "其他", **raw,
    })  # fmt: skip


def member(office: Office, order: int, born: date = date(1985, 6, 5), **raw: object) -> Record:
    row = {
        "name": f"职工{order}", "gender": "男" if order % 2 else "女", "id_number": id_number(born, order),
        "phone": f"138001380{order:02}", "unit": "一分会", "joined_on": "2020-01-01", **raw,
    }  # fmt: skip
    return kept(office, "member", **row)


AID = {"class": "送温暖慰问", "kind": "节日慰问", "persons": 1}


def told(office: Office, **raw: object) -> list[str]:
    return [each.split("（")[0] for each in sentences(office, "aid", **{**AID, **raw})]


# Limits


def test_a_limit_is_held_on_its_fen(office: Office) -> None:
    assert told(office, recipient="甲", amount="3000", when="2026-05-01") == []
    assert told(office, recipient="乙", amount="3000.01", when="2026-05-01") == [
        "送温暖慰问每人 3,000.01 元，超过每人次上限 3,000.00 元"
    ]


def test_the_year_of_a_person_ends_with_december(office: Office) -> None:
    home = office.link("household", household(on(office, 2026, 12, 31)).id)
    assert told(office, household=home, amount="3000", when="2025-12-31") == []
    assert told(office, household=home, amount="3000", when="2026-01-31") == []
    assert told(office, household=home, amount="3000", when="2026年") == []
    assert told(office, household=home, amount="0.01", when="2026-12-31") == ["2026年送温暖慰问每人合计 6,000.01 元"]


def test_of_two_limits_the_stricter_holds_and_only_on_its_days(office: Office) -> None:
    kept(
        office, "limit", subject="送温暖慰问", basis="每次", most="1000", valid_from="2026-03-01", valid_to="2026-03-31"
    )
    kept(office, "limit", subject="送温暖慰问", basis="每次", most="10", valid_from="2027-01-01")
    kept(office, "limit", subject="送温暖慰问", basis="每次", most="1", in_use="否")
    found = [told(office, recipient=name, amount="2000", when=when) for name, when in (
        ("甲", "2026-02-28"), ("乙", "2026-03-01"), ("丙", "2026-03-31"), ("丁", "2026-04-01"), ("戊", "2027-01-01"),
    )]  # fmt: skip
    assert [each[0].rsplit(" ", 2)[1] if each else "" for each in found] == ["", "1,000.00", "1,000.00", "", "10.00"]


def test_one_name_in_two_households_is_two_persons(office: Office) -> None:
    homes = [office.link("household", household(office, order).id) for order in (1, 2)]
    for home in homes:
        assert told(office, household=home, recipient="职工甲", amount="3000", when="2026-02-01") == []
        assert told(office, household=home, recipient="职工甲", amount="3000", when="2026-05-01") == []
    assert len(told(office, household=homes[0], recipient="职工甲", amount="1", when="2026-06-29")) == 1


def test_what_came_back_or_was_only_planned_counts_for_no_limit(office: Office) -> None:
    kept(office, "aid", **AID, recipient="甲", amount="3000", when="2026-02-01", stage="已退回")
    kept(office, "aid", **AID, recipient="甲", amount="3000", when="2026-03-01", nature="计划")
    trash(office, "aid", [kept(office, "aid", **AID, recipient="甲", amount="3000", when="2026-04-01").id])
    assert told(office, recipient="甲", amount="3000", when="2026-05-01") == []


@pytest.mark.parametrize(("people", "most"), [(0, 0), (1, 0), (2, 1), (3, 2), (4, 2), (100, 66)])
def test_two_thirds_are_rounded_down(people: int, most: int) -> None:
    from decimal import Decimal

    for share in ("66.667", "66.67", "66.66", "0.6667"):
        assert most_winners(Limit("获奖比例", "比例", Decimal(share)), people) == most


def test_a_prize_for_the_only_participant_is_doubted_and_for_nobody_known_it_is_not(office: Office) -> None:
    event = kept(office, "event", title="比武", type="文体", when="2026-05-01")
    link = office.link("event", event.id)
    assert sentences(office, "prize", event=link, grade="一等奖", winner="甲") == []
    changed(office, "event", event.id, headcount="1")
    assert [each.split("（")[0] for each in sentences(office, "prize", event=link, grade="二等奖", winner="乙")] == [
        "获奖 2 人，超过参加 1 人的三分之二"
    ]


def test_a_fund_of_the_year_before_does_not_pay_for_this_one(office: Office) -> None:
    kept(office, "budget", subject="困难帮扶", received="1000", when="2025-12-31", source="本级工会经费")
    assert told(office, recipient="甲", amount="1000", when="2025-12-31", source="本级工会经费") == []
    assert told(office, recipient="乙", amount="500", when="2026-01-01", source="本级工会经费") == []
    kept(office, "budget", subject="上年结余", received="100", when="2026-01-01", source="本级工会经费")
    (words,) = told(office, recipient="丙", amount="0.01", when="2026-01-02", source="本级工会经费")
    assert words == "本级工会经费2026年拨入 100.00 元，连同本次支出 500.01 元，超支 400.01 元"
    assert [str(each.left) for each in fund_balances(office, 2025)] == ["0"]


# Dates


def test_working_days_and_months_at_the_ends_of_months_and_years() -> None:
    assert Calendar().last_of(date(2025, 12, 31), 7) == date(2026, 1, 8)
    assert Calendar().working_days(date(2025, 12, 27), date(2025, 12, 28)) == 0
    assert Calendar().last_of(date(2025, 12, 27), 1) == date(2025, 12, 29)
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_after(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert months_after(date(2025, 12, 31), 2) == date(2026, 2, 28)


def test_a_review_is_told_of_however_closely_the_last_one_is_known(office: Office) -> None:
    for order, words in enumerate(("2025-06-30", "2025年6月", "2025年第2季度", "2025年上半年", "2025年"), 1):
        household(office, order, head=f"户主{order}", stage="帮扶", reviewed_on=words)
    due = {each.text: each.day for each in reminders(office) if each.kind == "复核"}
    assert due == {
        f"年度复核困难家庭档案：户主{order}": day
        for order, day in enumerate(
            [date(2026, 6, 30), date(2026, 6, 1), date(2026, 4, 1), date(2026, 1, 1), date(2026, 1, 1)], 1
        )
    }


def test_a_visit_is_told_of_by_the_latest_one_however_closely_it_is_known(office: Office) -> None:
    home = office.link("household", household(office).id)
    kept(office, "visit", household=home, visited_on="2026-05-10", next_on="2026-06-20")
    kept(office, "visit", household=home, visited_on="2026年第2季度", next_on="2027-06-20")
    assert [each.day for each in reminders(office) if each.kind == "回访"] == [date(2026, 6, 20)]


def test_public_notice_over_new_year_counts_its_days(office: Office) -> None:
    home = household(office, stage="公示", publicity="2025-12-31")
    on(office, 2025, 12, 30)
    assert notes_of(office, home)[:1] == ["公示将于2025年12月31日开始，2026年1月8日结束"]
    on(office, 2025, 12, 31)
    assert "公示第 1 天，还剩 6 天（工作日，2026年1月8日止）" in notes_of(office, home)
    on(office, 2026, 1, 3)
    assert "公示第 3 天，还剩 4 天（工作日，2026年1月8日止）" in notes_of(office, home)
    on(office, 2026, 1, 8)
    assert "公示第 7 天，还剩 0 天（工作日，2026年1月8日止）" in notes_of(office, home)
    on(office, 2026, 1, 9)
    assert "公示已于2026年1月8日结束，可以上报" in notes_of(office, home)


def test_birthdays_on_the_leap_day_and_known_by_month_only(office: Office) -> None:
    leap = member(office, 1, date(1988, 2, 29))
    vague = member(office, 3, id_number="", born_on="1980年2月")
    assert [(each.member.id, each.turns) for each in birthdays(office, 2026, 2)] == [(leap.id, 38), (vague.id, 46)]


def test_an_age_of_retirement_no_longer_in_force_is_not_used(office: Office) -> None:
    one = member(office, 1, date(1966, 9, 5))
    before = [
        (each.member.id, each.month) for each in retirements(office, Period("", date(2026, 1, 1), date(2030, 1, 1)))
    ]
    kept(office, "limit", subject="退休年龄", basis="周岁", most="40", audience="男", valid_to="2019-12-31")
    assert before == [(one.id, date(2027, 3, 1))]
    assert [
        (each.member.id, each.month) for each in retirements(office, Period("", date(2026, 1, 1), date(2030, 1, 1)))
    ] == before


def test_dues_at_the_turn_of_the_year(office: Office) -> None:
    for order, paid in enumerate(("2025-12-31", "2026-01", "2025", "2025年第4季度", "", "2026年"), 1):
        member(office, order, date(1985, 1, order), dues_paid_to=paid, dues_base="5000")
    late = {each.member.label: each.months for each in owing(office, date(2026, 1, 31))}
    assert late == {"职工1": 1, "职工3": 1, "职工4": 1, "职工5": None}
    assert owed_months(office.record("member", 1), date(2026, 1, 1)) == 1


def test_the_roll_closes_on_the_last_day_and_opens_on_the_first(office: Office) -> None:
    member(office, 1, joined_on="2025-12-31")
    member(office, 2, joined_on="2026-01-01")
    gone = member(office, 3, joined_on="2019-01-01")
    kept(office, "membership_change", member=office.link("member", gone.id), changed_on="2026-06-30", change="退会")
    back = member(office, 4, joined_on="2019-01-01")
    kept(office, "membership_change", member=office.link("member", back.id), changed_on="2025-12-31", change="转出")
    kept(office, "membership_change", member=office.link("member", back.id), changed_on="2026年1月", change="转入")
    whole = balance(roll_of(office), half_year(2026, 1))
    counted = {column: whole.count(column) for column in COLUMNS if whole.count(column)}
    assert counted == {"期初": 2, "入会": 1, "转入": 1, "退会": 1, "期末": 3}
    assert all(line.closes for line in by_month(roll_of(office), calendar_year(2026)))


def test_statistics_put_a_date_where_it_is_known_to_belong(office: Office) -> None:
    for when in ("2025-12-31", "2026-01-01", "2026年2月", "2026年第1季度", "2026年上半年", "2026年", "2024-02-29", ""):
        kept(office, "work_log", title="例会", category="其他", when=when)
    table, context = office.table("work_log"), office.context()
    months = dict(table.distinct(Axis("when", Grain.MONTH), Query(), context))
    assert months == {
        "2025-12": 1, "2026-01": 1, "2026-02": 1, "2026-Q1": 1, "2026-H1": 1, "2026": 1, "2024-02": 1, "": 1,
    }  # fmt: skip
    quarters = dict(table.distinct(Axis("when", Grain.QUARTER), Query(), context))
    assert quarters["2026-Q1"] == 3
    assert sum(quarters.values()) == 8
    assert office.count("work_log", Query(period=half_year(2026, 1))) == 6
    assert office.count("work_log", Query(between={"when": ("2026-01-01", "2026-12-31")})) == 5


def test_a_copy_of_a_leap_day_event_is_on_the_28th(office: Office, tmp_path: Path) -> None:
    from unionoffice.usecases.copy_event import copy_event

    event = kept(office, "event", title="2024年联欢", type="文体", when="2024-02-29至2024-03-01")
    copied = copy_event(office, event)
    assert (copied.record.text(copied.record.ledger.get("when")), copied.record.label) == (
        "2025-02-28至2025-03-01", "2025年联欢",
    )  # fmt: skip
