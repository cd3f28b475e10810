"""Reads one typed line (4月28日 庆五一职工文艺晚会 22支队 300人) as the fields of a log line; what it cannot read stays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from unionoffice.domain.chinese_numerals import NUMERAL, chinese_number
from unionoffice.domain.day import NotADay, Span
from unionoffice.domain.day_words import read_span
from unionoffice.domain.kinds.figures import read_entry
from unionoffice.domain.kinds.kind import Refused
from unionoffice.domain.text import printable

MARKS = " ，,；;。、:：\t"
"""What stands between the parts of a line."""


@dataclass(frozen=True)
class LogWords:
    """The words by which a line is understood; the office may edit them."""

    categories: Mapping[str, Sequence[str]]
    """类别 and the words that tell it."""
    units: Mapping[str, Sequence[str]]
    """A unit as written, the name its figure gets when none is written, and the unit of that figure."""
    attending: Sequence[str]
    """Words before a number of persons that say no more than that they took part."""


@dataclass(frozen=True)
class LineRead:
    """What a line says, each part in the words a form takes."""

    title: str
    content: str = ""
    when: str = ""
    place: str = ""
    headcount: str = ""
    figures: tuple[str, ...] = ()
    category: str = ""


@dataclass
class _Reading:
    """A line while its parts are taken out of it."""

    rest: str
    when: str = ""
    place: str = ""
    headcount: str = ""
    figures: list[str] = field(default_factory=list)


def read_line(line: str, today: date, words: LogWords) -> LineRead:
    """Read a line; the parts that are understood leave the title, everything else stays in title and content."""
    whole = re.sub(r"\s+", " ", printable(line, keep_newlines=False)).strip()
    reading = _Reading(re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", whole))
    _take_day(reading, today)
    _take_place(reading)
    without_day = _tidied(reading.rest)
    _take_numbers(reading, words)
    _find_attendance(reading)
    title, content = _title_and_content(_tidied(reading.rest) or without_day or whole)
    return LineRead(
        title=title,
        content=content,
        when=reading.when,
        place=reading.place,
        headcount=reading.headcount,
        figures=tuple(reading.figures),
        # The place and the figures tell it only where the title does not: 职工之家 is where a meeting was held.
        category=category_of(title, words.categories) or category_of(whole, words.categories),
    )


def category_of(line: str, categories: Mapping[str, Sequence[str]]) -> str:
    """Find the category whose longest word stands in the line; of equal ones the one that stands last in it."""
    found = [
        (len(word), line.rfind(word), category)
        for category, its in categories.items()
        for word in its
        if word and word in line
    ]
    return max(found)[2] if found else ""


# The day

_YEAR = r"(?:(?:[12][0-9]{3}|[0-9]{2})年)?"
_PART = r"(?:份?(?:初|上旬|中旬|下旬|底|末)|份)"
_MONTH_DAY = rf"{_YEAR}[0-9]{{1,2}}月(?:[0-9]{{1,2}}(?:日|号|(?![0-9]))|{_PART})?"
_NUMERIC = r"[12][0-9]{3}([-/.])[0-9]{1,2}\1[0-9]{1,2}(?![0-9])"
_NEAR = r"(?:今天|今日|昨天|昨日|前天|明天)"
_TO = r"\s*(?:至|到|—+|–|-|~|～)\s*"
_END = rf"(?:{_MONTH_DAY}|[0-9]{{1,2}}[日号])"
_FIRST = [
    re.compile(rf"(?:{_MONTH_DAY}|[0-9]{{1,2}}){_TO}{_MONTH_DAY}"),
    re.compile(rf"{_MONTH_DAY}{_TO}{_END}"),
    re.compile(rf"{_NUMERIC}(?:{_TO}[12][0-9]{{3}}\1[0-9]{{1,2}}\1[0-9]{{1,2}}(?![0-9]))?"),
    re.compile(_MONTH_DAY),
    re.compile(_NEAR),
    re.compile(r"(?:第?[一二三四1-4]季度|(?:[0-9]{4}年)?(?:上|下)半年|[0-9]{4}年)(?=\s)"),
    re.compile(rf"[0-9]{{1,2}}\.[0-9]{{1,2}}{_TO}(?:[0-9]{{1,2}}\.)?[0-9]{{1,2}}(?=[\s，,])"),
    re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}(?=[\s，,])"),
    re.compile(r"(?:(?:19|20)?[0-9]{2})?(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?=\s)"),
]
"""How a line may begin with its day."""
_WITHIN = re.compile(rf"(?:于|在)?({_MONTH_DAY[: -len('?')]}(?:{_TO}{_END})?|{_NEAR}|{_NUMERIC})".replace("\\1", "\\2"))
"""A day in the midst of a line; a month alone stands there as part of a sentence."""
_NUMERAL_DAY = re.compile(
    r"(?:(?P<year>[零〇一二三四五六七八九]{4})年)?(?P<month>十?[一二三四五六七八九十])月(?:份|(?P<day>[二三]?十?[一二三四五六七八九十])[日号]|(?=\s|上旬|中旬|下旬|底|初))"
)
_OTHER_DAY = re.compile(r"^\s*[、和及与，,]\s*[0-9]{1,2}(?:[日号]|月[0-9]{1,2})")
_NOT_THE_DAY_BEFORE = ("截至", "截止", "自", "从", "到", "至", "第", "距")
_NOT_THE_DAY_AFTER = ("前", "之前", "以前", "起", "以来", "以后", "之后")


def _take_day(reading: _Reading, today: date) -> None:
    line = _with_figures(reading.rest)
    for pattern in _FIRST:
        if (match := pattern.match(line)) and _keep_day(reading, line, match.span(), match[0], today):
            return
    for match in _WITHIN.finditer(line):
        before = line[: match.start()]
        if not before.rstrip().endswith(_NOT_THE_DAY_BEFORE) and _keep_day(
            reading, line, match.span(), match[1], today
        ):
            return


def _keep_day(reading: _Reading, line: str, span: tuple[int, int], words: str, today: date) -> bool:
    after = line[span[1] :]
    if after.startswith(_NOT_THE_DAY_AFTER):
        return False
    day = _day_of(words, today)
    if day is None:
        return False
    reading.when = day.text
    if _OTHER_DAY.match(after):
        # A second day would be lost with the first: the line keeps both.
        return True
    reading.rest = f"{line[: span[0]].rstrip()} {after.lstrip(MARKS)}".strip()
    return True


def _day_of(words: str, today: date) -> Span | None:
    words = {"昨日": "昨天", "前天": (today - timedelta(days=2)).isoformat()}.get(words, words)
    try:
        return read_span(re.sub(r"\s", "", words), today)
    except NotADay:
        return None


def _with_figures(line: str) -> str:
    """Write a day in Chinese numerals (四月二十八日) in figures; 三月三 and 五一 are names and stay."""

    def replace(match: re.Match[str]) -> str:
        month, day = chinese_number(match["month"]), chinese_number(match["day"] or "一")
        if month is None or day is None:
            return match[0]
        year = "".join(str("零一二三四五六七八九".find(each.replace("〇", "零"))) for each in match["year"] or "")
        return f"{year}年{month}月" * bool(year) + f"{month}月" * (not year) + (f"{day}日" if match["day"] else "")

    return _NUMERAL_DAY.sub(replace, line)


# The place

_NO_PLACE_ENDS = ("中", "期间", "时", "之际", "下", "上", "基础", "范围内", "同时", "方面", "前", "后")
_PLACE = re.compile(
    r"(?:(?<=^)|(?<=[\s，,；;。、])|(?<=上午|下午|晚上))(?:在|于|地点[:：]\s*)(?!职(?!工)|[岗编籍线建此内])(?P<place>[^\s，,；;。、]{2,20}?)"
    r"(?=举行|举办|召开|开展|组织|进行|参加|参观|集中|现场|[，,；;。、\s]|$)"
)


def _take_place(reading: _Reading) -> None:
    for match in _PLACE.finditer(reading.rest):
        if match["place"].endswith(_NO_PLACE_ENDS):
            continue
        reading.place = match["place"]
        reading.rest = f"{reading.rest[: match.start()].rstrip()} {reading.rest[match.end() :].lstrip(MARKS)}".strip()
        return


# The numbers

_NUMBER = rf"(?:[0-9][0-9,]*(?:\.[0-9]+)?|{NUMERAL})"
_BEFORE = r"(?:近|大约|约|不少于|至少|不超过)?"


def _take_numbers(reading: _Reading, words: LogWords) -> None:
    units = "|".join(sorted(map(re.escape, words.units), key=len, reverse=True))
    token = re.compile(
        rf"(?P<name>[^0-9\s{MARKS}]{{0,8}}?)(?P<before>{_BEFORE})(?P<number>{_NUMBER})(?P<scale>[万亿]?)(?P<after>[余多]?)"
        rf"(?P<unit>{units})(?P<tail>参加|参与|出席|参赛)?"
    )
    kept: list[str] = []
    for piece in re.split(rf"([{MARKS}]+)", reading.rest):
        match = token.fullmatch(piece)
        if match is None or not _keep_number(reading, match, words):
            kept.append(piece)
    reading.rest = "".join(kept)


def _keep_number(reading: _Reading, match: re.Match[str], words: LogWords) -> bool:
    number = _figures_of(match["number"])
    name, (usual, unit) = match["name"].strip(), words.units[match["unit"]]
    if number is None or name.endswith("第") or (name and not match["number"][0].isdigit()):
        # 第3期 is a rank, and 庆五一 no number of anything.
        return False
    is_exact = not (match["before"] or match["scale"] or match["after"])
    attends = unit == "人" and (not name or name in words.attending)
    if attends and is_exact and not reading.headcount:
        reading.headcount = number
        return True
    name = ("参加" if attends else name) or usual
    return _keep_figure(reading, f"{name} {match['before']}{number}{match['scale']}{match['after']} {unit}".strip())


def _keep_figure(reading: _Reading, words: str) -> bool:
    try:
        entry = read_entry(words)
    except Refused:
        return False
    reading.figures.append(entry.text)
    return True


_ATTENDED = re.compile(
    r"(?P<heads>[0-9]+)(?:名|人|位)(?!次)(?:[^0-9，,；;。、\s]{0,8}(?:参加|参与|出席|参赛)|(?:运动员|选手|队员|学员))"
    r"|组织(?P<taken>[0-9]+)(?:名|人|位)(?!次)"
)


def _find_attendance(reading: _Reading) -> None:
    """Offer the heads that a sentence names (组织86名职工参加体检); the sentence stays whole."""
    match = _ATTENDED.search(reading.rest)
    if match and not reading.headcount and not re.search(r"[近约余多]", match.string[max(0, match.start() - 1) :][:1]):
        reading.headcount = match["heads"] or match["taken"]


def _figures_of(number: str) -> str | None:
    if number[0].isdigit():
        return number.replace(",", "")
    value = chinese_number(number)
    return None if value is None else str(value)


# What is left

LONGEST_TITLE = 60


def _tidied(line: str) -> str:
    line = re.sub(r"\s+", " ", line)
    line = re.sub(r"([，,；;。、])[\s，,；;、]+(?=[，,；;。、]|$)", r"\1", line)
    return re.sub(r"(?:^[，,；;。、:：\s]+|[，,；;、:：\s]+$)", "", line)


def _title_and_content(left: str) -> tuple[str, str]:
    """Part a long line at its first full stop or semicolon; a short one is all title."""
    if len(left) <= LONGEST_TITLE:
        return left.removesuffix("。"), ""
    cut = re.search(r"[。；;]|(?<=[^，,]{8})[，,]", left[: LONGEST_TITLE * 3])
    if cut is None:
        return left[:LONGEST_TITLE], left
    return left[: cut.start()], left
