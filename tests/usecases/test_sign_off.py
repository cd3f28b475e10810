from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from unionoffice.domain.draft import Draft
from unionoffice.domain.period import half_year, quarter
from unionoffice.errors import OfficeError
from unionoffice.storage import trail
from unionoffice.usecases.correction_paper import correction_draft, write_corrections
from unionoffice.usecases.corrections import Turn, corrections
from unionoffice.usecases.draft_summary import paper
from unionoffice.usecases.edit_summary import open_present, open_text, save_text, settle
from unionoffice.usecases.keep_record import examine, keep, trash
from unionoffice.usecases.office import Office
from unionoffice.usecases.paper_settings import keep_paper_settings, options_of, paper_settings
from unionoffice.usecases.put_out_summary import font_changes, frozen_rows, page_maker, write_text
from unionoffice.usecases.sign_off import sign_off, unlock
from unionoffice.usecases.signed_summary import frozen, frozen_paper, history, signed_periods, standing
from unionoffice.usecases.write_evidence import evidence

HALF = half_year(2026, 1)
SIGNED_ON = date(2026, 6, 30)


def add(office: Office, ledger: str, **raw: str) -> int:
    kept = keep(office, ledger, raw)
    assert kept.record is not None, kept.problems
    return kept.record.id


def change(office: Office, ledger: str, row_id: int, **raw: str) -> list[str]:
    kept = keep(office, ledger, raw, office.record(ledger, row_id))
    assert kept.record is not None, kept.problems
    return [each.sentence for each in kept.problems]


@pytest.fixture
def told(office: Office) -> Office:
    for title, when, headcount in (("庆五一晚会", "2026-04-28", "300"), ("趣味运动会", "2026-06-05", "120")):
        add(office, "event", title=title, type="文体", when=when, headcount=headcount)
    aid = {"class": "帮扶救助", "kind": "生活救助", "recipient": "职工甲", "amount": "800", "when": "2026-03-01"}
    add(office, "aid", **aid)
    return office


def words(draft: Draft) -> str:
    return "\n".join(each.text for chapter in draft.chapters for each in chapter.paragraphs)


def text_of_pdf(pages: bytes) -> str:
    document = pypdfium2.PdfDocument(pages)
    found = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return re.sub(r"\s", "", found)


def test_what_was_signed_stays_whatever_becomes_of_the_ledgers(told: Office) -> None:
    before = open_text(told, HALF)
    signed = sign_off(told, before)
    assert signed_periods(told) == {HALF.label}
    change(told, "event", 1, headcount="333")
    trash(told, "event", [2])
    after = open_text(told, HALF)
    assert after.draft == before.draft
    assert after.signed == signed
    assert "300人" in words(after.draft)
    assert "333人" in words(open_present(told, HALF).draft)


def test_the_signed_pages_are_the_same_bytes_after_reopening_on_another_day(
    office_folder: Path, tmp_path: Path
) -> None:
    with Office.open(office_folder, today=lambda: SIGNED_ON) as office:
        event = add(office, "event", title="庆五一晚会", type="文体", when="2026-04-28", headcount="300")
        signed = sign_off(office, open_text(office, HALF))
        write_text(office, open_text(office, HALF), pdf=tmp_path / "first.pdf")
    with Office.open(office_folder, today=lambda: date(2027, 2, 1)) as office:
        change(office, "event", event, headcount="350")
        settings = paper_settings(office, HALF.label)
        keep_paper_settings(office, HALF.label, replace(settings, is_compact=True))
        text = open_text(office, HALF)
        write_text(office, text, pdf=tmp_path / "second.pdf", docx=tmp_path / "second.docx")
        assert page_maker(office, text)()[0] == (tmp_path / "second.pdf").read_bytes()
        content = frozen(office, signed)
        again, _ = paper(content.draft, options_of(settings))
    assert (tmp_path / "first.pdf").read_bytes() == (tmp_path / "second.pdf").read_bytes() == again
    made = pypdfium2.PdfDocument(again).get_metadata_dict()
    assert made["CreationDate"].startswith("D:20260630000000")
    assert made["ModDate"] == made["CreationDate"]
    assert "300人" in text_of_pdf(again)


def test_the_digest_of_the_pages_and_of_the_contents_is_on_the_trail(told: Office) -> None:
    signed = sign_off(told, open_text(told, HALF))
    (event,) = trail.events(told.file.db, "sign_off")
    assert event.new == {"period": HALF.label, "sha256": signed.digest, "left_open": 0}
    assert len(signed.digest) == 64
    assert frozen(told, signed).paper_digest == sha256(frozen_paper(told, signed)).hexdigest()


