from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.invented_values import values_of
from unionoffice.domain.kinds import Attachment, Choice, Files, Link, Ref
from unionoffice.domain.ledger import Field, Record
from unionoffice.domain.own import OwnKind
from unionoffice.domain.period import half_year
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.ledgers import STANDARD
from unionoffice.ledgers.own import GROUP
from unionoffice.storage import backup, restoring, trail, trail_schema
from unionoffice.storage.database import OfficeFile
from unionoffice.usecases.attach_file import attach_file
from unionoffice.usecases.check_office import check_office
from unionoffice.usecases.draft_summary import draft
from unionoffice.usecases.export_ledger import Selection, export
from unionoffice.usecases.import_ledger import import_file
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.office import Office
from unionoffice.usecases.own_fields import (
    RefusedInputError,
    add_field,
    add_register,
    count_blank,
    count_filled,
    hide_field,
    hide_register,
    offered_prefix,
    order_fields,
    own_fields_of,
    rename_field,
    rename_register,
    require_field,
    show_field,
    show_register,
)
from unionoffice.usecases.print_ledger import print_ledger
from unionoffice.usecases.undo import redo, undo
from unionoffice.usecases.write_template import write_template

TODAY = date(2026, 6, 30)
EVENT = {"title": "职工运动会", "type": "文体", "when": "2026-05-01"}
UNITS = {OwnKind.COUNT: "件", OwnKind.DECIMAL: "公斤"}
every_kind = pytest.mark.parametrize("kind", OwnKind, ids=lambda kind: kind.name)


def _add_all(office: Office, ledger: str) -> dict[OwnKind, str]:
    return {
        kind: add_field(
            office, ledger, f"自加{kind.value}", kind, unit=UNITS.get(kind, ""), options=["甲等", "乙等", "丙等"]
        ).key
        for kind in OwnKind
    }


def _kept(office: Office, ledger: str, raw: dict[str, Any], old: Record | None = None) -> Record:
    kept = keep(office, ledger, raw, old)
    assert kept.record is not None, kept.problems
    return kept.record


@pytest.fixture(scope="module")
def furnished(
    tmp_path_factory: pytest.TempPathFactory, blank_office: Path
) -> Iterator[tuple[Office, dict[OwnKind, str]]]:
    """An office whose 活动 has an own field of each kind, a member and a unit to point at."""
    folder = Path(shutil.copytree(blank_office, tmp_path_factory.mktemp("furnished") / "office"))
    with Office.open(folder, today=lambda: TODAY) as office:
        keys = _add_all(office, "event")
        _kept(office, "unit", {"name": "一车间"})
        member = {"name": "职工甲", "gender": "男", "id_number": "11010519491231002X", "phone": "13800000000"}
        _kept(office, "member", {**member, "unit": "一车间", "joined_on": "2020-01-01", "state": "在籍"})
        yield office, keys


def _invented(office: Office, key: Field[Any], folder: Path) -> st.SearchStrategy[Any]:
    if isinstance(key.kind, Choice):
        return st.sampled_from(["甲等", "乙等", "丙等"])
    if isinstance(key.kind, Ref):
        return st.just(office.candidates(key.kind.ledger, "")[0])
    if isinstance(key.kind, Files):
        photo = folder / "照片.jpg"
        photo.write_bytes(b"\xff\xd8 photo")
        return st.just((attach_file(office, photo),))
    return values_of(key.kind)


@every_kind
@given(data=st.data())
@settings(max_examples=4)
def test_a_value_of_every_kind_comes_back_from_the_form_the_file_and_excel(
    furnished: tuple[Office, dict[OwnKind, str]], kind: OwnKind, data: st.DataObject, tmp_path: Path
) -> None:
    office, keys = furnished
    key = office.ledgers.by_key["event"].get(keys[kind])
    value = data.draw(_invented(office, key, tmp_path))
    typed = value if isinstance(value, Link) or isinstance(key.kind, Files) else key.kind.text(value)

    own = own_fields_of(office, "event")[list(OwnKind).index(kind)]
    before = count_filled(office, own)

    record = _kept(office, "event", {**EVENT, key.key: typed})

    assert record[key] == value
    assert office.record("event", record.id)[key] == value
    assert count_filled(office, own) == before + 1
    if key.kind.importable:
        file = export(office, Selection("event", ids=[record.id], profile="archive"), tmp_path / "活动.xlsx")
        emptied = _kept(office, "event", {key.key: ""}, record)
        assert emptied[key] is None
        report = import_file(office, "event", file, policy="update")
        assert (report.changed, report.refused) == (1, [])
        assert office.record("event", record.id)[key] == value
    assert [finding.text for finding in check_office(office) if ("event", record.id) in finding.rows] == []


