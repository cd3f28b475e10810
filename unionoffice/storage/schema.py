"""The tables that the ledgers' declarations ask for, and the few that hold the office itself."""

from __future__ import annotations

from collections.abc import Sequence

from unionoffice.domain.kinds import Column, Ref
from unionoffice.domain.ledger import Ledger
from unionoffice.storage.driver import listed, quoted
from unionoffice.storage.migrations import Wanted

BOOKKEEPING = (
    Column("label", "TEXT NOT NULL DEFAULT ''"),
    Column("pinyin", "TEXT NOT NULL DEFAULT ''"),
    Column("search_text", "TEXT NOT NULL DEFAULT ''"),
    Column("row_version", "INTEGER NOT NULL DEFAULT 1"),
    Column("deleted_at", "TEXT"),
)
"""What every ledger table has beside its fields: what the record is called and found by, its version, its trash mark."""

_OFFICE_TABLES = {
    "setting": {"key": "TEXT PRIMARY KEY NOT NULL", "value": "TEXT NOT NULL"},
    "code": {
        "list": "TEXT NOT NULL",
        "position": "INTEGER NOT NULL",
        "label": "TEXT NOT NULL",
        "was": "TEXT NOT NULL DEFAULT '[]' CHECK(json_valid(was))",
        "hidden": "INTEGER CHECK(hidden IN (0, 1))",
    },
    "chapter": {
        "position": "INTEGER NOT NULL",
        "title": "TEXT NOT NULL",
        "part": "TEXT NOT NULL",
        "show_when_empty": "INTEGER NOT NULL DEFAULT 0 CHECK(show_when_empty IN (0, 1))",
    },
    "period": {
        "label": "TEXT NOT NULL",
        "kind": "TEXT NOT NULL",
        "start": "TEXT NOT NULL CHECK(start IS date(start, '+0 days'))",
        "end": 'TEXT NOT NULL CHECK("end" IS date("end", \'+0 days\'))',
    },
    "manuscript": {
        "period": "TEXT PRIMARY KEY NOT NULL",
        "outline": "TEXT NOT NULL CHECK(json_valid(outline))",
    },
    "manuscript_words": {
        "period": "TEXT NOT NULL",
        "key": "TEXT NOT NULL",
        "content": "TEXT NOT NULL CHECK(json_valid(content))",
    },
    "sign_off": {
        "period": "TEXT NOT NULL",
        "kind": "TEXT NOT NULL",
        "start": "TEXT NOT NULL CHECK(start IS date(start, '+0 days'))",
        "end": 'TEXT NOT NULL CHECK("end" IS date("end", \'+0 days\'))',
        "signed_on": "TEXT NOT NULL CHECK(signed_on IS date(signed_on, '+0 days'))",
        "signed_by": "TEXT NOT NULL",
        "batch": "INTEGER NOT NULL",
        "digest": "TEXT NOT NULL",
        "left_open": "INTEGER NOT NULL DEFAULT 0",
        "unlocked_on": "TEXT",
        "unlocked_by": "TEXT NOT NULL DEFAULT ''",
        "reason": "TEXT NOT NULL DEFAULT ''",
    },
    "sign_off_content": {
        "sign_off": "INTEGER NOT NULL",
        "content": "BLOB NOT NULL",
        "paper": "BLOB NOT NULL",
    },
    "undo_step": {
        "batch": "INTEGER NOT NULL",
        "title": "TEXT NOT NULL",
        "undone": "INTEGER NOT NULL CHECK(undone IN (0, 1))",
    },
    "draft": {
        "ledger": "TEXT NOT NULL",
        "record_id": "INTEGER NOT NULL",
        "parent_id": "INTEGER NOT NULL",
        "at": "TEXT NOT NULL",
        "words": "TEXT NOT NULL CHECK(json_valid(words))",
    },
    "own_register": {
        "key": "TEXT NOT NULL",
        "position": "INTEGER NOT NULL",
        "title": "TEXT NOT NULL",
        "prefix": "TEXT NOT NULL",
        "dated": "INTEGER NOT NULL CHECK(dated IN (0, 1))",
        "was": "TEXT NOT NULL DEFAULT '[]' CHECK(json_valid(was))",
        "hidden": "INTEGER NOT NULL DEFAULT 0 CHECK(hidden IN (0, 1))",
    },
    "own_field": {
        "ledger": "TEXT NOT NULL",
        "key": "TEXT NOT NULL",
        "position": "INTEGER NOT NULL",
        "title": "TEXT NOT NULL",
        "kind": "TEXT NOT NULL",
        "detail": "TEXT NOT NULL DEFAULT ''",
        "was": "TEXT NOT NULL DEFAULT '[]' CHECK(json_valid(was))",
        "required": "INTEGER NOT NULL DEFAULT 0 CHECK(required IN (0, 1))",
        "public": "INTEGER NOT NULL DEFAULT 0 CHECK(public IN (0, 1))",
        "hidden": "INTEGER NOT NULL DEFAULT 0 CHECK(hidden IN (0, 1))",
    },
}


