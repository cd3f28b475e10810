"""Register the same aid for many households: fill in once, look at what each would get, then do it in one step."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from unionoffice.domain.kinds import Money
from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.dialogs.list_table import ListColumn, ListRow, ListTable
from unionoffice.gui.ledger.editor import Editor, commit_input_method
from unionoffice.gui.ledger.editors import editor_for
from unionoffice.gui.plain_widgets import button, label
from unionoffice.gui.waiting import hourglass
from unionoffice.ledgers.aid import AID, AMOUNT, CLASS, KIND, OCCASION, SOURCE, STAGE
from unionoffice.ledgers.household import CATEGORY, FILE_NO, HEAD, HOUSEHOLD
from unionoffice.ledgers.shared import WHEN
from unionoffice.usecases.bulk_aid import Planned, amount_of, give_aid, plan_aid

PAY_WAY = AID.get("pay_way")
PAIRS = ((CLASS, KIND), (AMOUNT, SOURCE), (WHEN, OCCASION), (PAY_WAY, STAGE))
FOR_HOUSEHOLDS = ("送温暖慰问", "帮扶救助")
LOOK_FIRST = "填好后先预览，再登记。"


class BulkAidDialog(DialogFrame):
    """What the households have in common above; below, each with what is unusual about it."""

    def __init__(self, desk: Desk, household_ids: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(f"批量登记帮扶（{len(household_ids)} 户）", "登记", parent, letters=64)
        self._desk, self._ids = desk, list(household_ids)
        self.planned: list[Planned] = []
        self.editors: dict[str, Editor] = {}
        for left, right in PAIRS:
            self.row("每户金额" if left is AMOUNT else left.title, self._pair(left, right))
        self.look_button = button("预览", tip="先看每一户登记什么、有没有超过限额")
        self.look_button.clicked.connect(self.look)
        self.buttons.insertWidget(self.buttons.count() - 2, self.look_button)
        self.table = ListTable(
            [
                ListColumn("档案编号"),
                ListColumn("户主"),
                ListColumn("困难类别"),
                ListColumn("金额", True),
                ListColumn("请核对"),
            ],
            desk.look,
            desk.office.pinyin.sort_key,
        )
        self.table.setMinimumHeight(desk.look.row_height * 7)
        self.detail = label(role="warn", wrap=True)
        self.detail.setMinimumHeight(self.detail.fontMetrics().lineSpacing() * 2)
        self.summary = label(LOOK_FIRST, "second", wrap=True)
        self.box.insertWidget(1, self.table, 1)
        self.box.insertWidget(2, self.detail)
        self.box.insertWidget(3, self.summary)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_detail())
        self._begin()
        self.resize(min(980, 10 * desk.look.px + 760), 600)

    def _pair(self, *keys: object) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for place, key in enumerate(keys):
            field = AID.get(getattr(key, "key", ""))
            editor = editor_for(self._desk, AID.key, field)
            editor.edited.connect(self._forget)
            self.editors[field.key] = editor
            if place:
                title = label(field.title)
                title.setMinimumSize(self._desk.look.px * 5, self._desk.look.field_height)
                row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(editor, 1, Qt.AlignmentFlag.AlignTop)
        holder.setFocusProxy(self.editors[AID.get(getattr(keys[0], "key", "")).key])
        return holder

    def _begin(self) -> None:
        first = self._desk.office.suggestion(AID.key)
        if first.get(CLASS.key) not in FOR_HOUSEHOLDS:
            # What was registered last, such as a gift received, may be nothing a household gets.
            first |= {CLASS.key: FOR_HOUSEHOLDS[0], KIND.key: ""}
        for key, editor in self.editors.items():
            editor.show_raw(first.get(key, ""))
        self._show_households()

    def raw(self) -> dict[str, object]:
        """Give what was typed; what is blank is left to the ledger's defaults."""
        return {key: words for key, editor in self.editors.items() if (words := editor.raw())}

    def _show_households(self) -> None:
        """List the households before anything was looked at."""
        files = self._desk.office.records(HOUSEHOLD.key, self._ids)
        cells = [(each.text(FILE_NO), each.text(HEAD), each.text(CATEGORY), "", "") for each in files]
        self.table.fill([ListRow(each) for each in cells])
        self.go.setEnabled(False)

    def _forget(self) -> None:
        """Let nothing be registered that was not seen."""
        if self.planned:
            self.planned = []
            self.summary.setText(LOOK_FIRST)
            self._show_households()

    def look(self) -> None:
        """Show what each household would get, and what is unusual about it."""
        commit_input_method()
        raw = self.raw()
        with self._desk.clear_errors(), hourglass():
            self.planned = plan_aid(self._desk.office, self._ids, raw)
        amount = amount_of(self._desk.office, raw)
        shown = "" if amount is None else Money().text(amount)
        self.table.fill([self._row(each, shown) for each in self.planned])
        refused = [each for each in self.planned if each.is_refused]
        doubted = [each for each in self.planned if each.problems and not each.is_refused]
        self.go.setEnabled(bool(self.planned) and not refused)
        self.summary.setText(self._told(len(refused), len(doubted), amount))

    def _show_detail(self) -> None:
        """Say in full what is unusual about the current household: a column cuts long sentences."""
        chosen = self.table.chosen()
        self.detail.setText(f"{chosen[0].cells[1]}：{chosen[0].cells[-1]}" if chosen and chosen[0].cells[-1] else "")

    def _told(self, refused: int, doubted: int, amount: Decimal | None) -> str:
        if refused:
            return f"有 {refused} 户不能登记，请按“请核对”一栏改正后再预览。"
        each, whole = (
            Money().text(yuan) for yuan in (amount or Decimal(0), (amount or Decimal(0)) * len(self.planned))
        )
        sums = "" if amount is None else f"，每户 {each} 元，合计 {whole} 元"
        return f"将登记 {len(self.planned)} 户{sums}" + (f"；其中 {doubted} 户请核对。" if doubted else "。")

    def _row(self, planned: Planned, shown: str) -> ListRow:
        file = planned.household
        fields = self._desk.office.ledgers.by_key[AID.key]
        said = "；".join(
            f"{fields.get(each.field).title}{each.sentence}" if each.blocking else each.sentence
            for each in planned.problems
        )
        tone = "error" if planned.is_refused else "warn" if planned.problems else ""
        cells = (file.text(FILE_NO), file.text(HEAD), file.text(CATEGORY), shown, said)
        return ListRow(cells, subject=planned, tone=tone)

    def accept(self) -> None:
        """Register what was looked at."""
        if not self.planned:
            self.look()
            return
        try:
            done = give_aid(self._desk.office, self.planned)
        except OfficeError as error:
            self.refuse(error.sentence)
            return
        self._desk.written.emit(AID.key)
        self._desk.tell(f"已登记 {len(done)} 户的帮扶", undoable=True)
        super().accept()
