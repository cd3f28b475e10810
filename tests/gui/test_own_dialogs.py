from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.gui.hand import Hand, commit
from unionoffice.domain.own import OwnKind
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.code_lists_dialog import CodeListsDialog, MergeDialog
from unionoffice.gui.dialogs.one_line_dialog import OneLineDialog
from unionoffice.gui.dialogs.own_fields_dialog import OwnFieldDialog, OwnFieldsDialog
from unionoffice.gui.dialogs.own_register_dialog import OwnRegisterDialog, OwnRegistersDialog
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.main_window import MainWindow
from unionoffice.usecases.code_lists import rename_code
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.own_fields import add_field, add_register, own_fields_of


def _click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def _in_box(kind: type[QWidget], act: Callable[[Any], object]) -> None:
    """Do something in the box that opens next, then close it if it is still open."""

    def run() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, kind), box
        try:
            act(box)
        finally:
            if box.isVisible():
                cast(Any, box).reject()

    QTimer.singleShot(0, run)


def _write(widget: QWidget, words: str) -> None:
    cast(Any, widget).selectAll()
    commit(widget, words)


def _answer(box: OneLineDialog, words: str) -> None:
    _write(box.line, words)
    _click(box.go)


def _choose(pane: LedgerPane, words: str) -> None:
    """Choose an entry of 更多."""
    pane.head.menu.aboutToShow.emit()
    next(each for each in pane.head.menu.actions() if each.text().startswith(words)).trigger()
    QApplication.processEvents()


def _pane(window: MainWindow, title: str) -> LedgerPane:
    pane: LedgerPane = window.pages[title].active
    return pane


def _come_back(window: MainWindow) -> None:
    """Give the keyboard back to the window, as a window system does when a box is closed."""
    window.activateWindow()
    QApplication.processEvents()
    cast(Any, window.stack.currentWidget()).first_focus()


def _fill_choice(box: OwnFieldDialog) -> None:
    _write(box.title, "等级")
    box.kind.setCurrentText("选项")
    _write(box.options, "甲等\n乙等\n")
    _click(box.go)


def test_a_field_added_in_the_window_is_in_form_and_table_at_once(
    window: MainWindow, hand: Hand, office: Office
) -> None:
    window.show_page("活动")

    def add(box: OwnFieldsDialog) -> None:
        _in_box(OwnFieldDialog, _fill_choice)
        _click(box.add)
        assert box.list.keys() == ["own_1"]
        assert box.sentence.text() == "还没有登记填“等级”。"

    _in_box(OwnFieldsDialog, add)
    _choose(_pane(window, "活动"), "自定义栏目")

    assert [each.title for each in own_fields_of(office, "event")] == ["等级"]
    pane = _pane(window, "活动")
    assert "等级" in [each.title for each in pane.table.columns.shown()]
    _come_back(window)
    hand.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    hand.fill({"title": "职工运动会", "type": "文体", "own_1": "乙等"})
    hand.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    record = office.record("event", 1)
    assert record.text(record.ledger.get("own_1")) == "乙等"
    column = pane.table.rows.column_of(pane.ledger.get("own_1"))
    assert pane.table.rows.index(0, column).data() == "乙等"


def test_ctrl_z_takes_an_added_field_back_and_the_page_follows(window: MainWindow, desk: Desk, office: Office) -> None:
    window.show_page("活动")
    add_field(office, "event", "等级", OwnKind.TEXT)
    desk.ledgers_changed.emit()
    assert _pane(window, "活动").ledger.get("own_1", None) is not None

    desk.undo()
    QApplication.processEvents()

    assert _pane(window, "活动").ledger.get("own_1", None) is None
    assert window.stack.currentWidget() is window.pages["活动"]


