"""The table of a ledger: columns that are remembered, sorting by a click, rows that can be copied to Excel."""

from __future__ import annotations

import json
from functools import singledispatch
from math import floor
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from unionoffice.domain.kinds import (
    Choice,
    Choices,
    Count,
    DayKind,
    DaySpan,
    Figures,
    Flag,
    IdNumber,
    Kind,
    LongText,
    Money,
    PersonName,
    Phone,
    Quantity,
    Rate,
    Ref,
    Text,
)
from unionoffice.domain.ledger import Field, Ledger, Record
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.clipboard_rows import rows_for_clipboard
from unionoffice.gui.ledger.state_chips import StateDelegate
from unionoffice.gui.ledger.table_model import NUMBER_COLUMN, Index, LedgerTableModel

MOST_COPIED = 5000
LABEL_LETTERS = 12
"""What a record is called stays legible however narrow the table is."""


def least_letters(kind: Kind[Any]) -> int:
    """Say how far a column may be narrowed: half a date or amount says nothing, four characters of a choice do."""
    if isinstance(kind, DayKind | DaySpan | Money | IdNumber | Phone):
        return letters_wide(kind)
    return 8 if isinstance(kind, Choice | PersonName) else 0


@singledispatch
def letters_wide(kind: Kind[Any]) -> int:
    """Say how many letters of a kind a column shows."""
    return 12


