from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from unionoffice.errors import OfficeError
from unionoffice.gui.waiting import hourglass


def _fail_under_the_hourglass(shapes: list[Qt.CursorShape]) -> None:
    with hourglass():
        shapes.append(QGuiApplication.overrideCursor().shape())
        raise OfficeError("磁盘已满。")


def test_the_hourglass_goes_away_even_when_the_work_fails(qapp: QApplication) -> None:
    shapes: list[Qt.CursorShape] = []
    with pytest.raises(OfficeError):
        _fail_under_the_hourglass(shapes)
    assert shapes == [Qt.CursorShape.WaitCursor]
    assert QGuiApplication.overrideCursor() is None
