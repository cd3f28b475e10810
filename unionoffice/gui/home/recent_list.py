"""What was written into the log and the events last."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.plain_widgets import label, plain_tip

MOST = 12


class RecentList(QFrame):
    """The newest entries; Enter or a double click opens one in its ledger."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 8, 8)
        column.addWidget(label("最近的日志", "second"))
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setStyleSheet("border: none;")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._open)
        column.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Read the newest entries."""
        self.list.clear()
        ids = self._desk.office.ids("work_log", Query())[:MOST]
        for record in self._desk.office.records("work_log", ids):
            item = QListWidgetItem(_line(record))
            item.setToolTip(plain_tip(item.text()))
            item.setData(Qt.ItemDataRole.UserRole, record.id)
            self.list.addItem(item)
        if not ids:
            item = QListWidgetItem("还没有日志。点“写日志”登记第一条。")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)

    def _open(self, item: QListWidgetItem) -> None:
        self._desk.record_asked.emit("work_log", item.data(Qt.ItemDataRole.UserRole))


def _line(record: Record) -> str:
    ledger = record.ledger
    when = record.text(ledger.when) if ledger.when else ""
    return "　".join(filter(None, [when or "日期不详", record.text(ledger.get("category")), record.label]))
