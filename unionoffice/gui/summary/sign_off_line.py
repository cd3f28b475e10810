"""封账 in the window: the line that tells of it over the text, and what can be done with a signed period."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QHBoxLayout, QWidget

from unionoffice.domain.period import Period
from unionoffice.domain.signed import SignOff
from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.one_line_dialog import OneLineDialog
from unionoffice.gui.period_choices import offered_periods
from unionoffice.gui.plain_widgets import button, label, plain_tip
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.edit_summary import SummaryText
from unionoffice.usecases.office import Office
from unionoffice.usecases.signed_summary import signed_periods, standing


def name_states(office: Office, chooser: QComboBox) -> None:
    """Say in a chooser of periods which of them are signed."""
    signed = signed_periods(office)
    chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for place in range(chooser.count()):
        period: Period = chooser.itemData(place)
        state = "已封账" if period.label in signed else "开放"
        chooser.setItemText(place, period.label + (" · 已封账" if period.label in signed else ""))
        chooser.setItemData(place, plain_tip(f"{period.label}：{state}"), Qt.ItemDataRole.ToolTipRole)


class SignOffLine(QFrame):
    """Stands over the text while its period is signed."""

    changed = Signal()
    """The period was signed or unlocked."""

    def __init__(self, desk: Desk, current_text: Callable[[], SummaryText | None]) -> None:
        super().__init__()
        self.setObjectName("totals")
        self._desk, self._current_text = desk, current_text
        self.signed: SignOff | None = None
        self.words = label(role="strong")
        self.rest = label(role="second")
        self.corrections = button("更正说明…", "link")
        self.unlock_button = button("解封…", "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(10)
        for each in (self.words, self.rest, self.corrections):
            row.addWidget(each)
        row.addStretch()
        row.addWidget(self.unlock_button)
        self.corrections.clicked.connect(lambda: self.show_corrections())
        self.unlock_button.clicked.connect(lambda: self.unlock())
        self.hide()

    def show_period(self, period: Period) -> None:
        """Tell whether a period is signed, and how much has been corrected since."""
        self.signed = standing(self._desk.office, period)
        self.setVisible(self.signed is not None)
        if self.signed is None:
            return
        self.words.setText(self.signed.words)
        count = self._count()
        self.rest.setText("文字已锁定，打印和导出的都是封账稿" if count is not None else "封账时保存的内容不完整")
        self.corrections.setText(f"更正说明 {count} 处…" if count else "更正说明…")
        self.corrections.setVisible(count is not None)

    def _count(self) -> int | None:
        from unionoffice.usecases.corrections import corrections

        assert self.signed is not None
        try:
            return len(corrections(self._desk.office, self.signed))
        except OfficeError:
            return None

    # What the hand does

    def sign(self) -> None:
        """Ask, and freeze the text that is shown."""
        from unionoffice.gui.summary.sign_off_box import SignOffBox
        from unionoffice.usecases.sign_off import sign_off

        text = self._current_text()
        if text is None:
            return
        if text.signed is not None:
            self._desk.tell("本期总结已经封账")
            return
        box = SignOffBox(self._desk.office, text, self._over())
        if box.exec() == QDialog.DialogCode.Accepted:
            with self._desk.clear_errors():
                with hourglass():
                    sign_off(self._desk.office, text)
                self._desk.tell(f"{text.period.label}总结已封账")
            self.changed.emit()
        box.deleteLater()

    def unlock(self) -> None:
        """Ask for the reason and let the text be edited again."""
        from unionoffice.usecases.sign_off import unlock

        signed = self.signed
        if signed is None:
            return
        box = OneLineDialog(
            "解封",
            "理由",
            lambda reason: unlock(self._desk.office, signed, reason),
            hint="解封后文字可以再改。封账稿和理由都留在“封账记录”里。",
            parent=self._over(),
        )
        if box.exec() == QDialog.DialogCode.Accepted:
            self._desk.tell(f"{signed.period.label}总结已解封")
            self.changed.emit()
        box.deleteLater()

    def show_corrections(self) -> None:
        """Show what has changed since the sign-off."""
        from unionoffice.gui.summary.corrections_dialog import CorrectionsDialog
        from unionoffice.usecases.corrections import corrections

        if self.signed is None:
            return
        with self._desk.clear_errors():
            self._run(CorrectionsDialog(self._desk, corrections(self._desk.office, self.signed), self._over()))

    def show_history(self) -> None:
        """List the sign-offs of the period."""
        from unionoffice.gui.summary.sign_off_history import SignOffHistory

        text = self._current_text()
        if text is not None:
            self._run(SignOffHistory(self._desk, text.period, self._over()))

    def compare(self) -> None:
        """Show the text beside another period or version."""
        from unionoffice.gui.summary.compare_dialog import CompareDialog

        text = self._current_text()
        if text is not None:
            self._run(CompareDialog(self._desk, text, offered_periods(self._desk.office), self._over()))

    def _over(self) -> QWidget:
        return self.window()

    def _run(self, box: QDialog) -> None:
        box.exec()
        box.deleteLater()
