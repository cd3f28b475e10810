"""Growth over last year as the text has it: whether it goes up or down, by how many, by what share, how many times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from unionoffice.checking.finding import Expected, Finding, Slip
from unionoffice.checking.spoken import Spoken
from unionoffice.checking.written import WrittenParagraph
from unionoffice.domain.chinese_numerals import chinese_number
from unionoffice.domain.draft import plain_number

UP = re.compile(r"(?:增长|增加|提高|上升|提升|增幅|多)[了达为]?(?:约|近)?$")
DOWN = re.compile(r"(?:下降|减少|降低|降幅|少)[了达为]?(?:约|近)?$")
_LAST_YEAR = re.compile(r"(?:上年|去年|同期|上期|上半年底|原有|原来)[^，。；0-9]{0,6}$")
_FROM = re.compile(r"(?:由|从)[^，。；0-9]{0,8}$")
_TO = re.compile(r"^[^，。；0-9]{0,8}(?:到|至|为)$")
_FRACTION = re.compile(r"(?:占|的|达到?|率)[^，。；]{0,3}?([二三四五六七八九十]+)分之([一二三四五六七八九十百]+)")
_WITHIN = Decimal(1)
_ROUNDING = Decimal("0.06")


@dataclass(frozen=True)
class Change:
    """What a count was and what it is now."""

    before: Spoken
    now: Spoken

    @property
    def is_up(self) -> bool:
        """Whether it has grown."""
        return self.now.value > self.before.value

    @property
    def by(self) -> Decimal:
        """How many more or fewer there are."""
        return abs(self.now.value - self.before.value)

    @property
    def percent(self) -> Decimal:
        """By what share of what was before."""
        return 100 * self.by / self.before.value

    @property
    def words(self) -> str:
        """How the share is reckoned."""
        low, high = sorted((self.now.value, self.before.value))
        return f"（{plain_number(high)}−{plain_number(low)}）÷{plain_number(self.before.value)}"


def change_in(text: str, one: Spoken, other: Spoken) -> Change | None:
    """Tell which of two counts is last year's, by the words before it; None where the words do not say so."""
    if one.unit != other.unit or not (one.value and other.value):
        return None
    between = text[one.end : other.start]
    if _FROM.search(text[: one.start]) and _TO.match(between):
        return Change(one, other)
    if _LAST_YEAR.search(between):
        return Change(other, one)
    return Change(one, other) if _LAST_YEAR.search(text[: one.start]) else None


def growth(place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken]) -> Iterator[Finding]:
    """Check each change that follows the two counts it is between; a share of a whole in words too."""
    text = paragraph.text
    for one, other, said in zip(spoken, spoken[1:], spoken[2:], strict=False):
        change = change_in(text, one, other) if _is_exact(one, other) else None
        lead = text[other.end : said.start]
        up, down = UP.search(lead), DOWN.search(lead)
        if change is None or not (up or down) or change.by == 0:
            continue
        wrong_way = bool(up) != change.is_up
        if wrong_way:
            word = "增长" if change.is_up else "下降"
            was, now = plain_number(change.before.value), plain_number(change.now.value)
            sentence = f"由{was}到{now}{one.unit}是{word}，写的是“{(up or down or [''])[0]}”"
            yield _finding(Slip.PERCENT, place, paragraph, one, said, sentence)
        elif said.unit == "倍":
            yield from _times(place, paragraph, change, said)
        elif said.unit == one.unit and said.value != change.by and not said.qualifier:
            exact = f"{plain_number(change.by)}{one.unit}"
            values = sorted((change.before.value, change.now.value), reverse=True)
            shown = "−".join(map(plain_number, values))
            sentence = f"{shown}＝{exact}，写的是{text[said.start : said.end]}"
            yield _finding(Slip.SUM, place, paragraph, one, said, sentence, Expected(change.by, one.unit))
    yield from _fractions(place, paragraph, spoken)


def _is_exact(*amounts: Spoken) -> bool:
    return all(not each.qualifier and each.upper is None and each.unit not in ("%", "个百分点") for each in amounts)


def _times(place: int, paragraph: WrittenParagraph, change: Change, said: Spoken) -> Iterator[Finding]:
    """Compare 增长几倍 with the growth itself: from 10 to 30 it is twice what was there."""
    exact = (change.percent / 100).quantize(Decimal("0.1"))
    if abs(change.percent / 100 - said.value) > _ROUNDING and not said.qualifier:
        sentence = f"{change.words}＝{plain_number(exact)}倍，写的是{paragraph.text[said.start : said.end]}"
        yield _finding(Slip.PERCENT, place, paragraph, change.before, said, sentence)


def _fractions(place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken]) -> Iterator[Finding]:
    """Compare 三分之二 with the two counts before it."""
    for match in _FRACTION.finditer(paragraph.text):
        before = [each for each in spoken if each.end <= match.start()][-2:]
        below, above = chinese_number(match[1]), chinese_number(match[2])
        if len(before) < 2 or not _is_exact(*before) or before[0].unit != before[1].unit or not (below and above):
            continue
        low, high = sorted(each.value for each in before)
        if high and abs(100 * low / high - Decimal(100 * above) / below) >= _WITHIN:
            share = plain_number((100 * low / high).quantize(Decimal("0.1")))
            words = match[0][match[0].index(match[1]) :]
            sentence = f"{plain_number(low)}÷{plain_number(high)}＝{share}%，写的是{words}"
            start, end = match.end() - len(words), match.end()
            yield Finding(
                Slip.PERCENT,
                place,
                start,
                end,
                paragraph.text[before[0].start : end],
                sentence,
                paragraph.chapter,
            )


def _finding(
    slip: Slip,
    place: int,
    paragraph: WrittenParagraph,
    first: Spoken,
    at: Spoken,
    sentence: str,
    expected: Expected | None = None,
) -> Finding:
    excerpt = paragraph.text[min(first.start, at.start) : at.end]
    return Finding(slip, place, at.start, at.end, excerpt, sentence, paragraph.chapter, expected)
