"""What is still legible in an ID number that Excel has kept as a number: the first fifteen digits, the birth date in them."""

from __future__ import annotations

import re

from unionoffice.domain.day import Day
from unionoffice.domain.kinds.identity import citizen


def birth_in(cell: object) -> Day | None:
    """Read the birth date (digits 7 to 14) out of a damaged citizen ID number; None where it is not there whole."""
    words = f"{cell:.0f}" if isinstance(cell, float) else re.sub(r"\s", "", str(cell))
    if not re.fullmatch(r"[1-9][0-9]{14,16}[0-9Xx]{0,3}", words):
        return None
    person = citizen(words[:17].ljust(17, "0") + "0")
    return None if person is None else Day(person.born_on)
