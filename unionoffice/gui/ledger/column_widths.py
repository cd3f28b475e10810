"""How wide the column of each kind of value is."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from unionoffice.domain.kinds import (
    Choice,
    Choices,
    Count,
    DayKind,
    DaySpan,
    Figures,
    Flag,
    IdNumber,
    Kind,
    LongText,
    Money,
    PersonName,
    Phone,
    Quantity,
    Rate,
    Ref,
    Text,
)
from unionoffice.domain.ledger import Field, Ledger

NUMBER_LETTERS = 11
"""A record's number, such as DA2026-0003, says nothing when its end is cut off."""
LABEL_LETTERS = 9
"""What a record is called stays legible however narrow the table is."""

WORDS_LETTERS = 20
"""Ten Chinese characters of what a record is called, where the table is wider than its place anyway."""


def least_letters(kind: Kind[Any]) -> int:
    """Say how far a column may be narrowed: half a date or amount says nothing, four characters of a choice do."""
    if isinstance(kind, DayKind | DaySpan | Money | IdNumber | Phone):
        return letters_wide(kind) - (0 if isinstance(kind, Phone) else 1)
    return 7 if isinstance(kind, Choice | PersonName | Figures | Ref) else 0


def free_share(key: Field[Any], ledger: Ledger) -> int:
    """Say how much of the free width a column takes: words do, above all what the record is called; numbers do not."""
    if key is ledger.number or isinstance(key.kind, PersonName | IdNumber | Phone):
        return 0
    if key in ledger.label[:1]:
        return 6
    if isinstance(key.kind, LongText | Figures):
        return 3
    return 1 if isinstance(key.kind, Text | Ref) else 0


@singledispatch
def letters_wide(kind: Kind[Any]) -> int:
    """Say how many letters of a kind a column shows."""
    return 12


for _kinds, _letters in (
    ((LongText, Figures), 18),
    ((IdNumber,), 19),
    ((Text,), 10),
    ((DaySpan, DayKind), 11),
    ((Phone,), 12),
    ((Choice,), 8),
    ((Money, Choices), 12),
    ((Count, Quantity, Rate, Flag), 6),
    ((PersonName,), 9),
    ((Ref,), 12),
):
    for _each in _kinds:
        letters_wide.register(_each)(lambda kind, wide=_letters: wide)
