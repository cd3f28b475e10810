"""Nine drafts as they once were, so that slips can be planted in words that do not change with the sentence patterns."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from unionoffice.domain.draft import Basis, Caution, Chapter, Draft, Figure, Paragraph, Part, State

KEPT = Path(__file__).parents[1] / "data" / "kept_drafts.json"
_WORDS = ("label", "unit", "qualifier", "rule", "scale", "per", "as_stated")


def kept_drafts() -> dict[int, Draft]:
    """Read the drafts by the numbers of their offices."""
    return {int(number): _draft(each) for number, each in json.loads(KEPT.read_text("utf-8")).items()}


def draft_as_kept(draft: Draft) -> dict[str, Any]:
    """Turn a draft into what the file holds."""
    return {
        "office": draft.office,
        "title": draft.title,
        "period": [draft.period_label, draft.start.isoformat(), draft.end.isoformat()],
        "chapters": [
            [each.title, each.part, each.numeral, each.key, [_paragraph_as_kept(words) for words in each.paragraphs]]
            for each in draft.chapters
        ],
        "not_written": [_figure_as_kept(each) for each in draft.not_written],
        "warnings": [[each.code, each.text, each.rows] for each in draft.warnings],
    }


def _paragraph_as_kept(paragraph: Paragraph) -> list[Any]:
    runs = [run if isinstance(run, str) else _figure_as_kept(run) for run in paragraph.runs]
    return [paragraph.key, paragraph.level, paragraph.records, runs]


def _figure_as_kept(figure: Figure) -> dict[str, Any]:
    numbers = {name: str(value) for name in ("value", "upper") if (value := getattr(figure, name)) is not None}
    words = {name: getattr(figure, name) for name in _WORDS if getattr(figure, name)}
    return {**words, **numbers, "state": figure.state, "basis": figure.basis, "rows": figure.rows}


def _draft(kept: dict[str, Any]) -> Draft:
    label, start, end = kept["period"]
    return Draft(
        kept["office"],
        kept["title"],
        label,
        date.fromisoformat(start),
        date.fromisoformat(end),
        tuple(
            Chapter(title, Part(part), tuple(map(_paragraph, paragraphs)), numeral, key)
            for title, part, numeral, key, paragraphs in kept["chapters"]
        ),
        not_written=tuple(map(_figure, kept["not_written"])),
        warnings=tuple(Caution(code, text, _rows(rows)) for code, text, rows in kept["warnings"]),
    )


def _paragraph(kept: list[Any]) -> Paragraph:
    key, level, records, runs = kept
    return Paragraph(
        tuple(run if isinstance(run, str) else _figure(run) for run in runs), key, level, records=_rows(records)
    )


def _figure(kept: dict[str, Any]) -> Figure:
    value, upper = (Decimal(kept[name]) if name in kept else None for name in ("value", "upper"))
    words = {name: kept.get(name, "") for name in _WORDS}
    return Figure(
        value=value,
        upper=upper,
        state=State(kept["state"]),
        basis=Basis(kept["basis"]),
        rows=_rows(kept["rows"]),
        **words,
    )


def _rows(kept: list[list[Any]]) -> tuple[tuple[str, int], ...]:
    return tuple((ledger, row) for ledger, row in kept)
