"""资金结余: every 资金来源 of a year with what it held, got, paid and holds; a row opens its payments."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_dialog import ListAction, ListColumn, ListDialog, ListRow
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.ledgers.aid import AID
from unionoffice.usecases.fund_balances import FundBalance, fund_balances, rows_of

NOTE = (
    "结余＝年初＋拨入－支出。年初：“经费”台账中科目“上年结余”的到位金额；拨入：“经费”其他科目的到位金额，"
    "加上帮扶记录的收入；支出：帮扶记录的支出，含待审核和待发放，不含已退回和计划。都按日期所在的年度和资金来源统计。"
)
NOT_NAMED = "（未填资金来源）"
YEARS_BACK = 6


class FundBalanceDialog(ListDialog):
    """The list, with the year to choose."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._year = desk.office.today.year
        super().__init__(
            desk,
            "资金结余",
            ["资金来源", *(ListColumn(each, True) for each in ("年初", "拨入", "支出", "结余", "支出笔数")), "提示"],
            self._balances,
            note=NOTE,
            empty="这一年没有帮扶记录，也没有填了资金来源的经费。",
            actions=[ListAction("查看帮扶记录", lambda _: self.show_payments(), needs_rows=True)],
            parent=parent,
        )
        self.year = CalmCombo()
        for year in range(self._year, self._year - YEARS_BACK, -1):
            self.year.addItem(f"{year}年", year)
        self.year.currentIndexChanged.connect(lambda _: self._choose())
        self.add_choice(self.year, "年度")
        self.table.opened.connect(self.show_payments)

    def _choose(self) -> None:
        self._year = int(self.year.currentData())
        self.refresh()

    def _balances(self) -> list[ListRow]:
        return [_row(each) for each in fund_balances(self.desk.office, self._year)]

    def show_payments(self) -> None:
        """Show the payments of the source chosen in their ledger."""
        chosen = self.chosen()
        if chosen:
            self.desk.ledger_asked.emit(AID.key, rows_of(chosen[0].subject, self._year))


def _row(balance: FundBalance) -> ListRow:
    held = balance.opening + balance.received
    hint = ""
    if balance.left < 0:
        hint = f"超支 {-balance.left:,.2f} 元" if held else "没有登记拨入"
    amounts = (balance.opening, balance.received, balance.spent, balance.left)
    cells = (balance.source or NOT_NAMED, *(f"{each:,.2f}" for each in amounts), f"{balance.count:,}", hint)
    return ListRow(cells, subject=balance, tone=("error" if held else "warn") if hint else "")
