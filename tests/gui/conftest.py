from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.gui.hand import Hand, RecordedMessages
from unionoffice.gui.application import prepared_application
from unionoffice.gui.desk import Desk
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.theme import LIGHT, Look
from unionoffice.storage import keystore
from unionoffice.usecases.office import Office

TODAY = date(2026, 7, 3)


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    application = prepared_application()
    yield application
    # What Python put on the clipboard must go before Python does.
    application.clipboard().clear()


@pytest.fixture(autouse=True)
def _nothing_stays_open(qapp: QApplication) -> Iterator[None]:
    """Take away what a test leaves open: it would keep the program of a later test running and the keyboard from it."""
    yield
    for each in qapp.topLevelWidgets():
        if each.isVisible():
            each.hide()
            each.deleteLater()
    # Outside a loop of events nothing that was let go is destroyed by itself, and every new look is given to all of it.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def empty_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office whose keys open fast; each test works on a copy."""
    folder = tmp_path_factory.mktemp("empty") / "office"
    Office.create(folder, "示例厂工会", "职工甲").close(back_up=False)
    keystore.change_password(folder, "", "", cost=keystore.Cost(1, 8, 1))
    return folder


@pytest.fixture
def office(tmp_path: Path, empty_office: Path) -> Iterator[Office]:
    shutil.copytree(empty_office, tmp_path / "office")
    opened = Office.open(tmp_path / "office", today=lambda: TODAY)
    yield opened
    opened.close(back_up=False)


@pytest.fixture
def messages() -> RecordedMessages:
    return RecordedMessages()


@pytest.fixture
def desk(qapp: QApplication, office: Office, messages: RecordedMessages) -> Desk:
    return Desk(office, messages, Look(LIGHT, 14))


@pytest.fixture
def window(desk: Desk) -> Iterator[MainWindow]:
    made = MainWindow(desk)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    for page in made.pages.values():
        page.may_leave = lambda: True
    made.close()
    made.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def hand(window: MainWindow) -> Hand:
    return Hand(window)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        # What the offscreen platform says of itself is no fault of the program.
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))
