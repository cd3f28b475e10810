"""What the office may choose about its paper, apart from the drawing, which takes long to load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from unionoffice.reports.font_folders import Role
from unionoffice.reports.red_head import RedHead
from unionoffice.reports.sheet import OFFICIAL, Sheet


@dataclass(frozen=True)
class PaperOptions:
    """The fonts, the sheet and the head of a printed summary."""

    font_files: Mapping[Role, Path] = field(default_factory=dict)
    """The office's own font files by role."""
    bundled_only: bool = False
    """Use no font from outside the program: the same bytes on every computer."""
    sheet: Sheet = OFFICIAL
    """OFFICIAL (公文版式) or COMPACT (简洁版式)."""
    red_head: RedHead | None = None
    """Print issuer, number and red line over the title."""
