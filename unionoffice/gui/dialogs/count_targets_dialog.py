"""按台账统计完成值: what the ledgers hold beside what stands in the targets, to be looked at before it is taken over."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_dialog import ListAction, ListColumn, ListDialog, ListRow
from unionoffice.ledgers.target import COUNTED_LEDGER, COUNTED_WORDS, TARGET, TARGET_DONE, TARGET_VALUE
from unionoffice.usecases.count_targets import Counted, counted_targets, take_counts

NOTE = (
    "按“取数台账”统计目标年度内登记的条数，有“取数关键词”的只数含这些字的。"
    "会员名册按入会时间、基层组织按建会日期、困难家庭档案按建档日期归入年度；计划和不足不计。"
)


class CountTargetsDialog(ListDialog):
    """The targets that name a ledger, with the button that takes the counts over."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        numbers = (ListColumn(each, True) for each in ("目标值", "现完成值", "台账统计"))
        super().__init__(
            desk,
            "按台账统计完成值",
            ["指标", "取数台账", "取数关键词", *numbers, "变化"],
            self._counts,
            note=NOTE,
            empty="还没有目标填了“取数台账”。",
            actions=[ListAction("填入完成值", lambda _: self.take_over(), primary=True)],
            parent=parent,
        )

    def _counts(self) -> list[ListRow]:
        return [_row(each) for each in counted_targets(self.desk.office)]

    def take_over(self) -> None:
        """Write all counts that differ."""
        done = take_counts(self.desk.office, [each.subject for each in self.table.shown()])
        self.desk.tell(f"已更新 {done} 个目标的完成值" if done else "完成值都与台账一致，没有改动")
        if done:
            self.desk.written.emit(TARGET.key)


def _row(counted: Counted) -> ListRow:
    target = counted.target
    change = "将更新" if counted.is_new else "一致"
    words = (target.label, target.text(COUNTED_LEDGER), target.text(COUNTED_WORDS))
    numbers = (target.text(TARGET_VALUE), target.text(TARGET_DONE), f"{counted.count}")
    return ListRow((*words, *numbers, change), (TARGET.key, target.id), counted)