@pytest.mark.parametrize("column", ["content", "paper"])
def test_contents_that_were_tampered_with_are_refused_and_can_be_unlocked(told: Office, column: str) -> None:
    signed = sign_off(told, open_text(told, HALF))
    sql = {
        "content": "UPDATE sign_off_content SET content = ? WHERE sign_off = ?",
        "paper": "UPDATE sign_off_content SET paper = ? WHERE sign_off = ?",
    }[column]
    with told.file.write() as db:
        db.execute(sql, [b"other", signed.id])
    with pytest.raises(OfficeError, match="校验值不符"):
        open_text(told, HALF)
    unlock(told, signed, "封账内容损坏")
    assert open_text(told, HALF).signed is None


def test_a_signed_text_is_not_written_over(told: Office) -> None:
    text = open_text(told, HALF)
    sign_off(told, text)
    for stale in (text, open_text(told, HALF)):
        edited = [replace(each, paragraphs=each.paragraphs[:-1]) for each in stale.for_editing()]
        with pytest.raises(OfficeError, match="已封账"):
            save_text(told, stale, edited)
        with pytest.raises(OfficeError, match="已封账"):
            settle(told, stale, "differs/甲", "理由")
    with pytest.raises(OfficeError, match="已经封账"):
        sign_off(told, open_text(told, HALF))
    assert len(history(told, HALF)) == 1


def test_a_text_that_changed_meanwhile_is_not_signed_unseen(told: Office) -> None:
    text = open_text(told, HALF)
    change(told, "event", 1, headcount="301")
    with pytest.raises(OfficeError, match="先看一遍"):
        sign_off(told, text)
    assert standing(told, HALF) is None


def test_open_findings_do_not_hinder_and_are_kept(told: Office) -> None:
    text = open_text(told, HALF)
    first, *others = text.for_editing()
    opened = replace(first.paragraphs[0], runs=("今年共发放999元。", *first.paragraphs[0].runs))
    text = save_text(told, text, [replace(first, paragraphs=(opened, *first.paragraphs[1:])), *others])
    signed = sign_off(told, text)
    assert signed.left_open == len(frozen(told, signed).left_open) > 0
    assert any("999元" in each for each in frozen(told, signed).left_open)


def test_later_changes_are_told_number_by_number_and_record_by_record(told: Office) -> None:
    signed = sign_off(told, open_text(told, HALF))
    assert not corrections(told, signed)
    change(told, "event", 2, headcount="125", title="趣味运动大会")
    change(told, "aid", 1, amount="1200")
    trash(told, "event", [1])
    add(told, "event", title="象棋比赛", type="文体", when="2026-05-05", headcount="20")
    add(told, "event", title="秋游", type="文体", when="2026-09-05", headcount="99")
    found = corrections(told, signed)
    numbers = {each.label: (each.was, each.now) for each in found.figures}
    assert numbers["生活救助金额"] == ("800元", "1200元")
    turns = {each.row: (each.turn, each.told) for each in found.records}
    assert turns == {
        ("event", 2): (Turn.CHANGED, "活动名称由趣味运动会改为趣味运动大会；人数由120改为125"),
        ("aid", 1): (Turn.CHANGED, "金额由800.00改为1,200.00"),
        ("event", 1): (Turn.REMOVED, "人数 300"),
        ("event", 3): (Turn.ADDED, "人数 20"),
    }


def test_a_change_taken_back_is_no_correction(told: Office) -> None:
    signed = sign_off(told, open_text(told, HALF))
    change(told, "event", 1, headcount="301")
    change(told, "event", 1, headcount="300")
    assert not corrections(told, signed)


def test_what_is_not_for_everybody_is_named_without_its_words(told: Office) -> None:
    signed = sign_off(told, open_text(told, HALF))
    change(told, "aid", 1, recipient="职工乙")
    (record,) = corrections(told, signed).records
    assert "职工" not in record.sentence
    assert "有改动（内容不公开）" in record.sentence


def test_the_paper_of_corrections_says_the_same_in_pdf_and_word(told: Office, tmp_path: Path) -> None:
    signed = sign_off(told, open_text(told, HALF))
    with pytest.raises(OfficeError, match="没有更正"):
        write_corrections(told, corrections(told, signed), tmp_path / "空.pdf")
    change(told, "event", 2, headcount="125")
    found = corrections(told, signed)
    draft = correction_draft(told, found)
    assert draft.title == "关于2026年上半年工作总结的更正说明"
    assert [each.title for each in draft.chapters] == ["导语", "数字更正", "登记更正"]
    write_corrections(told, found, tmp_path / "更正.pdf")
    write_corrections(told, found, tmp_path / "更正.docx")
    assert "人数由120改为125" in text_of_pdf((tmp_path / "更正.pdf").read_bytes())
    assert (tmp_path / "更正.docx").read_bytes().startswith(b"PK")
    assert [each.new for each in trail.events(told.file.db, "corrections")] == [
        {"period": HALF.label, "form": form, "items": len(found)} for form in (".pdf", ".docx")
    ]