@pytest.mark.parametrize(
    ("title", "kind", "place", "sentence"),
    [
        ("", "文字", "title", "请填写栏目名称。"),
        ("活动名称", "文字", "title", "已经有“活动名称”这一栏，请换一个名称。"),
        ("件数", "数量", "unit", "请填写数量的单位，如：人、件、场。"),
        ("等级", "选项", "options", "请写出可以选的内容，每行一项。"),
    ],
)
def test_a_wrong_input_has_its_sentence_beside_it_and_the_box_stays(
    desk: Desk, office: Office, title: str, kind: str, place: str, sentence: str
) -> None:
    box = OwnFieldDialog(desk, office.ledgers.by_key["event"])
    box.show()
    _write(box.title, title)
    box.kind.setCurrentText(kind)
    _click(box.go)

    shown = {name: each.text() for name, each in box._sentences.items() if not each.isHidden()}
    assert shown == {place: sentence}
    assert box._places[place].property("error") == "true"
    assert box.isVisible()
    assert office.own_fields == ()
    box.close()


def test_a_field_is_renamed_required_published_moved_and_hidden(desk: Desk, office: Office) -> None:
    for title in ("甲栏", "乙栏"):
        add_field(office, "event", title, OwnKind.TEXT)
    keep(office, "event", {"title": "运动会", "type": "文体", "own_1": "内容"})
    box = OwnFieldsDialog(desk, "event")
    box.show()
    assert box.sentence.text() == "有 1 条登记填了“甲栏”。"

    def rename(line: OneLineDialog) -> None:
        _write(line.line, "乙栏")
        _click(line.go)
        assert line.sentence.text() == "已经有“乙栏”这一栏，请换一个名称。"
        _write(line.line, "丙栏")
        _click(line.go)

    _in_box(OneLineDialog, rename)
    _click(box.rename)
    for each in (box.require, box.publish, box.down):
        _click(each)
    assert [item.title for item in own_fields_of(office, "event")] == ["乙栏", "丙栏"]
    own = own_fields_of(office, "event")[1]
    assert (own.is_required, own.is_public, own.was) == (True, True, ("甲栏",))
    assert box.list.current() == "own_1"
    assert box.require.text() == "改为选填"
    _click(box.hide_or_show)
    assert box.sentence.text() == "“丙栏”已隐藏，填过的内容都在。"
    _click(box.hide_or_show)
    assert office.record("event", 1).text(office.ledgers.by_key["event"].get("own_1")) == "内容"
    box.close()


def test_fields_of_child_ledgers_are_added_in_the_same_box(desk: Desk, office: Office) -> None:
    box = OwnFieldsDialog(desk, "event")
    assert [box.ledger.itemText(at) for at in range(box.ledger.count())] == ["活动", "报名签到", "备品与报销", "获奖"]
    box.ledger.setCurrentIndex(1)
    assert box.sentence.text() == "“报名签到”还没有自定义栏目，点“新增…”加第一个。"


def test_a_new_register_is_in_the_list_at_once_and_takes_records(
    window: MainWindow, hand: Hand, office: Office
) -> None:
    window.show_page("专项台账")
    page = window.pages["专项台账"]
    assert not page.change.isVisible()

    def make(box: OwnRegisterDialog) -> None:
        _write(box.title, "图书借阅")
        assert box.prefix.text() == "TS"
        _write(box.main_title, "书名")
        QTimer.singleShot(0, lambda: _in_box(OwnFieldsDialog, lambda fields: None))
        _click(box.go)

    _in_box(OwnRegisterDialog, make)
    _click(page.add)

    page = window.pages["专项台账"]
    assert page.names.item(page.names.count() - 1).text() == "图书借阅"
    assert page.names.currentRow() == page.names.count() - 1
    assert page.change.isVisible()
    pane = page.page_of("register_1").active
    _come_back(window)
    pane.new()
    hand.fill({"own_1": "红楼梦"})
    hand.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [each.label for each in office.records("register_1", [1])] == ["红楼梦"]


