"""A box that asks for one line, and stays open with a sentence until the line will do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from unionoffice.errors import OfficeError
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.ledger.editor import commit_input_method


class OneLineDialog(DialogFrame):
    """Hands the line to the function that keeps it; its OfficeError is shown under the line."""

    def __init__(
        self,
        title: str,
        field: str,
        keep: Callable[[str], object],
        *,
        words: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, "确定", parent)
        self._keep = keep
        self.line = QLineEdit(words)
        self.line.selectAll()
        self.line.textEdited.connect(lambda _: self.refuse(""))
        self.row(field, self.line, hint)

    def accept(self) -> None:
        """Keep the line; where it is refused, say why and stay."""
        commit_input_method()
        try:
            self._keep(self.line.text())
        except OfficeError as error:
            self.refuse(error.sentence)
            self.line.setFocus()
            self.line.selectAll()
            return
        super().accept()
