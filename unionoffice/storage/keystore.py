"""The key of an office, locked by the clerk's password in `keys.ks`.

The file is a small SQLCipher file holding the office's own key (32 random bytes), followed by a trailer that SQLite
does not see: how hard the password was stretched, and a checksum that tells a damaged file from a wrong password.
SQLCipher keeps its salt readable in the first 16 bytes; Argon2 takes the same salt.
"""

from __future__ import annotations

import hashlib
import secrets
import struct
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from unionoffice.storage.driver import DatabaseError, connect_encrypted, key_refused, spoken
from unionoffice.storage.durable import copy_durably, settle_folder, write_durably
from unionoffice.storage.refusals import DamagedFileError, MissingFileError, WrongPasswordError, explained_os_error

KEYS = "keys.ks"
_FORMER = "keys.former"
_SALT = 16
_TRAILER = struct.Struct(">4sIII32s")
_MAGIC = b"UOKS"
_MOST_KIB = 1024 * 1024


@dataclass(frozen=True)
class Cost:
    """How hard a password is stretched by Argon2id (RFC 9106): passes, memory in KiB, lanes."""

    passes: int = 3
    kib: int = 64 * 1024
    lanes: int = 4


FULL_COST = Cost()
NO_COST = Cost(passes=1, kib=8, lanes=1)
"""An empty password protects nothing, so that opening need not wait for it."""


def create(folder: Path, password: str, cost: Cost = FULL_COST) -> bytes:
    """Make a new office key, lock it with the password (may be empty) and return it."""
    dek = secrets.token_bytes(32)
    lock_up(folder, dek, password, cost)
    return dek


def lock_up(folder: Path, dek: bytes, password: str, cost: Cost = FULL_COST) -> None:
    """Write `keys.ks` for this key and password; whatever stood there stays until the new file is whole."""
    part = folder / (KEYS + ".new")
    part.unlink(missing_ok=True)
    try:
        with spoken("密码没有写入"):
            _write_slot(part, dek, password, cost)
        _open_file(part, password)
        part.replace(folder / KEYS)
        settle_folder(folder)
    except OSError as error:
        raise explained_os_error(error, "密码没有写入") from error
    finally:
        part.unlink(missing_ok=True)


def open(folder: Path, password: str) -> bytes:  # noqa: A001 - reads as keystore.open
    """Return the office key; raise WrongPasswordError, MissingFileError or DamagedFileError."""
    return _open_file(folder / KEYS, password)


def change_password(folder: Path, old: str, new: str, cost: Cost = FULL_COST) -> None:
    """Lock the same key with another password; the former file is kept beside it."""
    dek = open(folder, old)
    try:
        copy_durably(folder / KEYS, folder / _FORMER)
    except OSError as error:
        raise explained_os_error(error, "密码没有改动") from error
    lock_up(folder, dek, new, cost)


def derived(dek: bytes, purpose: str, length: int = 32) -> bytes:
    """Derive a key of its own for one purpose (HKDF, RFC 5869)."""
    return HKDF(SHA256(), length, salt=None, info=f"unionoffice {purpose}".encode()).derive(dek)


def file_key(dek: bytes) -> bytes:
    """Return the raw key with its salt for the files of this office.

    The salt is the same in all of them, so that the first bytes of a file tell whose it is.
    """
    return dek + derived(dek, "salt", _SALT)


def _write_slot(path: Path, dek: bytes, password: str, cost: Cost) -> None:
    cost = cost if password else NO_COST
    salt = secrets.token_bytes(_SALT)
    db = connect_encrypted(path, _stretched(password, salt, cost) + salt, create=True)
    try:
        db.execute("PRAGMA journal_mode = MEMORY")
        db.execute("CREATE TABLE slot(dek BLOB NOT NULL CHECK(length(dek) = 32)) STRICT")
        db.execute("INSERT INTO slot VALUES (?)", [dek])
    finally:
        db.close()
    body = path.read_bytes()
    write_durably(path, body + _trailer(body, cost))


def _trailer(body: bytes, cost: Cost) -> bytes:
    seal = hashlib.sha256(body + repr(cost).encode()).digest()
    return _TRAILER.pack(_MAGIC, cost.passes, cost.kib, cost.lanes, seal)


def _open_file(path: Path, password: str) -> bytes:
    salt, cost = _read_trailer(path)
    try:
        db = connect_encrypted(path, _stretched(password, salt, cost), create=False)
    except DatabaseError as error:
        if not key_refused(error):
            raise
        raise WrongPasswordError("密码不对。请检查大小写和输入法后再试。") from error
    try:
        return bytes(db.execute("SELECT dek FROM slot").fetchone()[0])
    finally:
        db.close()


def _read_trailer(path: Path) -> tuple[bytes, Cost]:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingFileError("密码文件 keys.ks 不见了，台账不能打开。请从备份恢复。") from error
    except OSError as error:
        raise explained_os_error(error, "密码文件读不出来") from error
    body, trailer = content[: -_TRAILER.size], content[-_TRAILER.size :]
    if len(body) >= _SALT and trailer.startswith(_MAGIC):
        cost = Cost(*_TRAILER.unpack(trailer)[1:4])
        if cost.kib <= _MOST_KIB and _trailer(body, cost) == trailer:
            return body[:_SALT], cost
    raise DamagedFileError("密码文件 keys.ks 有损坏，台账不能打开。请从备份恢复。")


def _stretched(password: str, salt: bytes, cost: Cost) -> bytes:
    # An input method in full-width mode must not make another password of the same keys.
    secret = unicodedata.normalize("NFKC", password).encode()
    return hash_secret_raw(secret, salt, cost.passes, cost.kib, cost.lanes, hash_len=32, type=Type.ID)
