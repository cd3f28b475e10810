"""Lists that name more or fewer things than the number beside them says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from unionoffice.checking.spoken import Spoken

_BEFORE = re.compile(r"(?:[^，。；：、（）]{1,20}、)+[^，。；：、（）]{1,20}$")
_BEHIND = re.compile(
    r"[，,]?(?:分别)?(?:为|是|即)((?:[^，。；：、（）]{1,20}、)+[^，。；：、（）]{1,20})(?=[，。；]|$)"
)
_AND = re.compile("、|和|与|及|以及")


class Miscount(NamedTuple):
    """A list of `named` things beside an amount that says otherwise."""

    start: int
    end: int
    words: str
    named: int


def miscounts(text: str, spoken: Sequence[Spoken], drafted: str, said: Sequence[Spoken]) -> Iterator[Miscount]:
    """Find lists that no longer have as many things as the number beside them, although the draft's list has."""
    kept = {(each.value, each.unit) for each in said if each.value in _counts(drafted, each)}
    for each in spoken:
        counts = _counts(text, each)
        if (each.value, each.unit) in kept and counts and each.value not in counts:
            yield Miscount(each.start, each.end, text[each.start : each.end], min(counts))


def _counts(text: str, amount: Spoken) -> set[int]:
    """Count the things listed right before or behind an amount; 和 may join two of them or stand within one."""
    if amount.qualifier or amount.upper is not None:
        return set()
    behind = _BEHIND.match(text, amount.end)
    before = _BEFORE.search(text[: amount.start])
    listed = behind[1] if behind else before[0] if before else ""
    return {listed.count("、") + 1, len(_AND.split(listed))} if listed else set()
