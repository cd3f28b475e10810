"""Take a picture of every page and dialog, for the help and for looking."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from unionoffice.domain.query import Query
from unionoffice.gui.application import prepared_application
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.export_dialog import ExportDialog
from unionoffice.gui.dialogs.first_start import FirstStart
from unionoffice.gui.dialogs.help_dialog import HelpDialog
from unionoffice.gui.dialogs.import_dialog import ImportDialog
from unionoffice.gui.dialogs.settings_dialog import SettingsDialog
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.messages import WindowMessages
from unionoffice.gui.size_and_theme import remembered_look
from unionoffice.gui.theme import USUAL, Look, dress, look_of
from unionoffice.usecases.office import Office

DARK_PAGE = "困难帮扶台账"
SETTLING = 150
"""Milliseconds for timers, layouts and paint."""


def take_shots(office: Office, folder: Path, size: tuple[int, int] = (1366, 768)) -> list[Path]:
    """Write PNG files of all pages in the office's look, of one page in the dark and at 18 px, and of the dialogs."""
    folder.mkdir(parents=True, exist_ok=True)
    application = prepared_application()
    taken = [_save(folder, name, widget) for name, widget in _pages(application, office, remembered_look(office), size)]
    for name, look in (("深色", look_of("dark", USUAL)), ("大字", look_of("light", 18))):
        dress(application, look)
        window = _window(office, look, size)
        window.show_page(DARK_PAGE)
        taken.append(_save(folder, f"{DARK_PAGE}-{name}", window))
        window.close()
        window.deleteLater()
    dress(application, remembered_look(office))
    return taken + [_save(folder, name, widget) for name, widget in _dialogs(office)]


def _window(office: Office, look: Look, size: tuple[int, int]) -> MainWindow:
    window = MainWindow(Desk(office, WindowMessages(), look))
    window.resize(*size)
    window.show()
    return window


def _pages(
    application: QApplication, office: Office, look: Look, size: tuple[int, int]
) -> Iterator[tuple[str, QWidget]]:
    dress(application, look)
    window = _window(office, look, size)
    window.desk.look_at_backups()
    window.show_page("首页")
    yield "首页", window
    for tab in office.ledgers.tabs:
        window.show_page(tab.title)
        yield tab.title, window
        page = window.pages[tab.title]
        page.new(tab.ledgers[-1].key if len(tab.ledgers) == 2 else tab.ledgers[0].key)
        yield f"{tab.title}-新增", window
        page.show_first_record(tab.ledgers[0].key)
        yield f"{tab.title}-编辑", window
    window.show_page("半年总结")
    yield "半年总结", window
    window.close()
    window.deleteLater()


def _dialogs(office: Office) -> Iterator[tuple[str, QWidget]]:
    desk = Desk(office, WindowMessages(), remembered_look(office))
    ledger = office.ledgers.by_key["aid"]
    query = desk.office.ids(ledger.key, Query())
    for name, dialog in (
        ("首次启动", FirstStart(desk.messages)),
        ("导入", ImportDialog(desk, ledger)),
        ("导出", ExportDialog(desk, ledger, Query(), query[:2])),
        ("设置", SettingsDialog(desk)),
        ("帮助", HelpDialog(desk)),
    ):
        yield f"对话框-{name}", dialog
        dialog.close()


def _save(folder: Path, name: str, widget: QWidget) -> Path:
    """Let the window settle, then write what it shows."""
    widget.show()
    QTest.qWait(SETTLING)
    target = folder / f"{name}.png"
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    target.write_bytes(buffer.data().data())
    return target
