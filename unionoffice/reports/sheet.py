"""The measures of the page after GB/T 9704-2012, in points."""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
PAGE_NUMBER_SIZE = 14.0
"""四号 (7.5)."""
PAGE_NUMBER_DROP = 7 * MM
"""From the lower edge of the text to the dashes (7.5)."""


@dataclass(frozen=True)
class Sheet:
    """A page with its text block on a strict grid of letters and lines."""

    top: float
    left: float
    right: float
    bottom: float
    columns: int
    """Full-width letters in a line."""
    rows: int
    """Lines on a page."""
    size: float
    """Of the body letters."""
    title_size: float
    table_size: float
    chart_rows: int = 0
    """Lines that a pair of charts takes within the text; 0 prints them as an annex."""

    @property
    def width(self) -> float:
        """Of the text block."""
        return A4[0] - self.left - self.right

    @property
    def height(self) -> float:
        """Of the text block."""
        return A4[1] - self.top - self.bottom

    @property
    def pitch(self) -> float:
        """From one line to the next."""
        return self.height / self.rows

    @property
    def cell(self) -> float:
        """The room of one full-width letter."""
        return self.width / self.columns

    def baseline(self, row: int, size: float) -> float:
        """Give the height of the baseline of a line above the lower edge of the paper; row 0 is the first.

        The top of the first letter touches the upper edge of the text block; Chinese type reaches 0.88 of its size up.
        """
        return A4[1] - self.top - row * self.pitch - 0.88 * size


# 5.2.1-5.2.3: margins 37 and 28 mm, block 156 x 225 mm, 22 lines of 28 letters; 三号 is 15.75 pt, 二号 22 pt.
OFFICIAL = Sheet(37 * MM, 28 * MM, 26 * MM, 35 * MM, columns=28, rows=22, size=15.75, title_size=22, table_size=10.5)

# 简洁版式, for use inside the office: 小四 (12 pt), 36 lines of 36 letters, charts beside each other in the text.
COMPACT = Sheet(
    25 * MM, 27 * MM, 27 * MM, 25 * MM, columns=36, rows=36, size=12, title_size=18, table_size=9, chart_rows=9
)
