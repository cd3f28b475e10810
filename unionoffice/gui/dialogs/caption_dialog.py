"""What an attachment shows and when it was taken."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from unionoffice.domain.kinds import Attachment
from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.ledger.editor import commit_input_method
from unionoffice.usecases.attach_file import described


class CaptionDialog(DialogFrame):
    """Two lines."""

    def __init__(self, desk: Desk, attachment: Attachment, parent: QWidget | None = None) -> None:
        super().__init__(f"说明 · {attachment.file_name}", "确定", parent)
        self._desk = desk
        self.attachment = attachment
        self.caption = QLineEdit(attachment.caption)
        self.taken_on = QLineEdit(attachment.taken_on)
        self.taken_on.setPlaceholderText("如 4.28")
        self.row("说明", self.caption)
        self.row("拍摄日期", self.taken_on)

    def accept(self) -> None:
        """Take the words; say what is wrong with the day."""
        commit_input_method()
        try:
            self.attachment = described(self._desk.office, self.attachment, self.caption.text(), self.taken_on.text())
        except OfficeError as wrong:
            self.refuse(wrong.sentence)
            self.taken_on.setFocus()
            return
        super().accept()
