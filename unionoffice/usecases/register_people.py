"""Who takes part in an event: registered from the roll, by whole units or at the door, and signed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.domain.text import one_line
from unionoffice.errors import OfficeError
from unionoffice.ledgers import member
from unionoffice.ledgers.event import (
    ATTENDANCE,
    ATTENDANCE_EVENT,
    ATTENDANCE_MEMBER,
    ATTENDANCE_NAME,
    EVENT,
    GROUP,
    REGISTERED,
    SIGNED_IN,
)
from unionoffice.ledgers.registers import UNIT, UNIT_PARENT
from unionoffice.ledgers.shared import HEADCOUNT
from unionoffice.usecases.keep_record import keep, refusal
from unionoffice.usecases.office import Office

YES, NO = "是", "否"


@dataclass(frozen=True)
class Attendee:
    """One person at an event."""

    record: Record
    unit: str
    """单位 as the roll has it, empty for a guest."""

    @property
    def name(self) -> str:
        """What the list calls the person."""
        link = self.record[ATTENDANCE_MEMBER]
        return self.record.text(ATTENDANCE_NAME) or (link.label if link else "")

    @property
    def has_signed(self) -> bool:
        """Whether the person came."""
        return self.record[SIGNED_IN] is True

    @property
    def is_registered(self) -> bool:
        """Whether the person had registered before."""
        return self.record[REGISTERED] is not False

    @property
    def is_walk_in(self) -> bool:
        """Whether the person came without having registered."""
        return self.has_signed and not self.is_registered


@dataclass(frozen=True)
class Counts:
    """How many registered, came, are missing, and came unregistered."""

    registered: int
    signed: int
    missing: int
    walk_ins: int

    @property
    def text(self) -> str:
        """The counts in words."""
        words = f"报名 {self.registered} · 签到 {self.signed} · 未到 {self.missing}"
        return f"{words} · 其中临时到场 {self.walk_ins}" if self.walk_ins else words


def attendees(office: Office, event: int) -> list[Attendee]:
    """Read the people of an event, in the order they were entered."""
    records = office.children(ATTENDANCE.key, event)
    ids = sorted({link.id for each in records if (link := each[ATTENDANCE_MEMBER])})
    units = {each.id: each.text(member.UNIT) for each in office.records(member.MEMBER.key, ids)}
    return [Attendee(each, units.get(link.id, "") if (link := each[ATTENDANCE_MEMBER]) else "") for each in records]


def counts(people: Iterable[Attendee]) -> Counts:
    """Count the people of an event."""
    people = list(people)
    registered = [each for each in people if each.is_registered]
    signed = sum(each.has_signed for each in people)
    missing = sum(not each.has_signed for each in registered)
    return Counts(len(registered), signed, missing, sum(each.is_walk_in for each in people))


def register(office: Office, event: int, members: Sequence[Link]) -> list[Record]:
    """Register members of the roll in one step; those already there are passed over. Gives the new rows."""
    there = _members_there(office, event)
    wanted = list(dict.fromkeys(link for link in members if link.id not in there))
    names = {each.id: each.text(member.NAME) for each in office.records(member.MEMBER.key, [x.id for x in wanted])}
    rows = [{ATTENDANCE_MEMBER.key: link, ATTENDANCE_NAME.key: names.get(link.id, link.label)} for link in wanted]
    return _add(office, event, rows)


def register_name(office: Office, event: int, name: str, *, walk_in: bool = False) -> Record:
    """Register somebody who is not on the roll; one who comes unregistered is signed in at once."""
    name = one_line(name)
    if not name:
        raise OfficeError("请写姓名。")
    came = {REGISTERED.key: NO, SIGNED_IN.key: YES} if walk_in else {}
    return _add(office, event, [{ATTENDANCE_NAME.key: name, **came}])[0]


def walk_in_member(office: Office, event: int, link: Link) -> Record:
    """Enter a member who comes unregistered, signed in at once; one already there is signed in."""
    there = [each for each in office.children(ATTENDANCE.key, event) if each[ATTENDANCE_MEMBER] == link]
    if there:
        return sign_in(office, there[:1], came=True)[0]
    name = office.record(member.MEMBER.key, link.id).text(member.NAME)
    row: dict[str, object] = {ATTENDANCE_MEMBER.key: link, ATTENDANCE_NAME.key: name}
    return _add(office, event, [{**row, REGISTERED.key: NO, SIGNED_IN.key: YES}])[0]


def _add(office: Office, event: int, rows: Sequence[dict[str, object]]) -> list[Record]:
    if not rows:
        return []
    link = office.link(EVENT.key, event)
    with office.file.write():
        return [_kept(office, {**row, ATTENDANCE_EVENT.key: link}, None) for row in rows]


def _kept(office: Office, raw: dict[str, object], old: Record | None) -> Record:
    kept = keep(office, ATTENDANCE.key, raw, old, doubting=False)
    if kept.record is None:
        name = raw.get(ATTENDANCE_NAME.key) or (old.text(ATTENDANCE_NAME) if old else "")
        raise OfficeError(f"“{name}”没有保存：{kept.problems[0].sentence}")
    return kept.record


def _members_there(office: Office, event: int) -> set[int]:
    return {link.id for each in office.children(ATTENDANCE.key, event) if (link := each[ATTENDANCE_MEMBER])}


@dataclass(frozen=True)
class UnitMembers:
    """A unit, its members in 在籍, and those of them that are not registered yet."""

    unit: Link
    members: int
    new: tuple[Link, ...]


def members_of_units(office: Office, event: int, units: Sequence[Link]) -> list[UnitMembers]:
    """Tell whom whole units would add; writes nothing."""
    there = _members_there(office, event)
    found = []
    for unit in units:
        ids = office.ids(member.MEMBER.key, Query(equals={member.UNIT.key: unit.label, member.STATE.key: "在籍"}))
        links = tuple(Link(member.MEMBER.key, each) for each in ids if each not in there)
        found.append(UnitMembers(unit, len(ids), links))
    return found


def units_with_members(office: Office) -> list[Link]:
    """List the units of the office by name."""
    return [office.link("unit", each) for each in office.ids("unit", Query())]


def units_below(office: Office) -> dict[int, list[Link]]:
    """Name for each unit that has some all the units below it, whatever level they are on, each once."""
    ids = office.ids(UNIT.key, Query())
    labels = office.labels(UNIT.key, ids)
    directly: dict[int, list[Link]] = {}
    for each in office.records(UNIT.key, ids):
        if (above := each[UNIT_PARENT]) and above.id != each.id:
            directly.setdefault(above.id, []).append(Link(UNIT.key, each.id, labels[each.id]))
    return {above: _all_below(above, directly) for above in directly}


def _all_below(unit: int, directly: Mapping[int, Sequence[Link]]) -> list[Link]:
    found: dict[int, Link] = {}
    waiting = list(directly[unit])
    while waiting:
        each = waiting.pop(0)
        # Two units may name each other as the one above by mistake.
        if each.id not in found and each.id != unit:
            found[each.id] = each
            waiting += directly.get(each.id, ())
    return list(found.values())


def sign_in(office: Office, records: Sequence[Record], *, came: bool) -> list[Record]:
    """Note that people came, or take it back; one step."""
    changed = [each for each in records if (each[SIGNED_IN] is True) != came]
    return _change(office, changed, {SIGNED_IN.key: YES if came else NO})


def set_group(office: Office, records: Sequence[Record], group: str) -> list[Record]:
    """Put people into a group; one step."""
    return _change(office, records, {GROUP.key: group})


def _change(office: Office, records: Sequence[Record], raw: dict[str, object]) -> list[Record]:
    if not records:
        return []
    with office.file.write():
        return [_kept(office, dict(raw), each) for each in records]


def fill_headcount(office: Office, event: int) -> int:
    """Take the number of those who signed in as 人数 of the event; gives it."""
    signed = counts(attendees(office, event)).signed
    if not signed:
        raise OfficeError("还没有人签到，人数没有改。")
    kept = keep(office, EVENT.key, {HEADCOUNT.key: str(signed)}, office.record(EVENT.key, event))
    if kept.record is None:
        raise OfficeError(f"人数没有改：{refusal(office, EVENT.key, kept.problems)}。")
    return signed
