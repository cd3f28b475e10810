"""疑似重复: pairs of members who may be one person; merged, or said to be different people."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QWidget

from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_dialog import ListAction, ListDialog, ListRow
from unionoffice.gui.waiting import hourglass
from unionoffice.ledgers.member import ID_NUMBER, JOINED_ON, MEMBER, NO, PHONE, STATE, UNIT
from unionoffice.usecases.duplicate_members import Group, are_different, duplicate_members

_COLUMNS = ("组", "原因", "姓名", "会员证号", "身份证号", "手机号码", "单位/部门", "入会时间", "会籍状态")
_NOTE = (
    "每组几行可能是同一个人：证号新旧两种写法相同、手机相同，或姓名和部门相同而证号看不出是两个人。"
    "选中一组里要保留的一行再按“合并…”；确实是不同的人，按“不是重复”，以后不再列出。"
)


class DuplicatesDialog(ListDialog):
    """The members of each group one below the other."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            "疑似重复的会员",
            _COLUMNS,
            self._find,
            note=_NOTE,
            empty="没有发现疑似重复的会员。",
            actions=(
                ListAction("不是重复", lambda _: self.tell_apart(), needs_rows=True),
                ListAction("合并…", lambda _: self.merge(), needs_rows=True, primary=True),
            ),
            parent=parent,
        )

    def _find(self) -> list[ListRow]:
        office = self.desk.office
        with hourglass():
            groups = duplicate_members(office)
            people = {each.id: each for each in office.records(MEMBER.key, [i for group in groups for i in group.ids])}
        rows = []
        for number, group in enumerate(groups, 1):
            for row_id in group.ids:
                one = people[row_id]
                told = [one.text(NO), *(one.listed(each) for each in (ID_NUMBER, PHONE))]
                told += [one.text(each) for each in (UNIT, JOINED_ON, STATE)]
                cells = (str(number), group.reason, one.label, *told)
                tone = "" if number % 2 else "info"
                rows.append(ListRow(cells, (MEMBER.key, row_id), (group, row_id), tone))
        return rows

    def _group(self) -> tuple[Group, list[int]]:
        """Give the group of the selected rows and the members chosen of it; raises OfficeError for several groups."""
        subjects = [each.subject for each in self.chosen()]
        if not subjects or any(one[0] != two[0] for one, two in pairwise(subjects)):
            raise OfficeError("请只在一组里选择。")
        return subjects[0][0], [row_id for _, row_id in subjects]

    def tell_apart(self) -> None:
        """Remember that the selected members, or all of the group, are different people."""
        group, chosen = self._group()
        are_different(self.desk.office, chosen if len(chosen) > 1 else group.ids)
        self.desk.tell("已记下：不是重复")
        self.refresh()

    def merge(self) -> None:
        """Show the member to keep and one other of the group side by side."""
        from unionoffice.gui.dialogs.merge_dialog import MergeDialog

        group, chosen = self._group()
        if len(chosen) > 2 or (len(chosen) == 1 and len(group.ids) > 2):
            raise OfficeError("这一组不止两人，请用 Ctrl 选中要合并的两行，上面的一行保留。")
        kept, other = chosen if len(chosen) == 2 else (chosen[0], next(i for i in group.ids if i != chosen[0]))
        office = self.desk.office
        dialog = MergeDialog(self.desk, office.record(MEMBER.key, kept), office.record(MEMBER.key, other), self)
        dialog.exec()
        dialog.deleteLater()
