"""A line in which names are typed one after the other: what they may mean stands below, Enter takes the marked one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from unionoffice.gui.theme import Look

MOST_OFFERED = 8
_UP_OR_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)
class Offer:
    """What the words may mean: what is shown, and what is handed over when it is taken."""

    words: str
    meaning: Any


class OfferLine(QLineEdit):
    """Keeps the keyboard after each name taken."""

    taken = Signal(object)
    """The meaning of the offer taken with Enter or a click."""
    unknown = Signal(str)
    """Enter on words that mean nothing."""

    def __init__(self, look: Look, offers: Callable[[str], Sequence[Offer]], over: QWidget) -> None:
        super().__init__()
        self._look, self._find, self._over = look, offers, over
        self._offers: Sequence[Offer] = ()
        self._composing = False
        self.list = QListWidget(over)
        self.list.setObjectName("offers")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        self.list.itemClicked.connect(lambda _: self._take())
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self._look_up)
        self.installEventFilter(self)

    def _look_up(self, words: str) -> None:
        self._offers = list(self._find(words.strip()))[:MOST_OFFERED] if words.strip() else []
        self.list.clear()
        self.list.addItems([each.words for each in self._offers])
        self.list.setCurrentRow(0)
        self._place()

    def _place(self) -> None:
        self.list.setVisible(bool(self._offers))
        if self._offers:
            corner = self.mapTo(self._over, QPoint(0, self.height() + 2))
            rows = self.list.sizeHintForRow(0) * len(self._offers)
            self.list.setGeometry(corner.x(), corner.y(), max(self.width(), 24 * self._look.px), rows + 6)
            self.list.raise_()

    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._offers):
            offer = self._offers[row]
            self.clear()
            self.taken.emit(offer.meaning)
        elif self.text().strip():
            self.unknown.emit(self.text().strip())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether words are in the making."""
        super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter take, the arrows choose and Esc empty the line before it closes the box."""
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(150, self, self._hide_if_left)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self._composing:
            return self._answer(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _answer(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
            return True
        if key in _UP_OR_DOWN and self._offers:
            self.list.setCurrentRow((self.list.currentRow() + _UP_OR_DOWN[key]) % len(self._offers))
            return True
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
            return True
        return False

    def _hide_if_left(self) -> None:
        if not self.hasFocus():
            self.list.hide()
