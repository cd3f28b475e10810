"""Read what stands in the cells of a table, the same words of one column only once: most columns repeat a few."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from unionoffice.domain.kinds import Context
from unionoffice.domain.ledger import Field, Reading, read_value

_OTHER_CELLS = frozenset([int, float, bool, date, datetime])
_LONGEST = 60
_MOST = 5_000
"""So many different cells of a column are remembered: what differs in every row would only fill the memory."""


class ReadOnce:
    """A reader of the cells of one table, seen from one office at one moment."""

    def __init__(self) -> None:
        self._known: dict[str, dict[object, Reading]] = {}

    def __call__(self, key: Field[Any], raw: object, context: Context) -> Reading:
        """Read a cell."""
        kind = type(raw)
        if kind is str:
            # Most cells are words; no cell of another kind is equal to them.
            cell = raw
        elif kind in _OTHER_CELLS:
            cell = (kind, raw)  # 1, 1.0 and True are equal, but not the same cell
        else:
            return read_value(key, raw, context)
        known = self._known.get(key.key)
        if known is None:
            known = self._known[key.key] = {}
        reading = known.get(cell)
        if reading is None:
            reading = read_value(key, raw, context)
            if len(known) < _MOST and len(str(raw)) <= _LONGEST:
                known[cell] = reading
        return reading
