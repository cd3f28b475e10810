"""The letters and lines of the official paper, for a window that shows a text as it will be printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from unionoffice.reports.body_layout import line_places, set_block
from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import PaperFonts, chosen_fonts, resolve
from unionoffice.reports.paper_text import Block, Kind, subheading_split
from unionoffice.reports.sheet import OFFICIAL
from unionoffice.usecases.office import Office
from unionoffice.usecases.paper_settings import paper_options

_REMEMBERED = 2000
"""Paragraphs whose lines are kept: a long text is asked for again at every key."""


@dataclass(frozen=True)
class OfficialSheet:
    """What the printed lines of 公文版式 look like; lengths are in widths of a body letter."""

    files: Mapping[str, Path]
    """The font files by role (小标宋, 仿宋, 黑体, 楷体)."""
    fonts: PaperFonts = field(repr=False)
    _lines: dict[tuple[str, int, tuple[tuple[int, int], ...]], list[tuple[int, float]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    width = OFFICIAL.width / OFFICIAL.size
    """Of a line."""
    pitch = OFFICIAL.pitch / OFFICIAL.size
    """From one line to the next."""
    indent = 2 * OFFICIAL.cell / OFFICIAL.size
    """Before a paragraph."""
    title = OFFICIAL.title_size / OFFICIAL.size
    """The size of the title's letters."""

    def line_starts(self, text: str, level: int, figures: Sequence[tuple[int, int]] = ()) -> list[int]:
        """Say with which letters the lines of a paragraph begin on paper; figures are not torn apart."""
        return [start for start, _ in self.lines(text, level, figures)]

    def lines(self, text: str, level: int, figures: Sequence[tuple[int, int]] = ()) -> list[tuple[int, float]]:
        """Say with which letter each line of a paragraph begins on paper, and where it ends."""
        asked = (text, level, tuple(figures))
        if asked not in self._lines:
            if len(self._lines) >= _REMEMBERED:
                self._lines.clear()
            kind = Kind.SUBHEADING if level else Kind.BODY
            spans = [(start, end, number) for number, (start, end) in enumerate(figures)]
            places = line_places(kind, text, spans, OFFICIAL, self.fonts)
            self._lines[asked] = [(start, end / OFFICIAL.size) for start, end in places]
        return self._lines[asked]

    def heading_letters(self, text: str, level: int) -> int:
        """Say how many letters of a paragraph are set in the type of sub-headings."""
        return subheading_split(text) if level else 0

    def title_lines(self, title: str) -> list[str]:
        """Break the title as it is broken on paper."""
        lines = set_block(Block(Kind.TITLE, (title,)), OFFICIAL, self.fonts)
        return ["".join(letter.char for letter in line.letters) for line in lines]


def official_sheet(office: Office, period: str) -> OfficialSheet:
    """Give the sheet with the fonts that the paper of a period gets on this computer."""
    fonts = resolve(paper_options(office, period).font_files)
    shown = (Role.TITLE, Role.BODY, Role.HEADING, Role.SUBHEADING)
    return OfficialSheet({str(role): Path(fonts.font(role).face.filename) for role in shown}, fonts)


def open_fonts(office: Office, period: str) -> Iterator[None]:
    """Open the fonts of the paper of a period one after the other, so that the sheet need not wait for them."""
    for _ in chosen_fonts(paper_options(office, period).font_files):
        yield
