"""Turns one typed line into what the form of a new log line holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from unionoffice.domain.one_line_entry import LineRead, LogWords, read_line
from unionoffice.ledgers import work_log
from unionoffice.ledgers.shared import FIGURES, HEADCOUNT, WHEN
from unionoffice.paths import RESOURCES
from unionoffice.usecases.office import Office


def log_words() -> Mapping[str, Any]:
    """Read the words by which lines are understood."""
    words: Mapping[str, Any] = json.loads((RESOURCES / "log_words.json").read_text("utf-8"))
    return words


def read_log_line(office: Office, line: str, words: Mapping[str, Any]) -> LineRead:
    """Read a line; only categories that the office has are offered."""
    known = office.codebook["work_category"]
    categories = {label: its for label, its in words["categories"].items() if known.find(label)}
    return read_line(line, office.today, LogWords(categories, words["units"], words["attending"]))


def raw_of(office: Office, read: LineRead) -> dict[str, object]:
    """Give the words for the form, over what a new line holds anyway."""
    typed = {
        work_log.TITLE.key: read.title,
        work_log.CONTENT.key: read.content,
        WHEN.key: read.when,
        work_log.PLACE.key: read.place,
        HEADCOUNT.key: read.headcount,
        FIGURES.key: "；".join(read.figures),
        work_log.CATEGORY.key: read.category,
    }
    return {**office.suggestion(work_log.WORK_LOG.key), **{key: words for key, words in typed.items() if words}}


def told(read: LineRead) -> list[tuple[str, str]]:
    """Name what was understood, part by part, for the clerk to see before Enter."""
    parts = [
        (WHEN.title, read.when),
        (work_log.TITLE.title, read.title),
        (work_log.PLACE.title, read.place),
        (HEADCOUNT.title, f"{read.headcount} 人" if read.headcount else ""),
        (FIGURES.title, "；".join(read.figures)),
        (work_log.CATEGORY.title, read.category),
        (work_log.CONTENT.title, read.content),
    ]
    return [(title, words) for title, words in parts if words]
