"""Ask for the password of an office, or for its recovery code when the password is lost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from unionoffice.errors import OfficeError
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.usecases.office import Office
from unionoffice.usecases.open_office import open_office
from unionoffice.usecases.passwords import SHORTEST, reset_password


def open_with_password(folder: Path) -> Office | None:
    """Ask for the password of an office until it opens; None when the clerk gives up; raises OfficeError."""
    dialog = PasswordDialog(folder)
    while dialog.exec() == QDialog.DialogCode.Accepted:
        if (office := open_office(folder, dialog.line.text())) is not None:
            return office
        dialog.refuse("密码不对。请检查大小写和输入法后再试。")
        dialog.line.selectAll()
    return None


def secret_line() -> QLineEdit:
    """Make a line whose letters are not seen."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


class PasswordDialog(DialogFrame):
    """One line, and the way out for who has forgotten."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(f"打开“{folder.name}”", "打开", parent)
        self._folder = folder
        self.line = secret_line()
        self.row("密码", self.line)
        self.forgotten = self.left_button("忘记密码…")
        self.forgotten.clicked.connect(self._reset)

    def _reset(self) -> None:
        dialog = ResetPasswordDialog(self._folder, self)
        is_reset = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if is_reset:
            self.line.setText(dialog.new.text())
            self.accept()


class ResetPasswordDialog(DialogFrame):
    """The recovery code from the paper, and twice the new password."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("用恢复码设置新密码", "设置新密码", parent, letters=46)
        self._folder = folder
        self.code = QLineEdit()
        self.new, self.again = secret_line(), secret_line()
        self.row("恢复码", self.code, "13 组，每组 5 个字符；横线和大小写可以不管。")
        self.row("新密码", self.new, f"至少 {SHORTEST} 个字符，数字、字母、符号至少有两种。")
        self.row("再输入一次", self.again)

    def accept(self) -> None:
        """Set the password where the code is this office's."""
        try:
            reset_password(self._folder, self.code.text(), self.new.text(), self.again.text())
        except OfficeError as error:
            self.refuse(error.sentence)
            return
        super().accept()
