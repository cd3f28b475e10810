"""Who belonged to the union on a day, and who joined in a period, whenever that is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from unionoffice.domain.day import Day
from unionoffice.domain.ledger import Record
from unionoffice.domain.period import Period
from unionoffice.ledgers import member
from unionoffice.ledgers.household_stages import CLOSED, STAGE

_ENTRIES = ("入会", "转入")
_BACK = (*_ENTRIES, "恢复")
_ON_ROLL = ("在籍", "保留会籍")


MEMBER_FIELDS = (
    *(member.STATE, member.JOINED_ON, member.GENDER, member.IS_MIGRANT),
    *(member.NEW_FORM, member.MEMBER.get("politics"), member.MEMBER.get("union_post"), member.MODEL),
)
"""What a summary or the yearly statistics read of a member: a large roll need not be read whole."""


class Roll:
    """The members with the dated changes of each."""

    def __init__(self, members: Iterable[Record], changes: Iterable[Record]) -> None:
        self.members = [each for each in members if not each.trashed]
        self.changes = sorted((each for each in changes if not each.trashed), key=lambda each: (_day_of(each), each.id))
        self._by_id = {each.id: each for each in self.members}
        self._of: dict[int, list[Record]] = defaultdict(list)
        for each in self.changes:
            link = each[member.CHANGE_MEMBER]
            if link is not None:
                self._of[link.id].append(each)

    def changes_of(self, one: Record) -> list[Record]:
        """List the changes of one member, the oldest first."""
        return self._of.get(one.id, [])

    def on(self, day: date) -> list[Record]:
        """List the members of a day, those with 保留会籍 among them."""
        return [
            each
            for each, since in zip(self.members, self._since, strict=True)
            if (self.belongs(each, day) if since is None else since <= day)
        ]

    @cached_property
    def _since(self) -> list[date | None]:
        """From which day on each member belongs; None for those whose changes tell it."""
        return [None if self._of.get(each.id) else self._since_joining(each) for each in self.members]

    @staticmethod
    def _since_joining(one: Record) -> date:
        if one.text(member.STATE) not in _ON_ROLL:
            return date.max
        joined = one[member.JOINED_ON]
        return date.min if joined is None else joined.start

    def belongs(self, one: Record, day: date) -> bool:
        """Tell whether somebody was a member on a day."""
        changes = self.changes_of(one)
        before = [each for each in changes if _day_of(each) <= day]
        if before:
            return member.STATE_AFTER.get(before[-1].text(member.CHANGE), "") in _ON_ROLL
        if changes:
            return changes[0].text(member.CHANGE) not in _BACK and _had_joined(one, day)
        return self._since_joining(one) <= day

    def belonged_before(self, change: Record) -> bool:
        """Tell whether somebody was a member right before a change; several of one day follow in the order of entry."""
        link = change[member.CHANGE_MEMBER]
        one = self._by_id.get(link.id) if link else None
        if one is None:
            return False
        earlier = [each for each in self._of[one.id] if (_day_of(each), each.id) < (_day_of(change), change.id)]
        if earlier:
            return member.STATE_AFTER.get(earlier[-1].text(member.CHANGE), "") in _ON_ROLL
        return change.text(member.CHANGE) not in _BACK and _had_joined(one, _day_of(change))

    def changed(self, change: str, period: Period) -> list[Record]:
        """List the changes of one sort in a period."""
        return [each for each in self.changes if each.text(member.CHANGE) == change and period.holds(_day_of(each))]

    def joined(self, period: Period) -> list[Record]:
        """List the entries of a period: its 入会 changes, and the members without any whose 入会时间 lies in it."""
        entered = [each for each, day in self._entered if period.start <= day <= period.end]
        return [*self.changed("入会", period), *entered]

    @cached_property
    def _entered(self) -> list[tuple[Record, date]]:
        """The members whose entry no change tells, with the day of their 入会时间."""
        told = {one for one, of in self._of.items() if any(each.text(member.CHANGE) in _ENTRIES for each in of)}
        return [
            (each, day.start)
            for each in self.members
            if (day := each[member.JOINED_ON]) is not None and each.id not in told
        ]


def _day_of(change: Record) -> date:
    day: Day = change.values[member.CHANGED_ON.key]
    return day.start


def _had_joined(one: Record, day: date) -> bool:
    joined = one[member.JOINED_ON]
    return joined is None or joined.start <= day


def open_files(files: Iterable[Record], day: date) -> list[Record]:
    """List the hardship files that stood open on a day: filed by then, and closed later or not at all."""
    return [each for each in files if not each.trashed and _was_open(each, day)]


def _was_open(file: Record, day: date) -> bool:
    filed: Day | None = file.values.get("filed_on")
    closed: Day | None = file.values.get("closed_on")
    if filed is not None and filed.start > day:
        return False
    return closed.start > day if closed is not None else file.text(STAGE) not in CLOSED
