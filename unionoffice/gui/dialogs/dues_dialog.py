"""会费欠缴: who has not paid up to a month, how much that is, and marking many as paid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_dialog import ListAction, ListColumn, ListDialog, ListRow
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.patience import Patience
from unionoffice.gui.waiting import hourglass
from unionoffice.ledgers.member import DUES_BASE, DUES_PAID_TO, MEMBER, NO, UNIT
from unionoffice.usecases.dues import Owing, mark_paid, owing, rate_words
from unionoffice.usecases.undo import one_step

_COLUMNS: tuple[ListColumn | str, ...] = (
    "姓名",
    "会员证号",
    "单位/部门",
    *(ListColumn(each, numeric=True) for each in ("会费基数", "每月会费")),
    "缴至",
    *(ListColumn(each, numeric=True) for each in ("欠缴月数", "欠缴金额")),
)
_STOPPED = "查找已取消，列出的和合计的只是取消前找到的；要找全请按 F5。"
_MONTHS = 24
"""So many months back can be chosen."""


class DuesDialog(ListDialog):
    """The list, with the month it is reckoned to."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.month = CalmCombo()
        for each in _months_back(desk.office.today, _MONTHS):
            self.month.addItem(f"{each.year}年{each.month}月", each)
        super().__init__(
            desk,
            "会费欠缴名单",
            _COLUMNS,
            self._find,
            empty="没有人欠缴会费。",
            actions=(ListAction("标记已缴至此月", lambda _: self.mark(), needs_rows=True, primary=True),),
            parent=parent,
        )
        self.add_choice(self.month, "应缴至")
        self.month.currentIndexChanged.connect(lambda _: self.refresh())

    @property
    def chosen_month(self) -> date:
        """The first day of the month up to which is to be paid."""
        month: date = self.month.currentData()
        return month

    def _find(self) -> list[ListRow]:
        with hourglass(), Patience("查找欠缴会费的会员", self) as patience:
            found = owing(self.desk.office, self.chosen_month, patience.step)
            is_whole = not patience.is_cancelled
        self.title = f"会费欠缴名单（至{self.month.currentText()}）"
        self.say(f"{'' if is_whole else _STOPPED}{_explained(self.desk)}")
        return [_row(each) for each in found]

    def _show_chosen(self) -> None:
        super()._show_chosen()
        rows = self.chosen() if len(self.chosen()) > 1 else self.table.shown()
        amounts = [each.subject.amount for each in rows if each.subject.amount is not None]
        if rows:
            unknown = len(rows) - len(amounts)
            more = f"；另有 {unknown:,} 人没有登记缴至或会费基数，没有计算金额" if unknown else ""
            self.count.setText(f"{self.count.text()}，欠缴合计 {sum(amounts, Decimal(0)):,.2f} 元{more}")

    def mark(self) -> None:
        """Note that the selected members have paid up to the month."""
        ids = [each.subject.member.id for each in self.chosen()]
        month = self.month.currentText()
        with one_step(self.desk.office, f"标记 {len(ids)} 人会费缴至{month}"):
            done = mark_paid(self.desk.office, ids, self.chosen_month)
        self.desk.written.emit(MEMBER.key)
        self.desk.tell(f"已把 {done:,} 人的会费标记为缴至{month}", undoable=True)


def _row(each: Owing) -> ListRow:
    member = each.member
    amounts = [f"{value:,.2f}" if value is not None else "" for value in (each.monthly, each.amount)]
    months = "" if each.months is None else str(each.months)
    told = [member.label, member.text(NO), member.text(UNIT), member.text(DUES_BASE), amounts[0]]
    cells = (*told, member.text(DUES_PAID_TO) or "没有登记", months, amounts[1])
    return ListRow(cells, (MEMBER.key, member.id), each)


def _explained(desk: Desk) -> str:
    paid = "只列在籍会员；保留会籍的不缴会费。没有登记缴至哪个月的也列出，但不算月数和金额。"
    percent = rate_words(desk.office)
    if not percent:
        return f"{paid}专项台账的“限额规则”里没有启用“会费比例”，所以不算金额。"
    return f"{paid}每月会费 = 会费基数 × {percent}，比例可在“限额规则”里修改。"


def _months_back(today: date, count: int) -> list[date]:
    at = today.year * 12 + today.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(at, at - count, -1)]
