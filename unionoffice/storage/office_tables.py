"""What the office file holds beside the ledgers: settings, code lists, the chapter tree, its own periods."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from unionoffice.domain.codes import Code, Codebook, CodeList
from unionoffice.domain.period import Period
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.driver import run_many


class Settings:
    """Named words the office has chosen."""

    def __init__(self, file: OfficeFile) -> None:
        self._file = file

    def get(self, key: str, default: str = "") -> str:
        """Give a setting, or the default where it was never set."""
        row = self._file.db.execute("SELECT value FROM setting WHERE key = ?", [key]).fetchone()
        return str(row[0]) if row else default

    def put(self, key: str, value: str) -> None:
        """Keep a setting."""
        with self._file.write() as db:
            db.execute(
                "INSERT INTO setting(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                [key, value],
            )


def read_codebook(file: OfficeFile) -> Codebook:
    """Read all code lists."""
    lists: dict[str, list[Code]] = {}
    sql = "SELECT list, label, was, coalesce(hidden, 0) FROM code ORDER BY list, position, id"
    for name, label, was, hidden in file.db.execute(sql).fetchall():
        lists.setdefault(name, []).append(Code(label, tuple(json.loads(was)), bool(hidden)))
    return Codebook({name: CodeList(codes) for name, codes in lists.items()})


def add_codes(file: OfficeFile, name: str, codes: Iterable[Code]) -> None:
    """Put codes at the end of a list; inside a write."""
    taken = file.db.execute("SELECT coalesce(max(position), 0) FROM code WHERE list = ?", [name]).fetchone()[0]
    rows = [
        (name, taken + at, code.label, json.dumps(code.was, ensure_ascii=False))
        for at, code in enumerate(codes, start=1)
    ]
    run_many(file.db, "INSERT INTO code(list, position, label, was) VALUES (?, ?, ?, ?)", rows)


def change_code(file: OfficeFile, name: str, label: str, code: Code) -> None:
    """Keep what became of the code that had this label; inside a write."""
    file.db.execute(
        "UPDATE code SET label = ?, was = ?, hidden = ? WHERE list = ? AND label = ?",
        [code.label, json.dumps(code.was, ensure_ascii=False), int(code.is_hidden), name, label],
    )


def order_codes(file: OfficeFile, name: str, labels: Iterable[str]) -> None:
    """Put the codes of a list into this order; inside a write."""
    for position, label in enumerate(labels, start=1):
        file.db.execute("UPDATE code SET position = ? WHERE list = ? AND label = ?", [position, name, label])


def remove_code(file: OfficeFile, name: str, label: str) -> None:
    """Take a code out of its list for good; inside a write."""
    file.db.execute("DELETE FROM code WHERE list = ? AND label = ?", [name, label])


ChapterRow = tuple[str, str, bool]
"""Title, part, whether it is shown when empty."""


def read_chapters(file: OfficeFile) -> list[ChapterRow]:
    """Read the chapter tree in its order."""
    sql = "SELECT title, part, show_when_empty FROM chapter ORDER BY position, id"
    return [(title, part, bool(shown)) for title, part, shown in file.db.execute(sql).fetchall()]


def write_chapters(file: OfficeFile, chapters: Iterable[ChapterRow]) -> None:
    """Replace the chapter tree; inside a write."""
    file.db.execute("DELETE FROM chapter")
    rows = [(at, title, part, int(shown)) for at, (title, part, shown) in enumerate(chapters)]
    run_many(file.db, "INSERT INTO chapter(position, title, part, show_when_empty) VALUES (?, ?, ?, ?)", rows)


def read_periods(file: OfficeFile) -> list[Period]:
    """Read the office's own periods, the latest first."""
    sql = 'SELECT label, start, "end", kind FROM period ORDER BY start DESC'
    return [
        Period(label, date.fromisoformat(start), date.fromisoformat(end), kind)
        for label, start, end, kind in file.db.execute(sql).fetchall()
    ]


def add_period(file: OfficeFile, period: Period) -> None:
    """Keep a period of the office's own; inside a write."""
    file.db.execute(
        'INSERT INTO period(label, kind, start, "end") VALUES (?, ?, ?, ?)',
        [period.label, period.kind, period.start.isoformat(), period.end.isoformat()],
    )
