"""The line under a table: how many rows, what they add up to, what the selected ones add up to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from unionoffice.domain.kinds import Money
from unionoffice.domain.ledger import Ledger
from unionoffice.gui.ledger.capital_amount import capital_amount
from unionoffice.gui.plain_widgets import label

Totals = Mapping[str, Decimal | int]
MOST_SHOWN = 3


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
        self.capitals = label(role="second")
        self.capitals.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.selected = label(role="second")
        row.addWidget(self.all)
        row.addWidget(self.capitals, 1)
        row.addWidget(self.selected)

    def show_all(self, count: int, totals: Totals) -> None:
        """Show the sums of all listed rows."""
        shown = self._shown(totals)
        money = [key for key in shown if isinstance(self.ledger.get(key).kind, Money)]
        self.all.setText("　".join([f"合计 {count:,} 条", *(self._words(key, totals[key]) for key in shown)]))
        self.capitals.setText(f"（{capital_amount(Decimal(totals[money[0]]))}）" if len(money) == 1 else "")

    def show_selected(self, count: int, totals: Totals) -> None:
        """Show the sums of the selected rows; nothing while there are less than two."""
        words = [f"已选 {count:,} 条", *(self._words(key, totals[key]) for key in self._shown(totals))]
        self.selected.setText("　".join(words) if count else "")

    def _shown(self, totals: Totals) -> list[str]:
        in_sight = [each.key for each in self.ledger.shown or self.ledger.fields]
        keys = [key for key in in_sight if totals.get(key)]
        return sorted(keys, key=lambda key: not isinstance(self.ledger.get(key).kind, Money))[:MOST_SHOWN]

    def _words(self, key: str, total: Decimal | int) -> str:
        field = self.ledger.get(key)
        if isinstance(field.kind, Money):
            return f"{field.title} ￥{total:,.2f}"
        return f"{field.title} {total:,} {field.kind.unit}".rstrip()
