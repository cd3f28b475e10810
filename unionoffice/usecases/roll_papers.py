"""Builds the lists of members whose rows do not count yet, one for each department to put right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unionoffice.domain.ledger import Record
from unionoffice.errors import OfficeError
from unionoffice.ledgers.member import ID_NUMBER, NAME, NO, UNIT
from unionoffice.reports.form_parts import FormPaper
from unionoffice.reports.papers.unqualified_list import UnqualifiedRow, unqualified_lists
from unionoffice.usecases.office import Office
from unionoffice.usecases.paper_kinds import PaperOptions
from unionoffice.usecases.paper_words import said_of
from unionoffice.usecases.roll_quality import unqualified


def unqualified_papers(office: Office, records: Sequence[Record], options: PaperOptions) -> Iterator[FormPaper]:
    """Give 会员信息待完善名单 department by department; raises OfficeError when every row is qualified."""
    faults = {each.id: each.faults for each in unqualified(office, among={each.id for each in records})}
    rows = [
        UnqualifiedRow(
            record.text(UNIT),
            record.text(NAME),
            record.text(NO),
            said_of(record, ID_NUMBER, full=False),
            faults[record.id],
        )
        for record in records
        if record.id in faults
    ]
    if not rows:
        raise OfficeError("列出的会员信息都是完整的，没有需要退回的名单。")
    yield from unqualified_lists(rows, office.name, office.today.isoformat())
