"""The widgets of one ledger and how they answer to each other; a page lays them out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from unionoffice.domain.kinds import Files
from unionoffice.domain.ledger import Field, Ledger, Record
from unionoffice.domain.query import Query
from unionoffice.gui.commands import COMMANDS
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.commands import fill_menu
from unionoffice.gui.ledger.empty_state import EmptyState
from unionoffice.gui.ledger.filter_row import FilterRow
from unionoffice.gui.ledger.head_row import HeadRow
from unionoffice.gui.ledger.table_view import RecordTable
from unionoffice.gui.ledger.totals_line import TotalsLine
from unionoffice.gui.period_choices import opening_period
from unionoffice.usecases.keep_record import bring_back, trash

if TYPE_CHECKING:
    from unionoffice.gui.ledger.column_filter import ColumnFilter
    from unionoffice.gui.ledger.form import RecordForm

MANY = 5000
FIRST_ROWS = 64
"""So many rows of a long list are shown at once, the others right after they are painted."""
TOTALS_PAUSE = 250
"""Milliseconds after which many rows are added up, so that typing in the search line does not wait for it."""
Narrow = Callable[[Query], Query]
"""How a page narrows a ledger further, as 帮扶记录 to one household."""


class LedgerPane(QObject):
    """Head, filters, table, totals and form of one ledger."""

    form_asked = Signal()
    form_closed = Signal()
    current_changed = Signal(object)

    def __init__(self, desk: Desk, ledger: Ledger, narrow: Narrow | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.ledger = ledger
        self._narrow = narrow or (lambda query: query)
        self._form: RecordForm | None = None
        self._whole: tuple[Query, int] | None = None
        """How many records the ledger holds; None when it has to be counted again."""
        self._totals_pause = QTimer(self)
        self._totals_pause.setSingleShot(True)
        self._totals_pause.timeout.connect(self._show_totals)
        self._place: _Place | None = None
        """Where the clerk was before the list that is not yet whole."""
        self.head = HeadRow(desk, ledger)
        self.filters = FilterRow(desk, ledger)
        self.table = RecordTable(desk, ledger)
        self.table.offer_filters()
        self._order = self.table.recalled_order()
        self.totals = TotalsLine(ledger)
        self.empty = EmptyState(desk.look, self.table)
        self.body = QWidget()
        box = QVBoxLayout(self.body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.table, 1)
        box.addWidget(self.totals)
        self._begin_with_working_period()
        self._connect()

    def _begin_with_working_period(self) -> None:
        """Show the period the clerk works on, unless nothing is registered in it yet."""
        if self.ledger.when is None:
            return
        query = Query(period=opening_period(self.desk.office))
        if self.desk.office.ids(self.ledger.key, query, 1):
            self.filters.show_query(query)

    def _connect(self) -> None:
        self.table.rows.completed.connect(self._settle)
        self.filters.changed.connect(lambda: self.reload())
        self.filters.search.table_asked.connect(self.table.setFocus)
        self.table.sort_asked.connect(self.sort)
        self.table.opened.connect(self.edit)
        self.table.removal_asked.connect(self.remove_selected)
        self.table.menu_asked.connect(self._show_menu)
        self.table.filter_asked.connect(self.ask_filter)
        self.table.unfilter_asked.connect(lambda key: self.filters.filter_column(key, None))
        self.table.selectionModel().currentRowChanged.connect(self._follow_current)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_selected())
        self.empty.asked.connect(self._act_on_emptiness)
        self.head.add.clicked.connect(lambda: self.new())
        self.head.restore.clicked.connect(lambda: self.restore_selected())
        self.head.menu.aboutToShow.connect(self._fill_more)
        self.desk.written.connect(self._follow_writing)
        self.desk.restyled.connect(self.table.follow_look)

    @property
    def form(self) -> RecordForm:
        """The form, made when it is first needed."""
        if self._form is None:
            from unionoffice.gui.ledger.parent_form import form_for

            self._form = form_for(self.desk, self.ledger)
            self._form.kept.connect(self._show_kept)
            self._form.removal_asked.connect(lambda record: self.remove([record.id]))
            self._form.closed.connect(self.form_closed)
        return self._form

    @property
    def opened_form(self) -> RecordForm | None:
        """The form, if it was ever needed."""
        return self._form

    def let_go(self) -> None:
        """Listen no more, at once: the office may not have this ledger any longer."""
        self.desk.written.disconnect(self._follow_writing)
        self._totals_pause.stop()
        if self._form is not None:
            self._form.deleteLater()
        self.deleteLater()

    # The rows

    def query(self) -> Query:
        """Give the query whose rows are listed."""
        return self._narrow(self.filters.query(*self._order))

    def reload(self, *, in_place: bool = False) -> None:
        """List the rows anew, count and add them up, and stay on the current one where it is still listed.

        In place, the list is not seen from its top in between.
        """
        self._list(in_place=in_place)
        self.table.show_filtered(self.filters.filtered_keys())

    def recount(self) -> None:
        """List everything as the file has it now."""
        self._whole = None
        self.reload(in_place=True)

    def _list(self, *, from_top: bool = False, in_place: bool = False) -> None:
        """List the rows; of a long ledger the first ones now, the others when they have been painted."""
        place = self._place = self._place_now(from_top=from_top)
        with self.desk.clear_errors():
            query, office, key = self.query(), self.desk.office, self.ledger.key
            in_two = office.table(key).highest_id() > MANY and (not in_place or place.row < FIRST_ROWS)
            ids = office.ids(key, query, FIRST_ROWS if in_two else None)
            in_two = in_two and len(ids) == FIRST_ROWS
            with QSignalBlocker(self.table.selectionModel()):
                self.table.rows.show_ids(ids, (lambda: office.ids(key, query)) if in_two else None)
        if self.table.rows.is_complete:
            self._settle()

    def _place_now(self, *, from_top: bool) -> _Place:
        if self._place is not None:
            return replace(self._place, is_top=self._place.is_top or from_top)
        current = self.table.current_record()
        return _Place(current.id if current else None, self.table.currentIndex().row(), from_top)

    def _settle(self) -> None:
        """When all is listed: go back to where the clerk was, and count."""
        place, self._place = self._place, None
        with self.desk.clear_errors():
            if place is not None:
                with QSignalBlocker(self.table.selectionModel()):
                    stays = place.row < 0 and self.unlisted_id() is not None
                    if not stays and (place.record is None or not self.table.go_to(place.record)):
                        self.table.go_to_row(max(0, place.row))
                if place.is_top:
                    self.table.scrollToTop()
                self.current_changed.emit(self.table.current_record())
            listed = self.table.rows.rowCount()
            self._show_counts(listed)
            self._totals_pause.start(TOTALS_PAUSE if listed > MANY else 0)

    def _show_counts(self, listed: int) -> None:
        everything = self._narrow(Query())
        if self._whole is None or self._whole[0] != everything:
            self._whole = everything, self.desk.office.count(self.ledger.key, everything)
        total = self._whole[1]
        self.head.show_counts(self.filters, listed, total)
        if listed:
            self.empty.hide()
        elif total and not self.filters.trash.isChecked():
            self.empty.say(f"没有符合条件的登记。全部期间共有 {total} 条。", "显示全部")
        elif self.filters.trash.isChecked():
            self.empty.say("回收站是空的。", "返回")
        elif everything != Query():
            self.empty.say(f"还没有登记过{self.ledger.title}。", "")
        else:
            self.empty.say(
                f"还没有{self.ledger.title}。按 Ctrl+N 登记第一条，或从 Excel 导入已有的表格。", "新增 Ctrl+N"
            )

    def _act_on_emptiness(self) -> None:
        if self.empty.button.text().startswith("新增"):
            self.new()
        else:
            self.filters.clear()

    def _show_totals(self) -> None:
        ids = self.table.rows.ids
        self.totals.show_all(len(ids), self.desk.office.totals(self.ledger.key, self.query(), list(ids)) if ids else [])
        self._show_selected()

    def _show_selected(self) -> None:
        ids = self.table.selected_ids()
        self.totals.show_selected(len(ids), self.desk.office.totals(self.ledger.key, Query(), ids) if ids else [])

    def sort(self, key: str, descending: bool) -> None:
        """Sort by a field; an empty key is the ledger's own order."""
        self._order = (key, descending)
        self._list(from_top=True)

    def ask_filter(self, key: Field[Any], corner: QPoint) -> ColumnFilter:
        """Open the box in which the wanted values of a column are ticked."""
        from unionoffice.gui.ledger.column_filter import ColumnFilter

        box = ColumnFilter(self.desk, self.ledger, key, self.query(), self.table)
        box.chosen.connect(partial(self.filters.filter_column, key))
        box.open_at(corner)
        return box

    def show_query(self, query: Query) -> None:
        """List what a query of another page asks for."""
        self.filters.show_query(query)
        self.reload()

    def show_record(self, record_id: int) -> None:
        """Go to a record, showing everything where the filters leave it out."""
        if not self.table.go_to(record_id):
            self.show_query(Query())
            self.table.go_to(record_id)
        self.table.setFocus()

    def unlisted_id(self) -> int | None:
        """Give the record that stands in the form while the filters leave it out of the list."""
        form = self._form
        if form is None or form.old is None or not form.isVisible() or self.table.rows.row_of(form.old.id) is not None:
            return None
        return form.old.id

    def go_to_opened(self) -> None:
        """Where no row is chosen, choose the record in the form, showing everything."""
        record_id = None if self.table.selected_ids() else self.unlisted_id()
        if record_id is not None:
            self.show_record(record_id)

    def _follow_writing(self, ledger: str) -> None:
        self._whole = None
        if ledger == self.ledger.key or any(getattr(each.kind, "ledger", "") == ledger for each in self.ledger.fields):
            self.reload(in_place=True)
        if self._form is not None and not self._form.is_dirty and self._form.isVisible():
            self._show_as_kept(self._form)

    def _show_as_kept(self, form: RecordForm) -> None:
        """Let the form follow when its record was changed elsewhere, or taken away."""
        if form.old is None:
            return
        found = self.desk.office.records(self.ledger.key, [form.old.id])
        if not found or found[0].trashed != form.old.trashed:
            self.form_closed.emit()
        elif found[0].version != form.old.version:
            form.show_record(found[0])

    def _follow_current(self) -> None:
        record = self.table.current_record()
        self.current_changed.emit(record)
        if self._form is None or not self._form.isVisible() or record is None:
            return
        if self._form.old is not None and self._form.old.id == record.id:
            return
        if self._form.may_leave():
            if record.trashed:
                self.form_closed.emit()
            else:
                self._form.show_record(record)
        elif self._form.old is not None:
            QTimer.singleShot(0, self, lambda old=self._form.old: self.table.go_to(old.id))

    # What the hand does

    def new(self, raw: dict[str, object] | None = None) -> None:
        """Begin a new record."""
        if self.form.may_leave():
            self.form_asked.emit()
            self.form.begin(raw)

    def resume(self, record: Record | None, raw: Mapping[str, object]) -> None:
        """Go on with what was typed before a crash."""
        if not self.form.may_leave():
            return
        if record is not None:
            self.show_record(record.id)
        self.form_asked.emit()
        self.form.resume(record, raw)

    def edit(self) -> None:
        """Open the current record in the form."""
        record = self.table.current_record()
        if record is not None and record.trashed:
            self._offer_way_back(record)
            return
        if record is None or (self.form.old != record and not self.form.may_leave()):
            return
        self.form_asked.emit()
        if self.form.old != record or not self.form.is_dirty:
            self.form.show_record(record)
        self.form.fields.go_to_first()

    def _offer_way_back(self, record: Record) -> None:
        """What lies in the trash is brought back before it is corrected."""
        question = f"“{record.label}”在回收站里，恢复以后才能编辑。所属的登记会一起恢复。"
        if self.desk.messages.ask(question, ["恢复", "取消"]) == "恢复":
            self._restore([record.id])

    def duplicate(self) -> None:
        """Begin a new record with the words of the current one; what must be unique is left out."""
        self.go_to_opened()
        record = self.table.current_record()
        if record is None:
            return
        raw: dict[str, object] = {}
        for each in self.ledger.fields:
            if each.key in record.values and not each.computed and each not in self.ledger.unique:
                raw[each.key] = record.values[each.key] if isinstance(each.kind, Files) else _raw(record, each.key)
        self.new(raw)
        self.form.is_dirty = True

    def remove_selected(self) -> None:
        """Put the selected rows into the trash."""
        self.remove(self.table.selected_ids())

    def remove(self, ids: Sequence[int]) -> None:
        """Put records into the trash, with a way back in the toast; no question is asked."""
        if not ids or self.filters.trash.isChecked():
            return
        with self.desk.clear_errors():
            done = trash(self.desk.office, self.ledger.key, ids)
            self._close_form_of(ids)
            self.desk.written.emit(self.ledger.key)
            self.desk.tell(f"已把 {done} 条登记放入回收站", undoable=True)
            self.table.setFocus()

    def _close_form_of(self, ids: Sequence[int]) -> None:
        if self._form is not None and self._form.old is not None and self._form.old.id in ids:
            self._form.is_dirty = False
            self.form_closed.emit()

    def restore_selected(self) -> None:
        """Bring the selected rows of the trash back."""
        self._restore(self.table.selected_ids())

    def _restore(self, ids: Sequence[int]) -> None:
        with self.desk.clear_errors():
            done = bring_back(self.desk.office, self.ledger.key, ids)
            self.desk.written.emit(self.ledger.key)
            self.table.go_to(ids[0])
            self.desk.tell(f"已恢复 {done} 条登记", undoable=True)

    def _show_kept(self, record: Record, another: bool) -> None:
        with QSignalBlocker(self.table.selectionModel()):
            listed = self.table.go_to(record.id)
            if not listed:
                # What is done next is meant for the record in the form, never for the row that was chosen before.
                self.table.choose_none()
        self.current_changed.emit(record)
        doubts = f"，请核对{'、'.join(self.form.doubted)}" if self.form.doubted else ""
        self.desk.tell(f"已保存{'' if listed else '，但不在当前筛选的范围内'}{doubts}", undoable=True)
        if another:
            self.form.begin()

    def _fill_more(self) -> None:
        for each in self.head.menu.findChildren(QMenu):
            each.deleteLater()
        self.head.menu.clear()
        fill_menu(self.head.menu, self, COMMANDS)

    def _show_menu(self, point: QPoint) -> None:
        self.menu().exec(point)

    def menu(self) -> QMenu:
        """Offer what can be done with the selected rows."""
        menu = QMenu(self.table)
        for words, action in (
            (("恢复", self.restore_selected),)
            if self.filters.trash.isChecked()
            else (
                ("编辑\tF2", self.edit),
                ("复制为新登记\tCtrl+D", self.duplicate),
                ("复制到 Excel\tCtrl+C", self.table.copy_rows),
                ("复制单元格\tCtrl+Shift+C", self.table.copy_cell),
                ("放入回收站\tDel", self.remove_selected),
            )
        ):
            menu.addAction(words).triggered.connect(lambda _=False, act=action: act())
            menu.actions()[-1].setEnabled(bool(self.table.selected_ids()))
        if not self.filters.trash.isChecked():
            menu.addSeparator()
            fill_menu(menu, self, [each for each in COMMANDS if each.per_record])
        return menu


@dataclass(frozen=True)
class _Place:
    """Where the clerk is in a list."""

    record: int | None
    row: int
    is_top: bool
    """Whether the list is to be seen from its first row on."""


def _raw(record: Record, key: str) -> object:
    field = record.ledger.get(key)
    value = record.values[key]
    return value if hasattr(value, "ledger") else field.kind.text(value)
