"""What every kind of value must be able to do, and the sentence with which it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, Generic, TypeVar

from unionoffice.domain.codes import Codebook
from unionoffice.domain.text import one_line, starred

T = TypeVar("T")

Stored = str | int | float | None
Cell = str | int | float | Decimal | date | None
MOST_IN_SENTENCE = 20
"""Characters of the clerk's own words that a refusal repeats."""


class Refused(Exception):
    """The value cannot be read; the sentence tells the clerk what is expected."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Unknown(Refused):
    """The words mean no record that exists."""


@dataclass(frozen=True)
class Link:
    """A record of another ledger: equal by id; id 0 is a record still to be made under this label."""

    ledger: str
    id: int
    label: str = field(default="", compare=False)


def no_records(ledger: str, words: str) -> Link:
    """Find nothing: the surroundings of a value that stands alone."""
    raise Unknown(f"没有找到“{shortened(words)}”")


@dataclass(frozen=True)
class Context:
    """What reading a value needs to know of the office."""

    codes: Codebook
    today: date
    find: Callable[[str, str], Link] = no_records
    """Find the one record of a ledger that these words (name, number or ID number) mean; raises Refused."""


@dataclass(frozen=True)
class Column:
    """A column of the office file: its name and its SQL type with checks."""

    name: str
    sql: str


class Kind(Generic[T]):
    """One kind of value: it owns its reading, its words and its stored form."""

    name: ClassVar[str]
    """What the clerk calls it."""
    hint: str = ""
    """An example of what may be written."""
    cell_format: str = "@"
    """The Excel number format of its cells."""
    unit: str = ""
    """The unit of a number, empty for anything else."""
    importable: bool = True
    plain: ClassVar[re.Pattern[str] | None] = None
    """Words that fully match it are the value as they stand: parse gives them back, and nothing about them is unusual."""
    identifies: bool = False
    """Whether a person is known by it, so that lists hide its middle."""

    def parse(self, raw: object, context: Context) -> T | None:
        """Read what was typed or found in a cell; None when blank; raises Refused."""
        raise NotImplementedError

    def text(self, value: T) -> str:
        """Write the value so that parse reads it back."""
        raise NotImplementedError

    def doubts(self, value: T) -> list[str]:
        """Name what is unusual about a value that is kept all the same."""
        return []

    def columns(self, key: str) -> Sequence[Column]:
        """Name the columns that hold the value; the first is empty exactly when there is none."""
        return [Column(key, "TEXT")]

    def to_row(self, value: T) -> tuple[Stored, ...]:
        """Give the stored form, one entry for each column."""
        return (self.text(value),)

    def from_row(self, *stored: Stored) -> T:
        """Take the value back from its stored form."""
        raise NotImplementedError

    def to_cell(self, value: T) -> Cell:
        """Give the value for an Excel cell."""
        return self.text(value)

    def masked(self, value: T) -> str:
        """Write the value so that it may be seen by strangers."""
        return self.text(value)


def words_of(raw: object) -> str:
    """Read any cell as the words a person would see in it."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == datetime.min.time() else raw.isoformat(" ", "minutes")
    return one_line(str(raw))


def shortened(words: str) -> str:
    """Cut words so that they can stand in a sentence, and hide the middle of long numbers."""
    words = starred(words)
    return words if len(words) <= MOST_IN_SENTENCE else words[:MOST_IN_SENTENCE] + "…"
