"""The line above the work log in which a whole entry is typed at once; Enter hands what was understood to the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.plain_widgets import button, label

if TYPE_CHECKING:
    from unionoffice.domain.one_line_entry import LineRead

EXAMPLE = "一句话登记，如：4月28日 庆五一职工文艺晚会 22支队 300人"


class LineOfWords(QLineEdit):
    """A line whose Enter waits for the input method."""

    def __init__(self) -> None:
        super().__init__()
        self.composing = False
        self.setPlaceholderText(EXAMPLE)
        self.setAccessibleName("一句话登记")
        self.setClearButtonEnabled(True)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether words are in the making."""
        super().inputMethodEvent(event)
        self.composing = bool(event.preeditString())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter alone while words are in the making; Esc empties the line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.composing:
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class OneLineEntry(QWidget):
    """The line, its button, and what was understood so far."""

    def __init__(self, pane: LedgerPane) -> None:
        super().__init__()
        self._pane = pane
        self._words: Mapping[str, Any] | None = None
        self.line = LineOfWords()
        self.go = button("填入表单 回车")
        self.preview = label(role="second", wrap=True)
        self.preview.hide()
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self.go)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 2)
        box.setSpacing(4)
        box.addLayout(row)
        box.addWidget(self.preview)
        self.line.textChanged.connect(self._show_preview)
        self.line.returnPressed.connect(self.hand_over)
        self.go.clicked.connect(self.hand_over)

    def _read(self, typed: str) -> LineRead:
        # The reader brings many patterns, and the page opens without a word being typed.
        from unionoffice.usecases.one_line_entry import log_words, read_log_line

        if self._words is None:
            self._words = log_words()
        return read_log_line(self._pane.desk.office, typed, self._words)

    def _show_preview(self, typed: str) -> None:
        understood: tuple[tuple[str, str], ...] = ()
        if typed.strip():
            from unionoffice.usecases.one_line_entry import told

            understood = tuple(told(self._read(typed)))
        self.preview.setText("　".join(f"【{title}】{words}" for title, words in understood))
        self.preview.setVisible(bool(typed.strip()))

    def hand_over(self) -> None:
        """Open the form with what was understood; the line is emptied once the form has it."""
        typed = self.line.text()
        if not typed.strip() or not self._pane.form.may_leave():
            return
        from unionoffice.usecases.one_line_entry import raw_of

        self._pane.new(raw_of(self._pane.desk.office, self._read(typed)))
        self._pane.form.is_dirty = True
        self.line.clear()


def put_line_above(pane: LedgerPane) -> OneLineEntry:
    """Put the line above a pane's table."""
    made = OneLineEntry(pane)
    box = pane.body.layout()
    assert isinstance(box, QVBoxLayout)
    box.insertWidget(0, made)
    return made
