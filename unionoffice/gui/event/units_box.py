"""Which units take part as a whole: each with its members, and how many of them are not registered yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from unionoffice.domain.kinds import Link
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.plain_widgets import label
from unionoffice.usecases.register_people import UnitMembers, members_of_units, units_below, units_with_members

_UNIT = int(Qt.ItemDataRole.UserRole)


class UnitsBox(DialogFrame):
    """Ticks in a list of units, and below what they add."""

    def __init__(self, desk: Desk, event: int, parent: QWidget | None = None) -> None:
        super().__init__("按单位加入", "加入", parent, letters=44)
        self._desk, self._event = desk, event
        self._found: dict[int, UnitMembers] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找单位")
        self.search.setClearButtonEnabled(True)
        self.units = QListWidget()
        self.units.setMinimumHeight(320)
        for unit in units_with_members(desk.office):
            item = QListWidgetItem(unit.label, self.units)
            item.setData(_UNIT, unit)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self._below = units_below(desk.office)
        self.with_below = QCheckBox("含下级单位")
        self.with_below.setChecked(True)
        self.with_below.setVisible(bool(self._below))
        self.with_below.toggled.connect(lambda _: self._preview())
        self.told = label(role="second", wrap=True)
        self.box.insertWidget(0, self.search)
        self.box.insertWidget(1, self.units, 1)
        self.box.insertWidget(2, self.with_below)
        self.box.insertWidget(3, self.told)
        self.search.textChanged.connect(self._narrow)
        self.units.itemChanged.connect(lambda _: self._preview())
        self.search.setFocus()
        self._preview()

    def _narrow(self, words: str) -> None:
        for row in range(self.units.count()):
            item = self.units.item(row)
            item.setHidden(words.strip().lower() not in item.text().lower())

    def ticked(self) -> list[Link]:
        """Give the units ticked."""
        items = [self.units.item(row) for row in range(self.units.count())]
        return [each.data(_UNIT) for each in items if each.checkState() is Qt.CheckState.Checked]

    def _units(self) -> list[UnitMembers]:
        meant = self._meant()
        missing = [each for each in meant if each.id not in self._found]
        for found in members_of_units(self._desk.office, self._event, missing):
            self._found[found.unit.id] = found
        return [self._found[each.id] for each in meant]

    def _meant(self) -> list[Link]:
        """Give the ticked units, and those below them where they come too."""
        meant = {each.id: each for each in self.ticked()}
        if self.with_below.isChecked():
            meant |= {each.id: each for unit in self.ticked() for each in self._below.get(unit.id, ())}
        return list(meant.values())

    def new_members(self) -> list[Link]:
        """Give the members whom the ticked units add."""
        return [link for each in self._units() for link in each.new]

    def _preview(self) -> None:
        units = self._units()
        new, members = sum(len(each.new) for each in units), sum(each.members for each in units)
        if not self.units.count():
            self.told.setText("还没有登记单位。请先在专项台账的“基层组织”中登记，并在会员名册中填写单位。")
        elif not units:
            self.told.setText("勾选整体参加的单位；只加入在籍会员，已在名单的跳过。")
        else:
            skipped = f"，已在名单 {members - new} 人跳过" if members > new else ""
            more = len(units) - len(self.ticked())
            below = f"（其中下级 {more} 个）" if more else ""
            self.told.setText(f"{len(units)} 个单位{below}在籍会员 {members} 人，将加入 {new} 人{skipped}。")
        self.go.setEnabled(new > 0)
        self.go.setText(f"加入 {new} 人" if new else "加入")