@every_kind
def test_an_own_field_is_a_field_like_any_other(furnished: tuple[Office, dict[OwnKind, str]], kind: OwnKind) -> None:
    office, keys = furnished
    key = office.ledgers.by_key["event"].get(keys[kind])

    assert (key.title, key.group) == (f"自加{kind.value}", GROUP)
    assert key.kind.unit in (UNITS.get(kind, ""), "元" if kind is OwnKind.MONEY else "")
    assert STANDARD.by_key["event"].get(keys[kind], None) is None
    upwards, downwards = (office.ids("event", Query(order=key.key, descending=turn)) for turn in (False, True))
    assert sorted(upwards) == sorted(downwards)


def test_own_fields_live_through_backup_and_restore(office: Office, tmp_path: Path) -> None:
    keys = _add_all(office, "aid")
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"\xff\xd8 photo")
    files: tuple[Attachment, ...] = (attach_file(office, photo),)
    raw: dict[str, Any] = {"class": "帮扶救助", "kind": "生活救助", keys[OwnKind.MONEY]: "12.34"}
    raw |= {keys[OwnKind.CHOICE]: "乙等", keys[OwnKind.FILES]: files, keys[OwnKind.DAY]: "2026年6月"}
    record = _kept(office, "aid", raw)
    register = add_register(office, "图书借阅", "TS", main_title="书名")
    _kept(office, register.key, {"own_1": "红楼梦"})
    made = backup.back_up(office.file, tmp_path / "备份", "测试")
    assert made is not None
    folder = office.folder
    hide_field(office, own_fields_of(office, "aid")[0])
    trash(office, "aid", [record.id])
    office.file.close()

    restoring.restore(backup.list_backups(tmp_path / "备份")[0], folder, "")

    with Office.open(folder, today=lambda: TODAY) as again:
        assert [each.key for each in again.own_fields if each.ledger == "aid"] == list(keys.values())
        found = again.record("aid", record.id)
        texts = [found.text(found.ledger.get(keys[kind])) for kind in (OwnKind.MONEY, OwnKind.CHOICE, OwnKind.DAY)]
        assert texts == ["12.34", "乙等", "2026年6月"]
        assert again.file.attachments.read(files[0].digest) == b"\xff\xd8 photo"
        assert [each.label for each in again.records(register.key, again.ids(register.key, Query()))] == ["红楼梦"]
        assert trail.verify(again.file.db) is None


def test_own_fields_are_there_after_a_restart_and_watched_by_the_trail(office_folder: Path) -> None:
    with Office.open(office_folder, today=lambda: TODAY) as office:
        keys = _add_all(office, "member")
        register = add_register(office, "图书借阅", "TS", is_dated=False, main_title="书名")
        titles = [each.title for each in office.ledgers.by_key["member"].fields]
    with Office.open(office_folder, today=lambda: TODAY) as office:
        assert [each.title for each in office.ledgers.by_key["member"].fields] == titles
        assert [each.key for each in office.own_fields if each.ledger == "member"] == list(keys.values())
        assert office.ledgers.tabs[-1].ledgers[-1].key == register.key
        record = _kept(office, register.key, {"own_1": "红楼梦"})
        entry = trail.history(office.file.db, register.key, record.id)[-1]
        assert entry.new is not None
        assert entry.new["own_1"] == "红楼梦"
        assert trail_schema.flaw(office.file.db) is None


