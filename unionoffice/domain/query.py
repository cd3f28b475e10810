"""Which records of a ledger are wanted, and in what order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from unionoffice.domain.period import Period


class Grain(StrEnum):
    """How closely the values of a field are told apart when records are put into groups."""

    VALUE = "value"
    MONTH = "month"
    """A date that is known no closer than a quarter or a year has that as its group."""
    QUARTER = "quarter"
    YEAR = "year"
    FILLED = "filled"
    """Only whether there is a value."""


@dataclass(frozen=True)
class Axis:
    """A field by which records are put into groups."""

    key: str
    grain: Grain = Grain.VALUE


BLANK = ""
"""The code of the group of records that have no value."""


@dataclass(frozen=True)
class Query:
    """Words to search, a period, choices and an order; every part may be left out."""

    words: str = ""
    """Found anywhere in the record's text, or as pinyin initials; several words with spaces must all be found."""
    period: Period | None = None
    """Records of this period by label or first day; a record with neither belongs to every period."""
    equals: Mapping[str, str] = field(default_factory=dict)
    """Field keys and the text their value must have."""
    parent: int = 0
    """For a child ledger, the record whose children are wanted; 0 for all."""
    trashed: bool = False
    order: str = ""
    """The key of the field to sort by; empty for the newest first."""
    descending: bool = False
    among: Mapping[Axis, frozenset[str]] = field(default_factory=dict)
    """Axes and the codes of the groups, one of which the record must be in."""
    between: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Field keys of numbers and dates with the first and last value wanted, as typed; either may be empty."""

    @property
    def picks(self) -> bool:
        """Whether a field has to have, or to lie between, certain values."""
        return bool(self.equals or self.among or self.between)
