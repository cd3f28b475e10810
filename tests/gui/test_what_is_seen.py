from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit

from tests.gui.half_year_story import HOUSEHOLDS, MEMBERS
from tests.gui.hand import RecordedMessages
from unionoffice.gui.cut_label import CutLabel
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.bulk_aid_dialog import BulkAidDialog
from unionoffice.gui.dialogs.list_dialog import ListDialog, ListRow
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.theme import LIGHT, Look
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office


@pytest.mark.parametrize("width", [1366, 1100])
def test_numbers_of_records_and_telephones_are_shown_whole(window: MainWindow, office: Office, width: int) -> None:
    keep(office, "member", MEMBERS[0])
    window.resize(width, 768)
    pane = window.pane_of("member")
    pane.recount()
    pane.edit()
    QApplication.processEvents()
    table = pane.table
    assert table.current_record() is not None
    for key in ("no", "phone", "id_number"):
        column = table.rows.column_of(office.ledgers.by_key["member"].get(key))
        words = table.rows.index(table.currentIndex().row(), column).data()
        assert table.fontMetrics().horizontalAdvance(words) < table.columnWidth(column) - 16, key
    unit = office.ledgers.by_key["member"].get("unit")
    beside_mark = table.columnWidth(table.rows.column_of(unit)) - 26
    assert table.fontMetrics().horizontalAdvance(unit.title) <= beside_mark


def test_the_head_of_the_aid_of_one_household_is_read_whole_beside_a_form(window: MainWindow, office: Office) -> None:
    household = keep(office, "household", HOUSEHOLDS[0]).record
    assert household is not None
    window.show_page("困难帮扶台账")
    pane, head = window.pane_of("household"), window.pane_of("aid").head
    pane.reload()
    QApplication.processEvents()
    assert head.add.text() == "新增帮扶 Ctrl+N"
    pane.table.go_to(household.id)
    pane.edit()
    QTest.qWait(300)
    assert head.title.text().endswith(household.label)
    for each in (head.title, head.import_button, head.export_button, head.add):
        assert each.width() >= each.sizeHint().width(), each.text()
    assert head.add.text() == "新增帮扶"


def test_a_form_is_headed_by_one_record_of_its_ledger(window: MainWindow, office: Office) -> None:
    keep(office, "member", MEMBERS[0])
    pane = window.pane_of("member")
    pane.recount()
    pane.edit()
    assert "编辑会员" in [each.text() for each in pane.form.findChildren(QLabel)]


def test_a_long_label_breaks_between_its_words(window: MainWindow) -> None:
    pane = window.pane_of("event")
    pane.new()
    words = [each.text() for each in pane.form.findChildren(QLabel)]
    assert "参加人员/\n对象" in words
    assert "单位/分工会" in words
    household = window.pane_of("household")
    household.new()
    words = [each.text() for each in household.form.findChildren(QLabel)]
    assert {"家庭月人均\n收入", "主要致困\n原因", "户口所在地\n行政区划", "刚性支出\n（因病）"} <= set(words)


def test_with_large_letters_an_id_number_fits_its_field(office: Office, messages: RecordedMessages) -> None:
    keep(office, "member", MEMBERS[0])
    window = MainWindow(Desk(office, messages, Look(LIGHT, 18)))
    window.resize(1366, 768)
    window.show()
    pane = window.pane_of("member")
    pane.edit()
    QApplication.processEvents()
    assert window.pages["会员名册"].forms.width() >= 18 * 22
    window.close()
    window.deleteLater()


def test_the_words_of_a_choice_stay_where_they_are_when_it_is_entered(window: MainWindow) -> None:
    window.show_page("困难帮扶台账")
    window.pages["困难帮扶台账"].new("aid")
    QApplication.processEvents()
    boxes = [each for each in window.findChildren(QComboBox) if each.isEditable() and each.isVisible()]
    assert len(boxes) >= 2
    seen = []
    for entered in boxes[:2]:
        entered.setFocus()
        QApplication.processEvents()
        assert entered.hasFocus() or _line(entered).hasFocus()
        seen.append([_start_of_words(each) for each in boxes[:2]])
    assert seen[0] == seen[1]


def _line(box: QComboBox) -> QLineEdit:
    line = box.lineEdit()
    assert line is not None
    return line


def _start_of_words(box: QComboBox) -> int:
    """Say how far from its left edge the words of a choice begin."""
    line = _line(box)
    line.home(False)
    return int(line.x() + line.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).left())


def test_an_empty_list_says_so_in_its_middle(desk: Desk) -> None:
    dialog = ListDialog(desk, "名单", ["姓名"], [ListRow(("职工甲",))], empty="没有这样的人。")
    dialog.show()
    assert dialog.empty.isHidden()
    dialog.search.setText("乙")
    assert dialog.empty.sentence.text() == "没有找到，请换几个字再查。"
    dialog.search.clear()
    dialog.show_rows([])
    assert dialog.empty.sentence.text() == "没有这样的人。"
    assert dialog.count.isHidden()
    dialog.close()


def test_free_room_goes_to_the_last_words_not_to_a_number(desk: Desk) -> None:
    dialog = ListDialog(desk, "名单", ["档案编号", "户主", "情况"], [ListRow(("DA2026-0001", "住户甲", "已过 3 天"))])
    dialog.show()
    QApplication.processEvents()
    widths = [dialog.table.columnWidth(column) for column in range(3)]
    assert widths[2] > 3 * widths[0]
    dialog.close()


def test_aid_for_households_does_not_begin_as_a_gift_received(desk: Desk, office: Office) -> None:
    household = {
        "head": "住户甲",
        "id_number": MEMBERS[0]["id_number"],
        "category": "深度困难职工",
        "cause": "下岗失业",
    }
    kept = keep(office, "household", household).record
    assert kept is not None
    gift = {"class": "捐款", "kind": "其他", "recipient": "本单位职工", "direction": "收入", "amount": "100"}
    assert keep(office, "aid", gift).record is not None
    dialog = BulkAidDialog(desk, [kept.id])
    assert dialog.raw()["class"] == "送温暖慰问"
    assert "kind" not in dialog.raw()
    dialog.close()


def test_words_that_give_way_to_buttons_show_that_there_is_more(qapp: QApplication) -> None:
    words = CutLabel("second")
    words.setText("9 章 · 相符 81 个数字")
    assert words.minimumSizeHint().width() == 0
    for width, tip in ((60, words.text()), (words.sizeHint().width(), "")):
        words.resize(width, 24)
        words.grab()
        assert words.toolTip() == tip
