"""A record on its way into a sentence of the summary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from unionoffice.domain.ledger import Record
from unionoffice.summary.figures import Reading
from unionoffice.summary.phrases import Phrases
from unionoffice.summary.roles import as_role
from unionoffice.summary.wording import Runs, embedded, text_of


@dataclass
class Told:
    """A record on its way into a sentence: what is said so far, and which figures still want a place."""

    record: Record
    readings: Sequence[Reading]
    phrases: Phrases
    full_names: bool
    slots: dict[str, Runs | str] = field(default_factory=dict)
    rest: list[Reading] = field(default_factory=list)
    after: Runs = ()

    @property
    def core_text(self) -> str:
        """The words of the record's own title."""
        return text_of(self.slots.get("core", ()))

    def tell(self, words: str) -> None:
        """Take the clerk's words as the core; the numbers in them become figures."""
        core, self.rest = embedded(_trimmed(words), self.rest or list(self.readings))
        self.slots["core"] = core

    def tell_after(self, words: str) -> None:
        """Take further words as a sentence of their own."""
        if words and not said_in(words, self.core_text):
            self.after, self.rest = embedded(_trimmed(words), self.rest)

    def take(self, *fields: str) -> None:
        """Give typed figures that stand nowhere yet their slots."""
        for reading in [each for each in self.rest if each.field in fields]:
            self.slots[reading.field] = (reading.figure,)
            self.rest.remove(reading)

    def name(self, words: str) -> str:
        """Write a person's name as the office wants it."""
        return words if self.full_names else as_role(words)


def _trimmed(words: str) -> str:
    return re.sub(r"\s*\n\s*", "；", words.strip()).rstrip("。；，、;, ")


def said_in(words: str, text: str) -> bool:
    """Tell whether a text says these words, or most of their parts, already."""
    parts = [part for part in re.split(r"[、，,；;\s]", words) if part]
    return bool(parts) and all(part in text or part[:4] in text for part in parts)
