"""Editors for values out of a list of codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QMenu, QToolButton

from unionoffice.domain.ledger import Field
from unionoffice.gui.ledger.editor import Editor
from unionoffice.gui.ledger.line_editors import LineEditor, name_popup
from unionoffice.paths import RESOURCES

Labels = Callable[[], Sequence[str]]


class CalmCombo(QComboBox):
    """A combo box that the wheel only turns while it has the keyboard."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless the box is in use."""
        line = self.lineEdit()
        if self.hasFocus() or (line is not None and line.hasFocus()):
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceEditor(Editor):
    """A combo box in which part of a label finds it; words outside the list are left to the kind."""

    def __init__(self, key: Field[Any], labels: Labels) -> None:
        super().__init__(key)
        self._labels = labels
        self.combo = CalmCombo()
        self.line = QLineEdit()
        self.combo.setEditable(True)
        self.combo.setLineEdit(self.line)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setMinimumContentsLength(4)
        self.combo.setMaxVisibleItems(16)
        completer = QCompleter(self.combo.model(), self.combo)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        name_popup(completer)
        self.combo.setCompleter(completer)
        self.line.textEdited.connect(self.edited)
        # Signal to signal: a combo that is destroyed while it has the keyboard says so to an editor that is half gone.
        self.combo.activated.connect(self.edited)
        self.hold(self.combo)
        self.line.installEventFilter(self)
        self.line.editingFinished.connect(self._complete)

    def _complete(self) -> None:
        """Take the only label that holds what was typed; a list that grows takes the words as they are."""
        words = self.combo.currentText().strip()
        grows = getattr(self.key.kind, "grows", False)
        found = [each for each in self._labels() if words in each]
        if words and not grows and len(found) == 1 and found[0] != words:
            self.combo.setCurrentText(found[0])
            self.edited.emit()

    def raw(self) -> object:
        """Give the label, or the words typed."""
        return self.combo.currentText()

    def show_raw(self, raw: object) -> None:
        """Show a label, also one that has left the list."""
        self.combo.clear()
        self.combo.addItems(["", *self._labels()])
        at = self.combo.findText(str(raw))
        self.combo.setCurrentIndex(at)
        self.combo.setEditText(str(raw))
        self.line.setCursorPosition(0)


class StayingMenu(QMenu):
    """A menu in which several entries can be ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick without closing."""
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)


class ChoicesEditor(LineEditor):
    """Several labels in one line, ticked in a menu or typed with 、 between them."""

    def __init__(self, key: Field[Any], labels: Labels) -> None:
        super().__init__(key)
        self._labels = labels
        arrow = QAction(self)
        arrow.setIcon(QIcon(str(RESOURCES / "icons" / "chevron-down.svg")))
        arrow.setToolTip("选择")
        arrow.triggered.connect(self.open_menu)
        self.line.addAction(arrow, QLineEdit.ActionPosition.TrailingPosition)
        for each in self.line.findChildren(QToolButton):
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def menu(self) -> QMenu:
        """Make the menu of all labels with the chosen ones ticked."""
        chosen = self._chosen()
        menu = StayingMenu(self)
        for each in self._labels():
            action = menu.addAction(each)
            action.setCheckable(True)
            action.setChecked(each in chosen)
            action.toggled.connect(lambda on, words=each: self._set(words, on))
        return menu

    def open_menu(self) -> None:
        """Open the menu under the line."""
        self.menu().exec(self.line.mapToGlobal(self.line.rect().bottomLeft()))

    def _chosen(self) -> list[str]:
        return [each for each in self.line.text().replace("，", "、").replace(",", "、").split("、") if each]

    def _set(self, words: str, on: bool) -> None:
        rest = [each for each in self._chosen() if each != words]
        self.line.setText("、".join([*rest, words] if on else rest))
        self.edited.emit()
