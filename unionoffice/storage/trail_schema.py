"""The tables and triggers of the trail, made from whatever ledger tables the file has."""

from __future__ import annotations

from unionoffice.storage.driver import Database, quoted

OWN_TABLES = frozenset({"trail", "trail_seal", "now_writing"})
UNTRACKED = frozenset({"undo_step", "draft", "sign_off_content"})
"""Tables of which the trail says nothing: the clerk's work in progress, and contents whose hash is on the trail."""
_DERIVED = frozenset({"label", "pinyin", "search_text"})
"""Columns of a ledger that follow from the others: kept out of the trail, which they would double."""
_TABLES = {
    "trail": """
CREATE TABLE trail(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  batch INTEGER NOT NULL,
  tbl TEXT NOT NULL,
  row_id INTEGER,
  op TEXT NOT NULL CHECK(op IN ('insert', 'update', 'delete', 'event')),
  old TEXT,
  new TEXT
) STRICT""",
    "trail_seal": """
CREATE TABLE trail_seal(
  seq INTEGER PRIMARY KEY REFERENCES trail(seq),
  payload TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT""",
    "now_writing": """
CREATE TABLE now_writing(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  batch INTEGER,
  purging INTEGER NOT NULL CHECK(purging IN (0, 1))
) STRICT""",
}
_INDEXES = (
    "CREATE INDEX IF NOT EXISTS trail_by_row ON trail(tbl, row_id)",
    "CREATE INDEX IF NOT EXISTS trail_by_batch ON trail(batch)",
)
_UNCHANGED = " AND ".join(
    f"NEW.{column} IS OLD.{column}" for column in ("seq", "at", "actor", "batch", "tbl", "row_id", "op")
)
_PURGING = "coalesce((SELECT purging FROM now_writing), 0)"
_FIXED_TRIGGERS = {
    # A purge may empty the contents, nothing else.
    "trail_no_update": f"""
CREATE TRIGGER trail_no_update BEFORE UPDATE ON trail
WHEN NOT ({_PURGING} AND {_UNCHANGED} AND NEW.old IS NULL AND NEW.new IS NULL)
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END""",
    "trail_no_delete": """
CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END""",
    "trail_seal_no_update": """
CREATE TRIGGER trail_seal_no_update BEFORE UPDATE ON trail_seal
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END""",
    "trail_seal_no_delete": """
CREATE TRIGGER trail_seal_no_delete BEFORE DELETE ON trail_seal
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END""",
}


def install(db: Database) -> None:
    """Create what is missing and write anew every trigger that differs; inside a transaction."""
    tables = set(_tables(db))
    for table, sql in _TABLES.items():
        if table not in tables:
            db.execute(sql.strip())
    for sql in _INDEXES:
        db.execute(sql)
    db.execute("INSERT OR IGNORE INTO now_writing VALUES (1, '', '', NULL, 0)")
    _install_triggers(db)


def flaw(db: Database) -> str | None:
    """Name the first table or trigger of the trail that is missing or altered; None when all stand."""
    tables = set(_tables(db))
    missing = sorted(OWN_TABLES - tables)
    if missing:
        return missing[0]
    found, wanted = _found_triggers(db), expected_triggers(db)
    return next((name for name in sorted(found.keys() | wanted) if found.get(name) != wanted.get(name)), None)


def expected_triggers(db: Database) -> dict[str, str]:
    """Return every trigger the file must have, by name."""
    triggers = {name: sql.strip() for name, sql in _FIXED_TRIGGERS.items()}
    for table in _tables(db):
        if table not in OWN_TABLES | UNTRACKED:
            triggers |= _triggers_of(table, _columns(db, table))
    return triggers


def _install_triggers(db: Database) -> None:
    found, wanted = _found_triggers(db), expected_triggers(db)
    for name in found:
        if found[name] != wanted.get(name):
            db.execute("DROP TRIGGER " + quoted(name))
    for name, sql in wanted.items():
        if found.get(name) != sql:
            db.execute(sql)


def _tables(db: Database) -> list[str]:
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    return [row[0] for row in db.execute(sql).fetchall()]


def _columns(db: Database, table: str) -> list[tuple[str, str]]:
    sql = "SELECT name, upper(type) FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid"
    columns = db.execute(sql, [table]).fetchall()
    # The label of a code or period is its name; only a ledger has all three.
    left_out = _DERIVED if {row[0] for row in columns} >= _DERIVED else frozenset[str]()
    return [(row[0], row[1]) for row in columns if row[0] not in left_out]


def _found_triggers(db: Database) -> dict[str, str]:
    return dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())


def _triggers_of(table: str, columns: list[tuple[str, str]]) -> dict[str, str]:
    old, new = _as_json("OLD", columns), _as_json("NEW", columns)
    triggers = {
        f"aud_{table}_insert": _audit(table, "insert", "", "NEW.rowid", "NULL", new),
        f"aud_{table}_update": _audit(table, "update", f"WHEN {old} IS NOT {new}", "NEW.rowid", old, new),
        f"aud_{table}_delete": _audit(table, "delete", "", "OLD.rowid", old, "NULL"),
    }
    if "deleted_at" in dict(columns):
        triggers[f"keep_{table}"] = _keep(table)
    return triggers


def _audit(table: str, op: str, condition: str, row_id: str, old: str, new: str) -> str:
    # Scalar queries, not FROM now_writing: were the row missing, nothing at all would be written.
    return (
        "CREATE TRIGGER " + quoted(f"aud_{table}_{op}") + f" AFTER {op.upper()} ON " + quoted(table) + f" {condition}\n"
        "BEGIN INSERT INTO trail(at, actor, batch, tbl, row_id, op, old, new) VALUES ("
        "(SELECT at FROM now_writing), (SELECT actor FROM now_writing), (SELECT batch FROM now_writing),\n"
        f"{_text(table)}, {row_id}, '{op}', {old}, {new}); END"
    )


def _keep(table: str) -> str:
    """Write the trigger by which a table with a trash loses rows only in a purge."""
    return (
        "CREATE TRIGGER " + quoted(f"keep_{table}") + " BEFORE DELETE ON " + quoted(table) + "\n"
        f"WHEN NOT {_PURGING} BEGIN SELECT RAISE(ABORT, 'only a purge deletes from this table'); END"
    )


def _as_json(side: str, columns: list[tuple[str, str]]) -> str:
    # JSON holds no BLOB.
    pairs = (
        f"{_text(name)}, " + (f"hex({side}.{quoted(name)})" if kind == "BLOB" else f"{side}.{quoted(name)}")
        for name, kind in columns
    )
    return "json_object(" + ", ".join(pairs) + ")"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
