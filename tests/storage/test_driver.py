from __future__ import annotations

import ctypes.util
import sys
from pathlib import Path

import pytest
from toy_office import run_python

from unionoffice.errors import OfficeError
from unionoffice.storage import driver


def test_a_new_file_is_encrypted_from_its_first_byte(tmp_path: Path) -> None:
    db = driver.connect_encrypted(tmp_path / "a.db", b"k" * 32, create=True)
    db.execute("CREATE TABLE t(a)")
    db.close()
    assert b"SQLite format 3" not in (tmp_path / "a.db").read_bytes()
    assert b"CREATE TABLE" not in (tmp_path / "a.db").read_bytes()


def test_a_missing_file_is_not_created_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(driver.OperationalError):
        driver.connect_encrypted(tmp_path / "a.db", b"k" * 32, create=False)
    assert list(tmp_path.iterdir()) == []


def test_another_key_is_told_apart_from_other_errors(tmp_path: Path) -> None:
    db = driver.connect_encrypted(tmp_path / "a.db", b"k" * 32, create=True)
    db.execute("CREATE TABLE t(a)")
    db.close()
    with pytest.raises(driver.DatabaseError) as caught:
        driver.connect_encrypted(tmp_path / "a.db", b"x" * 32, create=False)
    assert driver.key_refused(caught.value)


def test_a_password_is_never_taken_for_a_key(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="raw key"):
        driver.connect_encrypted(tmp_path / "a.db", b"short", create=True)


def test_sqlite_utils_catches_the_errors_of_this_driver() -> None:
    import sqlite_utils.db
    import sqlite_utils.utils

    assert sqlite_utils.utils.OperationalError is driver.OperationalError
    assert sqlite_utils.db.sqlite3 is sys.modules["sqlcipher3"]


def test_importing_sqlite_utils_first_stops_the_program() -> None:
    done = run_python("import sqlite_utils, unionoffice.storage.driver")
    assert done.returncode == 1
    assert "ImportError: sqlite_utils was imported before" in done.stderr


def test_a_failed_returning_query_loses_no_later_row(tmp_path: Path) -> None:
    db = driver.connect_encrypted(tmp_path / "a.db", b"k" * 32, create=True)
    db.execute("CREATE TABLE t(a INTEGER NOT NULL) STRICT")
    with pytest.raises(driver.IntegrityError):
        list(db.query("INSERT INTO t VALUES (NULL) RETURNING a"))
    db["t"].insert({"a": 1})
    db.close()
    db = driver.connect_encrypted(tmp_path / "a.db", b"k" * 32, create=False)
    assert db["t"].count == 1
    db.close()


class _Answers:
    """A connection whose cipher is missing or whose SQLite is old."""

    def __init__(self, cipher: object, version: str) -> None:
        self._rows = {"PRAGMA cipher_version": cipher, "SELECT sqlite_version()": (version,)}

    def execute(self, sql: str) -> _Answers:
        self._row = self._rows[sql]
        return self

    def fetchone(self) -> object:
        return self._row


@pytest.mark.parametrize(
    ("cipher", "version", "said"),
    [
        (None, "3.53.4", "加密部件"),
        (("",), "3.53.4", "加密部件"),
        (("4.19.0",), "3.53.1", "版本过旧"),
        (("4.12.0",), "3.9.2", "版本过旧"),
    ],
)
def test_a_driver_without_cipher_or_with_known_holes_is_refused(cipher: object, version: str, said: str) -> None:
    with pytest.raises(OfficeError, match=said):
        driver._refuse_weak_driver(_Answers(cipher, version))


_CREATE = """
import sys, pathlib
from unionoffice.storage.database import OfficeFile
from unionoffice.errors import OfficeError
try:
    OfficeFile.create(pathlib.Path(sys.argv[1]), '', ['CREATE TABLE t(name TEXT) STRICT'])
except OfficeError as error:
    print(error.sentence)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="LD_PRELOAD")
@pytest.mark.skipif(ctypes.util.find_library("sqlite3") is None, reason="no plain SQLite to be misled by")
def test_a_plain_sqlite_loaded_before_ours_makes_no_plain_file(tmp_path: Path) -> None:
    done = run_python(_CREATE, tmp_path / "单位", LD_PRELOAD=str(ctypes.util.find_library("sqlite3")))
    assert "加密部件不可用" in done.stdout
    contents = [path.read_bytes() for path in (tmp_path / "单位").rglob("*") if path.is_file()]
    assert not any(b"SQLite format 3" in content or b"CREATE TABLE" in content for content in contents)
