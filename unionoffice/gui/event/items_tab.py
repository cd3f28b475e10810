"""备品与报销: what was bought, lent and repaid, and what has not come back."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unionoffice.domain.capital_amount import capital_amount
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.child_grid import ChildGrid
from unionoffice.gui.plain_widgets import button, label
from unionoffice.ledgers.event import ITEM, ITEM_HANDLER
from unionoffice.usecases.event_money import give_back, money_of, still_out

_MOST_NAMED = 6


class ItemsTab(QWidget):
    """The table of things, with one button for what comes back."""

    def __init__(self, desk: Desk, event_id: int) -> None:
        super().__init__()
        self.desk, self.event_id = desk, event_id
        self.grid = ChildGrid(desk, ITEM)
        self.back = button("归还/未归还", tip="所选借来的物品已经归还，或取消")
        self.back.clicked.connect(self.give_back_chosen)
        self.sums = label(role="heading", wrap=True)
        self.out = label(role="warn", wrap=True)
        foot = QHBoxLayout()
        foot.addWidget(self.out, 1)
        foot.addWidget(self.back)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.grid, 1)
        box.addWidget(self.sums)
        box.addLayout(foot)
        self.reload()

    def reload(self) -> None:
        """Read the things again and add them up."""
        office = self.desk.office
        self.back.setEnabled(self.grid.show_children_of(office.record("event", self.event_id)) > 0)
        money, out = money_of(office, self.event_id), still_out(office, self.event_id)
        total = money.things + money.receipts
        capitals = f"　{capital_amount(total)}" if total else ""
        self.sums.setText(f"备品 ￥{money.things:,.2f} · 报销 ￥{money.receipts:,.2f} · 合计 ￥{total:,.2f}{capitals}")
        names = [f"{each.label}{_of(each.text(ITEM_HANDLER))}" for each in out]
        more = f"等 {len(out)} 件" if len(out) > _MOST_NAMED else ""
        self.out.setText(f"未归还：{'、'.join(names[:_MOST_NAMED])}{more}" if out else "")

    def give_back_chosen(self) -> None:
        """Note for the selected things that they came back."""
        ids = self.grid.table.selected_ids()
        if not ids:
            return
        with self.desk.clear_errors():
            done = give_back(self.desk.office, self.desk.office.records(ITEM.key, ids))
            self.desk.written.emit(ITEM.key)
            self.grid.table.go_to(ids[0])
            self.desk.tell(f"已改 {done} 件物品的归还状态", undoable=True)


def _of(handler: str) -> str:
    return f"（{handler}）" if handler else ""
