"""The history of a record in the clerk's words, and the way back."""

from __future__ import annotations

import pytest

from tests.usecases.test_undo import added, changed
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.storage import trail
from unionoffice.usecases.history import ADDED, BROUGHT_BACK, CHANGED, TRASHED, restore, versions
from unionoffice.usecases.keep_record import bring_back, trash
from unionoffice.usecases.office import Office
from unionoffice.usecases.undo import undo

PERSON = {
    "name": "职工甲",
    "gender": "女",
    "id_number": "110105199003070025",
    "phone": "13800000000",
    "unit": "一车间",
    "joined_on": "2020-05-01",
}


def test_every_saving_is_told_newest_first_with_old_and_new_words(office: Office) -> None:
    row_id = added(office, "work_log", title="例会", category="其他", when="2026-05-01")
    changed(office, "work_log", row_id, title="座谈会", when="")
    trash(office, "work_log", [row_id])
    bring_back(office, "work_log", [row_id])
    found = versions(office, "work_log", row_id)
    assert [each.act for each in found] == [BROUGHT_BACK, TRASHED, CHANGED, ADDED]
    assert [(each.title, each.old, each.new) for each in found[2].changes] == [
        ("日期", "2026-05-01", ""),
        ("事项", "例会", "座谈会"),
    ]
    assert {each.actor for each in found} == {"经办甲"}
    assert ("事项", "", "例会") in [(each.title, each.old, each.new) for each in found[3].changes]


def test_links_are_told_by_their_names(office: Office) -> None:
    kind = office.codebook["event_type"].labels[0]
    event = added(office, "event", title="联欢", type=kind)
    item = added(office, "item", event=office.link("event", event), item="红旗")
    (version,) = versions(office, "item", item)
    assert ("活动", "", "联欢") in [(each.title, each.old, each.new) for each in version.changes]


def test_what_identifies_a_person_is_masked_until_it_is_asked_for_and_that_is_noted(office: Office) -> None:
    row_id = added(office, "member", **PERSON)
    changed(office, "member", row_id, phone="13800001111")
    told = str(versions(office, "member", row_id))
    shown = "".join(each.old + each.new for version in versions(office, "member", row_id) for each in version.changes)
    assert "13800000000" in told  # the values are there for the way back
    assert "13800000000" not in shown
    assert PERSON["id_number"] not in shown
    assert "职工甲" not in shown
    assert trail.events(office.file.db, "view") == []
    open_words = [each.new for version in versions(office, "member", row_id, unmasked=True) for each in version.changes]
    assert "13800000000" in open_words
    assert [each.new for each in trail.events(office.file.db, "view")] == [
        {"ledger": "member", "record": row_id, "what": "history"}
    ]


def test_a_masked_value_that_looks_the_same_is_told_to_differ(office: Office) -> None:
    row_id = added(office, "member", **PERSON)
    changed(office, "member", row_id, phone="13855550000")
    change = versions(office, "member", row_id)[0].changes[0]
    assert change.new == f"{change.old}（有改动）"


def test_an_earlier_version_comes_back_as_one_step(office: Office) -> None:
    row_id = added(office, "work_log", title="例会", category="其他", when="2026-05-01")
    changed(office, "work_log", row_id, title="座谈会", when="")
    trash(office, "work_log", [row_id])
    first = versions(office, "work_log", row_id)[-1]
    record = restore(office, "work_log", row_id, first)
    assert (record.label, record.trashed) == ("例会", False)
    assert record.text(record.ledger.get("when")) == "2026-05-01"
    assert office.ids("work_log", Query(words="例会")) == [row_id]
    done = undo(office)
    assert done is not None
    assert done.title.startswith("恢复工作日志“座谈会”到 ")
    assert office.record("work_log", row_id).trashed
    assert office.record("work_log", row_id).label == "座谈会"


def test_the_present_version_is_not_written_again(office: Office) -> None:
    row_id = added(office, "unit", name="甲分会")
    with pytest.raises(OfficeError, match="相同"):
        restore(office, "unit", row_id, versions(office, "unit", row_id)[0])


def test_a_version_that_no_longer_fits_says_why_and_changes_nothing(office: Office) -> None:
    row_id = added(office, "member", **PERSON)
    changed(office, "member", row_id, id_number="110105199003080020")
    added(office, "member", **{**PERSON, "name": "职工乙", "phone": "13900000000"})
    trash(office, "member", [row_id])
    first = versions(office, "member", row_id)[-1]
    head = trail.head(office.file.db)
    with pytest.raises(OfficeError, match="不能恢复到这个版本。身份证号"):
        restore(office, "member", row_id, first)
    assert trail.head(office.file.db) == head
    assert office.record("member", row_id).trashed


def test_an_erased_version_says_so(office: Office) -> None:
    row_id = added(office, "unit", name="甲分会")
    with office.file.write(purging=True) as db:
        trail.erase(db, "unit", row_id)
    (version,) = versions(office, "unit", row_id)
    assert (version.values, version.changes) == (None, ())
    with pytest.raises(OfficeError, match="依法清除"):
        restore(office, "unit", row_id, version)
