"""The numbers with units that stand in a running Chinese text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from unionoffice.domain.chinese_numerals import NUMERAL, chinese_number

SCALES = {"": 1, "百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
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
    "化",
    "MPa",
    "%",
    "‰",
]
"""The measure words that make a number a figure, the longer ones first where one begins another."""
_DIGITS = r"(?:[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_IN_WORDS = rf"(?:{NUMERAL}[万亿])*{NUMERAL}(?:点[零〇一二三四五六七八九]+)?"
_BEFORE = r"不少于|不低于|不超过|不高于|大约|至少|最多|超过|将近|不到|不足|接近|(?<![附最临靠])近|(?<![签续违履合预节公条特])约|逾|超|≥|≤"
_AFTER = "余|多|来"
_BEHIND = "以上|左右|上下"
_PERCENT_IN_WORDS = re.compile(
    rf"(?P<before>{_BEFORE})?百分之(?P<number>{_IN_WORDS})(?P<after>余|多)?(?P<behind>{_BEHIND})?"
)
_LIMITS = {"不少于": "≥", "不低于": "≥", "至少": "≥", "不超过": "≤", "不高于": "≤", "最多": "≤", "≥": "≥", "≤": "≤"}
_ROUGH = {"近": "近", "将近": "近", "接近": "近", "不到": "近", "不足": "近", "约": "约", "大约": "约"} | {
    "超过": "余",
    "逾": "余",
    "超": "余",
    "以上": "余",
    "左右": "约",
    "上下": "约",
}

_NO_FIGURE = re.compile(
    r"[0-9]{4}\s*[—–\-~～至]\s*[0-9]{4}\s*年"
    r"|(?:[0-9]{4}|[0-9]{2})\s*年(?:度|代)?(?:\s*[0-9]{1,2}\s*月)?(?:\s*[0-9]{1,2}\s*[日号])?"
    r"|[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*[日号]?(?:\s*[至—–\-~～、]\s*[0-9]{1,2}\s*(?:月\s*[0-9]{1,2})?\s*[日号])?"
    r"|[0-9]{1,2}\s*[至—–\-~～、]\s*[0-9]{1,2}\s*月(?:份)?|[0-9]{1,2}\s*月(?:份|底|初|中旬|上旬|下旬)?"
    r"|[0-9]{1,2}\s*[日号](?=[^0-9]|$)|[0-9]{1,2}[:：][0-9]{2}"
    r"|〔[0-9]+〕\s*第?[0-9]*\s*号|\[[0-9]+\]\s*[0-9]*\s*号|[（(][0-9]+[）)]"
    r"|第\s*[0-9]+(?:\s*[至—–\-]\s*[0-9]+)?\s*(?:届|次|期|条|项|名|批|季度|轮|章)?|[0-9]+\s*周年"
    r"|[0-9]+\s*届(?:[0-9]+\s*次)?|[0-9]+\s*号(?=楼|线|文|令|院|井|会议室)|附?[表图]\s*[0-9]+(?![0-9]*\s*[份张个册幅名人元])|附件\s*[0-9]+"
    r"|[0-9]+\s*个?[多半]?(?:月|工作日|星期|季度|学期)"
    r"|(?<![0-9A-Za-z.])(?![0-9.]*MPa)[0-9]*[A-Za-z][0-9A-Za-z]*"
)
"""Dates, ranks, spans of time, document numbers and names: numbers that claim no amount."""
_NAMED_IN_WORDS = re.compile(
    r"第[一二三四五六七八九十百]+[届次期条项名批季轮章]?|十[一二三四五]五|[一二三四五六七八九十]是|其[一二三四五六七八九]"
    r"|[一二三四五六七八九十]+届(?:[一二三四五六七八九十]+[次中])?|[一二三四五六七八九十百千]+周?年"
    r"|[一二三四五六七八九十]、|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]等奖|[一二三四五六七八九十]+月"
    r"|一户一档|进一步|统一|万一|一起|一道|一批|一些|一种|一类|一个|一次"
    r"|千家万户|百家争鸣|[数几上成若][十百千万]+"
    r"|[两一二三四五六七八九十]+个[多半]?(?:月|工作日|星期|季度|学期)"
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
            rf"(?P<before>{_BEFORE})?(?:(?P<head>{_DIGITS})(?P<headed>[万亿])(?=[0-9]))?"
            rf"(?P<number>{_DIGITS})(?:(?:-|—|–|~|～|至)(?P<upper>{_DIGITS}))?"
            rf" ?(?P<scale>[百千]?[万亿]|[百千](?!分)|)(?P<after>{_AFTER})?(?P<late>[万亿])? ?(?P<unit>{unit})?"
            rf"(?P<behind>{_BEHIND})?"
        ),
        re.compile(
            rf"(?P<before>{_BEFORE})?(?P<number>{_IN_WORDS})(?P<scale>[万亿]?)(?P<after>{_AFTER})?(?P<late>[万亿])?"
            rf"(?P<unit>{unit})(?P<behind>{_BEHIND})?"
        ),
    )


@lru_cache(maxsize=4096)
def spoken_numbers(text: str, more_units: frozenset[str] = frozenset()) -> tuple[Spoken, ...]:
    """Read the amounts of a text from left to right; dates, ranks and numbering are none.

    `more_units` are measure words of the office's own figures beside the usual ones. What was read is remembered:
    of a text that is checked while it is written, all paragraphs but one are the same.
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
    return tuple(sorted(found, key=lambda each: each.start))


def _touches(each: Spoken, spans: list[tuple[int, int]]) -> bool:
    return any(start < each.end and each.start < end for start, end in spans)


def _spoken(match: re.Match[str]) -> Spoken | None:
    scale = match["scale"] or match["late"] or ""
    if not match["unit"] and scale not in ("万", "亿"):
        return None
    value, upper = (_of_digits(part) * SCALES[scale] if part else None for part in match.group("number", "upper"))
    assert value is not None
    if match["head"]:
        value += _of_digits(match["head"]) * SCALES[match["headed"]]
    return Spoken(match.start(), match.end(), value, match["unit"] or "", _qualifier(match), upper, scale)


def _of_digits(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace("，", ""))


def _spoken_in_words(match: re.Match[str]) -> Spoken | None:
    number = _of_words(match["number"])
    if number is None:
        return None
    if match.re is _PERCENT_IN_WORDS:
        return Spoken(match.start(), match.end(), number, "%", _qualifier(match), in_words=True)
    qualifier = _qualifier(match)
    if match["number"] in ("百", "千") and not qualifier:
        # 百名职工诵经典 names an event, it counts nobody.
        return None
    scale = match["scale"] or match["late"] or ""
    value = number * SCALES[scale]
    return Spoken(match.start(), match.end(), value, match["unit"], qualifier, None, scale, in_words=True)


def _of_words(words: str) -> Decimal | None:
    """Read 两万八千, 二点八 or 三百; None for what is no number."""
    whole, _, decimals = words.partition("点")
    total = Decimal(0)
    for part, scale in re.findall(rf"({NUMERAL})([万亿]?)", whole):
        number = chinese_number(part)
        if number is None:
            return None
        total += number * SCALES[scale]
    for place, digit in enumerate(decimals, 1):
        total += Decimal("〇一二三四五六七八九".index(digit.replace("零", "〇"))).scaleb(-place)
    return total


def _qualifier(match: re.Match[str]) -> str:
    if match["after"]:
        return "余"
    before = match["before"] or ""
    return _LIMITS.get(before) or _ROUGH.get(before) or _ROUGH.get(match["behind"] or "", "")
