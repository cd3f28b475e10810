"""Choose columns by ticking them, and their order by moving them up and down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from unionoffice.domain.ledger import Field
from unionoffice.gui.plain_widgets import button

_ROWS_IN_SIGHT = 6
_FIELD = Qt.ItemDataRole.UserRole


class ColumnChoice(QWidget):
    """A list of columns with ticks, and two buttons that move the current one."""

    changed = Signal()
    """The clerk has ticked or moved a column."""

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setFixedHeight(self.fontMetrics().height() * _ROWS_IN_SIGHT * 3 // 2)
        self.list.setAccessibleName("导出的列")
        self.up = button("上移", tip="把这一列往前移（Alt+↑）")
        self.down = button("下移", tip="把这一列往后移（Alt+↓）")
        self.up.setShortcut("Alt+Up")
        self.down.setShortcut("Alt+Down")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.list, 1)
        buttons = QVBoxLayout()
        buttons.addWidget(self.up)
        buttons.addWidget(self.down)
        buttons.addStretch()
        box.addLayout(buttons)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.list.itemChanged.connect(lambda _: self.changed.emit())
        self.list.model().rowsMoved.connect(lambda *_: self.changed.emit())

    def show_columns(self, chosen: Sequence[Field[Any]], others: Sequence[Field[Any]]) -> None:
        """List the chosen columns ticked in their order, and the others below."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for each, is_chosen in [*((each, True) for each in chosen), *((each, False) for each in others)]:
                item = QListWidgetItem(each.title, self.list)
                item.setFlags((item.flags() | Qt.ItemFlag.ItemIsUserCheckable) & ~Qt.ItemFlag.ItemIsDropEnabled)
                item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
                item.setData(_FIELD, each)
            self.list.setCurrentRow(0)

    def chosen(self) -> list[Field[Any]]:
        """Give the ticked columns in their order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(_FIELD) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if row < 0 or not 0 <= row + by < self.list.count():
            return
        item = self.list.takeItem(row)
        self.list.insertItem(row + by, item)
        self.list.setCurrentItem(item)
        self.changed.emit()
