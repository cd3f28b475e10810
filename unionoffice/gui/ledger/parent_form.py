"""The form of a record to which records of other ledgers belong: its own fields, and a tab for each of those."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QTabWidget, QWidget

from unionoffice.domain.ledger import Ledger, Record
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.child_grid import ChildGrid
from unionoffice.gui.ledger.form import RecordForm


def form_for(desk: Desk, ledger: Ledger) -> RecordForm:
    """Make the form of a ledger, with its children where it has any."""
    return ParentForm(desk, ledger) if desk.office.ledgers.children_of(ledger) else RecordForm(desk, ledger)


class ParentForm(RecordForm):
    """A form with tabs."""

    def __init__(self, desk: Desk, ledger: Ledger) -> None:
        super().__init__(desk, ledger)
        self.grids = [ChildGrid(desk, each) for each in desk.office.ledgers.children_of(ledger)]
        for grid in self.grids:
            self.tabs.addTab(grid, grid.ledger.title)
        desk.written.connect(lambda _: self._count_children())

    def _body(self) -> QWidget:
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setUsesScrollButtons(True)
        self.tabs.addTab(self.fields, "登记")
        return self.tabs

    def show_record(self, record: Record) -> None:
        """Show a record and what belongs to it."""
        super().show_record(record)
        for place, grid in enumerate(self.grids, 1):
            count = grid.show_children_of(record)
            self.tabs.setTabEnabled(place, True)
            self._show_count(place, count)

    def begin(self, raw: Mapping[str, object] | None = None) -> None:
        """Start a new record; it has to be kept before others can belong to it."""
        self.tabs.setCurrentIndex(0)
        for place, grid in enumerate(self.grids, 1):
            grid.show_children_of(None)
            self.tabs.setTabEnabled(place, False)
            self._show_count(place, 0)
        super().begin(raw)

    def resume_child(self, ledger: str, record: Record | None, raw: Mapping[str, object]) -> None:
        """Go on with what was typed of a child record before a crash."""
        place = next(place for place, grid in enumerate(self.grids, 1) if grid.ledger.key == ledger)
        self.tabs.setCurrentIndex(place)
        self.grids[place - 1].resume(record, raw)

    def _count_children(self) -> None:
        for place, grid in enumerate(self.grids, 1):
            self._show_count(place, grid.count)

    def _show_count(self, place: int, count: int) -> None:
        title = self.grids[place - 1].ledger.title
        self.tabs.setTabText(place, f"{title} {count}" if count else title)
