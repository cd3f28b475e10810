"""Backups: a whole copy outside the office folder, opened again and counted before it gets its name."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from unionoffice.errors import OfficeError
from unionoffice.storage import damage, driver, health, keystore, trail
from unionoffice.storage.attachments import ATTACHMENTS, stored_names
from unionoffice.storage.driver import Database
from unionoffice.storage.durable import copy_durably, settle_file, settle_folder
from unionoffice.storage.manifest import Backup, folder_name, read_manifest, write_manifest
from unionoffice.storage.migrations import MIGRATIONS, latest_version
from unionoffice.storage.refusals import DamagedFileError, explained_os_error
from unionoffice.storage.rotation import to_delete

if TYPE_CHECKING:
    from unionoffice.storage.database import OfficeFile

DATA = "data.db"
_PART = ".part"
_FAILED = "备份没有做成，以前的备份不受影响"


def beside(office_folder: Path) -> Path:
    """Return where backups go when the clerk has chosen no place: next to the office folder."""
    return office_folder.parent / f"{office_folder.name}-备份"


def back_up(
    office: OfficeFile, folder: Path, reason: str, *, now: datetime | None = None, only_if_changed: bool = False
) -> Path:
    """Make, verify and name a backup, rotate the old ones and return its folder.

    With `only_if_changed` the newest backup is returned when nothing has been written since. Raises OfficeError and
    leaves nothing half behind.
    """
    if office.is_writing:
        raise RuntimeError("a backup inside a write would hold half of it")
    now = now or datetime.now().astimezone()
    with _failing_plainly():
        earlier = _earlier(office, folder)
        if only_if_changed and earlier and _is_current(earlier[0], office):
            return earlier[0].path
        _sweep(folder)
        backup = _make(office, folder, reason, now, 1 + max((each.seq for each in earlier), default=0))
    # The new backup is good even where an old one cannot be deleted.
    with contextlib.suppress(OSError):
        if not damage.is_marked(office.folder):
            rotate(folder, now)
    return backup


def list_backups(folder: Path) -> list[Backup]:
    """Return all backups in a folder, the newest first; each says itself when it is visibly unfit."""
    if not folder.is_dir():
        return []
    found = [each for each in map(read_manifest, folder.iterdir()) if each is not None]
    return sorted(found, key=lambda each: each.seq, reverse=True)


def verify(backup: Backup, dek: bytes) -> list[str]:
    """Open a backup and compare it with its manifest; return the attachments that it lacks.

    Raises OfficeError when the records themselves cannot be trusted.
    """
    if backup.flaw is not None:
        raise DamagedFileError(f"{backup.flaw}，这份备份不能用。请选另一份。")
    try:
        for name, (_, digest) in (backup.files or {}).items():
            if _sha256(backup.path / name) != digest:
                raise DamagedFileError("这份备份有损坏，不能用。请选另一份。")
        with driver.spoken("这份备份不能用"), opened(backup.path / DATA, dek) as db:
            if trail.head(db) != backup.head or count_rows(db) != backup.tables or trail.verify(db) is not None:
                raise DamagedFileError("这份备份与它的清单不符，不能用。请选另一份。")
    except OSError as error:
        raise explained_os_error(error, "这份备份读不出来") from error
    return [name for name in backup.attachments if not pool_file(backup.path.parent, name).exists()]


def newest_sound(folder: Path, dek: bytes) -> Backup | None:
    """Return the newest backup that passes verification."""
    for backup in list_backups(folder):
        with contextlib.suppress(OfficeError):
            verify(backup, dek)
            return backup
    return None


def rotate(folder: Path, now: datetime) -> list[Path]:
    """Delete at most three backups that the rule no longer keeps; those with a flaw are left for a person to judge."""
    whole = {each.seq: each for each in list_backups(folder) if each.flaw is None}
    gone = []
    for seq in to_delete(list(whole.values()), now):
        path = whole[seq].path
        # Half-deleted, it must no longer look like a backup.
        shutil.rmtree(path.rename(path.with_name(path.name + _PART)))
        gone.append(path)
    if gone:
        _drop_unused_attachments(folder)
    return gone


@contextlib.contextmanager
def opened(path: Path, dek: bytes) -> Iterator[Database]:
    """Open a copy of an office file and read all of it, for looking only."""
    health.refuse_absent(path)
    health.refuse_wrong_file(path, dek)
    db = driver.connect_encrypted(path, keystore.file_key(dek), create=False)
    try:
        health.refuse_foreign(db, latest_version(MIGRATIONS))
        health.refuse_damage(db)
        health.refuse_tampering(db)
        yield db
    finally:
        db.close()


def count_rows(db: Database) -> dict[str, int]:
    """Count the rows of every table."""
    counts = {}
    for table in sorted(db.table_names()):
        counts[table] = db.execute("SELECT count(*) FROM " + driver.quoted(table)).fetchone()[0]
    return counts


def pool_file(folder: Path, name: str) -> Path:
    """Return where a backup folder keeps an attachment; all backups share one copy."""
    return folder / ATTACHMENTS / name[:2] / name


def _earlier(office: OfficeFile, folder: Path) -> list[Backup]:
    if folder.resolve().is_relative_to(office.folder.resolve()):
        raise OfficeError("备份不能放在台账文件夹里面：那个文件夹坏了，备份也就没有了。请另选一个文件夹。")
    earlier = list_backups(folder)
    if any(each.office not in ("", _mark_of(office)) for each in earlier):
        raise OfficeError("这个文件夹里已有另一个单位的备份。请另选一个文件夹。")
    return earlier


def _mark_of(office: OfficeFile) -> str:
    """Tell offices apart by the salt that all files under one key begin with; it is no secret."""
    return keystore.file_key(office.dek)[32:].hex()


def _is_current(backup: Backup, office: OfficeFile) -> bool:
    keys = (backup.files or {}).get(keystore.KEYS, (0, ""))[1]
    return (
        backup.flaw is None
        and backup.head == trail.head(office.db)
        and backup.version == office.db.execute("PRAGMA user_version").fetchone()[0]
        and keys == _sha256(office.folder / keystore.KEYS)
        and set(stored_names(office.folder)) <= set(backup.attachments)
    )


def _make(office: OfficeFile, folder: Path, reason: str, now: datetime, seq: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / folder_name(seq, now)
    part = path.with_name(path.name + _PART)
    try:
        part.mkdir()
        _copy_records(office, part)
        names = _copy_attachments(office.folder, folder)
        write_manifest(_described(office, part, Backup(path, seq, now, reason, attachments=names)), part)
        part.rename(path)
        settle_folder(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return path


def _copy_records(office: OfficeFile, part: Path) -> None:
    copy = driver.connect_encrypted(part / DATA, keystore.file_key(office.dek), create=True)
    try:
        copy.execute("PRAGMA journal_mode = MEMORY").fetchall()
        driver.copy_database(office.db, copy)
    finally:
        copy.close()
    settle_file(part / DATA)
    copy_durably(office.folder / keystore.KEYS, part / keystore.KEYS)


def _copy_attachments(office_folder: Path, folder: Path) -> tuple[str, ...]:
    names = stored_names(office_folder)
    for name in names:
        source, target = office_folder / ATTACHMENTS / name[:2] / name, pool_file(folder, name)
        if not target.exists() or target.stat().st_size != source.stat().st_size:
            target.parent.mkdir(parents=True, exist_ok=True)
            copy_durably(source, target)
    return tuple(names)


def _described(office: OfficeFile, part: Path, plain: Backup) -> Backup:
    """Open the copy again with the key, and describe what is in it, not what should be."""
    with opened(part / DATA, office.dek) as db:
        head, tables = trail.head(db), count_rows(db)
        version = db.execute("PRAGMA user_version").fetchone()[0]
    if head != trail.head(office.db):
        raise DamagedFileError(f"{_FAILED}：副本与台账不一致。")
    files = {name: ((part / name).stat().st_size, _sha256(part / name)) for name in (DATA, keystore.KEYS)}
    return Backup(
        plain.path,
        plain.seq,
        plain.made_at,
        plain.reason,
        _mark_of(office),
        version,
        tables,
        head,
        plain.attachments,
        files,
    )


def _sweep(folder: Path) -> None:
    """Clear away what an earlier run left when it was killed."""
    for left in folder.glob(f"backup-*{_PART}"):
        shutil.rmtree(left)


def _drop_unused_attachments(folder: Path) -> None:
    remaining = list_backups(folder)
    if any(each.flaw is not None for each in remaining):
        return
    used = {name for each in remaining for name in each.attachments}
    for name in stored_names(folder):
        if name not in used:
            pool_file(folder, name).unlink()


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextlib.contextmanager
def _failing_plainly() -> Iterator[None]:
    try:
        with driver.spoken(_FAILED):
            yield
    except OSError as error:
        raise explained_os_error(error, _FAILED) from error
