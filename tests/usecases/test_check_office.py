"""What looking through the office finds, and what it does not invent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.invented_values import id_number
from unionoffice.domain.ledger import Record
from unionoffice.errors import OfficeError
from unionoffice.ledgers.member import MEMBER
from unionoffice.usecases.attach_file import attach_file, read_attachment
from unionoffice.usecases.check_office import check_office
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

NUMBER = id_number(date(1985, 6, 5), 1)


def household(office: Office, **raw: object) -> None:
    row = {"head": "职工甲", "id_number": NUMBER, "category": "低保户", "cause": "大病"}
    assert keep(office, "household", {**row, **raw}).record is not None


def codes(office: Office) -> list[str]:
    return [finding.code for finding in check_office(office)]


def test_a_sound_office_has_no_findings(office: Office) -> None:
    household(office)
    assert (
        keep(office, "work_log", {"title": "晚会", "category": "其他", "when": "6.5", "figures": "参赛队 22 支"}).record
        is not None
    )
    assert (
        keep(
            office, "aid", {"class": "慰问", "kind": "节日慰问", "household": "职工甲", "per_amount": 300, "persons": 4}
        ).record
        is not None
    )

    assert check_office(office) == []


def test_what_was_written_past_the_door_is_found(office: Office) -> None:
    wrong = {"name": "职工甲", "id_number": NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")}
    with office.file.write():
        office.table(MEMBER.key).add(Record(MEMBER, wrong))

    findings = check_office(office)

    assert "id_number" in {finding.code for finding in findings}
    assert all(NUMBER[:14] not in finding.text for finding in findings)
    assert {row for finding in findings for row in finding.rows} == {("member", 1)}


def test_a_doubt_is_found_again(office: Office) -> None:
    assert (
        keep(
            office, "aid", {"class": "慰问", "kind": "节日慰问", "per_amount": 300, "persons": 4, "amount": 1000}
        ).record
        is not None
    )

    (finding,) = check_office(office)

    assert finding.rows == (("aid", 1),)
    assert "1,200.00" in finding.text


def test_one_person_in_two_household_files_is_found(office: Office) -> None:
    household(office)
    household(office, head="职工乙", id_number=id_number(date(1990, 1, 1), 2))
    assert (
        keep(
            office, "family", {"household": "职工乙", "name": "职工甲", "relation": "配偶", "id_number": NUMBER}
        ).record
        is not None
    )

    (finding,) = check_office(office)

    assert finding.code == "duplicate"
    assert set(finding.rows) == {("household", 1), ("family", 1)}
    assert NUMBER not in finding.text


def test_a_photo_that_is_gone_is_found_and_named_by_its_record(office: Office, tmp_path: Path) -> None:
    photo = tmp_path / "合影 50%.jpg"
    photo.write_bytes(b"picture")
    attachment = attach_file(office, photo, "合影", "2026-06-05")
    assert keep(office, "work_log", {"title": "晚会", "category": "其他", "files": (attachment,)}).record is not None
    assert read_attachment(office, attachment) == b"picture"
    assert check_office(office) == []
    for path in (office.folder / "attachments").rglob("*"):
        if path.is_file():
            path.unlink()

    assert [(each.code, each.rows) for each in check_office(office)] == [("attachment", (("work_log", 1),))]


def test_a_file_that_cannot_be_attached_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="读不到"):
        attach_file(office, tmp_path / "没有.jpg")
    large = tmp_path / "大.bin"
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    with pytest.raises(OfficeError, match="50 MB"):
        attach_file(office, large)


def test_a_file_name_that_is_no_text_is_kept_readable(office: Office, tmp_path: Path) -> None:
    photo = tmp_path / "\udcff\u202e合影.jpg"
    photo.write_bytes(b"picture")

    attachment = attach_file(office, photo)

    assert attachment.file_name == "合影.jpg"
    assert keep(office, "work_log", {"title": "晚会", "category": "其他", "files": (attachment,)}).record is not None


def test_a_list_that_lost_a_code_shows_who_still_has_it(office: Office) -> None:
    household(office)
    with office.file.write() as db:
        db.execute("DELETE FROM code WHERE list = 'hardship_category' AND label = '深度困难职工'")
    office.refresh()

    findings = check_office(office)

    # 应备材料 that were asked of these households hold the label too.
    assert [(each.code, each.rows[0][0]) for each in findings] == [("value", "household"), ("value", "paper_rule")]
