"""How the summary's text is set in the window: in the letters of the window, or in those of the official paper."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QRawFont, QTextBlockFormat

from unionoffice.gui.theme import Look
from unionoffice.usecases.official_sheet import OfficialSheet


class Letters:
    """简洁: the window's own letters, lines as wide as there is room."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.size = look.px + 2

    def font(self, heading: bool) -> QFont:
        """Give the font of body letters, or of a sub-heading's."""
        font = QFont()
        font.setPixelSize(self.size)
        font.setBold(heading)
        return font

    def heading_letters(self, text: str, level: int) -> int:
        """Say how many letters of a paragraph are set as a sub-heading."""
        return len(text) if level else 0

    def block_format(self, level: int) -> QTextBlockFormat:
        """Give indent and leading of a paragraph."""
        made = QTextBlockFormat()
        made.setTextIndent(0 if level else 2 * self.size)
        made.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        made.setBottomMargin(4)
        made.setHeadingLevel(level)
        return made


class PaperLetters(Letters):
    """公文: the fonts, the lines and their distance as on the official paper, larger or smaller as a whole."""

    def __init__(self, look: Look, sheet: OfficialSheet, size: int) -> None:
        super().__init__(look)
        self.sheet = sheet
        self.size = size
        """Pixels of a 三号 letter."""

    def font(self, heading: bool) -> QFont:
        """Give 仿宋, or 楷体 for a sub-heading, or what stands in for them."""
        return self.role_font("楷体" if heading else "仿宋")

    def role_font(self, role: str, times: float = 1.0) -> QFont:
        """Give the font of a role, so many times as large as body letters."""
        face = _face(self.sheet.files[role])
        font = QFont(face.family)
        font.setWeight(QFont.Weight(face.weight))
        font.setPixelSize(round(self.size * times))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def heading_letters(self, text: str, level: int) -> int:
        """Set the first sentence as the sub-heading, as on paper."""
        return self.sheet.heading_letters(text, level)

    def block_format(self, level: int) -> QTextBlockFormat:
        """Leave indent and leading to the lines of the paper."""
        made = QTextBlockFormat()
        made.setHeadingLevel(level)
        return made

    @property
    def width(self) -> float:
        """Of a line, in pixels."""
        return self.sheet.width * self.size

    @property
    def pitch(self) -> float:
        """From one line to the next, in pixels."""
        return self.sheet.pitch * self.size


class _Face(NamedTuple):
    family: str
    weight: int


@cache
def _face(file: Path) -> _Face:
    """Make a font file known to Qt, once; a file that Qt cannot read leaves the window's own letters."""
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    weight = QRawFont(str(file), 16).weight()
    return _Face(families[0] if families else QFont().family(), weight if weight > 0 else QFont.Weight.Normal)
