"""会员增减表: month by month or unit by unit; behind each number stand the members it counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from unionoffice.domain.ledger import Record
from unionoffice.domain.period import Period, calendar_year
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_dialog import ListAction, ListColumn, ListDialog, ListRow
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.period_choices import offered_periods
from unionoffice.gui.waiting import hourglass
from unionoffice.ledgers.member import CHANGE, CHANGED_ON, JOINED_ON, MEMBER, NAME, NO, STATE, UNIT
from unionoffice.summary.roll import Roll
from unionoffice.usecases.membership_balance import (
    COLUMNS,
    Balance,
    Disagreement,
    by_month,
    by_unit,
    disagreements,
    member_of,
    roll_of,
)

BY_MONTH, BY_UNIT = "按月", "按单位"
_TOLD_OF_MEMBER = (NAME, NO, UNIT, JOINED_ON, STATE)
_NOTE = (
    "期末 = 期初 + 入会 + 转入 + 恢复 − 转出 − 退会 − 除名（含开除）− 去世。保留会籍的仍是会员，保留和从保留恢复不改变人数。"
    "双击一个数字看是哪些人。"
)


class BalanceDialog(ListDialog):
    """The table, with the check line below it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.period, self.layout_by = CalmCombo(), CalmCombo()
        self._roll: Roll | None = None
        self.doubts: list[Disagreement] = []
        super().__init__(
            desk,
            "会员增减表",
            ("期间", *(ListColumn(each, numeric=True) for each in COLUMNS), "是否平衡"),
            (),
            note=_NOTE,
            actions=(
                ListAction("历史不符的会员…", lambda _: self.show_doubts()),
                ListAction("看是哪些人", lambda _: self.open_current(), needs_rows=True),
            ),
            parent=parent,
        )
        self._fill_choices()
        self._show_table()
        self.resize(self.width(), 668)

    def _fill_choices(self) -> None:
        office = self.desk.office
        year = calendar_year(office.today.year)
        for each in (year, *(one for one in offered_periods(office) if one != year)):
            self.period.addItem(each.label, each)
        self.layout_by.addItems([BY_MONTH, BY_UNIT])
        self.add_choice(self.period, "期间")
        self.add_choice(self.layout_by, "列出")
        self.period.currentIndexChanged.connect(lambda _: self._show_table())
        self.layout_by.currentIndexChanged.connect(lambda _: self._show_table())

    @property
    def chosen_period(self) -> Period:
        """The period whose members are counted."""
        period: Period = self.period.currentData()
        return period

    def _follow_writing(self, ledger: str) -> None:
        if ledger in (MEMBER.key, "membership_change") and self.isVisible():
            self._roll = None
            self._show_table()

    def _show_table(self) -> None:
        with self.desk.clear_errors(), hourglass():
            self._roll = self._roll or roll_of(self.desk.office)
            is_by_month = self.layout_by.currentText() == BY_MONTH
            today = self.desk.office.today
            lines = (
                by_month(self._roll, self.chosen_period, today)
                if is_by_month
                else by_unit(self._roll, self.chosen_period)
            )
            self.doubts = disagreements(self._roll, self.chosen_period)
        self.title = f"{self.chosen_period.label}会员增减表"
        self.columns = (ListColumn("期间" if is_by_month else "单位/部门"), *self.columns[1:])
        self.table.name_columns(self.columns)
        self.show_rows([_row(line) for line in lines])
        self.action_buttons["历史不符的会员…"].setText(f"历史不符的会员 {len(self.doubts)} 人…")
        self.action_buttons["历史不符的会员…"].setVisible(bool(self.doubts))
        self.open_button.hide()
        self.count.setText(self._check_line(lines[-1]))

    def _show_chosen(self) -> None:
        """Keep the check line, which the number of rows would replace."""
        words = self.count.text()
        super()._show_chosen()
        self.open_button.hide()
        self.count.setText(words)

    def _check_line(self, whole: Balance) -> str:
        sums = "，".join(f"{column} {whole.count(column):,}" for column in COLUMNS)
        if whole.closes:
            doubt = f"；有 {len(self.doubts)} 人的会籍历史不符，请核对" if self.doubts else ""
            return f"核对：平衡（{sums}）{doubt}。"
        members = self._members(each.member_id for each in self.doubts[:5])
        named = "、".join(dict.fromkeys(each.label for each in members.values()))
        more = f"等 {len(self.doubts)} 处" if len(self.doubts) > 5 else ""
        return f"核对：不平衡，按变动应为 {whole.reckoned_end:,} 人，期末在册 {whole.count('期末'):,} 人。请核对 {named}{more}。"

    def open_current(self) -> None:
        """List the members behind the number in the current cell."""
        column, row = self.table.currentIndex().column(), self.table.current()
        if row is None or not 1 <= column <= len(COLUMNS):
            self.desk.tell("请先点击一个数字")
            return
        line: Balance = row.subject
        name = COLUMNS[column - 1]
        people = line.rows[name]
        ListDialog(
            self.desk,
            f"{self._place(line)}{name} {len(people):,} 人",
            ("姓名", "会员证号", "单位/部门", "日期", "变动", "入会时间", "现在的会籍状态"),
            self._people(people),
            parent=self,
        ).present()

    def _place(self, line: Balance) -> str:
        """Name the month, or the period and the unit, of a line."""
        if line.label == "合计":
            return f"{self.chosen_period.label} "
        return f"{line.label} " if line.label == line.period.label else f"{line.period.label} {line.label} "

    def _people(self, rows: Sequence[Record]) -> list[ListRow]:
        members = self._members(map(member_of, rows))
        return [_person(each, members[member_of(each)]) for each in rows if member_of(each) in members]

    def _members(self, ids: Iterable[int]) -> dict[int, Record]:
        wanted = list(dict.fromkeys(ids))
        return {each.id: each for each in self.desk.office.records(MEMBER.key, wanted, _TOLD_OF_MEMBER)}

    def show_doubts(self) -> None:
        """List the members whose history does not agree."""
        members = self._members(each.member_id for each in self.doubts)
        rows = [
            ListRow((one.label, one.text(NO), one.text(UNIT), each.sentence), (MEMBER.key, one.id))
            for each in self.doubts
            if (one := members.get(each.member_id)) is not None
        ]
        ListDialog(
            self.desk, "会籍历史不符的会员", ("姓名", "会员证号", "单位/部门", "哪里不符"), rows, parent=self
        ).present()


def _row(line: Balance) -> ListRow:
    check = "平衡" if line.closes else f"差 {line.count('期末') - line.reckoned_end:+d}"
    cells = (line.label, *(f"{line.count(column):,}" for column in COLUMNS), check)
    return ListRow(cells, None, line, "" if line.closes else "error_text")


def _person(row: Record, member: Record) -> ListRow:
    changed = (row.text(CHANGED_ON), row.text(CHANGE)) if row.ledger.key != MEMBER.key else ("", "")
    cells = (member.label, member.text(NO), member.text(UNIT), *changed, member.text(JOINED_ON), member.text(STATE))
    return ListRow(cells, (MEMBER.key, member.id))
