"""新建登记簿: a register of the office's own; and the box in which those it has are renamed or put out of sight."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from unionoffice.domain.own import OwnRegister
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame, wide
from unionoffice.gui.dialogs.one_line_dialog import OneLineDialog
from unionoffice.gui.dialogs.own_fields_dialog import OwnFieldsDialog
from unionoffice.gui.dialogs.row_list import RowList
from unionoffice.gui.ledger.editor import commit_input_method
from unionoffice.gui.plain_widgets import button, label, restyle
from unionoffice.gui.undo_keys import BoxKeys
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.own_fields import (
    RefusedInputError,
    add_register,
    hide_register,
    offered_prefix,
    rename_register,
    show_register,
)


class OwnRegisterDialog(DialogFrame):
    """What a new register is called, and how its records are numbered and called."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("新建登记簿", "新建", parent)
        self._desk = desk
        self.added: OwnRegister | None = None
        self.title = QLineEdit()
        self.title.setPlaceholderText("如：图书借阅、场地使用")
        self.prefix = QLineEdit()
        self.prefix.setMaximumWidth(desk.look.px * 8)
        self.main_title = QLineEdit("名称")
        self.is_dated = QCheckBox("按日期登记")
        self.is_dated.setChecked(True)
        self._is_prefix_typed = False
        self._places = {"title": self.title, "prefix": self.prefix, "main_title": self.main_title}
        self._sentences = {place: wide(label(role="error", wrap=True)) for place in self._places}
        self._lay_out()
        self.title.textChanged.connect(lambda _: self._offer_prefix())
        self.prefix.textEdited.connect(lambda _: self._note_prefix())

    def _lay_out(self) -> None:
        self.row("登记簿名称", self.title)
        self._place_sentence("title")
        self.row("编号字母", self.prefix, "每条登记自动编号，如 TS2026-0001。")
        self._place_sentence("prefix")
        self.row("主要栏目", self.main_title, "每条登记用它来称呼，必须填写，如：书名、事项、品名。")
        self._place_sentence("main_title")
        self.rows.addRow("", self.is_dated)
        dated = "有日期、所属期、性质、单位、数据等共同栏目，可以按期间查看，也可以归入总结的章节。"
        self.rows.addRow("", label(dated, "small", wrap=True))

    def _place_sentence(self, place: str) -> None:
        self.rows.addRow("", self._sentences[place])
        self.rows.setRowVisible(self._sentences[place], False)

    def _offer_prefix(self) -> None:
        if not self._is_prefix_typed:
            self.prefix.setText(offered_prefix(self._desk.office, self.title.text()))

    def _note_prefix(self) -> None:
        self._is_prefix_typed = bool(self.prefix.text())

    def accept(self) -> None:
        """Make the register; where something is refused, say why beside it and stay."""
        commit_input_method()
        with self._desk.clear_errors():
            try:
                self.added = add_register(
                    self._desk.office,
                    self.title.text(),
                    self.prefix.text(),
                    is_dated=self.is_dated.isChecked(),
                    main_title=self.main_title.text(),
                )
            except RefusedInputError as refused:
                self._refuse_at(refused.place, refused.sentence)
                return
            super().accept()

    def _refuse_at(self, place: str, sentence: str) -> None:
        for name, shown in self._sentences.items():
            shown.setText(sentence if name == place else "")
            self.rows.setRowVisible(shown, name == place)
            restyle(self._places[name], error="true" if name == place else "false")
        self._places[place].setFocus()
        self.adjustSize()


def ask_new_register(desk: Desk, parent: QWidget | None) -> str:
    """Ask for a register, then for its further fields; gives its key, empty when the clerk changed their mind."""
    dialog = OwnRegisterDialog(desk, parent)
    dialog.exec()
    dialog.deleteLater()
    if dialog.added is None:
        return ""
    fields = OwnFieldsDialog(desk, dialog.added.key, parent)
    fields.exec()
    fields.deleteLater()
    return dialog.added.key


class OwnRegistersDialog(QDialog):
    """The registers that the office has added."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("自建的登记簿")
        self.resize(desk.look.px * 46, desk.look.px * 28)
        self.list = RowList(["登记簿", "编号字母", "登记", "显示"], "自建的登记簿")
        self.rename = self.list.add_button("改名…", self._rename)
        self.fields = self.list.add_button("栏目…", self._change_fields)
        self.hide_or_show = self.list.add_button("隐藏", self._hide_or_show)
        self.list.end_buttons()
        self.list.tree.currentItemChanged.connect(lambda *_: self._name_buttons())
        close = button("关闭")
        close.clicked.connect(self.accept)
        self.sentence = label(role="second", wrap=True)
        foot = QHBoxLayout()
        foot.addWidget(self.sentence, 1)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(10)
        box.addWidget(label("不用的登记簿可以隐藏，里面的登记一直保留，随时能再显示。", "second", wrap=True))
        box.addWidget(self.list, 1)
        box.addLayout(foot)
        self.refresh()
        self.undo_keys = BoxKeys(self, desk, self._show_turn)

    def _show_turn(self, sentence: str) -> None:
        self.refresh()
        self.sentence.setText(sentence)

    def refresh(self) -> None:
        """Show the registers as the office has them."""
        registers = self._desk.office.own_registers
        rows = [(each.key, self._told(each)) for each in registers]
        self.list.show_rows(rows, grey=[each.key for each in registers if each.is_hidden])
        self._name_buttons()

    def _told(self, own: OwnRegister) -> list[str]:
        count = "" if own.is_hidden else f"{self._desk.office.count(own.key, Query()):,} 条"
        return [own.title, own.prefix, count, "已隐藏" if own.is_hidden else ""]

    def _current(self) -> OwnRegister | None:
        return next((each for each in self._desk.office.own_registers if each.key == self.list.current()), None)

    def _name_buttons(self) -> None:
        own = self._current()
        if own is not None:
            self.hide_or_show.setText("显示" if own.is_hidden else "隐藏")
            self.fields.setEnabled(not own.is_hidden)

    def _rename(self) -> None:
        own = self._current()
        if own is None:
            return
        OneLineDialog(
            "登记簿改名",
            "登记簿名称",
            lambda words: rename_register(self._desk.office, own, words),
            words=own.title,
            parent=self,
        ).exec()
        self.refresh()

    def _change_fields(self) -> None:
        own = self._current()
        if own is not None:
            OwnFieldsDialog(self._desk, own.key, self).exec()
            self.refresh()

    def _hide_or_show(self) -> None:
        own = self._current()
        if own is None:
            return
        with self._desk.clear_errors(), hourglass():
            (show_register if own.is_hidden else hide_register)(self._desk.office, own)
        self.refresh()
