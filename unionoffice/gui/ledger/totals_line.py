"""The line under a table: how many rows, what they add up to, what the selected ones add up to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from unionoffice.domain.capital_amount import capital_amount
from unionoffice.domain.kinds import Money
from unionoffice.domain.ledger import Ledger
from unionoffice.domain.sums import Sum
from unionoffice.gui.cut_label import CutLabel
from unionoffice.gui.plain_widgets import label

MOST_SHOWN = 5


class TotalsLine(QFrame):
    """Sums as the office file gives them; nothing is added up here."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self.setObjectName("totals")
        self.ledger = ledger
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(10)
        self.all = label()
        self.beside = CutLabel("second")
        self.beside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.selected = label(role="second")
        row.addWidget(self.all)
        row.addWidget(self.beside, 1)
        row.addWidget(self.selected)

    def show_all(self, count: int, sums: Sequence[Sum]) -> None:
        """Show the sums of all listed rows."""
        shown = self._shown([each for each in sums if not each.is_apart])
        money = [each for each in shown if isinstance(each.field.kind, Money) and not each.is_least]
        apart = _told_apart(self._shown([each for each in sums if each.is_apart]))
        capitals = f"（{capital_amount(Decimal(money[0].total))}）" if len(money) == 1 else ""
        self.all.setText("　".join([f"合计 {count:,} 条", *(each.text for each in shown)]))
        self.beside.setText(apart or capitals)

    def show_selected(self, count: int, sums: Sequence[Sum]) -> None:
        """Show the sums of the selected rows."""
        words = [f"已选 {count:,} 条", *(each.text for each in self._shown(sums))]
        self.selected.setText("　".join(words) if count else "")

    def _shown(self, sums: Sequence[Sum]) -> list[Sum]:
        in_sight = [each for each in sums if each.total and each.field in (self.ledger.shown or self.ledger.fields)]
        return sorted(in_sight, key=lambda each: not isinstance(each.field.kind, Money))[:MOST_SHOWN]


def _told_apart(sums: Sequence[Sum]) -> str:
    """Say what enters no total, money before people: 未计入合计：计划支出 3 条 ￥600.00；已退回 1 条 ￥800.00."""
    first: dict[str, Sum] = {}
    for each in sums:
        first.setdefault(each.side, each)
    parts = [f"{each.side} {each.rows:,} 条 {each.amount}" for each in first.values()]
    return f"未计入合计：{'；'.join(parts)}" if parts else ""
