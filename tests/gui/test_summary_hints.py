"""不足与计划提示 and 上年同期数据 as the clerk meets them in the window."""

from __future__ import annotations

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from tests.gui.test_child_journeys import in_the_box
from unionoffice.domain.period import half_year
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.summary.baseline_dialog import BaselineDialog
from unionoffice.gui.summary.hints_dialog import HintsDialog
from unionoffice.gui.summary.summary_page import SummaryPage
from unionoffice.usecases.baseline import read_baseline
from unionoffice.usecases.edit_summary import open_text
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

HALF = half_year(2026, 1)
Box = TypeVar("Box", bound=QDialog)


@pytest.fixture
def page(window: MainWindow, office: Office) -> SummaryPage:
    raw = {"indicator": "发展会员", "target": "100", "done": "30", "measure": "人", "when": "2026-06-30"}
    assert keep(office, "target", raw).record is not None
    for number in range(1, 7):
        raw = {"title": f"第{number}次讲座", "type": "讲座", "when": f"2026-0{number}-10"}
        assert keep(office, "event", raw).record is not None
    window.show_page("半年总结")
    made = window.pages["半年总结"]
    assert isinstance(made, SummaryPage)
    QApplication.processEvents()
    return made


def box_of(kind: type[Box]) -> Box:
    box = QApplication.activeModalWidget()
    assert isinstance(box, kind)
    return box


def ask_in_menu(page: SummaryPage, words: str) -> None:
    menu = page.more.menu()
    assert menu is not None
    next(each for each in menu.actions() if each.text() == words).trigger()
    QApplication.processEvents()


def words_in(page: SummaryPage) -> str:
    return "\n".join(editor.toPlainText() for editor in page.area.editors.values())


def tick(box: HintsDialog, words: str) -> None:
    """Tick a line with the keyboard."""
    rows = [row for row in range(box.list.count()) if words in box.list.item(row).text()]
    box.list.setCurrentRow(rows[0])
    box.list.setFocus()
    QTest.keyClick(box.list, Qt.Key.Key_Space)


def test_ticked_hints_stand_in_the_text_and_in_the_file_and_are_not_offered_again(
    page: SummaryPage, office: Office
) -> None:
    def take(box: HintsDialog) -> None:
        assert not box.go.isEnabled()
        tick(box, "低于时间进度")
        tick(box, "送清凉")
        assert len(box.chosen()) == 2
        QTest.mouseClick(box.go, Qt.MouseButton.LeftButton)

    in_the_box(lambda: take(box_of(HintsDialog)))
    ask_in_menu(page, "不足与计划提示…")
    assert "发展会员低于时间进度，目标100人，完成30人，完成率30%。" in words_in(page)
    assert "夏送清凉" in words_in(page)
    assert len(open_text(office, HALF).manuscript.words) == 2
    seen: list[str] = []

    def look(box: HintsDialog) -> None:
        seen.extend(box.list.item(row).text() for row in range(box.list.count()))
        QTest.keyClick(box, Qt.Key.Key_Escape)

    in_the_box(lambda: look(box_of(HintsDialog)))
    ask_in_menu(page, "不足与计划提示…")
    assert any("金秋助学" in each for each in seen)
    assert not any("送清凉" in each or "低于时间进度" in each for each in seen)


def test_last_years_number_makes_the_comparison_and_nonsense_is_refused_in_the_box(
    page: SummaryPage, office: Office
) -> None:
    def fill(box: BaselineDialog) -> None:
        field = box.fields["event/项"]
        field.setFocus()
        QTest.keyClicks(field, "abc")
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert box.isVisible()
        assert "请填数字" in box.sentence.text()
        field.selectAll()
        QTest.keyClicks(field, "5")
        QTest.keyClick(field, Qt.Key.Key_Return)

    in_the_box(lambda: fill(box_of(BaselineDialog)))
    ask_in_menu(page, "上年同期数据…")
    assert "同比增长20%" in words_in(page)
    assert read_baseline(office, HALF) == {"event/项": 5}
