"""The page of a ledger: its pane at the left, its form at the right, the keys that act on both."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from unionoffice.domain.query import Query
from unionoffice.gui.commands import COMMANDS
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.commands import Command, run
from unionoffice.gui.ledger.files_out_and_in import connect_files
from unionoffice.gui.ledger.pane import LedgerPane

WIDE = 1500
"""From this window width on, the form stays beside the table."""
FORM_WIDTH = 316
FORM_LETTERS = 22
"""The room for a label and an ID number, in heights of the font."""


class LedgerPage(QWidget):
    """Panes at the left, the form of the one in use at the right."""

    def __init__(self, desk: Desk, *panes: LedgerPane) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk = desk
        self.panes = panes
        self.active = panes[-1]
        self._is_closed_by_hand = False
        self.forms = QStackedWidget()
        self.forms.setMinimumWidth(FORM_WIDTH)
        self.forms.hide()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(10)
        self.splitter.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 10)
        box.setSpacing(10)
        self._lay_out(box)
        self.splitter.addWidget(self.forms)
        self.splitter.setStretchFactor(0, 1)
        for pane in panes:
            self._connect(pane)
        self._set_up_keys()

    def _lay_out(self, box: QVBoxLayout) -> None:
        box.addWidget(self.active.head)
        box.addWidget(self.active.filters)
        self.splitter.addWidget(self.active.body)
        box.addWidget(self.splitter, 1)

    def _connect(self, pane: LedgerPane) -> None:
        connect_files(pane)
        pane.form_asked.connect(lambda: self.show_form(pane))
        pane.form_closed.connect(self.hide_form)
        pane.table.selectionModel().selectionChanged.connect(lambda *_: self._make_active(pane))
        pane.reload()

    def _make_active(self, pane: LedgerPane) -> None:
        if pane.table.hasFocus():
            self.active = pane

    def _set_up_keys(self) -> None:
        for keys, action in (
            ("Ctrl+N", lambda: self.current().new()),
            ("F2", lambda: self.current().edit()),
            ("Ctrl+D", lambda: self.current().duplicate()),
            ("Ctrl+F", lambda: self._find()),
            ("F5", lambda: self.reload()),
            ("Ctrl+P", lambda: self.current().head.print_button.click()),
            *((each.keys, partial(self._run, each)) for each in COMMANDS if each.keys),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def _run(self, command: Command) -> None:
        run(command, self.current())

    def current(self) -> LedgerPane:
        """Give the pane in which the keyboard is, else the one used last."""
        focus = self.focusWidget()
        for pane in self.panes:
            if focus is not None and any(
                each is focus or each.isAncestorOf(focus) for each in (pane.body, pane.filters)
            ):
                self.active = pane
        return self.active

    def _find(self) -> None:
        search = self.current().filters.search
        search.setFocus()
        search.selectAll()

    def reload(self) -> None:
        """List everything anew."""
        for pane in self.panes:
            pane.recount()

    def show_form(self, pane: LedgerPane) -> None:
        """Put a pane's form at the right."""
        self.active = pane
        if self.forms.indexOf(pane.form) < 0:
            self.forms.addWidget(pane.form)
        self.forms.setCurrentWidget(pane.form)
        self._is_closed_by_hand = False
        if not self.forms.isVisible():
            # With large letters an ID number wants more room.
            wide = max(FORM_WIDTH, FORM_LETTERS * self.desk.look.px)
            self.forms.show()
            self.splitter.setSizes([self.splitter.width() - wide - 10, wide])

    def hide_form(self) -> None:
        """Give the whole width to the table."""
        self._is_closed_by_hand = True
        self.forms.hide()
        self.active.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the form beside the table on a wide window."""
        super().resizeEvent(event)
        is_wide = self.window().width() >= WIDE
        if is_wide and self.forms.isHidden() and not self._is_closed_by_hand:
            record = self.active.table.current_record()
            if record is not None:
                self.show_form(self.active)
                self.active.form.show_record(record)

    def show_query(self, ledger: str, query: Query) -> None:
        """List what a query of another page asks for."""
        self.pane_of(ledger).show_query(query)

    def show_record(self, ledger: str, record_id: int) -> None:
        """Go to a record."""
        self.pane_of(ledger).show_record(record_id)

    def pane_of(self, ledger: str) -> LedgerPane:
        """Find the pane of a ledger."""
        self.active = next(pane for pane in self.panes if pane.ledger.key == ledger)
        return self.active

    def shown_ledger(self) -> str:
        """Give the key of the ledger in use."""
        return self.active.ledger.key

    def turn_to(self, ledger: str) -> None:
        """Put the keyboard into the table of a ledger."""
        self.pane_of(ledger).table.setFocus()

    def let_go(self) -> None:
        """Delete the page with all that listens to the office: its ledgers have other fields now."""
        for pane in self.panes:
            pane.let_go()
        self.deleteLater()

    def new(self, ledger: str) -> None:
        """Begin a new record of a ledger."""
        self.pane_of(ledger).new()

    def show_first_record(self, ledger: str) -> None:
        """Open the first listed record in the form."""
        pane = self.pane_of(ledger)
        pane.table.go_to_row(0)
        pane.edit()

    def may_leave(self) -> bool:
        """Ask about unsaved words in any form; tells whether the page may be left."""
        return all(form.may_leave() for form in (pane.opened_form for pane in self.panes) if form is not None)

    def first_focus(self) -> None:
        """Put the keyboard into the table."""
        self.active.table.setFocus()
