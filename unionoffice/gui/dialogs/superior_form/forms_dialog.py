"""上级表格: the forms that superiors sent, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from unionoffice.domain.query import Query
from unionoffice.domain.superior_form import SuperiorForm
from unionoffice.gui.background import Background, Progress
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_table import ListColumn, ListRow, ListTable
from unionoffice.gui.dialogs.superior_form.fill_dialog import FillDialog
from unionoffice.gui.dialogs.superior_form.new_version_dialog import NewVersionDialog
from unionoffice.gui.dialogs.superior_form.pointing_dialog import PointingDialog
from unionoffice.gui.ledger.empty_state import EmptyState
from unionoffice.gui.plain_widgets import button, label
from unionoffice.usecases.received_form import ReceivedForm, kept_form, read_form
from unionoffice.usecases.superior_forms import delete_form, forms

KINDS = "上级表格 (*.xlsx *.docx);;所有文件 (*)"
DELETE, KEEP = "删除", "取消"
_ABOUT = "上级发来的表格载入一次，指明每一格填什么；以后每次上报选好期间，就按原样填好。"
_FIRST_STEP = "点“载入新表格…”，选上级发来的 .xlsx 或 .docx 文件。"
_COLUMNS = ("上级", "名称", "填报对象", "已指明", "文件")


@dataclass(frozen=True)
class Page:
    """What the clerk looked at when the forms were asked for."""

    ledger: str = ""
    """The key of the page's ledger."""
    query: Query = field(default_factory=Query)
    """What its filter lets through."""
    ids: tuple[int, ...] = ()
    """The selected records."""
    only_its_forms: bool = False
    """Whether only forms are wanted that are filled for one of its records."""

    def ids_for(self, form: SuperiorForm) -> tuple[int, ...]:
        """Give the selected records where the form is filled for such."""
        return self.ids if form.per_record == self.ledger else ()


