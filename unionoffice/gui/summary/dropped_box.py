"""The paragraphs that the clerk took out of the summary, to be brought back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QWidget

from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.summary.wrapped_list import WrappedList
from unionoffice.usecases.edit_summary import SummaryText


class DroppedBox(DialogFrame):
    """A list with ticks."""

    def __init__(self, text: SummaryText, parent: QWidget | None = None) -> None:
        super().__init__("恢复删去的段落", "恢复所选", parent, letters=48)
        self.list = WrappedList("删去的段落")
        self.list.setMinimumHeight(self.fontMetrics().height() * 14)
        for key, words in text.manuscript.words.items():
            if words.dropped:
                item = QListWidgetItem(f"{words.chapter}：{words.text}")
                item.setData(Qt.ItemDataRole.UserRole, key)
                item.setCheckState(Qt.CheckState.Unchecked)
                self.list.addItem(item)
        self.rows.addRow(self.list)
        self.go.setEnabled(self.list.count() > 0)
        if not self.list.count():
            self.refuse("没有删去的段落。")

    def chosen(self) -> list[str]:
        """Give the keys of the ticked paragraphs."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]
