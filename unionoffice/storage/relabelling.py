"""The records that hold a code, and another label in its place; labels are stored in the records as words."""

from __future__ import annotations

from typing import Any

from unionoffice.domain.kinds import Choices
from unionoffice.domain.ledger import Field
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.driver import quoted, run_many

_MARK = "、"
"""What stands between the labels where a field holds several."""


def holders(file: OfficeFile, ledger: str, key: Field[Any], label: str) -> list[int]:
    """List the records that hold a label in a field, those in the trash among them."""
    return [row_id for row_id, _ in _rows(file, ledger, key, label)]


def relabel(file: OfficeFile, ledger: str, key: Field[Any], old: str, new: str) -> list[int]:
    """Write another label wherever a field holds the old one; returns the ids of the records. Inside a write."""
    rows = _rows(file, ledger, key, old)
    sql = f"UPDATE {quoted(ledger)} SET {quoted(key.key)} = ?, row_version = row_version + 1 WHERE id = ?"
    run_many(file.db, sql, ((_replaced(words, old, new), row_id) for row_id, words in rows))
    return [row_id for row_id, _ in rows]


def _rows(file: OfficeFile, ledger: str, key: Field[Any], label: str) -> list[tuple[int, str]]:
    start = f"SELECT id, {quoted(key.key)} FROM {quoted(ledger)} WHERE "
    if isinstance(key.kind, Choices):
        among = "instr('、' || " + quoted(key.key) + " || '、', ?) > 0 ORDER BY id"
        return list(file.db.execute(start + among, [_MARK + label + _MARK]))
    return list(file.db.execute(start + quoted(key.key) + " = ? ORDER BY id", [label]))


def _replaced(words: str, old: str, new: str) -> str:
    """Replace one of several labels; where the new one is there already the old one goes."""
    return _MARK.join(dict.fromkeys(new if each == old else each for each in words.split(_MARK)))
