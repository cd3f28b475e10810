"""What forms of other offices call a field: read after its title and its former titles, and never shown to the clerk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from unionoffice.domain.ledger import Field, Ledger
from unionoffice.paths import RESOURCES

Words = Mapping[str, str]
"""The words of each field, by its key and parted by spaces."""


def synonyms(ledger: Ledger) -> Iterator[tuple[str, Field[Any]]]:
    """List the words that mean a field of a ledger, with the field."""
    everywhere, of_ledgers = _listed()
    for key, words in (*of_ledgers.get(ledger.key, {}).items(), *everywhere.items()):
        field = ledger.get(key, None)
        if field is not None:
            yield from ((each, field) for each in words.split())


@cache
def _listed() -> tuple[Words, Mapping[str, Words]]:
    listed = json.loads((RESOURCES / "head_synonyms.json").read_text("utf-8"))
    return listed["everywhere"], listed["ledgers"]
