"""One TrueType file inside a PDF: embedded as a subset whose text can be searched, rare characters too."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any, cast
from zlib import crc32

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont

_LARGEST_BLOCK = 100
"""A ToUnicode map may list at most 100 characters in one block (ISO 32000-1, 9.10.3)."""

UNUSABLE = (TTFError, struct.error, OSError, ValueError, KeyError, IndexError, AssertionError)
"""What reportlab raises for a damaged, missing, locked or non-TrueType font file."""


class EmbeddedFont(TTFont):
    """A font of reportlab with a ToUnicode map that is right for every character."""

    def has(self, char: str) -> bool:
        """Say whether the font can draw this character."""
        return ord(char) in self.face.charToGlyph

    def has_all(self, text: str) -> bool:
        """Say whether the font can draw every character of a text."""
        glyphs = self.face.charToGlyph
        return all(ord(char) in glyphs for char in text)

    def ems(self, char: str) -> float:
        """Measure a character in units of the font size."""
        width: float = self.face.charWidths.get(ord(char), self.face.defaultWidth)
        return width / 1000

    def addObjects(self, doc: Any) -> None:
        """Write the subsets, then correct their maps: reportlab writes U+2CC56 as five digits, which nobody reads."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            doc.idToObject[f"toUnicodeCMap:{name}"].content = unicode_map(name, subset)


def unicode_map(name: str, subset: list[int]) -> str:
    """Write the ToUnicode map of a subset: the position of each character and its UTF-16 (ISO 32000-1, 9.10.3)."""
    pairs = [
        f"<{position:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for position, code in enumerate(subset)
        if code
    ]
    blocks = [pairs[start : start + _LARGEST_BLOCK] for start in range(0, len(pairs), _LARGEST_BLOCK)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def open_font(path: Path, subfont: int = 0) -> EmbeddedFont:
    """Open a font file once and make it known to reportlab; raise one of UNUSABLE when it cannot be embedded."""
    # The checksum keeps the user's folder names out of the PDF and two files of one name apart.
    name = f"{path.stem}-{crc32(f'{path}:{subfont}'.encode()):08x}"
    if name in pdfmetrics.getRegisteredFontNames():
        return cast(EmbeddedFont, pdfmetrics.getFont(name))
    font = EmbeddedFont(name, str(path), subfontIndex=subfont, asciiReadable=False, shapable=False)
    if any(table["offset"] + table["length"] > path.stat().st_size for table in font.face.tables):
        # Else the end of the file is missed only when the PDF is saved.
        raise TTFError(f"{path.name} is cut off")
    pdfmetrics.registerFont(font)
    return font
