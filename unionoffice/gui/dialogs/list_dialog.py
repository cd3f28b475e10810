"""A list that was worked out: read, searched, sorted, opened record by record, copied, printed, written for Excel.

The box leaves the window in reach, so that the clerk can put right one row after the other and see the list shrink.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from unionoffice.domain.draft import AnnexTable
from unionoffice.gui.background import Background
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_table import ListColumn, ListRow, ListTable
from unionoffice.gui.ledger.empty_state import EmptyState
from unionoffice.gui.plain_widgets import button, icon, label
from unionoffice.gui.undo_keys import UndoKeys
from unionoffice.gui.waiting import hourglass

__all__ = ["ListAction", "ListColumn", "ListDialog", "ListRow"]

Rows = Sequence[ListRow] | Callable[[], Sequence[ListRow]]
_FORM_WIDTH = 360
"""Kept free at the right of the window when a record is opened from the list."""


@dataclass(frozen=True)
class ListAction:
    """A button at the foot of the list."""

    words: str
    act: Callable[[ListDialog], object]
    needs_rows: bool = False
    """Whether it can only be pressed while rows are selected."""
    primary: bool = False


class ListDialog(QDialog):
    """A heading note, a search line, the table, what is selected, and the buttons."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        columns: Sequence[ListColumn | str],
        rows: Rows,
        *,
        note: str = "",
        empty: str = "没有需要列出的。",
        actions: Sequence[ListAction] = (),
        landscape: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Rows given as a function are asked for again after every writing."""
        super().__init__(parent)
        self.desk, self.title = desk, title
        self.setWindowTitle(title)
        self._rows, self._empty, self._landscape = rows, empty, landscape
        self._background = Background(self)
        self.columns = tuple(ListColumn(each) if isinstance(each, str) else each for each in columns)
        self.table = ListTable(self.columns, desk.look, desk.office.pinyin.sort_key)
        self.empty = EmptyState(desk.look, self.table)
        self.note = label(note, "second", wrap=True)
        self.note.setVisible(bool(note))
        self.choices = QHBoxLayout()
        self.search = QLineEdit()
        self.whole = label(role="second", wrap=True)
        """What the table cuts off of the current row."""
        self.count = label(role="second", wrap=True)
        self.action_buttons = {each.words: self._action_button(each) for each in actions}
        self._needy = [self.action_buttons[each.words] for each in actions if each.needs_rows]
        self._lay_out(actions)
        self._connect()
        self.refresh()
        self.resize(min(1080, 12 * desk.look.px + 912), 620)
        self.table.setFocus()

    # Making

    def _lay_out(self, actions: Sequence[ListAction]) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 14, 18, 14)
        box.setSpacing(10)
        box.addWidget(self.note)
        self.search.setPlaceholderText("在列表中查找（Ctrl+F）")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(280)
        self.choices.addWidget(self.search)
        self.choices.addStretch()
        box.addLayout(self.choices)
        box.addWidget(self.table, 1)
        box.addWidget(self.whole)
        box.addWidget(self.count)
        box.addLayout(self._foot(actions))

    def _foot(self, actions: Sequence[ListAction]) -> QHBoxLayout:
        look = self.desk.look
        self.copy_button = button("复制", tip="复制到 Excel（Ctrl+C）；没有选多行时复制全部")
        self.export_button = button("导出 Excel…", icon=icon("export", look))
        self.print_button = button("打印", icon=icon("print", look), tip="打印这张表（Ctrl+P）")
        self.open_button = button("打开登记", tip="打开选中的登记（Enter）")
        self.close_button = button("关闭", tip="Esc")
        row = QHBoxLayout()
        for each in (self.copy_button, self.export_button, self.print_button):
            row.addWidget(each)
        row.addStretch()
        for made in self.action_buttons.values():
            row.addWidget(made)
        row.addWidget(self.open_button)
        row.addWidget(self.close_button)
        return row

    def _action_button(self, action: ListAction) -> QPushButton:
        made = button(action.words, "primary" if action.primary else "")
        made.clicked.connect(lambda: self._act(action))
        return made

    def _act(self, action: ListAction) -> None:
        with self.desk.clear_errors():
            action.act(self)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.table.opened.connect(self.open_current)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.table.horizontalHeader().sectionResized.connect(lambda *_: self._show_whole())
        self.copy_button.clicked.connect(self._copy)
        self.export_button.clicked.connect(self.export)
        self.print_button.clicked.connect(self.print)
        self.open_button.clicked.connect(self.open_current)
        self.close_button.clicked.connect(self.reject)
        self.desk.written.connect(self._follow_writing)
        for keys, act in (
            ("Ctrl+F", self.search.setFocus),
            ("Ctrl+P", self.print),
            ("F5", self.refresh),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.undo_keys = UndoKeys(self, self.desk)

    def add_choice(self, widget: QWidget, title: str = "") -> None:
        """Put a choice before the search line."""
        at = self.choices.indexOf(self.search)
        if title:
            self.choices.insertWidget(at, label(title))
            at += 1
        widget.setAccessibleName(title)
        self.choices.insertWidget(at, widget)

    def present(self) -> None:
        """Show the box beside the work; it is forgotten when it is closed."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.show()
        self.raise_()
        self.activateWindow()

    # The rows

    def refresh(self) -> None:
        """Ask for the rows again and show them."""
        with self.desk.clear_errors():
            self.table.fill(self._rows() if callable(self._rows) else self._rows)
            self._show_chosen()

    def show_rows(self, rows: Rows) -> None:
        """Show other rows."""
        self._rows = rows
        self.refresh()

    def say(self, note: str) -> None:
        """Write another note above the list."""
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def chosen(self) -> list[ListRow]:
        """Give the selected rows in their order."""
        return self.table.chosen()

    def _follow_writing(self, _ledger: str) -> None:
        if callable(self._rows) and self.isVisible():
            self.refresh()

    def _search(self, words: str) -> None:
        self.table.search(words)
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen, shown = self.chosen(), len(self.table.shown())
        amount = f"共 {shown:,} 行" if shown else self._empty
        self.count.setText(f"{amount}，已选 {len(chosen):,} 行" if len(chosen) > 1 else amount)
        self.count.setVisible(bool(shown))
        self._show_whole()
        if shown:
            self.empty.hide()
        else:
            self.empty.say("没有找到，请换几个字再查。" if self.search.text().strip() else self._empty, "")
        self.open_button.setVisible(any(each.target for each in self.table.shown()[:1]))
        current = self.table.current()
        self.open_button.setEnabled(current is not None and current.target is not None)
        for each in self._needy:
            each.setEnabled(bool(chosen))
        for each in (self.copy_button, self.export_button, self.print_button):
            each.setEnabled(bool(shown))

    def _show_whole(self) -> None:
        cut = self.table.cut_words()
        self.whole.setText(cut)
        self.whole.setVisible(bool(cut))

    # What can be done with them

    def open_current(self) -> None:
        """Show the record of the current row in the window, beside the list."""
        row = self.table.current()
        if row is not None and row.target is not None:
            self._make_room()
            self.desk.record_asked.emit(*row.target)

    def _make_room(self) -> None:
        """Move the open lists to the left of the window, so that the form at its right can be seen."""
        window: QWidget = self
        while (parent := window.parentWidget()) is not None:
            window = parent.window()
        if window is self or not self.isVisible():
            return
        for each in window.findChildren(ListDialog):
            if each.isVisible():
                width = min(each.width(), window.width() - _FORM_WIDTH)
                each.resize(max(each.minimumSizeHint().width(), width), each.height())
                each.move(window.x(), window.y() + max(0, (window.height() - each.height()) // 2))

    def _copy(self) -> None:
        self.table.copy_rows()
        chosen = len(self.chosen())
        self.desk.tell(f"已复制 {chosen if chosen > 1 else len(self.table.shown()):,} 行，可以粘贴到 Excel")

    def paper_table(self) -> AnnexTable:
        """Give the rows in sight as a table to print or to write."""
        return AnnexTable(
            title=self.title,
            heads=("序号", *(each.title for each in self.columns)),
            rows=tuple((str(number), *each.cells) for number, each in enumerate(self.table.shown(), 1)),
            numeric=(True, *(each.numeric for each in self.columns)),
            landscape=self._landscape,
        )

    def print(self) -> None:
        """Show the list as it would be printed."""
        from unionoffice.gui.paper import Paper, show_preview
        from unionoffice.usecases.put_out_list import list_pdf

        if not self.table.shown():
            return
        with self.desk.clear_errors():
            with hourglass():
                pdf = list_pdf(self.desk.office, self.paper_table())
            show_preview(Paper(self.title, partial(_as_it_is, pdf)), self._background, self.desk.messages, self)

    def export(self) -> None:
        """Ask for a file and write the list as Excel takes it."""
        from unionoffice.usecases.put_out_list import list_file

        name = f"{self.title}_{self.desk.office.name}_{self.desk.office.today:%Y%m%d}.xlsx".replace("/", "／")
        target = self.desk.messages.choose_target("导出 Excel", Path.home() / name, "Excel 文件 (*.xlsx)")
        if target is None:
            return
        with self.desk.clear_errors():
            with hourglass():
                list_file(self.desk.office, self.paper_table(), target)
            self.desk.tell(f"已导出 {target.name}；含个人信息的表请只交给有权查看的人")


def _as_it_is(pdf: bytes) -> tuple[bytes, tuple[str, ...]]:
    return pdf, ()
