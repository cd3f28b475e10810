"""Read what stands in the cells of a table, the same words of one column only once: most columns repeat a few."""

from __future__ import annotations

from datetime import date
from typing import Any

from unionoffice.domain.kinds import Context
from unionoffice.domain.ledger import Field, Reading, read_value

_LONGEST = 60
_MOST = 5_000
"""So many different cells of a column are remembered: what differs in every row would only fill the memory."""


class ReadOnce:
    """A reader of the cells of one table, seen from one office at one moment."""

    def __init__(self) -> None:
        self._known: dict[str, dict[tuple[type, object], Reading]] = {}

    def __call__(self, key: Field[Any], raw: object, context: Context) -> Reading:
        """Read a cell."""
        if not isinstance(raw, str | int | float | date) or (isinstance(raw, str) and len(raw) > _LONGEST):
            return read_value(key, raw, context)
        known = self._known.setdefault(key.key, {})
        # 1, 1.0 and True are equal, but not the same cell.
        cell = (type(raw), raw)
        reading = known.get(cell)
        if reading is None:
            reading = read_value(key, raw, context)
            if len(known) < _MOST:
                known[cell] = reading
        return reading
