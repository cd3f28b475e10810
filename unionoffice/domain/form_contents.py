"""A form that somebody else drew, as plain data: what stands in its cells and what is to be written into them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | None
"""What a cell can take; None leaves it blank."""


@dataclass(frozen=True, order=True)
class Place:
    """One cell: of a merged range the one at its top left."""

    sheet: str
    cell: str
    """Column letters and row number from 1, as `C5`."""


@dataclass(frozen=True)
class FormCell:
    """What a cell of the form shows before it is filled."""

    text: str = ""
    formula: bool = False
    locked: bool = False
    """The sheet is protected and this cell with it."""
    rows: int = 1
    columns: int = 1
    """How many rows and columns it covers, more than 1 where cells are merged."""


@dataclass(frozen=True)
class FormSheet:
    """One sheet of a workbook, one table of a Word form, or the placeholders in its running text."""

    name: str
    cells: Mapping[str, FormCell]
    """By `C5`; blank cells that no merge begins in are left out."""
    rows: int
    columns: int
    hidden: bool = False
    goes_on: bool = False
    """Whether there are blank cells beyond the last column, as a workbook has them and a Word table has not."""


@dataclass(frozen=True)
class FormOutline:
    """What can be pointed at in a form."""

    sheets: tuple[FormSheet, ...]


@dataclass(frozen=True)
class FilledBlock:
    """Detail rows, one record each; more than the form has ready make it grow."""

    sheet: str
    first_row: int
    last_row: int
    """The last of the rows that the form has ready; they all have the style of a detail row."""
    rows: Sequence[Mapping[str, Value]]
    """For each record the values by column letter."""
    columns: Collection[str] = ()
    """The columns that are emptied where no record has a value, so that nothing of an older list stays."""


@dataclass(frozen=True)
class Unfilled:
    """A place that could not take its value, and why, in one sentence for the clerk without its full stop."""

    place: Place
    reason: str
    rows_left: int = 0
    """Of detail rows, how many records found no room; the place is the last row that the form had ready."""
