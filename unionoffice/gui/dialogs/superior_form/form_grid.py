"""One sheet of a superior's form as a table that looks like it, with chips where something will be put."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from unionoffice.domain.form_contents import FormCell, FormSheet
from unionoffice.gui.dialogs.superior_form.cell_names import cell_name
from unionoffice.gui.plain_widgets import plain_tip
from unionoffice.gui.theme import Look
from unionoffice.usecases.form_layout import letters, place_of

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
MARK = int(Qt.ItemDataRole.UserRole)
"""The role under which the model gives a cell's Mark."""
_MOST_ROWS, _MOST_COLUMNS = 400, 80
"""No form that is filled by hand is larger; a sheet that is shows its beginning."""
_NARROWEST, _WIDEST = 56, 190
_PADDING, _MARGINS = 30, 22
"""Beside the words of a cell: what makes a column comfortable, and what the style takes."""
_MOST_LINES = 3
_FORMULA = "＝公式"


@dataclass(frozen=True)
class Mark:
    """What the clerk or the program has put on a cell."""

    words: str
    is_guess: bool = False
    """Nobody has looked it over."""
    is_value: bool = False
    """The cell shows what will stand there, not the name of it."""
    is_inside: bool = False
    """The words are the cell's own with the name of what is put at its place between ⟨ and ⟩."""


class FormCells(QAbstractTableModel):
    """The cells of a sheet and the marks on them."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.sheet = FormSheet("", {}, 0, 0)
        self.marks: Mapping[str, Mark] = {}
        self.details: Collection[int] = ()
        """The rows, from 1, that are blocks'."""
        self.spare_rows = 0
        """How many rows below the last are shown, where a form can be filled there too."""
        self.shows_results = False
        """Whether formulas show what they work out, as in a form that is filled."""
        self._first_column = 1
        self._size = (0, 0)

    def show_sheet(self, sheet: FormSheet) -> None:
        """Show another sheet without any mark."""
        self.beginResetModel()
        self.sheet, self.marks, self.details = sheet, {}, ()
        self._size = (min(_MOST_ROWS, sheet.rows + self.spare_rows), min(_MOST_COLUMNS, sheet.columns))
        # The placeholders in the text of a Word form are one column of cells, P1 P2 …
        columns = [place_of(name)[1] for name in sheet.cells]
        self._first_column = max(1, min(columns, default=1)) if sheet.columns == 1 else 1
        self.endResetModel()

    def show_marks(self, marks: Mapping[str, Mark], details: Collection[int]) -> None:
        """Show other marks, and which rows are detail rows."""
        self.marks, self.details = marks, details
        if self._size[0] and self._size[1]:
            self.dataChanged.emit(self.index(0, 0), self.index(self._size[0] - 1, self._size[1] - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self._size[0] - 1)

    def name_at(self, index: Index) -> str:
        """Name the cell of an index."""
        return cell_name(index.row() + 1, index.column() + self._first_column)

    def index_of(self, name: str) -> QModelIndex:
        """Give the index of a named cell; an invalid one where the cell is not shown."""
        row, column = place_of(name)
        return self.index(row - 1, column - self._first_column)

    def cell(self, index: Index) -> FormCell:
        """Give what stands in a cell."""
        return self.sheet.cells.get(self.name_at(index), FormCell())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Tell how many rows are shown."""
        return 0 if parent.isValid() else self._size[0]

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Tell how many columns are shown."""
        return 0 if parent.isValid() else self._size[1]

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Give what a cell shows."""
        cell, mark = self.cell(index), self.marks.get(self.name_at(index))
        if role == MARK:
            return mark
        if role == _DISPLAY:
            return _FORMULA if cell.formula and not self.shows_results else cell.text
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return plain_tip("\n".join(filter(None, [cell.text, mark.words if mark else "", why_closed(cell)])))
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return int(Qt.AlignmentFlag.AlignCenter)
        return self._colours(cell, index.row() + 1, role)

    def _colours(self, cell: FormCell, row: int, role: int) -> Any:
        is_closed = bool(why_closed(cell)) and not self.shows_results
        if role == int(Qt.ItemDataRole.ForegroundRole):
            return self._look.colour("third" if is_closed else "text")
        if role == int(Qt.ItemDataRole.BackgroundRole):
            if is_closed:
                return self._look.colour("header")
            return self._look.colour("info_tint") if row in self.details else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Give the letters of columns and the numbers of rows, with a word at detail rows."""
        if role != _DISPLAY:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return letters(section + self._first_column)
        return f"{section + 1} 明细" if section + 1 in self.details else str(section + 1)


def why_closed(cell: FormCell) -> str:
    """Say why nothing can be put into a cell; empty where it can."""
    if cell.formula:
        return "这一格是公式，表格自己会算，不能放内容。"
    return "这一格被上级锁定，不能放内容。" if cell.locked else ""


class _Chips(QStyledItemDelegate):
    """Draws the form's own words, and a chip over them where something was put."""

    def __init__(self, look: Look, parent: FormGrid) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell, hatched where nothing can be put, and its chip."""
        self.initStyleOption(option, index)
        mark: Mark | None = index.data(MARK)
        model = index.model()
        assert isinstance(model, FormCells)
        if mark is not None and not mark.is_value:
            option.text = ""
        if mark is not None and mark.is_value:
            option.backgroundBrush = QBrush(self._look.colour("ok_tint"))
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if why_closed(model.cell(index)) and not model.shows_results:
            painter.fillRect(option.rect, QBrush(self._look.colour("border"), Qt.BrushStyle.BDiagPattern))
        if mark is not None and not mark.is_value:
            self._draw(painter, option.rect, option.fontMetrics, mark)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.save()
            painter.setPen(self._look.colour("focus"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
            painter.restore()

    def _draw(self, painter: QPainter, cell: QRect, metrics: QFontMetrics, mark: Mark) -> None:
        words = chip_words(mark)
        tone = "warn" if mark.is_guess else "info"
        width = min(cell.width() - 6, metrics.horizontalAdvance(words) + 14)
        chip = QRectF(
            cell.center().x() - width / 2, cell.center().y() - metrics.height() / 2 - 1, width, metrics.height() + 3
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.colour(tone))
        painter.setBrush(self._look.colour(f"{tone}_tint"))
        painter.drawRoundedRect(chip, 4, 4)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(width) - 8)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()


def chip_words(mark: Mark) -> str:
    """Write a mark as its chip shows it."""
    if mark.is_value:
        return mark.words
    if mark.is_inside:
        return f"{mark.words}？" if mark.is_guess else mark.words
    return f"⟨{mark.words}⟩？" if mark.is_guess else f"⟨{mark.words}⟩"


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
        self.setItemDelegate(_Chips(look, self))
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
