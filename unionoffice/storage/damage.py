"""What is done when the office file is found damaged: nothing is overwritten, and good backups stay."""

from __future__ import annotations

import hashlib
import shutil
from datetime import datetime
from pathlib import Path

MARK = "damaged.mark"
ASIDE = "损坏件"
COMPANIONS = ("-journal", "-wal", "-shm")


def set_aside(data: Path) -> Path:
    """Copy the damaged file and its journal into 损坏件 and leave the mark; the original stays as it is."""
    digest = hashlib.sha256(data.read_bytes()).hexdigest()
    mark = data.parent / MARK
    if mark.exists() and digest in mark.read_text("utf-8"):
        return data.parent / ASIDE
    mark.write_text(digest, "utf-8")
    place = data.parent / ASIDE / f"{datetime.now():%Y%m%d-%H%M%S-%f}"
    place.mkdir(parents=True)
    for name in (data.name, *(data.name + companion for companion in COMPANIONS)):
        if (data.parent / name).exists():
            shutil.copy2(data.parent / name, place / name)
    return place


def leave_mark(folder: Path) -> None:
    """Remember damage that was met while working."""
    (folder / MARK).touch()


def is_marked(folder: Path) -> bool:
    """Tell whether the last opening found damage; then no backup is rotated out."""
    return (folder / MARK).exists()


def clear_mark(folder: Path) -> None:
    """Forget the mark: the file in place has passed every check."""
    (folder / MARK).unlink(missing_ok=True)
