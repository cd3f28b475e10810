"""What a statement may never do while the clerk works: change the schema, or loosen a safety setting."""

from __future__ import annotations

from unionoffice.storage.driver import dbapi

# Reading these is allowed, setting them is not; the opening sequence sets them before the guard stands.
_SETTINGS = frozenset(
    {
        "application_id",
        "foreign_keys",
        "ignore_check_constraints",
        "journal_mode",
        "key",
        "locking_mode",
        "query_only",
        "recursive_triggers",
        "rekey",
        "schema_version",
        "secure_delete",
        "synchronous",
        "trusted_schema",
        "user_version",
        "writable_schema",
    }
)
_ALTERATIONS = frozenset(
    {
        dbapi.SQLITE_ALTER_TABLE,
        dbapi.SQLITE_ATTACH,
        dbapi.SQLITE_CREATE_INDEX,
        dbapi.SQLITE_CREATE_TABLE,
        dbapi.SQLITE_CREATE_TEMP_TRIGGER,
        dbapi.SQLITE_CREATE_TRIGGER,
        dbapi.SQLITE_CREATE_VIEW,
        dbapi.SQLITE_CREATE_VTABLE,
        dbapi.SQLITE_DETACH,
        dbapi.SQLITE_DROP_INDEX,
        dbapi.SQLITE_DROP_TABLE,
        dbapi.SQLITE_DROP_TRIGGER,
        dbapi.SQLITE_DROP_VIEW,
        dbapi.SQLITE_DROP_VTABLE,
    }
)
_ROW_WRITES = frozenset({dbapi.SQLITE_INSERT, dbapi.SQLITE_UPDATE, dbapi.SQLITE_DELETE})


def judge(action: int, first: str | None, second: str | None, database: str | None, _trigger: str | None) -> int:
    """Answer SQLite's question about one step of a statement."""
    if action in _ALTERATIONS or (action in _ROW_WRITES and database == "main" and _is_inner(first)):
        return int(dbapi.SQLITE_DENY)
    if action == dbapi.SQLITE_PRAGMA and second is not None and _is_setting(first):
        return int(dbapi.SQLITE_DENY)
    return int(dbapi.SQLITE_OK)


def _is_inner(table: str | None) -> bool:
    return table is not None and table.casefold().startswith("sqlite_")


def _is_setting(pragma: str | None) -> bool:
    return pragma is not None and (pragma.casefold() in _SETTINGS or pragma.casefold().startswith("cipher_"))
