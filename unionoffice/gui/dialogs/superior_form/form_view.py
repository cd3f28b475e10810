"""A superior's form with the tabs of its sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from unionoffice.domain.cell_names import place_of
from unionoffice.domain.form_contents import FormCell, FormOutline, FormSheet, Place
from unionoffice.gui.dialogs.superior_form.form_cells import Mark
from unionoffice.gui.dialogs.superior_form.form_grid import FormGrid
from unionoffice.gui.theme import Look


class FormView(QWidget):
    """The sheet at which the clerk looks; those that the superior hid are not offered."""

    pointed = Signal(object)
    """The Place in which the keyboard is now."""
    confirmed = Signal(object)
    """Enter or a double click on a Place."""
    cleared = Signal(object)
    """Del on a Place."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._sheets: tuple[FormSheet, ...] = ()
        self._marks: Mapping[Place, Mark] = {}
        self._details: Sequence[tuple[str, range]] = ()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("工作表")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.grid = FormGrid(look)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.tabs)
        box.addWidget(self.grid, 1)
        self.tabs.currentChanged.connect(lambda _: self._show_sheet())
        self.grid.pointed.connect(lambda cell: self.pointed.emit(Place(self.sheet, cell)))
        self.grid.confirmed.connect(lambda cell: self.confirmed.emit(Place(self.sheet, cell)))
        self.grid.cleared.connect(lambda cell: self.cleared.emit(Place(self.sheet, cell)))

    @property
    def sheet(self) -> str:
        """The name of the sheet that is shown."""
        at = self.tabs.currentIndex()
        return self._sheets[at].name if 0 <= at < len(self._sheets) else ""

    def show_form(self, outline: FormOutline) -> None:
        """Show another form, its first sheet first."""
        self._marks, self._details = {}, ()
        self._sheets = tuple(each for each in outline.sheets if not each.hidden)
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for each in self._sheets:
            self.tabs.addTab(each.name.replace("&", "&&"))
        self.tabs.blockSignals(False)
        self.tabs.setVisible(len(self._sheets) > 1)
        self._show_sheet()

    def show_marks(self, marks: Mapping[Place, Mark], details: Sequence[tuple[str, range]] = ()) -> None:
        """Show other marks, and the rows of the blocks of each sheet."""
        self._marks, self._details = marks, details
        self._show_marks()

    def current(self) -> Place | None:
        """Give the place in which the keyboard is."""
        cell = self.grid.current_cell()
        return Place(self.sheet, cell) if cell else None

    def go_to(self, place: Place) -> None:
        """Put the keyboard into a place, on another sheet if need be."""
        names = [each.name for each in self._sheets]
        if place.sheet in names:
            self.tabs.setCurrentIndex(names.index(place.sheet))
            self.grid.go_to(place.cell)

    def cell_at(self, place: Place) -> FormCell:
        """Give what the form shows at a place."""
        sheet = next((each for each in self._sheets if each.name == place.sheet), None)
        return sheet.cells.get(place.cell, FormCell()) if sheet else FormCell()

    def words_for(self, place: Place) -> str:
        """Name a place by the form's own words: what stands in it, left of it or above it."""
        sheet = next((each for each in self._sheets if each.name == place.sheet), None)
        if sheet is None:
            return ""
        if own := sheet.cells.get(place.cell, FormCell()).text:
            return own
        row, column = place_of(place.cell)
        texts = {place_of(name): cell for name, cell in sheet.cells.items() if cell.text and not cell.formula}
        near = sorted(texts.items(), key=lambda each: each[0])
        left = [cell.text for (r, c), cell in near if r <= row < r + cell.rows and c < column]
        above = [cell.text for (r, c), cell in near if c <= column < c + cell.columns and r < row]
        return " / ".join(" ".join(each.split()) for each in [*left[-1:], *above[-1:]])

    def _show_sheet(self) -> None:
        at = self.tabs.currentIndex()
        self.grid.show_sheet(self._sheets[at] if 0 <= at < len(self._sheets) else FormSheet("", {}, 0, 0))
        self._show_marks()

    def _show_marks(self) -> None:
        name = self.sheet
        details = {row for sheet, rows in self._details if sheet == name for row in rows}
        self.grid.show_marks({at.cell: mark for at, mark in self._marks.items() if at.sheet == name}, details)
