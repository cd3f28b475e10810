"""Asks whether numbers of persons are printed in full, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.plain_widgets import label
from unionoffice.usecases.paper_kinds import REASONS, PaperKind, PaperOptions


class PaperOptionsDialog(DialogFrame):
    """Numbers stay masked unless the clerk ticks them and gives a reason, which goes on the trail."""

    def __init__(self, kind: PaperKind, count: int, parent: QWidget | None = None) -> None:
        super().__init__(f"打印{kind.words}", "预览", parent, letters=40)
        scope = f"所选 {count} 条登记，每条一张" if kind.needs == "selection" else f"{count} 条登记"
        self.rows.addRow(label("范围"), label(scope))
        self.full = QCheckBox("印出完整的身份证号、电话和银行卡号")
        self.reason = CalmCombo()
        self.reason.setEditable(True)
        self.reason.setMinimumContentsLength(18)
        self.reason.addItems(["", *REASONS])
        self.row("号码", self.full, "不勾选时号码的中间几位印成 *。")
        self.row("理由", self.reason, "勾选时必填，连同时间和经办人记入留痕；请不要写人名。")
        self.full.toggled.connect(self._follow_full)
        self._follow_full(False)
        self.go.setFocus()

    def _follow_full(self, full: bool) -> None:
        self.reason.setEnabled(full)
        self.refuse("")
        if full:
            self.reason.setFocus()

    def options(self) -> PaperOptions:
        """Give what was chosen."""
        full = self.full.isChecked()
        return PaperOptions(full, self.reason.currentText().strip() if full else "")

    def accept(self) -> None:
        """Go on, unless full numbers are wanted without a reason."""
        if self.full.isChecked() and not self.reason.currentText().strip():
            self.refuse("要印出完整号码，请选择或写明理由。")
            self.reason.setFocus()
            return
        super().accept()
