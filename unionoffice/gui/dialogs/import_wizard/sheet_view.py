"""The first rows of a sheet as the file has them; the heads are marked, a click on a row points at it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from unionoffice.domain.kinds.kind import words_of
from unionoffice.gui.plain_widgets import plain_tip
from unionoffice.gui.theme import Look
from unionoffice.usecases.import_ledger import Sheet

Index = QModelIndex | QPersistentModelIndex
SHOWN_ROWS, SHOWN_COLUMNS = 30, 60
_WIDEST = 180


class _FirstRows(QAbstractTableModel):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.rows: list[list[str]] = []
        self.heads: tuple[int, int] = (0, 0)

    def show(self, sheet: Sheet | None, heads: tuple[int, int]) -> None:
        self.beginResetModel()
        grid = sheet.grid[:SHOWN_ROWS] if sheet else []
        self.rows = [[words_of(cell) for cell in row[:SHOWN_COLUMNS]] for row in grid]
        self.heads = heads
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else max(map(len, self.rows), default=0)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self.rows[index.row()]
        words = row[index.column()] if index.column() < len(row) else ""
        is_head = self.heads[0] <= index.row() + 1 <= self.heads[1]
        if role == int(Qt.ItemDataRole.DisplayRole):
            return words
        if role == int(Qt.ItemDataRole.ToolTipRole) and words:
            return plain_tip(words)
        if role == int(Qt.ItemDataRole.BackgroundRole) and is_head:
            return self._look.colour("info_tint")
        if role == int(Qt.ItemDataRole.ForegroundRole) and index.row() + 1 < self.heads[0]:
            return self._look.colour("third")
        if role == int(Qt.ItemDataRole.FontRole) and is_head:
            bold = QFont()
            bold.setBold(True)
            return bold
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if role != int(Qt.ItemDataRole.DisplayRole):
            return None
        return str(section + 1) if orientation is Qt.Orientation.Vertical else _letters(section)


def _letters(column: int) -> str:
    return chr(65 + column) if column < 26 else chr(64 + column // 26) + chr(65 + column % 26)


class SheetView(QTableView):
    """The table of the first rows."""

    pointed = Signal(int)
    """The number of the row at which the clerk points."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.first_rows = _FirstRows(look)
        self.setModel(self.first_rows)
        self.setAccessibleName("文件的前几行")
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.row_height)
        self.verticalHeader().sectionClicked.connect(lambda row: self.pointed.emit(row + 1))
        self.clicked.connect(lambda index: self.pointed.emit(index.row() + 1))

    def show_sheet(self, sheet: Sheet | None, heads: tuple[int, int]) -> None:
        """Show the first rows, with the numbers of the first and last row of heads."""
        self.first_rows.show(sheet, heads)
        widths = self.fontMetrics()
        for column in range(self.first_rows.columnCount()):
            words = [row[column] for row in self.first_rows.rows[max(0, heads[0] - 1) :] if column < len(row)]
            wanted = max((widths.horizontalAdvance(each[:20]) for each in words), default=0) + 26
            self.setColumnWidth(column, min(_WIDEST, max(56, wanted)))
        self.clearSpans()
        for row, cells in enumerate(self.first_rows.rows[: max(0, heads[0] - 1)]):
            # A title has all the room beside it, as in Excel.
            if self.first_rows.columnCount() > 1 and not any(cells[1:]):
                self.setSpan(row, 0, 1, self.first_rows.columnCount())
