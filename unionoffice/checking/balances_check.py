"""Amounts that must agree with the ones beside them: averages, members at the start and the end, capitals, replies."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from unionoffice.checking.finding import Expected, Finding, Slip
from unionoffice.checking.spoken import Spoken
from unionoffice.checking.written import WrittenParagraph
from unionoffice.domain.capital_amount import capital_amount
from unionoffice.domain.draft import plain_number

_AVERAGE = re.compile(r"(?:平均)?每一?([期场次个家户人名位批])[^，。；0-9]{0,4}$|(人|户)均[^，。；0-9]{0,4}$")
_START = re.compile(r"(?:期初|年初|上年末|上年底|去年底)[^，。；0-9]{0,8}$")
_END = re.compile(r"(?:期末|年末|月底|现有|目前)[^，。；0-9]{0,8}$")
_IN = re.compile(r"(?:新增|增加|发展|吸收|新入会|转入|接收)[^，。；0-9]{0,6}$")
_OUT = re.compile(r"(?:减少|转出|退会|退休|离职|注销)[^，。；0-9]{0,6}$")
_CAPITALS = re.compile(
    r"(?:人民币)?([壹贰叁肆伍陆柒捌玖拾][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]*元(?:[零壹贰叁肆伍陆柒捌玖]+角)?(?:零?[壹贰叁肆伍陆柒捌玖]分)?)[整正]?"
)
_WITHIN_WHOLE = (
    (re.compile(r"(?:发出|发放|印发)[^，。；0-9]{0,10}$"), re.compile(r"(?:收回|回收|收到反馈)[^，。；0-9]{0,6}$")),
    (re.compile(r"(?:排查|查出|发现)[^，。；0-9]{0,8}$"), re.compile(r"(?:整改|消除|治理)[^，。；0-9]{0,6}$")),
    (re.compile(r"(?:征集|收到|征求)[^，。；0-9]{0,10}$"), re.compile(r"(?:采纳|落实)[^，。；0-9]{0,6}$")),
    (re.compile(r"受理[^，。；0-9]{0,8}$"), re.compile(r"(?:办结|结案)[^，。；0-9]{0,6}$")),
    (
        re.compile(r"(?:应签|应到|应公开|应建)[^，。；0-9]{0,6}$"),
        re.compile(r"(?:已签|实到|已公开|已建)[^，。；0-9]{0,6}$"),
    ),
)
"""What cannot be more than what stands before it: no more answers come back than were sent out."""


def balances(place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken]) -> Iterator[Finding]:
    """Check the amounts of one sentence against each other."""
    exact = [each for each in spoken if not each.qualifier and each.upper is None]
    yield from _averages(place, paragraph, exact)
    yield from _members(place, paragraph, exact)
    yield from _replies(place, paragraph, exact)
    yield from _capitals(place, paragraph, exact)


def _before(text: str, amount: Spoken) -> str:
    return text[max(0, amount.start - 16) : amount.start]


def _averages(place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken]) -> Iterator[Finding]:
    """Compare 平均每期 with the sum through the number of courses; of money, heads × each is told elsewhere."""
    text = paragraph.text
    for count, whole, each in zip(spoken, spoken[1:], spoken[2:], strict=False):
        said = _AVERAGE.search(_before(text, each))
        if not said or whole.unit != each.unit or count.unit != (said[1] or said[2]) or not count.value:
            continue
        average = whole.value / count.value
        if abs(average - each.value) * 100 > average:
            shown = average.quantize(Decimal("0.1"))
            written = text[each.start : each.end]
            sentence = f"{_words(text, whole)}÷{_words(text, count)}＝{plain_number(shown)}{each.unit}，写的是{written}"
            yield _unequal(place, paragraph, count, each, sentence, Expected(shown, each.unit))


def _members(place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken]) -> Iterator[Finding]:
    """Compare the number at the end with the one at the start and what came and went between."""
    text = paragraph.text
    start = next((each for each in spoken if _START.search(_before(text, each))), None)
    if start is None:
        return
    alike = [each for each in spoken if each.start > start.start and each.unit == start.unit]
    end = next((each for each in alike if _END.search(_before(text, each))), None)
    came = [each for each in alike if _IN.search(_before(text, each))]
    went = [each for each in alike if _OUT.search(_before(text, each))]
    if end is None or not (came or went) or len(came) + len(went) + 1 != len(alike):
        # A number that neither came nor went may be a part of one that did.
        return
    exact = start.value + sum(each.value for each in came) - sum(each.value for each in went)
    if exact != end.value:
        steps = [("＋" if each in came else "−") + _words(text, each) for each in alike if each is not end]
        sentence = f"{_words(text, start)}{''.join(steps)}＝{plain_number(exact)}{end.unit}，写的是{_words(text, end)}"
        yield _unequal(place, paragraph, start, end, sentence, Expected(exact, end.unit))


def _replies(place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken]) -> Iterator[Finding]:
    text = paragraph.text
    for whole, part in itertools.pairwise(spoken):
        if whole.unit != part.unit or part.value <= whole.value:
            continue
        if any(one.search(_before(text, whole)) and other.search(_before(text, part)) for one, other in _WITHIN_WHOLE):
            sentence = f"后面的{_words(text, part)}多于前面的{_words(text, whole)}，请核对"
            yield _unequal(place, paragraph, whole, part, sentence)


def _capitals(place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken]) -> Iterator[Finding]:
    """Compare an amount in capitals with the one in digits before it."""
    for match in _CAPITALS.finditer(paragraph.text):
        amount = next((each for each in reversed(spoken) if each.end <= match.start() and each.unit == "元"), None)
        if amount is None or match.start() - amount.end > len("（人民币大写："):
            continue
        right = capital_amount(amount.value)
        if right.rstrip("整正") != match[1]:
            sentence = f"“{_words(paragraph.text, amount)}”的大写是“{right}”，写的是“{match[0]}”"
            yield Finding(
                Slip.SUM,
                place,
                match.start(),
                match.end(),
                paragraph.text[amount.start : match.end()],
                sentence,
                paragraph.chapter,
            )


def _words(text: str, amount: Spoken) -> str:
    return text[amount.start : amount.end]


def _unequal(
    place: int, paragraph: WrittenParagraph, first: Spoken, at: Spoken, sentence: str, expected: Expected | None = None
) -> Finding:
    excerpt = paragraph.text[first.start : at.end]
    return Finding(Slip.SUM, place, at.start, at.end, excerpt, sentence, paragraph.chapter, expected)