def test_an_office_file_without_the_tables_of_own_fields_opens(office_folder: Path) -> None:
    with OfficeFile.open(office_folder, "") as file, file.schema_change() as db:
        for table in ("own_field", "own_register"):
            db.execute(f'DROP TABLE "{table}"')
        for change in ("insert", "update", "delete"):
            db.execute(f'DROP TRIGGER "aud_code_{change}"')
        db.execute("ALTER TABLE code DROP COLUMN hidden")
        trail_schema.install(db)
    with Office.open(office_folder, today=lambda: TODAY) as office:
        assert office.ledgers is STANDARD
        add_field(office, "event", "主持人", OwnKind.TEXT)
        assert _kept(office, "event", {**EVENT, "own_1": "职工甲"}).id == 1


def test_what_is_hidden_keeps_its_contents_and_is_found_again_when_shown(office: Office) -> None:
    own = add_field(office, "event", "主持人", OwnKind.TEXT)
    record = _kept(office, "event", {**EVENT, own.key: "职工乙"})
    assert office.ids("event", Query(words="职工乙")) == [record.id]

    hidden = hide_field(office, own)

    assert office.ledgers.by_key["event"].get(own.key, None) is None
    assert office.ids("event", Query(words="职工乙")) == []
    changed = _kept(office, "event", {"title": "改名的运动会"}, office.record("event", record.id))
    with pytest.raises(OfficeError, match="隐藏了的栏目"):
        add_field(office, "event", "主持人", OwnKind.TEXT)
    show_field(office, hidden)
    key = office.ledgers.by_key["event"].get(own.key)
    assert office.record("event", changed.id).text(key) == "职工乙"
    assert office.ids("event", Query(words="职工乙")) == [record.id]


def test_a_renamed_field_keeps_its_contents_and_files_with_the_old_title_are_read(
    office: Office, tmp_path: Path
) -> None:
    own = add_field(office, "event", "主持人", OwnKind.TEXT)
    record = _kept(office, "event", {**EVENT, own.key: "职工乙"})
    old_file = export(office, Selection("event", profile="archive"), tmp_path / "旧.xlsx")

    renamed = rename_field(office, own, "主持")
    assert (renamed.title, renamed.was) == ("主持", ("主持人",))
    with pytest.raises(RefusedInputError, match="“主持人”是“主持”在别的表里的叫法"):
        add_field(office, "event", "主持人", OwnKind.TEXT)

    _kept(office, "event", {own.key: "职工丙"}, office.record("event", record.id))
    report = import_file(office, "event", old_file, policy="update")
    assert (report.mapping["主持人"], report.changed) == (own.key, 1)
    key = office.ledgers.by_key["event"].get(own.key)
    assert office.record("event", record.id).text(key) == "职工乙"
    assert rename_field(office, own_fields_of(office, "event")[0], "主持人").was == ("主持",)


def test_a_required_field_is_asked_for_from_now_on(office: Office) -> None:
    own = add_field(office, "event", "主持人", OwnKind.TEXT)
    _kept(office, "event", EVENT)
    required = require_field(office, own, is_required=True)

    refused = keep(office, "event", EVENT)

    assert refused.record is None
    assert [(each.field, each.sentence) for each in refused.problems if each.blocking] == [(own.key, "必填")]
    assert count_blank(office, required) == 1
    assert [finding.text for finding in check_office(office)] == ["活动第 1 条“主持人”：必填"]


def test_fields_stand_in_the_order_the_clerk_gives_them(office: Office) -> None:
    keys = [add_field(office, "event", title, OwnKind.TEXT).key for title in ("甲栏", "乙栏", "丙栏")]

    order_fields(office, "event", [keys[2], keys[0], keys[1]])

    assert [each.title for each in office.ledgers.by_key["event"].fields[-3:]] == ["丙栏", "甲栏", "乙栏"]


