"""A table found in a file: its heads, and its rows under the numbers that Excel shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class NoResult:
    """A cell whose formula was never worked out by the program that wrote the file: not blank, but nobody knows what."""

    place: str

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
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
    """The name of the sheet; empty for text and for what was pasted."""
    notices: list[str] = field(default_factory=list)
    head_rows: tuple[int, int] = (0, 0)
    """The numbers of the first and last row of heads; zeros where the table has none of its own."""


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not taken, and a sentence for each reason."""

    row: int
    problems: Sequence[str]
