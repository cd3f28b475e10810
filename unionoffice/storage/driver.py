"""The one door to SQLite: an encrypted connection or none at all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import sqlcipher3
import sqlcipher3.dbapi2 as dbapi
from sqlcipher3.dbapi2 import DatabaseError, IntegrityError, OperationalError

from unionoffice.errors import OfficeError
from unionoffice.storage.refusals import DamagedFileError

if "sqlite_utils" in sys.modules and sys.modules.get("pysqlite3") is not sqlcipher3:
    raise ImportError("sqlite_utils was imported before unionoffice.storage.driver: it would lose rows")
# sqlite-utils takes pysqlite3 before the standard driver; without this it catches the wrong error classes,
# leaves a savepoint open after a failed write and loses every row that follows.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi

__all__ = [
    "Database",
    "DatabaseError",
    "IntegrityError",
    "OperationalError",
    "connect_encrypted",
    "connect_plain",
    "copy_database",
    "dbapi",
    "in_transaction",
    "key_refused",
    "listed",
    "marks",
    "quoted",
    "run_many",
    "set_guard",
    "spoken",
]

# Before 3.53.2 a crafted file can break FTS5 (CVE-2026-11822); before 3.51.3 WAL can corrupt.
_OLDEST_SQLITE = (3, 53, 2)

# Seconds; nobody else should hold the file, but a virus scanner may, for a moment.
_PATIENCE = 1.0

Guard = Callable[[int, str | None, str | None, str | None, str | None], int]


class Database:
    """A connection as sqlite-utils has it; the library is imported only when more than a statement is asked of it.

    Its import takes longer than opening an office, and nothing before the first saving needs it.
    """

    def __init__(self, connection: Any) -> None:
        self.conn = connection

    def execute(self, sql: str, parameters: Sequence[object] | dict[str, object] = ()) -> Any:
        """Run one statement; outside a transaction it is saved by itself."""
        return self.conn.execute(sql, parameters)

    def table_names(self) -> list[str]:
        """Name all tables."""
        return [row[0] for row in self.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]

    def rollback(self) -> None:
        """Give up the open transaction, if SQLite has not done it."""
        if self.conn.in_transaction:
            self.conn.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the file."""
        self.conn.close()

    @cached_property
    def library(self) -> Any:
        """The same connection in the hands of sqlite-utils."""
        from sqlite_utils import Database as Library

        return Library(self.conn, recursive_triggers=False, execute_plugins=False)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.library, name)

    def __getitem__(self, table: str) -> Any:
        return self.library[table]


def connect_encrypted(path: Path, key: bytes, *, create: bool) -> Database:
    """Open the file with a raw key of 32 bytes, or of 48 when the last 16 are the file's salt.

    Raises OfficeError when the driver cannot encrypt, DatabaseError (code 26) when the key does not fit.
    """
    if len(key) not in (32, 48):
        raise ValueError("a raw key has 32 bytes, with its salt 48")
    mode = "rwc" if create else "rw"
    connection = dbapi.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=_PATIENCE
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        _refuse_weak_driver(connection)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        # As sqlite-utils does: without it INSERT OR REPLACE overwrites an append-only row unseen.
        connection.execute("PRAGMA recursive_triggers = ON")
        return Database(connection)
    except BaseException:
        connection.close()
        raise


def connect_plain(path: Path) -> Database:
    """Make a new SQLite file without encryption, for a copy that leaves the office; raises OfficeError."""
    with spoken("没有导出"):
        uri = f"{path.absolute().as_uri()}?mode=rwc"
        return Database(dbapi.connect(uri, uri=True, isolation_level=None))


def _refuse_weak_driver(connection: Any) -> None:
    """Fail closed: without the cipher PRAGMA key is silently ignored and the file would be plain."""
    cipher = connection.execute("PRAGMA cipher_version").fetchone()
    if not cipher or not cipher[0]:
        raise OfficeError("加密部件不可用，为保护个人信息，程序不会打开或新建台账。请重新安装程序。")
    version = connection.execute("SELECT sqlite_version()").fetchone()[0]
    if tuple(int(part) for part in version.split(".")) < _OLDEST_SQLITE:
        raise OfficeError("数据库部件版本过旧，不能安全地打开台账。请重新安装程序。")


