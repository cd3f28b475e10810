"""What a backup says of itself, in a small readable file beside the encrypted one; no personal data."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from unionoffice.storage.durable import write_durably
from unionoffice.storage.trail import START, Head

MANIFEST = "manifest.json"
_NAME = re.compile(r"backup-([0-9]{6})-([0-9]{8}-[0-9]{6})")


@dataclass(frozen=True)
class Backup:
    """One backup folder; `flaw` is a sentence when it is visibly unfit."""

    path: Path
    seq: int
    made_at: datetime
    reason: str = ""
    office: str = ""
    version: int = 0
    tables: Mapping[str, int] | None = None
    head: Head = START
    attachments: tuple[str, ...] = ()
    files: Mapping[str, tuple[int, str]] | None = None
    """Size in bytes and SHA-256 of each file."""
    flaw: str | None = None


def folder_name(seq: int, made_at: datetime) -> str:
    """Name a backup's folder by number and local time."""
    return f"backup-{seq:06}-{made_at:%Y%m%d-%H%M%S}"


def write_manifest(backup: Backup, folder: Path) -> None:
    """Write the manifest into a folder whose other files are already on the disk."""
    content = asdict(backup) | {"made_at": backup.made_at.isoformat()}
    del content["path"], content["flaw"]
    write_durably(folder / MANIFEST, json.dumps(content, ensure_ascii=False, indent=1).encode())


def read_manifest(path: Path) -> Backup | None:
    """Return the backup in a folder, with its flaw when something is missing; None when the folder is none."""
    name = _NAME.fullmatch(path.name)
    if name is None or not path.is_dir():
        return None
    try:
        made_at = datetime.strptime(name[2], "%Y%m%d-%H%M%S").astimezone()
    except ValueError:
        return None
    unread = Backup(path, int(name[1]), made_at, flaw="备份清单缺失或损坏")
    try:
        backup = _parsed(path, json.loads((path / MANIFEST).read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return unread
    return replace(backup, flaw=_visible_flaw(backup)) if backup.seq == unread.seq else unread


def _parsed(path: Path, content: dict[str, object]) -> Backup:
    fields = dict(content)
    made_at = datetime.fromisoformat(str(fields.pop("made_at")))
    head = Head(*fields.pop("head"))  # type: ignore[misc]
    attachments: tuple[str, ...] = tuple(fields.pop("attachments"))  # type: ignore[arg-type]
    return Backup(path=path, made_at=made_at, head=head, attachments=attachments, **fields)  # type: ignore[arg-type]


def _visible_flaw(backup: Backup) -> str | None:
    for name, (size, _) in (backup.files or {}).items():
        file = backup.path / name
        if not file.exists():
            return f"备份里缺少 {name}"
        if file.stat().st_size != size:
            return f"备份里的 {name} 不完整"
    return None if backup.files else "备份清单缺失或损坏"
