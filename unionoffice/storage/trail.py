"""The trail of every change: who, when, what was there before and after, in a chain that shows tampering.

Triggers write the trail from within SQLite, so that no door can forget it. A change outside `OfficeFile.write()`
fails because no batch is set. Python seals the new rows at commit: each hash covers the one before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from unionoffice.storage.driver import Database, run_many

PURGE = "purge"
_EVENT = "event"
_SEALED_AT_ONCE = 2_000


class Head(NamedTuple):
    """The last link of the chain; anchored in every backup, because a cut tail shows nowhere else."""

    seq: int
    digest: str


class Touch(NamedTuple):
    """What became of a row since: when it was last changed, and whether it is new."""

    at: datetime
    is_new: bool


START = Head(0, "0" * 64)


@dataclass(frozen=True)
class Entry:
    """One change of one row, or one event; `old` and `new` are the whole row by column."""

    seq: int
    at: datetime
    actor: str
    batch: int
    table: str
    row_id: int | None
    op: str
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None


def begin(db: Database, actor: str, *, purging: bool = False) -> None:
    """Name the writer and number the batch for the triggers; inside the transaction."""
    db.execute(
        "UPDATE now_writing SET actor = ?, at = ?, purging = ?, batch = ?",
        [actor, datetime.now(UTC).isoformat(timespec="milliseconds"), int(purging), last_batch(db) + 1],
    )


def finish(db: Database) -> None:
    """Seal what was written and forget the writer; the last step before COMMIT."""
    seal(db)
    db.execute("UPDATE now_writing SET actor = '', at = '', purging = 0, batch = NULL")


def log_event(db: Database, kind: str, detail: Mapping[str, Any]) -> None:
    """Add an export, a print, a view or a restore to the trail; the detail holds no personal data."""
    db.execute(
        "INSERT INTO trail(at, actor, batch, tbl, op, new) SELECT at, actor, batch, ?, ?, ? FROM now_writing",
        [kind, _EVENT, json.dumps(detail, ensure_ascii=False)],
    )


def erase(db: Database, table: str, row_id: int) -> None:
    """Empty the contents kept about one row, as the law allows (PIPL 47); the chain goes on and names the gaps.

    Only inside a purging write.
    """
    about = [table, row_id]
    seqs = [row[0] for row in db.execute("SELECT seq FROM trail WHERE tbl = ? AND row_id = ?", about)]
    seal(db)
    db.execute("UPDATE trail SET old = NULL, new = NULL WHERE tbl = ? AND row_id = ?", about)
    log_event(db, PURGE, {"table": table, "row_id": row_id, "seqs": seqs})


def history(db: Database, table: str, row_id: int) -> list[Entry]:
    """Return every change of one row, oldest first."""
    return _entries(db, _ENTRIES + "WHERE tbl = ? AND row_id = ? AND op <> 'event' ORDER BY seq", [table, row_id])


def changes(db: Database, batch: int) -> list[Entry]:
    """Return what one saving wrote, in order; undoing a batch walks it backwards."""
    return _entries(db, _ENTRIES + "WHERE batch = ? AND op <> 'event' ORDER BY seq", [batch])


def events(db: Database, kind: str) -> list[Entry]:
    """Return all events of a kind, oldest first."""
    return _entries(db, _ENTRIES + "WHERE tbl = ? AND op = 'event' ORDER BY seq", [kind])


def latest(db: Database, limit: int) -> list[Entry]:
    """Return the newest entries of any kind, newest first."""
    return _entries(db, _ENTRIES + "ORDER BY seq DESC LIMIT ?", [limit])


def touched_since(db: Database, batch: int) -> dict[tuple[str, int], Touch]:
    """Name the rows that were changed after a batch, by table and id."""
    sql = (
        "SELECT tbl, row_id, max(at), max(op = 'insert') FROM trail "
        "WHERE batch > ? AND op <> 'event' AND row_id IS NOT NULL GROUP BY tbl, row_id"
    )
    found = db.execute(sql, [batch]).fetchall()
    return {(table, row_id): Touch(datetime.fromisoformat(at), bool(born)) for table, row_id, at, born in found}


def last_batch(db: Database) -> int:
    """Return the number of the newest batch, 0 when nothing was ever written."""
    return int(db.execute("SELECT coalesce(max(batch), 0) FROM trail").fetchone()[0])


def head(db: Database) -> Head:
    """Return the last sealed link."""
    row = db.execute("SELECT seq, digest FROM trail_seal ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(*row) if row else START


def seal(db: Database) -> Head:
    """Chain the rows that have no seal yet and return the new head."""
    last = head(db)
    # A large import leaves a hundred thousand rows; their contents need not all be in memory.
    unsealed = _ENTRIES + "WHERE seq > ? ORDER BY seq LIMIT ?"
    while rows := db.execute(unsealed, [last.seq, _SEALED_AT_ONCE]).fetchall():
        seals = []
        for row in rows:
            payload = _payload_digest(row)
            last = Head(row[0], _link(last, row, payload))
            seals.append((last.seq, payload, last.digest))
        run_many(db, "INSERT INTO trail_seal(seq, payload, digest) VALUES (?, ?, ?)", seals)
    return last


def verify(db: Database) -> int | None:
    """Return the first number in the trail that was changed, removed or never sealed; None when all is whole."""
    erased = set(_erased(db))
    last = START
    for row in db.execute(_CHAINED + "ORDER BY trail.seq"):
        if row[0] != last.seq + 1:
            return last.seq + 1
        if not _fits(row, last, row[0] in erased):
            return int(row[0])
        last = Head(row[0], row[10])
    counted = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'trail'").fetchone()
    sealed = db.execute("SELECT coalesce(max(seq), 0) FROM trail_seal").fetchone()[0]
    return last.seq + 1 if max(counted[0] if counted else 0, sealed) > last.seq else None


_ENTRIES = "SELECT seq, at, actor, batch, tbl, row_id, op, old, new FROM trail "
_CHAINED = (
    "SELECT trail.seq, at, actor, batch, tbl, row_id, op, old, new, trail_seal.payload, trail_seal.digest "
    "FROM trail LEFT JOIN trail_seal USING (seq) "
)


def _entries(db: Database, sql: str, values: list[Any]) -> list[Entry]:
    return [
        Entry(seq, datetime.fromisoformat(at), actor, batch, table, row_id, op, _row(old), _row(new))
        for seq, at, actor, batch, table, row_id, op, old, new in db.execute(sql, values).fetchall()
    ]


def _row(text: str | None) -> Mapping[str, Any] | None:
    return None if text is None else json.loads(text)


def _erased(db: Database) -> Iterator[int]:
    for entry in events(db, PURGE):
        yield from (entry.new or {})["seqs"]


def _fits(row: tuple[Any, ...], last: Head, was_erased: bool) -> bool:
    payload, digest = row[9], row[10]
    if payload is None or digest != _link(last, row, payload):
        return False
    return payload == _payload_digest(row) or (was_erased and row[7] is None and row[8] is None)


def _payload_digest(row: tuple[Any, ...]) -> str:
    return _digest(f"[{_json(row[7])}, {_json(row[8])}]")


def _link(last: Head, row: tuple[Any, ...], payload: str) -> str:
    seq, at, actor, batch, table, row_id, op = row[:7]
    where = f"{batch}, {_json(table)}, {'null' if row_id is None else row_id}, {_json(op)}"
    return _digest(f'["{last.digest}", {seq}, {_json(at)}, {_json(actor)}, {where}, "{payload}"]')


def _json(text: str | None) -> str:
    """Write words as json.dumps does; it takes ten times as long, and a large import is sealed row by row."""
    return "null" if text is None else encode_basestring(text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
