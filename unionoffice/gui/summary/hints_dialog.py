"""不足与计划提示: sentences that the records suggest for the last chapters; only what is ticked goes into the text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QWidget

from unionoffice.domain.draft import Part
from unionoffice.gui.dialogs.dialog_frame import DialogFrame, wide
from unionoffice.gui.plain_widgets import label
from unionoffice.gui.summary.wrapped_list import WrappedList
from unionoffice.summary.hints import Hint

_NAMES = {Part.SHORTCOMING: "存在不足", Part.PLAN: "下一步计划"}
_NOTE = "勾选的句子会作为您自己的段落加到相应章节末尾，可以再改；没有勾选的不会写入。"


class HintsDialog(DialogFrame):
    """A list with ticks, what fell short first."""

    def __init__(self, hints: Sequence[Hint], parent: QWidget | None = None) -> None:
        super().__init__("不足与计划提示", "加入总结", parent, letters=60)
        self.rows.addRow(wide(label(_NOTE, "second", wrap=True)))
        self.list = WrappedList("提示")
        self.list.setMinimumHeight(self.fontMetrics().height() * 20)
        part: Part | None = None
        for hint in hints:
            if hint.part is not part:
                part = hint.part
                self._add_heading(_NAMES[part])
            self._add(hint)
        self.rows.addRow(self.list)
        self.list.itemChanged.connect(lambda _: self.go.setEnabled(bool(self.chosen())))
        self.go.setEnabled(False)
        if not hints:
            self.list.hide()
            self.refuse("没有新的提示：目标、档案、合同都不需要提醒，其余已经采用。")

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        self.list.addItem(item)

    def _add(self, hint: Hint) -> None:
        item = QListWidgetItem(f"{hint.text}\n依据：{hint.evidence}")
        item.setData(Qt.ItemDataRole.UserRole, hint)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def chosen(self) -> list[Hint]:
        """Give the ticked hints."""
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = [each for each in items if each.checkState() is Qt.CheckState.Checked]
        return [each.data(Qt.ItemDataRole.UserRole) for each in ticked]