@pytest.mark.parametrize(
    ("title", "kind", "more", "place", "sentence"),
    [
        (" ", OwnKind.TEXT, {}, "title", "请填写栏目名称"),
        ("（）", OwnKind.TEXT, {}, "title", "请填写栏目名称"),
        ("字" * 21, OwnKind.TEXT, {}, "title", "最多 20 个字，现有 21 个字"),
        ("活动名称", OwnKind.TEXT, {}, "title", "已经有“活动名称”这一栏"),
        ("活 动 名 称", OwnKind.TEXT, {}, "title", "已经有“活动名称”这一栏"),
        ("活动主题", OwnKind.TEXT, {}, "title", "“活动主题”是“活动名称”在别的表里的叫法"),
        ("序号", OwnKind.TEXT, {}, "title", "另有用处"),
        ("原因", OwnKind.TEXT, {}, "title", "另有用处"),
        ("件数", OwnKind.COUNT, {}, "unit", "请填写数量的单位"),
        ("件数", OwnKind.COUNT, {"unit": "3件"}, "unit", "只写量词"),
        ("重量", OwnKind.DECIMAL, {"unit": "万"}, "unit", "只写量词"),
        ("等级", OwnKind.CHOICE, {}, "options", "每行一项"),
        ("等级", OwnKind.CHOICE, {"options": ["甲", "甲"]}, "options", "第 2 项：已经有“甲”这一项"),
        ("等级", OwnKind.CHOICE, {"options": ["甲、乙"]}, "options", "第 1 项：选项里不能有顿号"),
        ("照片", OwnKind.FILES, {"is_required": True}, "is_required", "附件不能设为必填"),
    ],
)
def test_a_wrong_input_is_named_in_one_sentence_and_nothing_is_added(
    furnished: tuple[Office, dict[OwnKind, str]],
    title: str,
    kind: OwnKind,
    more: dict[str, Any],
    place: str,
    sentence: str,
) -> None:
    office, keys = furnished
    with pytest.raises(RefusedInputError, match=sentence) as refused:
        add_field(office, "event", title, kind, **more)
    assert refused.value.place == place
    assert len(own_fields_of(office, "event")) == len(keys)


def test_adding_a_field_is_one_step_that_can_be_taken_back_and_done_again(office: Office) -> None:
    add_field(office, "event", "等级", OwnKind.CHOICE, options=["甲", "乙"])
    undone = undo(office)
    assert undone is not None
    assert undone.title == "新增栏目“等级”"
    assert office.ledgers is STANDARD or office.own_fields == ()
    second = add_field(office, "event", "金额数", OwnKind.MONEY)
    # The column that the first one left behind is of another kind.
    assert second.key == "own_2"
    undo(office)
    redo(office)
    assert [each.title for each in office.own_fields] == ["金额数"]


def test_a_field_of_a_child_ledger_and_a_public_list(office: Office, tmp_path: Path) -> None:
    own = add_field(office, "attendance", "座位", OwnKind.TEXT)
    event = _kept(office, "event", EVENT)
    child = _kept(office, "attendance", {"event": Link("event", event.id), "name": "职工甲", own.key: "3排5座"})
    assert office.record("attendance", child.id).text(office.ledgers.by_key["attendance"].get(own.key)) == "3排5座"
    import openpyxl

    shown = {}
    for profile in ("report", "public"):
        file = export(office, Selection("attendance", profile=profile), tmp_path / f"{profile}.xlsx")
        page = openpyxl.load_workbook(file).active
        assert page is not None
        shown[profile] = "座位" in {cell.value for row in page.iter_rows() for cell in row}
    # Nobody but the office knows what an own field holds.
    assert shown == {"report": True, "public": False}


def test_templates_and_printed_lists_have_own_fields(office: Office, tmp_path: Path) -> None:
    import openpyxl

    add_field(office, "event", "等级", OwnKind.CHOICE, options=["甲等", "乙等"])
    page = openpyxl.load_workbook(write_template("event", tmp_path / "模板.xlsx", office)).worksheets[0]
    assert [cell.value for cell in page[1]][-1] == "等级"
    _kept(office, "event", {**EVENT, "own_1": "乙等"})
    assert print_ledger(office, "event", Query(), office.ledgers.by_key["event"].shown).startswith(b"%PDF")


# Registers


