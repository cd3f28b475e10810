"""密码: set, changed or taken away, and the way to the recovery code."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.dialogs.password_dialog import secret_line
from unionoffice.gui.dialogs.recovery_code_dialog import RecoveryCodeDialog
from unionoffice.usecases.passwords import SHORTEST, change_password, show_recovery_code


class ChangePasswordDialog(DialogFrame):
    """The present password, where there is one, and twice the new one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("密码", "保存密码", parent)
        self._desk = desk
        self.old, self.new, self.again = secret_line(), secret_line(), secret_line()
        if desk.has_password:
            self.row("现在的密码", self.old)
        least = f"至少 {SHORTEST} 个字符，数字、字母、符号至少有两种。"
        self.row("新密码", self.new, least + ("两栏都不填就是取消密码。" if desk.has_password else ""))
        self.row("再输入一次", self.again, "以前的备份仍用当时的密码打开；恢复码一直有效，能打开全部备份。")
        self.code = self.left_button("恢复码…")
        self.code.clicked.connect(self.show_code)

    def accept(self) -> None:
        """Change the password, then offer the code for the day on which it is forgotten."""
        if not self.new.text() and not self.again.text() and not self._may_go_without():
            return
        try:
            change_password(self._desk.office, self.old.text(), self.new.text(), self.again.text())
        except OfficeError as error:
            self.refuse(error.sentence)
            return
        self._desk.note_password(is_set=bool(self.new.text()))
        self._desk.tell("密码已设置" if self.new.text() else "已取消密码")
        if self.new.text():
            self._show(self.new.text())
        super().accept()

    def _may_go_without(self) -> bool:
        if not self._desk.has_password:
            self.refuse("请填写新密码。")
            return False
        stay, drop = "保留密码", "取消密码"
        question = "取消密码以后，拿到台账文件夹的人都能打开它。确定要取消吗？"
        return self._desk.messages.ask(question, [drop, stay]) == drop

    def show_code(self) -> None:
        """Show the recovery code to whoever knows the password."""
        self._show(self.old.text())

    def _show(self, password: str) -> None:
        try:
            code = show_recovery_code(self._desk.office, password)
        except OfficeError as error:
            self.refuse(error.sentence)
            return
        self.refuse("")
        dialog = RecoveryCodeDialog(self._desk, code, self)
        dialog.exec()
        dialog.deleteLater()
