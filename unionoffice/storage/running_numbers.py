"""The running numbers that a ledger gives its records: GZ2026-0012."""

from __future__ import annotations

import re
from collections.abc import Iterable

from unionoffice.domain.ledger import Ledger
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.driver import quoted

_LONGEST_SERIAL = 9
"""Digits behind the year that are counted on; a longer number is the clerk's own."""


class RunningNumbers:
    """Counts on from the highest number of each year, which is looked up once."""

    def __init__(self, file: OfficeFile, ledger: Ledger) -> None:
        self._file, self._prefix, self._table = file, ledger.prefix, quoted(ledger.key)
        # The file is held by this program alone; asking for the highest at each record makes an import quadratic.
        self._highest: dict[str, int] = {}

    def next(self, year: int) -> str:
        """Give the number that follows the highest one of the year: GZ2026-0012."""
        start = f"{self._prefix}{year}-"
        self._highest[start] = self._highest_serial(start) + 1
        return f"{start}{self._highest[start]:04}"

    def _highest_serial(self, start: str) -> int:
        if start not in self._highest:
            sql = f"SELECT max(CAST(substr(no, ?) AS INTEGER)) FROM {self._table} WHERE no GLOB ? AND length(no) <= ?"
            longest = len(start) + _LONGEST_SERIAL
            highest = self._file.db.execute(sql, [len(start) + 1, start + "[0-9]*", longest]).fetchone()[0]
            self._highest[start] = highest or 0
        return self._highest[start]

    def reserve(self, numbers: Iterable[str]) -> None:
        """Let the next numbers follow these, which are about to be kept."""
        usual = re.compile(rf"({re.escape(self._prefix)}[0-9]{{4}}-)([0-9]{{1,{_LONGEST_SERIAL}}})")
        for found in filter(None, map(usual.fullmatch, numbers)):
            start, serial = found.groups()
            self._highest[start] = max(self._highest_serial(start), int(serial))

    def forget(self) -> None:
        """Look the highest numbers up again: a number was typed, or a write taken back."""
        self._highest.clear()
