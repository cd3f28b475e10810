"""Notices that somebody writes, pauses, or has written for long without a pause."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

_PAUSE = 700
"""Milliseconds after the last key until the text is taken over."""
LONGEST = 5000
"""Milliseconds until it is taken over from somebody who writes without a pause."""
_WRITING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WritingPause(QObject):
    """Counts from the last key, and from the first one that was not taken over."""

    over = Signal()
    """It is time to take the text over."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pause, self._longest = QTimer(self), QTimer(self)
        for each, wait in ((self._pause, _PAUSE), (self._longest, LONGEST)):
            each.setSingleShot(True)
            each.setInterval(wait)
            each.timeout.connect(self.over)

    def note_key(self) -> None:
        """Begin to wait; the longest wait runs on from the first key."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def put_off(self) -> None:
        """Wait once more: words are still in the making."""
        self._pause.start()

    def end(self) -> None:
        """Wait no longer: the text is taken over."""
        self._pause.stop()
        self._longest.stop()


def writes(event: QKeyEvent) -> bool:
    """Tell whether a key changes the text."""
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return False
    return (event.text().isprintable() and bool(event.text())) or event.key() in _WRITING
