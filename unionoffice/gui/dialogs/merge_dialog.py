"""Two members side by side: which value stays in each field, then one is made of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from unionoffice.domain.ledger import Record
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.plain_widgets import label
from unionoffice.ledgers.member import MEMBER, STATE
from unionoffice.usecases.merge_members import differences, merge_members, references, state_of_both

KEPT, OTHER = 1, 2
"""The columns of the two values."""
_MARK = "✓ "


class MergeDialog(DialogFrame):
    """One row for each field that differs; a click, the arrow keys or the space bar choose the value."""

    def __init__(self, desk: Desk, kept: Record, other: Record, parent: QWidget | None = None) -> None:
        super().__init__("合并会员", "合并为一名会员", parent, letters=52)
        self._desk, self._kept, self._other = desk, kept, other
        state = state_of_both(desk.office, kept, other)
        self.fields = [each for each in differences(kept, other) if not (state and each.field is STATE)]
        self.taken: set[str] = {each.field.key for each in self.fields if not each.kept}
        moved = references(desk.office, other.id)
        self.box.insertWidget(
            0,
            label(
                f"左边的登记保留，右边的放入回收站；右边名下的 {moved} 条记录（会籍变动、帮扶、活动、荣誉等）和照片都转到左边。"
                "两边不同的项目，点击要保留的内容。"
                f"{f'会籍状态按最后一次会籍变动定为“{state}”。' if state else ''}合并可以用 Ctrl+Z 撤销。",
                "second",
                wrap=True,
            ),
        )
        self.table = QTableWidget(len(self.fields), 3)
        self._set_up()
        self.box.insertWidget(1, self.table, 1)
        self.resize(820, 560)
        self.table.setFocus()

    def _set_up(self) -> None:
        heads = ["项目", f"保留：{self._name(self._kept)}", f"并入：{self._name(self._other)}"]
        self.table.setHorizontalHeaderLabels(heads)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self._desk.look.row_height)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        for row, each in enumerate(self.fields):
            for column, words in ((0, each.field.title), (KEPT, each.kept), (OTHER, each.other)):
                item = QTableWidgetItem(words)
                self.table.setItem(row, column, item)
            self._show_choice(row)
        self.table.cellClicked.connect(self.choose)
        self.table.currentCellChanged.connect(lambda row, column, *_: self.choose(row, column))

    def _name(self, record: Record) -> str:
        return f"{record.label}（{record.text(MEMBER.get('no')) or '无证号'}）"

    def choose(self, row: int, column: int) -> None:
        """Take the value of a column for the field of a row."""
        if row < 0 or column not in (KEPT, OTHER):
            return
        key = self.fields[row].field.key
        self.taken = self.taken | {key} if column == OTHER else self.taken - {key}
        self._show_choice(row)

    def _show_choice(self, row: int) -> None:
        each = self.fields[row]
        is_taken = each.field.key in self.taken
        for column, words, chosen in ((KEPT, each.kept, not is_taken), (OTHER, each.other, is_taken)):
            item = self.table.item(row, column)
            assert item is not None
            item.setText(f"{_MARK if chosen else '　 '}{words or '（空）'}")
            font = QFont(self.table.font())
            font.setBold(chosen)
            item.setFont(font)
            item.setForeground(self._desk.look.colour("text" if chosen else "third"))

    def accept(self) -> None:
        """Merge in one step."""
        from unionoffice.usecases.undo import one_step

        with self._desk.clear_errors():
            with one_step(self._desk.office, f"合并会员“{self._kept.label}”"):
                merge_members(self._desk.office, self._kept.id, self._other.id, self.taken)
            for ledger in {MEMBER.key, *(each.key for each, _ in self._desk.office.ledgers.links_to(MEMBER.key))}:
                self._desk.written.emit(ledger)
            self._desk.tell("已合并为一名会员", undoable=True)
            super().accept()
