"""What a form tells the clerk about the record it shows: deadlines, missing papers, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from unionoffice.domain.ledger import Record
from unionoffice.usecases.event_notes import event_notes, log_notes
from unionoffice.usecases.household_notes import household_notes
from unionoffice.usecases.member_notes import member_notes
from unionoffice.usecases.office import Office

Note = Callable[[Office, Record], Iterable[str]]
NOTES: Mapping[str, tuple[Note, ...]] = {
    "event": (event_notes,),
    "household": (household_notes,),
    "member": (member_notes,),
    "work_log": (log_notes,),
}
"""What is told of the records of each ledger."""


def notes_of(office: Office, record: Record) -> list[str]:
    """Collect the sentences about a kept record, the most urgent first."""
    return [sentence for note in NOTES.get(record.ledger.key, ()) for sentence in note(office, record)]