def test_a_hidden_register_leaves_the_list_and_comes_back(window: MainWindow, office: Office) -> None:
    add_register(office, "图书借阅", "TS")
    window.show_page("专项台账")
    window._show_ledger("register_1", Query())

    def turn(box: OwnRegistersDialog) -> None:
        _click(box.hide_or_show)
        assert box.hide_or_show.text() == "显示"

    _in_box(OwnRegistersDialog, turn)
    _click(window.pages["专项台账"].change)
    names = window.pages["专项台账"].names
    assert "图书借阅" not in [names.item(at).text() for at in range(names.count())]
    # What listens to the office must not ask for the hidden register any more.
    window.desk.written.emit("unit")
    QApplication.processEvents()

    _in_box(OwnRegistersDialog, lambda box: _click(box.hide_or_show))
    _click(window.pages["专项台账"].change)
    names = window.pages["专项台账"].names
    assert names.item(names.count() - 1).text() == "图书借阅"


def test_a_register_with_taken_letters_is_refused_beside_them(desk: Desk, office: Office) -> None:
    box = OwnRegisterDialog(desk)
    box.show()
    _write(box.title, "图书借阅")
    _write(box.prefix, "hd")
    _click(box.go)
    assert box._sentences["prefix"].text() == "编号字母 HD 已经用在别的台账，请换一个。"
    assert box.isVisible()
    _write(box.prefix, "ts")
    _click(box.go)
    assert box.added is not None
    assert box.added.prefix == "TS"


def _household(office: Office) -> None:
    raw = {"head": "职工甲", "id_number": "11010519491231002X", "category": "深度困难职工", "cause": "子女上学"}
    assert keep(office, "household", raw).record is not None


def _codes(desk: Desk, name: str) -> CodeListsDialog:
    box = CodeListsDialog(desk, "household")
    box.show()
    box.names.setCurrentRow(next(at for at, each in enumerate(box._lists) if each.name == name))
    return box


def test_an_option_is_added_renamed_and_hidden_in_the_box(desk: Desk, office: Office) -> None:
    _household(office)
    box = _codes(desk, "hardship_cause")
    _in_box(OneLineDialog, lambda line: _answer(line, "火灾"))
    _click(box.add)
    assert box.list.current() == "火灾"
    _click(box.remove)
    assert office.codebook["hardship_cause"].find("火灾") is None

    box.list.go_to("子女上学")
    assert box.sentence.text().startswith("有 ")
    _in_box(OneLineDialog, lambda line: _answer(line, "子女就读"))
    _click(box.rename)
    assert box.list.current() == "子女就读"
    record = office.record("household", 1)
    assert record.text(record.ledger.get("cause")) == "子女就读"
    _click(box.hide_or_show)
    assert "子女就读" not in office.codebook["hardship_cause"].labels
    assert box.has_changed
    box.close()


def test_a_merge_says_how_many_records_it_concerns_before(desk: Desk, office: Office) -> None:
    _household(office)
    box = _codes(desk, "hardship_cause")
    box.list.go_to("子女上学")

    def merge(asked: MergeDialog) -> None:
        asked.into.setCurrentText("其他")
        assert "条登记用着“子女上学”，都改为“其他”" in asked.told.text()
        _click(asked.go)

    _in_box(MergeDialog, merge)
    _click(box.merge)
    record = office.record("household", 1)
    assert record.text(record.ledger.get("cause")) == "其他"
    assert box.list.current() == "其他"
    box.close()


def test_what_the_program_counts_by_cannot_be_renamed_in_the_box(desk: Desk) -> None:
    box = _codes(desk, "household_stage")
    box.list.go_to("公示")
    assert not box.rename.isEnabled()
    assert not box.remove.isEnabled()
    assert box.hide_or_show.isEnabled()
    assert box.sentence.text().endswith("程序按它来统计和判断，名称不能改，可以隐藏。")
    box.close()


def test_filters_offer_the_new_words_after_a_rename(window: MainWindow, desk: Desk, office: Office) -> None:
    window.show_page("活动")
    rename_code(office, "event_type", "文体", "文体比赛")
    desk.ledgers_changed.emit()
    combo = _pane(window, "活动").filters.quick["type"]
    offered = [combo.itemText(at) for at in range(combo.count())]
    assert "文体比赛" in offered
    assert "文体" not in offered
