from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.invented_values import id_number
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.rules.member import ages, faults, other_form, state_without_change, twins
from unionoffice.usecases.keep_record import examine, keep, trash
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook
from unionoffice.usecases.roll_quality import roll_quality

PHONES = iter(range(13800000001, 13800009999))
Add = Callable[..., Record]


@pytest.fixture
def add(office: Office) -> Add:
    def made(name: str, number: str, **raw: Any) -> Record:
        row = {"phone": str(next(PHONES)), "unit": "一车间", "joined_on": "2020-05-01", **raw}
        result = keep(office, "member", {"name": name, "id_number": number, **row})
        assert result.record is not None, result.problems
        return result.record

    return made


def limit(office: Office, subject: str, basis: str, most: str, **raw: str) -> None:
    assert keep(office, "limit", {"subject": subject, "basis": basis, "most": most, **raw}).record


def sentences(problems: Any) -> list[str]:
    return [each.sentence for each in problems]


A, B = id_number(date(1980, 1, 2), 11), id_number(date(1985, 6, 5), 22)


def test_a_telephone_that_another_member_has_is_a_doubt_that_names_him(office: Office, add: Add) -> None:
    add("职工甲", A, phone="13900000000")
    problems = examine(
        office,
        "member",
        {"name": "职工乙", "id_number": B, "phone": "139 0000 0000", "unit": "二车间", "joined_on": "2020"},
    )
    assert "可能与“职工甲”（一车间，手机相同）重复" in sentences(problems)
    assert not any(each.blocking for each in problems)


def test_two_of_one_name_in_one_unit_are_only_doubted_where_they_may_be_one(office: Office, add: Add) -> None:
    add("职工甲", A)
    twin = add("职工甲", id_number(date(1980, 1, 2), 33))
    namesake = add("职工甲", B)
    elsewhere = add("职工甲", "E12345678", unit="二车间", id_type="护照", gender="男")
    book = OfficeBook(office)
    assert sentences(twins(twin, book)) == ["可能与“职工甲”（一车间，姓名、部门相同）重复"]
    assert sentences(twins(namesake, book)) == []
    assert sentences(twins(elsewhere, book)) == []


def test_a_name_and_unit_that_a_member_has_are_told_before_the_rest_of_the_row_is_typed(
    office: Office, add: Add
) -> None:
    add("职工甲", A)
    problems = examine(office, "member", {"name": "职工甲", "unit": "一车间"})
    told = [each.sentence for each in problems if each.field == "unit"]
    assert told == ["可能与“职工甲”（一车间，姓名、部门相同）重复"]


def test_the_old_and_the_new_form_of_one_number_find_each_other(office: Office, add: Add) -> None:
    old = add("职工甲", other_form(A))
    new = add("职工甲（新）", A, unit="二车间")
    assert sentences(twins(new, OfficeBook(office))) == ["可能与“职工甲”（一车间，新旧证号是同一个号码）重复"]
    assert any("重复" in each for each in faults(old, OfficeBook(office)))
    trash(office, "member", [new.id])
    assert faults(old, OfficeBook(office)) == ["身份证号是 15 位旧证号"]


def test_numbers_of_this_century_and_other_papers_have_no_old_form() -> None:
    assert other_form(id_number(date(2001, 3, 4), 5)) == ""
    assert other_form("E12345678") == ""
    assert other_form(other_form(A)) == A


def test_a_worker_must_be_as_old_as_the_limit_says(office: Office, add: Add) -> None:
    trash(office, "limit", office.ids("limit", Query(equals={"subject": "最低用工年龄"})))
    young = add("职工甲", id_number(date(2010, 7, 1), 5), joined_on="2026-01")
    assert sentences(ages(young, OfficeBook(office))) == []
    limit(office, "最低用工年龄", "周岁", "16", doc_ref="劳动法第十五条")
    (sentence,) = sentences(ages(young, OfficeBook(office)))
    assert sentence == "现在只有 15 周岁，不满 16 周岁（依据：劳动法第十五条）"
    grown = add("职工乙", id_number(date(2010, 6, 30), 5), joined_on="2026-06-30")
    assert sentences(ages(grown, OfficeBook(office))) == []
    began_early = add("职工丙", A, worked_since="1995-12")
    assert sentences(ages(began_early, OfficeBook(office))) == [
        "参加工作时只有 15 周岁，不满 16 周岁（依据：劳动法第十五条）"
    ]


def test_nobody_joins_before_birth_or_after_today(office: Office, add: Add) -> None:
    book = OfficeBook(office)
    assert sentences(ages(add("职工甲", A, joined_on="1979"), book)) == ["入会时间 1979年 早于出生日期 1980-01-02"]
    assert sentences(ages(add("职工乙", B, joined_on="2026-07-01"), book)) == ["入会时间 2026-07-01 在今天之后"]


