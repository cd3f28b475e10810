"""What is typed and not saved yet, kept in the encrypted file so that a crash does not take it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from unionoffice.domain.kinds import Attachment, Link
from unionoffice.storage.database import OfficeFile


@dataclass(frozen=True)
class Place:
    """The form in which something is typed."""

    ledger: str
    record_id: int = 0
    """0 for a record that is not kept yet."""
    parent_id: int = 0
    """The record that a child belongs to, 0 for others."""


@dataclass(frozen=True)
class Draft:
    """The raw words of one form, as the form takes them."""

    place: Place
    at: datetime
    raw: Mapping[str, object]


def put(file: OfficeFile, place: Place, raw: Mapping[str, object]) -> None:
    """Keep the words of a form in the place of what was kept of it before."""
    words = json.dumps({key: _plain(value) for key, value in raw.items()}, ensure_ascii=False)
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    with file.write() as db:
        db.execute(
            "INSERT INTO draft(ledger, record_id, parent_id, at, words) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT(ledger, record_id, parent_id) DO UPDATE SET at = excluded.at, words = excluded.words",
            [place.ledger, place.record_id, place.parent_id, at, words],
        )


def drop(file: OfficeFile, place: Place) -> None:
    """Forget the words of a form."""
    with file.write() as db:
        db.execute(
            "DELETE FROM draft WHERE ledger = ? AND record_id = ? AND parent_id = ?",
            [place.ledger, place.record_id, place.parent_id],
        )


def read_all(file: OfficeFile) -> list[Draft]:
    """Read all drafts, the latest first."""
    sql = "SELECT ledger, record_id, parent_id, at, words FROM draft ORDER BY at DESC, id DESC"
    return [
        Draft(
            Place(*row[:3]),
            datetime.fromisoformat(row[3]),
            {key: _value(each) for key, each in json.loads(row[4]).items()},
        )
        for row in file.db.execute(sql).fetchall()
    ]


def _plain(value: object) -> Any:
    if isinstance(value, Link):
        return {"link": [value.ledger, value.id, value.label]}
    if isinstance(value, tuple):
        return {"files": [[each.digest, each.file_name, each.caption, each.taken_on] for each in value]}
    return value


def _value(plain: Any) -> object:
    if isinstance(plain, dict):
        return Link(*plain["link"]) if "link" in plain else tuple(Attachment(*each) for each in plain["files"])
    return plain
