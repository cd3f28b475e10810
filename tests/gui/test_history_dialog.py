"""The history box as the clerk sees it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from unionoffice.domain.ledger import Record
from unionoffice.gui.commands.history_commands import COMMANDS
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.history_dialog import HistoryDialog
from unionoffice.gui.ledger.commands import run
from unionoffice.gui.main_window import MainWindow
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office


@pytest.fixture
def record(office: Office) -> Record:
    kept = keep(office, "work_log", {"title": "例会", "category": "其他", "when": "2026-07-01"})
    assert kept.record is not None
    changed = keep(office, "work_log", {"title": "座谈会"}, kept.record)
    assert changed.record is not None
    return changed.record


def shown(dialog: HistoryDialog) -> list[tuple[str, ...]]:
    return [each.cells for each in dialog.changes.shown()]


def test_the_newest_version_is_chosen_and_its_change_told(desk: Desk, record: Record) -> None:
    dialog = HistoryDialog(desk, record)
    assert [each.cells[1] for each in dialog.versions.shown()] == ["修改", "新增"]
    assert shown(dialog) == [("事项", "例会", "座谈会")]
    assert not dialog.restore.isEnabled()
    dialog.versions.go_to_row(1)
    assert ("事项", "（空）", "例会") in shown(dialog)
    assert dialog.restore.isEnabled()


def test_a_click_brings_an_earlier_version_back(desk: Desk, record: Record, office: Office) -> None:
    dialog = HistoryDialog(desk, record)
    told: list[str] = []
    desk.written.connect(told.append)
    dialog.versions.go_to_row(1)
    dialog.restore.click()
    assert office.record("work_log", record.id).label == "例会"
    assert told == ["work_log"]
    assert dialog.result() == HistoryDialog.DialogCode.Accepted
    desk.undo()
    assert office.record("work_log", record.id).label == "座谈会"


def test_the_command_opens_the_box_on_the_current_row(window: MainWindow, record: Record) -> None:
    window.show_page("工作日志")
    pane = window.pages["工作日志"].pane_of("work_log")
    pane.table.setFocus()
    pane.table.go_to(record.id)
    seen: list[str] = []

    def look_and_close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, HistoryDialog)
        seen.append(box.windowTitle())
        box.reject()

    QTimer.singleShot(0, look_and_close)
    run(COMMANDS[0], pane)
    assert seen == ["历史 · 工作日志 · 座谈会"]
