"""The rows that say which fields and registers an office has added, and the columns and tables they need."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from unionoffice.domain.ledger import Ledger
from unionoffice.domain.own import OWN_PREFIX, OwnField, OwnKind, OwnRegister
from unionoffice.storage import migrations, schema
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.driver import Database, quoted

_NUMBERED = re.compile(r"(?:own|register)_([0-9]+)")


def read_fields(file: OfficeFile) -> tuple[OwnField, ...]:
    """Read the own fields of all ledgers, each ledger's in their order."""
    sql = "SELECT ledger, key, title, kind, detail, was, required, public, hidden FROM own_field ORDER BY position, id"
    return tuple(
        OwnField(ledger, key, title, OwnKind(kind), detail, tuple(json.loads(was)), *map(bool, marks))
        for ledger, key, title, kind, detail, was, *marks in file.db.execute(sql).fetchall()
    )


def read_registers(file: OfficeFile) -> tuple[OwnRegister, ...]:
    """Read the own registers in their order."""
    sql = "SELECT key, title, prefix, dated, was, hidden FROM own_register ORDER BY position, id"
    return tuple(
        OwnRegister(key, title, prefix, bool(dated), tuple(json.loads(was)), bool(hidden))
        for key, title, prefix, dated, was, hidden in file.db.execute(sql).fetchall()
    )


def add_field(file: OfficeFile, own: OwnField) -> None:
    """Put a field behind the others of its ledger; inside a write."""
    file.db.execute(
        "INSERT INTO own_field(ledger, key, position, title, kind, detail, was, required, public, hidden)"
        " VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM own_field), ?, ?, ?, ?, ?, ?, ?)",
        [own.ledger, own.key, *_changeable(own)],
    )


def change_field(file: OfficeFile, own: OwnField) -> None:
    """Keep what a field is called and how it is treated; inside a write."""
    file.db.execute(
        "UPDATE own_field SET title = ?, kind = ?, detail = ?, was = ?, required = ?, public = ?, hidden = ?"
        " WHERE ledger = ? AND key = ?",
        [*_changeable(own), own.ledger, own.key],
    )


def _changeable(own: OwnField) -> list[object]:
    marks = [int(own.is_required), int(own.is_public), int(own.is_hidden)]
    return [own.title, own.kind.value, own.detail, json.dumps(own.was, ensure_ascii=False), *marks]


def order_fields(file: OfficeFile, ledger: str, keys: Iterable[str]) -> None:
    """Put the fields of a ledger into this order; inside a write."""
    for position, key in enumerate(keys, start=1):
        file.db.execute("UPDATE own_field SET position = ? WHERE ledger = ? AND key = ?", [position, ledger, key])


def add_register(file: OfficeFile, own: OwnRegister) -> None:
    """Put a register behind the others; inside a write."""
    file.db.execute(
        "INSERT INTO own_register(key, position, title, prefix, dated, was, hidden)"
        " VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM own_register), ?, ?, ?, ?, ?)",
        [
            own.key,
            own.title,
            own.prefix,
            int(own.is_dated),
            json.dumps(own.was, ensure_ascii=False),
            int(own.is_hidden),
        ],
    )


def change_register(file: OfficeFile, own: OwnRegister) -> None:
    """Keep what a register is called and whether it is hidden; inside a write."""
    file.db.execute(
        "UPDATE own_register SET title = ?, was = ?, hidden = ? WHERE key = ?",
        [own.title, json.dumps(own.was, ensure_ascii=False), int(own.is_hidden), own.key],
    )


def free_field_key(file: OfficeFile, ledger: str) -> str:
    """Give the key of a ledger's next field; a column whose row was taken back by an undo is not used again."""
    rows = file.db.execute("SELECT name FROM pragma_table_xinfo(?)", [ledger]).fetchall()
    return f"{OWN_PREFIX}{_next(row[0] for row in rows)}"


def free_register_key(file: OfficeFile) -> str:
    """Give the key of the next register; the table of one that was taken back by an undo is not used again."""
    rows = file.db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'register_*'").fetchall()
    return f"register_{_next(row[0] for row in rows)}"


def _next(names: Iterable[str]) -> int:
    found = (_NUMBERED.fullmatch(name) for name in names)
    return 1 + max((int(match[1]) for match in found if match), default=0)


def count_pointing(file: OfficeFile, ledger: str, key: str, target: int) -> int:
    """Count the records whose link in a hidden field names a record, those in the trash among them."""
    sql = "SELECT count(*) FROM " + quoted(ledger) + " WHERE " + quoted(key) + " = ?"
    return int(file.db.execute(sql, [target]).fetchone()[0])


def point_elsewhere(file: OfficeFile, ledger: str, key: str, old: int, new: int) -> None:
    """Let the links of a hidden field name another record; inside a write."""
    column = quoted(key)
    sql = f"UPDATE {quoted(ledger)} SET {column} = ?, row_version = row_version + 1 WHERE {column} = ?"
    file.db.execute(sql, [new, old])


def make_room(db: Database, ledgers: Iterable[Ledger]) -> None:
    """Add the columns and tables that these ledgers still lack; inside a schema change."""
    ledgers = list(ledgers)
    tables = {each.key: schema.wanted_tables([each])[each.key] for each in ledgers}
    migrations.ensure_schema(db, tables, schema.indexes(ledgers))
