"""What the member roll already tells of the person chosen in another ledger's form."""

from __future__ import annotations

from typing import Any

from unionoffice.domain.kinds import Files, Link, Ref
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.ledgers.household import HEAD
from unionoffice.ledgers.member import MEMBER, NAME
from unionoffice.ledgers.shared import NOTE
from unionoffice.usecases.office import Office

CALLED_ELSEWHERE = {HEAD.key: NAME.key}
"""Fields of other ledgers that are called otherwise on the roll."""


def known_of(office: Office, link: Link, ledger: Ledger) -> dict[str, str]:
    """Give the text of each field that the member's record fills: same key, same kind, and known by the same name.

    Raises OfficeError when the member is gone.
    """
    if link.ledger != MEMBER.key:
        return {}
    member = office.record(link.ledger, link.id)
    known = {}
    for each in ledger.fields:
        source = MEMBER.by_key.get(CALLED_ELSEWHERE.get(each.key, each.key))
        if source is not None and _means_the_same(each, source, ledger) and (text := member.text(source)):
            known[each.key] = text
    return known


def _means_the_same(each: Field[Any], source: Field[Any], ledger: Ledger) -> bool:
    """Tell a person's values from the record's own: its number, its note, links and files."""
    if each in (ledger.number, NOTE) or each.computed or isinstance(each.kind, Ref | Files):
        return False
    names = {each.title, *each.was} & {source.title, *source.was}
    return type(each.kind) is type(source.kind) and bool(names)
