"""预算: what was planned, what things, receipts and prizes add up to, and what was spent in the end."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from unionoffice.domain.capital_amount import capital_amount
from unionoffice.domain.ledger import Record
from unionoffice.gui.desk import Desk
from unionoffice.gui.plain_widgets import button, label
from unionoffice.ledgers import event
from unionoffice.ledgers.shared import NOTE
from unionoffice.usecases.event_money import money_of, set_money

_TYPED = ((event.BUDGET.key, "预算"), (event.SPENT.key, "决算"), ("source", "经费来源"), (NOTE.key, "备注（超支原因）"))
_SUMS = ("备品", "报销", "奖金", "合计", "结余")


class BudgetTab(QWidget):
    """A card with the lines to fill in at the left and the sums at the right."""

    def __init__(self, desk: Desk, event_id: int) -> None:
        super().__init__()
        self.desk, self.event_id = desk, event_id
        self.lines: dict[str, QLineEdit] = {}
        self.capitals: dict[str, QLabel] = {}
        self.sums: dict[str, QLabel] = {}
        self.doubts = label(role="warn", wrap=True)
        self.used = QProgressBar()
        self.used.setTextVisible(False)
        self.used.setFixedHeight(10)
        self.percent = label(role="second")
        self.fill = button("把合计填入决算", "primary")
        self.fill.clicked.connect(self._fill_spent)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._typed_card(), 3)
        row.addWidget(self._sums_card(), 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.setSpacing(10)
        box.addLayout(row)
        box.addWidget(self.percent)
        box.addWidget(self.used)
        box.addWidget(self.doubts)
        box.addStretch()
        self.reload()

    def _typed_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        grid = QGridLayout(card)
        grid.setContentsMargins(18, 14, 18, 14)
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(12)
        for row, (key, title) in enumerate(_TYPED):
            line = QLineEdit()
            line.setAccessibleName(title)
            line.editingFinished.connect(lambda key=key: self._keep(key))
            grid.addWidget(label(title), row * 2, 0)
            grid.addWidget(line, row * 2, 1)
            self.lines[key] = line
            if key in (event.BUDGET.key, event.SPENT.key):
                line.setAlignment(Qt.AlignmentFlag.AlignRight)
                self.capitals[key] = label(role="small")
                self.capitals[key].setAlignment(Qt.AlignmentFlag.AlignRight)
                grid.addWidget(self.capitals[key], row * 2 + 1, 1)
        grid.setRowStretch(len(_TYPED) * 2, 1)
        return card

    def _sums_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        grid = QGridLayout(card)
        grid.setContentsMargins(18, 14, 18, 14)
        grid.setVerticalSpacing(10)
        for row, title in enumerate(_SUMS):
            self.sums[title] = label(role="heading" if title in ("合计", "结余") else "")
            self.sums[title].setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(label(title, "second"), row, 0)
            grid.addWidget(self.sums[title], row, 1)
        grid.addWidget(self.fill, len(_SUMS), 0, 1, 2)
        grid.setRowStretch(len(_SUMS) + 1, 1)
        return card

    def _record(self) -> Record:
        return self.desk.office.record("event", self.event_id)

    def reload(self) -> None:
        """Read the event again and add up."""
        record, money = self._record(), money_of(self.desk.office, self.event_id)
        for key, line in self.lines.items():
            if not line.hasFocus() or not line.isModified():
                line.setText(record.text(record.ledger.get(key)).replace("\n", " "))
                line.setModified(False)
        for key, amount in ((event.BUDGET.key, money.budget), (event.SPENT.key, money.spent)):
            self.capitals[key].setText("" if amount is None else capital_amount(amount))
        amounts: tuple[Decimal | None, ...] = (money.things, money.receipts, money.prizes, money.all, money.left)
        for title, shown in zip(_SUMS, amounts, strict=True):
            self.sums[title].setText("—" if shown is None else f"￥{shown:,.2f}")
        self.sums["结余"].setText(_balance(money.left))
        self.fill.setEnabled(money.all > 0 and money.all != money.spent)
        self.fill.setText(f"把合计填入决算 ￥{money.all:,.2f}" if money.all else "把合计填入决算")
        self._show_use(money.budget, money.all if money.spent is None else money.spent)
        self.doubts.setText("\n".join(money.sentences))

    def _show_use(self, budget: Decimal | None, spent: Decimal) -> None:
        for each in (self.used, self.percent):
            each.setVisible(bool(budget))
        if budget:
            percent = int(spent * 100 / budget)
            self.used.setValue(min(100, percent))
            self.percent.setText(f"已用预算的 {percent}%")

    def _keep(self, key: str) -> None:
        line = self.lines[key]
        if not line.isModified():
            return
        line.setModified(False)
        with self.desk.clear_errors():
            set_money(self.desk.office, self.event_id, key, line.text())
            self.desk.written.emit("event")
            self.desk.tell("已保存", undoable=True)
        self.reload()

    def _fill_spent(self) -> None:
        with self.desk.clear_errors():
            total = money_of(self.desk.office, self.event_id).all
            set_money(self.desk.office, self.event_id, event.SPENT.key, f"{total:.2f}")
            self.desk.written.emit("event")
            self.desk.tell(f"决算已填为 ￥{total:,.2f}", undoable=True)


def _balance(left: Decimal | None) -> str:
    if left is None:
        return "没有预算"
    return f"￥{left:,.2f}" if left >= 0 else f"超支 ￥{-left:,.2f}"
