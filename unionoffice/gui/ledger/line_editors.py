"""Editors of one line: plain, with earlier entries offered, and for money."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from unionoffice.domain.capital_amount import capital_amount
from unionoffice.domain.kinds import Context, Refused
from unionoffice.domain.ledger import Field
from unionoffice.gui.ledger.editor import Editor
from unionoffice.gui.ledger.table_model import is_numeric
from unionoffice.gui.plain_widgets import label


class LineEditor(Editor):
    """One line, read by the kind."""

    def __init__(self, key: Field[Any]) -> None:
        super().__init__(key)
        self.line = self._make_line()
        # A number as an example would look like a value.
        self.line.setPlaceholderText("" if is_numeric(key.kind) else key.kind.hint)
        self.line.setReadOnly(key.computed)
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.hold(self.line)

    def _make_line(self) -> QLineEdit:
        return QLineEdit()

    def raw(self) -> object:
        """Give the line."""
        return self.line.text()

    def show_raw(self, raw: object) -> None:
        """Show the line from its beginning."""
        self.line.setText(str(raw))
        self.line.setCursorPosition(0)


def name_popup(completer: QCompleter) -> None:
    """Name a list of offers for the style sheet."""
    popup = completer.popup()
    if popup is not None:
        popup.setObjectName("completions")


def offer(line: QLineEdit) -> tuple[QCompleter, QStringListModel]:
    """Hang a list of offers, not filtered any further, under a line."""
    offers = QStringListModel(line)
    completer = QCompleter(offers, line)
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    name_popup(completer)
    line.setCompleter(completer)
    return completer, offers


class RecalledTextEditor(LineEditor):
    """One line that offers what was entered before."""

    def __init__(self, key: Field[Any], recall: Callable[[str], list[str]]) -> None:
        super().__init__(key)
        self._recall = recall
        self._completer, self._offers = offer(self.line)
        self._completer.activated.connect(lambda _: self.edited.emit())
        self.line.textEdited.connect(self._look_up)

    def _look_up(self, words: str) -> None:
        found = self._recall(words) if words.strip() else []
        self._offers.setStringList([each for each in found if each != words])


class MoneyEditor(LineEditor):
    """An amount, right-aligned, with its capital figures below."""

    def __init__(self, key: Field[Any], context: Callable[[], Context]) -> None:
        super().__init__(key)
        self._context = context
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.capitals = label(role="small", wrap=True)
        self.capitals.hide()
        self.box.addWidget(self.capitals)
        self.line.textChanged.connect(lambda _: self._show_capitals())

    def _show_capitals(self) -> None:
        try:
            amount = self.key.kind.parse(self.line.text(), self._context())
        except Refused:
            amount = None
        self.capitals.setText("" if amount is None else capital_amount(amount))
        self.capitals.setVisible(bool(amount))
