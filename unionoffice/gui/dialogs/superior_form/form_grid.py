"""One sheet of a superior's form as a table that looks like it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import product

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from unionoffice.domain.form_contents import FormCell, FormSheet
from unionoffice.gui.dialogs.superior_form.form_cells import Chips, FormCells, Index, Mark, chip_words
from unionoffice.gui.theme import Look

_NARROWEST, _WIDEST = 56, 190
_PADDING, _MARGINS = 30, 22
"""Beside the words of a cell: what makes a column comfortable, and what the style takes."""
_MOST_LINES = 3


class FormGrid(QTableView):
    """The sheet; it tells at which cell the clerk points, and which keys were meant for that cell."""

    pointed = Signal(str)
    """The cell in which the keyboard is."""
    confirmed = Signal(str)
    """Enter or a double click on a cell."""
    cleared = Signal(str)
    """Del on a cell."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._beginnings: dict[tuple[int, int], str] = {}
        """For covered cells of merged ones the cell that shows."""
        self.cells = FormCells(look)
        self.setModel(self.cells)
        self.setItemDelegate(Chips(look, self))
        self.setAccessibleName("表格")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        for way in (self.setHorizontalScrollMode, self.setVerticalScrollMode):
            way(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for head in (self.verticalHeader(), self.horizontalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            head.setHighlightSections(False)
            head.setSectionsClickable(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().setDefaultSectionSize(look.row_height)
        self.verticalHeader().sectionClicked.connect(self._point_at_row)
        self.doubleClicked.connect(lambda index: self.confirmed.emit(self._name_at(index)))
        self.selectionModel().currentChanged.connect(lambda *_: self._tell_current())

    def show_sheet(self, sheet: FormSheet) -> None:
        """Show another sheet with its merged cells."""
        self.clearSpans()
        self._beginnings.clear()
        self.cells.show_sheet(sheet)
        for name, cell in sheet.cells.items():
            if cell.rows > 1 or cell.columns > 1:
                self._merge(name, cell)
        self._fit()

    def _merge(self, name: str, cell: FormCell) -> None:
        at = self.cells.index_of(name)
        if not at.isValid():
            return
        rows = min(cell.rows, self.cells.rowCount() - at.row())
        columns = min(cell.columns, self.cells.columnCount() - at.column())
        self.setSpan(at.row(), at.column(), rows, columns)
        covered = product(range(at.row(), at.row() + rows), range(at.column(), at.column() + columns))
        self._beginnings.update(dict.fromkeys(covered, name))

    def show_marks(self, marks: Mapping[str, Mark], details: Collection[int] = ()) -> None:
        """Show other marks; columns whose chips need more room get it."""
        self.cells.show_marks(marks, details)
        metrics = self.fontMetrics()
        for name, mark in marks.items():
            at = self.cells.index_of(name)
            if at.isValid() and self.cells.cell(at).columns == 1:
                wanted = min(_WIDEST, metrics.horizontalAdvance(chip_words(mark)) + _PADDING)
                if wanted > self.columnWidth(at.column()):
                    self.setColumnWidth(at.column(), wanted)

    def current_cell(self) -> str:
        """Give the cell in which the keyboard is; empty where it is in none."""
        index = self.currentIndex()
        return self._name_at(index) if index.isValid() else ""

    def _name_at(self, index: Index) -> str:
        return self._beginnings.get((index.row(), index.column())) or self.cells.name_at(index)

    def go_to(self, cell: str) -> None:
        """Put the keyboard into a cell."""
        index = self.cells.index_of(cell)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _fit(self) -> None:
        """Give columns the width of what stands in them alone, share out what is left, and fit the rows to it."""
        metrics = self.fontMetrics()
        widths = [_NARROWEST] * self.cells.columnCount()
        words = [(name, cell.text) for name, cell in self.cells.sheet.cells.items()]
        for name, text in [*words, *((name, chip_words(mark)) for name, mark in self.cells.marks.items())]:
            at = self.cells.index_of(name)
            if at.isValid() and self.cells.cell(at).columns == 1:
                longest = max((metrics.horizontalAdvance(line) for line in text.splitlines()), default=0)
                widths[at.column()] = max(widths[at.column()], min(_WIDEST, longest + _PADDING))
        room = self.viewport().width() - self.verticalScrollBar().sizeHint().width() - sum(widths)
        for number, width in enumerate(widths):
            more = min(room // len(widths), width // 2) if room > 0 else 0
            self.setColumnWidth(number, width + more)
        self._fit_rows()

    def _fit_rows(self) -> None:
        metrics = self.fontMetrics()
        lines = [1] * self.cells.rowCount()
        for name, cell in self.cells.sheet.cells.items():
            at = self.cells.index_of(name)
            if cell.rows > 1 or not at.isValid() or cell.formula:
                continue
            last = min(at.column() + cell.columns, self.cells.columnCount())
            width = max(1, sum(self.columnWidth(each) for each in range(at.column(), last)) - _MARGINS)
            wanted = sum(max(1, -(-metrics.horizontalAdvance(line) // width)) for line in cell.text.splitlines())
            lines[at.row()] = max(lines[at.row()], min(_MOST_LINES, wanted))
        for number, each in enumerate(lines):
            self.setRowHeight(number, self._look.row_height + (each - 1) * metrics.lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _tell_current(self) -> None:
        if name := self.current_cell():
            self.pointed.emit(name)

    def _point_at_row(self, row: int) -> None:
        self.setCurrentIndex(self.cells.index(row, max(0, self.currentIndex().column())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms, Del clears; everything else as tables do."""
        name = self.current_cell()
        if name and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit(name)
        elif name and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit(name)
        else:
            super().keyPressEvent(event)
