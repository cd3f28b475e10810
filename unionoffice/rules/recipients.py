"""Which payments went to the same person: by the household, by the name, and where the name may be a namesake's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.ledgers import household, member
from unionoffice.ledgers.aid import AID, DIRECTION, HOUSEHOLD_REF, RECIPIENT, RETURNED, STAGE
from unionoffice.ledgers.shared import BY_NATURE, NATURE, UNIT
from unionoffice.rules.book import Book

MOST_OF_ONE = 200
"""Words that more payments than this were made to name a group (困难职工), not one person."""


@dataclass(frozen=True)
class Others:
    """The other payments to whom a payment was made."""

    sure: Sequence[Record] = ()
    """To the same household, or to the same name where nobody else has it."""
    maybe: Sequence[Record] = ()
    """Under the same name, one with a household and one without, where the name may be another person's."""
    name: str = ""
    """Whose payments may be mixed up."""


def is_paid_out(record: Record) -> bool:
    """Tell whether money or goods went out: not what came in, was sent back, is planned or fell short."""
    return (
        record.text(DIRECTION) != "收入" and record.text(STAGE) != RETURNED and not BY_NATURE.call(record.text(NATURE))
    )


def is_same_person(one: Record, other: Record) -> bool:
    """Tell whether two payments to one household, or to one name, may have gone to one person."""
    both_at_home = one[HOUSEHOLD_REF] is not None and other[HOUSEHOLD_REF] is not None
    for key in (RECIPIENT,) if both_at_home else (RECIPIENT, UNIT):
        if one.text(key) and other.text(key) and one.text(key) != other.text(key):
            return False
    return True


def others_to_the_same(record: Record, book: Book) -> Others:
    """Read the other payments to a household and to its head's name, or to a name and to the household that it heads."""
    home, words = record[HOUSEHOLD_REF], record.text(RECIPIENT)
    file = book.record(household.HOUSEHOLD.key, home.id) if home is not None else None
    name = words or (file.text(household.HEAD) if file else "")
    same_name = Query(equals={RECIPIENT.key: name})
    is_one = bool(name) and book.count(AID.key, same_name) <= MOST_OF_ONE
    named = book.records(AID.key, same_name) if is_one else []
    by_name = [each for each in named if each[HOUSEHOLD_REF] is None]
    if home is not None:
        return _sure_and_maybe(record, book.linked(AID.key, HOUSEHOLD_REF.key, home.id), by_name, name, book)
    return _sure_and_maybe(record, by_name, _at_the_homes_of(name, named, book) if is_one else [], name, book)


def _at_the_homes_of(name: str, named: Sequence[Record], book: Book) -> list[Record]:
    """Read the payments to a name that were entered with a household: with the words, or to the head without any."""
    found = {each.id: each for each in named if each[HOUSEHOLD_REF] is not None}
    for file in book.records(household.HOUSEHOLD.key, Query(equals={household.HEAD.key: name})):
        rows = book.linked(AID.key, HOUSEHOLD_REF.key, file.id)
        found |= {each.id: each for each in rows if not each.text(RECIPIENT)}
    return list(found.values())


def _sure_and_maybe(record: Record, alike: Sequence[Record], across: Sequence[Record], name: str, book: Book) -> Others:
    """Take what was entered the other way (by name, or by household) as sure only where the name means one person."""
    same = [each for each in alike if each.id != record.id and is_paid_out(each)]
    other = [each for each in across if each.id != record.id and is_paid_out(each) and is_same_person(record, each)]
    if not other:
        return Others(same)
    homes = {link.id for each in (record, *other) if (link := each[HOUSEHOLD_REF]) is not None}
    files = [file for each in homes if (file := book.record(household.HOUSEHOLD.key, each)) is not None]
    is_head = all(each.text(household.HEAD) == name for each in files)
    if is_head and persons_named(name, book) == 1:
        return Others([*same, *other])
    return Others(same, other, name)


def persons_named(name: str, book: Book) -> int:
    """Count the heads of households and members of a name; a head who is a member is one person, by link or ID number."""
    members = book.records(member.MEMBER.key, Query(equals={member.NAME.key: name}))
    by_number = {each.text(member.ID_NUMBER): each.id for each in members if each.text(member.ID_NUMBER)}
    persons = {f"m{each.id}" for each in members}
    for file in book.records(household.HOUSEHOLD.key, Query(equals={household.HEAD.key: name})):
        link, number = file[household.MEMBER], file.text(household.ID_NUMBER)
        member_id = link.id if link is not None else by_number.get(number)
        persons.add(f"m{member_id}" if member_id is not None else f"n{number or file.id}")
    return len(persons)
