"""上年同期数据: last year's values that the summary compares with, one line each."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from unionoffice.domain.draft import plain_number
from unionoffice.domain.period import Period
from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame, wide
from unionoffice.gui.plain_widgets import label
from unionoffice.usecases.baseline import LINES, keep_baseline, read_baseline

_NOTE = "填了的以这里为准；空着的按上年台账计算，上年没有登记就不写同比。上年为零写 0，总结写“上年同期无”。"


class BaselineDialog(DialogFrame):
    """A field for each value."""

    def __init__(self, desk: Desk, period: Period, parent: QWidget | None = None) -> None:
        super().__init__("上年同期数据", "保存", parent, letters=44)
        self.desk = desk
        self.period = period
        known = read_baseline(desk.office, period)
        self.fields: dict[str, QLineEdit] = {}
        for line in LINES:
            field = QLineEdit(plain_number(known[line.key]) if line.key in known else "")
            self.row(f"{period.a_year_before.label}{line.title}（{line.unit}）", field)
            self.fields[line.key] = field
        self.box.insertWidget(0, wide(label(_NOTE, "second", wrap=True)))

    def accept(self) -> None:
        """Keep what was typed, or say what is no number."""
        try:
            keep_baseline(self.desk.office, self.period, {key: field.text() for key, field in self.fields.items()})
        except OfficeError as wrong:
            self.refuse(str(wrong))
            return
        super().accept()