def ledger_columns(ledger: Ledger) -> list[Column]:
    """List a ledger table's columns, without its id."""
    own = [column for each in ledger.fields for column in each.kind.columns(each.key)]
    return [*own, *BOOKKEEPING]


def wanted_tables(ledgers: Sequence[Ledger]) -> dict[str, Wanted]:
    """Say what tables the office file must have."""
    columns = {ledger.key: {c.name: c.sql for c in ledger_columns(ledger)} for ledger in ledgers}
    return {name: _wanted(name, its) for name, its in {**columns, **_OFFICE_TABLES}.items()}


def _wanted(table: str, columns: dict[str, str]) -> Wanted:
    lines = {name: f"{quoted(name)} {sql}" for name, sql in columns.items()}
    with_id = lines if "PRIMARY KEY" in "".join(columns.values()) else {"id": "id INTEGER PRIMARY KEY", **lines}
    return Wanted(f"CREATE TABLE {quoted(table)}(\n  " + ",\n  ".join(with_id.values()) + "\n) STRICT", lines)


def indexes(ledgers: Sequence[Ledger]) -> list[str]:
    """List the indexes: what may not occur twice, links, and the orders that lists are shown in."""
    statements = [
        _index("code", ("list", "label"), unique=True),
        _index("chapter", ("title",), unique=True),
        _index("period", ("label",), unique=True),
        _index("sign_off_content", ("sign_off",), unique=True),
        _index("undo_step", ("batch",), unique=True),
        _index("draft", ("ledger", "record_id", "parent_id"), unique=True),
        _index("own_register", ("key",), unique=True),
        _index("own_field", ("ledger", "key"), unique=True),
    ]
    for ledger in ledgers:
        statements += [_index(ledger.key, (each.key,), unique=True, present=True) for each in ledger.unique]
        links = [each.key for each in ledger.fields if isinstance(each.kind, Ref)]
        statements += [_index(ledger.key, (key,)) for key in links]
        statements.append(_index(ledger.key, ("label",)))
        statements += [_index(ledger.key, (each.key,), present=True) for each in ledger.looked_up]
        # Lists in their usual order and searches are answered from these alone, without reading the records.
        statements.append(_index(ledger.key, ("pinyin", "id", "search_text"), present=True))
        if ledger.when is not None:
            covered = (f"{ledger.when.key}_start", "id", "period", "period_start", "search_text")
            statements.append(_index(ledger.key, covered, present=True))
    return statements


def _index(table: str, columns: tuple[str, ...], *, unique: bool = False, present: bool = False) -> str:
    name = quoted("_".join(("by", table, *columns)))
    where = " WHERE deleted_at IS NULL" if present else ""
    return (
        f"CREATE {'UNIQUE ' if unique else ''}INDEX IF NOT EXISTS {name} ON {quoted(table)}({listed(columns)}){where}"
    )
