"""The page on which a list of registers stands beside the one that is open."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from unionoffice.domain.ledger import Ledger
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.page import LedgerPage
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.plain_widgets import button


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
        self.names.addItems([each.title for each in ledgers])
        self.names.setAccessibleName("专项台账")
        self.stack = QStackedWidget()
        self.add = button("新建登记簿…", tip="自己定名称和栏目的登记簿")
        self.add.clicked.connect(lambda: self._add_register())
        self.change = button("自建的登记簿…", tip="改名、加栏目、隐藏和再显示")
        self.change.clicked.connect(lambda: self._change_registers())
        self.change.setVisible(bool(desk.office.own_registers))
        holder = QVBoxLayout()
        holder.setContentsMargins(16, 12, 0, 10)
        holder.setSpacing(6)
        for each in (self.names, self.add, self.change):
            each.setFixedWidth(desk.look.px * 11)
            holder.addWidget(each)
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

    def _add_register(self) -> None:
        from unionoffice.gui.dialogs.own_register_dialog import ask_new_register

        if not self.may_leave():
            return
        key = ask_new_register(self._desk, self.window())
        if key:
            self._desk.ledgers_changed.emit()
            self._desk.ledger_asked.emit(key, Query())

    def _change_registers(self) -> None:
        from unionoffice.gui.dialogs.own_register_dialog import OwnRegistersDialog

        if not self.may_leave():
            return
        before = self._desk.office.ledgers
        dialog = OwnRegistersDialog(self._desk, self.window())
        dialog.exec()
        dialog.deleteLater()
        if self._desk.office.ledgers is not before:
            self._desk.ledgers_changed.emit()

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

    def shown_ledger(self) -> str:
        """Give the key of the register that is open."""
        return self._ledgers[self.names.currentRow()].key

    def turn_to(self, ledger: str) -> None:
        """Open a register."""
        self.page_of(ledger).turn_to(ledger)

    def let_go(self) -> None:
        """Delete the page with all that listens to the office: its registers are others now."""
        for page in self._pages.values():
            page.let_go()
        self.deleteLater()

    def may_leave(self) -> bool:
        """Ask about unsaved words in any form."""
        return all(page.may_leave() for page in self._pages.values())

    def first_focus(self) -> None:
        """Put the keyboard into the list of registers."""
        self.names.setFocus()
