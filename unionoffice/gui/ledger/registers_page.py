"""The page on which a list of registers stands beside the one that is open."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from unionoffice.domain.ledger import Ledger
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.page import LedgerPage
from unionoffice.gui.ledger.pane import LedgerPane


class RegistersPage(QWidget):
    """A list of ledgers at the left, the page of the chosen one beside it."""

    def __init__(self, desk: Desk, ledgers: tuple[Ledger, ...]) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._ledgers = ledgers
        self._pages: dict[str, LedgerPage] = {}
        self.names = QListWidget()
        self.names.setObjectName("registers")
        self.names.setFixedWidth(desk.look.px * 11)
        self.names.addItems([each.title for each in ledgers])
        self.names.setAccessibleName("专项台账")
        self.stack = QStackedWidget()
        holder = QVBoxLayout()
        holder.setContentsMargins(16, 12, 0, 10)
        holder.addWidget(self.names)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(holder)
        row.addWidget(self.stack, 1)
        self.names.currentRowChanged.connect(self._show)
        self.names.setCurrentRow(0)

    def _show(self, row: int) -> None:
        self.stack.setCurrentWidget(self._page(self._ledgers[row]))

    def _page(self, ledger: Ledger) -> LedgerPage:
        if ledger.key not in self._pages:
            self._pages[ledger.key] = LedgerPage(self._desk, LedgerPane(self._desk, ledger))
            self.stack.addWidget(self._pages[ledger.key])
        return self._pages[ledger.key]

    def page_of(self, ledger: str) -> LedgerPage:
        """Show the page of a ledger."""
        self.names.setCurrentRow(next(row for row, each in enumerate(self._ledgers) if each.key == ledger))
        return self._pages[ledger]

    def show_query(self, ledger: str, query: Query) -> None:
        """List what a query of another page asks for."""
        self.page_of(ledger).show_query(ledger, query)

    def show_record(self, ledger: str, record_id: int) -> None:
        """Go to a record."""
        self.page_of(ledger).show_record(ledger, record_id)

    def new(self, ledger: str) -> None:
        """Begin a new record of a ledger."""
        self.page_of(ledger).new(ledger)

    def show_first_record(self, ledger: str) -> None:
        """Open the first listed record in the form."""
        self.page_of(ledger).show_first_record(ledger)

    def may_leave(self) -> bool:
        """Ask about unsaved words in any form."""
        return all(page.may_leave() for page in self._pages.values())

    def first_focus(self) -> None:
        """Put the keyboard into the list of registers."""
        self.names.setFocus()
