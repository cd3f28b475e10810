"""自定义期间: a term or any other span of days under a name of the office's own."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from unionoffice.domain.period import Period
from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.ledger.editor import commit_input_method
from unionoffice.usecases.own_periods import KINDS, keep_own_period, named_own_period, proposed_period


class PeriodDialog(DialogFrame):
    """Gives the period that was kept, or one that is there already under the same days."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("自定义期间", "确定", parent)
        self._desk = desk
        self.period: Period | None = None
        self._proposed = ""
        self.kind = CalmCombo()
        for kind, words in KINDS.items():
            self.kind.addItem(words, kind)
        self.first, self.last, self.name = QLineEdit(), QLineEdit(), QLineEdit()
        self.row("类型", self.kind)
        self.row("从", self.first, "如 2026-3-1、3月1日；只写月份时从 1 日起。")
        self.row("到", self.last, "只写月份时到月底为止。")
        self.row("名称", self.name, "写进标题和导语；可以改成本单位习惯的叫法。")
        self.kind.activated.connect(lambda _: self._propose())
        for each in (self.first, self.last):
            each.editingFinished.connect(self._name_anew)
            each.textEdited.connect(lambda _: self.refuse(""))
        self._propose()

    def _propose(self) -> None:
        proposed = proposed_period(self.kind.currentData(), self._desk.office.today)
        self.first.setText(_day(proposed.start))
        self.last.setText(_day(proposed.end))
        self.name.setText(proposed.label)
        self._proposed = proposed.label

    def _name_anew(self) -> None:
        """Follow the days with the name until the clerk has written one."""
        if self.name.text() != self._proposed:
            return
        try:
            self._proposed = self._named().label
        except OfficeError:
            return
        self.name.setText(self._proposed)

    def _named(self, name: str = "") -> Period:
        today = self._desk.office.today
        return named_own_period(self.kind.currentData(), self.first.text(), self.last.text(), name, today)

    def accept(self) -> None:
        """Keep the period; where something is wrong, say what and stay."""
        commit_input_method()
        try:
            self.period = keep_own_period(self._desk.office, self._named(self.name.text()))
        except OfficeError as error:
            self.refuse(error.sentence)
            return
        super().accept()


def _day(day: date) -> str:
    return day.isoformat()
