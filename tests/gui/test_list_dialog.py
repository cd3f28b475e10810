from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hand import CTRL, Key, RecordedMessages, commit
from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_dialog import ListAction, ListColumn, ListDialog, ListRow

COLUMNS = ("姓名", ListColumn("金额", numeric=True), "去向")
ROWS = [
    ListRow(("乙某", "1,200.00", "甲厂"), ("member", 7)),
    ListRow(("甲某", "95.50", "=乙厂"), ("member", 8)),
    ListRow(("丙某", "", "丙厂"), tone="error"),
]


def shown(dialog: ListDialog) -> list[str]:
    return [each.cells[0] for each in dialog.table.shown()]


@pytest.fixture
def dialog(desk: Desk) -> Iterator[ListDialog]:
    made = ListDialog(desk, "试列名单", COLUMNS, ROWS)
    made.show()
    QApplication.processEvents()
    yield made
    made.close()


def click_head(dialog: ListDialog, column: int) -> None:
    head = dialog.table.horizontalHeader()
    at = head.rect().center()
    at.setX(head.sectionViewportPosition(column) + 8)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_click_on_a_head_sorts_words_by_pinyin_and_numbers_by_size(dialog: ListDialog) -> None:
    click_head(dialog, 0)
    assert shown(dialog) == ["丙某", "甲某", "乙某"]
    click_head(dialog, 1)
    assert shown(dialog) == ["丙某", "甲某", "乙某"]
    click_head(dialog, 1)
    assert shown(dialog) == ["乙某", "甲某", "丙某"]
    click_head(dialog, 1)
    assert shown(dialog) == ["乙某", "甲某", "丙某"]


def test_what_the_table_cuts_off_of_a_row_stands_whole_below_it(dialog: ListDialog) -> None:
    assert dialog.whole.isHidden()
    missing = "、".join(f"第 {number} 项材料" for number in range(1, 30))
    dialog.show_rows([ListRow(("甲某", "1", missing)), ListRow(("乙某", "2", "一项"))])
    QApplication.processEvents()
    assert (dialog.whole.isVisible(), dialog.whole.text()) == (True, missing)
    dialog.table.go_to_row(1)
    assert dialog.whole.isHidden()


def test_words_typed_leave_the_rows_that_hold_them_all(dialog: ListDialog) -> None:
    QTest.keyClick(dialog, Key.Key_F, CTRL)
    commit(dialog.search, "某 乙")
    assert shown(dialog) == ["乙某", "甲某"]
    assert dialog.count.text() == "共 2 行"
    dialog.search.clear()
    commit(dialog.search, "无此人")
    assert shown(dialog) == []
    assert dialog.count.text() == "没有需要列出的。"
    assert not dialog.print_button.isEnabled()


def test_enter_opens_the_record_and_a_row_without_one_opens_nothing(dialog: ListDialog, desk: Desk) -> None:
    asked: list[tuple[str, object]] = []
    desk.record_asked.connect(lambda key, record_id: asked.append((key, record_id)))
    dialog.table.go_to_row(1)
    QTest.keyClick(dialog.table, Key.Key_Return)
    dialog.table.go_to_row(2)
    QTest.keyClick(dialog.table, Key.Key_Return)
    assert asked == [("member", 8)]
    assert not dialog.open_button.isEnabled()


def test_one_row_selected_copies_all_and_several_copy_themselves(dialog: ListDialog) -> None:
    dialog.copy_button.click()
    words = QGuiApplication.clipboard().mimeData().text().splitlines()
    assert words[0] == "姓名\t金额\t去向"
    assert words[2] == "甲某\t95.50\t'=乙厂"
    assert len(words) == 4
    dialog.table.selectAll()
    QTest.keyClick(dialog.table, Key.Key_C, CTRL)
    assert len(QGuiApplication.clipboard().mimeData().text().splitlines()) == 4


def test_the_excel_file_has_numbers_as_numbers_and_words_as_words(
    dialog: ListDialog, messages: RecordedMessages, tmp_path: Path
) -> None:
    messages.target = tmp_path / "名单.xlsx"
    dialog.export_button.click()
    page = load_workbook(messages.target).worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=3)]
    assert rows[0] == ["序号", "姓名", "金额", "去向"]
    assert rows[1] == [1, "乙某", 1200.0, "甲厂"]
    assert rows[2] == [2, "甲某", 95.5, "=乙厂"]
    assert page.cell(5, 4).data_type == "s"
    assert page.cell(1, 1).value == "试列名单"


def test_the_list_is_asked_for_again_after_a_writing(desk: Desk) -> None:
    rows = list(ROWS)
    dialog = ListDialog(desk, "会变的名单", COLUMNS, lambda: list(rows))
    dialog.show()
    rows.pop(0)
    desk.written.emit("member")
    assert shown(dialog) == ["甲某", "丙某"]
    dialog.close()


def test_an_action_works_on_the_selected_rows_and_says_why_it_cannot(desk: Desk, messages: RecordedMessages) -> None:
    names: list[str] = []

    def act(dialog: ListDialog) -> None:
        names.extend(each.cells[0] for each in dialog.chosen())
        raise OfficeError("不能这样做。")

    dialog = ListDialog(desk, "名单", COLUMNS, ROWS, actions=[ListAction("办理", act, needs_rows=True)])
    dialog.table.clearSelection()
    assert not dialog.action_buttons["办理"].isEnabled()
    dialog.table.go_to_row(2)
    dialog.action_buttons["办理"].click()
    assert names == ["丙某"]
    assert messages.said == ["不能这样做。"]
