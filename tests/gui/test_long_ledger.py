"""A long ledger shows its first rows at once and lists the others when those have been painted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hand import CTRL, Hand, Key
from unionoffice.domain.query import Query
from unionoffice.gui.ledger import listing
from unionoffice.gui.ledger.listing import FIRST_ROWS
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.ledger.table_model import LedgerTableModel
from unionoffice.gui.main_window import MainWindow
from unionoffice.ledgers import BY_KEY
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

ENTRIES = 150
LAST = ENTRIES - 1


@pytest.fixture
def pane(window: MainWindow, office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[LedgerPane]:
    """The log, with more entries than a short ledger has; the newest day is listed first."""
    monkeypatch.setattr(listing, "MANY", 100)
    with office.file.write():
        for number in range(ENTRIES):
            day = f"2026-{number // 28 + 1:02}-{number % 28 + 1:02}"
            kept = keep(office, "work_log", {"title": f"第{number}件", "category": "其他", "when": day})
            assert kept.record is not None, kept.problems
    window.show_page("工作日志")
    pane: LedgerPane = window.pages["工作日志"].panes[0]
    yield pane
    events()
    # The totals of a long ledger are added up a moment later, when the office of this test is closed.
    pane.let_go()


def all_titles(pane: LedgerPane) -> list[str]:
    rows = [pane.table.rows.record_at(row) for row in range(len(pane.table.rows.ids))]
    return [record.label for record in rows if record is not None]


def current_title(pane: LedgerPane) -> str:
    record = pane.table.current_record()
    return "" if record is None else record.label


def events() -> None:
    for _ in range(2):
        QApplication.processEvents()


def test_the_first_rows_come_at_once_and_the_rest_after_them(pane: LedgerPane) -> None:
    pane.show_query(Query())
    assert (pane.table.rows.rowCount(), pane.table.rows.is_complete) == (FIRST_ROWS, False)
    assert pane.table.rows.index(0, 0).data() == "1"
    events()
    assert (pane.table.rows.rowCount(), pane.table.rows.is_complete) == (ENTRIES, True)
    assert pane.head.counts.text() == f"共 {ENTRIES} 条"
    assert all_titles(pane) == [f"第{number}件" for number in reversed(range(ENTRIES))]
    assert current_title(pane) == f"第{LAST}件"


def test_whoever_needs_all_rows_has_them_without_waiting(pane: LedgerPane) -> None:
    pane.show_query(Query())
    assert len(pane.table.rows.ids) == ENTRIES
    assert pane.head.counts.text() == f"共 {ENTRIES} 条"


def test_a_row_beyond_the_first_is_gone_to_and_stays_the_current_one(pane: LedgerPane, office: Office) -> None:
    oldest = office.ids("work_log", Query())[LAST]
    pane.show_query(Query())
    assert pane.table.go_to(oldest)
    events()
    assert current_title(pane) == "第0件"
    assert pane.table.currentIndex().row() == LAST


def test_ctrl_end_right_after_opening_reaches_the_last_row(pane: LedgerPane) -> None:
    pane.show_query(Query())
    pane.table.setFocus()
    events()
    QTest.keyClick(pane.table, Qt.Key.Key_End, CTRL)
    assert current_title(pane) == "第0件"


def test_sorting_keeps_the_current_record_and_shows_the_top(pane: LedgerPane) -> None:
    pane.show_query(Query())
    events()
    pane.sort("when", False)
    assert pane.table.rows.rowCount() == FIRST_ROWS
    events()
    assert (current_title(pane), pane.table.currentIndex().row()) == (f"第{LAST}件", LAST)
    assert pane.table.verticalScrollBar().value() == 0
    assert all_titles(pane)[:2] == ["第0件", "第1件"]


def test_two_lists_in_one_breath_end_with_the_second(pane: LedgerPane) -> None:
    pane.show_query(Query())
    events()
    pane.table.go_to_row(3)
    pane.sort("when", False)
    pane.sort("when", True)
    events()
    assert current_title(pane) == f"第{LAST - 3}件"
    assert all_titles(pane)[0] == f"第{LAST}件"


def test_a_search_that_finds_more_than_the_first_rows_lists_them_all(pane: LedgerPane) -> None:
    pane.show_query(Query(words="第1"))
    assert pane.table.rows.rowCount() == FIRST_ROWS or pane.table.rows.is_complete
    events()
    expected = [f"第{number}件" for number in reversed(range(ENTRIES)) if str(number).startswith("1")]
    assert all_titles(pane) == expected
    assert pane.head.counts.text() == f"显示 {len(expected)} / {ENTRIES} 条"


def test_a_search_that_finds_few_or_none_is_whole_at_once(pane: LedgerPane) -> None:
    pane.show_query(Query(words="第149"))
    assert (pane.table.rows.rowCount(), pane.table.rows.is_complete) == (1, True)
    pane.show_query(Query(words="没有这件事"))
    assert (pane.table.rows.rowCount(), pane.empty.isHidden()) == (0, False)


def test_saving_far_down_does_not_show_the_top_in_between(pane: LedgerPane, window: MainWindow, hand: Hand) -> None:
    pane.show_query(Query())
    events()
    pane.table.go_to_row(120)
    pane.edit()
    pane.form.fields.editors["title"].setFocus()
    hand.write("改过的事")
    hand.press(Key.Key_S, CTRL)
    assert pane.table.rows.rowCount() == ENTRIES
    assert (pane.table.currentIndex().row(), current_title(pane)[-4:]) == (120, "改过的事")


def test_rows_that_changed_in_between_are_listed_anew() -> None:
    model = LedgerTableModel(BY_KEY["work_log"], lambda ids: [])
    told: list[int] = []
    model.completed.connect(lambda: told.append(model.rowCount()))
    model.show_ids([3, 2], lambda: [4, 3, 2, 1])
    assert list(model.ids) == [4, 3, 2, 1]
    assert list(model.ids) == [4, 3, 2, 1]
    assert told == [4]
