"""合规检查: what the rules doubt about the records of a period; a row opens the record that is to be put right."""

from __future__ import annotations

from time import monotonic

from PySide6.QtWidgets import QWidget

from unionoffice.domain.ledger import Ledger
from unionoffice.domain.period import Period
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_dialog import ListAction, ListDialog, ListRow
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.patience import Patience
from unionoffice.gui.period_choices import offered_periods
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.compliance import Doubt, compliance

_NOTE = (
    "按“限额规则”、资金拨入、人数人次、日期先后和发放间隔逐条核对，疑问只提醒，不改登记。"
    "属于同一户、同一人或同一笔资金的只列一次。双击一行改正；说明得清的写在备注里。"
)
_AGAIN = "重新检查"
_STOPPED = f"检查已取消，列出的只是取消前查到的；要查完请点“{_AGAIN}”（F5）。"
_QUICK = 0.5
"""Seconds a check may take and still be made again after every saving."""
ALL_PERIODS = "全部期间"


class ComplianceDialog(ListDialog):
    """The list, with the period to choose."""

    def __init__(self, desk: Desk, ledger: Ledger, period: Period | None, parent: QWidget | None = None) -> None:
        self._ledger = ledger
        self._seconds = 0.0
        self.period = CalmCombo()
        self.period.addItem(ALL_PERIODS, None)
        for each in offered_periods(desk.office):
            self.period.addItem(each.label, each)
        if ledger.when is not None and period is not None:
            self.period.setCurrentIndex(max(0, self.period.findText(period.label)))
        super().__init__(
            desk,
            f"{ledger.title}合规检查",
            ("日期", "编号", "登记", "栏目", "疑问") if ledger.when is not None else ("编号", "登记", "栏目", "疑问"),
            self._check,
            note=_NOTE,
            empty="没有发现疑问。",
            actions=(ListAction(_AGAIN, lambda _: self.refresh()),),
            parent=parent,
        )
        if ledger.when is not None:
            self.add_choice(self.period, "期间")
        self.period.currentIndexChanged.connect(lambda _: self.refresh())

    def _check(self) -> list[ListRow]:
        period: Period | None = self.period.currentData()
        self.title = f"{period.label if period else ''}{self._ledger.title}合规检查"
        began = monotonic()
        with hourglass(), Patience("合规检查", self) as patience:
            found = compliance(self.desk.office, self._ledger.key, period, patience.step)
            # A box that is closed counts as cancelled, too.
            is_whole = not patience.is_cancelled
        self._seconds = monotonic() - began
        self.say(_NOTE if is_whole else f"{_STOPPED}{_NOTE}")
        return [self._row(each) for each in found]

    def _row(self, each: Doubt) -> ListRow:
        record, name = each.record, each.record.label
        if record.ledger.key != self._ledger.key:
            # What belongs to another record is found by that one's day and number.
            record = self.desk.office.record(*each.target)
            name = f"{record.label}　{each.record.ledger.title}：{name}"
        number = record.ledger.number
        when = record.ledger.when
        days = (record.text(when) if when is not None else "",) if self._ledger.when is not None else ()
        return ListRow((*days, record.text(number) if number else "", name, each.field, each.sentence), each.target)

    def _follow_writing(self, ledger: str) -> None:
        if self._seconds <= _QUICK:
            super()._follow_writing(ledger)
        else:
            self.say(f"登记有改动，列表还是改动以前的；改完后请点“{_AGAIN}”（F5）。")
