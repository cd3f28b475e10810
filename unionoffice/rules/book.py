"""What a rule may ask of the office: its records by query, its limits, the day; never the file itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Axis, Query
from unionoffice.rules.limits import Limits
from unionoffice.rules.working_days import Calendar


class Sums(Protocol):
    """Records that are alike, counted and added up."""

    @property
    def codes(self) -> tuple[str, ...]:
        """One for each axis; blank for none."""
        ...

    @property
    def side(self) -> str:
        """支出 or 收入, empty where the ledger knows no sides."""
        ...

    @property
    def count(self) -> int:
        """How many records."""
        ...

    @property
    def sums(self) -> Mapping[str, int]:
        """By field key: fen for money; a field blank in all records has none."""
        ...


class Book(Protocol):
    """The office's records as rules see them.

    Rules run at every field the clerk leaves. Ask only what an index answers: `linked`, `children`, `equals` of a field
    that the ledger names in `unique` or `looked_up`. Periods, words and other choices walk the whole ledger.
    """

    @property
    def today(self) -> date:
        """The day on which the clerk works."""
        ...

    @property
    def limits(self) -> Limits:
        """The limits in use."""
        ...

    @property
    def calendar(self) -> Calendar:
        """Which days are worked."""
        ...

    def codes(self, name: str) -> tuple[str, ...]:
        """Give the labels of a code list in their order."""
        ...

    def count(self, ledger: str, query: Query) -> int:
        """Count the records a query finds."""
        ...

    def ids(self, ledger: str, query: Query) -> list[int]:
        """List the ids of the records a query finds, in its order."""
        ...

    def records(self, ledger: str, query: Query) -> list[Record]:
        """Read the records a query finds, in its order."""
        ...

    def record(self, ledger: str, row_id: int) -> Record | None:
        """Read one record; None when it is gone or 0."""
        ...

    def linked(self, ledger: str, field: str, row_id: int) -> list[Record]:
        """Read the records of a ledger whose link in `field` names a record; none for a record not yet kept."""
        ...

    def groups(self, ledger: str, axes: Sequence[Axis], query: Query) -> Sequence[Sums]:
        """Count and add up what a query finds, group by group; walks the ledger once."""
        ...

    def children(self, child: str, parent_id: int) -> list[Record]:
        """Read the records that belong to another ledger's record, the oldest first; none of a record not yet kept."""
        ...
