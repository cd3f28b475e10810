"""Ask for the password of an office."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit

from unionoffice.gui.dialogs.dialog_frame import DialogFrame


def ask_password(office: str, sentence: str) -> str | None:
    """Ask for the password; None when the clerk gives up."""
    dialog, line = password_box(office, sentence)
    return line.text() if dialog.exec() == QDialog.DialogCode.Accepted else None


def password_box(office: str, sentence: str) -> tuple[DialogFrame, QLineEdit]:
    """Make the box and its line."""
    dialog = DialogFrame(f"打开“{office}”", "打开")
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    dialog.row("密码", line)
    dialog.refuse(sentence)
    return dialog, line
