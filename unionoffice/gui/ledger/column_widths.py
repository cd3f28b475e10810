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

LABEL_LETTERS = 12
"""What a record is called stays legible however narrow the table is."""


def least_letters(kind: Kind[Any]) -> int:
    """Say how far a column may be narrowed: half a date or amount says nothing, four characters of a choice do."""
    if isinstance(kind, DayKind | DaySpan | Money | IdNumber | Phone):
        return letters_wide(kind)
    return 8 if isinstance(kind, Choice | PersonName) else 0


@singledispatch
def letters_wide(kind: Kind[Any]) -> int:
    """Say how many letters of a kind a column shows."""
    return 12


for _kinds, _letters in (
    ((LongText, Figures), 22),
    ((IdNumber,), 19),
    ((Text,), 16),
    ((DaySpan, DayKind, Choice, Phone), 11),
    ((Money, Choices), 12),
    ((Count, Quantity, Rate, Flag), 8),
    ((PersonName,), 9),
    ((Ref,), 14),
):
    for _each in _kinds:
        letters_wide.register(_each)(lambda kind, wide=_letters: wide)
