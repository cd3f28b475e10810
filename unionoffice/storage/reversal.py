"""Take one saving back: the trail says what each row was before, and a new saving writes it there again."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from unionoffice.errors import OfficeError
from unionoffice.storage import trail
from unionoffice.storage.driver import Database, IntegrityError, listed, marks, quoted
from unionoffice.storage.trail import Entry

Row = tuple[str, int]
"""A table and an id."""
_AT_ONCE = 500
_VERSION, _TRASH = "row_version", "deleted_at"


class ChangedSinceError(OfficeError):
    """What is to be taken back is not there any more as it was left."""


def reverse(db: Database, batch: int, ledgers: Collection[str]) -> set[Row]:
    """Write what every row was before a batch; returns the ledger rows touched. Inside a write.

    A row of a ledger that is no longer as the batch left it makes all of it fail. A record the batch added goes to the
    trash, so that its number is never given again. Other tables (codes, chapters) are put back only where they are as
    the batch left them: the words in them serve other records too.
    """
    entries = trail.changes(db, batch)
    stale = {table for table, _ in _changed_since(db, entries)}
    if stale & set(ledgers):
        raise ChangedSinceError("这些登记后来又被改过，不能撤销；什么都没有改动。")
    stamp = datetime.now(UTC).isoformat(timespec="milliseconds")
    touched: set[Row] = set()
    try:
        for entry in reversed(entries):
            if entry.table in ledgers:
                touched.add((entry.table, _put_back_record(db, entry, stamp)))
            elif entry.table not in stale:
                _put_back(db, entry)
    except IntegrityError as error:
        raise ChangedSinceError("后来的登记用了同样的编号或号码，不能撤销；什么都没有改动。") from error
    return touched


def _changed_since(db: Database, entries: Iterable[Entry]) -> Iterator[Row]:
    left: dict[Row, Mapping[str, Any] | None] = {
        (entry.table, entry.row_id): entry.new for entry in entries if entry.row_id is not None
    }
    for table, rows in groupby(sorted(left, key=lambda row: row[0]), key=lambda row: row[0]):
        ids = [row_id for _, row_id in rows]
        columns = sorted({name for each in ids for name in left[table, each] or ()})
        found = _present(db, table, columns, ids)
        for row_id in ids:
            wanted, there = left[table, row_id], found.get(row_id)
            if (wanted is None) != (there is None) or (wanted and there and not _agree(wanted, there)):
                yield table, row_id


def _agree(wanted: Mapping[str, Any], there: Mapping[str, Any]) -> bool:
    """Compare without the version, which only ever grows."""
    return all(there[name] == value for name, value in wanted.items() if name != _VERSION)


def _present(db: Database, table: str, columns: list[str], ids: list[int]) -> dict[int, Mapping[str, Any]]:
    """Read rows as the trail writes them."""
    pairs = ", ".join("'" + name.replace("'", "''") + "', " + quoted(name) for name in columns)
    start = "SELECT rowid, json_object(" + pairs + ") FROM " + quoted(table) + " WHERE rowid IN ("
    found: dict[int, Mapping[str, Any]] = {}
    for at in range(0, len(ids), _AT_ONCE):
        chunk = ids[at : at + _AT_ONCE]
        rows = db.execute(start + marks(len(chunk)) + ")", chunk).fetchall()
        found.update((row_id, json.loads(text)) for row_id, text in rows)
    return found


def _put_back_record(db: Database, entry: Entry, stamp: str) -> int:
    assert entry.row_id is not None
    if entry.op == "insert":
        _set(db, entry, {_TRASH: stamp})
    elif entry.old is not None and entry.new is not None:
        _set(db, entry, _differing(entry.old, entry.new))
    else:
        raise ChangedSinceError("这一步里的登记已经依法清除，不能撤销；什么都没有改动。")
    return entry.row_id


def _put_back(db: Database, entry: Entry) -> None:
    table = quoted(entry.table)
    if entry.op == "insert":
        db.execute("DELETE FROM " + table + " WHERE rowid = ?", [entry.row_id])
    elif entry.op == "delete" and entry.old is not None:
        names = ["rowid", *(name for name in entry.old if name != "id")]
        values = [entry.row_id, *(value for name, value in entry.old.items() if name != "id")]
        db.execute("INSERT INTO " + table + "(" + listed(names) + ") VALUES (" + marks(len(names)) + ")", values)
    elif entry.old is not None and entry.new is not None:
        _set(db, entry, _differing(entry.old, entry.new))


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in old.items() if value != new.get(name) and name != _VERSION}


def _set(db: Database, entry: Entry, values: Mapping[str, Any]) -> None:
    settings = [quoted(name) + " = ?" for name in values]
    if _VERSION in (entry.new or ()):
        settings.append("row_version = row_version + 1")
    if settings:
        sql = "UPDATE " + quoted(entry.table) + " SET " + ", ".join(settings) + " WHERE rowid = ?"
        db.execute(sql, [*values.values(), entry.row_id])
