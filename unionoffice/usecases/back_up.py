"""Make a backup of the office, and bring an office back from one."""

from __future__ import annotations

from pathlib import Path

from unionoffice.errors import OfficeError
from unionoffice.storage import backup, restoring
from unionoffice.storage.manifest import Backup, read_manifest
from unionoffice.usecases.office import Office


def back_up(office: Office, folder: Path | None = None) -> Path:
    """Make a verified backup in a folder, or in the office's own backup folder; returns the backup's folder."""
    return backup.back_up(office.file, folder or office.backup_folder, "手动")


def backups(office: Office) -> list[Backup]:
    """List the office's backups, the newest first."""
    return backup.list_backups(office.backup_folder)


def restore(source: Path, office_folder: Path, password: str = "") -> Path:
    """Put a backup in the place of a closed office; returns the folder that keeps the former files."""
    found = read_manifest(source)
    if found is None:
        newest = backup.list_backups(source)
        if not newest:
            raise OfficeError("这个文件夹里没有备份，请选择名为 backup-… 的文件夹。")
        found = newest[0]
    return restoring.restore(found, office_folder, password)
