"""What the form of a household tells: how far it is, what is due, which papers are missing."""

from __future__ import annotations

from collections.abc import Iterable

from unionoffice.domain.ledger import Record
from unionoffice.ledgers.household import CONSENT_ON
from unionoffice.rules.household_follow_up import back_in_need_note, review_note, visit_note
from unionoffice.rules.household_income import line_note
from unionoffice.rules.household_papers import papers_note
from unionoffice.rules.household_stages import is_open, publicity_note
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook

NO_CONSENT = "还没有填授权书日期（核对家庭经济状况用）"


def household_notes(office: Office, file: Record) -> Iterable[str]:
    """Tell what the clerk should know or do next about a household, the most urgent first."""
    book = OfficeBook(office)
    if not is_open(file):
        return filter(None, [back_in_need_note(file, book), visit_note(file, book)])
    consent = "" if file[CONSENT_ON] is not None else NO_CONSENT
    notes = (publicity_note, review_note, visit_note, line_note, papers_note)
    return filter(None, [*(note(file, book) for note in notes), consent])
