"""Everything that is kept goes through one door."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest

from tests.conftest import TODAY
from tests.invented_values import HOSTILE, id_number
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.ledgers import ALL
from unionoffice.storage import trail
from unionoffice.usecases.keep_record import Kept, bring_back, examine, keep, trash
from unionoffice.usecases.office import Office

BORN = date(1985, 6, 5)


def kept(outcome: Kept) -> Record:
    assert outcome.record is not None, outcome.problems
    return outcome.record


def log(office: Office, title: str = "座谈会", **raw: object) -> Record:
    return kept(keep(office, "work_log", {"title": title, "category": "其他", **raw}))


def member(office: Office, name: str = "职工甲", order: int = 1, **raw: object) -> Record:
    row = {
        "name": name,
        "id_number": id_number(BORN, order),
        "phone": "13800000000",
        "unit": "一分会",
        "joined_on": "2020",
    }
    return kept(keep(office, "member", {**row, **raw}))


def change(office: Office, of: Record, what: str, on: str) -> Record:
    return kept(keep(office, "membership_change", {"member": of.values["no"], "change": what, "changed_on": on}))


def state(office: Office, of: Record) -> str:
    return str(office.record("member", of.id).values["state"])


def household(office: Office, head: str = "职工甲", order: int = 2) -> Record:
    row = {"head": head, "id_number": id_number(BORN, order), "category": "低保户", "cause": "大病"}
    return kept(keep(office, "household", row))


# What is kept


def test_a_record_gets_a_number_its_defaults_and_what_follows(office: Office) -> None:
    record = log(office, when="3月27至29日")

    assert record.values["no"] == "GZ2026-0001"
    assert record.values["nature"] == "完成"
    assert record.values["in_summary"] is True
    assert office.record("work_log", record.id).values == record.values


def test_numbers_go_on_by_year_of_the_date(office: Office) -> None:
    numbers = [log(office, when=when).values["no"] for when in ("6.5", "2025-12-31", "2026", "", "2025年")]

    assert numbers == ["GZ2026-0001", "GZ2025-0001", "GZ2026-0002", "GZ2026-0003", "GZ2025-0002"]


def test_a_typed_number_is_kept_and_the_next_goes_on_from_it(office: Office) -> None:
    log(office)
    log(office, no="GZ2026-0041")

    assert log(office).values["no"] == "GZ2026-0042"


def test_an_emptied_number_is_given_anew_and_no_number_twice(office: Office) -> None:
    first, second = log(office), log(office)

    again = kept(keep(office, "work_log", {"no": ""}, first))

    assert again.values["no"] not in ("", second.values["no"])


def test_nothing_is_written_when_a_problem_blocks(office: Office) -> None:
    batch = trail.last_batch(office.file.db)

    outcome = keep(office, "work_log", {"title": "", "category": "没有的类别", "when": "2026-02-30", "headcount": "五"})

    assert outcome.record is None
    assert {problem.field for problem in outcome.problems} == {"title", "category", "when", "headcount"}
    assert all(problem.blocking for problem in outcome.problems)
    assert trail.last_batch(office.file.db) == batch


def test_a_doubt_comes_back_beside_the_kept_record(office: Office) -> None:
    outcome = keep(
        office, "aid", {"class": "慰问", "kind": "节日慰问", "per_amount": 300, "persons": 4, "amount": 1000}
    )

    assert outcome.record is not None
    assert [problem.field for problem in outcome.problems] == ["amount"]


def test_an_edit_keeps_what_it_does_not_name_and_empties_what_it_blanks(office: Office) -> None:
    old = log(office, place="礼堂", headcount="300")

    kept(keep(office, "work_log", {"title": "晚会", "headcount": ""}, old))

    now = office.record("work_log", old.id)
    assert (now.label, now.values["place"], now.values.get("headcount"), now.version) == ("晚会", "礼堂", None, 2)


def test_two_edits_of_one_copy_are_one_edit_and_one_refusal(office: Office) -> None:
    old = log(office)
    kept(keep(office, "work_log", {"title": "晚会"}, old))

    with pytest.raises(OfficeError, match="已被修改，请刷新"):
        keep(office, "work_log", {"title": "联欢"}, old)

    assert office.record("work_log", old.id).label == "晚会"


def test_looking_at_a_row_writes_nothing(office: Office) -> None:
    batch = trail.last_batch(office.file.db)

    problems = examine(office, "work_log", {"title": "晚会", "category": "其他", "unit": "新分会", "chapter": "新章节"})

    assert problems == []
    assert trail.last_batch(office.file.db) == batch


@pytest.mark.parametrize("ledger", [each.key for each in ALL])
def test_a_hostile_row_is_kept_or_refused_in_words(office: Office, ledger: str) -> None:
    for raw in HOSTILE:
        with suppress(OfficeError):
            keep(office, ledger, dict.fromkeys(office.table(ledger).ledger.by_key, raw))
    for record in office.records(ledger, office.ids(ledger, Query())):
        assert record.label.encode()


# What may not occur twice


def test_a_citizen_number_is_taken_once_and_the_sentence_names_by_whom(office: Office) -> None:
    first = member(office, "职工甲")
    number = f" {str(first.values['id_number']).lower()} "

    outcome = keep(
        office,
        "member",
        {"name": "职工乙", "id_number": number, "phone": "13800000001", "unit": "一分会", "joined_on": "2020"},
    )

    assert outcome.record is None
    assert [(problem.field, problem.sentence) for problem in outcome.problems] == [
        ("id_number", "已登记在“职工甲”，不能重复")
    ]


def test_a_record_may_keep_its_own_number(office: Office) -> None:
    old = member(office)

    assert (
        kept(keep(office, "member", {"id_number": old.values["id_number"], "post": "干事"}, old)).values["post"]
        == "干事"
    )


def test_a_number_in_the_trash_is_free_until_it_comes_back(office: Office) -> None:
    first = member(office, "职工甲")
    trash(office, "member", [first.id])
    second = member(office, "职工乙")

    with pytest.raises(OfficeError, match="身份证号与另一条登记相同"):
        bring_back(office, "member", [first.id])

    trash(office, "member", [second.id])
    assert bring_back(office, "member", [first.id]) == 1


# What grows by being used


def test_a_new_unit_is_made_once_and_then_found(office: Office) -> None:
    first, second = log(office, unit="一分会"), log(office, unit="一分会 ")

    assert first.values["unit"] == second.values["unit"]
    assert [record.label for record in office.records("unit", office.ids("unit", Query()))] == ["一分会"]


def test_a_unit_whose_name_two_have_is_asked_for_and_not_guessed(office: Office) -> None:
    for _ in range(2):
        kept(keep(office, "unit", {"name": "一分会"}))

    outcome = keep(office, "work_log", {"title": "会", "category": "其他", "unit": "一分会"})

    assert outcome.record is None
    assert "2 个" in outcome.problems[0].sentence
    link = office.candidates("unit", "yfh")[0]
    assert log(office, unit=link.label).values["unit"] == link


def test_new_words_of_a_growing_list_are_offered_afterwards(office: Office) -> None:
    kept(keep(office, "aid", {"class": "慰问", "kind": "高温慰问"}))
    kept(keep(office, "aid", {"class": "慰问", "kind": "高温慰问"}))

    assert office.codebook["aid_kind"].labels[-1] == "高温慰问"
    assert office.codebook["aid_kind"].labels.count("高温慰问") == 1


def test_a_new_chapter_stands_before_the_shortcomings(office: Office) -> None:
    log(office, chapter="特色工作")

    titles = [chapter.title for chapter in office.codes.chapters()]
    assert "特色工作" in titles
    assert "特色工作" in office.codebook["chapter"].labels
    shortcomings = [at for at, chapter in enumerate(office.codes.chapters()) if chapter.part.value in ("不足", "计划")]
    assert all(titles.index("特色工作") < at for at in shortcomings)


def test_a_write_that_is_taken_back_takes_its_new_words_and_numbers_with_it(office: Office) -> None:
    old = log(office)
    kept(keep(office, "work_log", {"title": "晚会"}, old))

    with pytest.raises(OfficeError):
        keep(office, "work_log", {"chapter": "特色工作", "unit": "新分会", "no": ""}, old)

    assert "特色工作" not in office.codebook["chapter"].labels
    assert "特色工作" not in [chapter.title for chapter in office.codes.chapters()]
    assert office.ids("unit", Query()) == []
    assert log(office).values["no"] == "GZ2026-0002"


# What follows a change


@pytest.mark.parametrize(
    ("what", "after"),
    [
        ("转出", "转出"),
        ("退会", "退会"),
        ("除名", "除名"),
        ("开除", "开除"),
        ("去世", "去世"),
        ("保留", "保留会籍"),
        ("转入", "在籍"),
    ],
)
def test_a_change_of_membership_sets_the_state(office: Office, what: str, after: str) -> None:
    person = member(office)

    change(office, person, what, "6.5")

    assert state(office, person) == after


def test_the_latest_change_decides_and_not_the_last_one_typed(office: Office) -> None:
    person = member(office)
    change(office, person, "退会", "2026-06-05")

    change(office, person, "保留", "2025-01-05")

    assert state(office, person) == "退会"
    change(office, person, "恢复", "2026-06-05")
    assert state(office, person) == "在籍"


def test_a_change_that_is_thrown_away_no_longer_decides(office: Office) -> None:
    person = member(office)
    change(office, person, "保留", "2025-01-05")
    last = change(office, person, "退会", "2026-06-05")

    trash(office, "membership_change", [last.id])
    assert state(office, person) == "保留会籍"

    bring_back(office, "membership_change", [last.id])
    assert state(office, person) == "退会"


def test_a_change_that_was_another_members_sets_both_states(office: Office) -> None:
    one, other = member(office, "职工甲", 1), member(office, "职工乙", 3)
    change(office, one, "保留", "2025-01-05")
    wrong = change(office, one, "退会", "2026-06-05")

    kept(keep(office, "membership_change", {"member": "职工乙"}, wrong))

    assert (state(office, one), state(office, other)) == ("保留会籍", "退会")


def test_a_new_name_is_seen_and_found_wherever_it_is_pointed_at(office: Office) -> None:
    home = household(office, "职工甲")
    aid = kept(keep(office, "aid", {"class": "慰问", "kind": "节日慰问", "household": "职工甲"}))
    parent = kept(keep(office, "unit", {"name": "总厂工会"}))
    kept(keep(office, "unit", {"name": "一分会", "parent": "总厂工会"}))

    kept(keep(office, "household", {"head": "职工丙"}, home))
    kept(keep(office, "unit", {"name": "集团工会"}, parent))

    assert office.record("aid", aid.id).label == "职工丙"
    assert office.ids("aid", Query("职工丙")) == [aid.id]
    assert office.ids("aid", Query("zgb")) == [aid.id]
    assert office.ids("aid", Query("职工甲")) == []
    assert len(office.ids("unit", Query("集团工会"))) == 2
    assert office.ids("unit", Query("总厂")) == []


# The trash


def test_a_household_goes_and_comes_back_with_its_family(office: Office) -> None:
    home = household(office)
    spouse, child = (
        kept(keep(office, "family", {"household": home.values["no"], "name": name, "relation": "其他"}))
        for name in ("甲妻", "甲子")
    )
    trash(office, "family", [child.id])

    assert trash(office, "household", [home.id]) == 1
    assert trash(office, "household", [home.id]) == 0
    assert office.ids("family", Query()) == []
    assert office.ids("household", Query(trashed=True)) == [home.id]

    assert bring_back(office, "household", [home.id]) == 1
    assert [record.id for record in office.children("family", home.id)] == [spouse.id]


def test_a_child_does_not_come_back_without_its_parent(office: Office) -> None:
    home = household(office)
    child = kept(keep(office, "family", {"household": home.values["no"], "name": "甲子", "relation": "子"}))
    trash(office, "household", [home.id])

    with pytest.raises(OfficeError, match="困难家庭档案还在回收站"):
        bring_back(office, "family", [child.id])


def test_a_record_that_is_gone_is_said_to_be_gone(office: Office) -> None:
    assert trash(office, "work_log", [99]) == 0
    assert bring_back(office, "work_log", [99]) == 0
    with pytest.raises(OfficeError, match="不在了"):
        office.record("work_log", 99)


def test_today_is_the_day_of_relative_dates(office: Office) -> None:
    assert log(office, when="今天").values["when"].start == TODAY
