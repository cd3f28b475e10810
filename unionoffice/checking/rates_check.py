"""Percentages that do not follow from the numbers beside them, growth, and % where percentage points are meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from unionoffice.checking.finding import Expected, Finding, Slip
from unionoffice.checking.growth_check import DOWN, UP, change_in
from unionoffice.checking.spoken import Spoken
from unionoffice.checking.written import WrittenParagraph
from unionoffice.domain.draft import plain_number

_RATE = re.compile(r"率|占|完成|达到?|为|的$")
_WITHIN = Decimal(1)
"""Percentage points by which a rounded percentage may lie beside the exact one."""
_POINTS_WITHIN = Decimal("0.15")
_POINTS = "个百分点"


def rates(place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken]) -> Iterator[Finding]:
    """Check the one rate of a sentence against its two counts, or the difference of its two rates."""
    percents = [each for each in spoken if each.unit == "%"]
    points = [each for each in spoken if each.unit == _POINTS]
    counts = [each for each in spoken if each.unit not in ("%", _POINTS) and each.upper is None and not each.qualifier]
    if (len(percents) == 2 and len(points) == 1) or (len(percents) == 3 and not points and not counts):
        changed = points[0] if points else percents[2]
        yield from _difference(place, paragraph, percents[0], percents[1], changed)
    elif len(percents) == 1 and len(counts) == 2 and counts[0].unit == counts[1].unit and all(c.value for c in counts):
        yield from _ratio(place, paragraph, counts[0], counts[1], percents[0])


def _difference(
    place: int, paragraph: WrittenParagraph, now: Spoken, before: Spoken, changed: Spoken
) -> Iterator[Finding]:
    words = paragraph.text[: changed.start]
    if not (UP.search(words) or DOWN.search(words)) or not before.value:
        return
    exact = abs(now.value - before.value)
    relative = 100 * exact / before.value
    right = changed.unit == _POINTS and abs(exact - changed.value) <= _POINTS_WITHIN
    if right or (changed.unit == "%" and abs(relative - changed.value) < _WITHIN / 2):
        return
    high, low = sorted((now.value, before.value), reverse=True)
    written = paragraph.text[changed.start : changed.end]
    sentence = f"{plain_number(high)}%−{plain_number(low)}%＝{plain_number(exact)}个百分点，写的是{written}"
    yield _wrong(place, paragraph, now.start, changed, sentence, Expected(exact, _POINTS))


def _ratio(place: int, paragraph: WrittenParagraph, one: Spoken, other: Spoken, rate: Spoken) -> Iterator[Finding]:
    text = paragraph.text
    words = text[max(0, rate.start - 6) : rate.start]
    low, high = sorted((one.value, other.value))
    possible: list[tuple[Decimal, str]]
    up, down = UP.search(words), DOWN.search(words)
    change = change_in(text, one, other) if up or down else None
    if change is not None:
        if bool(up) != change.is_up:
            # That it goes the other way is told by itself.
            return
        possible = [(change.percent, change.words)]
    elif up:
        possible = [(100 * (high - low) / low, f"（{plain_number(high)}−{plain_number(low)}）÷{plain_number(low)}")]
    elif down:
        possible = [(100 * (high - low) / high, f"（{plain_number(high)}−{plain_number(low)}）÷{plain_number(high)}")]
    elif "占" in text[one.end : other.start]:
        possible = [(100 * one.value / other.value, f"{plain_number(one.value)}÷{plain_number(other.value)}")]
    elif _RATE.search(words):
        possible = [(100 * low / high, f"{plain_number(low)}÷{plain_number(high)}"), (100 * high / low, "")]
    else:
        return
    if any(abs(rate.value - exact) < _WITHIN for exact, _ in possible):
        return
    exact, way = possible[0]
    shown = exact.quantize(Decimal("0.1"))
    sentence = f"{way}＝{plain_number(shown)}%，写的是{text[rate.start : rate.end]}"
    yield _wrong(place, paragraph, one.start, rate, sentence, Expected(shown, "%"))


def _wrong(
    place: int, paragraph: WrittenParagraph, start: int, at: Spoken, sentence: str, expected: Expected
) -> Finding:
    excerpt = paragraph.text[min(start, at.start) : at.end]
    return Finding(Slip.PERCENT, place, at.start, at.end, excerpt, sentence, paragraph.chapter, expected)
