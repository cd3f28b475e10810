"""The work log by hand: one line typed, plans done and carried on, a month at a glance."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.gui.hand import CTRL, Hand, Key, RecordedMessages, commit, compose
from tests.gui.test_child_journeys import back_from_box, in_the_box
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.gui.commands import COMMANDS
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.figures_dialog import FiguresDialog
from unionoffice.gui.dialogs.list_dialog import ListDialog
from unionoffice.gui.dialogs.month_dialog import EntryButton, MonthDialog
from unionoffice.gui.ledger.commands import run
from unionoffice.gui.ledger.form import STAY
from unionoffice.gui.ledger.one_line import OneLineEntry
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.ledger.text_editors import FiguresEditor
from unionoffice.gui.main_window import MainWindow
from unionoffice.ledgers import work_log
from unionoffice.ledgers.shared import FIGURES, HEADCOUNT, NATURE, PERIOD, WHEN
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

LINE = "4月28日 庆五一职工文艺晚会 22支队 300人"


@pytest.fixture
def pane(window: MainWindow) -> LedgerPane:
    window.show_page("工作日志")
    QApplication.processEvents()
    made: LedgerPane = window.pages["工作日志"].panes[0]
    return made


@pytest.fixture
def entry(window: MainWindow, pane: LedgerPane) -> OneLineEntry:
    made = window.pages["工作日志"].findChild(OneLineEntry)
    assert isinstance(made, OneLineEntry)
    made.line.setFocus()
    return made


def log(office: Office, title: str, when: str, **more: object) -> Record:
    kept = keep(office, "work_log", {"title": title, "category": "其他", "when": when, **more})
    assert kept.record is not None, kept.problems
    return kept.record


def lines(office: Office) -> list[Record]:
    return office.records("work_log", sorted(office.ids("work_log", Query())))


def test_a_typed_line_is_understood_filled_in_and_saved(
    entry: OneLineEntry, pane: LedgerPane, office: Office, hand: Hand
) -> None:
    commit(entry.line, LINE)
    assert (
        "【日期】2026-04-28　【事项】庆五一职工文艺晚会　【人数】300 人　【数据】参赛队 22 支　【类别】其他"
        in entry.preview.text()
    )
    hand.press(Key.Key_Return)
    assert pane.form.is_dirty
    assert entry.line.text() == ""
    assert not entry.preview.isVisible()
    hand.press(Key.Key_S, CTRL)
    (line,) = lines(office)
    assert [line.text(key) for key in (WHEN, work_log.TITLE, HEADCOUNT, FIGURES)] == [
        "2026-04-28", "庆五一职工文艺晚会", "300", "参赛队 22 支",
    ]  # fmt: skip


def test_figures_are_filled_in_as_a_grid_and_come_back_as_words(
    pane: LedgerPane, office: Office, hand: Hand, window: MainWindow
) -> None:
    pane.new({"title": "文艺晚会", "category": "其他", "when": "2026-04-28", "figures": "参赛队 22 支"})
    editor = pane.form.fields.editors[FIGURES.key]
    assert isinstance(editor, FiguresEditor)
    editor.setFocus()

    def fill_in() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, FiguresDialog)
        assert [box.lines[0].name.text(), box.lines[0].amount.text(), box.lines[0].unit.text()] == [
            "参赛队",
            "22",
            "支",
        ]
        box.lines[1].name.setFocus()
        for words in ("印发资料", "1500余", "份", "拆迁"):
            hand.write(words)
            hand.press(Key.Key_Return)
        assert hand.focus() is box.lines[2].amount
        box.go.click()
        assert box.sentence.text() == "“拆迁”还没有数量；数字待补写 ？"
        hand.write("？")
        box.lines[0].basis.setCurrentText("累计")
        box.go.click()

    in_the_box(fill_in)
    hand.press(Key.Key_F4)
    back_from_box(window)
    hand.press(Key.Key_S, CTRL)
    (line,) = lines(office)
    assert line.text(FIGURES) == "参赛队 22 支（累计）；印发资料 1500余 份；拆迁 ？"


def test_nothing_is_handed_over_while_words_are_in_the_making(
    entry: OneLineEntry, pane: LedgerPane, hand: Hand
) -> None:
    commit(entry.line, "4月28日 ")
    compose(entry.line, "wan hui")
    hand.press(Key.Key_Return)
    assert not pane.form.isVisible()
    compose(entry.line, "")
    assert entry.line.text() == "4月28日 "


def test_a_line_stays_where_it_is_while_another_record_is_being_typed(
    entry: OneLineEntry, pane: LedgerPane, messages: RecordedMessages, hand: Hand
) -> None:
    pane.new()
    pane.form.is_dirty = True
    entry.line.setFocus()
    commit(entry.line, LINE)
    messages.answers = [STAY]
    hand.press(Key.Key_Return)
    assert entry.line.text() == LINE
    pane.form.is_dirty = False


def act(pane: LedgerPane, words: str) -> None:
    run(next(each for each in COMMANDS if each.words == words), pane)
    QApplication.processEvents()


def test_a_plan_is_completed_once_by_its_command(pane: LedgerPane, office: Office, desk: Desk) -> None:
    log(office, "换届选举", "2026-07-10", nature="计划")
    desk.written.emit("work_log")
    pane.table.go_to_row(0)
    act(pane, "完成此计划")
    assert [(each.text(NATURE), each.text(WHEN)) for each in lines(office)] == [
        ("计划", "2026-07-10"), ("完成", "2026-07-03"),
    ]  # fmt: skip
    assert pane.form.old is not None
    assert pane.form.old.id == lines(office)[1].id
    pane.show_record(lines(office)[0].id)
    act(pane, "完成此计划")
    assert len(lines(office)) == 2


def test_the_command_for_plans_says_so_on_a_line_that_is_none(
    pane: LedgerPane, office: Office, desk: Desk, messages: RecordedMessages
) -> None:
    log(office, "例会", "2026-07-01")
    desk.written.emit("work_log")
    pane.table.go_to_row(0)
    act(pane, "完成此计划")
    assert messages.said == ["只有性质是“计划”的日志可以完成。"]


def test_unfinished_plans_are_listed_and_the_selected_go_on(
    pane: LedgerPane, office: Office, messages: RecordedMessages
) -> None:
    # On 3 July the clerk still works on the first half, while the second has begun: she says which one she means.
    messages.answers = ["2026年上半年", "2026年下半年"]
    for title in ("换届", "体检", "读书"):
        log(office, title, "2025-10-01", nature="计划")
    act(pane, "结转未完成计划…")
    (box,) = pane.body.window().findChildren(ListDialog)
    assert [each.cells[1] for each in box.table.shown()] == ["换届", "体检", "读书"]
    box.table.selectAll()
    box.action_buttons["结转所选到2026年上半年"].click()
    assert box.table.shown() == []
    assert sorted(each.text(work_log.TITLE) for each in lines(office) if each.text(PERIOD) == "2026年上半年") == sorted(
        ["换届", "体检", "读书"]
    )
    box.close()
    box.deleteLater()
    QApplication.processEvents()
    act(pane, "结转未完成计划…")
    (box,) = [each for each in pane.body.window().findChildren(ListDialog) if each.isVisible()]
    assert sorted(each.cells[1] for each in box.table.shown()) == sorted(["换届", "体检", "读书"])
    assert list(box.action_buttons) == ["结转所选到2026年下半年"]
    box.close()


@pytest.fixture
def month(desk: Desk, office: Office) -> MonthDialog:
    for number in range(12):
        log(office, f"事项{number}", "2026-06-05")
    log(office, "安全月宣传", "2026年6月上旬")
    made = MonthDialog(desk, date(2026, 6, 1))
    made.show()
    QApplication.processEvents()
    return made


def test_the_calendar_turns_its_leaves_and_opens_records(month: MonthDialog, desk: Desk) -> None:
    assert (month.title.text(), month.counts.text()) == ("2026年6月", "共 13 项")
    QTest.keyClick(month, Key.Key_PageDown)
    assert (month.title.text(), month.counts.text()) == ("2026年7月", "本月没有登记")
    QTest.keyClick(month, Key.Key_PageUp)
    QApplication.processEvents()
    assert month.title.text() == "2026年6月"
    asked: list[tuple[str, int]] = []
    desk.record_asked.connect(lambda ledger, row: asked.append((ledger, row)))
    first = next(each for each in month.findChildren(EntryButton) if each.isVisible() and "事项0" in each.toolTip())
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert [ledger for ledger, _ in asked] == ["work_log"]
    assert not month.isVisible()


def test_a_full_day_says_how_much_more_it_has_and_the_box_keeps_its_size(month: MonthDialog) -> None:
    assert month.height() <= 720
    assert month.width() <= 1366
    texts = [each.text() for each in month.cells[4].findChildren(QPushButton) if each.isVisible()]
    shown = [each for each in texts if each.startswith("事项")]
    assert texts[-1] == f"还有 {12 - len(shown)} 项…"
    assert 1 <= len(shown) < 12


def test_the_key_points_go_to_the_clipboard(month: MonthDialog) -> None:
    month.copy_button.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[:3] == ["2026年6月工作要点", "已完成：", "1. 6月5日 事项0"]
    assert copied[-1] == "13. 6月上旬 安全月宣传"
