"""Putting restored files in the place of the present ones, in steps that can be taken up again after a power cut.

Once `.restoring` bears its name the restore is decided; from then on every start carries it to its end. Nothing is
deleted: what was there goes to 旧文件.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from unionoffice.storage.attachments import ATTACHMENTS, stored_names
from unionoffice.storage.damage import COMPANIONS, clear_mark
from unionoffice.storage.durable import copy_durably, settle_folder
from unionoffice.storage.keystore import KEYS

_STAGE = ".restoring"
_ASIDE = "aside"
_DATA = "data.db"


def new_stage(folder: Path) -> Path:
    """Return an empty folder in which to collect the restored files; it counts for nothing yet."""
    part = folder / (_STAGE + ".part")
    if part.exists():
        shutil.rmtree(part)
    part.mkdir(parents=True)
    (part / _ASIDE).write_text(f"旧文件-{datetime.now():%Y%m%d-%H%M%S}", "utf-8")
    return part


def decide(folder: Path) -> None:
    """Declare the stage complete."""
    part = folder / (_STAGE + ".part")
    settle_folder(part)
    part.rename(folder / _STAGE)
    settle_folder(folder)


def is_decided(folder: Path) -> bool:
    """Tell whether a restore waits to be carried to its end."""
    return (folder / _STAGE).is_dir()


def finish(folder: Path) -> Path | None:
    """Carry a decided restore to its end; return where the former files are, None when nothing was to do."""
    stage = folder / _STAGE
    if not is_decided(folder):
        return None
    aside = folder / (stage / _ASIDE).read_text("utf-8")
    aside.mkdir(exist_ok=True)
    _copy_attachments(stage, folder)
    # A left-over journal would be played back into the restored file.
    _exchange(stage / _DATA, folder, aside, [_DATA, *(_DATA + companion for companion in COMPANIONS)])
    _exchange(stage / KEYS, folder, aside, [KEYS])
    clear_mark(folder)
    gone = folder / (_STAGE + ".done")
    if gone.exists():
        shutil.rmtree(gone)
    # In one step: a stage that is half deleted must not be taken for one to finish.
    stage.rename(gone)
    shutil.rmtree(gone)
    settle_folder(folder)
    return aside


def _exchange(new: Path, folder: Path, aside: Path, former: list[str]) -> None:
    """Move the former files away, then the new one in; while the new one is in the stage, those in place are old."""
    if not new.exists():
        return
    for name in former:
        if (folder / name).exists():
            (folder / name).replace(aside / name)
    settle_folder(aside)
    new.replace(folder / former[0])
    settle_folder(folder)


def _copy_attachments(stage: Path, folder: Path) -> None:
    for name in stored_names(stage):
        target = folder / ATTACHMENTS / name[:2] / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_durably(stage / ATTACHMENTS / name[:2] / name, target)
