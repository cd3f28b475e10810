"""Ctrl+Z and Ctrl+Y as the hand uses them: in the table, in fields, in a form with unsaved words, on other pages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit

from tests.gui.hand import CTRL, Hand, Key, RecordedMessages
from unionoffice.domain.own import OwnKind
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.code_lists_dialog import CodeListsDialog
from unionoffice.gui.dialogs.list_dialog import ListDialog
from unionoffice.gui.dialogs.list_table import ListColumn, ListRow
from unionoffice.gui.dialogs.own_fields_dialog import OwnFieldsDialog
from unionoffice.gui.dialogs.own_register_dialog import OwnRegistersDialog
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.undo_keys import UNSAVED
from unionoffice.usecases.code_lists import add_code, rename_code
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.own_fields import add_field, add_register


@pytest.fixture
def pane(window: MainWindow, office: Office) -> LedgerPane:
    for title in ("例会", "晚会"):
        assert keep(office, "work_log", {"title": title, "category": "其他", "when": "2026-07-01"}).record is not None
    window.show_page("工作日志")
    shown: LedgerPane = window.pages["工作日志"].pane_of("work_log")
    shown.recount()
    return shown


def titles(office: Office) -> list[str]:
    return sorted(each.label for each in office.records("work_log", office.ids("work_log", Query())))


def edit_title(hand: Hand, pane: LedgerPane, words: str) -> None:
    pane.table.setFocus()
    pane.table.go_to_row(0)
    hand.press(Key.Key_F2)
    hand.fill({"title": words})


def test_a_saved_correction_is_taken_back_from_within_its_field_and_done_again(
    hand: Hand, pane: LedgerPane, office: Office
) -> None:
    edit_title(hand, pane, "座谈会")
    hand.press(Key.Key_S, CTRL)
    assert titles(office) == ["例会", "座谈会"]
    assert isinstance(hand.focus(), QLineEdit | QComboBox)
    hand.press(Key.Key_Z, CTRL)
    assert titles(office) == ["例会", "晚会"]
    assert pane.form.fields.editors["title"].raw() == "晚会"
    hand.press(Key.Key_Y, CTRL)
    assert titles(office) == ["例会", "座谈会"]
    assert pane.form.fields.editors["title"].raw() == "座谈会"
    hand.press(Key.Key_Z, CTRL)
    hand.press(Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert titles(office) == ["例会", "座谈会"]
    assert not pane.form.is_dirty


def test_a_field_being_edited_keeps_its_own_undo(hand: Hand, pane: LedgerPane, office: Office) -> None:
    edit_title(hand, pane, "座谈会")
    hand.press(Key.Key_Z, CTRL)
    assert pane.form.fields.editors["title"].raw() == "晚会"
    assert titles(office) == ["例会", "晚会"]
    assert len(office.steps.steps()) == 2
    hand.press(Key.Key_Y, CTRL)
    assert pane.form.fields.editors["title"].raw() == "座谈会"


def test_unsaved_words_are_not_lost_to_the_undo_of_something_else(
    hand: Hand, window: MainWindow, pane: LedgerPane, office: Office
) -> None:
    edit_title(hand, pane, "座谈会")
    hand.press(Key.Key_Tab)
    hand.press(Key.Key_Z, CTRL)
    assert titles(office) == ["例会", "晚会"]
    assert window.toast.sentence.text() == UNSAVED
    assert pane.form.fields.editors["title"].raw() == "座谈会"


def test_the_form_closes_when_its_record_is_taken_back(hand: Hand, pane: LedgerPane, office: Office) -> None:
    pane.table.setFocus()
    hand.press(Key.Key_N, CTRL)
    hand.fill({"title": "新会", "category": "其他"})
    hand.press(Key.Key_S, CTRL)
    assert pane.form.isVisible()
    hand.press(Key.Key_Z, CTRL)
    assert titles(office) == ["例会", "晚会"]
    assert not pane.form.isVisible()


@pytest.mark.parametrize("page", ["首页", "半年总结", "专项台账"])
def test_the_keys_work_on_every_page(page: str, window: MainWindow, pane: LedgerPane, office: Office) -> None:
    window.show_page(page)
    QTest.keyClick(window, Key.Key_Z, CTRL)
    QApplication.processEvents()
    assert len(titles(office)) == 1
    QTest.keyClick(window, Key.Key_Y, CTRL)
    assert len(titles(office)) == 2


def test_with_nothing_left_the_toast_says_so(window: MainWindow, pane: LedgerPane, office: Office) -> None:
    for _ in range(3):
        QTest.keyClick(window, Key.Key_Z, CTRL)
    assert titles(office) == []
    assert window.toast.sentence.text() == "没有可以撤销的操作"
    for _ in range(3):
        QTest.keyClick(window, Key.Key_Y, CTRL)
    assert window.toast.sentence.text() == "没有可以重做的操作"
    assert len(titles(office)) == 2


def test_an_old_toast_takes_nothing_else_back(
    window: MainWindow, pane: LedgerPane, office: Office, messages: RecordedMessages
) -> None:
    pane.table.go_to_row(0)
    pane.remove_selected()
    assert keep(office, "unit", {"name": "甲分会"}).record is not None
    window.toast.undo.click()
    assert office.count("unit", Query()) == 1
    assert len(titles(office)) == 1
    assert "Ctrl+Z" in window.toast.sentence.text()
    assert messages.said == []


def come_up(box: QDialog) -> None:
    box.show()
    box.activateWindow()
    QApplication.processEvents()


def press_in(box: QDialog, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(box, key, modifiers)
    QApplication.processEvents()


def test_options_changed_in_their_box_are_taken_back_there(desk: Desk, office: Office) -> None:
    add_code(office, "hardship_cause", "早先加的")
    box = CodeListsDialog(desk, "household")
    come_up(box)
    press_in(box, Key.Key_Z)
    assert box.sentence.text() == "这里没有可以撤销的改动"
    name = box._name
    add_code(office, name, "火灾")
    rename_code(office, name, "火灾", "房屋火灾")
    box.refresh()
    assert box.list.keys().count("房屋火灾") == 1
    press_in(box, Key.Key_Z)
    assert box.list.keys().count("火灾") == 1
    assert box.sentence.text().startswith("已撤销：选项“火灾”改名")
    press_in(box, Key.Key_Z)
    assert box.list.keys().count("火灾") == 0
    press_in(box, Key.Key_Z)
    assert "早先加的" in office.codebook["hardship_cause"].labels
    press_in(box, Key.Key_Y)
    press_in(box, Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert box.list.keys().count("房屋火灾") == 1
    press_in(box, Key.Key_Y)
    assert box.sentence.text() == "这里没有可以重做的改动"
    assert box.has_changed
    box.close()


def test_an_own_field_is_taken_back_in_its_box_and_the_pages_behind_stay_until_it_closes(
    window: MainWindow, desk: Desk, office: Office
) -> None:
    window.show_page("活动")
    behind = window.pages["活动"]
    box = OwnFieldsDialog(desk, "event", window)
    come_up(box)
    add_field(office, "event", "等级", OwnKind.TEXT)
    box.refresh()
    assert box.list.keys() == ["own_1"]
    press_in(box, Key.Key_Z)
    assert box.list.keys() == []
    assert box.sentence.text().startswith("已撤销：")
    assert box.isVisible()
    assert window.pages["活动"] is behind
    press_in(box, Key.Key_Y)
    assert box.list.keys() == ["own_1"]
    box.close()


def test_a_register_is_brought_back_in_its_box(desk: Desk, office: Office) -> None:
    add_register(office, "工具借用", "GJ")
    box = OwnRegistersDialog(desk)
    come_up(box)
    QTest.mouseClick(box.hide_or_show, Qt.MouseButton.LeftButton)
    assert office.own_registers[0].is_hidden
    press_in(box, Key.Key_Z)
    assert [each.is_hidden for each in office.own_registers] == [False]
    assert box.sentence.text().startswith("已撤销：")
    box.close()


def test_a_list_beside_the_work_takes_back_records_and_its_search_keeps_its_own(
    window: MainWindow, desk: Desk, office: Office, pane: LedgerPane
) -> None:
    box = ListDialog(desk, "清单", (ListColumn("事项"),), lambda: [ListRow((each,)) for each in titles(office)])
    come_up(box)
    box.refresh()
    before = len(box.table.shown())
    box.search.setFocus()
    QTest.keyClick(box.search, Key.Key_1)
    QTest.keyClick(box.search, Key.Key_Z, CTRL)
    assert box.search.text() == ""
    assert len(titles(office)) == before
    press_in(box, Key.Key_Z)
    assert len(titles(office)) == before - 1
    press_in(box, Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert len(titles(office)) == before
    box.close()
