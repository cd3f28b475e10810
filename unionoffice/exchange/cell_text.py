"""Words as a cell of a sheet can hold them, and the room they take."""

from __future__ import annotations

import re
from math import ceil

LONGEST_CELL = 32_767
"""UTF-16 units; Excel cuts the rest without a word."""
_CUT = "……（内容超过单元格上限，此处截断）"
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
POINTS_A_LINE = 15.0
LOWEST_ROW, HIGHEST_ROW = 20.0, 409.0


def cell_text(words: str) -> str:
    """Drop what XML cannot hold and cut what a cell cannot hold, saying so in the cell."""
    if _NOT_XML.search(words):
        words = _NOT_XML.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
    if len(words) * 2 <= LONGEST_CELL or len(words.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return words
    room = (LONGEST_CELL - len(_CUT)) * 2
    return words.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + _CUT


def cell_xml(words: str) -> str:
    """Write words for XML; _x0041_ in a text would otherwise be read as the letter A (ECMA-376 22.9.2.19)."""
    if words.isalnum() and len(words) * 2 <= LONGEST_CELL:
        return words
    words = cell_text(words)
    if "&" in words or "<" in words or ">" in words:
        words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return without_escapes(words)


def without_escapes(words: str) -> str:
    """Mark what Excel would read as the code of a character."""
    return _ESCAPE_LIKE.sub("_x005F_", words) if "_x" in words else words


def text_width(words: str) -> int:
    """Count columns of half-width characters; a Chinese character or mark takes two."""
    if words.isascii():
        return len(words)
    return len(words) + sum(1 for character in words if character > "\u1fff")


def widest_line(words: str) -> int:
    """Measure the widest line of a text."""
    return max(map(text_width, words.split("\n")), default=0)


def lines_in(words: str, width: float) -> int:
    """Count the lines a text takes in a column of this width."""
    room = max(2, int(width) - 1)
    if "\n" not in words and (len(words) * 2 <= room or text_width(words) <= room - room % 2):
        return 1
    # A Chinese character that does not fit leaves half its room empty at the end of a line.
    return sum(max(1, ceil(text_width(line) / max(2, room - room % 2))) for line in words.split("\n"))


def row_height(lines: int) -> float:
    """Give the height of a row in points; Excel allows no more than 409."""
    return min(HIGHEST_ROW, max(LOWEST_ROW, lines * POINTS_A_LINE + 4))
