"""What the clerk does with the rows of one ledger, and the form that goes with them; a page lays them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QMenu

from unionoffice.domain.kinds import Files
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.gui.commands import COMMANDS
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.commands import fill_menu
from unionoffice.gui.ledger.listing import LedgerListing, Narrow
from unionoffice.usecases.keep_record import bring_back, trash

if TYPE_CHECKING:
    from unionoffice.gui.ledger.form import RecordForm


class LedgerPane(LedgerListing):
    """The rows of one ledger, its form, and what is done with them."""

    form_asked = Signal()
    form_closed = Signal()

    def __init__(self, desk: Desk, ledger: Ledger, narrow: Narrow | None = None) -> None:
        super().__init__(desk, ledger, narrow)
        self._form: RecordForm | None = None
        self._connect()

    def _connect(self) -> None:
        self.table.opened.connect(self.edit)
        self.table.removal_asked.connect(self.remove_selected)
        self.table.menu_asked.connect(self._show_menu)
        self.table.selectionModel().currentRowChanged.connect(self._follow_current)
        self.first_asked.connect(lambda: self.new())
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


def _raw(record: Record, key: str) -> object:
    field = record.ledger.get(key)
    value = record.values[key]
    return value if hasattr(value, "ledger") else field.kind.text(value)
