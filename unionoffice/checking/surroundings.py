"""Recognise a number by the words around it, wherever its sentence has gone: moved, merged, split or reworded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from unionoffice.checking.alignment import Drafted
from unionoffice.checking.spoken import Spoken
from unionoffice.domain.draft import Figure

_BEFORE, _BEHIND = 16, 6
"""Characters around an amount that tell what it is about; what stands before says more."""
_FEWEST = 3
"""Pairs of characters below which nothing can be recognised."""
_NO_WORDS = re.compile(r"[0-9０-９，。；、：,.;:“”（）()\s]+")


class Surroundings:
    """The amounts of a draft with the words around them."""

    def __init__(self, drafted: Iterable[Drafted]) -> None:
        self._ranked: dict[frozenset[str], list[tuple[float, Figure]]] = {}
        """What was asked before: each amount is asked about several times."""
        self._known: list[tuple[frozenset[str], Figure]] = [
            (words_around(each.text, spoken), figure)
            for each in drafted
            for spoken, figure in each.amounts
            if figure is not None and figure.value is not None
        ]

    def alike(self, text: str, spoken: Spoken, least: float) -> Iterator[Figure]:
        """Give the figures of the draft that stand among words like these, the most alike first.

        `least` is the share of the fewer pairs of characters that both must have.
        """
        return (figure for likeness, figure in self.ranked(text, spoken) if likeness >= least)

    def ranked(self, text: str, spoken: Spoken) -> list[tuple[float, Figure]]:
        """Give all figures with how much the words around them are alike, from 1 down to 0."""
        own = words_around(text, spoken)
        if len(own) < _FEWEST:
            return []
        if own not in self._ranked:
            likeness = [
                (len(own & other) / min(len(own), len(other)), figure)
                for other, figure in self._known
                if len(other) >= _FEWEST
            ]
            self._ranked[own] = sorted(likeness, key=lambda each: -each[0])
        return self._ranked[own]


def words_around(text: str, spoken: Spoken) -> frozenset[str]:
    """Give the pairs of characters around an amount within its sentence, without digits and signs."""
    return _pairs(text, spoken.start, spoken.end)


@lru_cache(maxsize=4096)
def _pairs(text: str, start: int, end: int) -> frozenset[str]:
    before = re.split("[。；]", text[max(0, start - _BEFORE) : start])[-1]
    behind = re.split("[。；]", text[end : end + _BEHIND])[0]
    return frozenset(
        piece[at : at + 2]
        for words in (before, behind)
        for piece in _NO_WORDS.split(words)
        for at in range(len(piece) - 1)
    )
