"""One thing that is checked of the records of one ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from unionoffice.domain.ledger import Field, Problem, Record
from unionoffice.rules.book import Book


@dataclass(frozen=True)
class Rule:
    """A ledger's key and what names the doubts about a record of it, kept (id > 0) or still in the form (id 0)."""

    ledger: str
    check: Callable[[Record, Book], Iterable[Problem]]
    while_typing: bool = True
    """False for what walks a whole ledger: it is asked when the record is kept, not at every field."""
    while_blank: bool = False
    """True for what can be asked while required fields are still blank, and is wanted before more is typed."""


def doubt(about: Field[Any], sentence: str) -> Problem:
    """Make a problem that is shown and never blocks."""
    return Problem(about.key, sentence, blocking=False)
