"""The table of a ledger: columns that are remembered, sorting by a click, rows that can be copied to Excel."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QKeyCombination, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from unionoffice.domain.kinds import Choice, IdNumber
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.clipboard_rows import rows_for_clipboard
from unionoffice.gui.ledger.columns import Columns
from unionoffice.gui.ledger.state_chips import EndsDelegate, StateDelegate, tells_states
from unionoffice.gui.ledger.table_head import TableHead, arrow_of
from unionoffice.gui.ledger.table_model import NUMBER_COLUMN, Index, LedgerTableModel

MOST_COPIED = 20_000
NUMBERS_SEEN = 5 * 60_000
"""Milliseconds after which numbers of persons lose their middle again."""
_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class RecordTable(QTableView):
    """A table over a LedgerTableModel."""

    sort_asked = Signal(str, bool)
    """The field's key and whether the order is descending; an empty key is the ledger's own order."""
    menu_asked = Signal(QPoint)
    opened = Signal()
    """Enter, F2 or a double click on a row."""
    removal_asked = Signal()
    filter_asked = Signal(object, QPoint)
    """The field whose filter is to be opened, and where."""
    unfilter_asked = Signal(object)
    """The field by which the rows are to be filtered no longer."""

    def __init__(self, desk: Desk, ledger: Ledger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows = LedgerTableModel(ledger, lambda ids: desk.office.records(ledger.key, ids))
        self.ledger = ledger
        self.head = TableHead(desk.look, self)
        self.setHorizontalHeader(self.head)
        self.setModel(self.rows)
        self._offers_filters = False
        self._order: tuple[str, bool] = ("", False)
        self._column = -1
        """Where the clerk is: listing the rows anew loses it, and the next key is meant for it."""
        self._numbers_seen = QTimer(self)
        self._numbers_seen.setSingleShot(True)
        self._numbers_seen.setInterval(NUMBERS_SEEN)
        self._numbers_seen.timeout.connect(self.hide_numbers)
        self._set_up()
        self._set_up_head()
        self.columns = Columns(desk, self, self.rows)
        self.rows.modelReset.connect(self._follow_rows)
        self.rows.dataChanged.connect(lambda *_: self.columns.follow_rows(anew=True))

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
            if isinstance(each.kind, Choice) and tells_states(self._desk.office.codebook[each.kind.codes]):
                self.setItemDelegateForColumn(number, StateDelegate(self._desk, self))
            elif isinstance(each.kind, IdNumber):
                self.setItemDelegateForColumn(number, EndsDelegate(self))

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
        head.customContextMenuRequested.connect(
            lambda point: self.head_menu(head.logicalIndexAt(point)).exec(head.mapToGlobal(point))
        )
        self.head.filter_asked.connect(self.ask_filter)

    def restyle(self) -> None:
        """Take the height of rows from the look."""
        self.verticalHeader().setDefaultSectionSize(self._desk.look.row_height)

    def follow_look(self) -> None:
        """Take the sizes of another look."""
        self.restyle()
        self.head.show_look(self._desk.look)
        self.columns.restyle()

    def _follow_rows(self) -> None:
        if self.isVisible():
            self.columns.follow_rows()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the columns suit the rows that were listed meanwhile."""
        super().showEvent(event)
        self.columns.follow_rows()

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
        self.sort_by(name, descending=descending)

    def sort_by(self, name: str, *, descending: bool) -> None:
        """Sort by a field from now on; an empty name is the ledger's own order."""
        self.show_order(name, descending)
        self.columns.keep_order(name, descending=descending)
        self.sort_asked.emit(name, descending)

    def recalled_order(self) -> tuple[str, bool]:
        """Give the order that the clerk chose last, and mark it."""
        order = self.columns.recalled_order()
        self.show_order(*order)
        return order

    def show_order(self, key: str, descending: bool) -> None:
        """Mark the column by which the rows are sorted."""
        self._order = (key, descending)
        column = self.rows.column_of(self.ledger.get(key)) if key else -1
        self.horizontalHeader().setSortIndicator(column, arrow_of(descending=descending))

    # Filters

    def offer_filters(self) -> None:
        """Let each column be filtered from its head."""
        self._offers_filters = True
        self.head.offer_filters()

    def show_filtered(self, keys: set[str]) -> None:
        """Mark the columns of the fields by which the rows are filtered."""
        self.head.show_filtered(frozenset(self.rows.column_of(self.ledger.get(key)) for key in keys))

    def ask_filter(self, column: int) -> None:
        """Ask for the filter of a column, to stand under its head."""
        key = self.rows.field_at(column)
        if key is None or not self._offers_filters:
            return
        corner = QPoint(self.head.sectionViewportPosition(column), self.head.height())
        self.filter_asked.emit(key, self.head.mapToGlobal(corner))

    def head_menu(self, column: int) -> QMenu:
        """Offer what can be done with a column, and which columns are shown."""
        menu = QMenu(self)
        key = self.rows.field_at(column) if column > NUMBER_COLUMN else None
        if key is not None:
            menu.addAction("升序排列").triggered.connect(lambda: self.sort_by(key.key, descending=False))
            menu.addAction("降序排列").triggered.connect(lambda: self.sort_by(key.key, descending=True))
        menu.addAction("恢复原来的顺序").triggered.connect(lambda: self.sort_by("", descending=False))
        if key is not None and self._offers_filters:
            menu.addSeparator()
            menu.addAction("筛选此栏…\tAlt+↓").triggered.connect(lambda: self.ask_filter(column))
            clear = menu.addAction("清除此栏筛选")
            clear.setEnabled(self.head.is_filtered(column))
            clear.triggered.connect(lambda: self.unfilter_asked.emit(key))
        menu.addSeparator()
        if key is not None:
            menu.addAction("隐藏此栏").triggered.connect(lambda: self.columns.show(column, on=False))
        shown = self.columns.menu()
        shown.setTitle("显示的列")
        menu.addMenu(shown)
        return menu

    # Numbers of persons

    def show_numbers(self) -> None:
        """Show numbers of persons with all their digits, until the page is left or the time is up."""
        self.rows.show_whole(on=True)
        self._numbers_seen.start()

    def hide_numbers(self) -> None:
        """Hide the middle of numbers of persons."""
        self._numbers_seen.stop()
        if self.rows.is_whole:
            self.rows.show_whole(on=False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave nothing open behind."""
        self.hide_numbers()
        super().hideEvent(event)

    # Rows

    def selected_ids(self) -> list[int]:
        """Give the ids of the selected rows in their order."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.rows.id_at(row) for row in rows]

    def current_record(self) -> Record | None:
        """Give the record of the current row."""
        row = self.currentIndex().row()
        return self.rows.record_at(row) if 0 <= row < self.rows.rowCount() else None

    def go_to(self, record_id: int) -> bool:
        """Make a record the current one; False when it is not listed."""
        row = self.rows.row_of(record_id)
        if row is None:
            return False
        seen = [each for each in range(1, self.rows.columnCount()) if not self.isColumnHidden(each)]
        column = self._column if self._column in seen else next(iter(seen), 0)
        # Said outright: left to itself the view would toggle the row while Ctrl of Ctrl+S is still held down.
        flags = QItemSelectionModel.SelectionFlag
        chosen = flags.ClearAndSelect | flags.Rows
        self.selectionModel().setCurrentIndex(self.rows.index(row, column), chosen)
        at = self.horizontalScrollBar().value()
        self.scrollTo(self.currentIndex())
        self.horizontalScrollBar().setValue(at)
        return True

    def choose_none(self) -> None:
        """Let no row be the current one."""
        self.selectionModel().clear()
        self.viewport().update()

    def go_to_row(self, row: int) -> None:
        """Make a row the current one, the last where there are fewer."""
        listed = self.rows.rowCount() if row < self.rows.rowCount() else len(self.rows.ids)
        if listed:
            self.go_to(self.rows.id_at(max(0, min(row, listed - 1))))

    def copy_rows(self) -> None:
        """Put the selected rows into the clipboard as Excel takes them."""
        chosen = self.selected_ids()
        records = self._desk.office.records(self.ledger.key, chosen[:MOST_COPIED])
        QGuiApplication.clipboard().setMimeData(
            rows_for_clipboard(self.columns.shown(), records, whole=self.rows.is_whole)
        )
        left_out = f"；一次最多 {MOST_COPIED:,} 行，其余 {len(chosen) - MOST_COPIED:,} 行没有复制"
        told = f"已复制 {len(records):,} 行，可以粘贴到 Excel"
        self._desk.tell(told + (left_out if len(chosen) > MOST_COPIED else ""))

    def copy_cell(self) -> None:
        """Put the words of the current cell into the clipboard."""
        record, key = self.current_record(), self.rows.field_at(self.currentIndex().column())
        if record is not None and key is not None:
            QGuiApplication.clipboard().setText(self.rows.words(record, key))
            self._desk.tell(f"已复制{key.title}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, open, remove; everything else as tables do."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.keyCombination() == QKeyCombination(_CTRL_SHIFT, Qt.Key.Key_C):
            self.copy_cell()
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.ask_filter(self.currentIndex().column())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the selected rows."""
        self.menu_asked.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows; where they are only the first of many, the others are listed now that these are seen."""
        super().paintEvent(event)
        if not self.rows.is_complete:
            QTimer.singleShot(0, self, lambda: self.rows.ids)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Keep the current row in sight without sliding sideways."""
        at = self.horizontalScrollBar().value()
        super().currentChanged(current, previous)
        if current.isValid():
            self._column = current.column()
        self.horizontalScrollBar().setValue(at)
