"""Make one member of two: everything that spoke of the one speaks of the other then, and nothing is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from unionoffice.domain.kinds import Files, Flag, LongText, Ref, Text
from unionoffice.domain.ledger import Field, Record
from unionoffice.errors import OfficeError
from unionoffice.ledgers.event import ATTENDANCE, ATTENDANCE_EVENT, ATTENDANCE_MEMBER
from unionoffice.ledgers.member import MEMBER, MEMBERSHIP_CHANGE
from unionoffice.storage import own_tables
from unionoffice.usecases.keep_record import follow_latest_change, keep, state_by_changes
from unionoffice.usecases.office import Office


@dataclass(frozen=True)
class Difference:
    """One field in which two members do not agree."""

    field: Field[Any]
    kept: str
    other: str


def differences(kept: Record, other: Record) -> list[Difference]:
    """List the fields to choose between; files of both are kept anyway."""
    return [
        Difference(each, kept.text(each), other.text(each))
        for each in kept.ledger.fields
        if not each.computed and not isinstance(each.kind, Files) and kept.text(each) != other.text(each)
    ]


def state_of_both(office: Office, kept: Record, other: Record) -> str:
    """Tell the 会籍状态 that the changes of both lead to, whatever is chosen; empty where neither has any."""
    return state_by_changes([row for one in (kept, other) for row in office.children(MEMBERSHIP_CHANGE.key, one.id)])


def references(office: Office, member_id: int) -> int:
    """Count the records of all ledgers, those in the trash too, that speak of a member."""
    seen = sum(
        len(office.table(ledger.key).pointing(key, [member_id])) for ledger, key in office.ledgers.links_to(MEMBER.key)
    )
    return seen + sum(
        own_tables.count_pointing(office.file, ledger, key, member_id) for ledger, key in _hidden_links(office)
    )


def _hidden_links(office: Office) -> list[tuple[str, str]]:
    """List the links to members in fields and registers that the office has put out of sight."""
    in_sight = {(ledger.key, key.key) for ledger, key in office.ledgers.links_to(MEMBER.key)}
    links = [
        (ledger.key, each.key)
        for ledger in office.ledgers_with_hidden.all
        for each in ledger.fields
        if isinstance(each.kind, Ref) and each.kind.ledger == MEMBER.key
    ]
    return [each for each in links if each not in in_sight]


def merge_members(office: Office, kept_id: int, other_id: int, from_other: Collection[str]) -> Record:
    """Move all that belongs to `other_id` to `kept_id`, take these fields over, and put the other into the trash.

    One saving, taken back as one. Raises OfficeError when the merged row cannot be kept; nothing is changed then.
    """
    kept, other = office.record(MEMBER.key, kept_id), office.record(MEMBER.key, other_id)
    if kept_id == other_id or kept.trashed or other.trashed:
        raise OfficeError("请选择两个不同的、不在回收站的会员。")
    raw = {key: _as_typed(other, key) for key in from_other} | _files_of_both(kept, other)
    try:
        with office.file.write():
            stamp = datetime.now(UTC).isoformat(timespec="milliseconds")
            office.table(MEMBER.key).set_trashed([other_id], stamp)
            _move(office, kept_id, other_id)
            _come_once(office, kept_id, stamp)
            result = keep(office, MEMBER.key, raw, kept, doubting=False)
            if result.record is None:
                wrong = next(each for each in result.problems if each.blocking)
                raise OfficeError(f"合并后的登记不能保存：{kept.ledger.get(wrong.field).title}{wrong.sentence}。")
            follow_latest_change(office, kept_id)
    except BaseException:
        office.refresh()
        raise
    return office.record(MEMBER.key, kept_id)


def _as_typed(record: Record, key: str) -> object:
    """Give a value so that reading it again gives the same: links as they are, all else in words."""
    value = record.values.get(key)
    return value if hasattr(value, "ledger") else record.text(record.ledger.get(key))


def _files_of_both(kept: Record, other: Record) -> dict[str, object]:
    return {
        each.key: tuple(dict.fromkeys([*kept.values.get(each.key, ()), *other.values.get(each.key, ())]))
        for each in kept.ledger.fields
        if isinstance(each.kind, Files) and each.key in other.values
    }


def _move(office: Office, kept_id: int, other_id: int) -> None:
    """Let every record that points at the one point at the other, those in the trash too."""
    link = office.link(MEMBER.key, kept_id)
    for ledger, key in office.ledgers.links_to(MEMBER.key):
        table = office.table(ledger.key)
        for record in table.records(table.pointing(key, [other_id])):
            table.change(record.with_values({key.key: link}))
    for hidden, column in _hidden_links(office):
        own_tables.point_elsewhere(office.file, hidden, column, other_id, kept_id)


def _come_once(office: Office, member_id: int, stamp: str) -> None:
    """Of several rows of one event make one, so that the person is counted once there; the others go into the trash."""
    table = office.table(ATTENDANCE.key)
    by_event: dict[int, list[Record]] = defaultdict(list)
    for row in table.records(sorted(table.pointing(ATTENDANCE_MEMBER, [member_id]))):
        event = row[ATTENDANCE_EVENT]
        if event is not None and not row.trashed:
            by_event[event.id].append(row)
    for first, *others in by_event.values():
        if others:
            table.change(first.with_values(_together([first, *others])))
            table.set_trashed([each.id for each in others], stamp)


def _together(rows: Sequence[Record]) -> dict[str, Any]:
    """Give what the rows say together: a yes of any of them, and all the different words."""
    said: dict[str, Any] = {}
    for each in ATTENDANCE.fields:
        values = list(dict.fromkeys(row.values[each.key] for row in rows if each.key in row.values))
        if isinstance(each.kind, Flag):
            said[each.key] = any(values) or (False if values else None)
        elif isinstance(each.kind, Text | LongText) and len(values) > 1:
            said[each.key] = "；".join(values)
        elif values:
            said[each.key] = values[0]
    return said