def key_refused(error: DatabaseError) -> bool:
    """Tell whether the first page does not open with the key: another key, no database, or damage."""
    return bool(getattr(error, "sqlite_errorcode", 0) == dbapi.SQLITE_NOTADB)


def copy_database(source: Database, target: Database) -> None:
    """Copy all pages in one go; page by page a writer makes it start again for ever."""
    source.conn.backup(target.conn, pages=-1)


def in_transaction(db: Database) -> bool:
    """Tell whether a transaction is open; SQLite may have ended it by itself, as when the disk is full."""
    return bool(db.conn.in_transaction)


def set_guard(db: Database, guard: Guard | None) -> None:
    """Ask the guard before every statement, or nobody."""
    db.conn.set_authorizer(guard)


def run_many(db: Database, sql: str, rows: Iterable[Sequence[object]]) -> None:
    """Run one statement for many rows; inside a transaction, like every write."""
    db.conn.executemany(sql, rows)


def quoted(identifier: str) -> str:
    """Quote a table's or column's name for SQL text; values never go into SQL text."""
    return '"' + identifier.replace('"', '""') + '"'


def listed(identifiers: Iterable[str]) -> str:
    """Quote names and part them by commas."""
    return ", ".join(quoted(each) for each in identifiers)


def marks(count: int) -> str:
    """Write as many question marks as there are values."""
    return ", ".join("?" * count)


@contextmanager
def spoken(outcome: str) -> Iterator[None]:
    """Turn what the disk does to the file into an OfficeError that ends with the outcome, e.g. 本次未保存."""
    try:
        yield
    except DatabaseError as error:
        sentence = _explained(error, outcome)
        if sentence is None:
            raise
        raise sentence from error


def _explained(error: BaseException | None, outcome: str) -> OfficeError | None:
    # After a full disk SQLite has already rolled back, and the clean-up of a savepoint fails in its turn:
    # the true reason is further down the chain.
    while error is not None:
        known = _KNOWN.get(_code(error))
        if known is not None:
            return known(outcome)
        error = error.__cause__ or error.__context__
    return None


def _code(error: BaseException) -> int:
    # A failed backup() tells its reason in words only.
    code = getattr(error, "sqlite_errorcode", None) or _WORDS.get(str(error), 0)
    # The low byte is the kind, the rest which step of it.
    return int(code) & 0xFF


_WORDS = {
    "database or disk is full": dbapi.SQLITE_FULL,
    "disk I/O error": dbapi.SQLITE_IOERR,
    "database is locked": dbapi.SQLITE_BUSY,
    "attempt to write a readonly database": dbapi.SQLITE_READONLY,
    "unable to open database file": dbapi.SQLITE_CANTOPEN,
    "database disk image is malformed": dbapi.SQLITE_CORRUPT,
}
_KNOWN: dict[int, Callable[[str], OfficeError]] = {
    dbapi.SQLITE_FULL: lambda outcome: OfficeError(f"磁盘已满，{outcome}。请腾出空间后再试。"),
    dbapi.SQLITE_IOERR: lambda outcome: OfficeError(f"读写磁盘出错，{outcome}。请检查磁盘或U盘是否接好。"),
    dbapi.SQLITE_BUSY: lambda outcome: OfficeError(f"台账文件正被另一个程序占用，{outcome}。请关闭那个程序后再试。"),
    dbapi.SQLITE_READONLY: lambda outcome: OfficeError(f"台账文件是只读的，{outcome}。请检查文件夹的写入权限。"),
    dbapi.SQLITE_CANTOPEN: lambda outcome: OfficeError(f"台账文件打不开，{outcome}。请检查文件夹的写入权限。"),
    dbapi.SQLITE_CORRUPT: lambda outcome: DamagedFileError(f"台账文件有损坏，{outcome}。请从备份恢复。"),
    dbapi.SQLITE_NOTADB: lambda outcome: DamagedFileError(f"台账文件有损坏，{outcome}。请从备份恢复。"),
}
