"""The patterns that the drafter speaks in, and how one of several is chosen."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from unionoffice.paths import RESOURCES
from unionoffice.summary.wording import Runs, Slots, fill


class Variety:
    """Remembers how the last sentence of each sort was put, so that neighbours are not put alike."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def choose(self, statement: str, wanted: int, of: int) -> int:
        """Take the wanted pattern, or the next one where the sentence before has it."""
        chosen = (wanted + 1) % of if wanted == self._last.get(statement) else wanted
        self._last[statement] = chosen
        return chosen


@dataclass(frozen=True)
class Phrases:
    """The office's stock of patterns and words."""

    content: Mapping[str, Any]

    def say(self, statement: str, slots: Slots, key: str = "", variety: Variety | None = None) -> Runs:
        """Fill one pattern of a statement (`stat/event`); the key decides which, always the same one.

        With `variety` the sentence before is looked at too.
        """
        variants = self._find(statement)
        wanted = zlib.crc32(key.encode()) % len(variants)
        chosen = variety.choose(statement, wanted, len(variants)) if variety and len(variants) > 1 else wanted
        return fill(variants[chosen], slots)

    def has(self, statement: str) -> bool:
        """Tell whether there is a pattern."""
        family, _, name = statement.partition("/")
        return name in self.content[family]

    def word(self, family: str, name: str) -> str:
        """Find a word of a family, its default where it has none of this name."""
        words: Mapping[str, str] = self.content[family]
        return words.get(name, words.get("", name))

    def words(self, family: str, name: str) -> Any:
        """Find an entry of a family as it stands."""
        return self.content[family][name]

    def _find(self, statement: str) -> list[str]:
        family, _, name = statement.partition("/")
        found = self.content[family][name]
        return [found] if isinstance(found, str) else found


def read_phrases() -> Phrases:
    """Read the patterns that come with the program."""
    return Phrases(json.loads((RESOURCES / "phrases.json").read_text("utf-8")))
