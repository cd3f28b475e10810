"""Mark aid as paid out: the day, and whether it was signed for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from unionoffice.domain.kinds import Money
from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.ledger.editor import commit_input_method
from unionoffice.gui.ledger.editors import editor_for
from unionoffice.gui.plain_widgets import label
from unionoffice.ledgers.aid import AID, AMOUNT, SIGNED
from unionoffice.ledgers.shared import WHEN
from unionoffice.usecases.bulk_aid import mark_paid, payable


class MarkPaidDialog(DialogFrame):
    """Says how many of the selected rows wait to be paid, and asks for the day."""

    def __init__(self, desk: Desk, aid_ids: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__("标记为已发放", "标记", parent)
        self._desk, self._ids = desk, list(aid_ids)
        waiting = payable(desk.office, aid_ids)
        self.told = label(_told(len(self._ids), [each[AMOUNT] for each in waiting]), wrap=True)
        self.box.insertWidget(0, self.told)
        self.day = editor_for(desk, AID.key, WHEN)
        self.signed = editor_for(desk, AID.key, SIGNED)
        self.row("发放日期", self.day, "发放日期写入“日期”栏，帮扶按它归入期间；留空则保留原来的日期。")
        self.row("已签领", self.signed)
        self.day.show_raw(desk.office.today.isoformat())
        self.signed.show_raw("是")
        self.go.setEnabled(bool(waiting))

    def accept(self) -> None:
        """Mark the rows in one step."""
        commit_input_method()
        try:
            done = mark_paid(self._desk.office, self._ids, self.day.raw(), signed=self.signed.raw() == "是")
        except OfficeError as error:
            self.refuse(error.sentence)
            return
        self._desk.written.emit(AID.key)
        self._desk.tell(f"已把 {done} 笔帮扶标记为已发放", undoable=True)
        super().accept()


def _told(selected: int, amounts: Sequence[Decimal | None]) -> str:
    if not amounts:
        return f"所选的 {selected} 笔都已发放或已退回，没有可以标记的。"
    rest = f"；另有 {selected - len(amounts)} 笔已发放或已退回，不改动" if selected > len(amounts) else ""
    whole = sum((each for each in amounts if each is not None), Decimal(0))
    return f"将把 {len(amounts)} 笔标记为已发放，合计 {Money().text(whole)} 元{rest}。"
