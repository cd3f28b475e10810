"""All that the ledgers tell of one member, in the order of its days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from unionoffice.domain.day import Day, Span
from unionoffice.domain.kinds import DayKind, DaySpan, Flag, Link, Money, Ref
from unionoffice.domain.ledger import Field, Ledger, Privacy, Record
from unionoffice.domain.query import Query
from unionoffice.ledgers.aid import RECIPIENT
from unionoffice.ledgers.event import PRIZE_WINNER
from unionoffice.ledgers.member import DUES_PAID_TO, JOINED_ON, MEMBER
from unionoffice.usecases.office import Office

BY_NAME = "按姓名查到，请核对是否本人"
_ABOUT_THE_ROW = ("nature", "in_summary", "chapter", "period", "direction")
"""Fields that say where a record belongs, not what happened."""
_DATED_BY = {"household": ("filed_on", "applied_on"), "family": ()}
_TOLD = 4
"""So many filled fields tell what a record is about."""


@dataclass(frozen=True)
class Happening:
    """One thing of a member's story."""

    when: Day | Span | None
    ledger: str
    """The title of the ledger it stands in."""
    words: str
    target: tuple[str, int]
    """The record to open; of a child, the one it belongs to."""
    remark: str = ""


def member_story(office: Office, member: Record) -> list[Happening]:
    """List what happened, the oldest first; what has no date comes last."""
    found = [*_own(member), *_linked(office, MEMBER.key, member.id), *_by_name(office, member)]
    unique = {(each.target, each.words, each.ledger): each for each in reversed(found)}
    return sorted(unique.values(), key=lambda each: (each.when is None, each.when.start if each.when else date.max))


def _own(member: Record) -> Iterator[Happening]:
    for key, words in ((JOINED_ON, "入会"), (DUES_PAID_TO, "会费缴至此月")):
        if (day := member[key]) is not None:
            yield Happening(day, MEMBER.title, words, (MEMBER.key, member.id))


def _linked(office: Office, ledger: str, row_id: int, *, deep: bool = True) -> Iterator[Happening]:
    """Follow the links to a record; those of a hardship file, which is the member's too, one step further."""
    for other, key in office.ledgers.links_to(ledger):
        table = office.table(other.key)
        for record in table.records(table.pointing(key, [row_id])):
            if record.trashed or other.key == ledger:
                continue
            yield _happening(office, record, key)
            if deep and other.key == "household":
                yield from _linked(office, other.key, record.id, deep=False)


def _by_name(office: Office, member: Record) -> Iterator[Happening]:
    """Find records that only write the member's name: proposals, prizes, honours, aid without a file."""
    for ledger in office.ledgers.all:
        for key in _name_fields(ledger):
            for record in office.records(ledger.key, office.ids(ledger.key, Query(equals={key.key: member.label}))):
                made = _happening(office, record, key)
                yield Happening(made.when, made.ledger, made.words, made.target, BY_NAME)


def _name_fields(ledger: Ledger) -> Iterator[Field[Any]]:
    for key in ledger.fields:
        is_registers_own = ledger.key in ("proposal", "award") and key.key in ("proposer", "winner")
        if key in (RECIPIENT, PRIZE_WINNER) or (is_registers_own and not isinstance(key.kind, Ref)):
            yield key


def _happening(office: Office, record: Record, by: Field[Any]) -> Happening:
    parent = _parent(office, record)
    opened = parent or record
    is_of_member = opened.ledger.key == MEMBER.key
    words = [parent.label] if parent is not None and not is_of_member else []
    if own := _told(record, by):
        words.append(own)
    when = _when(record) or (_when(parent) if parent is not None and not is_of_member else None)
    return Happening(when, record.ledger.title, "：".join(words) or record.label, (opened.ledger.key, opened.id))


def _parent(office: Office, record: Record) -> Record | None:
    link: Link | None = record[record.ledger.parent] if record.ledger.parent is not None else None
    return None if link is None else office.record(link.ledger, link.id)


def _told(record: Record, by: Field[Any]) -> str:
    """Write the first fields that say something beside the date, the number and the member."""
    said = [
        _said(record, each)
        for each in (record.ledger.shown or record.ledger.fields)
        if each is not by
        and each is not record.ledger.parent
        and each is not record.ledger.number
        and not isinstance(each.kind, DayKind | DaySpan)
        and not (isinstance(each.kind, Ref) and each.kind.ledger == MEMBER.key)
        and each.key not in _ABOUT_THE_ROW
        and each.privacy is not Privacy.HIDDEN
        and record.text(each) not in ("", "否")
    ]
    return "，".join(said[:_TOLD])


def _said(record: Record, key: Field[Any]) -> str:
    """Write a value; of a yes its title, of an amount its unit, of a person's number its ends."""
    if isinstance(key.kind, Flag):
        return key.title
    return f"{record.text(key)} 元" if isinstance(key.kind, Money) else record.listed(key)


def _when(record: Record) -> Day | Span | None:
    """Give the day of a record; of a hardship file the day it was filed or asked for, of a relative none."""
    keys = _DATED_BY.get(record.ledger.key)
    fields = [record.ledger.get(key) for key in keys] if keys is not None else _dates(record.ledger)
    return next((record.values[each.key] for each in fields if each.key in record.values), None)


def _dates(ledger: Ledger) -> list[Field[Any]]:
    return [ledger.when] if ledger.when else [each for each in ledger.fields if isinstance(each.kind, DayKind)]
