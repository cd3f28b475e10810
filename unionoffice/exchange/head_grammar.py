"""How forms put the name of a field together from parts, for heads that no list of words holds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from unionoffice.domain.ledger import Field, Ledger
from unionoffice.paths import RESOURCES

Patterns = Sequence[tuple[str, re.Pattern[str]]]
"""What the folded heads of a field look like, beside its key."""

_LONGEST = 24
"""A longer head is a sentence; and a pattern that repeats takes twice as long for each word more."""


def fields_put_together(words: Sequence[str], ledger: Ledger) -> set[Field[Any]]:
    """Find the fields whose grammar one of the folded heads follows to its end."""
    return _fields("fields", words, ledger)


def fields_left_over(words: Sequence[str], ledger: Ledger) -> set[Field[Any]]:
    """Find the fields that a head may mean when it is the only one of its kind in a table."""
    return _fields("left_over", words, ledger)


def stands_back(word: str, ledger: Ledger) -> bool:
    """Tell whether a head is to wait until the others of its table have their fields."""
    return any(pattern.fullmatch(word) for _, pattern in _patterns("stands_back", ledger.key))


def is_no_field(word: str, ledger: Ledger) -> bool:
    """Tell whether a head that sounds like one of the ledger's fields means something else."""
    return any(pattern.fullmatch(word) for _, pattern in _patterns("no_field", ledger.key))


def _fields(kind: str, words: Sequence[str], ledger: Ledger) -> set[Field[Any]]:
    short = [each for each in words if len(each) <= _LONGEST]
    found = {key for key, pattern in _patterns(kind, ledger.key) if any(pattern.fullmatch(each) for each in short)}
    return {field for key in found if (field := ledger.get(key, None)) is not None}


@cache
def _patterns(kind: str, ledger_key: str) -> Patterns:
    listed = json.loads((RESOURCES / "head_grammar.json").read_text("utf-8"))
    parts: Mapping[str, str] = listed["parts"]

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(re.sub(r"<([一-龥]+)>", lambda part: parts[part[1]], pattern))

    texts = (*listed[kind]["everywhere"].items(), *listed[kind]["ledgers"].get(ledger_key, {}).items())
    return [(key, compiled(pattern)) for key, pattern in texts]
