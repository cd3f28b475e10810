"""The pages of ledgers: one ledger, the household above its aid, or a list of registers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from unionoffice.domain.kinds import Ref
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.files_out_and_in import connect_files
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.plain_widgets import icon, restyle

WIDE = 1500
"""From this window width on, the form stays beside the table."""
FORM_WIDTH = 316


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
            ("Ctrl+Z", lambda: self.current().undo_removal()),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

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
            pane.reload()

    def show_form(self, pane: LedgerPane) -> None:
        """Put a pane's form at the right."""
        self.active = pane
        if self.forms.indexOf(pane.form) < 0:
            self.forms.addWidget(pane.form)
        self.forms.setCurrentWidget(pane.form)
        self._is_closed_by_hand = False
        if not self.forms.isVisible():
            self.forms.show()
            self.splitter.setSizes([self.splitter.width() - FORM_WIDTH - 10, FORM_WIDTH])

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


class PairPage(LedgerPage):
    """A ledger above, and below it the one whose records point at the row selected above."""

    def __init__(self, desk: Desk, above: Ledger, below: Ledger) -> None:
        self._link = next(each for each in below.fields if isinstance(each.kind, Ref) and each.kind.ledger == above.key)
        self._selected: Record | None = None
        self._shows_all = True
        self._above = LedgerPane(desk, above)
        self._below = LedgerPane(desk, below, self._narrow)
        super().__init__(desk, self._above, self._below)
        self._above.current_changed.connect(self._follow)
        self._above.table.clicked.connect(lambda _: self._narrow_to_selected())
        self._below.head.all.setText("全部帮扶")
        self._below.head.all.clicked.connect(self.show_all)
        self._below.head.add.clicked.disconnect()
        self._below.head.add.clicked.connect(lambda: self._new_below())

    def _lay_out(self, box: QVBoxLayout) -> None:
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setHandleWidth(10)
        halves.setChildrenCollapsible(False)
        for pane in self.panes:
            half = QWidget()
            column = QVBoxLayout(half)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
            for each in (pane.head, pane.filters, pane.body):
                column.addWidget(each)
            halves.addWidget(half)
        halves.setSizes([300, 340])
        self._above.totals.hide()
        # One red button is enough: most days an aid is entered, not a household.
        restyle(self._above.head.add, role="")
        self._above.head.add.setIcon(icon("add", self.desk.look))
        self.splitter.addWidget(halves)
        box.addWidget(self.splitter, 1)

    def _narrow(self, query: Query) -> Query:
        if self._shows_all or self._selected is None:
            return query
        link = self.desk.office.link(self._above.ledger.key, self._selected.id)
        return replace(query, equals={**query.equals, self._link.key: link.label})

    def _follow(self, record: Record | None) -> None:
        is_other = (record.id if record else 0) != (self._selected.id if self._selected else 0)
        self._selected = record
        if is_other and self._above.table.hasFocus():
            self._narrow_to_selected()

    def _narrow_to_selected(self) -> None:
        self._shows_all = self._selected is None
        self._show_narrowing()

    def show_all(self) -> None:
        """List the records below whatever is selected above."""
        self._shows_all = True
        self._show_narrowing()

    def _show_narrowing(self) -> None:
        name = self._selected.label if self._selected else ""
        self._below.head.title.setText(
            self._below.ledger.title if self._shows_all else f"{self._below.ledger.title} · {name}"
        )
        self._below.head.all.setVisible(not self._shows_all)
        self._below.reload()

    def _new_below(self) -> None:
        self._below.new()
        if not self._shows_all and self._selected is not None:
            link = self.desk.office.link(self._above.ledger.key, self._selected.id)
            self._below.form.fields.editors[self._link.key].show_raw(link)

    def show_query(self, ledger: str, query: Query) -> None:
        """List what a query of another page asks for, whatever household is selected."""
        self.show_all()
        super().show_query(ledger, query)

    def show_record(self, ledger: str, record_id: int) -> None:
        """Go to a record, whatever household is selected."""
        if ledger == self._below.ledger.key:
            self.show_all()
        super().show_record(ledger, record_id)


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


def page_for(desk: Desk, ledgers: tuple[Ledger, ...]) -> LedgerPage | RegistersPage:
    """Make the page of a tab: alone, as a pair, or as a list of registers."""
    if len(ledgers) == 1:
        return LedgerPage(desk, LedgerPane(desk, ledgers[0]))
    above, below = ledgers[:2]
    if len(ledgers) == 2 and any(isinstance(each.kind, Ref) and each.kind.ledger == above.key for each in below.fields):
        return PairPage(desk, above, below)
    return RegistersPage(desk, ledgers)
