from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from unionoffice.domain.draft import Draft, Figure
from unionoffice.domain.period import calendar_year, half_year
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.summary.half_year import draft_half_year
from unionoffice.usecases import draft_summary
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.office import Office
from unionoffice.usecases.page_pictures import count_pages, page_picture

FIRST_HALF = half_year(2026, 1)


def figures_of(draft: Draft) -> list[Figure]:
    return [f for chapter in draft.chapters for paragraph in chapter.paragraphs for f in paragraph.figures]


def give(office: Office, when: str, per: str, persons: str, **more: str) -> int:
    raw = {"class": "送温暖慰问", "kind": "节日慰问", "recipient": "患病职工", "per_amount": per, "persons": persons}
    kept = keep(office, "aid", {**raw, "when": when, **more})
    assert kept.record is not None, kept.problems
    return kept.record.id


def test_the_sum_of_the_aid_is_the_sum_by_hand_and_names_its_rows(office: Office) -> None:
    # By hand: 300 × 4 + 500 × 2 = 2,200; not the one planned, not July, not June of last year, not the money received.
    first = give(office, "2026-01-01", "300", "4")
    last = give(office, "2026-06-30", "500", "2")
    give(office, "2026-05", "900", "1", nature="计划")
    give(office, "2026-07-01", "700", "1")
    give(office, "2025-06-30", "100", "1")
    give(office, "2026-05-01", "80", "1", direction="收入")
    draft = draft_summary.draft(office, FIRST_HALF)
    totals = [f for f in figures_of(draft) if f.value == Decimal(2200) and f.unit == "元"]
    assert totals
    assert all(set(f.rows) == {("aid", first), ("aid", last)} and f.rule for f in totals)


def test_what_stands_is_counted_as_of_today_while_the_period_runs(office: Office) -> None:
    # The fixture's day is 30 June: of the year 2026 half is still to come, its first half is over.
    assert keep(office, "member", {"name": "职工甲", "gender": "女", "joined_on": "2026-03-01"}).record is not None
    coverage = {"matter": "集体合同", "action": "新签", "done": "15", "when": "2026-12"}
    assert keep(office, "coverage", coverage).record is not None
    for period, words, no_words in (
        (calendar_year(2026), "截至目前", "12月底"),
        (FIRST_HALF, "截至6月底", "目前"),
    ):
        made = draft_summary.draft(office, period)
        text = "".join(each.text for each in made.paragraphs)
        assert words in text
        assert no_words not in text
        stocks = [each for each in figures_of(made) if each.label == "期末会员"]
        assert stocks
        assert all("截至2026-06-30" in each.rule and each.as_of == date(2026, 6, 30) for each in stocks)


def test_a_trashed_record_leaves_the_summary(office: Office) -> None:
    row = give(office, "2026-01-01", "300", "4")
    trash(office, "aid", [row])
    assert not [f for f in figures_of(draft_summary.draft(office, FIRST_HALF)) if ("aid", row) in f.rows]


def test_the_same_records_give_the_same_bytes(office: Office, tmp_path: Path) -> None:
    give(office, "2026-01-01", "300", "4")
    for name in ("a", "b"):
        draft = draft_summary.draft(office, FIRST_HALF)
        draft_summary.write(office, draft, **{form: tmp_path / f"{name}.{form}" for form in ("pdf", "docx", "json")})
    for form in ("pdf", "docx", "json"):
        assert (tmp_path / f"a.{form}").read_bytes() == (tmp_path / f"b.{form}").read_bytes()


def test_a_click_on_a_number_finds_its_records(office: Office) -> None:
    row = give(office, "2026-01-01", "300", "4")
    figure = next(f for f in figures_of(draft_summary.draft(office, FIRST_HALF)) if f.rows == (("aid", row),))
    assert [record.id for record in draft_summary.rows(office, figure)] == [row]


def test_an_empty_office_has_a_summary_without_empty_chapters(office: Office, tmp_path: Path) -> None:
    draft = draft_summary.draft(office, FIRST_HALF)
    draft_summary.write(office, draft, json=tmp_path / "s.json")
    content = json.loads((tmp_path / "s.json").read_text("utf-8"))
    assert all(chapter["paragraphs"] for chapter in content["chapters"])
    assert content["period"] == {"label": "2026年上半年", "start": "2026-01-01", "end": "2026-06-30"}


def test_markup_in_a_name_is_printed_letter_for_letter(office: Office, tmp_path: Path) -> None:
    keep(
        office,
        "work_log",
        {"title": '学习<b>“A&B”</b><img src="/etc/hostname">', "category": "学习培训", "when": "5.1"},
    )
    draft = draft_summary.draft(office, FIRST_HALF)
    pdf, report = draft_summary.paper(draft)
    assert b"/URI" not in pdf
    assert report.missing_characters == ()
    assert any("<b>“A&B”</b><img" in p.text for chapter in draft.chapters for p in chapter.paragraphs)
    assert count_pages(pdf) == report.pages
    assert all(page_picture(pdf, page, 0.3).rgba for page in range(1, report.pages + 1))


def test_a_summary_into_a_folder_that_is_not_there_is_one_sentence(office: Office, tmp_path: Path) -> None:
    with pytest.raises(OfficeError):
        draft_summary.write(office, draft_summary.draft(office, FIRST_HALF), pdf=tmp_path / "no" / "s.pdf")


def test_a_place_that_cannot_be_written_leaves_the_other_forms_unwritten(office: Office, tmp_path: Path) -> None:
    drafted = draft_summary.draft(office, half_year(2026, 1))
    pdf, data = tmp_path / "总结.pdf", tmp_path / "没有的文件夹" / "总结.json"
    with pytest.raises(OfficeError):
        draft_summary.write(office, drafted, pdf=pdf, json=data)
    assert not pdf.exists()
    assert list(tmp_path.glob("~*")) == []


def test_a_draft_of_some_fields_of_the_members_is_the_draft_of_all_of_them(office: Office) -> None:
    for number, (state, joined) in enumerate(
        (("在籍", "2026-02-01"), ("保留会籍", "2020"), ("退会", "2019-05"), ("在籍", "")), start=1
    ):
        raw = {"name": f"职工{number}", "gender": "女" if number % 2 else "男", "state": state, "joined_on": joined}
        kept = keep(office, "member", {**raw, "is_migrant": "是" if number == 2 else "否", "politics": "中共党员"})
        assert kept.record is not None, kept.problems
    left = {"member": "职工1", "change": "转出", "changed_on": "2026-04-01"}
    assert keep(office, "membership_change", left).record is not None
    some = draft_summary.material_of(office, FIRST_HALF)
    members = office.records("member", office.ids("member", Query()))
    assert [each.values for each in some.records["member"]] != [each.values for each in members]
    whole = replace(some, records={**some.records, "member": members}, last_year={**some.last_year, "member": members})
    assert draft_half_year(some) == draft_half_year(whole)
    assert any(f.label == "期末会员" and f.value for f in figures_of(draft_half_year(some)))
