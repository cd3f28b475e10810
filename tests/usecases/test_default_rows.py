"""A new office begins with limits; what the office makes of them is its own."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import TODAY
from unionoffice.domain.query import Query
from unionoffice.ledgers.limit import LIMIT, LIMIT_BASIS, LIMIT_IN_USE, LIMIT_MOST, LIMIT_SUBJECT
from unionoffice.ledgers.shared import DOC_REF, NOTE
from unionoffice.paths import RESOURCES
from unionoffice.usecases.default_rows import SEEDED
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook

ROWS = json.loads((RESOURCES / "limits.json").read_text("utf-8"))["rows"]


def all_ids(office: Office) -> list[int]:
    return office.ids("limit", Query())


def test_a_new_office_has_every_limit_of_the_program_and_nothing_to_undo(office: Office) -> None:
    rows = {
        (row.text(LIMIT_SUBJECT), row.text(LIMIT_BASIS), row[LIMIT_MOST], row[LIMIT_IN_USE])
        for row in office.records("limit", all_ids(office))
    }
    in_use = {subject for subject, _, _, used in rows if used}

    assert len(all_ids(office)) == len(ROWS)
    assert ("送温暖慰问", "每次", Decimal(3000), True) in rows
    assert ("送温暖慰问", "每人每年", Decimal(6000), True) in rows
    assert ("节日慰问", "每人每年", Decimal(1500), False) in rows
    assert "获奖比例" in in_use
    assert office.steps.next_undo() is None


def test_what_other_provinces_allow_is_an_example_that_is_not_in_use(office: Office) -> None:
    money = ("每次", "每人每年", "每户每年")
    for row in office.records("limit", all_ids(office)):
        if row.text(DOC_REF).startswith("示例"):
            assert row[LIMIT_IN_USE] is False
            assert row.text(NOTE).startswith("示例，待核对")
        elif row.text(LIMIT_BASIS) in money:
            assert "待核对" in row.text(NOTE), row.text(LIMIT_SUBJECT)


def test_a_limit_without_a_source_says_that_the_office_has_to_set_it(office: Office) -> None:
    """What is only habit names no paper, so its note tells the clerk to look for the local one."""
    for row in office.records("limit", all_ids(office)):
        if not row.text(DOC_REF):
            assert re.search(r"按需修改|按本(?:地|单位).*(?:修改|填)", row.text(NOTE)), row.text(LIMIT_SUBJECT)
    [days] = [each for each in office.records("limit", all_ids(office)) if each.text(LIMIT_SUBJECT) == "公示天数"]
    assert days.text(NOTE).endswith("请按本地文件修改，并把文号填入依据。")


def test_every_word_of_a_limit_is_in_the_office_lists(office: Office) -> None:
    for row in ROWS:
        assert office.codebook["limit_subject"].find(row["subject"]) == row["subject"]
        assert office.codebook["limit_basis"].find(row["basis"]) == row["basis"]


def test_an_older_office_without_limits_gets_them_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "旧"
    monkeypatch.setattr("unionoffice.usecases.office.add_default_rows", lambda _: None)
    with Office.create(folder, "某工会") as office, office.file.write() as db:
        db.execute("DELETE FROM code WHERE list = 'limit_basis' AND label IN ('天数', '月数')")
    monkeypatch.undo()

    with Office.open(folder, today=lambda: TODAY) as office:
        assert len(all_ids(office)) == len(ROWS)
        assert office.codebook["limit_basis"].find("天数") == "天数"
        trash(office, "limit", all_ids(office))
    with Office.open(folder) as office:
        assert all_ids(office) == []


def test_an_office_that_wrote_limits_of_its_own_keeps_only_those(office_folder: Path) -> None:
    with Office.open(office_folder) as office:
        trash(office, "limit", all_ids(office))
        assert keep(office, "limit", {"subject": "送温暖慰问", "basis": "每次", "most": "1000"}).record
        office.set_setting(SEEDED, "")

    with Office.open(office_folder, today=lambda: TODAY) as office:
        assert len(all_ids(office)) == 1
        limit = OfficeBook(office).limits.strictest("送温暖慰问", "每次", TODAY)
        assert limit is not None
        assert (limit.most, limit.grounds) == (Decimal(1000), "")


def test_only_limits_in_use_and_in_force_hold_and_the_strictest_of_them(office: Office) -> None:
    def add(most: str, **more: str) -> None:
        raw = {"subject": "临时救助", "basis": "每次", "most": most, **more}
        assert keep(office, LIMIT.key, raw).record is not None

    add("800", valid_to="2025")
    add("900", in_use="否")
    add("1000", doc_ref="某工发〔2026〕1号")
    add("1200", valid_from="2026-07-01")
    limits = OfficeBook(office).limits

    assert [str(each.most) for each in limits.of("临时救助", "每次", TODAY)] == ["1000"]
    assert [str(each.most) for each in limits.of("临时救助", "每次", TODAY.replace(month=7, day=1))] == ["1000", "1200"]
    assert [str(each.most) for each in limits.of("临时救助", "每次", TODAY.replace(2025, 12, 31))] == ["800", "1000"]
    assert limits.of("临时救助", "每次", TODAY)[0].grounds == "（依据：某工发〔2026〕1号）"
    assert limits.number("公示天数", "天数", TODAY) == 7
    assert limits.number("没有的", "天数", TODAY) is None
