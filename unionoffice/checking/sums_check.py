"""Parts that do not add up to their total, amounts a head that do not multiply to theirs, as the text has them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from unionoffice.checking.balances_check import balances
from unionoffice.checking.finding import Expected, Finding, Slip
from unionoffice.checking.growth_check import growth
from unionoffice.checking.rates_check import rates
from unionoffice.checking.spoken import SCALES, Spoken
from unionoffice.checking.written import WrittenParagraph
from unionoffice.domain.draft import plain_number

_PARTS_FOLLOW = re.compile(r"其中|[:：]|分别为|分别是|包括")
_NEW_TOTAL = re.compile(r"共|合计|总|另|此外|同时|累计|新增|现有|期末")
_TOTAL_BEHIND = re.compile(r"[，、,]?(?:以上)?(?:总共|一共|共计|共|合计|总计|累计)(?!有)[^，。；]{0,8}")
_NEXT_PART = re.compile(r"[，、,和及与][^，。；]{0,14}|、[^。；]{0,14}")
_EACH = re.compile(r"(?:每一?(?:人|名|位|户|家|个|单位)|人均|户均)[^，。；0-9]{0,6}$")
_SUM = re.compile(r"(?:共|合计|总计|总额|累计)[^，。；]{0,8}$")
_HEADS = ("人", "名", "位", "户", "家", "个", "人次", "户次")
_MAY_OVERLAP = re.compile(r"男|女|农民工|党员|青年|困难|残疾|会员|劳模|骨干")
"""What people can be at the same time: such parts need not add up, but none is larger than the whole."""


def sums(place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken]) -> Iterator[Finding]:
    """Compare totals with the parts beside them, 人 × 每人 with their product, and rates with the two numbers beside them."""
    for start, end in _sentences(paragraph.text):
        inside = [each for each in spoken if start <= each.start and each.end <= end]
        yield from _totals(place, paragraph, inside, start)
        yield from _totals_behind(place, paragraph, inside)
        yield from _products(place, paragraph, inside)
        yield from rates(place, paragraph, inside)
        yield from growth(place, paragraph, inside)
        yield from balances(place, paragraph, inside)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in re.finditer(r"[。；]|$", text):
        yield at, match.start()
        at = match.end()


def _totals(place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken], start: int) -> Iterator[Finding]:
    named: list[Spoken] = []
    text = paragraph.text
    for index, whole in enumerate(spoken[:-1]):
        opened = _PARTS_FOLLOW.search(text[whole.end : spoken[index + 1].start])
        if opened is None or whole.upper is not None or whole.unit == "%" or whole in named:
            continue
        if opened[0] == "其中" and "其中" in text[start : whole.start]:
            # 其中甲…、其中乙…: the second is a part beside the first.
            continue
        parts = _parts(text, whole, spoken[index + 1 :])
        named += parts
        added = sum((each.value for each in parts), Decimal(0))
        rough = any(each.qualifier for each in (whole, *parts))
        complete = opened[0] in (":", "：", "分别为", "分别是") and len(parts) > 1 and not rough
        overlapping = _overlap(text, whole, parts)
        most = max((each.value for each in parts), default=Decimal(0)) if overlapping else added
        if most > whole.value or (complete and added != whole.value and not overlapping):
            yield _unequal(place, paragraph, parts, whole)


def _overlap(text: str, whole: Spoken, parts: Sequence[Spoken]) -> bool:
    """Tell whether one person may be in two of the parts: 女会员 and 农民工会员."""
    starts = [whole.end, *(each.end for each in parts)]
    traits = [set(_MAY_OVERLAP.findall(text[start : each.start])) for start, each in zip(starts, parts, strict=False)]
    own = [(one - other, other - one) for one, other in itertools.pairwise(traits)]
    return any(one and other and one | other != {"男", "女"} for one, other in own)


def _parts(text: str, whole: Spoken, following: Sequence[Spoken]) -> list[Spoken]:
    parts: list[Spoken] = []
    at = whole.end
    for each in following:
        if each.unit != whole.unit or each.upper is not None or (parts and _NEW_TOTAL.search(text[at : each.start])):
            break
        parts.append(each)
        at = each.end
    return parts


def _totals_behind(place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken]) -> Iterator[Finding]:
    """Compare a total with the list before it: 甲3件、乙4件，共8件."""
    text = paragraph.text
    parts: list[Spoken] = []
    for before, each in zip((None, *spoken), spoken, strict=False):
        between = text[before.end : each.start] if before else ""
        listed = before is not None and before.unit == each.unit and before.upper is None
        if listed and len(parts) > 1 and _TOTAL_BEHIND.fullmatch(between) and each.unit != "%":
            added = sum((part.value for part in parts), Decimal(0))
            rough = any(part.qualifier for part in (each, *parts))
            # A number smaller than one of the parts counts something else.
            if added != each.value and not rough and each.value >= max(part.value for part in parts):
                yield _unequal(place, paragraph, parts, each)
            parts = []
        elif listed and _NEXT_PART.fullmatch(between) and not _PARTS_FOLLOW.search(between):
            parts.append(each)
        else:
            parts = [each]


def _unequal(place: int, paragraph: WrittenParagraph, parts: Sequence[Spoken], whole: Spoken) -> Finding:
    text = paragraph.text
    added = sum((each.value for each in parts), Decimal(0))
    listed = "＋".join(text[each.start : each.end] for each in parts)
    start, end = min(whole.start, parts[0].start), max(whole.end, parts[-1].end)
    return Finding(
        Slip.SUM,
        place,
        start,
        end,
        text[start:end],
        f"{listed}＝{_in_scale(added, whole)}，与总数“{text[whole.start : whole.end]}”不符",
        paragraph.chapter,
        Expected(added, whole.unit),
    )


def _in_scale(value: Decimal, like: Spoken) -> str:
    """Write a value as the amount beside it is written: 4.3万元 beside 4.5万元."""
    return f"{plain_number(value / SCALES[like.scale])}{like.scale}{like.unit}"


def _products(place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken]) -> Iterator[Finding]:
    """Compare a sum of money with heads times the amount for each."""
    text = paragraph.text
    for heads, each, total in zip(spoken, spoken[1:], spoken[2:], strict=False):
        if (heads.unit not in _HEADS) or each.unit != "元" or total.unit != "元":
            continue
        if not (_EACH.search(text[heads.end : each.start]) and _SUM.search(text[each.end : total.start])):
            continue
        product = heads.value * each.value
        rough = any(amount.qualifier or amount.upper is not None for amount in (heads, each, total))
        if product != total.value and not rough:
            counted, paid, written = (text[amount.start : amount.end] for amount in (heads, each, total))
            yield Finding(
                Slip.SUM,
                place,
                heads.start,
                total.end,
                text[heads.start : total.end],
                f"{counted}×每{heads.unit}{paid}＝{plain_number(product)}元，写的是{written}",
                paragraph.chapter,
                Expected(product, "元"),
            )
