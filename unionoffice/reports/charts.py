"""Draws the few charts of the summary: legible without colour, every value written beside its bar or slice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi, sin
from typing import Any

from reportlab.graphics.shapes import Drawing, Wedge
from reportlab.lib.colors import Color, black

from unionoffice.domain.draft import Chart, plain_number
from unionoffice.reports.chart_ink import GREYS, LABEL_SIZE, TITLE_SIZE, Ink, ticks
from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import PaperFonts
from unionoffice.reports.paper_text import printable

_LINE = LABEL_SIZE * 1.3


@dataclass(frozen=True)
class _Plot:
    """The room left for the bars or the pie, in points."""

    left: float
    bottom: float
    width: float
    height: float


def chart_title(chart: Chart) -> str:
    """Give the words over a chart: 各月活动场次（单位：场）."""
    return printable(chart.title) + (f"（单位：{printable(chart.unit)}）" if chart.unit else "")


def draw_chart(chart: Chart, fonts: PaperFonts, width: float, height: float, *, titled: bool = True) -> Any:
    """Draw a chart of this size in points; `titled` writes its title and unit over it."""
    drawing: Any = Drawing(width, height)
    # Else the PDF names Helvetica, which is never embedded.
    drawing.initialFontName = fonts.font(Role.DIGITS).fontName
    ink = Ink(drawing, fonts)
    top = height
    if titled:
        top -= TITLE_SIZE * 1.6
        ink.words(width / 2, top + TITLE_SIZE * 0.4, chart_title(chart), "middle", TITLE_SIZE, Role.HEADING)
    if chart.kind == "pie":
        _draw_pie(chart, drawing, ink, _Plot(0, 0, width, top))
    else:
        _draw_bars(chart, ink, _Plot(0, 0, width, top))
    return drawing


def _draw_bars(chart: Chart, ink: Ink, room: _Plot) -> None:
    marks = ticks([value for _, values in chart.series for value in values])
    labels = [printable(label) for label in chart.labels]
    left = max(ink.width(plain_number(mark)) for mark in marks) + 6
    slot = (room.width - left) / max(len(labels), 1)
    wrapped = [ink.wrapped(label, slot - 4) for label in labels]
    bottom = _LINE * max([1, *map(len, wrapped)]) + 4
    top = room.height - (_LINE * 1.5 if len(chart.series) > 1 else 0) - _LINE
    plot = _Plot(left, bottom, room.width - left, top - bottom)
    if len(chart.series) > 1:
        _draw_legend(chart, ink, room.width, room.height - LABEL_SIZE)
    _draw_axis(marks, ink, plot)
    for index, lines in enumerate(wrapped):
        for number, words in enumerate(lines):
            ink.words(left + (index + 0.5) * slot, bottom - (number + 1) * _LINE, words, "middle")
    for number, (_, values) in enumerate(chart.series):
        _draw_series(values, number, len(chart.series), marks, ink, plot, slot)


def _draw_legend(chart: Chart, ink: Ink, right: float, y: float) -> None:
    x = right
    for number, (name, _) in reversed(list(enumerate(chart.series))):
        x -= ink.width(printable(name))
        ink.words(x, y, printable(name))
        x -= 16
        ink.box(x, y - 1, 12, LABEL_SIZE - 1, number)
        x -= 12


def _draw_axis(marks: Sequence[Decimal], ink: Ink, plot: _Plot) -> None:
    for mark in marks:
        y = _height_of(mark, marks, plot)
        ink.line(plot.left, y, plot.left + plot.width, y, 0.8 if mark == 0 else 0.3, 0.0 if mark == 0 else 0.7)
        ink.words(plot.left - 4, y - LABEL_SIZE * 0.35, plain_number(mark), "end")


def _height_of(value: Decimal, marks: Sequence[Decimal], plot: _Plot) -> float:
    return plot.bottom + plot.height * float((value - marks[0]) / (marks[-1] - marks[0]))


def _draw_series(
    values: Sequence[Decimal],
    number: int,
    count: int,
    marks: Sequence[Decimal],
    ink: Ink,
    plot: _Plot,
    slot: float,
) -> None:
    bar = min(slot * 0.7 / count, 48.0)
    zero = _height_of(Decimal(0), marks, plot)
    for index, value in enumerate(values):
        middle = plot.left + (index + 0.5) * slot + (number - (count - 1) / 2) * bar
        end = _height_of(value, marks, plot)
        if value:
            ink.box(middle - bar / 2, min(zero, end), bar, abs(end - zero), number)
        words = plain_number(value)
        size = min(LABEL_SIZE, LABEL_SIZE * (bar + slot * 0.3 / count) / max(ink.width(words), 1))
        ink.words(middle, end + 2.5 if value >= 0 else end - size - 1, words, "middle", size)


def _draw_pie(chart: Chart, drawing: Any, ink: Ink, room: _Plot) -> None:
    """Draw slices clockwise from the top; a negative share cannot be drawn and is left to the table."""
    values = chart.series[0][1] if chart.series else ()
    slices = [(printable(label), value) for label, value in zip(chart.labels, values, strict=False) if value > 0]
    total = sum((value for _, value in slices), Decimal(0))
    if not total:
        ink.words(room.width / 2, room.height / 2, "本期没有数据", "middle")
        return
    tagged = [(f"{label} {plain_number(value)}{printable(chart.unit)}", value) for label, value in slices]
    if room.width / 4 < max(ink.width(f"{words}，00.0%") for words, _ in tagged):
        _draw_narrow_pie(tagged, drawing, ink, room)
        return
    radius = min(room.height / 2 - 14, room.width / 4)
    centre = (room.width / 2, room.height / 2)
    angle = 90.0
    tags: list[tuple[float, str]] = []
    for number, ((label, value), share) in enumerate(zip(slices, shares([value for _, value in slices]), strict=True)):
        sweep = 360 * float(value / total)
        shade = GREYS[number % len(GREYS)]
        drawing.add(_slice(centre, radius, angle, sweep, shade))
        tags.append((angle - sweep / 2, f"{label} {plain_number(value)}{printable(chart.unit)}，{share}%"))
        angle -= sweep
    _draw_tags(tags, ink, centre, radius, room)


def _draw_narrow_pie(slices: Sequence[tuple[str, Decimal]], drawing: Any, ink: Ink, room: _Plot) -> None:
    """Draw a pie at the left and, where its labels have no room around it, their list at the right with numbers."""
    radius = min(room.height / 2 - 4, room.width / 4.4)
    centre = (radius + 2, room.height / 2)
    left = 2 * radius + 14
    values = [value for _, value in slices]
    listed = [
        ink.wrapped(f"{words}，{share}%", room.width - left - 16)
        for (words, _), share in zip(slices, shares(values), strict=True)
    ]
    y = room.height / 2 + sum(map(len, listed)) * _LINE / 2 + (len(listed) - 1) * 1.5
    angle = 90.0
    for number, (value, lines) in enumerate(zip(values, listed, strict=True)):
        sweep = 360 * float(value / sum(values))
        shade = GREYS[number % len(GREYS)]
        drawing.add(_slice(centre, radius, angle, sweep, shade))
        angle -= sweep
        y -= _LINE
        ink.swatch(left, y - 1, LABEL_SIZE, shade)
        for row, words in enumerate(lines):
            ink.words(left + 14, y - row * _LINE, words)
        y -= (len(lines) - 1) * _LINE + 3


def shares(values: Sequence[Decimal]) -> list[Decimal]:
    """Give the percentages with one decimal that add up to exactly 100 (largest remainder)."""
    total = sum(values)
    exact = [1000 * value / total for value in values]
    tenths = [int(share) for share in exact]
    by_rest = sorted(range(len(values)), key=lambda index: tenths[index] - exact[index])
    for index in by_rest[: 1000 - sum(tenths)]:
        tenths[index] += 1
    return [Decimal(share) / 10 for share in tenths]


def _slice(centre: tuple[float, float], radius: float, start: float, sweep: float, shade: float) -> Wedge:
    return Wedge(
        *centre,
        radius,
        start - sweep,
        start,
        fillColor=Color(shade, shade, shade),
        strokeColor=black,
        strokeWidth=0.8,
    )


def _draw_tags(
    tags: Sequence[tuple[float, str]], ink: Ink, centre: tuple[float, float], radius: float, room: _Plot
) -> None:
    """Write the labels beside the pie, on the side of their slices and never over each other."""
    for side in (1, -1):
        mine = [
            (sin(angle * pi / 180), angle, words) for angle, words in tags if (cos(angle * pi / 180) >= 0) == (side > 0)
        ]
        mine.sort(reverse=True)
        heights = _spread([height * (radius + 8) for height, _, _ in mine], LABEL_SIZE * 1.5, room.height / 2 - 6)
        for y, (height, angle, words) in zip(heights, mine, strict=True):
            edge = (centre[0] + radius * cos(angle * pi / 180), centre[1] + radius * height)
            x = centre[0] + side * (radius + 16)
            ink.line(*edge, x, centre[1] + y)
            ink.words(x + side * 3, centre[1] + y - LABEL_SIZE * 0.35, words, "start" if side > 0 else "end")


def _spread(heights: Sequence[float], step: float, limit: float) -> list[float]:
    """Move labels, given from top to bottom, so far apart that each has its own line."""
    placed: list[float] = []
    for height in heights:
        placed.append(min(height, placed[-1] - step if placed else limit))
    low = -limit
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = max(placed[index], low)
        low = placed[index] + step
    return placed
