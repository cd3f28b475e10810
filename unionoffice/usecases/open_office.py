"""Open an office for the window, which asks for a password only where there is one."""

from __future__ import annotations

from pathlib import Path

from unionoffice.storage.refusals import WrongPasswordError
from unionoffice.usecases.office import Office


def open_office(folder: Path, password: str = "") -> Office | None:
    """Open an office; None when the password is not the right one; raises OfficeError for any other reason."""
    try:
        return Office.open(folder, password)
    except WrongPasswordError:
        return None
