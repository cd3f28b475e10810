"""名册合格率: department by department, and behind each the rows to put right."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_dialog import ListAction, ListColumn, ListDialog, ListRow
from unionoffice.gui.waiting import hourglass
from unionoffice.ledgers.member import MEMBER
from unionoffice.usecases.roll_quality import Quality, UnitQuality, Unqualified, roll_quality, unqualified

_COLUMNS: tuple[ListColumn | str, ...] = (
    "单位/部门",
    *(ListColumn(each, numeric=True) for each in ("会员数", "合格", "不合格", "合格率")),
)
_NOTE = (
    "统计在籍和保留会籍的会员。必填项齐全、身份证号正确、没有别人用同一号码，才算合格。"
    "双击部门看它的不合格名单，改好一人少一行。"
)


class QualityDialog(ListDialog):
    """The rate of each department; the list of faults opens beside it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.quality = Quality(())
        super().__init__(
            desk,
            "名册合格率",
            _COLUMNS,
            self._judge,
            note=_NOTE,
            empty="名册里还没有会员。",
            actions=(
                ListAction("打印各部门待完善名单", lambda _: self.print_papers()),
                ListAction("全部不合格名单…", lambda _: self.show_faults("")),
                ListAction("该部门不合格名单…", lambda _: self.open_current(), needs_rows=True, primary=True),
            ),
            parent=parent,
            landscape=False,
        )

    def _judge(self) -> list[ListRow]:
        with hourglass():
            self.quality = roll_quality(self.desk.office)
        rows = [_unit_row(each) for each in self.quality.units]
        return [*rows, _unit_row(self.quality.whole)] if rows else []

    def _show_chosen(self) -> None:
        super()._show_chosen()
        whole = self.quality.whole
        if whole.total:
            wrong = whole.total - whole.qualified
            self.count.setText(
                f"共 {whole.total:,} 名会员，合格 {whole.qualified:,} 名，不合格 {wrong:,} 名，合格率 {whole.rate}"
            )
        self.open_button.hide()

    def open_current(self) -> None:
        """List the faulty rows of the chosen department."""
        row = self.table.current()
        if row is not None:
            unit = row.cells[0]
            self.show_faults("" if unit == self.quality.whole.unit else unit)

    def show_faults(self, unit: str) -> None:
        """List the faulty rows of a department, of all where it is empty."""
        faulty_rows(self.desk, unit, self.parentWidget() or self).present()

    def print_papers(self) -> None:
        """Show one sheet for each department, to be filled in and sent back."""
        from unionoffice.gui.paper import Paper, show_preview
        from unionoffice.usecases.print_paper import make

        if self.quality.whole.qualified == self.quality.whole.total:
            raise OfficeError("没有不合格的会员，不用打印。")
        with hourglass():
            ids = [each.id for each in unqualified(self.desk.office)]
            printed = make(self.desk.office, "unqualified", ids)
        paper = Paper("信息待完善名单", lambda: (printed.pdf, printed.notices))
        show_preview(paper, self._background, self.desk.messages, self)


def faulty_rows(desk: Desk, unit: str, parent: QWidget) -> ListDialog:
    """Make the list of the rows of a department, of all where it is empty, that are to be put right."""
    return ListDialog(
        desk,
        f"{unit}不合格会员名单",
        ("单位/部门", "姓名", "不合格原因"),
        partial(_faulty, desk, unit),
        note="双击一行改正这名会员；保存后这里会少一行。",
        empty="没有不合格的会员。",
        landscape=False,
        parent=parent,
    )


def _unit_row(each: UnitQuality) -> ListRow:
    numbers = (each.total, each.qualified, each.total - each.qualified)
    tone = "" if each.total == each.qualified else "warn"
    return ListRow((each.unit, *(f"{number:,}" for number in numbers), each.rate), None, each, tone)


def _faulty(desk: Desk, unit: str) -> list[ListRow]:
    with hourglass():
        return [_faulty_row(each) for each in unqualified(desk.office, unit)]


def _faulty_row(each: Unqualified) -> ListRow:
    return ListRow((each.unit, each.name, "；".join(each.faults)), (MEMBER.key, each.id), each)
