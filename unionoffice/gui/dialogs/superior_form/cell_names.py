"""How cells are named: C5 is the third column of the fifth row."""

from __future__ import annotations

from unionoffice.usecases.form_layout import letters


def cell_name(row: int, column: int) -> str:
    """Name a cell by its row and column, both from 1."""
    return f"{letters(column)}{row}"


def letters_in(name: str) -> str:
    """Give the letters of a cell's column."""
    return name.rstrip("0123456789")
