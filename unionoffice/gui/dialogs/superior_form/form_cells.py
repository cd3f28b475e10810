"""The cells of a superior's form and the chips over them: what stands there, and what will be put there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from unionoffice.domain.cell_names import cell_name, letters, place_of
from unionoffice.domain.form_contents import FormCell, FormSheet
from unionoffice.gui.plain_widgets import plain_tip
from unionoffice.gui.theme import Look

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
MARK = int(Qt.ItemDataRole.UserRole)
"""The role under which the model gives a cell's Mark."""
_MOST_ROWS, _MOST_COLUMNS = 400, 80
"""No form that is filled by hand is larger; a sheet that is shows its beginning."""
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
        self.spare = (0, 0)
        """How many blank rows and columns are shown beyond the last, where a form can be filled there too."""
        self.shows_results = False
        """Whether formulas show what they work out, as in a form that is filled."""
        self._first_column = 1
        self._size = (0, 0)

    def show_sheet(self, sheet: FormSheet) -> None:
        """Show another sheet without any mark."""
        self.beginResetModel()
        self.sheet, self.marks, self.details = sheet, {}, ()
        rows, columns = sheet.rows + self.spare[0], sheet.columns + self.spare[1]
        self._size = (min(_MOST_ROWS, rows), min(_MOST_COLUMNS, columns))
        # The placeholders in the text of a Word form are one column of cells, P1 P2 …
        beginning = min((place_of(name)[1] for name in sheet.cells), default=1)
        self._first_column = beginning if sheet.columns == 1 else 1
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


class Chips(QStyledItemDelegate):
    """Draws the form's own words, and a chip over them where something was put."""

    def __init__(self, look: Look, parent: QWidget) -> None:
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
