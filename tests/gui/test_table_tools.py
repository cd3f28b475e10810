"""Column filters, kept filters, remembered columns, many records changed at once, period tables: as the hand meets them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QMenu, QPushButton, QWidget

from tests.gui.hand import CTRL, NONE, Hand, Key, RecordedMessages, commit
from tests.gui.test_child_journeys import in_the_box
from tests.gui.test_ledger_page import added, pane_of, titles
from tests.invented_values import id_number
from unionoffice.domain.kinds import (
    Choice,
    Choices,
    Count,
    DayKind,
    DaySpan,
    Figures,
    Flag,
    IdNumber,
    Money,
    PersonName,
    Phone,
    Quantity,
    Rate,
    Ref,
)
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.query import Axis, Grain, Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.bulk_edit_dialog import REPLACE, BulkEditDialog
from unionoffice.gui.dialogs.saved_filters_dialog import ManageFilters, SaveFilterDialog
from unionoffice.gui.dialogs.statistics_dialog import StatisticsDialog
from unionoffice.gui.ledger.child_grid import ChildGrid
from unionoffice.gui.ledger.column_filter import ColumnFilter
from unionoffice.gui.ledger.empty_state import EmptyState
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.ledger.table_head import MARK_ROOM
from unionoffice.gui.ledger.table_view import RecordTable
from unionoffice.gui.main_window import MainWindow
from unionoffice.ledgers import BY_KEY
from unionoffice.usecases.keep_record import Kept, keep, trash
from unionoffice.usecases.office import Office
from unionoffice.usecases.saved_filters import saved_filters

LOG = BY_KEY["work_log"]
W = TypeVar("W", bound=QWidget)


@pytest.fixture
def pane(window: MainWindow, office: Office) -> LedgerPane:
    for title, category, when, heads in (
        ("动员会", "劳动竞赛", "2026-02-03", "30"),
        ("隐患排查", "隐患排查", "2026-05-08", "12"),
        ("竞赛总结", "劳动竞赛", "2026-05-20", "100"),
        ("谈心", "其他", "2026-06-01", ""),
    ):
        added(office, "work_log", title=title, category=category, when=when, headcount=heads)
    found = pane_of(window, "工作日志")
    found.recount()
    return found


def asked(pane: LedgerPane, key: str) -> ColumnFilter:
    """Press the mark on a column's head and give the box that opens."""
    column = pane.table.rows.column_of(pane.ledger.get(key))
    head = pane.table.head
    right = head.sectionViewportPosition(column) + head.sectionSize(column)
    at = QPoint(right - MARK_ROOM // 2, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, NONE, at)
    return opened(ColumnFilter)


def opened(kind: type[W]) -> W:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def tick(box: ColumnFilter, *wanted: str) -> None:
    box.none.click()
    for row in range(box.values.count()):
        if box.values.item(row).text().split("　")[0] in wanted:
            box.values.item(row).setCheckState(Qt.CheckState.Checked)


# Column filters


def test_ticked_values_of_a_column_are_listed_and_told_and_cleared(pane: LedgerPane) -> None:
    box = asked(pane, "category")
    listed = [box.values.item(row).text() for row in range(box.values.count())]
    assert listed == ["劳动竞赛　2", "隐患排查　1", "其他　1"]
    tick(box, "劳动竞赛", "其他")
    box.go.click()
    QApplication.processEvents()

    assert titles(pane) == ["谈心", "竞赛总结", "动员会"]
    assert "类别：劳动竞赛、其他" in pane.head.counts.toolTip()
    assert "显示 3 / 4 条" in pane.head.counts.text()
    assert pane.table.head.is_filtered(pane.table.rows.column_of(LOG.get("category")))
    pane.filters.clear_button.click()
    assert len(titles(pane)) == 4
    assert not pane.table.head.is_filtered(pane.table.rows.column_of(LOG.get("category")))


def test_the_keyboard_opens_searches_and_takes_a_value(pane: LedgerPane, hand: Hand) -> None:
    pane.table.setFocus()
    pane.table.setCurrentIndex(pane.table.rows.index(0, pane.table.rows.column_of(LOG.get("category"))))
    hand.press(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    box = opened(ColumnFilter)
    commit(box.search, "隐患")
    QTest.keyClick(box.search, Key.Key_Return)
    QApplication.processEvents()

    assert titles(pane) == ["隐患排查"]


def test_the_keyboard_sorts_by_a_column(pane: LedgerPane, hand: Hand) -> None:
    pane.table.setFocus()
    pane.table.setCurrentIndex(pane.table.rows.index(0, pane.table.rows.column_of(LOG.get("title"))))
    rising = ["动员会", "竞赛总结", "谈心", "隐患排查"]
    for word, expected in (("降序排列", rising[::-1]), ("升序排列", rising)):
        hand.press(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        box = opened(ColumnFilter)
        while not (isinstance(at := box.focusWidget(), QPushButton) and at.text() == word):
            QTest.keyClick(at or box, Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(at, Key.Key_Return)
        QApplication.processEvents()

        assert titles(pane) == expected


def test_the_arrow_of_a_head_points_up_where_values_rise(pane: LedgerPane) -> None:
    head, column = pane.table.head, pane.table.rows.column_of(LOG.get("title"))

    def widths() -> list[int]:
        """Count the dark points of each line of the arrow, which stands above the words."""
        picture = head.viewport().grab().toImage()
        middle = head.sectionViewportPosition(column) + head.sectionSize(column) // 2
        spots = [[picture.pixelColor(middle + x, y).lightness() < 160 for x in range(-12, 12)] for y in range(8)]
        return [sum(line) for line in spots if any(line)]

    for descending in (False, True):
        pane.table.sort_by("title", descending=descending)
        found = widths()
        assert len(set(found)) > 1
        assert found == sorted(found, reverse=descending)


def test_numbers_are_wanted_from_and_to_and_rubbish_is_refused(pane: LedgerPane) -> None:
    box = asked(pane, "headcount")
    box.ends[0].setText("很多")
    box.go.click()
    assert box.isVisible()
    assert "很多" in box.sentence.text()
    box.ends[0].setText("20")
    box.ends[1].setText("100")
    box.go.click()

    assert titles(pane) == ["竞赛总结", "动员会"]
    again = asked(pane, "headcount")
    assert [line.text() for line in again.ends] == ["20", "100"]
    again.clear.click()
    assert len(titles(pane)) == 4


def test_a_date_column_is_ticked_by_month(pane: LedgerPane) -> None:
    box = asked(pane, "when")
    tick(box, "2026年5月")
    box.go.click()

    assert titles(pane) == ["竞赛总结", "隐患排查"]
    box = asked(pane, "when")
    assert box.ticked() == {"2026-05"}
    box.all.click()
    box.go.click()
    assert pane.filters.filtered_keys() == set()


def test_nothing_ticked_cannot_be_taken_and_esc_changes_nothing(pane: LedgerPane) -> None:
    box = asked(pane, "category")
    box.none.click()
    assert not box.go.isEnabled()
    QTest.keyClick(box.values, Key.Key_Escape)

    assert len(titles(pane)) == 4


def test_a_press_beside_the_mark_sorts_and_opens_nothing(pane: LedgerPane) -> None:
    column = pane.table.rows.column_of(LOG.get("title"))
    at = QPoint(pane.table.head.sectionViewportPosition(column) + 20, 10)
    QTest.mouseClick(pane.table.head.viewport(), Qt.MouseButton.LeftButton, NONE, at)

    assert titles(pane) == ["动员会", "竞赛总结", "谈心", "隐患排查"]
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, ColumnFilter) and each.isVisible()]


def test_the_head_menu_sorts_filters_hides_and_lists_the_columns(pane: LedgerPane) -> None:
    column = pane.table.rows.column_of(LOG.get("headcount"))
    words = {each.text(): each for each in pane.table.head_menu(column).actions()}
    words["降序排列"].trigger()
    assert titles(pane)[0] == "竞赛总结"
    words["隐藏此栏"].trigger()
    assert pane.table.isColumnHidden(column)
    submenu = next(each.menu() for each in pane.table.head_menu(column).actions() if each.text() == "显示的列")
    assert isinstance(submenu, QMenu)
    assert "恢复默认列" in [each.text() for each in submenu.actions()]


# What is remembered


def test_the_order_of_rows_is_remembered_and_falls_back_when_its_field_has_gone(desk: Desk, pane: LedgerPane) -> None:
    pane.table.head_menu(pane.table.rows.column_of(LOG.get("title"))).actions()[0].trigger()
    assert LedgerPane(desk, LOG).query().order == "title"

    desk.office.set_setting("order/work_log", json.dumps(["own_gone", True]))
    assert LedgerPane(desk, LOG).query().order == ""


def test_columns_survive_fields_that_come_and_go(desk: Desk, window: MainWindow) -> None:
    kept = {"columns": [["own_gone", 90], ["title", 200]], "by_hand": True, "known": ["own_gone", "title"]}
    desk.office.set_setting("columns/work_log", json.dumps(kept))

    shown = [each.key for each in LedgerPane(desk, LOG).table.columns.shown()]

    assert shown[0] == "title"
    assert set(shown[1:]) == {each.key for each in LOG.shown} - {"title"}


def test_columns_that_cannot_all_be_seen_at_once_are_not_cut_short(pane: LedgerPane) -> None:
    columns, title = pane.table.columns, pane.table.rows.column_of(LOG.get("title"))
    for number in range(1, pane.table.rows.columnCount()):
        columns.show(number, on=True)
    assert pane.table.head.length() > pane.table.viewport().width()
    assert pane.table.columnWidth(title) > pane.table.fontMetrics().horizontalAdvance("5月下旬女职工座谈会")
    columns.forget()
    assert pane.table.head.length() <= pane.table.viewport().width()


@pytest.mark.parametrize("key", ["member", "limit"])
def test_every_list_beside_its_form_shows_its_columns_at_once_and_cuts_no_choice(
    window: MainWindow, desk: Desk, office: Office, key: str
) -> None:
    page = next(tab for tab in office.ledgers.tabs if any(each.key == key for each in tab.ledgers))
    is_alone = len(page.ledgers) < 3
    beside = window.pane_of(key)
    beside.new()
    QApplication.processEvents()
    for ledger in (each for tab in office.ledgers.tabs for each in tab.ledgers if (len(tab.ledgers) < 3) is is_alone):
        kept = _long_row(office, ledger)
        assert kept.record is not None, kept.problems
        table = RecordTable(desk, ledger)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        table.resize(beside.table.width(), 200)
        table.show()
        table.rows.show_ids([kept.record.id])
        assert table.head.length() <= table.viewport().width(), ledger.title
        for each in table.columns.shown():
            column = table.rows.column_of(each)
            if isinstance(each.kind, Choice | DayKind | DaySpan | Money):
                words = str(table.rows.index(0, column).data())
                wide = table.fontMetrics().horizontalAdvance(words)
                assert wide + 22 <= table.columnWidth(column), (ledger.title, each.title, words)
        table.close()
        table.deleteLater()


def _long_row(office: Office, ledger: Ledger) -> Kept:
    """Keep a row whose choices are the longest that are not sentences."""
    fields = [each for each in ledger.fields if (each in ledger.shown or each.required) and not each.computed]
    raw = {each.key: _long_words(office, each) for each in fields}
    return keep(office, ledger.key, raw, doubting=False)


def _long_words(office: Office, key: Field[Any]) -> str:
    kind = key.kind
    if isinstance(kind, Choice):
        return max((each for each in office.codebook[kind.codes].labels if len(each) <= 6), key=len)
    samples = {
        IdNumber: id_number(date(1985, 6, 5), 1), Phone: "13800000001", Money: "12345.60",
        Count: "120", Flag: "是", DaySpan: "2026-06-18", DayKind: "2026-06-18", Figures: "印发资料 100 份",
        PersonName: "职工二十八", Quantity: "30", Rate: "80%", Choices: "",
    }  # fmt: skip
    if isinstance(kind, Ref):
        return "机关科室" if kind.ledger == "unit" else ""
    return samples.get(type(kind), "" if key.key == "no" else "全体职工")


def test_the_last_column_is_not_hidden(pane: LedgerPane) -> None:
    columns = pane.table.columns
    for each in columns.shown():
        columns.show(pane.table.rows.column_of(each), on=False)

    assert len(columns.shown()) == 1


# Kept filters


def test_a_filter_is_kept_used_renamed_and_deleted(desk: Desk, pane: LedgerPane, messages: RecordedMessages) -> None:
    pane.filters.filter_column(LOG.get("category"), frozenset({"劳动竞赛"}))
    dialog = SaveFilterDialog(desk, LOG, pane.filters.query())
    dialog.accept()
    assert dialog.sentence.text() == "请给这个筛选起一个名称。"
    commit(dialog.name, "竞赛类")
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    pane.filters.clear()
    menu = QMenu()
    pane.filters.fill_menu(menu)
    next(each for each in menu.actions() if each.text() == "竞赛类").trigger()
    assert titles(pane) == ["竞赛总结", "动员会"]
    manage = ManageFilters(desk, LOG)
    manage.name.setText("竞赛")
    manage.rename.click()
    assert [each.name for each in saved_filters(desk.office, LOG)] == ["竞赛"]
    manage.delete.click()
    assert saved_filters(desk.office, LOG) == []
    assert not manage.rename.isEnabled()


def test_another_filter_of_the_same_name_is_replaced_only_when_the_clerk_says_so(
    desk: Desk, pane: LedgerPane, messages: RecordedMessages
) -> None:
    for words, answer in (("甲", ""), ("乙", "取消"), ("丙", "替换")):
        messages.answers = [answer] if answer else []
        dialog = SaveFilterDialog(desk, LOG, Query(words))
        dialog.name.setText("常用")
        dialog.accept()
        assert saved_filters(desk.office, LOG)[0].query.words == ("甲" if words == "乙" else words)


# Many records at once


def test_many_records_are_changed_after_a_look_and_not_before(pane: LedgerPane, office: Office) -> None:
    pane.table.selectAll()
    dialog = BulkEditDialog(pane)
    dialog.field.setCurrentIndex(dialog.field.findText("地点"))
    assert not dialog.go.isEnabled()
    dialog.look()
    assert dialog.sentence.text().startswith("请填写新值")
    dialog.editor.show_raw("职工之家")
    dialog.look()
    assert dialog.summary.text() == "将修改 4 条。"
    assert dialog.go.text() == "修改 4 条"
    dialog.editor.edited.emit()
    assert not dialog.go.isEnabled()
    assert office.count("work_log", Query(words="职工之家")) == 0
    dialog.look()
    dialog.accept()

    assert dialog.result() == QDialog.DialogCode.Accepted
    assert office.count("work_log", Query(words="职工之家")) == 4


def test_words_are_replaced_and_what_must_be_filled_cannot_be_emptied(pane: LedgerPane, office: Office) -> None:
    pane.table.selectAll()
    dialog = BulkEditDialog(pane)
    dialog.field.setCurrentIndex(dialog.field.findText("事项"))
    assert [dialog.act.itemText(at) for at in range(dialog.act.count())] == ["改为", REPLACE]
    dialog.act.setCurrentText(REPLACE)
    dialog.old_words.setText("竞赛")
    dialog.new_words.setText("比武")
    dialog.look()
    assert [each.cells[1:3] for each in dialog.table.shown()] == [("竞赛总结", "比武总结")]
    assert dialog.summary.text() == "将修改 1 条；3 条本来就是这样。"
    dialog.accept()

    assert "比武总结" in titles(pane)


def test_the_menu_opens_the_box_for_the_selected_rows(pane: LedgerPane) -> None:
    pane.table.go_to_row(0)
    seen: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, BulkEditDialog)
        seen.extend(box.scope.itemText(at) for at in range(box.scope.count()))
        box.reject()

    in_the_box(look)
    next(each for each in pane.menu().actions() if each.text().startswith("批量修改")).trigger()

    assert seen == ["所选的 1 条", "列出的全部 4 条"]


# Period tables


@pytest.fixture
def table(pane: LedgerPane) -> Iterator[StatisticsDialog]:
    pane.show_query(Query())
    pane.head.menu.aboutToShow.emit()
    next(each for each in pane.head.menu.actions() if each.text() == "统计…").trigger()
    dialog = opened(StatisticsDialog)
    yield dialog
    dialog.close()


def shown(dialog: StatisticsDialog) -> list[list[str]]:
    rows = range(dialog.table.rowCount())
    columns = range(dialog.table.columnCount())
    return [[item.text() if (item := dialog.table.item(r, c)) else "" for c in columns] for r in rows]


def test_the_table_counts_by_month_and_a_click_lists_the_records(pane: LedgerPane, table: StatisticsDialog) -> None:
    assert shown(table) == [
        ["2026年2月", "1", "30"],
        ["2026年5月", "2", "112"],
        ["2026年6月", "1", ""],
        ["合计", "4", "142"],
    ]
    assert Decimal(142) == next(each.total for each in pane.desk.office.totals("work_log", Query()) if each.total)
    table.table.cellClicked.emit(1, 2)
    QApplication.processEvents()

    assert titles(pane) == ["竞赛总结", "隐患排查"]
    assert pane.filters.among == {Axis("when", Grain.MONTH): frozenset({"2026-05"})}


def test_a_table_without_records_says_so(pane: LedgerPane, table: StatisticsDialog) -> None:
    assert table.note.text().startswith("点击数字")
    trash(pane.desk.office, "work_log", pane.desk.office.ids("work_log", Query()))
    table.refresh()
    assert (shown(table), table.note.text()) == ([["合计", ""]], "没有可以统计的登记。")


def test_columns_and_measures_are_chosen_and_a_cell_leads_to_its_records(
    pane: LedgerPane, table: StatisticsDialog
) -> None:
    table.column_axis.setCurrentIndex(table.column_axis.findText("类别"))
    table.refresh()
    table.measure.setCurrentIndex(table.measure.findText("人数"))
    table.measure.activated.emit(table.measure.currentIndex())

    assert shown(table)[1] == ["2026年5月", "100", "12", "", "112"]
    assert shown(table)[-1] == ["合计", "130", "12", "", "142"]
    table.table.cellClicked.emit(1, 3)
    assert len(titles(pane)) == 4, "an empty cell leads nowhere"
    table.table.cellClicked.emit(3, 1)
    assert titles(pane) == ["竞赛总结", "动员会"]


def test_the_table_follows_the_filters_until_it_is_told_not_to(
    window: MainWindow, pane: LedgerPane, office: Office
) -> None:
    pane.show_query(Query(words="竞赛"))
    dialog = StatisticsDialog(pane)
    assert dialog.only_found.isChecked()
    whole = shown(dialog)[-1][1]
    dialog.only_found.setChecked(False)
    assert (whole, shown(dialog)[-1][1]) == ("2", "4")
    added(office, "work_log", title="新的一条", category="其他", when="2026-06-09")
    dialog.desk.written.emit("work_log")
    assert shown(dialog)[-1][1] == "5"
    dialog.close()
    dialog.deleteLater()
    QApplication.processEvents()
    pane.desk.written.emit("work_log")
    assert len(titles(pane)) == 2, "writing goes on after the table is closed"


def test_the_table_is_copied_as_cells_and_written_for_excel(
    table: StatisticsDialog, messages: RecordedMessages, tmp_path: Path
) -> None:
    table.copy()
    assert QGuiApplication.clipboard().text().splitlines()[-1] == "合计\t4\t142"
    messages.target = tmp_path / "统计.xlsx"
    table.export()

    assert messages.target.stat().st_size > 0


# Copying


def test_one_cell_and_shown_columns_are_copied(pane: LedgerPane, hand: Hand) -> None:
    pane.table.setFocus()
    pane.table.setCurrentIndex(pane.table.rows.index(0, pane.table.rows.column_of(LOG.get("category"))))
    hand.press(Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text() == "其他"
    pane.table.columns.show(pane.table.rows.column_of(LOG.get("category")), on=False)
    hand.press(Key.Key_C, CTRL)
    heads, line = QGuiApplication.clipboard().text().splitlines()
    assert "类别" not in heads.split("\t")
    assert "谈心" in line


# Child grids


def test_many_children_are_searched_and_f2_opens_the_child(window: MainWindow, office: Office, hand: Hand) -> None:
    event = added(office, "event", title="运动会", type="文体", when="2026-05-08")
    for number in range(9):
        added(office, "attendance", event=office.link("event", event.id), name=f"队员{'甲乙丙丁戊己庚辛壬'[number]}")
    page = pane_of(window, "活动")
    page.recount()
    page.show_record(event.id)
    page.edit()
    grid = next(each for each in page.form.findChildren(ChildGrid) if each.ledger.key == "attendance")
    page.form.tabs.setCurrentWidget(grid)  # type: ignore[attr-defined]
    grid.table.setFocus()
    QApplication.processEvents()
    assert grid.search.isVisible()
    hand.press(Key.Key_F, CTRL)
    assert QApplication.focusWidget() is grid.search
    commit(grid.search, "队员丙")
    assert [record.label for row in range(len(grid.table.rows.ids)) if (record := grid.table.rows.record_at(row))] == [
        "队员丙"
    ]
    assert grid.count == 9
    hand.press(Key.Key_Down)
    names: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QDialog)
        names.append(box.windowTitle())
        box.reject()

    in_the_box(look)
    hand.press(Key.Key_F2)
    assert names == ["报名签到 · 运动会"]


def test_dates_move_by_single_keys(window: MainWindow, hand: Hand) -> None:
    found = pane_of(window, "工作日志")
    found.new()
    line = found.form.fields.editors["when"].line  # type: ignore[attr-defined]
    line.setText("2026-01-31")
    line.setFocus()
    for key, day in (
        (Key.Key_PageDown, "2026-02-28"),
        (Key.Key_PageUp, "2026-01-28"),
        (Key.Key_Plus, "2026-01-29"),
        (Key.Key_Minus, "2026-01-28"),
        (Key.Key_T, "2026-07-03"),
    ):
        hand.press(key)
        assert line.text() == day


def test_the_mark_of_a_filter_takes_the_colours_of_the_look(pane: LedgerPane) -> None:
    pane.filters.filter_column(LOG.get("title"), frozenset({"谈心"}))
    QApplication.processEvents()
    column = pane.table.rows.column_of(LOG.get("title"))
    head = pane.table.head
    edge = head.sectionViewportPosition(column) + head.sectionSize(column)
    middle = QPoint(edge - MARK_ROOM // 2 - 1, head.height() // 2)

    colours = {head.viewport().grab().toImage().pixelColor(middle + QPoint(dx, 0)).name() for dx in range(-3, 4)}

    assert pane.desk.look.colours["info"].lower() in colours


def test_the_sentence_of_an_empty_list_fits_the_list_that_grew_narrower(desk: Desk) -> None:
    table = QListWidget()
    table.resize(900, 300)
    empty = EmptyState(desk.look, table)
    empty.say("还没有存下的筛选。筛选好以后，在“更多筛选”里点“保存此筛选…”。", "")
    table.resize(260, 300)
    table.show()
    QApplication.processEvents()
    assert empty.sentence.minimumWidth() <= table.viewport().width()
    assert empty.sentence.geometry().right() <= table.viewport().width()
    table.close()


def test_the_sentence_of_an_empty_low_list_is_not_cut(desk: Desk) -> None:
    box = ManageFilters(desk, LOG)
    box.show()
    QApplication.processEvents()
    sentence = box.empty.sentence
    assert sentence.height() >= sentence.heightForWidth(sentence.width())
    box.close()