def test_unlocking_needs_a_reason_and_keeps_every_version(told: Office) -> None:
    first = sign_off(told, open_text(told, HALF))
    with pytest.raises(OfficeError, match="理由"):
        unlock(told, first, " 　")
    assert standing(told, HALF) is not None
    unlock(told, first, "上级要求补充")
    change(told, "event", 1, headcount="301")
    second = sign_off(told, open_text(told, HALF))
    later, earlier = history(told, HALF)
    assert (later.id, later.stands) == (second.id, True)
    assert (earlier.id, earlier.reason, earlier.unlocked_by) == (first.id, "上级要求补充", told.author)
    assert frozen_paper(told, earlier) != frozen_paper(told, later)
    assert "300人" in words(frozen(told, earlier).draft)
    (event,) = trail.events(told.file.db, "sign_off_unlocked")
    assert event.new == {"period": HALF.label, "sha256": first.digest}
    assert trail.verify(told.file.db) is None


def test_a_change_in_a_signed_period_raises_a_doubt_and_nothing_else(told: Office) -> None:
    sentence = "2026年上半年总结已封账，这条更正会列入更正说明"
    assert change(told, "event", 1, headcount="310") == []
    sign_off(told, open_text(told, HALF))
    assert sentence in change(told, "event", 1, headcount="311")
    assert sentence in [each.sentence for each in examine(told, "event", {"headcount": "9"}, told.record("event", 1))]
    assert sentence in change(told, "event", 2, when="2026-08-01"), "moved out of the period"
    later = add(told, "event", title="秋游", type="文体", when="2026-09-05", headcount="99")
    assert sentence not in change(told, "event", later, headcount="98")


def test_each_period_is_signed_for_itself(told: Office) -> None:
    sign_off(told, open_text(told, quarter(2026, 2)))
    assert standing(told, HALF) is None
    assert open_text(told, HALF).signed is None


def test_the_rows_behind_a_signed_text_are_listed_as_they_were(told: Office, tmp_path: Path) -> None:
    sign_off(told, open_text(told, HALF))
    change(told, "event", 2, headcount="777")
    text = open_text(told, HALF)
    evidence(told, text.draft, tmp_path / "佐证.xlsx", frozen_rows(told, text))
    page = openpyxl.load_workbook(tmp_path / "佐证.xlsx").worksheets[0]
    cells = " ".join(str(cell.value) for row in page.iter_rows() for cell in row if cell.value)
    assert "人数 120" in cells
    assert "777" not in cells
    assert f"数据截至 {SIGNED_ON.isoformat()}" in cells


def test_other_fonts_than_those_of_the_day_are_named_in_one_sentence(told: Office) -> None:
    signed = sign_off(told, open_text(told, HALF))
    content = frozen(told, signed)
    assert font_changes(content) == []
    other = replace(content, fonts={**content.fonts, "仿宋": "电脑上的simfang.ttf"})
    (sentence,) = font_changes(other)
    assert "仿宋（当时电脑上的simfang.ttf，现为" in sentence
    assert sentence.count("。") == 0


def test_a_sign_off_is_no_step_of_undo(told: Office) -> None:
    before = told.steps.next_undo()
    sign_off(told, open_text(told, HALF))
    assert told.steps.next_undo() == before


def test_a_member_is_a_correction_only_where_the_count_changes(told: Office) -> None:
    member = {"name": "职工丙", "gender": "女", "id_type": "护照", "id_number": "E12345678", "joined_on": "2020-01-01"}
    first = add(told, "member", **member, state="在籍")
    add(told, "member", **{**member, "name": "职工丁", "id_number": "E12345679"}, state="在籍")
    signed = sign_off(told, open_text(told, HALF))
    assert ("member", first) in {each.row for each in frozen(told, signed).rows}
    change(told, "member", first, education="本科")
    assert not corrections(told, signed)
    trash(told, "member", [first])
    found = corrections(told, signed)
    assert [(each.row, each.turn) for each in found.records] == [(("member", first), Turn.REMOVED)]
    assert "职工丙" not in found.records[0].sentence
    assert ("2人", "1人") in {(each.was, each.now) for each in found.figures}
