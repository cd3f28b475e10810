"""The table of a list that was worked out: rows of words, found by typing, sorted by a click, copied to Excel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from unionoffice.gui.ledger.clipboard_rows import texts_for_clipboard
from unionoffice.gui.ledger.table_head import arrow_of
from unionoffice.gui.theme import Look

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SAMPLE = 200
"""So many rows set the widths of the columns."""
_NARROWEST, _WIDEST = 56, 360
_PADDING = 26
_MARGINS = 22
"""Pixels of a cell that its words never have."""
_SHRUNK = 150
"""No column with much to say is made narrower to bring the others into sight."""


@dataclass(frozen=True)
class ListColumn:
    """The head of a column."""

    title: str
    numeric: bool = False
    """Whether it is read from its right end."""


@dataclass(frozen=True)
class ListRow:
    """One line of a list."""

    cells: tuple[str, ...]
    target: tuple[str, int] | None = None
    """Ledger key and id of the record that Enter or a double click opens; of a child, the record it belongs to."""
    subject: Any = None
    """What actions on the row work with."""
    tone: str = ""
    """The palette's colour of its words: error, warn, second; the usual one when empty."""


class _Rows(QAbstractTableModel):
    def __init__(self, columns: Sequence[ListColumn], look: Look) -> None:
        super().__init__()
        self.columns = columns
        self.rows: Sequence[ListRow] = ()
        self._look = look

    def show(self, rows: Sequence[ListRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role in (_DISPLAY, int(Qt.ItemDataRole.ToolTipRole)):
            words = self.rows[index.row()].cells[index.column()]
            return words if role == _DISPLAY else words.replace("<", "＜").replace("&", "＆")
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            side = Qt.AlignmentFlag.AlignRight if self.columns[index.column()].numeric else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        tone = self.rows[index.row()].tone
        return self._look.colour(tone) if role == int(Qt.ItemDataRole.ForegroundRole) and tone else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].numeric else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return self.columns[section].title if role == _DISPLAY else None


class ListTable(QTableView):
    """The table; it keeps the rows it was given and shows those that hold the words searched for."""

    opened = Signal()
    """Enter or a double click on a row."""

    def __init__(self, columns: Sequence[ListColumn], look: Look, rank: Callable[[str], Any]) -> None:
        super().__init__()
        self._all: Sequence[ListRow] = ()
        self._words: list[str] = []
        self._order: tuple[int, bool] | None = None
        self._look, self._rank = look, rank
        self.rows = _Rows(columns, look)
        self.setModel(self.rows)
        self._set_up()

    def _set_up(self) -> None:
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._look.row_height)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.sectionClicked.connect(self._turn_order)
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def fill(self, rows: Sequence[ListRow]) -> None:
        """Show other rows, found and ordered as before; the current one stays where it is."""
        at = self.currentIndex().row()
        self._all = rows
        self._refresh()
        self.go_to_row(max(0, at))

    def name_columns(self, columns: Sequence[ListColumn]) -> None:
        """Give the same columns other heads."""
        self.rows.columns = columns
        self.rows.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)

    def search(self, words: str) -> None:
        """Show the rows that hold all these words."""
        self._words = words.lower().split()
        self._refresh()
        self.go_to_row(0)

    def go_to_row(self, row: int) -> None:
        """Make a row the current one, the last where there are fewer."""
        if self.rows.rows:
            # Said outright: left to itself the view would toggle the row while Ctrl is held down.
            chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            at = self.rows.index(min(row, len(self.rows.rows) - 1), 0)
            self.selectionModel().setCurrentIndex(at, chosen)

    def shown(self) -> Sequence[ListRow]:
        """Give the rows in sight in their order."""
        return self.rows.rows

    def current(self) -> ListRow | None:
        """Give the row in which the keyboard is."""
        row = self.currentIndex().row()
        return self.rows.rows[row] if 0 <= row < len(self.rows.rows) else None

    def cut_words(self) -> str:
        """Give the words of the current row that its column cuts off; empty where all can be read."""
        row, metrics = self.current(), self.fontMetrics()
        cut = [
            words
            for number, words in enumerate(row.cells if row else ())
            if metrics.horizontalAdvance(words) + _MARGINS > self.columnWidth(number)
        ]
        return "　".join(cut)

    def chosen(self) -> list[ListRow]:
        """Give the selected rows in their order."""
        return [self.rows.rows[row] for row in sorted({each.row() for each in self.selectionModel().selectedRows()})]

    def _refresh(self) -> None:
        found = self._all
        if self._words:
            found = [each for each in found if _holds(each, self._words)]
        if self._order is not None:
            column, descending = self._order
            found = sorted(found, key=lambda each: self._place(each, column), reverse=descending)
        self.rows.show(found)
        self._fit()

    def _place(self, row: ListRow, column: int) -> Any:
        words = row.cells[column]
        if not self.rows.columns[column].numeric:
            return self._rank(words)
        try:
            return Decimal(words.rstrip("%").replace(",", ""))
        except InvalidOperation:
            return Decimal("-Infinity")

    def _turn_order(self, column: int) -> None:
        was = self._order
        if was is not None and was[0] == column:
            self._order = None if was[1] else (column, True)
        else:
            self._order = (column, False)
        arrow = arrow_of(descending=self._order is not None and self._order[1])
        self.horizontalHeader().setSortIndicator(column if self._order else -1, arrow)
        self._refresh()
        self.go_to_row(0)

    def _fit(self) -> None:
        """Give each column the room its words take, and what is left to the widest."""
        metrics = self.fontMetrics()
        sample = self._all[:_SAMPLE]
        wanted = [
            min(_WIDEST, max([_NARROWEST, metrics.horizontalAdvance(column.title) + _PADDING + 14]
            + [metrics.horizontalAdvance(row.cells[number]) + _PADDING for row in sample]))
            for number, column in enumerate(self.rows.columns)
        ]  # fmt: skip
        room = self.viewport().width() - sum(wanted)
        if room > 0:
            wanted[self._roomy(wanted)] += room
        while room < 0 and max(wanted) > _SHRUNK:
            widest = wanted.index(max(wanted))
            cut = min(-room, wanted[widest] - _SHRUNK)
            wanted[widest] -= cut
            room += cut
        for number, width in enumerate(wanted):
            self.setColumnWidth(number, width)

    def _roomy(self, wanted: Sequence[int]) -> int:
        """Find the column to which free room goes: the last wordy one, unless another has much more to say."""
        wordy = [number for number, each in enumerate(self.rows.columns) if not each.numeric] or [0]
        widest = max(wordy, key=lambda number: (wanted[number], number))
        return widest if wanted[widest] > 2 * wanted[wordy[-1]] else wordy[-1]

    def copy_rows(self) -> None:
        """Put the selected rows, or all where one or none is selected, into the clipboard as Excel takes them."""
        chosen = self.chosen()
        lines = [list(each.cells) for each in (chosen if len(chosen) > 1 else self.shown())]
        columns = self.rows.columns
        content = texts_for_clipboard([each.title for each in columns], lines, [each.numeric for each in columns])
        QGuiApplication.clipboard().setMimeData(content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns fill the width."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and open; everything else as tables do."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)


def _holds(row: ListRow, words: list[str]) -> bool:
    text = "\n".join(row.cells).lower()
    return all(word in text for word in words)
