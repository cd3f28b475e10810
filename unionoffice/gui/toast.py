"""A sentence that comes and goes at the foot of the window, with a way back where there is one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from unionoffice.gui.plain_widgets import button, label

SECONDS = 6


class Toast(QFrame):
    """Lies over the window without taking the keyboard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setObjectName("toast")
        self._undo: Callable[[], object] | None = None
        self.sentence = label()
        self.undo = button("撤销")
        self.undo.clicked.connect(self._take_back)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.sentence)
        self._row.addWidget(self.undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, sentence: str, undo: Callable[[], object] | None) -> None:
        """Show a sentence for some seconds."""
        self._undo = undo
        self.sentence.setText(sentence)
        self.undo.setVisible(undo is not None)
        self._row.setContentsMargins(16, 4, 8 if undo else 16, 4)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SECONDS * 1000)

    def _take_back(self) -> None:
        self.hide()
        if self._undo is not None:
            self._undo()

    def _place(self) -> None:
        self.setMinimumHeight(self.fontMetrics().height() + 22)
        self.adjustSize()
        self.move((self._window.width() - self.width()) // 2, self._window.height() - self.height() - 84)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
