"""The page on which one ledger stands above another whose records point at it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from unionoffice.domain.kinds import Ref
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.domain.query import Axis, Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.page import LedgerPage
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.plain_widgets import draw_on, icon, restyle


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
        draw_on(self._above.head.add, icon("add", self.desk.look))
        self.splitter.addWidget(halves)
        box.addWidget(self.splitter, 1)

    def _narrow(self, query: Query) -> Query:
        if self._shows_all or self._selected is None:
            return query
        # By its id: two households may bear one name.
        return replace(query, among={**query.among, Axis(self._link.key): frozenset({str(self._selected.id)})})

    def _follow(self, record: Record | None) -> None:
        is_other = (record.id if record else 0) != (self._selected.id if self._selected else 0)
        self._selected = record
        # What is listed below follows a search above too, once it is one household's: its name stands over it.
        if is_other and (self._above.table.hasFocus() or not self._shows_all):
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