for _kinds, _letters in (
    ((LongText, Figures), 22),
    ((IdNumber,), 19),
    ((Text,), 16),
    ((DaySpan, DayKind, Choice, Phone), 11),
    ((Money, Choices), 12),
    ((Count, Quantity, Rate, Flag), 8),
    ((PersonName,), 9),
    ((Ref,), 14),
):
    for _each in _kinds:
        letters_wide.register(_each)(lambda kind, wide=_letters: wide)


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
        self._was_sized_by_hand = False
        self._set_up()
        self._set_up_head()
        self._show_usual_columns()
        self._recall_columns()

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
        head.sectionResized.connect(self._note_resizing)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(lambda point: self.column_menu().exec(head.mapToGlobal(point)))

    def restyle(self) -> None:
        """Take the height of rows from the look."""
        self.verticalHeader().setDefaultSectionSize(self._desk.look.row_height)

    # Columns

    def _show_usual_columns(self) -> None:
        shown = self.ledger.shown or self.rows.fields
        for number, each in enumerate(self.rows.fields, 1):
            self.setColumnHidden(number, each not in shown)
            self.setColumnWidth(number, self._usual_width(each))
        self.setColumnWidth(NUMBER_COLUMN, self._desk.look.px * 7 // 2)
        for place, each in enumerate(shown, 1):
            number = self.rows.column_of(each)
            head = self.horizontalHeader()
            head.moveSection(head.visualIndex(number), place)

    def _usual_width(self, key: Field[Any]) -> int:
        letters = letters_wide(key.kind) * self._desk.look.px * 0.58 + 24
        return int(max(letters, self._least_width(key)))

    def _least_width(self, key: Field[Any]) -> int:
        title = self.rows.headerData(self.rows.column_of(key), Qt.Orientation.Horizontal)
        wide = self.fontMetrics().horizontalAdvance(title) + 24
        return int(max(wide, self._least_letters(key) * self._desk.look.px * 0.58 + 24))

    def _least_letters(self, key: Field[Any]) -> int:
        return max(least_letters(key.kind), LABEL_LETTERS if key in self.ledger.label[:1] else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out what is left over among the wordy columns, until the clerk sizes a column."""
        super().resizeEvent(event)
        if not self._was_sized_by_hand:
            self._fill_width()

    def _fill_width(self) -> None:
        """Widen the wordy columns to the table's width, or narrow all as far as their titles allow."""
        shown = [each for each in self.rows.fields if not self.isColumnHidden(self.rows.column_of(each))]
        usual = {each: self._usual_width(each) for each in shown}
        spare = self.viewport().width() - self.columnWidth(NUMBER_COLUMN) - sum(usual.values()) - 1
        if spare >= 0:
            shares = {each: 1 for each in shown if isinstance(each.kind, Text | Figures | Ref)} or dict.fromkeys(
                shown, 1
            )
        else:
            shares = {each: usual[each] - self._least_width(each) for each in shown}
            spare = max(spare, -sum(shares.values()))
        whole = max(1, sum(shares.values()))
        self.horizontalHeader().blockSignals(True)
        for each in shown:
            self.setColumnWidth(self.rows.column_of(each), usual[each] + floor(spare * shares.get(each, 0) / whole))
        self.horizontalHeader().blockSignals(False)

    def _note_resizing(self) -> None:
        if self.isVisible() and QGuiApplication.mouseButtons():
            self._was_sized_by_hand = True

    def column_menu(self) -> QMenu:
        """Offer every column, and the way back to the usual ones."""
        menu = QMenu(self)
        for number, each in enumerate(self.rows.fields, 1):
            action = menu.addAction(each.title)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(number))
            action.toggled.connect(lambda on, column=number: self._show_column(column, on))
        menu.addSeparator()
        menu.addAction("恢复默认列").triggered.connect(self.forget_columns)
        return menu

    def _show_column(self, column: int, on: bool) -> None:
        self.setColumnHidden(column, not on)
        self._fill_width()
        self.keep_columns()

    def forget_columns(self) -> None:
        """Go back to the columns of the declaration."""
        self._was_sized_by_hand = False
        self._show_usual_columns()
        self._fill_width()
        self._desk.office.set_setting(self._setting, "")

    @property
    def _setting(self) -> str:
        return f"columns/{self.ledger.key}"

    def keep_columns(self) -> None:
        """Remember which columns are shown, in what order and how wide."""
        head = self.horizontalHeader()
        order = sorted(range(1, len(self.rows.fields) + 1), key=head.visualIndex)
        shown = [number for number in order if not self.isColumnHidden(number)]
        widths = [[self.rows.fields[number - 1].key, self.columnWidth(number)] for number in shown]
        kept = json.dumps({"columns": widths, "by_hand": self._was_sized_by_hand})
        if kept != self._desk.office.setting(self._setting):
            self._desk.office.set_setting(self._setting, kept)

    def _recall_columns(self) -> None:
        kept = self._desk.office.setting(self._setting)
        if not kept:
            return
        found = json.loads(kept)
        known = [(key, width) for key, width in found["columns"] if key in self.ledger.by_key]
        self._was_sized_by_hand = bool(found["by_hand"])
        head = self.horizontalHeader()
        for number, each in enumerate(self.rows.fields, 1):
            self.setColumnHidden(number, each.key not in dict(known))
        for place, (key, width) in enumerate(known, 1):
            number = self.rows.column_of(self.ledger.get(key))
            head.moveSection(head.visualIndex(number), place)
            self.setColumnWidth(number, width)

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
        self.setCurrentIndex(self.rows.index(row, column))
        self.scrollTo(self.currentIndex())
        return True

    def go_to_row(self, row: int) -> None:
        """Make a row the current one, the last where there are fewer."""
        if self.rows.ids:
            self.go_to(self.rows.ids[max(0, min(row, len(self.rows.ids) - 1))])

    def copy_rows(self) -> None:
        """Put the selected rows into the clipboard as Excel takes them."""
        head = self.horizontalHeader()
        order = sorted(range(1, self.rows.columnCount()), key=head.visualIndex)
        fields = [self.rows.fields[number - 1] for number in order if not self.isColumnHidden(number)]
        records = self._desk.office.records(self.ledger.key, self.selected_ids()[:MOST_COPIED])
        QGuiApplication.clipboard().setMimeData(rows_for_clipboard(fields, records))

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
