"""An edited summary as chapters of paragraphs, however it came: from the window, a Word file or plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CHAPTER = re.compile(r"^\s*([一二三四五六七八九十]+)\s*[、.．，]\s*(.+?)\s*$")
_SUB_HEADING = re.compile(r"^\s*[（(][一二三四五六七八九十]+[）)]")
_ANNEX = re.compile(r"附\s*[表件]\s*(?:[0-9一二三四五六七八九十]+\s*)?(?:[:：]|$)")
_DATE = re.compile(
    r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[二〇零一三四五六七八九十]+年[一二三四五六七八九十]+月[一二三四五六七八九十]+日"
)
_MOST_IN_HEADING = 40


@dataclass(frozen=True)
class WrittenParagraph:
    """One paragraph of the text, with where it stands."""

    text: str
    chapter: str = ""
    """The title of its chapter without the numeral; empty before the first."""
    numeral: str = ""
    """For the heading of a chapter, its numeral."""
    key: str = ""
    """What the paragraph was drafted about, where that is known."""

    @property
    def is_heading(self) -> bool:
        """Whether it is the heading of a chapter."""
        return bool(self.numeral)


def annexes_begin(lines: Sequence[str]) -> int:
    """Say how many lines stand before the annexes."""
    return next((place for place, line in enumerate(lines) if _ANNEX.match(line.strip())), len(lines))


def written_text(lines: Sequence[str]) -> list[WrittenParagraph]:
    """Take lines apart into chapters by their numbered headings (一、…); the date of signing and the annexes are left."""
    chapter = ""
    written: list[WrittenParagraph] = []
    for line in lines[: annexes_begin(lines)]:
        words = line.strip().strip("\u3000")
        if not words or _DATE.fullmatch(words):
            continue
        match = _CHAPTER.match(words)
        if match and len(words) <= _MOST_IN_HEADING and not words.endswith(("。", "；")):
            chapter = match[2]
            written.append(WrittenParagraph(words, chapter, match[1]))
        else:
            written.append(WrittenParagraph(words, chapter))
    return written


def is_sub_heading(text: str) -> bool:
    """Tell whether a paragraph is a heading below a chapter's."""
    return bool(_SUB_HEADING.match(text)) and len(text) <= _MOST_IN_HEADING and not text.endswith("。")
