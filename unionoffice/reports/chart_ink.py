"""Letters, fills and scales of the charts; every fill can be told apart on a black-and-white printer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportlab.graphics.shapes import Drawing, Group, Line, Rect, String
from reportlab.lib.colors import Color, black, white

from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import PaperFonts
from unionoffice.reports.line_breaking import break_lines, chances

LABEL_SIZE = 9.0
TITLE_SIZE = 11.0
_HATCH_STEP = 4.0
GREYS = (0.35, 0.88, 0.62, 1.0, 0.75, 0.48)
"""Neighbours differ by a quarter at least."""


class Ink:
    """Draws on one drawing with the fonts of the paper."""

    def __init__(self, drawing: Drawing, fonts: PaperFonts) -> None:
        self._drawing = drawing
        self._fonts = fonts

    def width(self, text: str, size: float = LABEL_SIZE, role: Role = Role.DIGITS) -> float:
        """Measure words in points."""
        return self._fonts.width(role, text, size)

    def words(
        self, x: float, y: float, text: str, anchor: str = "start", size: float = LABEL_SIZE, role: Role = Role.DIGITS
    ) -> None:
        """Write words with their start, middle or end at x and their baseline at y."""
        x -= {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * self.width(text, size, role)
        for font, piece in self._fonts.pieces(role, text):
            self._drawing.add(String(x, y, piece, fontName=font.fontName, fontSize=size))
            x += font.stringWidth(piece, size)

    def wrapped(self, text: str, room: float) -> list[str]:
        """Break a label into lines of at most `room` points."""
        widths = [letter.ems * LABEL_SIZE for letter in self._fonts.letters(Role.DIGITS, text)]
        return [text[start:end] for start, end in break_lines(text, widths, chances(text), room, room, LABEL_SIZE)]

    def line(self, x1: float, y1: float, x2: float, y2: float, width: float = 0.5, grey: float = 0.0) -> None:
        """Draw a line."""
        self._drawing.add(Line(x1, y1, x2, y2, strokeWidth=width, strokeColor=Color(grey, grey, grey)))

    def swatch(self, x: float, y: float, size: float, grey: float) -> None:
        """Draw the small square that says which slice is meant."""
        self._drawing.add(_outlined(Rect(x, y, size, size), Color(grey, grey, grey)))

    def box(self, x: float, y: float, width: float, height: float, pattern: int) -> None:
        """Fill a box: 0 dark, 1 hatched, 2 light, 3 cross-hatched, and so on from the start."""
        kind = pattern % 4
        fill = {0: Color(0.35, 0.35, 0.35), 2: Color(0.85, 0.85, 0.85)}.get(kind, white)
        self._drawing.add(_outlined(Rect(x, y, width, height), fill))
        if kind in {1, 3}:
            self._drawing.add(_hatch(x, y, width, height, mirrored=False))
        if kind == 3:
            self._drawing.add(_hatch(x, y, width, height, mirrored=True))


def _outlined(box: Rect, fill: Color) -> Rect:
    box.fillColor, box.strokeColor, box.strokeWidth = fill, black, 0.6
    return box


def _hatch(x: float, y: float, width: float, height: float, *, mirrored: bool) -> Group:
    """Draw slanting lines that end at the edges of a box."""
    lines = Group()
    offset = _HATCH_STEP
    while offset < width + height:
        ends = (
            (max(0.0, offset - height), min(height, offset)),
            (min(width, offset), max(0.0, offset - width)),
        )
        (x1, y1), (x2, y2) = [(width - a, b) if mirrored else (a, b) for a, b in ends]
        lines.add(Line(x + x1, y + y1, x + x2, y + y2, strokeWidth=0.5, strokeColor=black))
        offset += _HATCH_STEP
    return lines


def ticks(values: Sequence[Decimal]) -> list[Decimal]:
    """Give four to eight round marks from zero, or from below the least negative value, to above the greatest.

    An axis that does not begin at zero makes small differences look large.
    """
    low, high = min([Decimal(0), *values]), max([Decimal(0), *values])
    span = high - low or Decimal(1)
    power = Decimal(10) ** (span.adjusted() - 1)
    steps = [power * factor for factor in (1, 2, 5, 10, 20, 50)]
    if all(value == value.to_integral_value() for value in values):
        steps = [step for step in steps if step >= 1] or [Decimal(1)]
    step = next((step for step in steps if span / step <= 6), steps[-1])
    first = (low / step).to_integral_value(rounding="ROUND_FLOOR")
    last = (high / step).to_integral_value(rounding="ROUND_CEILING")
    return [step * number for number in range(int(first), max(int(last), int(first) + 1) + 1)]
