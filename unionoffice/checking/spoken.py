"""The numbers with units that stand in a running Chinese text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from unionoffice.domain.chinese_numerals import NUMERAL, chinese_number

SCALES = {"": 1, "万": 10**4, "亿": 10**8}
UNITS = [
    "个百分点",
    "立方米",
    "平方米",
    "平方公里",
    "人次",
    "户次",
    "场次",
    "件次",
    "班次",
    "公里",
    "课时",
    "学时",
    "小时",
    "分钟",
    "毫米",
    "厘米",
    "种类",
    "元",
    "户",
    "人",
    "名",
    "位",
    "家",
    "个",
    "支",
    "队",
    "场",
    "期",
    "次",
    "份",
    "册",
    "件",
    "项",
    "篇",
    "条",
    "幅",
    "块",
    "台",
    "套",
    "处",
    "起",
    "种",
    "道",
    "部",
    "首",
    "题",
    "批",
    "类",
    "型",
    "张",
    "趟",
    "座",
    "间",
    "栋",
    "亩",
    "吨",
    "岁",
    "届",
    "倍",
    "米",
    "天",
    "辆",
    "艘",
    "本",
    "枚",
    "面",
    "盏",
    "棵",
    "株",
    "箱",
    "袋",
    "桶",
    "瓶",
    "节",
    "堂",
    "组",
    "号",
    "化",
    "MPa",
    "%",
    "‰",
]
"""The measure words that make a number a figure, the longer ones first where one begins another."""
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_BEFORE = "不少于|不低于|不超过|不高于|大约|至少|最多|超过|将近|近|约|逾|超|≥|≤"
_AFTER = "余|多|来"
_PERCENT_IN_WORDS = re.compile(rf"百分之(?P<number>{NUMERAL})")
_LIMITS = {"不少于": "≥", "不低于": "≥", "至少": "≥", "不超过": "≤", "不高于": "≤", "最多": "≤", "≥": "≥", "≤": "≤"}
_ROUGH = {"近": "近", "将近": "近", "约": "约", "大约": "约", "超过": "余", "逾": "余", "超": "余"}

_NO_FIGURE = re.compile(
    r"[0-9]{4}\s*[—–\-~～至]\s*[0-9]{4}\s*年"
    r"|(?:[0-9]{4}|[0-9]{2})\s*年(?:度|代)?(?:\s*[0-9]{1,2}\s*月)?(?:\s*[0-9]{1,2}\s*[日号])?"
    r"|[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*[日号]?(?:\s*[至—–\-~～、]\s*[0-9]{1,2}\s*(?:月\s*[0-9]{1,2})?\s*[日号])?"
    r"|[0-9]{1,2}\s*[至—–\-~～、]\s*[0-9]{1,2}\s*月(?:份)?|[0-9]{1,2}\s*月(?:份|底|初|中旬|上旬|下旬)?"
    r"|[0-9]{1,2}\s*[日号](?=[^0-9]|$)|[0-9]{1,2}[:：][0-9]{2}"
    r"|〔[0-9]+〕\s*第?[0-9]*\s*号|\[[0-9]+\]\s*[0-9]*\s*号|[（(][0-9]+[）)]"
    r"|第\s*[0-9]+(?:\s*[至—–\-]\s*[0-9]+)?\s*(?:届|次|期|条|项|名|批|季度|轮|章)?|[0-9]+\s*周年"
    r"|(?<![0-9A-Za-z.])(?![0-9.]*MPa)[0-9]*[A-Za-z][0-9A-Za-z]*"
)
"""Dates, ranks, document numbers and names: numbers that claim no amount."""
_NAMED_IN_WORDS = re.compile(
    r"第[一二三四五六七八九十百]+[届次期条项名批季轮章]?|十[一二三四五]五|[一二三四五六七八九十]是|其[一二三四五六七八九]"
    r"|[一二三四五六七八九十]、|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]等奖|[一二三四五六七八九十]+月|一户一档|进一步|统一|万一|一起|一道|一批|一些|一种|一类|一个|一次"
)


@dataclass(frozen=True)
class Spoken:
    """One amount as the text says it; `value` is the full number in `unit`."""

    start: int
    end: int
    value: Decimal
    unit: str
    qualifier: str = ""
    upper: Decimal | None = None
    scale: str = ""
    in_words: bool = False
    """Written with Chinese numerals: 三百多名."""

    @property
    def is_small_word(self) -> bool:
        """Whether it is a word like 两次 or 三个, which more often counts aspects than claims an amount."""
        return self.in_words and self.value < 10


def plain(text: str) -> str:
    """Make full-width digits and signs half-width, one character for one, so that places stay the same."""
    return text.translate(_HALF_WIDTH)


_HALF_WIDTH: dict[int, str] = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E, 0xFF0D)}


@cache
def _patterns(more_units: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    units = sorted({*UNITS, *more_units} - {""}, key=lambda unit: (-len(unit), unit))
    unit = "|".join(map(re.escape, units))
    return (
        re.compile(
            rf"(?P<before>{_BEFORE})?(?P<number>{_DIGITS})(?:(?:-|—|–|~|～|至)(?P<upper>{_DIGITS}))?"
            rf"(?P<scale>[万亿]?)(?P<after>{_AFTER})?(?P<unit>{unit})?"
        ),
        re.compile(
            rf"(?P<before>{_BEFORE})?(?P<number>{NUMERAL})(?P<scale>[万亿]?)(?P<after>{_AFTER})?(?P<unit>{unit})"
        ),
    )


def spoken_numbers(text: str, more_units: frozenset[str] = frozenset()) -> list[Spoken]:
    """Read the amounts of a text from left to right; dates, ranks and numbering are none.

    `more_units` are measure words of the office's own figures beside the usual ones.
    """
    words = plain(text)
    in_digits, in_words = _patterns(more_units)
    taken = [match.span() for match in _NO_FIGURE.finditer(words)]
    found = [each for each in map(_spoken, in_digits.finditer(words)) if each and not _touches(each, taken)]
    taken += [(each.start, each.end) for each in found]
    taken += [match.span() for match in _NAMED_IN_WORDS.finditer(words)]
    for match in (*_PERCENT_IN_WORDS.finditer(words), *in_words.finditer(words)):
        each = _spoken_in_words(match)
        if each and not _touches(each, taken):
            found.append(each)
            taken.append((each.start, each.end))
    return sorted(found, key=lambda each: each.start)


def _touches(each: Spoken, spans: list[tuple[int, int]]) -> bool:
    return any(start < each.end and each.start < end for start, end in spans)


def _spoken(match: re.Match[str]) -> Spoken | None:
    scale = match["scale"]
    if not match["unit"] and not scale:
        return None
    value, upper = (
        Decimal(part.replace(",", "")) * SCALES[scale] if part else None for part in match.group("number", "upper")
    )
    assert value is not None
    return Spoken(match.start(), match.end(), value, match["unit"] or "", _qualifier(match), upper, scale)


def _spoken_in_words(match: re.Match[str]) -> Spoken | None:
    number = chinese_number(match["number"])
    if number is None:
        return None
    if match.re is _PERCENT_IN_WORDS:
        return Spoken(match.start(), match.end(), Decimal(number), "%", in_words=True)
    scale = match["scale"]
    value = Decimal(number) * SCALES[scale]
    return Spoken(match.start(), match.end(), value, match["unit"], _qualifier(match), None, scale, in_words=True)


def _qualifier(match: re.Match[str]) -> str:
    if match["after"]:
        return "余"
    before = match["before"] or ""
    return _LIMITS.get(before) or _ROUGH.get(before, "")
