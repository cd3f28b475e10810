"""Keep a filter under a name; rename and delete kept ones."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from unionoffice.domain.ledger import Ledger
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.ledger.empty_state import EmptyState
from unionoffice.usecases.column_values import told_filters
from unionoffice.usecases.saved_filters import delete_filter, rename_filter, save_filter, saved_filters


class SaveFilterDialog(DialogFrame):
    """Asks for the name of the filter at work."""

    def __init__(self, desk: Desk, ledger: Ledger, query: Query, parent: QWidget | None = None) -> None:
        super().__init__("保存此筛选", "保存", parent)
        self._desk, self._ledger, self._query = desk, ledger, query
        self.name = QLineEdit()
        self.name.setPlaceholderText("例如：本期送温暖")
        self.row("名称", self.name, _told(desk, ledger, query))

    def accept(self) -> None:
        """Keep it under this name, asking before another of this name is replaced."""
        name = self.name.text().strip()
        names = [each.name for each in saved_filters(self._desk.office, self._ledger)]
        question = f"已经有名为“{name}”的筛选，用现在的筛选替换它吗？"
        if name in names and self._desk.messages.ask(question, ("替换", "取消")) != "替换":
            return
        try:
            save_filter(self._desk.office, self._ledger, name, self._query)
        except OfficeError as error:
            self.refuse(error.sentence)
            return
        self._desk.tell(f"已保存筛选“{name}”，在“更多筛选”中可以选用")
        super().accept()


class ManageFilters(DialogFrame):
    """The kept filters of a ledger; F2 renames, Del deletes."""

    def __init__(self, desk: Desk, ledger: Ledger, parent: QWidget | None = None) -> None:
        super().__init__("已存的筛选", "关闭", parent)
        self._desk, self._ledger = desk, ledger
        self.list = QListWidget()
        self.list.setAccessibleName("已存的筛选")
        self.list.setMinimumHeight(desk.look.row_height * 6)
        self.empty = EmptyState(desk.look, self.list)
        self.name = QLineEdit()
        self.rows.addRow(self.list)
        self.row("名称", self.name, "改好名称后按“改名”。")
        self.rename = self.left_button("改名")
        self.delete = self.left_button("删除")
        self.cancel.hide()
        self.rename.clicked.connect(self._rename)
        self.delete.clicked.connect(self._delete)
        self.list.currentTextChanged.connect(self.name.setText)
        self._fill()

    def _fill(self, name: str = "") -> None:
        self.list.clear()
        self.list.addItems([each.name for each in saved_filters(self._desk.office, self._ledger)])
        found = self.list.findItems(name, Qt.MatchFlag.MatchExactly)
        self.list.setCurrentItem(found[0] if found else self.list.item(0))
        for each in (self.rename, self.delete, self.name):
            each.setEnabled(self.list.count() > 0)
        if self.list.count():
            self.empty.hide()
        else:
            self.empty.say("还没有存下的筛选。筛选好以后，在“更多筛选”里点“保存此筛选…”。", "")

    def _rename(self) -> None:
        try:
            rename_filter(self._desk.office, self._ledger, self._current(), self.name.text())
        except OfficeError as error:
            self.refuse(error.sentence)
            return
        self.refuse("")
        self._fill(self.name.text().strip())

    def _delete(self) -> None:
        delete_filter(self._desk.office, self._ledger, self._current())
        self.refuse("")
        self._fill()

    def _current(self) -> str:
        item = self.list.currentItem()
        return item.text() if item is not None else ""


def _told(desk: Desk, ledger: Ledger, query: Query) -> str:
    """Say in words what the filter holds."""
    parts = [f"“{query.words}”" if query.words else "", query.period.label if query.period else ""]
    parts += [f"{ledger.get(key).title}：{words}" for key, words in query.equals.items()]
    return "；".join(filter(None, [*parts, *told_filters(desk.office, ledger, query)]))
