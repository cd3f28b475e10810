"""The table of a ledger: columns that are remembered, sorting by a click, rows that can be copied to Excel."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from unionoffice.domain.kinds import Choice
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.clipboard_rows import rows_for_clipboard
from unionoffice.gui.ledger.columns import Columns
from unionoffice.gui.ledger.state_chips import StateDelegate
from unionoffice.gui.ledger.table_model import Index, LedgerTableModel

MOST_COPIED = 5000


class RecordTable(QTableView):
    """A table over a LedgerTableModel."""

    sort_asked = Signal(str, bool)
    """The field's key and whether the order is descending; an empty key is the ledger's own order."""
    menu_asked = Signal(QPoint)
    opened = Signal()
    """Enter, F2 or a double click on a row."""
    removal_asked = Signal()

    def __init__(self, desk: Desk, ledger: Ledger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows = LedgerTableModel(ledger, lambda ids: desk.office.records(ledger.key, ids))
        self.ledger = ledger
        self.setModel(self.rows)
        self._order: tuple[str, bool] = ("", False)
        self._set_up()
        self._set_up_head()
        self.columns = Columns(desk, self, self.rows)

    def _set_up(self) -> None:
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(120)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        for number, each in enumerate(self.rows.fields, 1):
            if isinstance(each.kind, Choice):
                self.setItemDelegateForColumn(number, StateDelegate(self._desk, self))

    def _set_up_head(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(20)
        self.restyle()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.sectionClicked.connect(self._turn_order)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(lambda point: self.columns.menu().exec(head.mapToGlobal(point)))

    def restyle(self) -> None:
        """Take the height of rows from the look."""
        self.verticalHeader().setDefaultSectionSize(self._desk.look.row_height)

    def follow_look(self) -> None:
        """Take the sizes of another look."""
        self.restyle()
        self.columns.restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns fill the width."""
        super().resizeEvent(event)
        self.columns.fit()

    # Order

    def _turn_order(self, column: int) -> None:
        key = self.rows.field_at(column)
        name = key.key if key else ""
        was, descending = self._order
        if name and was == name and descending:
            name, descending = "", False
        else:
            descending = bool(name) and was == name
        self.show_order(name, descending)
        self.sort_asked.emit(name, descending)

    def show_order(self, key: str, descending: bool) -> None:
        """Mark the column by which the rows are sorted."""
        self._order = (key, descending)
        column = self.rows.column_of(self.ledger.get(key)) if key else -1
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)

    # Rows

    def selected_ids(self) -> list[int]:
        """Give the ids of the selected rows in their order."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.rows.ids[row] for row in rows]

    def current_record(self) -> Record | None:
        """Give the record of the current row."""
        row = self.currentIndex().row()
        return self.rows.record_at(row) if 0 <= row < len(self.rows.ids) else None

    def go_to(self, record_id: int) -> bool:
        """Make a record the current one; False when it is not listed."""
        try:
            row = list(self.rows.ids).index(record_id)
        except ValueError:
            return False
        column = next((n for n in range(1, self.rows.columnCount()) if not self.isColumnHidden(n)), 0)
        # Said outright: left to itself the view would toggle the row while Ctrl of Ctrl+S is still held down.
        flags = QItemSelectionModel.SelectionFlag
        chosen = flags.ClearAndSelect | flags.Rows
        self.selectionModel().setCurrentIndex(self.rows.index(row, column), chosen)
        self.scrollTo(self.currentIndex())
        return True

    def go_to_row(self, row: int) -> None:
        """Make a row the current one, the last where there are fewer."""
        if self.rows.ids:
            self.go_to(self.rows.ids[max(0, min(row, len(self.rows.ids) - 1))])

    def copy_rows(self) -> None:
        """Put the selected rows into the clipboard as Excel takes them."""
        records = self._desk.office.records(self.ledger.key, self.selected_ids()[:MOST_COPIED])
        QGuiApplication.clipboard().setMimeData(rows_for_clipboard(self.columns.shown(), records))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, open, remove; everything else as tables do."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the selected rows."""
        self.menu_asked.emit(event.globalPos())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Keep the current row in sight without sliding sideways."""
        at = self.horizontalScrollBar().value()
        super().currentChanged(current, previous)
        self.horizontalScrollBar().setValue(at)
