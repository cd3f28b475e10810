"""What a check of an edited summary says: one sentence, at one place, with the rows behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from unionoffice.checking.written import WrittenParagraph
from unionoffice.domain.draft import Figure, Row


class Slip(StrEnum):
    """What kind of slip a finding points at."""

    DIFFERS = "differs"
    UNSUPPORTED = "unsupported"
    SUM = "sum"
    PERCENT = "percent"
    NUMBERING = "numbering"
    PERIOD = "period"
    LEFTOVER = "leftover"
    REPEAT = "repeat"
    STYLE = "style"
    ROUNDED = "rounded"
    TABLE = "table"


@dataclass(frozen=True)
class Expected:
    """What the ledgers say instead."""

    value: Decimal
    unit: str


@dataclass(frozen=True)
class Finding:
    """One thing to look at in the text."""

    slip: Slip
    paragraph: int
    """The place of the paragraph in the text, from 0."""
    start: int
    end: int
    """Where in the paragraph the words stand."""
    excerpt: str
    text: str
    """One Chinese sentence for the clerk."""
    chapter: str = ""
    expected: Expected | None = None
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Match:
    """A number of the text that a figure of the ledgers supports."""

    paragraph: int
    start: int
    end: int
    figure: Figure


@dataclass(frozen=True)
class Verdict:
    """The whole check of one text."""

    findings: tuple[Finding, ...]
    matches: tuple[Match, ...]
    not_written: tuple[Figure, ...] = field(default=())
    """Figures of the period that stand nowhere in the text."""


def around(text: str, match: re.Match[str]) -> str:
    """Give the words a match stands in."""
    return text[max(0, match.start() - 5) : match.end() + 5]


def point_at(slip: Slip, place: int, paragraph: WrittenParagraph, match: re.Match[str], sentence: str) -> Finding:
    """Make the finding about the words that a pattern found in a paragraph."""
    words = around(paragraph.text, match)
    return Finding(slip, place, match.start(), match.end(), words, sentence, paragraph.chapter)
