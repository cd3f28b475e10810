"""Members merged and merged again with all that hangs on them, and records changed while a box still shows them."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from tests.breaking.offices import all_rows, changed, kept, without_new_trash
from tests.invented_values import id_number
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.usecases import bulk_edit
from unionoffice.usecases.attach_file import attach_content
from unionoffice.usecases.bulk_aid import give_aid, mark_paid, plan_aid
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.merge_members import merge_members, references
from unionoffice.usecases.office import Office
from unionoffice.usecases.register_people import register, sign_in
from unionoffice.usecases.undo import redo, undo


def member(office: Office, order: int, **raw: object) -> Record:
    row = {
        "name": f"职工{order}", "gender": "男" if order % 2 else "女", "id_number": id_number(date(1985, 6, 5), order),
        "phone": f"1380013800{order}", "unit": "一分会", "joined_on": "2020-01-01", **raw,
    }  # fmt: skip
    return kept(office, "member", **row)


def test_three_merged_one_after_the_other_lose_nothing_and_come_apart_again(office: Office) -> None:
    one, two, three = (
        member(office, at, photo=(attach_content(office, f"照片{at}".encode(), "照片.jpg"),)) for at in (1, 2, 3)
    )
    home = kept(office, "household", head="职工1", id_number=id_number(date(1985, 6, 5), 1), category="低保户",
                cause="其他", member=office.link("member", one.id))  # fmt: skip
    gone = kept(office, "household", head="旧档", id_number=id_number(date(1985, 6, 5), 9), category="低保户",
                cause="其他", member=office.link("member", one.id))  # fmt: skip
    trash(office, "household", [gone.id])
    event = kept(office, "event", title="联欢", type="文体")
    register(office, event.id, [office.link("member", each.id) for each in (one, two)])
    kept(office, "membership_change", member=office.link("member", one.id), changed_on="2026-03-01", change="转出")
    kept(office, "award", title="先进个人", member=office.link("member", two.id))
    before = deepcopy(all_rows(office))

    merge_members(office, two.id, one.id, ["phone"])
    merge_members(office, three.id, two.id, ["name", "phone"])

    last = office.record("member", three.id)
    assert (last.label, last.values["phone"], last.values["state"]) == ("职工2", "13800138001", "转出")
    assert len(last.values["photo"]) == 3
    assert [references(office, each.id) for each in (one, two, three)] == [0, 0, 6]
    assert office.record("household", home.id).values["member"].id == three.id
    assert office.record("household", gone.id).values["member"].id == three.id
    assert office.record("household", gone.id).trashed
    for _ in range(2):
        assert undo(office) is not None
    assert without_new_trash(all_rows(office), before) == before
    for _ in range(2):
        assert redo(office) is not None
    assert references(office, three.id) == 6


def test_a_merge_that_cannot_be_kept_changes_nothing(office: Office) -> None:
    one, two = member(office, 1), member(office, 2)
    trash(office, "member", [two.id])
    three = member(office, 2)
    before = deepcopy(all_rows(office))
    for kept_id, other_id in ((one.id, one.id), (one.id, two.id), (two.id, three.id)):
        with pytest.raises(OfficeError, match="两个不同的"):
            merge_members(office, kept_id, other_id, ())
    assert all_rows(office) == before


# What another box changed meanwhile


def test_a_box_that_shows_an_older_state_overwrites_nothing(office: Office) -> None:
    one = member(office, 1)
    event = kept(office, "event", title="联欢", type="文体")
    (row,) = register(office, event.id, [office.link("member", one.id)])
    homes = [kept(office, "household", head=f"户主{at}", id_number=id_number(date(1980, 1, 1), at), category="低保户",
                  cause="其他").id for at in (1, 2)]  # fmt: skip
    ledger = office.ledgers.by_key["household"]
    seen = bulk_edit.preview(office, ledger, homes, ledger.get("nation"), bulk_edit.set_to("回族"))
    changed(office, "household", homes[1], phone="13800138000")
    changed(office, "attendance", row.id, group="甲组")
    before = deepcopy(all_rows(office))
    with pytest.raises(OfficeError, match="已被修改"):
        bulk_edit.apply(office, ledger, seen)
    with pytest.raises(OfficeError, match="已被修改"):
        sign_in(office, [row], came=True)
    with pytest.raises(OfficeError, match="已被修改"):
        keep(office, "member", {"post": "班长"}, one) if changed(office, "member", one.id, post="组长") else None
    undo(office)
    assert without_new_trash(all_rows(office), before) == before


def test_a_household_trashed_behind_the_box_gets_no_aid(office: Office) -> None:
    home = kept(
        office, "household", head="户主", id_number=id_number(date(1980, 1, 1), 1), category="低保户", cause="其他"
    )
    planned = plan_aid(office, [home.id], {"class": "帮扶救助", "kind": "生活救助", "per_amount": "500"})
    trash(office, "household", [home.id])
    again = plan_aid(office, [home.id], {"class": "帮扶救助", "kind": "生活救助", "per_amount": "500"})
    assert [each.is_refused for each in again] == [True]
    with pytest.raises(OfficeError, match="回收站"):
        give_aid(office, planned)
    assert office.count("aid", Query()) == 0
    with pytest.raises(OfficeError):
        mark_paid(office, [1])


def test_a_second_program_is_kept_out_and_the_first_goes_on(office_folder: Path) -> None:
    with Office.open(office_folder) as first:
        with pytest.raises(OfficeError):
            Office.open(office_folder)
        kept(first, "unit", name="一分会")
    with Office.open(office_folder) as second:
        assert second.count("unit", Query()) == 1
        assert undo(second) is not None
