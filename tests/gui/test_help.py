from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from unionoffice.gui.commands import COMMANDS
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.event_desk_dialog import EventDeskDialog
from unionoffice.gui.dialogs.help_dialog import HelpDialog, help_pages
from unionoffice.gui.dialogs.list_dialog import ListDialog, ListRow
from unionoffice.gui.dialogs.month_dialog import MonthDialog
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.preview_dialog import PreviewDialog
from unionoffice.paths import RESOURCES
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.put_out_list import list_pdf

KEYS = (RESOURCES / "help" / "11-快捷键.md").read_text("utf-8")
OF_WIDGETS = [
    "Alt+↓",
    "Ctrl+C",
    "Ctrl+Shift+C",
    "Ctrl+V",
    "Del",
    "Enter",
    "Tab",
    "T",
    "+",
    "-",
    "PgUp",
    "PgDn",
    "Home",
    "End",
    "F4",
]
"""Keys that a table, a field or a page handles itself; the tests of each press them."""
WRITTEN = {"Return": "Enter", "Ctrl+Return": "Ctrl+Enter", "PgDown": "PgDn"}


def named_keys() -> set[str]:
    cells = re.findall(r"^\| (.+?) \|", KEYS, re.M)
    words = {word for cell in cells for word in re.split(" 或 | 和 ", cell)} - {"按键", "---"}
    return (words - {"Ctrl+1 … Ctrl+7"}) | {f"Ctrl+{page}" for page in range(1, 8)}


def shortcuts(*widgets: QWidget) -> Iterator[str]:
    for widget in widgets:
        for each in widget.findChildren(QShortcut):
            keys = each.key().toString(QKeySequence.SequenceFormat.PortableText)
            yield WRITTEN.get(keys, keys)


def test_the_page_of_keys_names_every_shortcut_and_no_other(window: MainWindow, desk: Desk, office: Office) -> None:
    kept = keep(office, "event", {"title": "示例晚会", "type": "文体", "when": "2026-04-28"})
    assert kept.record is not None
    for title in window.titles:
        window.show_page(title)
    window.pane_of("member").new()
    QApplication.processEvents()
    listed = ListDialog(desk, "名单", ["姓名"], [ListRow(("职工甲",))])
    boxes = [
        EventDeskDialog(desk, kept.record.id, window),
        listed,
        MonthDialog(desk, office.today),
        PreviewDialog("名单", list_pdf(office, listed.paper_table())),
    ]
    found = {*shortcuts(window, *boxes), *(each.keys for each in COMMANDS if each.keys)}
    assert found - named_keys() == set()
    assert named_keys() - found <= set(OF_WIDGETS)


@pytest.mark.parametrize("page", help_pages(), ids=lambda page: page.stem)
def test_what_a_page_sends_to_a_menu_is_there(page: Path, window: MainWindow, office: Office) -> None:
    text = page.read_text("utf-8")
    asked = re.findall(r"“更多 ?▾? ?→ ([^”→]+?…)”", text)
    offered = {each.words for each in COMMANDS}
    if "半年总结" in page.stem:
        window.show_page("半年总结")
        offered = {entry.text() for entry in window.pages["半年总结"].more.menu().actions()}
    assert [words for words in asked if words not in offered] == []
    ledgers = {each.title for each in office.ledgers.all}
    assert [title for title in re.findall(r"“专项台账 → ([^”]+)”", text) if title not in ledgers] == []


def test_the_help_shows_each_page_without_its_marks(desk: Desk) -> None:
    dialog = HelpDialog(desk)
    assert [dialog.names.item(row).text() for row in (0, dialog.names.count() - 1)] == ["快速上手", "快捷键"]
    for row in range(dialog.names.count()):
        dialog.names.setCurrentRow(row)
        shown = dialog.text.toPlainText()
        assert shown.startswith(dialog.names.item(row).text())
        assert "#" not in shown
        assert "| " not in shown
