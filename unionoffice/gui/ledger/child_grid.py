"""The records that belong to another one, as a small table in its form."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.empty_state import EmptyState
from unionoffice.gui.ledger.filter_row import SearchLine
from unionoffice.gui.ledger.form import RecordForm
from unionoffice.gui.ledger.table_view import RecordTable
from unionoffice.gui.plain_widgets import button, icon
from unionoffice.usecases.household_follow_up import child_proposal
from unionoffice.usecases.keep_record import bring_back, trash

FEW = 8
"""Up to so many rows are seen at a glance; more are searched."""
_OPEN = QKeyCombination(Qt.Key.Key_F2)
_FIND = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_F)


class ChildDialog(QDialog):
    """The form of one child record."""

    def __init__(self, desk: Desk, ledger: Ledger, parent_link: Link, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert ledger.parent is not None
        self._desk = desk
        self.setWindowTitle(f"{ledger.title} · {parent_link.label}")
        self.resize(desk.look.px * 32, desk.look.px * 38)
        self.form = RecordForm(desk, ledger, fixed={ledger.parent.key: parent_link})
        self.form.kept.connect(self._go_on)
        self.form.closed.connect(self.reject)
        self.form.delete.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 10)
        box.addWidget(self.form)

    def show_record(self, record: Record | None) -> None:
        """Show a record, or begin a new one."""
        if record is None:
            self._begin()
        else:
            self.form.show_record(record)
            self.form.delete.hide()
            self.form.fields.go_to_first()

    def _begin(self) -> None:
        self.form.begin(child_proposal(self._desk.office, self.form.ledger.key))

    def _go_on(self, record: Record, another: bool) -> None:
        if another:
            self._begin()
        else:
            self.accept()

    def reject(self) -> None:
        """Ask about unsaved words before closing."""
        if self.form.may_leave():
            super().reject()


class ChildGrid(QWidget):
    """A table with its buttons, and the way into its trash."""

    def __init__(self, desk: Desk, ledger: Ledger) -> None:
        super().__init__()
        self._desk = desk
        self.ledger = ledger
        self._parent: Link | None = None
        self.count = 0
        """How many children the record has, found or not."""
        self.table = RecordTable(desk, ledger)
        self.table.opened.connect(self.edit)
        self.table.removal_asked.connect(self.remove)
        self.empty = EmptyState(desk.look, self.table)
        self.empty.asked.connect(self.new)
        self.add = button("新增", icon=icon("add", desk.look))
        self.change = button("编辑")
        self.delete = button("删除")
        self.trash = button("", "link", tip="放进回收站的登记，可以恢复")
        self.trash.clicked.connect(self._turn_trash)
        self._shows_trash = False
        self.add.clicked.connect(self.new)
        self.change.clicked.connect(self.edit)
        self.delete.clicked.connect(self.remove)
        self.search = self._search_line()
        row = QHBoxLayout()
        row.setSpacing(6)
        for each in (self.add, self.change, self.delete):
            row.addWidget(each)
        row.addStretch()
        row.addWidget(self.trash)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 6, 0)
        box.addLayout(row)
        box.addWidget(self.search)
        box.addWidget(self.table, 1)
        desk.written.connect(self._follow_writing)

    def _search_line(self) -> SearchLine:
        line = SearchLine()
        line.setPlaceholderText(f"搜索{self.ledger.title}  Ctrl+F")
        line.setClearButtonEnabled(True)
        line.setAccessibleName(f"搜索{self.ledger.title}")
        line.hide()
        line.textChanged.connect(lambda _: self._list())
        line.table_asked.connect(self.table.setFocus)
        # The page has these keys too; inside the grid they are the grid's.
        for each in (line, self.table, self.add, self.change, self.delete):
            each.installEventFilter(self)
        return line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let F2 open the child record and Ctrl+F search the child records."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        act = {_OPEN: self.edit, _FIND: self.search_rows}.get(event.keyCombination())
        if act is None:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            act()
        return True

    def search_rows(self) -> None:
        """Go to the search line."""
        self.search.show()
        self.search.setFocus()
        self.search.selectAll()

    def show_children_of(self, record: Record | None) -> int:
        """List the children of a record; gives how many there are."""
        is_other = record is None or self._parent is None or self._parent.id != record.id
        self._parent = None if record is None else Link(record.ledger.key, record.id, record.label)
        if is_other:
            self._shows_trash = False
            with QSignalBlocker(self.search):
                self.search.clear()
        self.count = 0 if record is None else self._desk.office.count(self.ledger.key, Query(parent=record.id))
        self.search.setVisible(self.count > FEW or bool(self.search.text()))
        self._list()
        return self.count

    def _list(self) -> None:
        words, parent = self.search.text().strip(), self._parent
        query = Query(words=words, parent=parent.id, trashed=self._shows_trash) if parent is not None else None
        ids = [] if query is None else self._desk.office.ids(self.ledger.key, query)
        self.table.rows.show_ids(ids)
        self.table.go_to_row(0)
        self.add.setEnabled(not self._shows_trash)
        self.change.setEnabled(bool(ids) and not self._shows_trash)
        self.delete.setEnabled(bool(ids))
        self.delete.setText("恢复" if self._shows_trash else "删除")
        self._show_trash_count()
        if ids:
            self.empty.hide()
        else:
            self.empty.say(f"没有找到“{words}”。" if words else f"还没有{self.ledger.title}。", "")

    def _show_trash_count(self) -> None:
        parent = self._parent
        trashed = Query(parent=parent.id, trashed=True) if parent is not None else None
        count = self._desk.office.count(self.ledger.key, trashed) if trashed else 0
        # With the last one brought back there is nothing left to look at.
        if self._shows_trash and not count:
            self._turn_trash()
            return
        self.trash.setText("返回" if self._shows_trash else f"回收站 {count}")
        self.trash.setVisible(bool(count))

    def _turn_trash(self) -> None:
        self._shows_trash = not self._shows_trash
        self._list()

    def dialog(self) -> ChildDialog:
        """Make the box for one child record."""
        assert self._parent is not None
        return ChildDialog(self._desk, self.ledger, self._parent, self)

    def new(self) -> None:
        """Add a child record."""
        if self._parent is not None:
            self._run(None)

    def edit(self) -> None:
        """Correct the current child record."""
        record = self.table.current_record()
        if record is not None and not self._shows_trash:
            self._run(record)

    def resume(self, record: Record | None, raw: Mapping[str, object]) -> None:
        """Go on with what was typed before a crash."""
        if self._parent is not None:
            self._run(record, raw)

    def _run(self, record: Record | None, unsaved: Mapping[str, object] | None = None) -> None:
        dialog = self.dialog()
        dialog.show_record(record)
        if unsaved is not None:
            dialog.form.resume(record, unsaved)
        dialog.exec()
        dialog.deleteLater()
        self.table.setFocus()

    def remove(self) -> None:
        """Put the selected child records into the trash, or bring those back that are there."""
        ids = self.table.selected_ids()
        if not ids:
            return
        if self._shows_trash:
            self._bring_back(ids)
            return
        with self._desk.clear_errors():
            done = trash(self._desk.office, self.ledger.key, ids)
            self._desk.written.emit(self.ledger.key)
            self._desk.tell(f"已删除 {done} 条{self.ledger.title}", undoable=True)

    def _bring_back(self, ids: list[int]) -> None:
        with self._desk.clear_errors():
            done = bring_back(self._desk.office, self.ledger.key, ids)
            self._desk.written.emit(self.ledger.key)
            self._desk.tell(f"已恢复 {done} 条{self.ledger.title}", undoable=True)

    def _follow_writing(self, ledger: str) -> None:
        if ledger == self.ledger.key and self._parent is not None:
            self.show_children_of(self._desk.office.record(self._parent.ledger, self._parent.id))
