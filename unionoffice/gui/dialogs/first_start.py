"""The first start: the office, who writes, the chapters, and the folder; a password is set later, in 设置."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from unionoffice.errors import OfficeError
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.dialogs.password_dialog import open_with_password
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.ledger.editor import commit_input_method
from unionoffice.gui.messages import Messages
from unionoffice.gui.plain_widgets import button
from unionoffice.summary.chapters import template_names
from unionoffice.usecases.office import Office
from unionoffice.usecases.open_office import open_office


class FirstStart(DialogFrame):
    """Makes a new office, or opens one that is there already."""

    def __init__(self, messages: Messages, folder: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__("建立工作台账", "建立", parent)
        self._messages = messages
        self.office: Office | None = None
        self.has_password = False
        self.name = QLineEdit()
        self.name.setPlaceholderText("如：示例纺织厂工会")
        self.author = QLineEdit()
        self.template = CalmCombo()
        self.template.addItems(template_names())
        self.template.setCurrentText("通用")
        self.folder = QLineEdit(str(folder or _documents() / "工会台账"))
        self.row("* 单位名称", self.name)
        self.row("制表人", self.author)
        self.row("章节模板", self.template, "半年总结的章节，以后可以改。")
        self.row("台账文件夹", self._folder_row(), "放在本机硬盘上。建立以后请在“设置”里设密码。")
        for each in (self.name, self.folder):
            each.textChanged.connect(lambda _: self.refuse(""))
        self.left_button("打开已有台账…").clicked.connect(self._open_existing)

    def _folder_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        choose = button("选择…")
        choose.clicked.connect(self._choose)
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        return holder

    def _choose(self) -> None:
        chosen = self._messages.choose_folder("台账文件夹", Path(self.folder.text()))
        if chosen is not None:
            self.folder.setText(str(chosen))

    def accept(self) -> None:
        """Make the office."""
        commit_input_method()
        try:
            self.office = Office.create(
                Path(self.folder.text()),
                self.name.text(),
                self.author.text().strip(),
                self.template.currentText(),
            )
        except OfficeError as error:
            self.refuse(error.sentence)
            return
        super().accept()

    def _open_existing(self) -> None:
        chosen = self._messages.choose_folder("打开已有台账", Path(self.folder.text()).parent)
        if chosen is None:
            return
        try:
            self.office = open_office(chosen)
            if self.office is None:
                self.office = open_with_password(chosen)
                self.has_password = True
        except OfficeError as error:
            self.refuse(error.sentence)
            return
        if self.office is not None:
            super().accept()


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
