"""Whom a row of a superior's form is about: the person's name and numbers may stand in the row or behind its link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from unionoffice.domain.kinds import Ref
from unionoffice.domain.ledger import Field, Ledger, Record
from unionoffice.exchange.mapping import guess as guess_fields


@dataclass(frozen=True)
class Person:
    """Where a ledger has the name of the person, by the keys of its fields."""

    name: str
    """What was typed for the row."""
    link: str
    """The link to the record of the person."""
    linked_name: str
    """The name in that record."""


_PEOPLE: Mapping[str, Person] = {
    "aid": Person("recipient", "household", "head"),
    "attendance": Person("name", "member", "name"),
    "award": Person("winner", "member", "name"),
}
_STAND_INS: Mapping[tuple[str, str], str] = {
    **{(ledger, each.name): f"{each.link}.{each.linked_name}" for ledger, each in _PEOPLE.items()},
    ("aid", "unit"): "household.employer",
}
_OF_THE_HOME = "no category cause causes size per_head per_head_net income_year address postcode"
"""What a household's file says of the household, whoever of it was helped."""
_ASKED_FOR: Mapping[str, str] = {
    "household": "no head id_number gender born_on nation politics health disability work_state phone employer address "
    "postcode household_type marriage model category cause size per_head insurance bank bank_branch bank_card bank_name",
    "member": "no name id_type id_number gender born_on nation politics education phone unit group post title skill "
    "joined_on union_post model",
}
"""What lists of other things ask for about the person; a date or a state there is that of the row itself."""
_SIGNED_BY_HAND = ("签收", "签收人", "签字", "签名", "签章")
"""Columns of a paper that stay blank: 是 where people are to sign would have to be rubbed out."""


def stand_in(ledger: Ledger, key: str) -> str:
    """Name the linked field that is given where this one is blank; empty where none stands in for it."""
    return _STAND_INS.get((ledger.key, key), "")


def is_of_another(record: Record, key: str, linked: Record | None) -> bool:
    """Tell whether a linked field is of another person than the row names: a file's numbers are those of its head."""
    near, _, far = key.partition(".")
    person = _PEOPLE.get(record.ledger.key)
    if person is None or near != person.link or linked is None or far in (*_OF_THE_HOME.split(), person.linked_name):
        return False
    named = record.text(record.ledger.get(person.name))
    return bool(named) and named != linked.text(linked.ledger.get(person.linked_name))


def guess_keys(
    heads: Sequence[str], ledger: Ledger, ledgers: Mapping[str, Ledger], without: str = ""
) -> list[tuple[str, Field[Any]] | None]:
    """Find the key and field of each head, in the ledger itself or behind its links to persons.

    `without` is the key of a ledger whose records are not asked for through a link.
    """
    own = guess_fields(heads, ledger)
    found = [
        (each.key, each) if each and head.strip() not in _SIGNED_BY_HAND else None
        for head, each in zip(heads, own, strict=True)
    ]
    for link, far in _links(ledger, ledgers, without):
        # 户主姓名 and 档案编号 are all titles of the link, but a form means one field behind it.
        left = [at for at, each in enumerate(own) if found[at] is None or each is link]
        for at, field in zip(left, guess_fields([heads[each] for each in left], far), strict=True):
            if field is not None and field.key in _ASKED_FOR[far.key].split():
                found[at] = (f"{link.key}.{field.key}", field)
    return found


def _links(ledger: Ledger, ledgers: Mapping[str, Ledger], without: str) -> Iterator[tuple[Field[Any], Ledger]]:
    for each in ledger.fields if ledger.key not in _ASKED_FOR else ():
        if isinstance(each.kind, Ref) and each.kind.ledger in _ASKED_FOR and each.kind.ledger != without:
            far = ledgers.get(each.kind.ledger)
            if far is not None:
                yield each, far
