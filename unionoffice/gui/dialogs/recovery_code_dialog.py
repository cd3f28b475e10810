"""恢复码: shown to be copied by hand or printed; a group is typed back to prove that the copy is right."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from unionoffice.gui.background import Background
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.paper import Paper, show_preview
from unionoffice.gui.plain_widgets import label
from unionoffice.usecases.recovery_paper import print_recovery_sheet

_PER_ROW = 3


class RecoveryCodeDialog(DialogFrame):
    """The numbered groups, a line to type one back, and the printer."""

    def __init__(self, desk: Desk, code: str, parent: QWidget | None = None) -> None:
        super().__init__("恢复码", "已抄好", parent, letters=46)
        self._desk, self._code = desk, code
        self._background = Background(self)
        self.groups = code.split("-")
        self.asked = secrets.randbelow(len(self.groups))
        self.box.insertWidget(
            0,
            label(
                "忘了密码，只有恢复码能打开台账和备份。请打印，或抄在纸上，锁进柜子；不要拍照，不要存在电脑里。",
                "second",
                wrap=True,
            ),
        )
        self.box.insertWidget(1, self._groups())
        self.line = QLineEdit()
        self.row(f"第 {self.asked + 1} 组", self.line, "照抄好的纸输入这一组，证明没有抄错。")
        self.cancel.setText("以后再抄")
        self.print = self.left_button("打印…")
        self.print.clicked.connect(self.print_sheet)

    def _groups(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        letters = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        letters.setPixelSize(self._desk.look.px + 4)
        for place, group in enumerate(self.groups):
            line, column = divmod(place, _PER_ROW)
            shown = label(group)
            shown.setFont(letters)
            grid.addWidget(label(f"{place + 1}", "small"), line, 2 * column, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(shown, line, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        return holder

    def print_sheet(self) -> None:
        """Show the sheet as it would be printed."""
        printed = print_recovery_sheet(self._desk.office, self._code)
        show_preview(Paper("恢复码", lambda: printed), self._background, self._desk.messages, self)

    def accept(self) -> None:
        """Close when the group that was asked for is typed as it is shown."""
        typed = "".join(self.line.text().split()).upper()
        if typed != self.groups[self.asked]:
            self.refuse(f"和第 {self.asked + 1} 组不一样，请对照抄好的纸再输入一次。")
            self.line.setFocus()
            return
        super().accept()
