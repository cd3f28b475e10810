"""office → workbook → new office is the same office."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.invented_values import rows_of
from unionoffice.domain.kinds import Files, Ref
from unionoffice.domain.own import OwnKind
from unionoffice.domain.period import half_year
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.ledgers import ALL
from unionoffice.summary.rewriting import EditedChapter, EditedParagraph
from unionoffice.usecases import own_fields
from unionoffice.usecases.code_lists import rename_code
from unionoffice.usecases.edit_summary import open_text, save_text
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_workbook import fill_office, write_office

MANY = 60 if os.environ.get("UNIONOFFICE_LONG") == "1" else 2


def told(office: Office) -> dict[str, list[dict[str, str]]]:
    """Write every record in words, links as the labels of what they point at."""
    return {
        ledger.key: [
            {
                key: ledger.get(key).kind.text(value)
                for key, value in record.values.items()
                if not isinstance(ledger.get(key).kind, Files)
            }
            for record in office.records(ledger.key, sorted(office.ids(ledger.key, Query())))
        ]
        for ledger in office.ledgers.all
    }


def copied(office: Office, folder: Path, blank_office: Path) -> Office:
    """Write the office as a workbook and fill a new one from it."""
    target = write_office(office, folder / "整个单位.xlsx")
    new = Office.open(Path(shutil.copytree(blank_office, folder / "新单位")), today=lambda: office.today)
    fill_office(new, target)
    return new


@settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_an_office_holds_comes_back_the_same(blank_office: Path, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with Office.open(Path(shutil.copytree(blank_office, folder / "原单位"))) as office:
            for ledger in ALL:
                for _ in range(data.draw(st.integers(1, 2))):
                    _add(office, ledger.key, data)
            with copied(office, folder, blank_office) as new:
                assert told(new) == told(office)


def _add(office: Office, key: str, data: st.DataObject) -> None:
    ledger = office.ledgers.by_key[key]
    raw: dict[str, Any] = {}
    for name, value in data.draw(rows_of(ledger)).items():
        kind = ledger.get(name).kind
        if isinstance(kind, Files):
            continue
        if isinstance(kind, Ref):
            there = office.ids(kind.ledger, Query())
            if there:
                raw[name] = office.link(kind.ledger, data.draw(st.sampled_from(there)))
            continue
        raw[name] = kind.text(value)
    keep(office, key, raw, doubting=False)


def test_own_ledgers_lists_chapters_and_the_clerks_own_words_come_back_too(
    office: Office, tmp_path: Path, blank_office: Path
) -> None:
    own = own_fields.add_field(office, "member", "血型", OwnKind.TEXT)
    hidden = own_fields.add_field(office, "member", "旧栏目", OwnKind.TEXT)
    register = own_fields.add_register(office, "图书借阅", "TS", main_title="书名")
    rename_code(office, "event_type", "文体", "文艺体育")
    member = {"name": "职工甲", "id_number": "110105198001010024", own.key: "=O型", hidden.key: "旧话"}
    assert keep(office, "member", member).record is not None
    assert keep(office, register.key, {"own_1": "示例的书"}).record is not None
    event = {"title": "晚会", "type": "文艺体育", "when": "2026-05", "headcount": "30"}
    assert keep(office, "event", event).record is not None
    own_fields.hide_field(office, hidden)
    text = open_text(office, half_year(2026, 1))
    words = EditedChapter(text.draft.chapters[0].key, (EditedParagraph(("自己写的一段。",)),))
    save_text(office, text, [words, *text.for_editing()[1:]])

    with copied(office, tmp_path, blank_office) as new:
        assert told(new) == told(office)
        assert new.own_fields == office.own_fields
        assert new.own_registers == office.own_registers
        assert new.codebook["event_type"].codes == office.codebook["event_type"].codes
        assert new.codes.chapters() == office.codes.chapters()
        assert open_text(new, half_year(2026, 1)).draft.chapters[0].paragraphs[0].text == "自己写的一段。"
        shown = next(each for each in new.own_fields if each.key == hidden.key)
        own_fields.show_field(new, shown)
        (row,) = new.records("member", new.ids("member", Query()))
        assert row.values[hidden.key] == "旧话"


def test_two_of_one_name_keep_their_own_records(office: Office, tmp_path: Path, blank_office: Path) -> None:
    for number in ("110105198001010024", "110105198001010040"):
        assert keep(office, "member", {"name": "职工甲", "id_number": number}).record is not None
    first, second = sorted(office.ids("member", Query()))
    for member, title in ((first, "先进"), (second, "标兵")):
        raw = {"title": title, "member": office.link("member", member)}
        assert keep(office, "award", raw).record is not None
    with copied(office, tmp_path, blank_office) as new:
        assert told(new) == told(office)
        awards = {each.text(each.ledger.get("title")): each for each in new.records("award", new.ids("award", Query()))}
        of = {title: new.record("member", row.values["member"].id).values["id_number"] for title, row in awards.items()}
        assert of == {"先进": "110105198001010024", "标兵": "110105198001010040"}


def test_a_later_record_may_be_linked_by_an_earlier_one(office: Office, tmp_path: Path, blank_office: Path) -> None:
    first = keep(office, "event", {"title": "系列之一", "type": "文体"}).record
    whole = keep(office, "event", {"title": "系列", "type": "文体"}).record
    assert first is not None
    assert whole is not None
    assert keep(office, "event", {"series": office.link("event", whole.id)}, first).record is not None
    with copied(office, tmp_path, blank_office) as new:
        assert told(new) == told(office)


def test_only_an_empty_office_is_filled_and_only_from_such_a_workbook(office: Office, tmp_path: Path) -> None:
    target = write_office(office, tmp_path / "整个单位.xlsx")
    stranger = tmp_path / "别的.xlsx"
    openpyxl.Workbook().save(stranger)
    with pytest.raises(OfficeError):
        fill_office(office, stranger)
    assert keep(office, "unit", {"name": "车间"}).record is not None
    with pytest.raises(OfficeError, match="只能导入到新建的空台账"):
        fill_office(office, target)


def test_a_broken_workbook_leaves_the_office_empty(office: Office, tmp_path: Path, blank_office: Path) -> None:
    assert keep(office, "unit", {"name": "车间"}).record is not None
    target = write_office(office, tmp_path / "整个单位.xlsx")
    book = openpyxl.load_workbook(target)
    book["基层组织"]["C2"] = None
    book.save(target)
    with Office.open(Path(shutil.copytree(blank_office, tmp_path / "新"))) as new:
        before = told(new)
        with pytest.raises(OfficeError, match="名称必填"):
            fill_office(new, target)
        assert told(new) == before
