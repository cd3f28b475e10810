"""Undo against a model that remembers every state as a copy."""

from __future__ import annotations

import contextlib
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.conftest import TODAY
from unionoffice.domain.own import OwnKind
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.storage import trail
from unionoffice.storage.undo_steps import MOST
from unionoffice.usecases.import_ledger import import_file
from unionoffice.usecases.keep_record import bring_back, keep, trash
from unionoffice.usecases.office import Office
from unionoffice.usecases.own_fields import add_field
from unionoffice.usecases.undo import one_step, redo, steps, undo

State = dict[str, dict[int, tuple[dict[str, Any], bool]]]
"""For each ledger the records by id: their values, and whether they are in the trash."""
LEDGERS = ("unit", "work_log", "event", "item")


def state_of(office: Office) -> State:
    return {
        ledger: {
            record.id: (dict(record.values), record.trashed)
            for trashed in (False, True)
            for record in office.records(ledger, office.ids(ledger, Query(trashed=trashed)))
        }
        for ledger in LEDGERS
    }


def refuse_stale_words(office: Office) -> None:
    """Every record must be called and found by what it holds now."""
    for ledger in LEDGERS:
        table = office.table(ledger)
        columns = "id, label, pinyin, search_text"
        rows = office.file.db.execute("SELECT " + columns + " FROM " + ledger).fetchall()
        for row_id, *found_by in rows:
            stored = table._stored(office.record(ledger, row_id))
            assert found_by == [stored["label"], stored["pinyin"], stored["search_text"]], (ledger, row_id)


def added(office: Office, ledger: str, **raw: object) -> int:
    kept = keep(office, ledger, raw)
    assert kept.record is not None, kept.problems
    return kept.record.id


def changed(office: Office, ledger: str, row_id: int, **raw: object) -> None:
    kept = keep(office, ledger, raw, office.record(ledger, row_id))
    assert kept.record is not None, kept.problems


NAMES = st.sampled_from(["甲分会", "乙分会", "丙分会", "丁分会", "戊分会"])
WORKS = st.tuples(
    st.sampled_from(["add", "change", "trash", "back", "undo", "undo", "redo", "reopen", "two"]),
    st.sampled_from(LEDGERS),
    st.integers(0, 5),
    NAMES,
    st.integers(0, 999),
)


class Model:
    """The states before and after each step."""

    def __init__(self, state: State) -> None:
        self.now = state
        self.past: list[State] = []
        self.future: list[State] = []

    def step(self, state: State) -> None:
        self.past.append(self.now)
        self.future.clear()
        self.now = state

    def undo(self) -> bool:
        if not self.past:
            return False
        self.future.append(self.now)
        self.now = self.past.pop()
        return True

    def redo(self) -> bool:
        if not self.future:
            return False
        self.past.append(self.now)
        self.now = self.future.pop()
        return True


def seen(state: State, ever: set[tuple[str, int]]) -> State:
    """Leave out what a taken back addition left in the trash: the model never had it, or has it no more."""
    return {
        ledger: {each: row for each, row in rows.items() if not row[1] or (ledger, each) in ever}
        for ledger, rows in state.items()
    }


def raw_for(office: Office, ledger: str, name: str, number: int) -> dict[str, object]:
    if ledger == "unit":
        return {"name": f"{name}{number}"}
    events = sorted(office.ids("event", Query()))
    if ledger == "event":
        words = {"title": f"{name}联欢", "type": office.codebook["event_type"].labels[0], "people": f"{name}{number}"}
        # Another event's name stands in what this one is found by.
        series = {"series": office.link("event", events[number % len(events)])} if events and number % 3 else {}
        return {**words, **series}
    if ledger == "item":
        return {"event": office.link("event", events[number % len(events)]), "item": name, "amount": str(number + 1)}
    return {"title": f"{name}例会", "category": "其他", "chapter": f"{name}章"}


def pick(office: Office, ledger: str, at: int, *, trashed: bool) -> int | None:
    ids = sorted(office.ids(ledger, Query(trashed=trashed)))
    return ids[at % len(ids)] if ids else None


def do(office: Office, work: str, ledger: str, at: int, name: str, number: int) -> None:
    if ledger == "item" and not office.count("event", Query()):
        ledger = "event"
    if work == "add":
        added(office, ledger, **raw_for(office, ledger, name, number))
    elif work == "two":
        with one_step(office, "两条"):
            added(office, "unit", name=f"{name}一{number}")
            added(office, "unit", name=f"{name}二{number}")
    elif (row_id := pick(office, ledger, at, trashed=work == "back")) is not None:
        if work == "change":
            changed(office, ledger, row_id, **raw_for(office, ledger, name, number))
        elif work == "trash":
            trash(office, ledger, [row_id])
        else:
            bring_back(office, ledger, [row_id])


