"""Editors of several lines."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPlainTextEdit

from unionoffice.domain.ledger import Field
from unionoffice.gui.ledger.editor import Editor
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
    """Figures as clerks write them, one after the other."""

    lines = 2
