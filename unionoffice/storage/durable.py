"""Writing files so that after a power cut the old or the new one is there, never a half."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path


def write_durably(path: Path, content: bytes) -> None:
    """Write beside the file, force it to the disk, then put it in place."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    settle_folder(path.parent)


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file that nobody has open; the target appears whole or not at all."""
    part = target.with_name(target.name + ".part")
    try:
        shutil.copyfile(source, part)
        settle_file(part)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    settle_folder(target.parent)


def settle_file(path: Path) -> None:
    """Force a written file to the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def settle_folder(folder: Path) -> None:
    """Force the names in a folder to the disk, where the system can (Windows cannot and need not)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
