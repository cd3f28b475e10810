"""What has left the office as a file: when, who wrote it, which rows and columns, for whom and what for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from unionoffice.storage import trail
from unionoffice.usecases.export_ledger import EVENT
from unionoffice.usecases.office import Office


@dataclass(frozen=True)
class Exported:
    """One file as the trail tells of it; what was not noted at the time is empty."""

    at: datetime
    """In the time of this computer."""
    who: str
    what: str
    """The title of the ledger, of the list or of the whole that was written."""
    rows: int | None
    columns: tuple[str, ...]
    profile: str
    purpose: str
    recipient: str
    name: str


def exports(office: Office) -> list[Exported]:
    """List every file that was written from the office's records, the newest first."""
    found = trail.events(office.file.db, EVENT)
    return [_exported(office, each.at, each.actor, each.new or {}) for each in reversed(found)]


def _exported(office: Office, at: datetime, who: str, detail: Mapping[str, Any]) -> Exported:
    rows = detail.get("rows")
    columns = detail.get("columns")
    return Exported(
        at=at.astimezone(),
        who=who,
        what=_what(office, detail),
        rows=rows if isinstance(rows, int) else None,
        columns=tuple(map(str, columns)) if isinstance(columns, list) else (),
        profile=str(detail.get("profile", "")),
        purpose=str(detail.get("purpose", "")),
        recipient=str(detail.get("recipient", "")),
        name=str(detail.get("name", "")),
    )


def _what(office: Office, detail: Mapping[str, Any]) -> str:
    ledger = office.ledgers_with_hidden.by_key.get(str(detail.get("ledger", "")))
    named = (detail.get(key) for key in ("form", "list", "what", "period"))
    words = [ledger.title if ledger else "", *(str(each) for each in named if each)]
    return "，".join(filter(None, words)) or "其他"
