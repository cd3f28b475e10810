"""Own fields and registers under attack: odd names, data out of sight, programs that fill in records by themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.breaking.offices import changed, count, kept
from tests.conftest import TODAY
from tests.invented_values import id_number
from unionoffice.app import run
from unionoffice.command_words import parse
from unionoffice.domain.own import OwnKind
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.storage import trail
from unionoffice.usecases.advance_household import advance
from unionoffice.usecases.back_up import back_up, restore
from unionoffice.usecases.bulk_aid import give_aid, plan_aid
from unionoffice.usecases.event_money import add_prize, give_back
from unionoffice.usecases.export_ledger import Selection, export
from unionoffice.usecases.import_ledger import import_file
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.merge_members import merge_members, references
from unionoffice.usecases.office import Office
from unionoffice.usecases.own_fields import (
    add_field,
    add_register,
    hide_field,
    hide_register,
    rename_field,
    show_field,
    show_register,
)
from unionoffice.usecases.undo import redo, undo

ODD = ("select", "row_version", "id", "deleted_at", "own_1", 'a"b', "😀", "<b>粗</b>", "%s", "二十个字" * 5)


def household(office: Office) -> int:
    number = id_number(date(1985, 6, 5), 1)
    return kept(office, "household", head="职工甲", id_number=number, category="低保户", cause="子女上学").id


def member(office: Office, name: str, order: int) -> int:
    return kept(
        office, "member", name=name, gender="男" if order % 2 else "女", id_number=id_number(date(1985, 6, 5), order),
        phone=f"1380013800{order}", unit="一分会", joined_on="2020-01-01",
    ).id  # fmt: skip


def test_odd_names_are_only_words(office: Office, tmp_path: Path) -> None:
    fields = [add_field(office, "event", title, OwnKind.TEXT) for title in ODD]
    row = kept(office, "event", title="联欢", type="文体", **{each.key: f"值{at}" for at, each in enumerate(fields)})
    sheet = export(office, Selection("event"), tmp_path / "活动.xlsx")
    assert import_file(office, "event", sheet, preview=True).same == 1
    trash(office, "event", [row.id])
    assert import_file(office, "event", sheet).added == 1
    (new,) = office.records("event", office.ids("event", Query()))
    assert [new.text(new.ledger.get(each.key)) for each in fields] == [f"值{at}" for at in range(len(ODD))]


@pytest.mark.parametrize("title", ["select", "😀簿", "register", "=1+1", "member", "a b"])
def test_an_own_register_goes_out_and_comes_in_by_key_and_by_title(
    title: str, office_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Office.open(office_folder, today=lambda: TODAY) as office:
        key = add_register(office, title, "ZZ", main_title="名称").key
        kept(office, key, own_1="甲", when="2026-05-01")
    sheet, blank, place = tmp_path / "out.xlsx", tmp_path / "blank.xlsx", str(office_folder)
    assert run(["template", title if title != "member" else key, str(blank), "--office", place]) == 0
    assert "名称" in [cell.value for row in openpyxl.load_workbook(blank).worksheets[0].iter_rows() for cell in row]
    assert run(["export", key, str(sheet), "--office", place]) == 0
    with Office.open(office_folder) as office:
        trash(office, key, office.ids(key, Query()))
    assert run(["import", key, str(sheet), "--office", place]) == 0
    assert "新增 1 条" in capsys.readouterr().out
    with Office.open(office_folder) as office:
        assert [each.label for each in office.records(key, office.ids(key, Query()))] == ["甲"]


def test_a_register_nobody_has_ends_with_two(office_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in ("图书", "register_9", ""):
        with pytest.raises(SystemExit) as ended:
            run(["export", words, "x.xlsx", "--office", str(office_folder)])
        assert ended.value.code == 2
        assert f"没有台账“{words}”" in capsys.readouterr().err
    assert parse(["template", "活动", "x.xlsx"]).ledger == "活动"


def test_a_change_of_membership_still_moves_the_state_after_it_got_an_own_field(office: Office) -> None:
    one = member(office, "职工甲", 1)
    add_field(office, "membership_change", "批次", OwnKind.TEXT)
    kept(office, "membership_change", member=office.link("member", one), changed_on="2026-05-01", change="退会")
    assert office.record("member", one).values["state"] == "退会"
    undo(office)
    assert office.record("member", one).values["state"] == "在籍"


def test_a_required_own_field_is_named_where_a_box_cannot_ask_for_it(office: Office) -> None:
    home = household(office)
    event = kept(office, "event", title="联欢", type="文体", when="2026-05-01")
    lent = kept(office, "item", event=office.link("event", event.id), item="音响", tenure="借")
    for ledger in ("household", "aid", "prize", "item"):
        add_field(office, ledger, "批次", OwnKind.TEXT, is_required=True)
    before = trail.head(office.file.db)
    raw = {"class": "帮扶救助", "kind": "生活救助", "per_amount": "500"}
    with pytest.raises(OfficeError, match="批次：必填"):
        give_aid(office, plan_aid(office, [home], raw))
    with pytest.raises(OfficeError, match="批次：必填"):
        advance(office, home, "入户核查", "2026-03-01")
    with pytest.raises(OfficeError, match="批次：必填"):
        add_prize(office, event.id, {"grade": "一等奖"})
    with pytest.raises(OfficeError, match="批次：必填"):
        give_back(office, [office.record("item", lent.id)])
    assert trail.head(office.file.db) == before


def test_merging_members_moves_links_that_are_out_of_sight(office: Office) -> None:
    first, second, third = (member(office, f"职工{name}", at) for at, name in enumerate("甲乙丙", 1))
    own = add_field(office, "event", "裁判", OwnKind.PERSON)
    register = add_register(office, "值班", "ZB", main_title="事项")
    keeper = add_field(office, register.key, "值班人", OwnKind.PERSON)
    event = kept(office, "event", title="联欢", type="文体", **{own.key: office.link("member", second)})
    duty = kept(office, register.key, own_1="春节值班", **{keeper.key: office.link("member", second)})
    thrown = kept(office, register.key, own_1="旧", **{keeper.key: office.link("member", second)})
    trash(office, register.key, [thrown.id])
    hide_field(office, own)
    hide_register(office, register)
    assert references(office, second) == 3
    merge_members(office, first, second, ())
    merge_members(office, third, first, ())
    show_field(office, office.own_fields[0])
    show_register(office, office.own_registers[0])
    links = [
        office.record("event", event.id).values[own.key],
        office.record(register.key, duty.id).values[keeper.key],
        office.record(register.key, thrown.id).values[keeper.key],
    ]
    assert [(each.id, each.label) for each in links] == [(third, "职工丙")] * 3
    assert office.ids("event", Query(words="职工丙")) == [event.id]
    for _ in range(4):
        undo(office)
    show_field(office, office.own_fields[0])
    assert office.record("event", event.id).values[own.key].id == second


def test_what_was_hidden_is_found_again_after_the_undo_of_hiding(office: Office) -> None:
    own = add_field(office, "event", "裁判", OwnKind.TEXT)
    row = kept(office, "event", title="联欢", type="文体", **{own.key: "外请裁判"})
    hide_field(office, own)
    assert office.ids("event", Query(words="外请")) == []
    undo(office)
    assert office.ids("event", Query(words="外请")) == [row.id]
    redo(office)
    assert office.ids("event", Query(words="外请")) == []


def test_a_link_to_a_record_in_the_trash_stays_and_can_be_kept_again(office: Office, tmp_path: Path) -> None:
    one = member(office, "职工甲", 1)
    own = add_field(office, "event", "裁判", OwnKind.PERSON)
    row = kept(office, "event", title="联欢", type="文体", **{own.key: office.link("member", one)})
    trash(office, "member", [one])
    kept_again = changed(office, "event", row.id, place="礼堂")
    assert kept_again.values[own.key].id == one
    assert office.record("event", row.id).text(kept_again.ledger.get(own.key)) == "职工甲"
    sheet = export(office, Selection("event"), tmp_path / "活动.xlsx")
    (refused,) = import_file(office, "event", sheet, policy="update", preview=True).refused
    assert refused.problems == ("裁判：“会员名册”中没有“职工甲”",)


def test_a_required_own_field_blocks_rows_of_a_file_that_lack_it_and_old_names_are_read(
    office: Office, tmp_path: Path
) -> None:
    own = add_field(office, "event", "级次", OwnKind.TEXT, is_required=True)
    rename_field(office, own, "等级")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["活动名称", "类别", "级次"])
    sheet.append(["联欢", "文体", "甲等"])
    sheet.append(["比武", "竞赛比武", None])
    book.save(tmp_path / "旧表.xlsx")
    report = import_file(office, "event", tmp_path / "旧表.xlsx")
    assert (report.added, [each.row for each in report.refused]) == (1, [3])
    assert "等级" in report.refused[0].problems[0]


def test_own_things_survive_backup_and_restore(office_folder: Path, tmp_path: Path) -> None:
    with Office.open(office_folder, today=lambda: TODAY) as office:
        register = add_register(office, "图书借阅", "TS", main_title="书名")
        own = add_field(office, "event", "级次", OwnKind.CHOICE, options=["甲等", "乙等"])
        kept(office, register.key, own_1="红楼梦")
        kept(office, "event", title="联欢", type="文体", **{own.key: "乙等"})
        made = back_up(office, tmp_path / "备份")
        trash(office, register.key, [1])
        hide_field(office, office.own_fields[-1])
    restore(made, office_folder)
    with Office.open(office_folder, today=lambda: TODAY) as office:
        assert [each.label for each in office.records(register.key, [1])] == ["红楼梦"]
        assert count(office, register.key) == 1
        assert office.record("event", 1).text(office.ledgers.by_key["event"].get(own.key)) == "乙等"
        assert keep(office, "event", {"title": "二", "type": "文体", own.key: "丙等"}).record is None
