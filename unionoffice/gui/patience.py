"""A progress box with 取消 for work that needs the office and therefore stays in the window's own thread."""

from __future__ import annotations

from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QProgressDialog, QWidget

PATIENCE = 500
"""Milliseconds before the box appears."""
_WIDTH = 380


class Patience:
    """Hears of each step, shows how far the work is, and tells whether it should go on."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        self._title = title
        self.box = QProgressDialog(f"{title}…", "取消", 0, 0, parent)
        self.box.setMinimumWidth(_WIDTH)
        # Numbers upon the bar are half on blue, half on white.
        self.box.findChildren(QProgressBar)[0].setTextVisible(False)
        self.box.setWindowTitle(title)
        self.box.setWindowModality(Qt.WindowModality.WindowModal)
        self.box.setMinimumDuration(PATIENCE)
        self.box.setAutoReset(False)
        self.box.setAutoClose(False)

    def step(self, done: int, total: int) -> bool:
        """Take a step; false when the clerk has cancelled."""
        total = max(1, total)
        self.box.setLabelText(f"{self._title}… {done * 100 // total}%")
        self.box.setMaximum(total)
        self.box.setValue(done)
        return not self.is_cancelled

    @property
    def is_cancelled(self) -> bool:
        """Whether the clerk wants no more of it."""
        return self.box.wasCanceled()

    def __enter__(self) -> Patience:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.box.reset()
        self.box.close()
        self.box.deleteLater()
