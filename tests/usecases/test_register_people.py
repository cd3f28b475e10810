"""Registration by name and by unit, guests, sign-in: nobody twice, every step taken whole."""

from __future__ import annotations

import pytest

from unionoffice.domain.kinds import Link
from unionoffice.errors import OfficeError
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.register_people import (
    attendees,
    counts,
    fill_headcount,
    members_of_units,
    register,
    register_name,
    set_group,
    sign_in,
    units_with_members,
    walk_in_member,
)


def event_of(office: Office) -> int:
    kept = keep(office, "event", {"title": "职工运动会", "type": "文体", "when": "2026-04-28"})
    assert kept.record is not None
    return kept.record.id


def member(office: Office, number: int, unit: str = "一车间", state: str = "在籍") -> Link:
    raw = {"name": f"职工{number}", "gender": "男", "unit": unit, "state": state, "id_type": "护照",
           "id_number": f"A{number:07}", "phone": f"138{number:08}", "joined_on": "2020-01-01"}  # fmt: skip
    kept = keep(office, "member", raw, doubting=False)
    assert kept.record is not None, kept.problems
    return office.link("member", kept.record.id)


def test_a_member_is_registered_once_with_name_and_unit(office: Office) -> None:
    event, who = event_of(office), member(office, 1)
    assert len(register(office, event, [who, who])) == 1
    assert register(office, event, [who]) == []
    assert [(each.name, each.unit, each.has_signed, each.is_registered) for each in attendees(office, event)] == [
        ("职工1", "一车间", False, True)
    ]


def test_whole_units_add_those_in_the_union_who_are_not_there_yet(office: Office) -> None:
    event = event_of(office)
    first = [member(office, number, "一车间") for number in range(3)]
    member(office, 3, "二车间")
    member(office, 4, "一车间", "退会")
    register(office, event, first[:1])
    units = {each.label: each for each in units_with_members(office)}
    found = members_of_units(office, event, [units["一车间"], units["二车间"]])
    assert [(each.unit.label, each.members, len(each.new)) for each in found] == [("一车间", 3, 2), ("二车间", 1, 1)]
    assert len(register(office, event, [link for each in found for link in each.new])) == 3
    assert sorted(each.name for each in attendees(office, event)) == ["职工0", "职工1", "职工2", "职工3"]


def test_the_counts_tell_who_registered_came_is_missing_and_walked_in(office: Office) -> None:
    event = event_of(office)
    register(office, event, [member(office, number) for number in range(4)])
    sign_in(office, [each.record for each in attendees(office, event)[:3]], came=True)
    register_name(office, event, "来宾甲", walk_in=True)
    # 4 registered; 3 of them and the guest came; 1 is missing.
    assert counts(attendees(office, event)).text == "报名 4 · 签到 4 · 未到 1 · 其中临时到场 1"
    assert fill_headcount(office, event) == 4
    assert office.record("event", event).text(office.ledgers.by_key["event"].get("headcount")) == "4"


def test_signing_in_can_be_taken_back_and_changes_only_what_differs(office: Office) -> None:
    event = event_of(office)
    register(office, event, [member(office, number) for number in range(2)])
    rows = [each.record for each in attendees(office, event)]
    assert len(sign_in(office, rows, came=True)) == 2
    rows = [each.record for each in attendees(office, event)]
    assert sign_in(office, rows, came=True) == []
    assert len(sign_in(office, rows[:1], came=False)) == 1
    assert counts(attendees(office, event)).signed == 1


def test_a_registered_member_at_the_door_is_signed_in_not_doubled(office: Office) -> None:
    event, who, other = event_of(office), member(office, 1), member(office, 2)
    register(office, event, [who])
    walk_in_member(office, event, who)
    walk_in_member(office, event, other)
    assert [(each.name, each.is_walk_in) for each in attendees(office, event)] == [("职工1", False), ("职工2", True)]


def test_groups_are_set_for_many(office: Office) -> None:
    event = event_of(office)
    register(office, event, [member(office, number) for number in range(2)])
    set_group(office, [each.record for each in attendees(office, event)], "甲组")
    assert [each.record.values["group"] for each in attendees(office, event)] == ["甲组", "甲组"]


def test_what_cannot_be_kept_takes_the_whole_step_back(office: Office) -> None:
    event = event_of(office)
    register(office, event, [member(office, number) for number in range(2)])
    rows = [each.record for each in attendees(office, event)]
    keep(office, "attendance", {"note": "改过"}, rows[1])
    # The second row was changed meanwhile, so that the first one must not be changed alone.
    with pytest.raises(OfficeError, match="已被修改"):
        set_group(office, rows, "甲组")
    assert [each.record.values.get("group") for each in attendees(office, event)] == [None, None]


def test_nobody_without_a_name_and_no_headcount_without_signatures(office: Office) -> None:
    event = event_of(office)
    with pytest.raises(OfficeError, match="姓名"):
        register_name(office, event, "　 ")
    with pytest.raises(OfficeError, match="没有人签到"):
        fill_headcount(office, event)


def test_three_hundred_people_are_registered_in_one_step(office: Office) -> None:
    event = event_of(office)
    with office.file.write():
        links = [member(office, number) for number in range(300)]
    assert len(register(office, event, links)) == 300
    sign_in(office, [each.record for each in attendees(office, event)], came=True)
    assert counts(attendees(office, event)).signed == 300
