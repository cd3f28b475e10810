"""The trash of every ledger: seen, understood, and left again."""

from __future__ import annotations

import pytest

from tests.gui.hand import RecordedMessages
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.gui.ledger.child_grid import ChildGrid
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.ledger.parent_form import ParentForm
from unionoffice.gui.main_window import MainWindow
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.office import Office


def kept(office: Office, ledger: str, **raw: object) -> Record:
    done = keep(office, ledger, raw)
    assert done.record is not None, done.problems
    return done.record


@pytest.fixture
def event(office: Office) -> Record:
    record = kept(office, "event", title="联欢", type=office.codebook["event_type"].labels[0])
    for name in ("红旗", "音响"):
        kept(office, "item", event=office.link("event", record.id), item=name)
    return record


@pytest.fixture
def pane(window: MainWindow, event: Record) -> LedgerPane:
    pane = window.pane_of("event")
    pane.show_record(event.id)
    return pane


@pytest.fixture
def grid(pane: LedgerPane) -> ChildGrid:
    pane.form_asked.emit()
    assert isinstance(pane.form, ParentForm)
    assert pane.form.old is None
    pane.form.show_record(pane.table.current_record())  # type: ignore[arg-type]
    return next(each for each in pane.form.grids if each.ledger.key == "item")


def names(grid: ChildGrid, office: Office) -> list[str]:
    return sorted(each.label for each in office.records("item", grid.table.rows.ids))


def test_the_trash_of_a_page_counts_its_own_rows_and_has_a_button_that_brings_them_back(
    pane: LedgerPane, office: Office
) -> None:
    pane.remove_selected()
    assert pane.head.restore.isHidden()
    pane.filters.trash.trigger()
    assert pane.head._told == "回收站 · 2026年上半年 · 共 1 条"
    assert (pane.head.restore.isHidden(), pane.head.add.isHidden()) == (False, True)
    pane.table.go_to_row(0)
    pane.head.restore.click()
    assert office.count("event", Query()) == 1
    pane.filters.clear()
    assert (pane.head.restore.isHidden(), pane.head.add.isHidden()) == (True, False)


def test_a_child_goes_to_the_trash_of_its_grid_and_comes_back(grid: ChildGrid, office: Office) -> None:
    assert grid.trash.isHidden()
    grid.table.go_to_row(0)
    grid.delete.click()
    assert grid.trash.text() == "回收站 1"
    assert not grid.trash.isHidden()
    left = names(grid, office)
    assert len(left) == 1
    grid.trash.click()
    assert names(grid, office) != left
    assert (grid.delete.text(), grid.add.isEnabled(), grid.change.isEnabled()) == ("恢复", False, False)
    grid.delete.click()
    assert names(grid, office) == ["红旗", "音响"]
    assert (grid.delete.text(), grid.add.isEnabled()) == ("删除", True)
    assert grid.trash.isHidden()


def test_a_trashed_parent_is_brought_back_with_its_children_before_it_is_corrected(
    pane: LedgerPane, event: Record, office: Office, messages: RecordedMessages
) -> None:
    trash(office, "event", [event.id])
    pane.filters.trash.trigger()
    pane.table.go_to(event.id)
    messages.answers = ["取消"]
    pane.edit()
    assert "回收站" in messages.said[0]
    assert office.record("event", event.id).trashed
    messages.answers = ["恢复"]
    pane.edit()
    assert not office.record("event", event.id).trashed
    assert office.count("item", Query(parent=event.id)) == 2
    assert pane.opened_form is None or not pane.opened_form.isVisible()


def test_a_child_of_a_trashed_parent_says_what_to_bring_back_first(
    grid: ChildGrid, pane: LedgerPane, event: Record, office: Office, messages: RecordedMessages
) -> None:
    grid.table.go_to_row(0)
    grid.delete.click()
    grid.trash.click()
    trash(office, "event", [event.id])
    grid.delete.click()
    assert "先恢复它" in messages.said[0]
    assert office.count("item", Query(trashed=True)) == 2
