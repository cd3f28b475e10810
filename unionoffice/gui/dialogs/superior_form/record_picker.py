"""For which records a form is to be filled: found by name, one or several chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from unionoffice.domain.query import Query
from unionoffice.gui.plain_widgets import label
from unionoffice.usecases.office import Office

MOST = 300
"""More names than anybody reads; the search line finds the others."""
_ID = int(Qt.ItemDataRole.UserRole)


class RecordPicker(QWidget):
    """A search line over the names of the records; those that were chosen before come first."""

    changed = Signal()

    def __init__(self, office: Office, ledger: str, ids: Sequence[int] = ()) -> None:
        super().__init__()
        self._office, self._ledger, self._given = office, ledger, list(ids)
        self.search = QLineEdit()
        self.search.setPlaceholderText("按姓名或拼音首字母查找")
        self.search.setAccessibleName("查找登记")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName("登记")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.told = label(role="small", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for each in (self.search, self.list, self.told):
            box.addWidget(each)
        self._fill()
        self.search.textChanged.connect(lambda _: self._search())
        self.list.itemSelectionChanged.connect(self._tell)
        self._tell()

    def ids(self) -> list[int]:
        """Give the chosen records in the order of the list."""
        chosen = {item.data(_ID) for item in self.list.selectedItems()}
        every = (self.list.item(row).data(_ID) for row in range(self.list.count()))
        return [each for each in every if each in chosen]

    def current(self) -> int | None:
        """Give the record to be looked at: the one in which the keyboard is, of those that are chosen."""
        ids, item = self.ids(), self.list.currentItem()
        if item is not None and item.data(_ID) in ids:
            return int(item.data(_ID))
        return ids[0] if ids else None

    def _search(self) -> None:
        self._given = []
        self._fill()
        self._tell()

    def _fill(self) -> None:
        words = self.search.text().strip()
        found = self._office.ids(self._ledger, Query(words=words))
        found = [*self._given, *(each for each in found if each not in set(self._given))]
        self.list.blockSignals(True)
        self.list.clear()
        for record in self._office.records(self._ledger, found[:MOST]):
            item = QListWidgetItem(record.label)
            item.setData(_ID, record.id)
            self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        for item in (self.list.item(row) for row in range(self.list.count())):
            if item.data(_ID) in self._given:
                item.setSelected(True)
        self.list.blockSignals(False)
        self._more = max(0, len(found) - MOST)

    def _tell(self) -> None:
        chosen = len(self.ids())
        parts = [f"选了 {chosen} 条，一条一个文件，写到一个文件夹里。" if chosen > 1 else ""]
        parts += [f"另有 {self._more} 条没有列出，请查找。" if self._more else ""]
        parts += ["没有找到登记。" if not self.list.count() else ""]
        self.told.setText("".join(parts))
        self.told.setVisible(any(parts))
        self.changed.emit()
