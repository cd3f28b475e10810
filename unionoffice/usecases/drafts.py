"""Words that were typed and not saved when the program or the machine broke off."""

from __future__ import annotations

from collections.abc import Mapping

from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Record
from unionoffice.errors import OfficeError
from unionoffice.storage import draft_table
from unionoffice.storage.draft_table import Draft, Place
from unionoffice.usecases.office import Office

__all__ = ["Draft", "Place", "drafts", "drop_draft", "keep_draft", "place_of", "record_of", "told_of"]


def place_of(ledger: str, old: Record | None, fixed: Mapping[str, object]) -> Place:
    """Name the form that shows a record, or takes a new one, of a ledger; `fixed` holds the link to its parent."""
    parent = next((value.id for value in fixed.values() if isinstance(value, Link)), 0)
    return Place(ledger, old.id if old else 0, parent)


def keep_draft(office: Office, place: Place, raw: Mapping[str, object]) -> None:
    """Keep the words of a form; no step, and nothing of it on the trail."""
    draft_table.put(office.file, place, raw)


def drop_draft(office: Office, place: Place) -> None:
    """Forget the words of a form that was saved or given up."""
    draft_table.drop(office.file, place)


def drafts(office: Office) -> list[Draft]:
    """List what was not saved, the latest first; drafts of ledgers that are no longer there are left out."""
    return [each for each in draft_table.read_all(office.file) if each.place.ledger in office.ledgers.by_key]


def record_of(office: Office, place: Place) -> Record | None:
    """Give the record a draft corrects, None where it begins a new one; raises OfficeError when it is in the trash."""
    ledger = office.ledgers.by_key[place.ledger]
    if place.parent_id and ledger.parent is not None:
        _refuse_trashed(office.record(ledger.parent.kind.ledger, place.parent_id))  # type: ignore[attr-defined]
    if not place.record_id:
        return None
    record = office.record(place.ledger, place.record_id)
    _refuse_trashed(record)
    return record


def _refuse_trashed(record: Record) -> None:
    if record.trashed:
        raise OfficeError(f"“{record.label}”在回收站里，先恢复它，下次打开时可以继续填写。")


def told_of(office: Office, draft: Draft) -> str:
    """Name a draft by its ledger, what it is called, and when it was typed."""
    ledger = office.ledgers.by_key[draft.place.ledger]
    words = next((str(words) for key in ledger.label if isinstance(words := draft.raw.get(key.key), str) and words), "")
    if not words and draft.place.record_id:
        words = office.labels(ledger.key, [draft.place.record_id]).get(draft.place.record_id, "")
    name = f"“{words}”" if words else ""
    return f"{ledger.title}{name}，{draft.at.astimezone():%m-%d %H:%M} 填写"
