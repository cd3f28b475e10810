"""The open office as the rules see it while a whole ledger is checked: what is asked again is answered from memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Axis, Query
from unionoffice.rules.book import Sums
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook

_MOST_FAMILIES = 200
"""Children are kept of so many records: rules ask again for those of the same record, not of an earlier one."""
Index = Mapping[str, Sequence[Record]]


class BookReadOnce(OfficeBook):
    """A Book for one walk through a ledger, during which nothing is written."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._whole: dict[str, list[Record]] = {}
        self._by_id: dict[str, dict[int, Record]] = {}
        self._by_words: dict[tuple[str, str], Index] = {}
        self._groups: dict[tuple[str, str], Sequence[Sums]] = {}
        self._children: dict[tuple[str, int], list[Record]] = {}

    def records(self, ledger: str, query: Query) -> list[Record]:
        """Read the records a query finds, in its order."""
        if len(query.equals) == 1 and query == Query(equals=query.equals):
            ((key, words),) = query.equals.items()
            return list(self._index(ledger, key).get(words, ()))
        return self._all(ledger) if query == Query() else super().records(ledger, query)

    def count(self, ledger: str, query: Query) -> int:
        """Count the records a query finds."""
        return len(self.records(ledger, query))

    def record(self, ledger: str, row_id: int) -> Record | None:
        """Read one record; None when it is gone or 0."""
        if ledger not in self._by_id:
            self._by_id[ledger] = {each.id: each for each in self._all(ledger)}
        # What lies in the trash is asked for one by one.
        return self._by_id[ledger].get(row_id) or super().record(ledger, row_id)

    def linked(self, ledger: str, field: str, row_id: int) -> list[Record]:
        """Read the records of a ledger whose link in `field` names a record."""
        found = self._index(ledger, field).get(str(row_id), ()) if row_id else ()
        return sorted(found, key=lambda each: each.id)

    def groups(self, ledger: str, axes: Sequence[Axis], query: Query) -> Sequence[Sums]:
        """Count and add up what a query finds, group by group."""
        asked = (ledger, repr((tuple(axes), query)))
        if asked not in self._groups:
            self._groups[asked] = super().groups(ledger, axes, query)
        return self._groups[asked]

    def children(self, child: str, parent_id: int) -> list[Record]:
        """Read the records that belong to another ledger's record, the oldest first."""
        asked = (child, parent_id)
        if asked not in self._children:
            if len(self._children) >= _MOST_FAMILIES:
                self._children.clear()
            self._children[asked] = super().children(child, parent_id)
        return self._children[asked]

    def _all(self, ledger: str) -> list[Record]:
        if ledger not in self._whole:
            self._whole[ledger] = super().records(ledger, Query())
        return self._whole[ledger]

    def _index(self, ledger: str, key: str) -> Index:
        """Sort a ledger's records by the words, or by the id of the record, that a field holds."""
        if (ledger, key) not in self._by_words:
            found = defaultdict[str, list[Record]](list)
            records = self._all(ledger)
            text = records[0].ledger.get(key).kind.text if records else str
            for each in records:
                value = each.values.get(key)
                words = str(value.id) if isinstance(value, Link) else "" if value is None else text(value)
                found[words].append(each)
            self._by_words[ledger, key] = found
        return self._by_words[ledger, key]
