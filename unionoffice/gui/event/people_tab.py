"""报名签到: names typed one after the other, whole units at once, guests at the door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Record
from unionoffice.domain.pinyin import Pinyin
from unionoffice.gui.desk import Desk
from unionoffice.gui.event.offer_line import Offer, OfferLine
from unionoffice.gui.event.people_table import PeopleTable
from unionoffice.gui.ledger.child_grid import ChildDialog
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.ledger.empty_state import EmptyState
from unionoffice.gui.plain_widgets import button, icon, label
from unionoffice.ledgers.event import ATTENDANCE, EVENT
from unionoffice.usecases import register_people as people
from unionoffice.usecases.keep_record import trash

EVERYBODY, MISSING, CAME, WALK_INS = "全部", "未到", "已签到", "临时到场"
_FILTERS: dict[str, Callable[[people.Attendee], bool]] = {
    EVERYBODY: lambda _: True,
    MISSING: lambda person: not person.has_signed,
    CAME: lambda person: person.has_signed,
    WALK_INS: lambda person: person.is_walk_in,
}
MOST_ASKED = 60
"""Members looked at for each name, so that those registered already do not hide the others."""
_HINTS = {
    "报名": "姓名或拼音首字母，回车登记，接着输下一个",
    "签到": "姓名或拼音首字母，回车签到；名单上没有的按临时到场登记",
}


class PeopleTab(QWidget):
    """Every change is kept at once."""

    def __init__(self, desk: Desk, event: int) -> None:
        super().__init__()
        self.desk, self.event_id = desk, event
        self.people: list[people.Attendee] = []
        self.line = OfferLine(desk.look, self._offers, self)
        self.table = PeopleTable(desk)
        self.empty = EmptyState(desk.look, self.table)
        self.counts = label(role="heading")
        self._make_buttons()
        self._lay_out()
        self._connect()
        self.set_mode("报名")
        self.reload()

    # Making

    def _make_buttons(self) -> None:
        look = self.desk.look
        self.modes = QButtonGroup(self)
        self.mode_buttons = {words: button(words) for words in _HINTS}
        for each in self.mode_buttons.values():
            each.setCheckable(True)
            self.modes.addButton(each)
        self.by_unit = button("按单位加入…", icon=icon("add", look))
        self.filter = CalmCombo()
        self.filter.setAccessibleName("显示")
        self.filter.addItems(list(_FILTERS))
        self.sign = button("签到/取消签到 空格")
        self.group = QLineEdit()
        self.group.setPlaceholderText("组别，如：甲组")
        self.group.setAccessibleName("组别")
        self.group.setMaximumWidth(130)
        self.set_group = button("给所选设组别")
        self.edit = button("编辑…", tip="领取物品、备注")
        self.remove = button("移出名单", icon=icon("trash", look), tip="Del")
        self.fill = button("按签到填入人数")

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(6)
        for each in self.mode_buttons.values():
            above.addWidget(each)
        self.line.setMinimumWidth(380)
        above.addWidget(self.line, 1)
        above.addWidget(self.by_unit)
        above.addSpacing(12)
        above.addWidget(label("显示"))
        above.addWidget(self.filter)
        below = QHBoxLayout()
        below.setSpacing(6)
        for widget in (self.sign, self.group, self.set_group, self.edit, self.remove):
            below.addWidget(widget)
        below.addStretch()
        below.addWidget(self.fill)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 10, 0, 0)
        box.setSpacing(8)
        box.addLayout(above)
        box.addWidget(self.table, 1)
        box.addWidget(self.counts)
        box.addLayout(below)

    def _connect(self) -> None:
        for words, each in self.mode_buttons.items():
            each.clicked.connect(partial(self.set_mode, words))
        self.line.taken.connect(self._take)
        self.line.unknown.connect(lambda words: self.desk.tell(f"名册中没有“{words}”；不在册的人请写全名"))
        self.by_unit.clicked.connect(self.add_units)
        self.filter.activated.connect(lambda _: self._show())
        self.group.returnPressed.connect(self._set_group)
        for made, act in (
            (self.sign, self.toggle),
            (self.set_group, self._set_group),
            (self.edit, self.edit_current),
            (self.remove, self.remove_chosen),
            (self.fill, self._fill_headcount),
        ):
            made.clicked.connect(lambda _=False, act=act: act())
        self.table.toggled.connect(self.toggle)
        self.table.opened.connect(self.toggle)
        self.table.removal_asked.connect(self.remove_chosen)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._follow_selection())

    def set_mode(self, words: str, _checked: bool = True) -> None:
        """Choose what Enter in the line does: 报名 or 签到."""
        self.mode = words
        self.mode_buttons[words].setChecked(True)
        self.line.setPlaceholderText(_HINTS[words])
        self.line.setAccessibleName(words)
        self.line.setFocus()

    # What is shown

    def reload(self) -> None:
        """Read the people again."""
        self.people = people.attendees(self.desk.office, self.event_id)
        self._show()

    def _show(self) -> None:
        keep = _FILTERS[self.filter.currentText()]
        self.table.show_people([each for each in self.people if keep(each)])
        counted = people.counts(self.people)
        self.counts.setText(counted.text)
        self.fill.setText(f"按签到填入人数 {counted.signed} 人")
        self.fill.setEnabled(counted.signed > 0)
        if self.table.shown():
            self.empty.hide()
        elif self.people:
            self.empty.say(f"没有“{self.filter.currentText()}”的人。", "")
        else:
            self.empty.say("还没有人报名。在上面输入姓名或首字母后回车，或按单位一次加入。", "")
        self._follow_selection()

    def _follow_selection(self) -> None:
        has = bool(self.table.chosen())
        for each in (self.sign, self.set_group, self.edit, self.remove):
            each.setEnabled(has)

    def _offers(self, words: str) -> Sequence[Offer]:
        return self._to_sign(words) if self.mode == "签到" else self._to_register(words)

    def _to_register(self, words: str) -> list[Offer]:
        there = {link.id for each in self.people if (link := each.record.values.get("member"))}
        found = self._on_roll(words)
        new = [each for each in found if each.id not in there]
        offers = [(_bare(each), Offer(each.label, partial(self._register, each))) for each in new]
        offers += [(_bare(each), self._no_news(each.label, "已在名单")) for each in found if each.id in there]
        return self._meant_first(words, offers) + self._free_name(
            words, walk_in=False, known=[each.label for each in found]
        )

    def _on_roll(self, words: str) -> list[Link]:
        """Find members; those whose initials begin with what was typed stand first."""
        found = self.desk.office.candidates("member", words, MOST_ASKED)
        return sorted(found, key=lambda each: not _begins(self.desk.office.pinyin, _bare(each), words))

    def _to_sign(self, words: str) -> list[Offer]:
        mine = [
            each for each in self.people if words in each.name or _begins(self.desk.office.pinyin, each.name, words)
        ]
        offers = [
            (each.name, Offer(_with_unit(each), partial(self._sign, each.record)))
            for each in mine
            if not each.has_signed
        ]
        offers += [(each.name, self._no_news(_with_unit(each), "已签到")) for each in mine if each.has_signed]
        there = {link.id for each in self.people if (link := each.record.values.get("member"))}
        others = [each for each in self._on_roll(words) if each.id not in there]
        offers += [
            (_bare(each), Offer(f"{each.label}（没有报名，临时到场）", partial(self._walk_in, each))) for each in others
        ]
        return self._meant_first(words, offers) + self._free_name(
            words, walk_in=True, known=[name for name, _ in offers]
        )

    def _meant_first(self, words: str, offers: Sequence[tuple[str, Offer]]) -> list[Offer]:
        """Put those who are called just so before those whose longer names only hold the words."""

        def is_other(each: tuple[str, Offer]) -> bool:
            return words != each[0] and words.lower() not in self.desk.office.pinyin.initials(each[0]).split()

        return [offer for _, offer in sorted(offers, key=is_other)]

    def _no_news(self, label: str, state: str) -> Offer:
        """Offer somebody for whom nothing is left to do, and say so when taken."""
        return Offer(f"{label}（{state}）", lambda: self.desk.tell(f"{label}{state}，没有重复登记"))

    def _free_name(self, words: str, *, walk_in: bool, known: Sequence[str]) -> list[Offer]:
        """Offer the words as a name of somebody not on the roll; letters alone are initials, not a name."""
        if words.isascii() or words in known:
            return []
        how = "不在名册，临时到场" if walk_in else "不在名册，按姓名登记"
        return [Offer(f"{words}（{how}）", partial(self._by_name, words, walk_in))]

    # What the hand does

    def _take(self, act: Callable[[], None]) -> None:
        with self.desk.clear_errors():
            act()
        self.line.setFocus()

    def _register(self, link: Link) -> None:
        rows = people.register(self.desk.office, self.event_id, [link])
        self._tell_written(f"已登记 {link.label}", rows)

    def _sign(self, record: Record) -> None:
        self._tell_written(f"{record.label} 已签到", people.sign_in(self.desk.office, [self._fresh(record)], came=True))

    def _walk_in(self, link: Link) -> None:
        row = people.walk_in_member(self.desk.office, self.event_id, link)
        self._tell_written(f"{link.label} 临时到场，已签到", [row])

    def _by_name(self, words: str, walk_in: bool) -> None:
        row = people.register_name(self.desk.office, self.event_id, words, walk_in=walk_in)
        self._tell_written(f"已登记 {words}", [row])

    def _fresh(self, record: Record) -> Record:
        return self.desk.office.record(ATTENDANCE.key, record.id)

    def _tell_written(self, sentence: str, rows: Sequence[Record]) -> None:
        self.desk.written.emit(ATTENDANCE.key)
        if rows:
            self.table.go_to_record(rows[-1].id)
        self.desk.tell(sentence, undoable=bool(rows))

    def toggle(self) -> None:
        """Sign the selected people in; where all have signed already, take it back."""
        chosen = self.table.chosen_records()
        if not chosen:
            return
        with self.desk.clear_errors():
            came = not all(each.values.get("signed_in") is True for each in chosen)
            done = people.sign_in(self.desk.office, chosen, came=came)
            self.desk.written.emit(ATTENDANCE.key)
            self.desk.tell(f"{'已签到' if came else '已取消签到'} {len(done)} 人", undoable=True)

    def _set_group(self) -> None:
        with self.desk.clear_errors():
            done = people.set_group(self.desk.office, self.table.chosen_records(), self.group.text())
            self.desk.written.emit(ATTENDANCE.key)
            self.desk.tell(f"已给 {len(done)} 人设组别“{self.group.text().strip()}”", undoable=True)

    def edit_current(self) -> None:
        """Correct one person's row."""
        chosen = self.table.chosen_records()
        if chosen:
            dialog = ChildDialog(self.desk, chosen[0].ledger, self.desk.office.link(EVENT.key, self.event_id), self)
            dialog.show_record(chosen[0])
            dialog.exec()
            dialog.deleteLater()
            self.table.setFocus()

    def remove_chosen(self) -> None:
        """Put the selected rows into the trash, with a way back."""
        ids = [each.id for each in self.table.chosen_records()]
        if not ids:
            return
        with self.desk.clear_errors():
            done = trash(self.desk.office, ATTENDANCE.key, ids)
            self.desk.written.emit(ATTENDANCE.key)
            self.desk.tell(f"已移出 {done} 人", undoable=True)

    def add_units(self) -> None:
        """Ask which units take part as a whole, and register their members in one step."""
        from unionoffice.gui.event.units_box import UnitsBox

        box = UnitsBox(self.desk, self.event_id, self)
        if box.exec():
            with self.desk.clear_errors():
                rows = people.register(self.desk.office, self.event_id, box.new_members())
                self._tell_written(f"已按单位登记 {len(rows)} 人", rows)
        box.deleteLater()

    def _fill_headcount(self) -> None:
        with self.desk.clear_errors():
            signed = people.fill_headcount(self.desk.office, self.event_id)
            self.desk.written.emit(EVENT.key)
            self.desk.tell(f"活动人数已填为 {signed} 人", undoable=True)


def _begins(pinyin: Pinyin, name: str, letters: str) -> bool:
    """Tell whether letters begin the initials of a name."""
    return any(part.startswith(letters.lower()) for part in pinyin.initials(name).split())


def _bare(link: Link) -> str:
    """Give the name alone of a label that tells namesakes apart."""
    return link.label.partition("（")[0]


def _with_unit(person: people.Attendee) -> str:
    return f"{person.name}　{person.unit}".rstrip()