@settings(max_examples=20)
@given(works=st.lists(WORKS, min_size=1, max_size=14))
def test_any_sequence_with_undo_and_redo_equals_a_model_of_copies(
    works: list[tuple[str, str, int, str, int]], tmp_path_factory: pytest.TempPathFactory, blank_office: Path
) -> None:
    folder = Path(shutil.copytree(blank_office, tmp_path_factory.mktemp("law") / "o"))
    with contextlib.ExitStack() as stack:
        office = stack.enter_context(Office.open(folder, today=lambda: TODAY))
        model = Model(state_of(office))
        for work in works:
            if work[0] in ("undo", "redo"):
                done = undo(office) if work[0] == "undo" else redo(office)
                assert (done is not None) == (model.undo() if work[0] == "undo" else model.redo())
            elif work[0] == "reopen":
                stack.pop_all().close()
                office = stack.enter_context(Office.open(folder, today=lambda: TODAY))
            else:
                before = len(trail.latest(office.file.db, 10_000))
                with contextlib.suppress(OfficeError):
                    do(office, *work)
                if len(trail.latest(office.file.db, 10_000)) > before:
                    model.step(deepcopy(state_of(office)))
            ever = {(ledger, each) for ledger, rows in model.now.items() for each in rows}
            assert seen(state_of(office), ever) == model.now
            refuse_stale_words(office)
        assert trail.verify(office.file.db) is None


def test_nothing_done_means_nothing_to_take_back(office: Office) -> None:
    assert (undo(office), redo(office), steps(office)) == (None, None, [])


def test_steps_are_named_by_what_they_did(office: Office) -> None:
    unit = added(office, "unit", name="甲分会")
    changed(office, "unit", unit, name="乙分会")
    trash(office, "unit", [unit])
    bring_back(office, "unit", [unit])
    other = added(office, "unit", name="丙分会")
    trash(office, "unit", [unit, other])
    title = office.ledgers.by_key["unit"].title
    assert [step.title for step in steps(office)] == [
        f"新增{title}“甲分会”",
        f"修改{title}“乙分会”",
        f"删除{title}“乙分会”",
        f"恢复{title}“乙分会”",
        f"新增{title}“丙分会”",
        f"删除{title} 2 条",
    ]


def test_an_import_is_one_step_and_comes_back_whole(office: Office, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["事项", "类别", "时间"])
    for at in range(40):
        sheet.append([f"第{at}次例会", "其他", "2026-05-01"])
    book.save(tmp_path / "log.xlsx")
    assert import_file(office, "work_log", tmp_path / "log.xlsx").added == 40
    ids = sorted(office.ids("work_log", Query()))
    for turn, left in ((undo, 0), (redo, 40), (undo, 0)):
        before = trail.last_batch(office.file.db)
        done = turn(office)
        assert done is not None
        assert (done.title, done.ledgers) == ("导入工作日志 40 条", ("work_log",))
        assert done.rows == tuple(("work_log", each) for each in ids)
        assert office.count("work_log", Query()) == left
        written = trail.changes(office.file.db, before + 1)
        # What was written last is taken back first; only the trash changed.
        assert [each.row_id for each in written if each.table == "work_log"] == (ids if turn is redo else ids[::-1])
        for each in written:
            assert each.old is not None
            assert each.new is not None
            assert {name for name in each.old if each.old[name] != each.new[name]} == {"deleted_at", "row_version"}


def test_a_number_given_once_is_never_given_again(office: Office) -> None:
    first = added(office, "work_log", title="例会", category="其他", when="2026-05-01")
    undo(office)
    second = added(office, "work_log", title="例会", category="其他", when="2026-05-01")
    numbers = [office.record("work_log", each).values["no"] for each in (first, second)]
    assert numbers == ["GZ2026-0001", "GZ2026-0002"]


def test_a_new_change_ends_what_could_be_done_again(office: Office) -> None:
    added(office, "unit", name="甲分会")
    undo(office)
    added(office, "unit", name="乙分会")
    assert redo(office) is None
    assert len(steps(office)) == 1


def test_a_hundred_steps_are_kept(office: Office) -> None:
    unit = added(office, "unit", name="甲分会")
    for at in range(MOST + 5):
        changed(office, "unit", unit, name=f"甲分会{at}")
    assert len(steps(office)) == MOST
    while undo(office) is not None:
        pass
    assert office.record("unit", unit).label == "甲分会4"


def test_words_that_a_record_taught_a_list_go_with_it(office: Office) -> None:
    chapters = office.codes.chapters()
    assert "新章" not in office.codebook["chapter"].labels
    added(office, "work_log", title="例会", category="其他", chapter="新章")
    assert "新章" in office.codebook["chapter"].labels
    undo(office)
    assert office.codes.chapters() == chapters
    assert "新章" not in office.codebook["chapter"].labels
    redo(office)
    assert "新章" in office.codebook["chapter"].labels


