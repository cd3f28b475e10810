"""How an older office file becomes one of today: numbered steps, then whatever the declarations add.

A step is frozen once released and imports nothing of ours; it may use `db.execute` and native ALTER TABLE only, because
sqlite-utils' own table rebuild silently drops every trigger.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from unionoffice.storage import trail, trail_schema
from unionoffice.storage.driver import Database, DatabaseError, quoted

FIRST_VERSION = 1
UPGRADE = "upgrade"
_INDEX_NAME = re.compile(r'IF NOT EXISTS\s+"?([^"\s(]+)', re.IGNORECASE)


@dataclass(frozen=True)
class Migration:
    """One step to the version that is its number."""

    number: int
    title: str
    apply: Callable[[Database], None]


MIGRATIONS: tuple[Migration, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """A table as the declarations want it; every column added later may be empty."""

    create_sql: str
    columns: Mapping[str, str]


def latest_version(migrations: Sequence[Migration]) -> int:
    """Return the version that a file has after all steps."""
    return max((step.number for step in migrations), default=FIRST_VERSION)


def pending(db: Database, migrations: Sequence[Migration]) -> list[Migration]:
    """Return the steps that this file has not taken, in order."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    return sorted((step for step in migrations if step.number > version), key=lambda step: step.number)


def migrate(db: Database, migrations: Sequence[Migration]) -> None:
    """Take every pending step, each whole or not at all."""
    for step in pending(db, migrations):
        db.execute("BEGIN IMMEDIATE")
        try:
            trail.begin(db, f"升级 {step.title}")
            step.apply(db)
            trail_schema.install(db)
            trail.log_event(db, UPGRADE, {"version": step.number})
            _refuse_broken_links(db)
            trail.finish(db)
            set_version(db, step.number)
            db.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise


def additions(db: Database, wanted: Mapping[str, Wanted], also: Sequence[str] = ()) -> list[str]:
    """Return the statements that bring the file up to the declarations; empty when nothing is new.

    `also` are indexes, each `CREATE INDEX IF NOT EXISTS name …`.
    """
    there = set(db.table_names())
    statements = []
    for table, want in wanted.items():
        if table not in there:
            statements.append(want.create_sql)
            continue
        present = {row[0] for row in db.execute("SELECT name FROM pragma_table_xinfo(?)", [table]).fetchall()}
        missing = (ddl for column, ddl in want.columns.items() if column not in present)
        statements += ["ALTER TABLE " + quoted(table) + " ADD COLUMN " + ddl for ddl in missing]
    indexes = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'index'").fetchall()}
    return statements + [sql for sql in also if _index_name(sql) not in indexes]


def ensure_schema(db: Database, wanted: Mapping[str, Wanted], also: Sequence[str] = ()) -> list[str]:
    """Add missing tables, columns and indexes, then write the triggers of the trail; return what was added.

    Nothing is ever dropped, narrowed or renamed here: that is a migration's work.
    """
    statements = additions(db, wanted, also)
    with db.atomic():
        for statement in statements:
            db.execute(statement)
        trail_schema.install(db)
    return statements


def set_version(db: Database, version: int) -> None:
    """Write the version gate; inside the transaction it is rolled back with it."""
    db.execute("PRAGMA user_version = " + str(int(version)))


def _index_name(sql: str) -> str:
    name = _INDEX_NAME.search(sql)
    if name is None:
        raise ValueError("an index is declared with IF NOT EXISTS and a name")
    return name[1]


def _refuse_broken_links(db: Database) -> None:
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise DatabaseError(f"a migration broke {len(broken)} links in {broken[0][0]}")
