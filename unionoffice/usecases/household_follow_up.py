"""The visit that is written next for a household, and what it leads to."""

from __future__ import annotations

from unionoffice.ledgers.household import HOUSEHOLD, NEXT_VISIT, VISIT, VISITED_ON
from unionoffice.rules.household_follow_up import is_back_in_need, next_visit
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook


def visit_proposal(office: Office) -> dict[str, object]:
    """Give what the form of a new visit holds at first: today, the clerk, the next visit by the office's interval."""
    proposal = {**office.suggestion(VISIT.key), VISITED_ON.key: office.today.isoformat(), "visitor": office.author}
    following = next_visit(office.today, OfficeBook(office).limits)
    return {**proposal, **({NEXT_VISIT.key: following.isoformat()} if following else {})}


def child_proposal(office: Office, child: str) -> dict[str, object] | None:
    """Give what the form of a new child record holds at first; None where the ledger's own suggestion will do."""
    return visit_proposal(office) if child == VISIT.key else None


def asks_to_reopen(office: Office, household_id: int) -> bool:
    """Tell whether the latest visit found a closed household in need again."""
    return is_back_in_need(office.record(HOUSEHOLD.key, household_id), office.children(VISIT.key, household_id))
