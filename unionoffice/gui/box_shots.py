"""Open what a page's menus open, and take a picture of each box before it is closed again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QPoint, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QProgressDialog, QTabWidget, QWidget

from unionoffice.gui.background import Background
from unionoffice.gui.commands import COMMANDS
from unionoffice.gui.dialogs.paper_options_dialog import PaperOptionsDialog
from unionoffice.gui.ledger.commands import run
from unionoffice.gui.ledger.pane import LedgerPane

GLANCE = 15
"""Milliseconds between two looks for an open box."""
OF_ALL = "aid"
"""The ledger that stands for all where a command belongs to every ledger."""
SELECTED = 3
Save = Callable[[str, QWidget], Path]


class BoxCamera:
    """Answers every box with no, after taking its picture."""

    def __init__(self, save: Save) -> None:
        self._save = save
        self.taken: list[Path] = []
        self._name, self._boxes = "", 0
        self._is_saving = False
        self._looks = QTimer()
        self._looks.setInterval(GLANCE)
        self._looks.timeout.connect(self._look)

    def keep(self, name: str, widget: QWidget) -> None:
        """Take a picture of what is open already."""
        self.taken.append(self._save(name, widget))

    def shoot(self, name: str, act: Callable[[], object], window: QWidget) -> None:
        """Do what opens boxes; the pictures bear the name, and a number from the second on."""
        self._name, self._boxes = name, 0
        self._looks.start()
        act()
        for work in window.findChildren(Background):
            work.wait()
        QApplication.processEvents()
        while _open_box() is not None:
            QTest.qWait(GLANCE)
        self._looks.stop()

    def _look(self) -> None:
        box = _open_box()
        if box is None or self._is_saving or isinstance(box, QProgressDialog):
            return
        self._is_saving = True
        self._picture(box)
        self._is_saving = False
        if isinstance(box, PaperOptionsDialog):
            box.accept()
        else:
            box.reject()

    def _picture(self, box: QDialog) -> None:
        self._boxes += 1
        words = self._name if self._boxes == 1 else f"{self._name}-{self._boxes}"
        tabs = next(iter(box.findChildren(QTabWidget)), None)
        for place in range(tabs.count() if tabs else 1):
            if tabs is not None:
                tabs.setCurrentIndex(place)
            self.keep(f"{words}-{tabs.tabText(place)}" if tabs is not None else words, box)


def _open_box() -> QDialog | None:
    modal = QApplication.activeModalWidget()
    if isinstance(modal, QDialog):
        return modal
    return next(
        (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()), None
    )


def shoot_pane(camera: BoxCamera, pane: LedgerPane) -> None:
    """Picture the menus of a ledger's page, and every box that its commands open; nothing is changed."""
    window, title = pane.body.window(), pane.ledger.title
    pane.show_record(pane.table.rows.ids[0])
    _select_rows(pane)
    _shoot_menu(camera, f"菜单-{title}-更多", pane.head.menu)
    _shoot_menu(camera, f"菜单-{title}-登记", pane.menu())
    for command in COMMANDS:
        is_own = pane.ledger.key in command.ledgers or (not command.ledgers and pane.ledger.key == OF_ALL)
        if is_own and command.words.endswith("…"):
            name = f"对话框-{title}-{command.words.removesuffix('…')}"
            camera.shoot(name, lambda command=command: run(command, pane), window)  # type: ignore[misc]
            _select_rows(pane)


def _select_rows(pane: LedgerPane) -> None:
    rows = range(min(SELECTED, len(pane.table.rows.ids)))
    flags = QItemSelectionModel.SelectionFlag
    for row in rows:
        pane.table.selectionModel().select(pane.table.rows.index(row, 0), flags.Select | flags.Rows)


def _shoot_menu(camera: BoxCamera, name: str, menu: QMenu) -> None:
    """Picture a menu and the menus in it."""
    menu.popup(QPoint(0, 0))
    camera.keep(name, menu)
    for inner in menu.findChildren(QMenu):
        inner.popup(QPoint(0, 0))
        camera.keep(f"{name}-{inner.title()}", inner)
        inner.close()
    menu.close()