def test_a_list_changed_since_is_left_alone(office: Office) -> None:
    row_id = added(office, "work_log", title="例会", category="其他", chapter="新章")
    office.codes.set_chapters(reversed(office.codes.chapters()))
    after = office.codes.chapters()
    assert undo(office) is not None
    assert office.record("work_log", row_id).trashed
    assert office.codes.chapters() == after


def test_a_record_changed_by_no_step_stops_the_undo_and_stays(office: Office) -> None:
    first, second = added(office, "unit", name="甲分会"), added(office, "unit", name="乙分会")
    with one_step(office, "两条改名"):
        changed(office, "unit", first, name="甲")
        changed(office, "unit", second, name="乙")
    with office.file.write() as db:
        db.execute("UPDATE unit SET name = '外来', row_version = row_version + 1 WHERE id = ?", [first])
        db.execute("DELETE FROM undo_step WHERE title <> '两条改名'")
        db.execute("INSERT INTO undo_step(batch, title, undone) SELECT batch, '', 0 FROM now_writing")
    with office.file.write() as db:
        db.execute("DELETE FROM undo_step WHERE title = ''")
    before, head = state_of(office), trail.head(office.file.db)
    with pytest.raises(OfficeError, match="后来又被改过"):
        undo(office)
    assert state_of(office) == before
    assert trail.head(office.file.db) == head
    assert [step.undone for step in steps(office)] == [False]


def test_what_comes_out_of_the_trash_is_found_by_what_it_was_before(office: Office) -> None:
    kind = office.codebook["event_type"].labels[0]
    event = added(office, "event", title="联欢", type=kind)
    item = added(office, "item", event=office.link("event", event), item="红旗", amount="12.50")
    words = "SELECT search_text FROM item WHERE id = ?"
    before = office.file.db.execute(words, [item]).fetchone()
    # Since then the event's name alone does not say which one is meant.
    added(office, "event", title="联欢", type=kind)
    trash(office, "item", [item])
    undo(office)
    assert office.file.db.execute(words, [item]).fetchone() == before


def test_an_own_field_that_came_since_keeps_nothing_from_being_taken_back(office: Office) -> None:
    unit, other = added(office, "unit", name="甲分会"), added(office, "unit", name="乙分会")
    step = steps(office)[0]
    add_field(office, "unit", "爱好", OwnKind.TEXT)
    with office.file.write() as db:
        db.execute("DELETE FROM undo_step WHERE id <> ?", [step.id])
        db.execute("INSERT INTO undo_step(batch, title, undone) SELECT batch, '', 0 FROM now_writing")
    with office.file.write() as db:
        db.execute("DELETE FROM undo_step WHERE title = ''")
    assert undo(office) is not None
    assert (office.record("unit", unit).trashed, office.record("unit", other).trashed) == (True, False)
    assert redo(office) is not None
    assert not office.record("unit", unit).trashed


def test_a_form_open_since_before_the_undo_cannot_overwrite_it(office: Office) -> None:
    unit = added(office, "unit", name="甲分会")
    changed(office, "unit", unit, name="乙分会")
    open_form = office.record("unit", unit)
    undo(office)
    with pytest.raises(OfficeError, match="已被修改"):
        keep(office, "unit", {"name": "丙分会"}, open_form)


def test_after_a_purge_nothing_before_it_comes_back(office: Office) -> None:
    unit = added(office, "unit", name="甲分会")
    with office.file.write(purging=True) as db:
        db.execute("DELETE FROM unit WHERE id = ?", [unit])
        trail.erase(db, "unit", unit)
    assert steps(office) == []
    assert undo(office) is None


def test_what_failed_leaves_no_step(office: Office) -> None:
    def add_and_fail() -> None:
        with one_step(office, "坏了"):
            added(office, "unit", name="甲分会")
            raise OfficeError("坏了。")

    with pytest.raises(OfficeError):
        add_and_fail()
    added(office, "unit", name="乙分会")
    assert [step.title for step in steps(office)] == [f"新增{office.ledgers.by_key['unit'].title}“乙分会”"]


def test_parents_come_back_with_the_children_that_went_with_them(office: Office) -> None:
    event = added(office, "event", title="联欢", type=office.codebook["event_type"].labels[0])
    item = added(office, "item", event=office.link("event", event), item="红旗", amount="12.50")
    trash(office, "event", [event])
    assert office.count("item", Query()) == 0
    done = undo(office)
    assert done is not None
    assert set(done.rows) == {("event", event), ("item", item)}
    assert office.ids("item", Query(words="联欢")) == [item]
