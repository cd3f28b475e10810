"""Gives the half-year summary to other programs: the same words as on paper, and the rows behind every number."""

from __future__ import annotations

from typing import Any

from unionoffice.domain.draft import Draft, Figure, Row, State, plain_number


def draft_as_json(draft: Draft) -> dict[str, Any]:
    """Turn a draft into plain lists and dicts; values are decimal strings, None where the number was lost."""
    return {
        "office": draft.office,
        "title": draft.title,
        "period": {
            "label": draft.period_label,
            "start": draft.start.isoformat(),
            "end": draft.end.isoformat(),
        },
        "chapters": [
            {
                "numeral": chapter.numeral,
                "title": chapter.title,
                "paragraphs": [
                    {"text": paragraph.text, "figures": [figure_as_json(figure) for figure in paragraph.figures]}
                    for paragraph in chapter.paragraphs
                ],
            }
            for chapter in draft.chapters
        ],
        "not_written": [figure_as_json(figure) for figure in draft.not_written],
        "warnings": [
            {"code": caution.code, "text": caution.text, "rows": _rows(caution.rows)} for caution in draft.warnings
        ],
    }


def figure_as_json(figure: Figure) -> dict[str, Any]:
    """Turn one figure into a dict."""
    blank = figure.state is State.BLANK or figure.value is None
    # A range has its start as the value; without its end it would read as a plain number.
    upper = {} if figure.upper is None else {"upper": plain_number(figure.upper)}
    return {
        "label": figure.label,
        "value": None if blank or figure.value is None else plain_number(figure.value),
        **upper,
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "state": figure.state.value,
        "basis": figure.basis.value,
        "as_of": figure.as_of.isoformat() if figure.as_of else None,
        "rule": figure.rule,
        "rows": _rows(figure.rows),
    }


def _rows(rows: tuple[Row, ...]) -> list[list[str | int]]:
    return [[ledger, number] for ledger, number in rows]
