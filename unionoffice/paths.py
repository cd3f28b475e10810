"""Where the program finds its own files and keeps the clerk's."""

from __future__ import annotations

from pathlib import Path

RESOURCES = next(
    place
    for place in (Path(__file__).parent / "resources", Path(__file__).parent.parent / "resources")
    if place.is_dir()
)
"""Beside the package in a checkout, inside it in an installed copy."""


def own_folder() -> Path:
    """Give the folder for the program's own files on this computer (the log, the last office opened)."""
    from platformdirs import user_data_path

    return user_data_path("unionoffice", appauthor=False)
