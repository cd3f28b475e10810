"""The box that writes a ledger as a file: what it asks, what it remembers, what lies in the file afterwards."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hand import CTRL, Key, RecordedMessages, commit
from unionoffice.domain.own import OwnKind
from unionoffice.domain.query import Query
from unionoffice.exchange.reader import read_table
from unionoffice.gui.commands import COMMANDS
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.column_choice import ColumnChoice
from unionoffice.gui.dialogs.export_dialog import ALL, FOUND, GO_ON, STAY, ExportDialog
from unionoffice.gui.dialogs.export_log_dialog import export_log
from unionoffice.gui.dialogs.import_wizard.wizard import ImportWizard
from unionoffice.gui.dialogs.take_along_dialog import STAY as TAKE_NOTHING
from unionoffice.gui.dialogs.take_along_dialog import TakeAlongDialog
from unionoffice.gui.ledger.clipboard_rows import rows_for_clipboard
from unionoffice.gui.main_window import MainWindow
from unionoffice.usecases.import_ledger import Outcome
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.own_fields import add_field


@pytest.fixture
def filled(office: Office) -> Office:
    for name, day in (("甲会", "2026-03-01"), ("李㛃讲座", "2026-01-05")):
        assert keep(office, "work_log", {"title": name, "category": "会议制度", "when": day}).record is not None
    return office


def box_for(desk: Desk, ledger: str = "work_log", query: Query | None = None) -> ExportDialog:
    return ExportDialog(desk, desk.office.ledgers.by_key[ledger], query or Query(order="when"), [])


def choose(box: ExportDialog, combo: str, key: str) -> None:
    widget = getattr(box, combo)
    widget.setCurrentIndex(widget.findData(key))


def tick(columns: ColumnChoice, *titles: str) -> None:
    """Leave these columns ticked only, as by clicking."""
    for row in range(columns.list.count()):
        item = columns.list.item(row)
        item.setCheckState(Qt.CheckState.Checked if item.text() in titles else Qt.CheckState.Unchecked)


def move(columns: ColumnChoice, title: str, times: int) -> None:
    columns.list.setCurrentItem(columns.list.findItems(title, Qt.MatchFlag.MatchExactly)[0])
    for _ in range(times):
        columns.up.click()


def test_columns_chosen_and_ordered_by_hand_are_written_so_and_remembered(
    desk: Desk, filled: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    box = box_for(desk)
    tick(box.columns, "事项", "日期")
    move(box.columns, "事项", 1)
    assert [each.title for each in box.columns.chosen()] == ["事项", "日期"]
    assert box.columns_set.currentText() == "自选列"
    commit(box.purpose, "报县总")
    commit(box.reviewer, "审核甲")
    messages.target = tmp_path / "日志"
    box.accept()
    table = read_table(tmp_path / "日志.xlsx", filled.ledgers.by_key["work_log"])
    assert table.heads == ["事项", "日期"]
    assert [row.cells[0] for row in table.rows] == ["李㛃讲座", "甲会"]
    again = box_for(desk)
    assert [each.title for each in again.columns.chosen()] == ["事项", "日期"]
    assert (again.purpose.text(), again.reviewer.text()) == ("报县总", "审核甲")
    other = box_for(desk, "aid")
    assert (other.columns_set.currentData(), other.purpose.text(), other.reviewer.text()) == ("report", "", "审核甲")


def test_columns_in_sight_and_the_order_of_the_table_are_offered(
    window: MainWindow, filled: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    window.show_page("工作日志")
    pane = window.pane_of("work_log")
    pane.sort("when", descending=False)
    columns = pane.table.columns.shown()
    box = ExportDialog(window.desk, pane.ledger, pane.query(), [], shown=columns)
    choose(box, "columns_set", "shown")
    assert box.columns.chosen() == columns
    messages.target = tmp_path / "日志.xlsx"
    for scope in (FOUND, ALL):
        box = ExportDialog(window.desk, pane.ledger, pane.query(), [], shown=columns)
        choose(box, "columns_set", "shown")
        choose(box, "scope", scope)
        box.accept()
        table = read_table(tmp_path / "日志.xlsx", pane.ledger)
        assert table.heads == [each.title for each in columns]
        titles = [row.cells[table.heads.index("事项")] for row in table.rows]
        assert titles == [record.label for record in filled.records("work_log", pane.table.rows.ids)]


def test_nothing_sensitive_leaves_without_a_yes_in_csv_neither(
    desk: Desk, office: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    raw = {"head": "张三丰", "id_number": "110105198001010024", "category": "深度困难职工", "cause": "子女上学"}
    assert keep(office, "household", raw).record is not None
    messages.target = tmp_path / "困难.csv"
    box = box_for(desk, "household", Query())
    choose(box, "kind", "utf-8-sig")
    messages.answers = [STAY]
    box.accept()
    assert not messages.target.exists()
    assert "身份证号" in messages.said[-1]
    messages.answers = [GO_ON]
    box.accept()
    assert "\t110105198001010024" in messages.target.read_text("utf-8-sig")

    box = box_for(desk, "household", Query())
    choose(box, "profile", "public")
    assert box.caution.isHidden()
    assert "银行卡号" not in {each.title for each in box.columns.chosen()}
    box.accept()
    words = messages.target.read_text("utf-8-sig")
    assert "张*丰" in words
    assert "110105198001010024" not in words


def test_of_fields_the_office_added_only_those_that_may_tell_of_persons_are_asked_about(
    desk: Desk, office: Office
) -> None:
    for title, kind in (("经办领导", OwnKind.PERSON), ("家访记录", OwnKind.TEXT), ("桌数", OwnKind.COUNT)):
        add_field(office, "event", title, kind, unit="桌" if kind is OwnKind.COUNT else "")
    box = ExportDialog(desk, office.ledgers.by_key["event"], Query(), [])
    assert box.caution.text() == (
        "文件含个人敏感信息（经办领导），请只交给有权查看的人。"
        "自定义栏目（家访记录）没有设为可以公示，请确认里面的内容可以外传。"
    )
    choose(box, "profile", "public")
    assert box.caution.text() == ""
    box.deleteLater()


def test_names_that_gbk_has_not_are_listed_before_anything_is_written(
    desk: Desk, filled: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    messages.target = tmp_path / "日志.csv"
    box = box_for(desk)
    tick(box.columns, "事项")
    choose(box, "kind", "gb18030")
    messages.answers = [STAY]
    box.accept()
    assert not messages.target.exists()
    assert "李㛃讲座 的“事项”：㛃" in messages.said[-1]
    messages.answers = [GO_ON]
    box.accept()
    rows = list(csv.reader(messages.target.read_bytes().decode("gb18030").splitlines()))
    assert rows == [["序号", "事项"], ["1", "李㛃讲座"], ["2", "甲会"]]


def test_a_file_in_use_is_written_under_another_name_when_the_clerk_likes(
    desk: Desk, filled: Office, messages: RecordedMessages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages.target = tmp_path / "日志.xlsx"
    messages.target.write_bytes(b"old")
    replace = Path.replace

    def held(self: Path, other: Path) -> Path:
        if other == messages.target:
            raise PermissionError(13, "held")
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", held)
    box = box_for(desk)
    tick(box.columns, "事项")
    messages.answers = [STAY, "另存为 日志（2）.xlsx"]
    box.accept()
    assert [each.name for each in tmp_path.glob("*.xlsx")] == ["日志.xlsx"]
    assert box.result() == 0
    box.accept()
    assert messages.target.read_bytes() == b"old"
    assert (tmp_path / "日志（2）.xlsx").read_bytes().startswith(b"PK")
    assert all("请关闭后重试" in each for each in messages.said)


def test_without_a_column_nothing_is_asked(desk: Desk, filled: Office, messages: RecordedMessages) -> None:
    box = box_for(desk)
    tick(box.columns)
    box.accept()
    assert box.sentence.text() == "请至少勾选一列。"
    assert messages.said == []


def test_two_levels_are_offered_where_columns_belong_together(desk: Desk, office: Office) -> None:
    box = box_for(desk, "household", Query())
    assert box.two_levels.isEnabled()
    tick(box.columns, "户主姓名", "性别")
    assert not box.two_levels.isEnabled()
    choose(box, "columns_set", "all")
    assert box.two_levels.isEnabled()
    choose(box, "kind", "utf-8-sig")
    assert not box.two_levels.isEnabled()


def test_the_menu_shows_what_was_exported(
    desk: Desk, filled: Office, messages: RecordedMessages, window: MainWindow, tmp_path: Path
) -> None:
    assert [each.words for each in COMMANDS if each.words == "导出记录…"]
    box = box_for(desk)
    tick(box.columns, "事项")
    commit(box.recipient, "示例县总工会")
    messages.target = tmp_path / "日志.xlsx"
    box.accept()
    listed = export_log(desk, window)
    (row,) = listed.table.shown()
    assert row.cells[2:] == ("工作日志", "上报", "2", "", "示例县总工会", "日志.xlsx", "1 列：事项")


class Answers(RecordedMessages):
    """Remembers the answers that were offered."""

    offered: Sequence[str] = ()

    def ask(self, question: str, answers: Sequence[str]) -> str:
        self.offered = answers
        return answers[-1]


def test_closing_the_question_takes_nothing_along(desk: Desk, office: Office) -> None:
    desk.messages = asked = Answers()
    TakeAlongDialog(desk).workbook.click()
    assert asked.offered[-1] == TAKE_NOTHING


def test_rows_that_were_copied_here_are_the_same_when_they_are_pasted_here(window: MainWindow, office: Office) -> None:
    raw = {"name": "职工甲", "id_number": "110105198001010024", "phone": "013800000000", "gender": "女"}
    assert keep(office, "member", {**raw, "note": "=1+1，-2，'3"}).record is not None
    ledger = office.ledgers.by_key["member"]
    before = office.records("member", office.ids("member", Query()))
    fields = [ledger.get(key) for key in ("no", "name", "id_number", "phone", "gender", "note")]
    window.show_page("会员名册")
    seen: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        if box is None:  # not open yet
            QTimer.singleShot(5, look)
            return
        try:
            assert isinstance(box, ImportWizard)
            seen.append(box.preview.chips[Outcome.SAME].text())
        finally:
            box.close()

    for with_html in (True, False):
        content = rows_for_clipboard(fields, before, whole=True)
        if not with_html:
            content.removeFormat("text/html")
        QGuiApplication.clipboard().setMimeData(content)
        window.activateWindow()
        window.pane_of("member").table.setFocus()
        QApplication.processEvents()
        QTimer.singleShot(0, look)
        QTest.keyClick(window.pane_of("member").table, Key.Key_V, CTRL)
    assert seen == ["相同 1", "相同 1"]
    assert office.records("member", office.ids("member", Query())) == before
