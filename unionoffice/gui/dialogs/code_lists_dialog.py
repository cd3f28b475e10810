"""选项表: the lists of options that the fields of the ledgers offer, edited in one box."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from unionoffice.domain.codes import Code
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.dialogs.one_line_dialog import OneLineDialog
from unionoffice.gui.dialogs.row_list import RowList
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.plain_widgets import button, label
from unionoffice.gui.undo_keys import BoxKeys
from unionoffice.gui.waiting import hourglass
from unionoffice.ledgers.fixed_codes import is_fixed
from unionoffice.usecases.code_lists import (
    add_code,
    codes_of,
    count_holders,
    hide_code,
    lists_of,
    merge_code,
    order_codes,
    remove_code,
    rename_code,
    show_code,
)


class MergeDialog(DialogFrame):
    """Which option takes the place of another, and how many records that concerns."""

    def __init__(self, desk: Desk, name: str, gone: str, parent: QWidget | None = None) -> None:
        super().__init__("合并选项", "合并", parent)
        self.into = CalmCombo()
        for each in codes_of(desk.office, name):
            if each.label != gone:
                self.into.addItem(each.label)
        self._gone = gone
        self._held = count_holders(desk.office, name, gone)
        self.told = label(role="second", wrap=True)
        self.row(f"“{gone}”并入", self.into)
        self.box.insertWidget(1, self.told)
        self.into.currentTextChanged.connect(lambda _: self._tell())
        self._tell()

    def _tell(self) -> None:
        into = self.into.currentText()
        records = f"有 {self._held:,} 条登记用着“{self._gone}”，都改为“{into}”" if self._held else "还没有登记用它"
        self.told.setText(f"{records}；选项里不再有“{self._gone}”，以后导入的文件里写着它的，认作“{into}”。")


class CodeListsDialog(QDialog):
    """The lists at the left, the options of the chosen one at the right."""

    def __init__(self, desk: Desk, ledger: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.has_changed = False
        self.setWindowTitle("选项表")
        self.resize(desk.look.px * 66, desk.look.px * 42)
        self._lists = lists_of(desk.office, ledger)
        self.names = QListWidget()
        self.names.setAccessibleName("选项表")
        self.names.addItems([each.title for each in self._lists])
        self.names.setFixedWidth(desk.look.px * 22)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list = RowList(["选项", "导入时也认", "显示"], "选项")
        self.add = self.list.add_button("新增…", self._add, needs_row=False)
        self.rename = self.list.add_button("改名…", self._rename)
        self.merge = self.list.add_button("合并到…", self._merge)
        self.up = self.list.add_button("上移", lambda: self._move(-1))
        self.down = self.list.add_button("下移", lambda: self._move(1))
        self.hide_or_show = self.list.add_button("隐藏", self._hide_or_show)
        self.remove = self.list.add_button("删除", self._remove)
        self.list.end_buttons()
        self.sentence = label(role="second", wrap=True)
        self._lay_out()
        self.names.currentRowChanged.connect(lambda _: self.refresh())
        self.list.tree.currentItemChanged.connect(lambda *_: self._name_buttons())
        self.list.tree.itemDoubleClicked.connect(lambda *_: self._rename())
        self.names.setCurrentRow(0)
        self.undo_keys = BoxKeys(self, desk, self._show_turn)

    def _show_turn(self, sentence: str) -> None:
        self._show_change()
        self.sentence.setText(sentence)

    def _lay_out(self) -> None:
        close = button("关闭")
        close.clicked.connect(self.accept)
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self.names)
        middle.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.sentence, 1)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(10)
        intro = "改名和合并会同时改写已有的登记，导入的文件里写着旧名称的仍然认得；用过的选项不删除，只隐藏。"
        box.addWidget(label(intro, "second", wrap=True))
        box.addLayout(middle, 1)
        box.addLayout(foot)

    @property
    def _name(self) -> str:
        return self._lists[self.names.currentRow()].name

    def refresh(self) -> None:
        """Show the options as the office has them."""
        codes = codes_of(self._desk.office, self._name)
        rows = [(each.label, [each.label, "、".join(each.was), "已隐藏" if each.is_hidden else ""]) for each in codes]
        self.list.show_rows(rows, grey=[each.label for each in codes if each.is_hidden])
        self._name_buttons()

    def _current(self) -> Code | None:
        codes = codes_of(self._desk.office, self._name)
        return next((each for each in codes if each.label == self.list.current()), None)

    def _name_buttons(self) -> None:
        code = self._current()
        if code is None:
            self.sentence.setText("")
            return
        is_free = not is_fixed(self._name, code.label)
        for each in (self.rename, self.merge, self.remove):
            each.setEnabled(is_free)
        self.hide_or_show.setText("显示" if code.is_hidden else "隐藏")
        held = count_holders(self._desk.office, self._name, code.label)
        words = f"有 {held:,} 条登记用着“{code.label}”。" if held else f"还没有登记用“{code.label}”。"
        self.sentence.setText(words if is_free else f"{words}程序按它来统计和判断，名称不能改，可以隐藏。")

    # What the buttons do

    def _add(self) -> None:
        self._ask("新增选项", lambda words: add_code(self._desk.office, self._name, words), go_to_end=True)

    def _rename(self) -> None:
        code = self._current()
        if code is None or not self.rename.isEnabled():
            return

        def keep(words: str) -> None:
            with hourglass():
                rename_code(self._desk.office, self._name, code.label, words)

        at = self.list.keys().index(code.label)
        self._ask("选项改名", keep, words=code.label)
        self.list.go_to(self.list.keys()[at])

    def _ask(self, title: str, keep: Callable[[str], object], *, words: str = "", go_to_end: bool = False) -> None:
        dialog = OneLineDialog(title, "选项", keep, words=words, parent=self)
        done = dialog.exec()
        dialog.deleteLater()
        self._show_change()
        if done and go_to_end:
            self.list.go_to(self.list.keys()[-1])

    def _merge(self) -> None:
        code = self._current()
        if code is None:
            return
        dialog = MergeDialog(self._desk, self._name, code.label, self)
        if dialog.exec():
            into = dialog.into.currentText()
            with self._desk.clear_errors(), hourglass():
                merge_code(self._desk.office, self._name, code.label, into)
            self._show_change()
            self.list.go_to(into)
        dialog.deleteLater()

    def _hide_or_show(self) -> None:
        code = self._current()
        if code is None:
            return
        with self._desk.clear_errors():
            (show_code if code.is_hidden else hide_code)(self._desk.office, self._name, code.label)
        self._show_change()

    def _remove(self) -> None:
        code = self._current()
        if code is None:
            return
        with self._desk.clear_errors():
            remove_code(self._desk.office, self._name, code.label)
        self._show_change()

    def _move(self, by: int) -> None:
        with self._desk.clear_errors():
            order_codes(self._desk.office, self._name, self.list.moved(by))
        self._show_change()

    def _show_change(self) -> None:
        self.has_changed = True
        self.refresh()
