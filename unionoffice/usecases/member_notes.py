"""What the form of a member tells beside the fields: why the row is not qualified, and how far 会费 is paid."""

from __future__ import annotations

from collections.abc import Iterator

from unionoffice.domain.ledger import Record
from unionoffice.ledgers.member import STATE
from unionoffice.rules.member import ON_ROLL, faults
from unionoffice.usecases.dues import owed_months
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook


def member_notes(office: Office, record: Record) -> Iterator[str]:
    """Say what is to be put right of a member on the roll."""
    if record.text(STATE) not in ON_ROLL:
        return
    if found := faults(record, OfficeBook(office)):
        yield f"这一行不合格：{'；'.join(found)}"
    if (months := owed_months(record, office.today)) > 0:
        yield f"会费欠缴 {months} 个月"
