"""Start the window: fonts, look, the office that was open last or the first start."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QTimer, QTranslator
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QDialog

from unionoffice.errors import OfficeError
from unionoffice.gui.crash import CrashBox
from unionoffice.gui.desk import Desk
from unionoffice.gui.draft_offer import offer_drafts
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.messages import Messages, WindowMessages
from unionoffice.gui.preload import Preload
from unionoffice.gui.size_and_theme import remembered_look
from unionoffice.gui.theme import USUAL, dress, load_fonts, look_of
from unionoffice.usecases.last_office import last_office, remember_office
from unionoffice.usecases.office import Office
from unionoffice.usecases.open_office import open_office

AFTER_THE_PICTURE, AT_LEISURE = 30, 300
"""Milliseconds after which the first page has been painted, and after which it has been looked at."""

_FIRST_LOOK = look_of("light", USUAL)
"""Of the boxes that open before an office has told its own."""


def run_window(folder: Path | None) -> int:
    """Show the window on an office and give the exit code; without a folder on the one open last, or ask."""
    application = prepared_application()
    messages = WindowMessages()
    sys.excepthook = CrashBox(messages).handle
    opened = _open(folder or last_office(), messages) or _begin(messages)
    if opened is None:
        return 0
    office = opened.office
    remember_office(office.folder)
    desk = Desk(office, messages, remembered_look(office), has_password=opened.has_password)
    if desk.look != _FIRST_LOOK:
        dress(application, desk.look)
    window = MainWindow(desk)
    messages.parent = window
    window.show_page("首页")
    window.show()
    # Turns of no delay come before the first picture.
    looking = _after(AFTER_THE_PICTURE, window, partial(_look_around, window))
    preload = Preload(office, window)
    preload.start(AT_LEISURE)
    code = application.exec()
    looking.stop()
    preload.stop()
    desk.copies.clear()
    try:
        office.close()
    except OfficeError as error:
        # The last backup is made now; without the window nobody else would say that it failed.
        messages.warn(error.sentence)
    _leave_clipboard(application.clipboard())
    return code


def _leave_clipboard(clipboard: QClipboard) -> None:
    """Leave what was copied for Excel as Qt's own text: an object made in Python would be torn down after Python is gone."""
    if clipboard.ownsClipboard():
        clipboard.setText(clipboard.text())


def _after(milliseconds: int, window: MainWindow, action: Callable[[], None]) -> QTimer:
    timer = QTimer(window)
    timer.setSingleShot(True)
    timer.timeout.connect(action)
    timer.start(milliseconds)
    return timer


def _look_around(window: MainWindow) -> None:
    """See to what earlier sittings have left: backups, opened copies, what was typed and not saved."""
    gc.enable()
    window.desk.look_at_backups()
    window.desk.copies.clear()
    offer_drafts(window)


def prepared_application() -> QApplication:
    """Make the application with its style, fonts, and Qt's own words in Chinese."""
    application = QApplication.instance() or QApplication(["unionoffice"])
    assert isinstance(application, QApplication)
    application.setApplicationName("工会工作台账")
    application.setStyle("Fusion")
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    load_fonts()
    dress(application, _FIRST_LOOK)
    return application


@dataclass(frozen=True)
class _Opened:
    office: Office
    has_password: bool


def _open(folder: Path | None, messages: Messages) -> _Opened | None:
    """Open an office, asking for its password where it has one; None when the clerk gives up or it cannot be opened."""
    if folder is None:
        return None
    try:
        if (office := open_office(folder)) is not None:
            return _Opened(office, False)
        from unionoffice.gui.dialogs.password_dialog import open_with_password

        opened = open_with_password(folder)
        return None if opened is None else _Opened(opened, True)
    except OfficeError as error:
        messages.warn(error.sentence)
        return None


def _begin(messages: Messages) -> _Opened | None:
    from unionoffice.gui.dialogs.first_start import FirstStart

    dialog = FirstStart(messages)
    if dialog.exec() == QDialog.DialogCode.Accepted and dialog.office is not None:
        return _Opened(dialog.office, dialog.has_password)
    return None
