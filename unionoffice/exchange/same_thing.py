"""Find the record that a row means: the same thing as one the office has, or likely the same person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from unionoffice.domain.kinds import IdNumber, citizen
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.exchange.damaged_id import birth_in
from unionoffice.exchange.import_plan import Existing
from unionoffice.exchange.natural_key import Key, person_keys


class SameThing:
    """Looks rows up among the records of one ledger; a record is what one row means only."""

    def __init__(self, ledger: Ledger, existing: Existing) -> None:
        self._ledger, self._existing = ledger, existing
        self._claimed: set[int] = set()
        self._single = {each.key for each in ledger.unique}
        self._id_numbers = {each.key for each in ledger.fields if isinstance(each.kind, IdNumber)}

    def claim(self, record: Record) -> None:
        """Let no further row mean this record."""
        self._claimed.add(record.id)

    def is_id_number(self, key: str) -> bool:
        """Tell whether a field holds the number of a person's paper."""
        return key in self._id_numbers

    def is_single(self, key: Key) -> bool:
        """Tell whether no two records may have this key."""
        return key[0][0] in self._single

    def is_there(self, key: Key) -> bool:
        """Tell whether the office has a record with this key."""
        return bool(self._existing(key))

    def match(
        self, keys: Sequence[Key], values: Mapping[str, Any], is_equal: Callable[[Record], bool]
    ) -> Record | None:
        """Find the record with the surest key; of several the one that the row would not change."""
        for key in keys:
            free = self._free(key)
            if free and not self.is_single(key):
                # Things with two different numbers are two things, however alike.
                free = [record for record in free if not self._told_apart(record, values)]
            if len(free) > 1:
                return next((record for record in free if is_equal(record)), free[0])
            if free:
                return free[0]
        return None

    def _free(self, key: Key) -> list[Record]:
        return [record for record in self._existing(key) if record.id not in self._claimed]

    def _told_apart(self, record: Record, values: Mapping[str, Any]) -> bool:
        return any(
            each.key in values and record.values.get(each.key, values[each.key]) != values[each.key]
            for each in self._ledger.unique
        )

    def likely(self, raw: Mapping[str, object], values: Mapping[str, Any]) -> Record | None:
        """Find the one person whom a row with a damaged ID number could mean."""
        damaged = [cell for key, cell in raw.items() if self.is_id_number(key) and key not in values]
        if not damaged:
            return None
        known = {**values, **({"born_on": born} if "born_on" not in values and (born := birth_in(damaged[0])) else {})}
        for key in person_keys(self._ledger, known):
            found = self._free(key)
            if len(found) == 1:
                return None if self._is_another(found[0], damaged[0]) else found[0]
        return None

    def _is_another(self, record: Record, damaged: object) -> bool:
        """Tell whether the legible part of a damaged number is not that of the record's."""
        born = birth_in(damaged)
        kept = next((citizen(record.values[key]) for key in record.values if self.is_id_number(key)), None)
        return born is not None and kept is not None and kept.born_on != born.start
