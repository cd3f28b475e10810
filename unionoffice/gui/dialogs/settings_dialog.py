"""设置: the size and colours of the window, the names on paper, where backups go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QWidget

from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame, wide
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.ledger.editor import commit_input_method
from unionoffice.gui.plain_widgets import button, label
from unionoffice.gui.size_and_theme import THEME, THEMES, change_look
from unionoffice.gui.theme import LARGEST, SMALLEST
from unionoffice.summary.chapters import template_names
from unionoffice.usecases.attach_file import PHOTO_SIDE, photo_side
from unionoffice.usecases.choose_template import choose_template, present_template, question_about
from unionoffice.usecases.office import AUTHOR, BACKUPS, NAME, REVIEWER, TELEPHONE


class SettingsDialog(DialogFrame):
    """Everything the clerk may set, in one box."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("设置", "保存", parent)
        self._desk = desk
        self.size_choice = CalmCombo()
        for px in range(SMALLEST, LARGEST + 1):
            self.size_choice.addItem(f"{px} 像素", px)
        self.size_choice.setCurrentIndex(self.size_choice.findData(desk.look.px))
        self.theme = CalmCombo()
        for key, words in THEMES.items():
            self.theme.addItem(words, key)
        self.theme.setCurrentIndex(max(0, self.theme.findData(desk.office.setting(THEME, "light"))))
        self.name = QLineEdit(desk.office.name)
        self.author = QLineEdit(desk.office.author)
        self.backups = QLineEdit(str(desk.office.backup_folder))
        self.row("字号", self.size_choice, "也可以按 Ctrl+= 和 Ctrl+- 调整。")
        self.row("颜色", self.theme)
        self.row("单位名称", self.name)
        self.reviewer, self.telephone = QLineEdit(), QLineEdit()
        for field, key, words in ((self.reviewer, REVIEWER, "审核人"), (self.telephone, TELEPHONE, "联系电话")):
            field.setText(desk.office.setting(key))
            field.setAccessibleName(words)
            field.setMaxLength(40)
            field.setPlaceholderText("空着手写")
        self.row("制表人", self._signers_row())
        self.photos = CalmCombo()
        for side in sorted({0, 1200, 1600, 2000, 3000, 4000, photo_side(desk.office)}):
            self.photos.addItem(f"长边 {side} 像素" if side else "不缩小", side)
        self.photos.setCurrentIndex(max(0, self.photos.findData(photo_side(desk.office))))
        self.template = CalmCombo()
        self.template.addItems(template_names())
        self.template.setCurrentText(present_template(desk.office))
        self.row("章节模板", self.template, "总结按它分章；每期总结的章节还可以在总结页里改名、增删、调整次序。")
        self.row("照片缩小到", self.photos, "添加时缩小，打印足够清楚；已有的照片不变。")
        self.row("备份文件夹", self._backup_row(), "最好选 U 盘或另一块硬盘：电脑坏了，备份还在。")
        self.back_up_now = self.left_button("立即备份")
        self.back_up_now.clicked.connect(self._back_up)
        self.take_along = self.left_button("带走数据…")
        self.take_along.clicked.connect(self._take_along)
        self.has_changed_options = False
        self.options = button("修改…")
        self.options.clicked.connect(self._change_options)
        self.row("选项表", self.options, "困难类别、资金来源等栏目里可以选的内容。")
        self.password = button("密码和恢复码…" if desk.has_password else "设置密码…")
        self.password.clicked.connect(self._change_password)
        self.row("密码", self.password)
        self.unlocked = wide(label("这个台账没有设密码：拿到文件夹的人都能打开。", "warn", wrap=True))
        self.rows.addRow("", self.unlocked)
        self.unlocked.setVisible(not desk.has_password)

    def _signers_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.author, 2)
        for field in (self.reviewer, self.telephone):
            row.addWidget(label(field.accessibleName()))
            row.addWidget(field, 2 if field is self.reviewer else 3)
        return holder

    def _backup_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        choose = button("选择…")
        choose.clicked.connect(self._choose)
        row.addWidget(self.backups, 1)
        row.addWidget(choose)
        return holder

    def _choose(self) -> None:
        chosen = self._desk.messages.choose_folder("备份文件夹", Path(self.backups.text()))
        if chosen is not None:
            self.backups.setText(str(chosen))

    def _change_options(self) -> None:
        from unionoffice.gui.dialogs.code_lists_dialog import CodeListsDialog

        dialog = CodeListsDialog(self._desk, parent=self)
        dialog.exec()
        self.has_changed_options = self.has_changed_options or dialog.has_changed
        dialog.deleteLater()

    def _change_password(self) -> None:
        from unionoffice.gui.dialogs.change_password_dialog import ChangePasswordDialog

        dialog = ChangePasswordDialog(self._desk, self)
        dialog.exec()
        dialog.deleteLater()
        self.unlocked.setVisible(not self._desk.has_password)

    def _take_along(self) -> None:
        from unionoffice.gui.dialogs.take_along_dialog import TakeAlongDialog

        dialog = TakeAlongDialog(self._desk, self)
        was_filled = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if was_filled:
            # What stands in these fields is the office of before.
            self.reject()

    def _back_up(self) -> None:
        from unionoffice.usecases.back_up import back_up

        with self._desk.clear_errors():
            back_up(self._desk.office, Path(self.backups.text()))
            self._desk.look_at_backups()
            self._desk.tell("备份完成")

    def _wants_template(self) -> bool:
        return self.template.currentText() != present_template(self._desk.office)

    def _is_sure(self) -> bool:
        stay, change = "不换", f"换成“{self.template.currentText()}”"
        question = question_about(self._desk.office, self.template.currentText())
        return self._desk.messages.ask(question, [change, stay]) == change

    def accept(self) -> None:
        """Keep the settings and show them at once."""
        commit_input_method()
        if not self.name.text().strip():
            self.refuse("请填写单位名称。")
            self.name.setFocus()
            return
        if self._wants_template() and not self._is_sure():
            self.template.setCurrentText(present_template(self._desk.office))
            return
        office = self._desk.office
        with self._desk.clear_errors():
            office.set_setting(NAME, self.name.text().strip())
            office.set_setting(AUTHOR, self.author.text().strip())
            office.set_setting(REVIEWER, self.reviewer.text().strip())
            office.set_setting(TELEPHONE, self.telephone.text().strip())
            office.set_setting(PHOTO_SIDE, str(self.photos.currentData()))
            if Path(self.backups.text()) != office.backup_folder:
                office.set_setting(BACKUPS, self.backups.text().strip())
            if self._wants_template():
                choose_template(office, self.template.currentText())
                self.has_changed_options = True
            change_look(self._desk, self.theme.currentData(), self.size_choice.currentData())
            super().accept()
