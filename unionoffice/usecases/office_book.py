"""The open office as the rules see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Axis, Query
from unionoffice.rules.book import Sums
from unionoffice.rules.limits import Limits, limits_from
from unionoffice.rules.working_days import Calendar, calendar_from
from unionoffice.usecases.office import Office


class OfficeBook:
    """A Book over an open office; made for one look at it, since it reads the limits once."""

    def __init__(self, office: Office) -> None:
        self._office = office

    @property
    def today(self) -> date:
        """The day on which the clerk works."""
        return self._office.today

    @cached_property
    def limits(self) -> Limits:
        """The limits in use."""
        return limits_from(self.records("limit", Query()))

    @cached_property
    def calendar(self) -> Calendar:
        """Which days are worked."""
        return calendar_from(self.records("day_off", Query()))

    def codes(self, name: str) -> tuple[str, ...]:
        """Give the labels of a code list in their order."""
        return self._office.codebook[name].labels

    def count(self, ledger: str, query: Query) -> int:
        """Count the records a query finds."""
        return self._office.count(ledger, query)

    def ids(self, ledger: str, query: Query) -> list[int]:
        """List the ids of the records a query finds, in its order."""
        return self._office.ids(ledger, query)

    def records(self, ledger: str, query: Query) -> list[Record]:
        """Read the records a query finds, in its order."""
        return self._office.records(ledger, self.ids(ledger, query))

    def record(self, ledger: str, row_id: int) -> Record | None:
        """Read one record; None when it is gone or 0."""
        return next(iter(self._office.records(ledger, [row_id])), None)

    def linked(self, ledger: str, field: str, row_id: int) -> list[Record]:
        """Read the records of a ledger whose link in `field` names a record; none for a record not yet kept."""
        table = self._office.table(ledger)
        ids = table.pointing(table.ledger.get(field), [row_id]) if row_id else []
        return [each for each in self._office.records(ledger, ids) if not each.trashed]

    def groups(self, ledger: str, axes: Sequence[Axis], query: Query) -> Sequence[Sums]:
        """Count and add up what a query finds, group by group; walks the ledger once."""
        return self._office.table(ledger).groups(axes, query, self._office.context())

    def children(self, child: str, parent_id: int) -> list[Record]:
        """Read the records that belong to another ledger's record, the oldest first; none of a record not yet kept."""
        return self._office.children(child, parent_id) if parent_id else []
