"""Take one saving back: the trail says what each row was before, and a new saving writes it there again."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from unionoffice.errors import OfficeError
from unionoffice.storage import trail
from unionoffice.storage.driver import Database, IntegrityError, listed, marks, quoted, run_many

Row = tuple[str, int]
"""A table and an id."""
_Statement = tuple[str, list[Any]]
Progress = Callable[[int, int], bool]
"""Hears how many of how many entries are done; tells whether to go on."""
_AT_ONCE = 500
"""So many entries of the trail are put back between two steps of the progress; an import leaves a hundred thousand."""
_VERSION, _TRASH = "row_version", "deleted_at"
_NEXT_VERSION = f"{_VERSION} = {_VERSION} + 1"
_BUT_VERSION = f"'$.{_VERSION}'"


class ChangedSinceError(OfficeError):
    """What is to be taken back is not there any more as it was left."""


@dataclass(frozen=True)
class Reversed:
    """The ledger rows that a reversal touched."""

    touched: set[Row] = field(default_factory=set)
    rewritten: set[Row] = field(default_factory=set)
    """Those whose contents it changed; the others only went into the trash or came out of it."""


@dataclass(frozen=True)
class _Change:
    """One entry of the trail; without contents where they are not needed: a new row, one in or out of the trash."""

    table: str
    row_id: int
    op: str
    only_trash: bool
    trash_before: str | None
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None


def reverse(
    db: Database, batch: int, ledgers: Collection[str], progress: Progress = lambda done, total: True
) -> Reversed:
    """Write what every row was before a batch; raises OfficeError when the progress says no. Inside a write.

    A row of a ledger that is no longer as the batch left it makes all of it fail. A record the batch added goes to the
    trash, so that its number is never given again. Other tables (codes, chapters) are put back only where they are as
    the batch left them: the words in them serve other records too.
    """
    counts = dict(db.execute(_TABLES, [batch]).fetchall())
    stale = {table for table in counts if _is_changed_since(db, batch, table)}
    if stale & set(ledgers):
        raise ChangedSinceError("这些登记后来又被改过，不能撤销；什么都没有改动。")
    stamp = datetime.now(UTC).isoformat(timespec="milliseconds")
    done = Reversed()
    for at, chunk in enumerate(_backwards(db, batch)):
        if not progress(at * _AT_ONCE, sum(counts.values())):
            raise OfficeError("已取消，什么都没有改动。")
        changes = [each for each in chunk if each.table not in stale]
        try:
            _write(db, [_put_back(each, stamp if each.table in ledgers else None) for each in changes])
        except IntegrityError as error:
            raise ChangedSinceError("后来的登记用了同样的编号或号码，不能撤销；什么都没有改动。") from error
        of_ledgers = [each for each in changes if each.table in ledgers]
        done.touched.update((each.table, each.row_id) for each in of_ledgers)
        done.rewritten.update((each.table, each.row_id) for each in of_ledgers if each.old is not None)
        trail.seal(db)
    return done


_TABLES = "SELECT tbl, count(*) FROM trail WHERE batch = ? AND op <> 'event' GROUP BY tbl"
_LATEST = "SELECT row_id, max(seq) AS seq FROM trail WHERE batch = ? AND tbl = ? AND op <> 'event' GROUP BY row_id"
_NAMES = "SELECT key FROM json_each((SELECT new FROM trail WHERE batch = ? AND tbl = ? AND new NOTNULL LIMIT 1))"


def _is_changed_since(db: Database, batch: int, table: str) -> bool:
    """Tell whether a row is not as its last entry of the batch says; the version only ever grows."""
    names = [row[0] for row in db.execute(_NAMES, [batch, table]).fetchall()]
    column = f"iif(there.rowid ISNULL, NULL, {_as_json(names)})"
    # The texts are compared where they lie; only rows whose text differs are read and compared value by value.
    sql = (
        f"SELECT row_id, new FROM ({_LATEST}) JOIN trail USING (seq, row_id)"
        f" LEFT JOIN {quoted(table)} AS there ON there.rowid = row_id"
        f" WHERE new IS NOT {column} AND json_remove(new, {_BUT_VERSION}) IS NOT json_remove({column}, {_BUT_VERSION})"
    )
    return any(_differs(db, table, row_id, _read(new)) for row_id, new in db.execute(sql, [batch, table]).fetchall())


def _differs(db: Database, table: str, row_id: int, wanted: Mapping[str, Any] | None) -> bool:
    columns = _as_json(wanted or ())
    sql = f"SELECT {columns} FROM {quoted(table)} AS there WHERE there.rowid = ?"
    found = db.execute(sql, [row_id]).fetchone()
    if wanted is None or found is None:
        return (wanted is None) != (found is None)
    there = json.loads(found[0])
    return any(there[name] != value for name, value in wanted.items() if name != _VERSION)


def _as_json(names: Collection[str]) -> str:
    """Write a row as the trail writes it."""
    pairs = ("'" + each.replace("'", "''") + f"', there.{quoted(each)}" for each in names)
    return f"json_object({', '.join(pairs)})"


_BUT_TRASH = f"{_BUT_VERSION}, '$.{_TRASH}'"
_BACKWARDS = (
    "SELECT seq, tbl, row_id, op, only_trash, trash_before, iif(only_trash, NULL, old),"
    " iif(only_trash OR op = 'insert', NULL, new) FROM ("
    f"SELECT *, json_extract(old, '$.{_TRASH}') AS trash_before, op = 'update'"
    f" AND json_type(old, '$.{_VERSION}') NOTNULL AND json_type(old, '$.{_TRASH}') NOTNULL"
    f" AND json_remove(old, {_BUT_TRASH}) = json_remove(new, {_BUT_TRASH}) AS only_trash"
    " FROM trail WHERE batch = ? AND op <> 'event' AND seq < ? ORDER BY seq DESC LIMIT ?)"
)


def _backwards(db: Database, batch: int) -> Iterator[list[_Change]]:
    """Read the changes of a batch, the last one first."""
    before = 2**63 - 1
    while rows := db.execute(_BACKWARDS, [batch, before, _AT_ONCE]).fetchall():
        yield [
            _Change(table, row_id, op, bool(only_trash), trash_before, _read(old), _read(new))
            for _, table, row_id, op, only_trash, trash_before, old, new in rows
        ]
        before = rows[-1][0]


def _read(text: str | None) -> Mapping[str, Any] | None:
    return None if text is None else json.loads(text)


def _put_back(change: _Change, stamp: str | None) -> _Statement | None:
    """Write the statement that takes a change back; a record of a ledger gets the stamp of the trash."""
    if change.only_trash:
        return _set(change, {_TRASH: change.trash_before}, is_versioned=True)
    if change.old is not None and change.new is not None:
        old, new = change.old, change.new
        values = {name: value for name, value in old.items() if value != new.get(name) and name != _VERSION}
        return _set(change, values, is_versioned=_VERSION in new)
    if stamp is None and change.op == "insert":
        return f"DELETE FROM {quoted(change.table)} WHERE rowid = ?", [change.row_id]
    if change.op == "insert":
        return _set(change, {_TRASH: stamp}, is_versioned=True)
    if stamp is not None or change.old is None:
        raise ChangedSinceError("这一步里的登记已经依法清除，不能撤销；什么都没有改动。")
    values = {"rowid": change.row_id, **{name: value for name, value in change.old.items() if name != "id"}}
    sql = f"INSERT INTO {quoted(change.table)}({listed(values)}) VALUES ({marks(len(values))})"
    return sql, [*values.values()]


def _set(change: _Change, values: Mapping[str, Any], *, is_versioned: bool) -> _Statement | None:
    changed = [quoted(name) + " = ?" for name in values]
    settings = ", ".join([*changed, _NEXT_VERSION] if is_versioned else changed)
    sql = f"UPDATE {quoted(change.table)} SET {settings} WHERE rowid = ?"
    return (sql, [*values.values(), change.row_id]) if settings else None


def _write(db: Database, statements: Sequence[_Statement | None]) -> None:
    for sql, alike in groupby(filter(None, statements), key=lambda statement: statement[0]):
        run_many(db, sql, (values for _, values in alike))
