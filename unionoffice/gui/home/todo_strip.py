"""今日待办: what is due, the longest overdue first; a click opens the row or the list it is about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.plain_widgets import label, plain_tip
from unionoffice.ledgers.limit import LIMIT
from unionoffice.ledgers.member import MEMBER

if TYPE_CHECKING:
    from unionoffice.usecases.reminders import Reminder, Source

NOTHING = "今天没有到期的事项。"
LOOKING = "正在查看…"


class TodoStrip(QFrame):
    """The reminders; each source is asked in a turn of its own, after the page has been painted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        self._told: dict[Source, list[Reminder]] = {}
        self._written: set[str] = set()
        """The ledgers that have changed since the sources were asked."""
        self._stale: set[Source] | None = None
        """The sources to ask; None until the page is painted, since they bring most of the rules with them."""
        self._day: date | None = None
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._ask_next)
        self._lay_out()
        desk.written.connect(self._note_writing)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 8, 8)
        head = QHBoxLayout()
        head.addWidget(label("今日待办", "second"))
        self.state = label(role="small")
        head.addWidget(self.state)
        head.addStretch()
        column.addLayout(head)
        self.list = QListWidget()
        self.list.setAccessibleName("今日待办")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setStyleSheet("border: none;")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemClicked.connect(self._open)
        self.list.itemActivated.connect(self._open)
        column.addWidget(self.list, 1)
        self._show_sentence(LOOKING)

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew at what has changed while the page was out of sight, and at everything on another day."""
        super().showEvent(event)
        if self._day != self._desk.office.today:
            self._stale = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Begin to ask once there is something to look at: a turn begun before delays the first picture."""
        super().paintEvent(event)
        self._turn.start()

    def _note_writing(self, ledger: str) -> None:
        self._written.add(ledger)
        if self.isVisible():
            self._turn.start()

    def _ask_next(self) -> None:
        from unionoffice.usecases.reminders import SOURCES, told_by

        if not self.isVisible():
            return
        if self._stale is None or self._written & {LIMIT.key, ""}:
            self._stale = set(SOURCES)
        self._stale |= {source for source, ledgers in SOURCES.items() if self._written & {*ledgers}}
        self._written.clear()
        source = next((each for each in SOURCES if each in self._stale), None)
        if source is None:
            return
        self._stale.discard(source)
        self._told[source] = told_by(source, self._desk.office)
        if self._stale:
            self._turn.start()
        else:
            self._day = self._desk.office.today
            self._show()

    @property
    def is_settled(self) -> bool:
        """Whether every source has been asked."""
        return self._stale == set() and not self._written

    def _show(self) -> None:
        from unionoffice.usecases.reminders import in_order

        told = in_order(each for some in self._told.values() for each in some)
        self.list.clear()
        today = self._desk.office.today
        for each in told:
            words = "　".join(filter(None, [each.urgency(today), each.text]))
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, each)
            item.setToolTip(plain_tip(words))
            self.list.addItem(item)
        late = sum(each.is_late(today) for each in told)
        self.state.setText(f"共 {len(told)} 项" + (f"，已过期 {late} 项" if late else "") if told else "")
        if not told:
            self._show_sentence(NOTHING)

    def _show_sentence(self, sentence: str) -> None:
        item = QListWidgetItem(sentence)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _open(self, item: QListWidgetItem) -> None:
        from unionoffice.usecases.reminders import ROLL

        reminder: Reminder | None = item.data(Qt.ItemDataRole.UserRole)
        if reminder is None:
            return
        if reminder.kind == ROLL:
            self._show_faulty_rows()
        elif reminder.record_id:
            self._desk.record_asked.emit(reminder.ledger, reminder.record_id)
        else:
            self._desk.ledger_asked.emit(reminder.ledger, reminder.query or Query())

    def _show_faulty_rows(self) -> None:
        """List the rows with what is wrong with each, in front of the roll in which they are put right."""
        from unionoffice.gui.dialogs.quality_dialog import faulty_rows

        self._desk.ledger_asked.emit(MEMBER.key, Query())
        faulty_rows(self._desk, "", self.window()).present()
