"""The rows of one ledger as the filters want them: listed, counted, added up, and where the clerk is among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.empty_state import EmptyState
from unionoffice.gui.ledger.filter_row import FilterRow
from unionoffice.gui.ledger.head_row import HeadRow, one_of
from unionoffice.gui.ledger.table_view import RecordTable
from unionoffice.gui.ledger.totals_line import TotalsLine
from unionoffice.gui.period_choices import opening_period

if TYPE_CHECKING:
    from unionoffice.gui.ledger.column_filter import ColumnFilter

MANY = 5000
FIRST_ROWS = 64
"""So many rows of a long list are shown at once, the others right after they are painted."""
TOTALS_PAUSE = 250
"""Milliseconds after which many rows are added up, so that typing in the search line does not wait for it."""
Narrow = Callable[[Query], Query]
"""How a page narrows a ledger further, as 帮扶记录 to one household."""


class LedgerListing(QObject):
    """Head, filters, table and totals of one ledger."""

    current_changed = Signal(object)
    first_asked = Signal()
    """The ledger is empty, and the clerk wants to register the first record."""

    def __init__(self, desk: Desk, ledger: Ledger, narrow: Narrow | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.ledger = ledger
        self._narrow = narrow or (lambda query: query)
        self._whole: tuple[Query, int] | None = None
        """How many records the ledger holds; None when it has to be counted again."""
        self._totals_pause = QTimer(self)
        self._totals_pause.setSingleShot(True)
        self._totals_pause.timeout.connect(self._show_totals)
        self._place: _Place | None = None
        """Where the clerk was before the list that is not yet whole."""
        self.head = HeadRow(desk, ledger)
        self.filters = FilterRow(desk, ledger)
        self.table = RecordTable(desk, ledger)
        self.table.offer_filters()
        self._order = self.table.recalled_order()
        self.totals = TotalsLine(ledger)
        self.empty = EmptyState(desk.look, self.table)
        self.body = QWidget()
        box = QVBoxLayout(self.body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.table, 1)
        box.addWidget(self.totals)
        self._begin_with_working_period()
        self._follow_widgets()

    def _begin_with_working_period(self) -> None:
        """Show the period the clerk works on, unless nothing is registered in it yet."""
        if self.ledger.when is None:
            return
        query = Query(period=opening_period(self.desk.office))
        if self.desk.office.ids(self.ledger.key, query, 1):
            self.filters.show_query(query)

    def _follow_widgets(self) -> None:
        self.table.rows.completed.connect(self._settle)
        self.filters.changed.connect(lambda: self.reload())
        self.filters.search.table_asked.connect(self.table.setFocus)
        self.table.sort_asked.connect(self.sort)
        self.table.filter_asked.connect(self.ask_filter)
        self.table.unfilter_asked.connect(lambda key: self.filters.filter_column(key, None))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_selected())
        self.empty.asked.connect(self._act_on_emptiness)

    def query(self) -> Query:
        """Give the query whose rows are listed."""
        return self._narrow(self.filters.query(*self._order))

    def reload(self, *, in_place: bool = False) -> None:
        """List the rows anew, count and add them up, and stay on the current one where it is still listed.

        In place, the list is not seen from its top in between.
        """
        self._list(in_place=in_place)
        self.table.show_filtered(self.filters.filtered_keys())

    def recount(self) -> None:
        """List everything as the file has it now."""
        self._whole = None
        self.reload(in_place=True)

    def _list(self, *, from_top: bool = False, in_place: bool = False) -> None:
        """List the rows; of a long ledger the first ones now, the others when they have been painted."""
        place = self._place = self._place_now(from_top=from_top)
        with self.desk.clear_errors():
            query, office, key = self.query(), self.desk.office, self.ledger.key
            in_two = office.table(key).highest_id() > MANY and (not in_place or place.row < FIRST_ROWS)
            ids = office.ids(key, query, FIRST_ROWS if in_two else None)
            in_two = in_two and len(ids) == FIRST_ROWS
            with QSignalBlocker(self.table.selectionModel()):
                self.table.rows.show_ids(ids, (lambda: office.ids(key, query)) if in_two else None)
        if self.table.rows.is_complete:
            self._settle()

    def _place_now(self, *, from_top: bool) -> _Place:
        if self._place is not None:
            return replace(self._place, is_top=self._place.is_top or from_top)
        current = self.table.current_record()
        return _Place(current.id if current else None, self.table.currentIndex().row(), from_top)

    def _settle(self) -> None:
        """When all is listed: go back to where the clerk was, and count."""
        place, self._place = self._place, None
        with self.desk.clear_errors():
            if place is not None:
                with QSignalBlocker(self.table.selectionModel()):
                    stays = place.row < 0 and self.unlisted_id() is not None
                    if not stays and (place.record is None or not self.table.go_to(place.record)):
                        self.table.go_to_row(max(0, place.row))
                if place.is_top:
                    self.table.scrollToTop()
                self.current_changed.emit(self.table.current_record())
            listed = self.table.rows.rowCount()
            self._show_counts(listed)
            self._totals_pause.start(TOTALS_PAUSE if listed > MANY else 0)

    def _show_counts(self, listed: int) -> None:
        everything = self._narrow(Query())
        if self._whole is None or self._whole[0] != everything:
            self._whole = everything, self.desk.office.count(self.ledger.key, everything)
        total = self._whole[1]
        self.head.show_counts(self.filters, listed, total)
        if listed:
            self.empty.hide()
        elif total and not self.filters.trash.isChecked():
            self.empty.say(f"没有符合条件的登记。全部期间共有 {total} 条。", "显示全部")
        elif self.filters.trash.isChecked():
            self.empty.say("回收站是空的。", "返回")
        elif everything != Query():
            self.empty.say(f"还没有登记过{self.ledger.title}。", "")
        else:
            self.empty.say(
                f"还没有{one_of(self.ledger.title)}。按 Ctrl+N 登记第一条，或从 Excel 导入已有的表格。", "新增 Ctrl+N"
            )

    def _act_on_emptiness(self) -> None:
        if self.empty.button.text().startswith("新增"):
            self.first_asked.emit()
        else:
            self.filters.clear()

    def _show_totals(self) -> None:
        ids = self.table.rows.ids
        self.totals.show_all(len(ids), self.desk.office.totals(self.ledger.key, self.query(), list(ids)) if ids else [])
        self._show_selected()

    def _show_selected(self) -> None:
        ids = self.table.selected_ids()
        self.totals.show_selected(len(ids), self.desk.office.totals(self.ledger.key, Query(), ids) if ids else [])

    def sort(self, key: str, descending: bool) -> None:
        """Sort by a field; an empty key is the ledger's own order."""
        self._order = (key, descending)
        self._list(from_top=True)

    def ask_filter(self, key: Field[Any], corner: QPoint) -> ColumnFilter:
        """Open the box in which the wanted values of a column are ticked."""
        from unionoffice.gui.ledger.column_filter import ColumnFilter

        box = ColumnFilter(self.desk, self.ledger, key, self.query(), self.table)
        box.chosen.connect(partial(self.filters.filter_column, key))
        box.order_asked.connect(lambda descending: self.table.sort_by(key.key, descending=descending))
        box.open_at(corner)
        return box

    def show_query(self, query: Query) -> None:
        """List what a query of another page asks for."""
        self.filters.show_query(query)
        self.reload()

    def show_record(self, record_id: int) -> None:
        """Go to a record, showing everything where the filters leave it out."""
        if not self.table.go_to(record_id):
            self.show_query(Query())
            self.table.go_to(record_id)
        self.table.setFocus()

    def unlisted_id(self) -> int | None:
        """Give the record that the clerk is at while the filters leave it out; a list alone has none."""
        return None


@dataclass(frozen=True)
class _Place:
    """Where the clerk is in a list."""

    record: int | None
    row: int
    is_top: bool
    """Whether the list is to be seen from its first row on."""
