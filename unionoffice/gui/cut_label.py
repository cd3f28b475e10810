"""A line of words that gives way where room is short, and shows by three dots that there is more."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from unionoffice.gui.plain_widgets import plain_tip

_PLACE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class CutLabel(QLabel):
    """A label that may be as narrow as its neighbours leave it."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        """Ask for no width at all."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as many of the words as there is room for; all of them are in the tip."""
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(plain_tip("" if words == self.text() else self.text()))
        painter = QPainter(self)
        self.style().drawItemText(painter, self.rect(), _PLACE, self.palette(), True, words, self.foregroundRole())
