"""A summary that was signed off: what was frozen, by whom and when, and whether it still stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from unionoffice.domain.draft import Draft, Row
from unionoffice.domain.period import Period


@dataclass(frozen=True)
class FrozenRow:
    """A record as it stood when the summary was signed."""

    row: Row
    ledger: str
    """The title of its ledger."""
    number: str
    when: str
    label: str
    """What the record was called."""
    counted: str
    """Its data, as the 佐证清单 shows them."""
    values: Mapping[str, str]
    """The values that everybody may see, by field key, as they were shown."""


@dataclass(frozen=True)
class Frozen:
    """All that a sign-off keeps."""

    draft: Draft
    whole: Draft | None
    """The draft of that day as if nothing had been edited, which supported the numbers; None where it was the same."""
    rows: tuple[FrozenRow, ...]
    paper: Mapping[str, Any]
    """What was chosen about the paper: layout, red head, number, font files."""
    fonts: Mapping[str, str]
    """The font each role had on the computer where it was signed."""
    paper_digest: str
    """SHA-256 of the PDF."""
    settled: Mapping[str, str] = field(default_factory=dict)
    """Findings of the check that were right as they are, with the clerk's reasons."""
    left_open: tuple[str, ...] = ()
    """Findings of the check that nobody had settled."""


@dataclass(frozen=True)
class SignOff:
    """One signing of one period."""

    id: int
    period: Period
    signed_on: date
    signed_by: str
    batch: int
    """The last batch of the trail before it: whatever is later is a correction."""
    digest: str
    """SHA-256 of the frozen contents."""
    left_open: int = 0
    unlocked_on: date | None = None
    unlocked_by: str = ""
    reason: str = ""
    """Why it was unlocked."""

    @property
    def stands(self) -> bool:
        """Whether the period is still signed by it."""
        return self.unlocked_on is None

    @property
    def words(self) -> str:
        """What the window says of it."""
        signed = f"已封账 {self.signed_on.isoformat()} {self.signed_by}".rstrip()
        if self.unlocked_on is None:
            return signed
        return f"{signed}，{self.unlocked_on.isoformat()} 解封"