def test_a_state_to_which_no_change_leads_is_a_doubt(office: Office, add: Add) -> None:
    book = OfficeBook(office)
    gone = add("职工甲", A, state="转出")
    assert "没有登记会籍变动" in sentences(state_without_change(gone, book))[0]
    keep(office, "membership_change", {"member": "职工甲", "changed_on": "2026-03-01", "change": "转出"})
    assert sentences(state_without_change(office.record("member", gone.id), book)) == []
    typed = keep(office, "member", {"state": "在籍"}, office.record("member", gone.id)).record
    assert typed is not None
    assert "2026-03-01 转出）之后应为“转出”" in sentences(state_without_change(typed, book))[0]


def test_what_keeps_a_row_from_being_qualified_is_said_with_both_values(office: Office, add: Add) -> None:
    book = OfficeBook(office)
    assert faults(add("职工甲", A), book) == []
    wrong = add("职工乙", B, gender="女" if int(B[16]) % 2 else "男", born_on="1985-06-06")
    first, second = faults(wrong, book)
    assert first.startswith("性别填“")
    assert second == "出生日期填 1985-06-06，身份证号是 1985-06-05"
    month = id_number(date(1990, 2, 3), 44)
    assert faults(add("职工丙", month, born_on="1990年2月"), book) == []
    nowhere = add("职工丁", id_number(date(1990, 2, 3), 45, region="390101"))
    assert faults(nowhere, book) == ["身份证号前两位不是省级行政区代码"]


def test_other_papers_are_qualified_when_the_number_looks_like_them(office: Office, add: Add) -> None:
    book = OfficeBook(office)
    assert faults(add("职工甲", "H12345678", id_type="港澳居民来往内地通行证", gender="男"), book) == []
    assert faults(add("职工乙", "E12345678", id_type="台湾居民来往大陆通行证", gender="男"), book) == [
        "号码不像台湾居民来往大陆通行证"
    ]
    assert faults(add("职工丙", "E12345679", gender="男"), book) == ["证件类型是身份证，号码不是"]


def test_the_paper_told_is_compared_with_the_number(office: Office) -> None:
    problems = examine(office, "member", {"name": "职工甲", "gender": "男", "id_number": "H12345678"})
    assert "填的是“身份证”，号码像是港澳居民来往内地通行证，请核对" in sentences(problems)


@pytest.mark.parametrize(
    ("paper", "number", "gender"),
    [
        ("港澳居民来往内地通行证", "H12345678", "男"),
        ("台湾居民来往大陆通行证", "12345678", "女"),
        ("港澳台居民居住证", id_number(date(1985, 6, 5), 1, region="830000"), ""),
        ("外国人永久居留身份证", id_number(date(1985, 6, 5), 1, region="911100"), ""),
        ("军官证", "0012345678", "男"),
    ],
)
def test_another_paper_told_with_its_right_number_is_no_doubt(
    office: Office, add: Add, paper: str, number: str, gender: str
) -> None:
    row = {"name": "职工甲", "phone": "13800000001", "unit": "一车间", "joined_on": "2020", "gender": gender}
    row |= {"id_number": number}
    assert examine(office, "member", {**row, "id_type": paper}) == []
    assert "证件" in "".join(sentences(examine(office, "member", row)))
    add("职工乙", number, id_type=paper, gender=gender)
    assert roll_quality(office).whole.rate == "100.00%"


def test_a_citizens_number_told_as_another_paper_is_still_looked_at(office: Office) -> None:
    nowhere = id_number(date(1990, 2, 3), 45, region="390101")
    problems = examine(office, "member", {"name": "职工甲", "id_number": nowhere, "id_type": "军官证"})
    assert any("不是任何省级行政区的代码" in each for each in sentences(problems))


def test_a_doubt_looks_at_few_rows_however_long_the_roll(office: Office) -> None:
    """The three look-ups of a form that is typed are each answered by an index."""
    for key in ("phone", "name", "id_number"):
        sql = "EXPLAIN QUERY PLAN SELECT id FROM member WHERE deleted_at IS NULL AND "
        plan = str(office.file.db.execute(sql + key + " = ?", ["x"]).fetchall())
        assert "SEARCH member USING" in plan, plan
    assert office.count("member", Query()) == 0


def test_a_member_whose_papers_are_awaited_is_kept_and_counted_as_not_qualified(office: Office) -> None:
    kept = keep(office, "member", {"name": "职工丁", "gender": "女"})
    assert kept.record is not None
    said = {each.field: each.sentence for each in kept.problems}
    assert said == dict.fromkeys(("id_number", "phone", "unit", "joined_on"), "还没有填，本条不算合格")
    assert faults(kept.record, OfficeBook(office)) == ["缺身份证号", "缺手机号码", "缺单位/部门", "缺入会时间"]
    assert keep(office, "member", {"gender": "女"}).record is None