class FormsDialog(QDialog):
    """The kept forms by superior, with a button for each thing to do."""

    def __init__(self, desk: Desk, page: Page | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._page = desk, page or Page()
        self.background = Background(self)
        self.setWindowTitle("上级表格")
        self.resize(min(1080, 12 * desk.look.px + 792), 460)
        self.table = ListTable(tuple(map(ListColumn, _COLUMNS)), desk.look, desk.office.pinyin.sort_key)
        self.table.setAccessibleName("上级表格")
        self.empty = EmptyState(desk.look, self.table)
        self.load = button("载入新表格…")
        self.change = button("修改对应…")
        self.renew = button("更换新版…")
        self.delete = button("删除", tip="Del")
        self.close_button = button("关闭", tip="Esc")
        self.fill = button("填写并导出…", "primary")
        self._lay_out()
        self._connect()
        self.refresh()
        self.table.setFocus()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        for each in (self.load, self.change, self.renew, self.delete):
            foot.addWidget(each)
        foot.addStretch()
        foot.addWidget(self.close_button)
        foot.addWidget(self.fill)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(10)
        box.addWidget(label(_ABOUT, "second", wrap=True))
        box.addWidget(self.table, 1)
        box.addLayout(foot)

    def _connect(self) -> None:
        self.load.clicked.connect(self._load)
        self.change.clicked.connect(self._change)
        self.renew.clicked.connect(self._renew)
        self.delete.clicked.connect(self._delete)
        self.fill.clicked.connect(self._fill)
        self.close_button.clicked.connect(self.reject)
        self.table.opened.connect(self._fill)

    def refresh(self, name: str = "") -> None:
        """Show the forms as the office has them, and go to one by its name."""
        kept = [each for each in forms(self._desk.office) if self._is_wanted(each)]
        self.table.fill([ListRow(self._cells(each), subject=each) for each in kept])
        names = [each.subject.name for each in self.table.shown()]
        if name in names:
            self.table.go_to_row(names.index(name))
        for each in (self.change, self.renew, self.delete, self.fill):
            each.setEnabled(bool(kept))
        self.fill.setDefault(bool(kept))
        if kept:
            self.empty.hide()
        else:
            self.empty.say(self._nothing(), "")

    def _nothing(self) -> str:
        """Say what to do while there is no form."""
        ledger = self._desk.office.ledgers.by_key.get(self._page.ledger)
        if self._page.only_its_forms and ledger is not None:
            return f"还没有按“{ledger.title}”逐条填写的上级表格。{_FIRST_STEP}"
        return f"还没有上级表格。{_FIRST_STEP}"

    def _is_wanted(self, form: SuperiorForm) -> bool:
        return not self._page.only_its_forms or form.per_record == self._page.ledger

    def _cells(self, form: SuperiorForm) -> tuple[str, ...]:
        return (form.superior or "（没有写上级）", form.name, filled_for(self._desk, form), _told(form), form.file_name)

    def current(self) -> SuperiorForm | None:
        """Give the form in whose row the keyboard is."""
        row = self.table.current()
        form: SuperiorForm | None = row.subject if row is not None else None
        return form

    # What the buttons do

    def _load(self) -> None:
        files = self._desk.messages.choose_files("载入上级发来的表格", KINDS)
        if files:
            self._read(files[0], lambda received: self._point(self._new(received), received))

    def _new(self, received: ReceivedForm) -> SuperiorForm:
        per_record = self._page.ledger if self._page.only_its_forms else ""
        return SuperiorForm("", "", received.file_name, per_record)

    def _change(self) -> None:
        form = self.current()
        if form is not None:
            with self._desk.clear_errors():
                self._point(form, kept_form(self._desk.office, form))

    def _read(self, source: Path, then: Callable[[ReceivedForm], None]) -> None:
        """Read a file away from the window."""

        def work(progress: Progress) -> ReceivedForm:
            return read_form(source)

        self.background.run("读取表格", work, then, self._desk.messages.warn)

    def _point(self, form: SuperiorForm, received: ReceivedForm) -> None:
        of_page = (self._page.ledger, self._page.query) if self._page.ledger else None
        dialog = PointingDialog(self._desk, form, received, self, of_page=of_page)
        dialog.exec()
        dialog.deleteLater()
        self.refresh(dialog.form.name)

    def _renew(self) -> None:
        form = self.current()
        files = self._desk.messages.choose_files(f"更换“{form.name}”的新版", KINDS) if form is not None else []
        if form is not None and files:
            self._read(files[0], lambda received: self._compare(form, received))

    def _compare(self, form: SuperiorForm, received: ReceivedForm) -> None:
        with self._desk.clear_errors():
            dialog = NewVersionDialog(self._desk, form, received, self)
            taken = dialog.exec()
            dialog.deleteLater()
            if taken:
                self._point(dialog.carried, received)

    def _delete(self) -> None:
        form = self.current()
        if form is None:
            return
        question = f"删除“{form.name}”和它的对应关系？已经填好导出的文件不受影响。"
        if self._desk.messages.ask(question, [DELETE, KEEP]) == DELETE:
            with self._desk.clear_errors():
                delete_form(self._desk.office, form.name)
                self.refresh()

    def _fill(self) -> None:
        form = self.current()
        if form is None:
            return
        with self._desk.clear_errors():
            dialog = FillDialog(self._desk, form, self._page.ids_for(form), self)
            dialog.exec()
            dialog.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del in the list deletes; everything else as boxes do."""
        if event.key() == Qt.Key.Key_Delete and self.focusWidget() is self.table:
            self._delete()
        else:
            super().keyPressEvent(event)


def filled_for(desk: Desk, form: SuperiorForm) -> str:
    """Say for what a form is filled: once a period, or once for each record of a ledger."""
    ledger = desk.office.ledgers.by_key.get(form.per_record)
    return f"每条{ledger.title}" if ledger is not None else "本期汇总"


def _told(form: SuperiorForm) -> str:
    parts = [f"{len(form.singles)} 格" if form.singles else "", f"{len(form.blocks)} 个明细区" if form.blocks else ""]
    return "、".join(filter(None, parts)) or "还没有"