def test_a_register_of_the_offices_own_numbers_finds_and_counts(office: Office) -> None:
    register = add_register(office, "图书借阅", offered_prefix(office, "图书借阅"), main_title="书名")
    add_field(office, register.key, "册数", OwnKind.COUNT, unit="册")
    ledger = office.ledgers.by_key[register.key]
    record = _kept(office, register.key, {"own_1": "红楼梦", "own_2": "3", "when": "2026-06-05", "unit": "一车间"})

    assert (register.prefix, record.text(ledger.get("no"))) == ("TS", "TS2026-0001")
    assert office.ids(register.key, Query(words="hlm", period=half_year(2026, 1))) == [record.id]
    assert office.ids(register.key, Query(period=half_year(2025, 1))) == []
    assert [(each.field.title, each.total) for each in office.totals(register.key, Query())] == [("册数", 3)]
    assert keep(office, register.key, {"own_2": "1"}).record is None
    assert check_office(office) == []


@pytest.mark.parametrize(
    ("title", "prefix", "main", "place", "sentence"),
    [
        ("", "AB", "名称", "title", "请填写登记簿名称"),
        ("活动", "AB", "名称", "title", "已经有了"),
        ("借/还", "AB", "名称", "title", "不能有"),
        ("借还", "A", "名称", "prefix", "2 到 4 个英文字母"),
        ("借还", "HD", "名称", "prefix", "已经用在别的台账"),
        ("借还", "AB", "备注", "main_title", "已经有“备注”这一栏"),
        ("借还", "AB", "", "main_title", "请填写栏目名称"),
    ],
)
def test_a_register_that_cannot_be_told_from_others_is_refused(
    furnished: tuple[Office, dict[OwnKind, str]], title: str, prefix: str, main: str, place: str, sentence: str
) -> None:
    office, _ = furnished
    with pytest.raises(RefusedInputError, match=sentence) as refused:
        add_register(office, title, prefix, main_title=main)
    assert refused.value.place == place
    assert office.own_registers == ()


def test_a_hidden_register_keeps_its_records_and_its_title(office: Office) -> None:
    register = add_register(office, "图书借阅", "TS")
    _kept(office, register.key, {"own_1": "红楼梦"})
    hidden = hide_register(office, register)
    assert register.key not in office.ledgers.by_key
    with pytest.raises(RefusedInputError, match="隐藏了的登记簿"):
        add_register(office, "图书借阅", "TJ")
    shown = show_register(office, hidden)
    renamed = rename_register(office, shown, "图书室借阅")
    assert office.ledgers.by_key[renamed.key].title == "图书室借阅"
    assert office.count(renamed.key, Query()) == 1


def test_the_field_by_which_records_are_called_stays(office: Office) -> None:
    register = add_register(office, "图书借阅", "TS", main_title="书名")
    main = own_fields_of(office, register.key)[0]
    for act in (hide_field, lambda office, own: require_field(office, own, is_required=False)):
        with pytest.raises(OfficeError, match="每条登记都用“书名”来称呼"):
            act(office, main)


def test_a_new_register_can_be_taken_back(office: Office) -> None:
    add_register(office, "图书借阅", "TS")
    undo(office)
    assert (office.own_registers, office.own_fields) == ((), ())
    assert add_register(office, "图书借阅", "TS").key == "register_2"


def test_the_summary_tells_of_an_own_register_what_the_clerk_gave_a_chapter(office: Office) -> None:
    register = add_register(office, "图书借阅", "TS", main_title="事项")
    chapter = office.codebook["chapter"].labels[1]
    told = {"own_1": "开放职工书屋", "when": "2026-05-04", "figures": "借阅图书 120 册", "chapter": chapter}
    _kept(office, register.key, told)
    _kept(office, register.key, {"own_1": "盘点图书", "when": "2026-05-05"})

    drafted = draft(office, half_year(2026, 1))

    text = {each.title: "".join(line.text for line in each.paragraphs) for each in drafted.chapters}
    assert "开放职工书屋" in text[chapter]
    assert "120册" in text[chapter].replace(" ", "")
    assert "盘点图书" not in "".join(text.values())
