"""Numbers of persons with all their digits: lists show them only when asked, and who asked is put on the trail."""

from __future__ import annotations

from unionoffice.domain.ledger import Ledger
from unionoffice.usecases.office import Office

SEEN = "view"
"""The event of the trail that says somebody looked at what is usually hidden."""
REASONS = ("核对证件", "联系本人", "办理手续")


def has_numbers(ledger: Ledger) -> bool:
    """Tell whether a ledger holds numbers by which persons are known."""
    return any(each.kind.identifies for each in ledger.fields)


def note_list_seen(office: Office, ledger: Ledger, reason: str) -> None:
    """Put on the trail that the numbers of a whole list are shown, and why."""
    office.file.log_event(SEEN, {"ledger": ledger.key, "what": "list", "reason": reason})


def note_history_seen(office: Office, ledger: str, record_id: int) -> None:
    """Put on the trail that the history of a record is shown with nothing hidden."""
    office.file.log_event(SEEN, {"ledger": ledger, "record": record_id, "what": "history"})
