"""Editors of several lines."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from unionoffice.domain.ledger import Field
from unionoffice.gui.ledger.editor import Editor
from unionoffice.gui.plain_widgets import button
from unionoffice.gui.theme import Look


class LongTextEditor(Editor):
    """Some lines of plain text; Tab leaves it."""

    lines = 3
    tidies = False

    def __init__(self, key: Field[Any], look: Look) -> None:
        super().__init__(key)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(key.kind.hint)
        self.text.setFixedHeight(self.lines * (look.px + 7) + 16)
        self._is_shown = False
        self.text.textChanged.connect(self._note_change)
        self.hold(self.text)

    def _note_change(self) -> None:
        if not self._is_shown:
            self.edited.emit()

    def raw(self) -> object:
        """Give the text with its line breaks."""
        return self.text.toPlainText()

    def show_raw(self, raw: object) -> None:
        """Show the text; this is no edit."""
        self._is_shown = True
        self.text.setPlainText(str(raw))
        self._is_shown = False


class FiguresEditor(LongTextEditor):
    """Figures as clerks write them, one after the other; F4 opens them as a grid."""

    lines = 2

    def __init__(self, key: Field[Any], look: Look) -> None:
        super().__init__(key, look)
        self.as_grid = button("按表格填写… F4")
        # It has its key: Tab goes on to the next field.
        self.as_grid.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.as_grid.clicked.connect(self.open_grid)
        self.box.addWidget(self.as_grid)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the grid with its key."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_F4:
            self.open_grid()
            return True
        return super().eventFilter(watched, event)

    def open_grid(self) -> None:
        """Let the figures be filled in line by line, and take them over."""
        from unionoffice.gui.dialogs.figures_dialog import FiguresDialog

        box = FiguresDialog(self.text.toPlainText(), self.window())
        if box.exec() and box.words != self.text.toPlainText():
            self.text.setPlainText(box.words)
        box.deleteLater()
        self.text.setFocus()
