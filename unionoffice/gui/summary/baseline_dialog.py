"""上年同期数据: last year's values that the summary compares with, one line each."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from unionoffice.domain.draft import plain_number
from unionoffice.domain.period import Period
from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.usecases.baseline import LINES, keep_baseline, read_baseline

_HINT = "填了的以这里为准；空着的按上年台账计算，上年没有登记就不写同比。上年为零写 0，总结写“上年同期无”。"


class BaselineDialog(DialogFrame):
    """A field for each value."""

    def __init__(self, desk: Desk, period: Period, parent: QWidget | None = None) -> None:
        super().__init__("上年同期数据", "保存", parent, letters=44)
        self.desk = desk
        self.period = period
        known = read_baseline(desk.office, period)
        self.fields: dict[str, QLineEdit] = {}
        for place, line in enumerate(LINES):
            field = QLineEdit(plain_number(known[line.key]) if line.key in known else "")
            is_last = place == len(LINES) - 1
            self.row(f"{period.a_year_before.label}{line.title}（{line.unit}）", field, _HINT if is_last else "")
            self.fields[line.key] = field

    def accept(self) -> None:
        """Keep what was typed, or say what is no number."""
        try:
            keep_baseline(self.desk.office, self.period, {key: field.text() for key, field in self.fields.items()})
        except OfficeError as wrong:
            self.refuse(str(wrong))
            return
        super().accept()
