"""What an import would do, row by row, before any of it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from unionoffice.domain.ledger import Record
from unionoffice.domain.text import starred
from unionoffice.exchange.child_columns import Target
from unionoffice.exchange.natural_key import Key
from unionoffice.exchange.table import RefusedRow

Policy = Literal["skip", "update", "add"]
Step = Callable[[int, int], bool]
"""Hears how many of how many rows are done; tells whether to go on."""
Existing = Callable[[Key], Sequence[Record]]
"""The records of the office that have this key; natural_key.records_by_key arranges them."""


def told(title: str, sentence: str) -> str:
    """Say what is wrong with a field, by its title where the sentence does not begin with it; hides long numbers."""
    return starred(sentence if sentence.startswith(title) else f"{title}：{sentence}")


class Cancelled(Exception):
    """The clerk has stopped the work; nothing of it may stay."""


class Outcome(Enum):
    """What happens to a row."""

    ADD = "新增"
    CHANGE = "修改"
    SAME = "相同"
    LEFT = "已有，未改"
    REFUSED = "拒绝"


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that would change, in words."""

    field: str
    """The title of the field."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row and what is to become of it."""

    number: int
    outcome: Outcome
    raw: dict[str, object]
    """Field keys and cells, blank ones left out: what Ledger.parse takes."""
    old: Record | None = None
    """The record that a CHANGE changes, or that a SAME or LEFT row was found to be; None of an ADD."""
    changes: tuple[Change, ...] = ()
    problems: tuple[str, ...] = ()
    """Why it is refused, or the doubts beside a row that is taken; each names its field."""
    at: Mapping[str, str] = field(default_factory=dict)
    """The same by the key of the field whose cell they speak of."""
    new: Record | None = None
    """What would be kept."""
    suggestion: Record | None = None
    """Of a row refused for a damaged ID number: the one person of that name and birth date, or telephone."""


@dataclass(frozen=True)
class ImportPlan:
    """All rows of a table and what is to become of them."""

    mapping: tuple[tuple[str, Target], ...]
    rows: tuple[PlannedRow, ...]
    notices: list[str] = field(default_factory=list)

    def count(self, *outcomes: Outcome) -> int:
        """Count the rows with one of these outcomes."""
        return sum(row.outcome in outcomes for row in self.rows)

    @property
    def to_keep(self) -> list[PlannedRow]:
        """The rows to be added or changed."""
        return [row for row in self.rows if row.outcome in (Outcome.ADD, Outcome.CHANGE)]

    @property
    def refused(self) -> list[RefusedRow]:
        """The refused rows with their reasons."""
        return [RefusedRow(row.number, row.problems) for row in self.rows if row.outcome is Outcome.REFUSED]
