"""Every command of every ledger is run over people with secrets: no title, list or toast tells one of them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.breaking.test_no_number_leaks import filled, leaked
from tests.gui.hand import RecordedMessages
from unionoffice.gui.commands import COMMANDS
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_table import ListTable
from unionoffice.gui.ledger.commands import run
from unionoffice.gui.main_window import MainWindow
from unionoffice.usecases.office import Office

WITH_RECORDS = {
    "会员名册": ("member",),
    "困难帮扶台账": ("household", "aid"),
    "活动": ("event",),
    "工作日志": ("work_log",),
}


def told_in(boxes: list[QWidget]) -> list[str]:
    said = [each.windowTitle() for each in boxes]
    for table in (table for box in boxes for table in box.findChildren(ListTable)):
        said += [cell for row in table.shown() for cell in row.cells]
    return said


def test_no_list_title_or_toast_of_any_command_holds_a_secret(
    window: MainWindow, desk: Desk, office: Office, messages: RecordedMessages, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(office)
    said: list[str] = []
    desk.told.connect(lambda words, _: said.append(words))

    def look(box: QDialog) -> int:
        said.extend(told_in([box]))
        return 0

    monkeypatch.setattr(QDialog, "exec", look)
    ran = 0
    for title, ledgers in WITH_RECORDS.items():
        window.show_page(title)
        for ledger in ledgers:
            pane = window.pages[title].pane_of(ledger)
            pane.recount()
            for command in COMMANDS:
                pane.table.go_to_row(0)
                pane.table.selectAll()
                messages.answers = ["取消"]
                if command.is_for(pane.ledger) and "粘贴" not in command.words:
                    run(command, pane)
                    QApplication.processEvents()
                    ran += 1
                    boxes = window.findChildren(QDialog)
                    said += told_in(list(boxes))
                    for box in boxes:
                        box.close()
                        box.deleteLater()
    assert ran > 40
    assert leaked([*said, *messages.said, window.windowTitle()]) == []
    assert leaked([QGuiApplication.clipboard().text()]) == []
