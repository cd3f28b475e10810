"""Quality, balance, doubles, merging, dues, lists and the story of members."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented_values import id_number
from unionoffice.domain.day import Day
from unionoffice.domain.kinds import Attachment, Link
from unionoffice.domain.ledger import Record
from unionoffice.domain.period import calendar_year, half_year
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.ledgers.member import (
    CHANGE,
    CHANGE_MEMBER,
    CHANGED_ON,
    ID_CARD,
    JOINED_ON,
    MEMBER,
    MEMBERSHIP_CHANGE,
    STATE,
    STATE_AFTER,
    UNIT,
)
from unionoffice.rules.member import faults
from unionoffice.summary.roll import Roll
from unionoffice.usecases.dues import mark_paid, monthly_dues, owing, rate
from unionoffice.usecases.duplicate_members import BY_ID, BY_NAME, BY_PHONE, are_different, duplicate_members
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.member_lists import birthday_in, birthdays, retirements
from unionoffice.usecases.member_story import member_story
from unionoffice.usecases.membership_balance import (
    COLUMNS,
    balance,
    by_month,
    by_unit,
    disagreements,
    member_of,
    months_of,
    roll_of,
)
from unionoffice.usecases.merge_members import differences, merge_members, references
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook
from unionoffice.usecases.roll_quality import count_unqualified, roll_quality, unqualified
from unionoffice.usecases.undo import undo

Add = Callable[..., Record]
H1 = half_year(2026, 1)


@pytest.fixture
def add(office: Office) -> Add:
    number = iter(range(1, 999))

    def made(ledger: str = "member", **raw: Any) -> Record:
        if ledger == "member":
            at = next(number)
            usual = {"name": f"职工{at}", "id_number": id_number(date(1980, 1, 2), at), "phone": f"138{at:08}"}
            raw = {**usual, "unit": "一车间", "joined_on": "2020-05-01", **raw}
        result = keep(office, ledger, raw)
        assert result.record is not None, result.problems
        return result.record

    return made


# 合格率


def test_each_unit_has_its_rate_and_the_whole_roll_too(office: Office, add: Add) -> None:
    add(), add(), add(gender="女", id_number=id_number(date(1980, 1, 2), 901))
    add(unit="二车间", id_number="E12345678", gender="男")
    add(unit="二车间", id_number="E12345679", gender="男", state="转出")
    found = roll_quality(office)
    assert [(u.unit, u.total, u.qualified, u.rate) for u in found.units] == [
        ("二车间", 1, 0, "0.00%"),
        ("一车间", 3, 2, "66.67%"),
    ]
    assert (found.whole.total, found.whole.qualified, found.whole.rate) == (4, 2, "50.00%")
    faulty = [("二车间", "证件类型是身份证，号码不是"), ("一车间", "性别填“女”，身份证号是“男”")]
    assert [(u.unit, u.faults[0]) for u in unqualified(office)] == faulty
    assert [(u.unit, u.faults[0]) for u in unqualified(office, "一车间")] == faulty[1:]


def test_the_quick_look_judges_each_row_as_the_rules_do(office: Office, add: Add) -> None:
    unit, rows = add()[UNIT], []
    told = product(range(5), (None, ID_CARD, "护照"), (None, "男", "女"), (None, 2, 3), (None, unit))
    for at, (sort, paper, gender, day, of) in enumerate(told, 100):
        number = id_number(date(1980, 1, 2), at, region="390101" if sort == 1 else "420106")
        form = (number, number, number[:6] + number[8:17], f"E{at:08}", None)[sort]
        values: dict[str, Any] = {
            "id_number": form,
            "id_type": paper,
            "gender": gender,
            "unit": of,
            "name": f"职工{at}",
        }
        values |= {"born_on": day and Day(date(1980, 1, day)), "joined_on": Day(date(2020, 5, 1)), "state": "在籍"}
        values |= {"no": f"HY{at}", "phone": "13800000000"}
        rows.append(Record(MEMBER, {key: value for key, value in values.items() if value is not None}))
    with office.file.write():
        kept = office.table("member").add_all(rows)
    book = OfficeBook(office)
    judged = {each.id: tuple(faults(each, book)) for each in kept}
    wrong = {row_id: found for row_id, found in judged.items() if found}
    assert {each.id: each.faults for each in unqualified(office)} == wrong
    assert count_unqualified(office) == (len(wrong), True)
    whole = roll_quality(office).whole
    assert (whole.total, whole.total - whole.qualified) == (len(kept) + 1, len(wrong))
    assert 0 < len(wrong) < len(kept)


def test_a_row_in_the_trash_takes_nobodys_qualification(office: Office, add: Add) -> None:
    number = id_number(date(1980, 1, 2), 77)
    old = add(id_number=number[:6] + number[8:17])
    add(id_number=number)
    assert roll_quality(office).whole.qualified == 0
    trash(office, "member", [old.id])
    assert roll_quality(office).whole.rate == "100.00%"


def test_an_empty_roll_has_no_rate(office: Office) -> None:
    assert roll_quality(office).whole.rate == "—"


# 会员增减


def counts(line: Any) -> list[int]:
    return [line.count(column) for column in COLUMNS]


def test_a_worked_half_year_closes(office: Office, add: Add) -> None:
    """Ten at first; 2 join, 1 moves in, 1 comes back from 退会, 2 move out, 1 leaves, 1 expelled, 1 dies; one is kept."""
    old = [add(joined_on="2019") for _ in range(10)]
    back = add(joined_on="2018")
    add("membership_change", member=link(back), changed_on="2025-05", change="退会")
    add(joined_on="2026-02-01")
    new = add(joined_on="2026-03")
    add("membership_change", member=link(new), changed_on="2026-03-05", change="入会")
    come = add(joined_on="2010")
    for who, day, change in (
        (come, "2026-01-10", "转入"),
        (back, "2026-04-01", "恢复"),
        (old[0], "2026-01-15", "转出"),
        (old[1], "2026-06-30", "转出"),
        (old[2], "2026-05", "退会"),
        (old[3], "2026-05-02", "开除"),
        (old[4], "2026-02", "去世"),
        (old[5], "2026-02", "保留"),
        (old[5], "2026-06", "恢复"),
        (old[6], "2026-07-01", "转出"),
    ):
        add("membership_change", member=link(who), changed_on=day, change=change)
    roll = roll_of(office)
    line = balance(roll, H1)
    assert counts(line) == [10, 2, 1, 1, 2, 1, 1, 1, 9]
    assert line.closes
    assert line.reckoned_end == 9
    assert disagreements(roll, H1) == []
    months = by_month(roll, H1)
    assert [each.label for each in months][-2:] == ["2026年6月", "合计"]
    assert [each.count("期末") for each in months] == [10, 10, 11, 12, 10, 9, 9]
    assert all(one.count("期末") == two.count("期初") for one, two in pairwise(months[:-1]))
    assert [each.label for each in by_unit(roll, H1)] == ["一车间", "合计"]


def link(record: Record) -> Link:
    return Link(record.ledger.key, record.id, record.label)


def test_a_state_without_its_change_is_named(office: Office, add: Add) -> None:
    gone = add(state="转出")
    twice = add()
    for day in ("2026-01-05", "2026-02-05"):
        add("membership_change", member=link(twice), changed_on=day, change="转出")
    roll = roll_of(office)
    assert not balance(roll, H1).closes
    assert [(each.member_id, each.sentence) for each in disagreements(roll, H1)] == [
        (gone.id, "会籍状态是“转出”，但没有会籍变动，哪一期都没有计入增减"),
        (twice.id, "2026-02-05 登记“转出”时已不在册"),
    ]


def test_months_are_cut_only_from_whole_months() -> None:
    assert len(months_of(calendar_year(2026))) == 12
    assert months_of(H1)[5].end == date(2026, 6, 30)
    free = half_year(2026, 1).__class__("自定", date(2026, 1, 5), date(2026, 3, 31))
    assert months_of(free) == [free]


DAYS = st.dates(date(2025, 10, 1), date(2026, 9, 30))


@st.composite
def rolls(draw: st.DrawFn) -> Roll:
    members, changes, row_id = [], [], 100
    for number in range(1, draw(st.integers(1, 4)) + 1):
        values: dict[str, Any] = {
            "name": f"职工{number}",
            STATE.key: draw(st.sampled_from(["在籍", "转出", "保留会籍"])),
        }
        if draw(st.booleans()):
            values[JOINED_ON.key] = Day(draw(DAYS))
        members.append(Record(MEMBER, values, number))
        for _ in range(draw(st.integers(0, 4))):
            row_id += 1
            told = {CHANGE_MEMBER.key: Link("member", number), CHANGED_ON.key: Day(draw(DAYS))}
            told[CHANGE.key] = draw(st.sampled_from(sorted(STATE_AFTER)))
            changes.append(Record(MEMBERSHIP_CHANGE, told, row_id))
    return Roll(members, changes)


@given(rolls())
def test_the_balance_counts_as_the_summary_does_and_names_whoever_keeps_it_open(roll: Roll) -> None:
    line = balance(roll, H1)
    assert line.rows["期初"] == roll.on(date(2025, 12, 31))
    assert line.rows["期末"] == roll.on(H1.end)
    assert line.rows["入会"] == roll.joined(H1)
    assert line.rows["转出"] == roll.changed("转出", H1)
    named = {each.member_id for each in disagreements(roll, H1)}
    if not line.closes:
        assert named
    calm = [each for each in roll.members if each.id not in named]
    assert balance(Roll(calm, (change for each in calm for change in roll.changes_of(each))), H1).closes
    months = by_month(roll, H1)[:-1]
    for column in COLUMNS[1:-1]:
        assert sum(each.count(column) for each in months) == line.count(column)
    assert {member_of(each) for each in line.rows["期末"]} <= {each.id for each in roll.members}


# 疑似重复与合并


def test_doubles_are_grouped_by_what_they_share(office: Office, add: Add) -> None:
    number = id_number(date(1980, 1, 2), 55)
    one, two = add(id_number=number), add(id_number=number[:6] + number[8:17])
    three, four = add(phone="13900000001"), add(phone="13900000001")
    five = add(name="同名", id_number=id_number(date(1990, 1, 1), 1))
    six = add(name="同名", id_number=id_number(date(1990, 1, 1), 2))
    add(name="同名", id_number=id_number(date(1991, 1, 1), 1))
    trash(office, "member", [add(phone="13900000001").id])
    assert [(each.reason, each.ids) for each in duplicate_members(office)] == [
        (BY_ID, (one.id, two.id)),
        (BY_PHONE, (three.id, four.id)),
        (BY_NAME, (five.id, six.id)),
    ]


def test_who_was_said_to_be_different_is_not_asked_about_again(office: Office, add: Add) -> None:
    ids = [add(phone="13900000001").id for _ in range(3)]
    are_different(office, ids[:2])
    assert [each.ids for each in duplicate_members(office)] == [tuple(ids)]
    are_different(office, ids)
    assert duplicate_members(office) == []
    late = add(phone="13900000001")
    assert [each.ids for each in duplicate_members(office)] == [(*ids, late.id)]


def test_a_switchboards_number_of_many_is_one_group(office: Office, add: Add) -> None:
    ids = [add(phone="07121234567").id for _ in range(60)]
    assert [each.ids for each in duplicate_members(office)] == [tuple(ids)]
    are_different(office, ids)
    assert duplicate_members(office) == []


def full_pair(office: Office, add: Add) -> tuple[Record, Record]:
    kept = add(name="职工甲", phone="13900000001", photo=(Attachment("a" * 64, "旧.jpg"),))
    other = add(name="职工甲", phone="13900000002", unit="二车间", photo=(Attachment("b" * 64, "新.jpg"),), note="转来")
    event = add("event", title="趣味运动会", type="文体", when="2026-05-01")
    add("attendance", event=link(event), member=link(other))
    gone = add("attendance", event=link(event), member=link(other), name="另一次")
    trash(office, "attendance", [gone.id])
    add("household", head="职工甲", member=link(other), id_number=other.text(MEMBER.get("id_number")),
        category="深度困难职工", cause="患重特大疾病")  # fmt: skip
    add("award", title="先进个人", member=link(other), when="2026-05-01")
    add("membership_change", member=link(other), changed_on="2026-06-01", change="保留")
    return kept, other


def test_everything_that_spoke_of_the_one_speaks_of_the_other(office: Office, add: Add) -> None:
    kept, other = full_pair(office, add)
    before = references(office, other.id)
    assert before == 5
    merged = merge_members(office, kept.id, other.id, ["id_number", "unit", "note"])
    assert references(office, kept.id) == before
    assert references(office, other.id) == 0
    assert merged.text(MEMBER.get("id_number")) == other.text(MEMBER.get("id_number"))
    assert merged.text(MEMBER.get("unit")) == "二车间"
    assert merged.text(MEMBER.get("phone")) == "13900000001"
    assert [each.file_name for each in merged.values["photo"]] == ["旧.jpg", "新.jpg"]
    assert merged.text(STATE) == "保留会籍"
    assert office.record("member", other.id).trashed
    assert office.record("member", other.id).text(MEMBER.get("note")) == "转来"
    assert [each.text(each.ledger.get("member")) for each in office.records("award", office.ids("award", Query()))] == [
        "职工甲"
    ]


def test_who_came_to_an_event_under_both_rows_came_once(office: Office, add: Add) -> None:
    kept, other = add(name="职工甲"), add(name="职工甲")
    walk, game = (
        add("event", title="健步走", type="文体", when="2026-04-03"),
        add("event", title="球赛", type="文体", when="2026-05-03"),
    )
    rows = {
        (person.id, event.id): add(
            "attendance", event=Link("event", event.id, ""), member=Link("member", person.id, ""), **raw
        )
        for person, event, raw in (
            (kept, walk, {"signed_in": "否", "group": "甲组", "received": "毛巾"}),
            (other, walk, {"signed_in": "是", "received": "水杯", "note": "迟到"}),
            (other, game, {"signed_in": "是"}),
        )
    }
    merge_members(office, kept.id, other.id, [])
    came = office.records("attendance", office.ids("attendance", Query()))
    assert [(each.text(each.ledger.get("event")), each.id) for each in came] == [
        ("健步走", rows[kept.id, walk.id].id),
        ("球赛", rows[other.id, game.id].id),
    ]
    said = [came[0].text(each) for each in came[0].ledger.fields[2:]]
    assert said == ["", "甲组", "是", "是", "毛巾；水杯", "迟到"]
    (doubled,) = office.records("attendance", [rows[other.id, walk.id].id])
    assert doubled.trashed
    assert doubled.text(doubled.ledger.get("received")) == "水杯"
    assert undo(office) is not None
    assert len(office.ids("attendance", Query())) == 3
    assert office.record("attendance", rows[kept.id, walk.id].id).values == rows[kept.id, walk.id].values


def test_a_merging_is_taken_back_as_one(office: Office, add: Add) -> None:
    kept, other = full_pair(office, add)
    merge_members(office, kept.id, other.id, ["id_number", "unit", "note"])
    assert undo(office) is not None
    assert references(office, other.id) == 5
    assert references(office, kept.id) == 0
    assert office.record("member", kept.id).values == kept.values
    assert not office.record("member", other.id).trashed


def test_a_merging_that_cannot_be_kept_changes_nothing(office: Office, add: Add) -> None:
    kept, other = full_pair(office, add)
    third = add()
    keep(office, "member", {"no": "K-9"}, office.record("member", third.id))
    with pytest.raises(OfficeError, match="两个不同的"):
        merge_members(office, kept.id, kept.id, [])
    trash(office, "member", [third.id])
    with pytest.raises(OfficeError, match="不在回收站"):
        merge_members(office, kept.id, third.id, [])
    assert references(office, other.id) == 5


def test_only_fields_that_differ_are_to_be_chosen(office: Office, add: Add) -> None:
    kept, other = full_pair(office, add)
    found = {each.field.key: (each.kept, each.other) for each in differences(kept, office.record("member", other.id))}
    assert found["unit"] == ("一车间", "二车间")
    assert found["note"] == ("", "转来")
    assert {"name", "photo"}.isdisjoint(found)


# 会费


def test_dues_are_owed_month_by_month(office: Office, add: Add) -> None:
    """4,321 yuan at 0.5 % are 21.61 a month (21.605 rounded up); February paid, so March to June: 86.44."""
    behind = add(dues_base="4321", dues_paid_to="2026-02")
    add(dues_base="5000", dues_paid_to="2026-06-30")
    never = add(joined_on="2026-05-20")
    add(state="保留会籍", dues_paid_to="2020")
    year = add(dues_base="1000", dues_paid_to="2025年")
    found = {each.member.id: each for each in owing(office, date(2026, 6, 30))}
    assert set(found) == {behind.id, never.id, year.id}
    assert (found[behind.id].monthly, found[behind.id].months) == (Decimal("21.61"), 4)
    assert found[behind.id].amount == Decimal("86.44")
    assert (found[never.id].monthly, found[never.id].months, found[never.id].amount) == (None, None, None)
    assert found[year.id].months == 6
    assert monthly_dues(Decimal(1), None) is None


def test_many_are_marked_as_paid_in_one_step_and_nobody_goes_back(office: Office, add: Add) -> None:
    ids = [add(dues_paid_to=day).id for day in ("2026-02", "2026-05", "2026-08")]
    assert mark_paid(office, ids, date(2026, 6, 30)) == 2
    paid = [each.text(MEMBER.get("dues_paid_to")) for each in office.records("member", ids)]
    assert paid == ["2026年6月", "2026年6月", "2026年8月"]
    assert owing(office, date(2026, 6, 30)) == []
    assert undo(office) is not None
    assert office.record("member", ids[0]).text(MEMBER.get("dues_paid_to")) == "2026年2月"
    with pytest.raises(OfficeError, match="先选择"):
        mark_paid(office, [], date(2026, 6, 30))


def test_without_the_limit_no_amount_is_made_up(office: Office, add: Add) -> None:
    limits = office.ids("limit", Query(equals={"subject": "会费比例"}))
    trash(office, "limit", limits)
    add(dues_base="4321", dues_paid_to="2026-02")
    assert rate(office) is None
    assert owing(office, date(2026, 6, 30))[0].amount is None


# 生日、退休


def test_birthdays_of_a_month_stand_in_the_order_of_days(office: Office, add: Add) -> None:
    numbers = [(date(1990, 6, 20), 1), (date(1985, 6, 3), 2), (date(1985, 7, 1), 3)]
    late, early, _ = (add(id_number=id_number(*each)) for each in numbers)
    vague = add(id_number="E12345678", gender="男", born_on="1970年6月")
    add(id_number=id_number(date(1990, 6, 1), 9), state="去世")
    assert [(each.member.id, each.turns) for each in birthdays(office, 2026, 6)] == [
        (early.id, 41),
        (late.id, 36),
        (vague.id, 56),
    ]
    assert birthday_in(date(2000, 2, 29), 2026) == date(2026, 2, 28)
    assert birthday_in(date(2000, 2, 29), 2028) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("born", "gender", "post", "month", "delay"),
    [
        (date(1964, 12, 31), "男", "", date(2024, 12, 1), 0),
        (date(1965, 1, 15), "男", "", date(2025, 2, 1), 1),
        (date(1965, 5, 15), "男", "", date(2025, 7, 1), 2),
        (date(1976, 8, 15), "男", "", date(2039, 7, 1), 35),
        (date(1976, 9, 15), "男", "", date(2039, 9, 1), 36),
        (date(1970, 1, 15), "女", "管理技术岗", date(2025, 2, 1), 1),
        (date(1981, 9, 15), "女", "管理技术岗", date(2039, 9, 1), 36),
        (date(1975, 1, 15), "女", "工人岗", date(2025, 2, 1), 1),
        (date(1975, 3, 15), "女", "工人岗", date(2025, 5, 1), 2),
        (date(1984, 11, 15), "女", "工人岗", date(2039, 11, 1), 60),
    ],
)
def test_retirement_follows_the_official_table(
    office: Office, add: Add, born: date, gender: str, post: str, month: date, delay: int
) -> None:
    """Rows of the 对照表 that came with the 办法 of 2024-09-13."""
    add(id_number=id_number(born, 901 if gender == "男" else 902), gender=gender, post_class=post)
    (found,) = retirements(office, calendar_year(month.year))
    assert (found.month, found.delay) == (month, delay)
    assert not found.is_guessed


def test_a_woman_whose_post_is_not_known_is_listed_with_the_lower_age(office: Office, add: Add) -> None:
    add(id_number=id_number(date(1975, 1, 15), 902), gender="女")
    (found,) = retirements(office, half_year(2025, 1))
    assert found.is_guessed
    assert found.former_age == 50


# 会员全貌


def test_a_story_tells_every_ledger_in_the_order_of_days(office: Office, add: Add) -> None:
    _, other = full_pair(office, add)
    file = office.ids("household", Query())[0]
    add("aid", **{"class": "帮扶救助", "kind": "生活救助", "household": Link("household", file), "amount": "800",
        "when": "2026-03-01"})  # fmt: skip
    add("proposal", proposer="职工甲", content="装空调", when="2026-04-01")
    story = member_story(office, office.record("member", other.id))
    told = [(each.when.text if each.when else "", each.ledger, each.target[0]) for each in story]
    assert told[0] == ("2020-05-01", "会员名册", "member")
    assert ("2026-03-01", "帮扶记录", "aid") in told
    assert ("2026-05-01", "报名签到", "event") in told
    assert ("2026-06-01", "会籍变动", "member") in told
    assert [each.remark for each in story if each.ledger == "提案与合理化建议"] == ["按姓名查到，请核对是否本人"]
    assert sum(each.ledger == "报名签到" for each in story) == 1
    dates = [each.when.start for each in story if each.when]
    assert dates == sorted(dates)
    assert next(each.words for each in story if each.ledger == "报名签到").startswith("趣味运动会")
