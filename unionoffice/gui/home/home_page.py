"""首页: what the half-year holds so far, what is due, what was written last, where to begin."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from unionoffice.domain.ledger import Ledger
from unionoffice.domain.period import Period
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.home.recent_list import RecentList
from unionoffice.gui.home.todo_strip import TodoStrip
from unionoffice.gui.period_choices import opening_period
from unionoffice.gui.plain_widgets import ICON_SIZE, button, icon, label
from unionoffice.ledgers.aid import AMOUNT
from unionoffice.ledgers.household import HOUSEHOLD
from unionoffice.usecases.household_lists import kept_on
from unionoffice.usecases.statistics import kept_apart

COUNTED = ("work_log", "event", "household", "aid", "member", "award")
BEGUN = (("写日志", "log", "work_log"), ("登记帮扶", "aid", "aid"), ("新活动", "event", "event"))


class HomePage(QWidget):
    """Numbers that open their ledgers, and four large buttons."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk = desk
        self.period = opening_period(desk.office)
        self.numbers: dict[str, QPushButton] = {}
        self._captions: dict[str, Callable[[str], None]] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 18, 24, 14)
        box.setSpacing(14)
        box.addLayout(self._head())
        box.addLayout(self._begin_row())
        self._cards = QGridLayout()
        self._cards.setSpacing(12)
        for place, key in enumerate(COUNTED):
            self._cards.addWidget(self._card(desk.office.ledgers.by_key[key]), place // 3, place % 3)
        for column in range(3):
            self._cards.setColumnStretch(column, 1)
        box.addLayout(self._cards)
        self.todo = TodoStrip(desk)
        self.recent = RecentList(desk)
        lists = QHBoxLayout()
        lists.setSpacing(12)
        lists.addWidget(self.todo, 3)
        lists.addWidget(self.recent, 2)
        box.addLayout(lists, 1)
        desk.written.connect(lambda _: self.refresh())
        desk.period_chosen.connect(self._show_period)
        self.refresh()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(self.desk.office.name, "title"))
        self.subtitle = label(role="second")
        row.addWidget(self.subtitle)
        row.addStretch()
        return row

    def _begin_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for words, name, ledger in BEGUN:
            row.addWidget(self._tile(words, name, partial(self.desk.new_asked.emit, ledger)))
        row.addWidget(self._tile("起草半年总结", "summary", lambda: self.desk.page_asked.emit("半年总结"), "primary"))
        return row

    def _tile(self, words: str, name: str, action: Callable[[], None], role: str = "") -> QPushButton:
        colour = "on_accent" if role == "primary" else "accent"
        made = button(words, role, icon(name, self.desk.look, colour))
        made.setIconSize(ICON_SIZE * 1.25)
        made.setProperty("tile", True)
        made.clicked.connect(lambda: action())
        return made

    def _card(self, ledger: Ledger) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(0)
        column.addWidget(label(ledger.title, "second"))
        number = button("", "link", tip=f"打开{ledger.title}")
        number.setCursor(Qt.CursorShape.PointingHandCursor)
        number.clicked.connect(lambda: self.desk.ledger_asked.emit(ledger.key, self._query(ledger)))
        number.setProperty("large", True)
        self.numbers[ledger.key] = number
        caption = label(role="small")
        self._captions[ledger.key] = caption.setText
        column.addWidget(number, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(caption)
        return card

    def _query(self, ledger: Ledger) -> Query:
        if ledger.key == HOUSEHOLD.key:
            return kept_on(self.desk.office)
        return Query(period=self.period) if ledger.when is not None else Query()

    def _show_period(self, period: Period) -> None:
        self.period = period
        self.refresh()

    def refresh(self) -> None:
        """Count anew."""
        self.subtitle.setText(f"{self.period.label} · 今天 {self.desk.office.today:%Y-%m-%d}")
        for key in COUNTED:
            ledger = self.desk.office.ledgers.by_key[key]
            query = self._query(ledger)
            count, apart = self.desk.office.count(key, query), kept_apart(self.desk.office, ledger, query)
            self.numbers[key].setText(f"{count - sum(apart.values()):,}")
            others = "、".join(f"{name} {number:,} 条" for name, number in apart.items())
            self._captions[key](self._caption(ledger, count) + (f"\n未计入：{others}" if others else ""))
        QTimer.singleShot(0, self, self.recent.refresh)

    def _caption(self, ledger: Ledger, count: int) -> str:
        if ledger.has(AMOUNT) and count:
            sums = self.desk.office.totals(ledger.key, self._query(ledger))
            amounts = [each.text for each in sums if each.field is AMOUNT and not each.is_apart]
            return " · ".join(amounts) or self.period.label
        if ledger.key == HOUSEHOLD.key:
            return "在档，不含脱困和注销"
        return self.period.label if ledger.when is not None else "全部在册"

    def may_leave(self) -> bool:
        """Hold nothing that could be lost."""
        return True

    def first_focus(self) -> None:
        """Put the keyboard on the first number."""
        self.numbers[COUNTED[0]].setFocus()
