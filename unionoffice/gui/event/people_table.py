"""The people of an event as a list: signed in by Space, Enter or a double click."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from unionoffice.domain.ledger import Record
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_table import ListColumn, ListRow, ListTable
from unionoffice.ledgers.event import GROUP, RECEIVED
from unionoffice.ledgers.shared import NOTE
from unionoffice.usecases.register_people import Attendee

COLUMNS = tuple(ListColumn(title) for title in ("姓名", "单位", "组别", "报名", "签到", "领取物品", "备注"))
TICK = "✓"


class PeopleTable(ListTable):
    """One row for each person."""

    removal_asked = Signal()
    toggled = Signal()
    """Space on the selected rows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(COLUMNS, desk.look, desk.office.pinyin.sort_key)

    def show_people(self, people: Iterable[Attendee]) -> None:
        """List people, keeping the selection and the place."""
        chosen = {each.id for each in self.chosen_records()}
        at = self.verticalScrollBar().value()
        self.fill([_row(each) for each in people])
        self.verticalScrollBar().setValue(at)
        self._choose_again(chosen)

    def _choose_again(self, ids: set[int]) -> None:
        if len(ids) < 2:
            return
        flags = self.selectionModel().SelectionFlag.Select | self.selectionModel().SelectionFlag.Rows
        for place, row in enumerate(self.shown()):
            if row.subject.record.id in ids:
                self.selectionModel().select(self.model().index(place, 0), flags)

    def go_to_record(self, row_id: int) -> None:
        """Make a person the current one."""
        place = next((at for at, row in enumerate(self.shown()) if row.subject.record.id == row_id), None)
        if place is not None:
            self.go_to_row(place)
            self.scrollTo(self.currentIndex())

    def chosen_records(self) -> Sequence[Record]:
        """Give the attendance rows selected."""
        return [row.subject.record for row in self.chosen()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Sign in with Space, remove with Del; everything else as lists do."""
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


def _row(person: Attendee) -> ListRow:
    record = person.record
    cells = (
        person.name,
        person.unit,
        record.text(GROUP),
        TICK if person.is_registered else "临时到场",
        TICK if person.has_signed else "",
        record.text(RECEIVED),
        record.text(NOTE).replace("\n", " "),
    )
    return ListRow(cells, subject=person, tone="" if person.has_signed else "second")
