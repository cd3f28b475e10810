"""Which records of a ledger are wanted, and in what order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from unionoffice.domain.period import Period


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
