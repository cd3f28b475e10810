"""Remember which office was open last, for the next start."""

from __future__ import annotations

from pathlib import Path

from unionoffice.paths import own_folder

FILE = "last_office.txt"


def remember_office(folder: Path) -> None:
    """Note an office's folder; a disk that refuses it only costs the clerk a choice at the next start."""
    try:
        own_folder().mkdir(parents=True, exist_ok=True)
        (own_folder() / FILE).write_text(str(folder.resolve()), encoding="utf-8")
    except OSError:
        return


def last_office() -> Path | None:
    """Give the folder of the office that was open last, while it is still there."""
    try:
        folder = Path((own_folder() / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return folder if folder.is_dir() else None
