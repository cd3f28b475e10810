"""Keep what the clerk has made of the summaries: one outline a period, one row for each own paragraph."""

from __future__ import annotations

import json
from typing import Any

from unionoffice.storage.database import OfficeFile

Content = dict[str, Any]
"""A manuscript as plain lists and dicts, its own words under `words`."""


def read_manuscript(file: OfficeFile, period: str) -> Content | None:
    """Read the manuscript of a period; None when the clerk has changed nothing."""
    row = file.db.execute("SELECT outline FROM manuscript WHERE period = ?", [period]).fetchone()
    if row is None:
        return None
    sql = "SELECT key, content FROM manuscript_words WHERE period = ? ORDER BY id"
    words = {key: json.loads(content) for key, content in file.db.execute(sql, [period]).fetchall()}
    return {**json.loads(row[0]), "words": words}


def periods(file: OfficeFile) -> list[str]:
    """Name the periods in whose summaries something was written."""
    return [row[0] for row in file.db.execute("SELECT period FROM manuscript ORDER BY period").fetchall()]


def write_manuscript(file: OfficeFile, period: str, content: Content) -> None:
    """Keep the manuscript of a period; rows that stay the same are not written again; inside a write."""
    outline = {name: part for name, part in content.items() if name != "words"}
    file.db.execute(
        "INSERT INTO manuscript(period, outline) VALUES (?, ?) "
        "ON CONFLICT(period) DO UPDATE SET outline = excluded.outline WHERE outline <> excluded.outline",
        [period, _text(outline)],
    )
    sql = "SELECT key, content FROM manuscript_words WHERE period = ?"
    there = dict(file.db.execute(sql, [period]).fetchall())
    wanted = {key: _text(words) for key, words in content["words"].items()}
    for key in there.keys() - wanted.keys():
        file.db.execute("DELETE FROM manuscript_words WHERE period = ? AND key = ?", [period, key])
    for key, words in wanted.items():
        if key not in there:
            file.db.execute("INSERT INTO manuscript_words(period, key, content) VALUES (?, ?, ?)", [period, key, words])
        elif there[key] != words:
            file.db.execute(
                "UPDATE manuscript_words SET content = ? WHERE period = ? AND key = ?", [words, period, key]
            )


def _text(content: Content) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)
