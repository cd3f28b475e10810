"""How cells are named: C5 is the third column of the fifth row."""

from __future__ import annotations

import re

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def place_of(name: str) -> tuple[int, int]:
    """Give row and column, from 1, of a cell such as `C5` or `$c$5`; raises ValueError for any other words."""
    found = _PLACE.fullmatch(name.replace("$", "").upper())
    if found is None:
        raise ValueError(f"no place of a cell: {name}")
    return int(found[2]), column_of(found[1])


def column_of(name: str) -> int:
    """Count the columns up to the one of these letters: A is 1."""
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - 64
    return column


def letters(column: int) -> str:
    """Write the letters of a column, from 1."""
    words = ""
    while column:
        column, rest = divmod(column - 1, 26)
        words = chr(65 + rest) + words
    return words


def cell_name(row: int, column: int) -> str:
    """Name a cell by its row and column, both from 1."""
    return f"{letters(column)}{row}"


def letters_in(name: str) -> str:
    """Give the letters of a cell's column."""
    return name.rstrip("0123456789")
