"""What a rule may ask of the office: its records by query, its limits, the day; never the file itself."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.rules.limits import Limits


class Book(Protocol):
    """The office's records as rules see them.

    Rules run at every field the clerk leaves. Ask only what an index answers: a link (`equals` of a Ref, `parent`), a
    value of `Ledger.unique`, the first field of `Ledger.label`, a period. Words and other choices walk the whole ledger.
    """

    @property
    def today(self) -> date:
        """The day on which the clerk works."""
        ...

    @property
    def limits(self) -> Limits:
        """The limits in use."""
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

    def children(self, child: str, parent_id: int) -> list[Record]:
        """Read the records that belong to another ledger's record, the oldest first; none of a record not yet kept."""
        ...
