"""Rows copied in Excel or WPS, as they come from the clipboard: a table of the web's kind, or text with tabs."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from io import StringIO

from unionoffice.domain.ledger import Ledger
from unionoffice.errors import OfficeError
from unionoffice.exchange.heads import blank
from unionoffice.exchange.mapping import guess
from unionoffice.exchange.sheets import Sheet
from unionoffice.exchange.zip_guard import MOST_COLUMNS, MOST_ROWS, TOO_MANY

MOST_LETTERS = 20_000_000
_WIDEST_SPAN = 50


def pasted_sheet(text: str, html: str = "") -> Sheet | None:
    """Read copied cells; the web's table is taken first, it tells merged cells. None when there are none.

    Raises OfficeError when there is too much of them.
    """
    if len(text) + len(html) > MOST_LETTERS:
        raise OfficeError(TOO_MANY)
    rows = _html_rows(html) if "<t" in html.lower() else []
    if not rows:
        rows = _text_rows(text)
    if len(rows) > MOST_ROWS or max(map(len, rows), default=0) > MOST_COLUMNS:
        raise OfficeError(TOO_MANY)
    while rows and all(map(blank, rows[-1])):
        rows.pop()
    return Sheet("", rows) if any(not blank(cell) for row in rows for cell in row) else None


def begins_with_heads(sheet: Sheet, ledger: Ledger) -> bool:
    """Guess whether copied rows begin with their heads: at least half of the first row's words are titles."""
    first = [cell for cell in sheet.grid[0] if isinstance(cell, str) and not blank(cell)]
    known = sum(each is not None for each in guess(first, ledger))
    return known > 0 and known * 2 >= len(first)


def _text_rows(text: str) -> list[list[object]]:
    try:
        # A cell with a line break or a quote in it comes in quotes.
        return [[_bare(cell) for cell in row] for row in csv.reader(StringIO(text, newline=""), delimiter="\t")]
    except csv.Error:
        return [[_bare(cell) for cell in line.split("\t")] for line in text.splitlines()]


def _bare(cell: str) -> str:
    return re.sub(r"^'(?=[0-9=+@-])", "", cell)


def _html_rows(html: str) -> list[list[object]]:
    reader = _TableReader()
    reader.feed(html)
    reader.close()
    return reader.rows


class _TableReader(HTMLParser):
    """Collects the words of the first table's cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[object]] = []
        self._words: list[str] | None = None
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        if tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._end_cell()
            self._words, self._span = [], _span(dict(attrs).get("colspan"))
        elif tag == "br" and self._words is not None:
            self._words.append("\n")
        elif tag in ("style", "script"):
            self._hidden += 1

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        elif tag in ("style", "script"):
            self._hidden = max(0, self._hidden - 1)

    def handle_data(self, data: str) -> None:
        """Take the words of a cell."""
        if self._words is not None and not self._hidden:
            # Line ends in the source of a page are no more than spaces.
            self._words.append(re.sub(r"[ \t\r\n]+", " ", data))

    def _end_cell(self) -> None:
        if self._words is not None:
            lines = [line.strip() for line in "".join(self._words).split("\n")]
            self.rows[-1] += [_bare("\n".join(lines).strip()), *[None] * (self._span - 1)]
            self._words = None


def _span(words: str | None) -> int:
    return min(_WIDEST_SPAN, int(words)) if words and re.fullmatch("[1-9][0-9]{0,3}", words) else 1
