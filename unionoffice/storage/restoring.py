"""Bringing an office back: from a backup, or with the recovery code after a lost password."""

from __future__ import annotations

from pathlib import Path

from unionoffice.storage import health, keystore, lock, place, recovery_code, replacing
from unionoffice.storage.attachments import ATTACHMENTS, Attachments
from unionoffice.storage.backup import DATA, pool_file, verify
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.durable import copy_durably
from unionoffice.storage.manifest import Backup
from unionoffice.storage.refusals import ForeignFileError, MissingFileError, WrongPasswordError, explained_os_error

EVENT = "restore"


def restore(backup: Backup, office_folder: Path, password: str, *, code: str | None = None) -> Path:
    """Put a verified backup in the place of the office and return the folder that holds the former files.

    The password may be the backup's or the present one. With the recovery code it is a new one. The office must be
    closed. After an interruption the next opening finishes the work.
    """
    place.refuse_unfit(office_folder)
    try:
        office_folder.mkdir(parents=True, exist_ok=True)
        held = lock.hold(office_folder)
        try:
            replacing.finish(office_folder)
            _stage(backup, office_folder, password, code)
            replacing.decide(office_folder)
            aside = replacing.finish(office_folder)
        finally:
            held.release()
    except OSError as error:
        raise explained_os_error(error, "恢复没有完成，现有文件都在") from error
    with OfficeFile.open(office_folder, password) as office:
        office.log_event(EVENT, {"backup": backup.path.name, "trail": list(backup.head)})
    assert aside is not None
    return aside


def reset_password(office_folder: Path, code: str, password: str) -> None:
    """Set a new password with the recovery code; the office must be closed."""
    dek = recovery_code.decode(code)
    held = lock.hold(office_folder)
    try:
        health.refuse_absent(office_folder / DATA)
        _refuse_other_code(office_folder / DATA, dek)
        keystore.lock_up(office_folder, dek, password)
    finally:
        held.release()


def _stage(backup: Backup, office_folder: Path, password: str, code: str | None) -> None:
    stage = replacing.new_stage(office_folder)
    if code is None:
        keys, dek = _keys_that_open(backup, office_folder, password)
        copy_durably(keys / keystore.KEYS, stage / keystore.KEYS)
    else:
        dek = recovery_code.decode(code)
        _refuse_other_code(backup.path / DATA, dek)
        keystore.lock_up(stage, dek, password)
    missing = set(verify(backup, dek))
    copy_durably(backup.path / DATA, stage / DATA)
    for name, _ in Attachments(office_folder, dek).faults(set(backup.attachments) - missing):
        target = stage / ATTACHMENTS / name[:2] / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_durably(pool_file(backup.path.parent, name), target)


def _keys_that_open(backup: Backup, office_folder: Path, password: str) -> tuple[Path, bytes]:
    """Try the backup's keys, then the present ones: the clerk may remember only the newer password."""
    try:
        return backup.path, keystore.open(backup.path, password)
    except (WrongPasswordError, MissingFileError) as first:
        try:
            dek = keystore.open(office_folder, password)
        except MissingFileError:
            raise first from None
    # Of another office: verification would call the sound backup damaged.
    health.refuse_wrong_file(backup.path / DATA, dek)
    return office_folder, dek


def _refuse_other_code(data: Path, dek: bytes) -> None:
    try:
        health.refuse_wrong_file(data, dek)
    except ForeignFileError as error:
        raise ForeignFileError("这个恢复码不是这个台账的，校验不符。") from error
