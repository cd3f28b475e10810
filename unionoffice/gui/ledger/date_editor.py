"""A line for dates with keys that move them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from unionoffice.domain.day import month_end
from unionoffice.domain.ledger import Field
from unionoffice.gui.ledger.line_editors import LineEditor

_WHOLE_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""Only a date written out is moved by + and -: in 6-5 and +3 they are part of what is typed."""


class DateLine(QLineEdit):
    """T is today, + and - a day, Page Up and Page Down a month."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the date, or take the key as every line does."""
        moved = self._moved(event)
        if moved is None:
            super().keyPressEvent(event)
            return
        self.setText(moved.isoformat())
        self.textEdited.emit(self.text())

    def _moved(self, event: QKeyEvent) -> date | None:
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return None
        if event.text() in ("t", "T"):
            return self._today()
        if not _WHOLE_DATE.fullmatch(self.text()):
            return None
        try:
            day = date.fromisoformat(self.text())
        except ValueError:
            return None
        return _step(day, event)


def _step(day: date, event: QKeyEvent) -> date | None:
    try:
        if event.text() in ("+", "-", "＋", "－"):
            return day + timedelta(days=1 if event.text() in ("+", "＋") else -1)
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return _by_month(day, -1 if event.key() == Qt.Key.Key_PageUp else 1)
    except (OverflowError, ValueError):
        return day
    return None


def _by_month(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))


class DateEditor(LineEditor):
    """A date as clerks write it; it may be empty, or no closer than a month."""

    def __init__(self, key: Field[Any], today: Callable[[], date]) -> None:
        self._today = today
        super().__init__(key)
        self.line.setToolTip("T 今天，+ - 前后一天，PgUp PgDn 前后一月")

    def _make_line(self) -> QLineEdit:
        return DateLine(self._today)
