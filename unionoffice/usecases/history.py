"""What happened to one record: who changed which field when, and the way back to an earlier version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from unionoffice.domain.kinds import Files, Link, Ref
from unionoffice.domain.ledger import Field, Privacy, Record
from unionoffice.errors import OfficeError
from unionoffice.exchange.profiles import masked
from unionoffice.storage import trail
from unionoffice.storage.trail import Entry
from unionoffice.usecases.keep_record import bring_back, keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.undo import one_step
from unionoffice.usecases.whole_numbers import note_history_seen

ADDED, CHANGED, TRASHED, BROUGHT_BACK = "新增", "修改", "放入回收站", "恢复"
_HIDDEN = "（不公开）"


@dataclass(frozen=True)
class Change:
    """One field, before and after."""

    title: str
    old: str
    new: str


@dataclass(frozen=True)
class Version:
    """The record as one saving left it."""

    batch: int
    at: datetime
    actor: str
    act: str
    changes: tuple[Change, ...]
    values: Mapping[str, Any] | None
    """The values by field key; None where the law had them erased."""


def versions(office: Office, ledger: str, record_id: int, *, unmasked: bool = False) -> list[Version]:
    """List what became of a record, the newest first; what identifies or concerns a person is masked unless asked for.

    Asking for it is put on the trail.
    """
    if unmasked:
        note_history_seen(office, ledger, record_id)
    entries = trail.history(office.file.db, ledger, record_id)
    found = [
        _version(office, ledger, list(each), unmasked=unmasked)
        for _, each in groupby(entries, key=lambda entry: entry.batch)
    ]
    return [each for each in reversed(found) if each.changes or each.act != CHANGED]


def restore(office: Office, ledger: str, record_id: int, version: Version) -> Record:
    """Give a record the values of an earlier version, as one step; raises OfficeError that says what forbids it."""
    if version.values is None:
        raise OfficeError("这个版本的内容已经依法清除，不能恢复。")
    record = office.record(ledger, record_id)
    raw = dict(_raw(record, version.values))
    now = dict(_raw(record, record.values))
    if raw == now and not record.trashed:
        raise OfficeError("这个版本与现在的内容相同，不用恢复。")
    with one_step(office, f"恢复{record.ledger.title}“{record.label}”到 {version.at.astimezone():%Y-%m-%d %H:%M}"):
        if record.trashed:
            bring_back(office, ledger, [record_id])
        kept = keep(office, ledger, raw, office.record(ledger, record_id))
        if kept.record is None:
            reasons = [
                f"{record.ledger.get(each.field).title}：{each.sentence}" for each in kept.problems if each.blocking
            ]
            raise OfficeError(f"不能恢复到这个版本。{'；'.join(reasons)}。什么都没有改动。")
    return office.record(ledger, record_id)


def _raw(record: Record, values: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for each in record.ledger.fields:
        if each.computed:
            continue
        value = values.get(each.key)
        as_it_is = isinstance(each.kind, Ref | Files)
        yield each.key, "" if value is None else value if as_it_is else each.kind.text(value)


def _version(office: Office, ledger: str, entries: list[Entry], *, unmasked: bool) -> Version:
    first, last = entries[0], entries[-1]
    old = None if first.op == "insert" else _values(office, ledger, first.old)
    new = _values(office, ledger, last.new)
    fields = office.ledgers.by_key[ledger].fields
    changes = tuple(_changes(fields, old or {}, new, unmasked=unmasked)) if new is not None else ()
    return Version(last.batch, last.at, last.actor, _act(first, last), changes, new)


def _act(first: Entry, last: Entry) -> str:
    if first.op == "insert":
        return ADDED
    was, now = (first.old or {}).get("deleted_at"), (last.new or {}).get("deleted_at")
    if bool(was) == bool(now):
        return CHANGED
    return TRASHED if now else BROUGHT_BACK


def _values(office: Office, ledger: str, row: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Read the values of a row of the trail; columns that came later are blank in it."""
    if row is None:
        return None
    values: dict[str, Any] = {}
    for each in office.ledgers.by_key[ledger].fields:
        stored = [row.get(column.name) for column in each.kind.columns(each.key)]
        if stored[0] is None:
            continue
        value = each.kind.from_row(*stored)
        values[each.key] = _labelled(office, value) if isinstance(value, Link) else value
    return values


def _labelled(office: Office, link: Link) -> Link:
    return Link(link.ledger, link.id, office.labels(link.ledger, [link.id]).get(link.id, f"#{link.id}"))


def _changes(
    fields: tuple[Field[Any], ...], old: Mapping[str, Any], new: Mapping[str, Any], *, unmasked: bool
) -> Iterator[Change]:
    for each in fields:
        before, after = old.get(each.key), new.get(each.key)
        if before == after:
            continue
        words = _words(each, before, unmasked=unmasked), _words(each, after, unmasked=unmasked)
        told = f"{words[1]}（有改动）" if words[0] == words[1] else words[1]
        yield Change(each.title, words[0], told)


def _words(each: Field[Any], value: Any, *, unmasked: bool) -> str:
    if value is None:
        return ""
    if unmasked or each.privacy is Privacy.OPEN:
        return each.kind.text(value)
    if each.privacy is Privacy.MASKED:
        return masked(each, value)
    starred = each.kind.masked(value)
    return _HIDDEN if starred == each.kind.text(value) else starred
