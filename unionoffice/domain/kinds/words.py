"""Kinds that hold words: free text and choices from a list of codes."""

from __future__ import annotations

import re
from typing import ClassVar

from unionoffice.domain.kinds.kind import Context, Kind, Refused, Stored, shortened, words_of
from unionoffice.domain.text import LONGEST_LINE, LONGEST_TEXT, head_form, paragraphs

_PLAIN = "[!-~一-鿕（）、，。：；《》“”]{1,%d}"
"""Chinese characters, marks and ASCII without spaces: nothing in them is cleaned away."""


class Text(Kind[str]):
    """One line of words."""

    name: ClassVar[str] = "文字"
    longest: ClassVar[int] = LONGEST_LINE
    plain = re.compile(_PLAIN % LONGEST_LINE)

    def parse(self, raw: object, context: Context) -> str | None:
        """Read any words; refuse more than the kind holds."""
        words = self._clean(raw)
        if len(words) > self.longest:
            raise Refused(f"最多 {self.longest} 个字，现有 {len(words)} 个字")
        return words or None

    def _clean(self, raw: object) -> str:
        return words_of(raw)

    def text(self, value: str) -> str:
        """Write the words as they are."""
        return value

    def from_row(self, *stored: Stored) -> str:
        """Take the words back."""
        return str(stored[0])


class LongText(Text):
    """Words of several lines."""

    name = "长文字"
    longest = LONGEST_TEXT

    def _clean(self, raw: object) -> str:
        return paragraphs(raw) if isinstance(raw, str) else words_of(raw)


class PersonName(Text):
    """The name of a person; shown to strangers with its middle hidden."""

    name = "姓名"
    longest = 60
    plain = re.compile(_PLAIN % longest)

    def _clean(self, raw: object) -> str:
        words = words_of(raw)
        # 张 三 is how forms align two-character names; a name with Latin letters keeps its spaces.
        return words if re.search(r"[A-Za-z]", words) else words.replace(" ", "")

    def masked(self, value: str) -> str:
        """Hide all but the first and last character (张*三), of two the second (张*)."""
        return value[0] + "*" * max(1, len(value) - 2) + (value[-1] if len(value) > 2 else "")


class Choice(Kind[str]):
    """One label of an editable list of codes."""

    name: ClassVar[str] = "选项"
    longest: ClassVar[int] = 60
    """Characters of a label that the clerk adds."""

    def __init__(self, codes: str, *, grows: bool = False) -> None:
        self.codes = codes
        self.grows = grows
        """Whether words that are not in the list yet are taken and added to it."""

    def parse(self, raw: object, context: Context) -> str | None:
        """Read a label or a former label."""
        words = words_of(raw)
        return self._find(words, context) if words else None

    def _find(self, words: str, context: Context) -> str:
        known = context.codes[self.codes]
        label = known.find(words)
        if label is not None:
            return label
        if self.grows and head_form(words) and len(words) <= self.longest:
            return words
        shown = "、".join(known.labels[:8]) + ("…" if len(known.labels) > 8 else "")
        raise Refused(f"“{shortened(words)}”不在选项中，可选：{shown}")

    def text(self, value: str) -> str:
        """Write the label."""
        return value

    def from_row(self, *stored: Stored) -> str:
        """Take the label back."""
        return str(stored[0])


class Choices(Kind[tuple[str, ...]]):
    """Several labels of an editable list of codes."""

    name: ClassVar[str] = "多选"
    hint = "用“、”隔开"

    def __init__(self, codes: str, *, most: int = 20) -> None:
        self.codes = codes
        self.most = most
        self._one = Choice(codes)

    def parse(self, raw: object, context: Context) -> tuple[str, ...] | None:
        """Read labels with 、 or a comma between them."""
        parts = [part.strip() for part in re.split(r"[、,，;；\n]", words_of(raw))]
        labels = tuple(dict.fromkeys(label for part in parts if (label := self._one.parse(part, context))))
        if len(labels) > self.most:
            raise Refused(f"最多选 {self.most} 项，现有 {len(labels)} 项")
        return labels or None

    def text(self, value: tuple[str, ...]) -> str:
        """Write the labels with 、 between them."""
        return "、".join(value)

    def from_row(self, *stored: Stored) -> tuple[str, ...]:
        """Take the labels back."""
        return tuple(str(stored[0]).split("、"))
