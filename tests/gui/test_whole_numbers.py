"""Lists hide the middle of numbers of persons; who wants them whole says why, and they are hidden again by themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.gui.hand import CTRL, RecordedMessages
from tests.gui.test_ledger_page import added, pane_of
from tests.gui.test_table_tools import asked
from unionoffice.gui.commands import COMMANDS
from unionoffice.gui.ledger.commands import run
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.main_window import MainWindow
from unionoffice.ledgers import BY_KEY
from unionoffice.storage import trail
from unionoffice.usecases.office import Office

ID, PHONE = "11010519491231002X", "13800001234"
SHOW = next(each for each in COMMANDS if each.words == "显示/隐藏完整号码")


@pytest.fixture
def roll(window: MainWindow, office: Office) -> LedgerPane:
    added(office, "member", name="职工甲", id_number=ID, phone=PHONE, gender="女")
    pane = pane_of(window, "会员名册")
    pane.recount()
    pane.table.go_to_row(0)
    return pane


def cell(pane: LedgerPane, key: str) -> str:
    rows = pane.table.rows
    return str(rows.index(0, rows.column_of(pane.ledger.get(key))).data())


def copied(pane: LedgerPane) -> str:
    QTest.keyClick(pane.table, Qt.Key.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    return mime.text() + mime.html()


def test_a_list_and_what_is_copied_from_it_hide_the_middle(roll: LedgerPane) -> None:
    assert (cell(roll, "id_number"), cell(roll, "phone"), cell(roll, "name")) == (
        "110105********002X",
        "138****1234",
        "职工甲",
    )
    words = copied(roll)
    assert ID not in words
    assert PHONE not in words
    assert "110105********002X" in words


def test_the_box_of_a_column_hides_them_and_still_finds_by_any_digits(roll: LedgerPane) -> None:
    roll.table.columns.show(roll.table.rows.column_of(roll.ledger.get("id_number")), on=True)
    box = asked(roll, "id_number")
    assert [box.values.item(row).text() for row in range(box.values.count())] == ["110105********002X　1"]
    box.search.setText("19491231")
    box._list_found()
    assert box.values.count() == 1
    box.search.setText("19490101")
    box._list_found()
    assert box.values.count() == 0
    box.close()


def test_they_are_shown_for_a_reason_that_the_trail_keeps_and_hidden_again(
    roll: LedgerPane, office: Office, messages: RecordedMessages
) -> None:
    messages.answers = ["取消"]
    run(SHOW, roll)
    assert cell(roll, "id_number") != ID
    assert trail.events(office.file.db, "view") == []
    messages.answers = ["联系本人"]
    run(SHOW, roll)
    assert (cell(roll, "id_number"), cell(roll, "phone")) == (ID, PHONE)
    assert ID in copied(roll)
    (event,) = trail.events(office.file.db, "view")
    assert event.new == {"ledger": "member", "what": "list", "reason": "联系本人"}
    assert roll.table._numbers_seen.isActive()
    roll.table._numbers_seen.timeout.emit()
    assert cell(roll, "id_number") == "110105********002X"


def test_leaving_the_page_hides_them(window: MainWindow, roll: LedgerPane, messages: RecordedMessages) -> None:
    messages.answers = ["核对证件"]
    run(SHOW, roll)
    assert cell(roll, "id_number") == ID
    window.show_page("首页")
    window.show_page("会员名册")
    assert cell(roll, "id_number") == "110105********002X"


def test_asking_again_hides_them_without_a_question(roll: LedgerPane, messages: RecordedMessages) -> None:
    messages.answers = ["核对证件"]
    run(SHOW, roll)
    run(SHOW, roll)
    assert cell(roll, "phone") == "138****1234"


def test_only_ledgers_with_such_numbers_offer_it() -> None:
    offering = {key for key, ledger in BY_KEY.items() if SHOW.is_for(ledger)}
    with_numbers = {key for key, ledger in BY_KEY.items() if any(each.kind.identifies for each in ledger.fields)}
    assert offering == with_numbers
    assert {"member", "household"} <= offering
    assert "work_log" not in offering
