"""Twenty steps through every room of the office, taken back to the first row and done again to the last."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from copy import deepcopy
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tests.breaking.offices import all_rows, changed, count, kept, with_columns_of, without_new_trash
from tests.conftest import TODAY
from tests.invented_values import id_number
from unionoffice.domain.own import OwnKind
from unionoffice.domain.query import Query
from unionoffice.storage import trail
from unionoffice.usecases import bulk_edit
from unionoffice.usecases.advance_household import advance
from unionoffice.usecases.bulk_aid import give_aid, plan_aid
from unionoffice.usecases.code_lists import merge_code, rename_code
from unionoffice.usecases.copy_event import copy_event
from unionoffice.usecases.import_ledger import import_file
from unionoffice.usecases.keep_record import bring_back, trash
from unionoffice.usecases.log_from_record import write_log_line
from unionoffice.usecases.merge_members import merge_members
from unionoffice.usecases.office import Office
from unionoffice.usecases.own_fields import add_field, add_register, hide_field, rename_field
from unionoffice.usecases.register_people import register, sign_in
from unionoffice.usecases.undo import redo, steps, undo

ROWS = 5000 if os.environ.get("UNIONOFFICE_LONG") else 60
ROOT = Path(__file__).parents[2]


def roll_file(target: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["姓名", "性别", "身份证号", "手机号码", "单位/部门", "入会时间"])
    for at in range(ROWS):
        number = id_number(date(1960 + at % 40, 1, 1), at // 40)
        gender = "男" if int(number[16]) % 2 else "女"
        sheet.append([f"示例{at}号", gender, number, f"138{at:08}", f"{at % 7}号车间", "2020-05-01"])
    book.save(target)
    return target


def member_links(office: Office, number: int) -> list[int]:
    return sorted(office.ids("member", Query()))[:number]


def live_through_twenty_steps(office: Office, roll: Path) -> None:
    assert import_file(office, "member", roll).added == ROWS
    first, second, third = member_links(office, 3)
    changed(office, "member", first, post="班长", note="改过")
    changed(office, "unit", sorted(office.ids("unit", Query()))[0], name="零号车间")
    event = kept(office, "event", title="2025年职工运动会", type="文体", when="2025-05-01")
    register(office, event.id, [office.link("member", each) for each in (first, second, third)])
    sign_in(office, office.records("attendance", office.ids("attendance", Query())), came=True)
    member = office.ledgers.by_key["member"]
    seen = bulk_edit.preview(office, member, member_links(office, 20), member.get("group"), bulk_edit.set_to("甲组"))
    assert bulk_edit.apply(office, member, seen) == 20
    merge_members(office, first, second, ["phone"])
    own = add_field(office, "member", "爱好", OwnKind.PERSON)
    changed(office, "member", first, **{own.key: office.link("member", third)})
    rename_field(office, own, "师傅")
    add_register(office, "图书借阅", "TS", main_title="书名")
    household = kept(
        office,
        "household",
        head="职工甲",
        id_number=id_number(date(1985, 6, 5), 1),
        category="低保户",
        cause="子女上学",
    )
    advance(office, household.id, "入户核查", "2026-03-01")
    give_aid(office, plan_aid(office, [household.id], {"class": "帮扶救助", "kind": "生活救助", "per_amount": "500"}))
    rename_code(office, "hardship_cause", "子女上学", "子女就学")
    merge_code(office, "hardship_cause", "意外事故", "自然灾害")
    copied = copy_event(office, office.record("event", event.id), people=True)
    write_log_line(office, office.record("event", event.id))
    trash(office, "event", [event.id])
    hide_field(office, office.own_fields[0])
    changed(office, "event", copied.record.id, place="一号场地")


def test_every_step_through_all_rooms_comes_off_and_on_again(office_folder: Path, tmp_path: Path) -> None:
    with ExitStack() as stack:
        office = stack.enter_context(Office.open(office_folder, today=lambda: TODAY))
        beginning = deepcopy(all_rows(office))
        codes = {name: office.codebook[name].codes for name in office.codebook}
        live_through_twenty_steps(office, roll_file(tmp_path / "roll.xlsx"))
        end, end_codes = all_rows(office), {name: office.codebook[name].codes for name in office.codebook}
        number = len(steps(office))
        assert number >= 20

        stack.pop_all().close()
        office = stack.enter_context(Office.open(office_folder, today=lambda: TODAY))
        for _ in range(number):
            assert undo(office) is not None
        assert undo(office) is None
        assert with_columns_of(without_new_trash(all_rows(office), beginning), beginning) == beginning
        assert {name: office.codebook[name].codes for name in codes} == codes
        assert (office.own_fields, office.own_registers, count(office, "member")) == ((), (), 0)

        stack.pop_all().close()
        office = stack.enter_context(Office.open(office_folder, today=lambda: TODAY))
        for _ in range(number):
            assert redo(office) is not None
        assert redo(office) is None
        again = all_rows(office)
        assert again.keys() == end.keys()
        for ledger in end:
            assert again[ledger] == end[ledger], ledger
        assert {name: office.codebook[name].codes for name in office.codebook} == end_codes
        assert trail.verify(office.file.db) is None


def test_a_child_added_to_a_parent_that_is_trashed_since_comes_off_in_order(office: Office) -> None:
    event = kept(office, "event", title="联欢", type="文体", when="2026-05-01")
    item = kept(office, "item", event=office.link("event", event.id), item="红旗", amount="12.50")
    changed(office, "item", item.id, item="彩旗")
    trash(office, "item", [item.id])
    trash(office, "event", [event.id])
    bring_back(office, "event", [event.id])
    assert count(office, "item") == 0
    before = deepcopy(all_rows(office))
    for _ in range(6):
        assert undo(office) is not None
    assert (count(office, "event"), count(office, "item"), undo(office)) == (0, 0, None)
    for _ in range(6):
        assert redo(office) is not None
    stamps = {(ledger, each) for ledger, rows in all_rows(office).items() for each, row in rows.items() if row[1]}
    assert stamps == {("item", item.id)}
    assert {each: row[1] for each, row in before["item"].items()} == {item.id: True}


def test_an_undo_killed_at_any_moment_is_done_or_not_begun(tmp_path: Path, office_folder: Path) -> None:
    with Office.open(office_folder, today=lambda: TODAY) as office:
        assert import_file(office, "member", roll_file(tmp_path / "roll.xlsx")).added == ROWS
    outcomes = []
    for delay in ("0", "0.02", "0.08"):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.breaking.killed_undo", str(office_folder), delay], cwd=ROOT,
            stdout=subprocess.PIPE, text=True,
        ) as process:  # fmt: skip
            assert process.stdout is not None
            assert process.stdout.readline() == "turning\n"
            process.wait()
        assert process.returncode == -9
        with Office.open(office_folder, today=lambda: TODAY) as office:
            outcomes.append(count(office, "member"))
            assert trail.verify(office.file.db) is None
            is_off = outcomes[-1] == 0
            assert [step.undone for step in steps(office)] == [is_off]
            assert (redo(office) if is_off else undo(office)) is not None
            assert count(office, "member") == (ROWS if is_off else 0)
            if not is_off:
                redo(office)
    assert set(outcomes) <= {0, ROWS}
