"""Take a picture of every page, menu and box, for the help and for looking."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from unionoffice.domain.kinds import Choice
from unionoffice.domain.query import Query
from unionoffice.gui.application import prepared_application
from unionoffice.gui.box_shots import OF_ALL, BoxCamera, shoot_pane
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.change_password_dialog import ChangePasswordDialog
from unionoffice.gui.dialogs.export_dialog import ExportDialog
from unionoffice.gui.dialogs.first_start import FirstStart
from unionoffice.gui.dialogs.help_dialog import HelpDialog
from unionoffice.gui.dialogs.import_wizard.wizard import ImportWizard
from unionoffice.gui.dialogs.own_fields_dialog import OwnFieldDialog
from unionoffice.gui.dialogs.own_register_dialog import OwnRegisterDialog, OwnRegistersDialog
from unionoffice.gui.dialogs.password_dialog import PasswordDialog, ResetPasswordDialog
from unionoffice.gui.dialogs.recovery_code_dialog import RecoveryCodeDialog
from unionoffice.gui.dialogs.saved_filters_dialog import ManageFilters, SaveFilterDialog
from unionoffice.gui.dialogs.settings_dialog import SettingsDialog
from unionoffice.gui.form_shots import shoot_forms
from unionoffice.gui.ledger.more_filters import MoreFilters
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.ledger.parent_form import ParentForm
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.messages import WindowMessages
from unionoffice.gui.size_and_theme import remembered_look
from unionoffice.gui.theme import USUAL, Look, dress, look_of
from unionoffice.usecases.office import Office

LARGE = 18
SETTLING = 60
"""Milliseconds for timers, layouts and paint."""


_PACKED = 80
"""Between 0 for the smallest file and 100 for the quickest: nothing is lost with either."""


class _TakenBack(Exception):
    """Ends the rehearsal: printing leaves a note on the trail, and nothing was printed."""


def take_shots(
    office: Office, folder: Path, size: tuple[int, int] = (1366, 768), *, settling: int = SETTLING
) -> list[Path]:
    """Write PNG files of all pages in the office's look, of some in the dark and at 18 px, of all menus and boxes.

    The office is as it was afterwards.
    """
    folder.mkdir(parents=True, exist_ok=True)
    application = prepared_application()
    look = remembered_look(office)
    camera = BoxCamera(partial(_save, folder, settling))
    with _rehearsal(office):
        with _window(application, office, look, size) as window:
            _pages(camera, window)
            _boxes(camera, window)
        for name, other in (("深色", look_of("dark", USUAL)), ("大字", look_of("light", LARGE))):
            with _window(application, office, other, size) as window:
                for title in window.titles:
                    window.show_page(title)
                    camera.keep(f"{title}-{name}", window)
        dress(application, look)
        _boxes_before_a_window(camera, Desk(office, WindowMessages(), look))
    return camera.taken


@contextmanager
def _rehearsal(office: Office) -> Iterator[None]:
    try:
        with office.file.write():
            yield
            raise _TakenBack
    except _TakenBack:
        office.refresh()


@contextmanager
def _window(application: QApplication, office: Office, look: Look, size: tuple[int, int]) -> Iterator[MainWindow]:
    dress(application, look)
    window = MainWindow(Desk(office, WindowMessages(), look))
    window.resize(*size)
    window.show()
    window.desk.look_at_backups()
    yield window
    window.close()
    window.deleteLater()
    # Left alive it would be dressed in every look that follows.
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def _pages(camera: BoxCamera, window: MainWindow) -> None:
    window.show_page("首页")
    camera.keep("首页", window)
    for tab in window.desk.office.ledgers.tabs:
        window.show_page(tab.title)
        camera.keep(tab.title, window)
        page = window.pages[tab.title]
        for ledger in tab.ledgers:
            words = tab.title if len(tab.ledgers) == 1 else f"{tab.title}-{ledger.title}"
            page.new(ledger.key)
            camera.keep(f"{words}-新增", window)
            page.show_first_record(ledger.key)
            camera.keep(f"{words}-编辑", window)
            _children(camera, window.pane_of(ledger.key), words)
            window.pane_of(ledger.key).form_closed.emit()
    window.show_page("半年总结")
    camera.keep("半年总结", window)


def _children(camera: BoxCamera, pane: LedgerPane, words: str) -> None:
    """Picture the tabs of what belongs to a record, and the box of a new one."""
    form = pane.opened_form
    if not isinstance(form, ParentForm) or form.old is None:
        return
    for place, grid in enumerate(form.grids, 1):
        form.tabs.setCurrentIndex(place)
        camera.keep(f"{words}-编辑-{grid.ledger.title}", pane.body.window())
        camera.shoot(f"对话框-{words}-{grid.ledger.title}", grid.new, grid)
    form.tabs.setCurrentIndex(0)


def _boxes(camera: BoxCamera, window: MainWindow) -> None:
    office = window.desk.office
    for ledger in office.ledgers.all:
        if ledger.parent is None and office.count(ledger.key, Query()):
            shoot_pane(camera, window.pane_of(ledger.key))
    desk, aid = window.desk, office.ledgers.by_key[OF_ALL]
    pane = window.pane_of(aid.key)
    choices = [each for each in aid.fields if isinstance(each.kind, Choice)]
    for name, dialog in (
        ("导入", ImportWizard(desk, aid, window)),
        ("导出", ExportDialog(desk, aid, Query(), pane.table.selected_ids(), window)),
        ("按其他栏目筛选", MoreFilters(desk, choices, {}, window)),
        ("保存此筛选", SaveFilterDialog(desk, aid, Query(words="住户"), window)),
        ("已存的筛选", ManageFilters(desk, aid, window)),
        ("新增栏目", OwnFieldDialog(desk, aid, window)),
        ("新建登记簿", OwnRegisterDialog(desk, window)),
        ("自建的登记簿", OwnRegistersDialog(desk, window)),
        ("设置", SettingsDialog(desk, window)),
        ("设置密码", ChangePasswordDialog(desk, window)),
        ("恢复码", RecoveryCodeDialog(desk, "-".join(["0A1B2"] * 13), window)),
        ("帮助", HelpDialog(desk, window)),
    ):
        camera.shoot(f"对话框-{name}", dialog.exec, dialog)
    shoot_forms(camera, desk, window)


def _boxes_before_a_window(camera: BoxCamera, desk: Desk) -> None:
    for name, dialog in (
        ("首次启动", FirstStart(desk.messages)),
        ("密码", PasswordDialog(desk.office.folder)),
        ("忘记密码", ResetPasswordDialog(desk.office.folder)),
    ):
        camera.shoot(f"对话框-{name}", dialog.exec, dialog)


def _save(folder: Path, settling: int, name: str, widget: QWidget) -> Path:
    """Let the window settle, then write what it shows."""
    widget.show()
    QTest.qWait(settling)
    target = folder / f"{name}.png"
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG", _PACKED)
    target.write_bytes(buffer.data().data())
    return target
