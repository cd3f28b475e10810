"""活动台: everything about one event in one box; each change is kept at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from unionoffice.gui.desk import Desk
from unionoffice.gui.event.budget_tab import BudgetTab
from unionoffice.gui.event.items_tab import ItemsTab
from unionoffice.gui.event.people_tab import PeopleTab
from unionoffice.gui.event.photos_tab import PhotosTab
from unionoffice.gui.event.prizes_tab import PrizesTab
from unionoffice.gui.plain_widgets import button, label
from unionoffice.gui.undo_keys import UndoKeys
from unionoffice.ledgers import event
from unionoffice.ledgers.shared import HEADCOUNT, WHEN

_CONCERNS = {
    "报名签到": ("attendance", "member"),
    "奖项": ("prize", "attendance", "event"),
    "备品与报销": ("item",),
    "预算": ("item", "prize", "event"),
    "照片": ("event",),
}
"""The ledgers whose writing each tab shows."""


class EventDeskDialog(QDialog):
    """A heading, five tabs, and what was done last with its 撤销."""

    def __init__(self, desk: Desk, event_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.event_id = desk, event_id
        self._undo: Callable[[], object] | None = None
        self.heading = label(role="title")
        self.facts = label(role="second")
        self.people = PeopleTab(desk, event_id)
        self.prizes = PrizesTab(desk, event_id)
        self.items = ItemsTab(desk, event_id)
        self.budget = BudgetTab(desk, event_id)
        self.photos = PhotosTab(desk, event_id)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        tabs = (self.people, self.prizes, self.items, self.budget, self.photos)
        for title, tab in zip(_CONCERNS, tabs, strict=True):
            self.tabs.addTab(tab, title)
        self._reloads = dict(zip(_CONCERNS, (each.reload for each in tabs), strict=True))
        self.told = label(role="second")
        self.undo = button("撤销", "link")
        self.close_button = button("关闭", tip="Esc")
        self._lay_out()
        self._show_facts()
        self.undo.hide()
        self.undo.clicked.connect(self._take_back)
        self.close_button.clicked.connect(self.accept)
        desk.written.connect(self._follow_writing)
        desk.told.connect(self._show_told)
        self.undo_keys = UndoKeys(self, desk)
        self.resize(min(1340, 498 + 43 * desk.look.px), min(700, 380 + 20 * desk.look.px))
        self.people.line.setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addSpacing(10)
        head.addWidget(self.facts, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.told)
        foot.addWidget(self.undo)
        foot.addStretch()
        foot.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 14, 18, 12)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.tabs, 1)
        box.addLayout(foot)

    def _show_facts(self) -> None:
        record = self.desk.office.record("event", self.event_id)
        self.setWindowTitle(f"活动台 · {record.label}")
        width = self.fontMetrics().averageCharWidth() * 60
        self.heading.setText(self.fontMetrics().elidedText(record.label, self.tabs.elideMode().ElideRight, width))
        headcount = f"{record.text(HEADCOUNT)} 人" if record.text(HEADCOUNT) else ""
        facts = (record.text(WHEN), record.text(event.PLACE), record.text(event.TYPE), headcount)
        self.facts.setText(" · ".join(filter(None, [*facts, record.text(event.STATUS)])))

    def _follow_writing(self, ledger: str) -> None:
        with self.desk.clear_errors():
            for title, concerns in _CONCERNS.items():
                if ledger in concerns:
                    self._reloads[title]()
            if ledger == "event":
                self._show_facts()

    def _show_told(self, sentence: str, undo: Callable[[], object] | None) -> None:
        self._undo = undo
        self.told.setText(sentence)
        self.undo.setVisible(undo is not None)

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.undo.hide()
        self.told.setText("")
        if undo is not None:
            undo()
