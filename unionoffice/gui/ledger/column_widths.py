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
    Files,
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
WORDS_LETTERS = 20
"""Ten Chinese characters of what a record is called stay legible as long as any other column can give way."""
TEXT_LETTERS = 16
"""Eight Chinese characters tell what a text is about; the form shows the rest of it."""
MOST_LETTERS = 26
"""A choice or an amount is shown whole, but not a sentence that somebody made a choice."""
ID_LETTERS = 12
"""The ends of an ID number, which tell people apart; its middle is cut out."""
LABEL_LETTERS = 12
"""What a record is called, where the table is narrowest."""


def least_letters(kind: Kind[Any]) -> int:
    """Say what a column needs while nothing is listed: half a date or amount says nothing."""
    if isinstance(kind, DayKind | DaySpan | Money | IdNumber | Phone):
        return letters_wide(kind) - (0 if isinstance(kind, Phone) else 1)
    return 7 if isinstance(kind, Choice | PersonName | Figures | Ref) else 0


def is_free(kind: Kind[Any]) -> bool:
    """Tell whether values of a kind are words of any length, of which the first ones say enough."""
    return isinstance(kind, Text | LongText | Figures | Ref | Choices | Files) and not isinstance(kind, PersonName)


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
