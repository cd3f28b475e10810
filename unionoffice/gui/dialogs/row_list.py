"""A list of things to be changed one at a time, with the buttons that do it at its right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from unionoffice.gui.plain_widgets import button

_KEY = Qt.ItemDataRole.UserRole
_GAP = 12
"""Pixels between the words of one column and the next."""


class RowList(QWidget):
    """Rows with a key each; the buttons act on the current one."""

    def __init__(self, heads: Sequence[str], name: str) -> None:
        super().__init__()
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(name)
        self.tree.setHeaderLabels(list(heads))
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.currentItemChanged.connect(lambda *_: self._enable())
        self.column = QVBoxLayout()
        self.column.setSpacing(6)
        self._needy: list[QPushButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.tree, 1)
        row.addLayout(self.column)

    def add_button(self, words: str, act: Callable[[], object], *, needs_row: bool = True) -> QPushButton:
        """Add a button below the others; one that needs a row is grey without one."""
        made = button(words)
        made.clicked.connect(lambda: act())
        self.column.addWidget(made)
        if needs_row:
            self._needy.append(made)
        return made

    def end_buttons(self) -> None:
        """Keep the buttons at the top."""
        self.column.addStretch()
        self._enable()

    def show_rows(self, rows: Sequence[tuple[str, Sequence[str]]], *, grey: Sequence[str] = ()) -> None:
        """Show rows, each with its key, and stay on the current one; those in `grey` are out of sight elsewhere."""
        current, place = self.current(), self.tree.currentIndex().row()
        self.tree.clear()
        for key, words in rows:
            item = QTreeWidgetItem(list(words))
            item.setData(0, _KEY, key)
            if key in grey:
                for column in range(len(words)):
                    item.setForeground(column, self.palette().placeholderText())
            self.tree.addTopLevelItem(item)
        for column in range(self.tree.columnCount() - 1):
            self.tree.resizeColumnToContents(column)
            self.tree.setColumnWidth(column, self.tree.columnWidth(column) + _GAP)
        keys = [key for key, _ in rows]
        self.go_to(current if current in keys else keys[min(max(place, 0), len(keys) - 1)] if keys else "")
        self._enable()

    def current(self) -> str:
        """Give the key of the current row, empty without one."""
        item = self.tree.currentItem()
        return str(item.data(0, _KEY)) if item is not None else ""

    def go_to(self, key: str) -> None:
        """Make the row of a key the current one."""
        for at in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(at)
            if item is not None and item.data(0, _KEY) == key:
                self.tree.setCurrentItem(item)

    def keys(self) -> list[str]:
        """Give the keys from top to bottom."""
        items = (self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount()))
        return [str(item.data(0, _KEY)) for item in items if item is not None]

    def moved(self, by: int) -> list[str]:
        """Give the keys as they stand once the current row has gone up (-1) or down (1)."""
        keys, at = self.keys(), self.keys().index(self.current())
        to = at + by
        if 0 <= to < len(keys):
            keys[at], keys[to] = keys[to], keys[at]
        return keys

    def _enable(self) -> None:
        for each in self._needy:
            each.setEnabled(bool(self.current()))
