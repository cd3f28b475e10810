"""The settings and checks with which an office file is connected."""

from __future__ import annotations

from pathlib import Path

from unionoffice.storage import driver, health, keystore
from unionoffice.storage.driver import Database

_PRAGMAS = (
    # TRUNCATE with EXTRA lost no acknowledged save in 1,000 simulated power cuts; WAL loses all to a plain file copy.
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    # Without it INSERT OR REPLACE overwrites an append-only row unseen.
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    # 64 MB of pages once decrypted: without them every list and count of a large office decrypts the whole roll again.
    "PRAGMA cache_size = -65536",
    # Takes the exclusive lock at once.
    "BEGIN EXCLUSIVE",
    "COMMIT",
)


def open_checked(path: Path, dek: bytes, latest: int) -> Database:
    """Connect to an office file and read all of it; raise a refusal, or return it locked and ready."""
    with driver.spoken("台账没有打开"):
        db = connect(path, dek)
        try:
            health.refuse_foreign(db, latest)
            health.refuse_damage(db)
            health.refuse_tampering(db)
        except BaseException:
            db.close()
            raise
    return db


def connect(path: Path, dek: bytes, *, create: bool = False) -> Database:
    """Connect and take the exclusive lock, without looking at what is in the file."""
    db = driver.connect_encrypted(path, keystore.file_key(dek), create=create)
    try:
        for pragma in _PRAGMAS:
            db.execute(pragma).fetchall()
    except BaseException:
        db.close()
        raise
    return db
