"""A table found in a file: its heads, and its rows under the numbers that Excel shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One row of a table; a blank cell is None."""

    number: int
    cells: list[object]


@dataclass(frozen=True)
class Table:
    """Heads as found in the file, and the rows under them without totals and signatures."""

    heads: list[str]
    rows: list[Row]
    sheet: str = ""
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not taken, and a sentence for each reason."""

    row: int
    problems: Sequence[str]
