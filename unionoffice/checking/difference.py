"""One place in which a text that came back differs from the text that was sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

ALIKE = 0.5
"""The least likeness of two titles that are taken for the same."""


class Change(StrEnum):
    """What was done to a paragraph."""

    CHANGED = "改写"
    MOVED = "移动"
    NEW = "新增"
    MISSING = "删去"
    HEADING = "章节标题"
    NEW_CHAPTER = "新增章节"
    ORDER = "章节顺序"
    TITLE = "总标题"


@dataclass(frozen=True)
class Difference:
    """One paragraph or heading that does not stand as it was sent."""

    change: Change
    old: str
    new: str
    chapter: str
    """The key of the chapter it belongs to now; for one left out, of the chapter it stood in."""
    key: str = ""
    """The composed paragraph it grew from; empty for a new one."""
    place: int = -1
    """Which paragraph of the text that came back; -1 where it is not there."""
    before: int = -1
    """Which paragraph of that text it stands behind in its chapter; -1 at the chapter's start."""


def bare_words(text: str) -> str:
    """Leave out blanks: Word files gain and lose them."""
    return re.sub(r"\s+", "", text)


def likeness(one: str, other: str) -> float:
    """Tell how much two titles are alike, from 0 to 1."""
    return SequenceMatcher(None, bare_words(one), bare_words(other), autojunk=False).ratio()
