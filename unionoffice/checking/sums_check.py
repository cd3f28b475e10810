"""Parts that do not add up to their total, and percentages that do not follow from their parts, as the text has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from unionoffice.checking.finding import Expected, Finding, Slip
from unionoffice.checking.spoken import Spoken
from unionoffice.checking.written import WrittenParagraph
from unionoffice.domain.draft import plain_number

_PARTS_FOLLOW = re.compile(r"其中|[:：]|分别为|包括")
_NEW_TOTAL = re.compile(r"共|合计|总|另|此外|同时|累计")
_RATE = re.compile(r"率|占|完成|达到?|为")
_WITHIN = Decimal(1)
"""Percentage points by which a rounded percentage may lie beside the exact one."""


def sums(place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken]) -> Iterator[Finding]:
    """Compare totals with the parts named behind them (其中…、：…), and rates with the two numbers beside them."""
    for start, end in _sentences(paragraph.text):
        inside = [each for each in spoken if start <= each.start and each.end <= end]
        yield from _totals(place, paragraph, inside)
        yield from _rates(place, paragraph, inside)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in re.finditer(r"[。；]|$", text):
        yield at, match.start()
        at = match.end()


def _totals(place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken]) -> Iterator[Finding]:
    named: list[Spoken] = []
    for index, whole in enumerate(spoken[:-1]):
        between = paragraph.text[whole.end : spoken[index + 1].start]
        opened = _PARTS_FOLLOW.search(between)
        if opened is None or whole.upper is not None or whole.unit == "%" or whole in named:
            continue
        parts = _parts(paragraph.text, whole, spoken[index + 1 :])
        named += parts
        added = sum((each.value for each in parts), Decimal(0))
        rough = any(each.qualifier for each in (whole, *parts))
        complete = opened[0] in (":", "：", "分别为") and len(parts) > 1 and not rough
        if added > whole.value or (complete and added != whole.value):
            listed = "＋".join(paragraph.text[each.start : each.end] for each in parts)
            yield Finding(
                Slip.SUM,
                place,
                whole.start,
                parts[-1].end,
                paragraph.text[whole.start : parts[-1].end],
                f"{listed}＝{plain_number(added)}{whole.unit}，与总数“{paragraph.text[whole.start : whole.end]}”不符",
                paragraph.chapter,
                Expected(added, whole.unit),
            )


def _parts(text: str, whole: Spoken, following: Sequence[Spoken]) -> list[Spoken]:
    parts: list[Spoken] = []
    at = whole.end
    for each in following:
        if each.unit != whole.unit or each.upper is not None or (parts and _NEW_TOTAL.search(text[at : each.start])):
            break
        parts.append(each)
        at = each.end
    return parts


def _rates(place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken]) -> Iterator[Finding]:
    rates = [each for each in spoken if each.unit == "%"]
    counts = [each for each in spoken if each.unit != "%" and each.upper is None and not each.qualifier]
    if (
        len(rates) != 1
        or len(counts) != 2
        or counts[0].unit != counts[1].unit
        or not all(each.value for each in counts)
    ):
        return
    rate = rates[0]
    if not _RATE.search(paragraph.text[max(0, rate.start - 6) : rate.start]):
        return
    low, high = sorted(each.value for each in counts)
    exact = 100 * low / high
    possible = [exact, 100 * high / low]
    if any(abs(rate.value - each) < _WITHIN for each in possible):
        return
    shown = exact.quantize(Decimal("0.1"))
    yield Finding(
        Slip.PERCENT,
        place,
        rate.start,
        rate.end,
        paragraph.text[counts[0].start : rate.end],
        f"{plain_number(low)}÷{plain_number(high)}＝{plain_number(shown)}%，写的是{paragraph.text[rate.start : rate.end]}",
        paragraph.chapter,
        Expected(shown, "%"),
    )
