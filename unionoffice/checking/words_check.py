"""Slips of the text itself: numbering, wrong period, leftovers, repeated sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from unionoffice.checking.days_check import impossible_days, months_of_a_year, wrong_quarters
from unionoffice.checking.finding import Finding, Slip, point_at
from unionoffice.checking.spoken import plain
from unionoffice.checking.written import WrittenParagraph
from unionoffice.domain.chinese_numerals import chinese_number, chinese_numeral
from unionoffice.domain.draft import Part

_NUMERALS = "一二三四五六七八九十"
_LEFTOVER = re.compile(
    r"【待补】|[×xX]{2,}(?![0-9A-Za-z])|_{2,}|[?？]{2,}|[（(]\s*[）)]|\*{2,}|\bTODO\b|此处填写|待定"
    r"|(?<![有亟急尚])待(?:核实|核对|填写|补充|确认)(?=[，。；、）)】]|$)"
)
_SENTENCE = re.compile(r"[^。！？]+[。！？]")
_LONG_SENTENCE = 12
_AT_ONCE = 6
"""So long a sentence says the same twice when it follows upon itself; elsewhere a short one may be meant."""
_SHOWN = 20
_WORDS_BESIDE = 3
_MOST_BESIDE = 12
_CLAUSE = re.compile("[，。；：、（）】]")
_HALF_A_YEAR_AND_MORE = 300
"""Days: a longer period may speak of the whole year."""
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年(?!代)")
_MONTH = re.compile(r"(?<![0-9年/.-])([1-9]|1[0-2])月(?!刊)")
_CHINESE_YEAR = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}年")
_MONTH_IN_WORDS = re.compile(r"(?<![一二三四五六七八九十年正腊])([一二三四五六七八九]|十[一二]?)月(?!刊|革命|围城)")
_YEAR_TOLD = re.compile(r"(?:自|自从|从|始建于|成立于|建于|到|至|[0-9]{4}\s*[—–~～-])\s*$")
"""Words before another year that tell of the past or of what is to come."""
_YEAR_COMPARED = re.compile(r"(?:上半年|下半年|全年)?(?:同期|同比|以来|至今|成立|建会|建成|组建|底相比|相比)")
_WHOLE_YEAR_AHEAD = re.compile(r"(?:年度)?(?:工作)?(?:任务|目标|计划|指标|重点|思路|要点|打算|安排)")
_AHEAD = re.compile(r"(?:为|和|及|与|到|贯穿|完成|占|确保|实现)[^，。；]{0,2}$")
_ITEM = re.compile(r"^([0-9]{1,2})[.、．](?![0-9])")
_SUB = re.compile(r"^[（(]([一二三四五六七八九十]{1,3})[）)]")
_INNER = re.compile(r"^[（(]([0-9]{1,2})[）)]")
_ANY_NUMBER = re.compile(r"^[（(]?[0-9一二三四五六七八九十]{1,3}[）)]?[.、．]?\s*")
_SPOKEN_ORDER = re.compile(r"(?<![一二三四五六七八九十第])([一二三四五六七八九十])是")


def leftovers(place: int, paragraph: WrittenParagraph) -> Iterator[Finding]:
    """Point at what was to be filled in."""
    for match in _LEFTOVER.finditer(paragraph.text):
        before = _CLAUSE.split(paragraph.text[: match.start()])[-1]
        before = f"…{before[-_MOST_BESIDE:]}" if len(before) > _MOST_BESIDE else before
        behind = _CLAUSE.split(paragraph.text[match.end() : match.end() + _WORDS_BESIDE])[0]
        yield point_at(Slip.LEFTOVER, place, paragraph, match, f"“{before}{match[0]}{behind}”还没有填写")


def repeats(written: Sequence[WrittenParagraph]) -> Iterator[Finding]:
    """Point at sentences that stand twice."""
    seen: dict[str, int] = {}
    for place, paragraph in enumerate(written):
        last = ""
        for match in _SENTENCE.finditer(paragraph.text):
            words, before = match[0].strip(), last
            last = words
            if len(words) < (_AT_ONCE if words == before else _LONG_SENTENCE):
                continue
            if words in seen or words == before:
                shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
                where = "本段" if seen.get(words, place) == place else f"第{seen[words] + 1}段"
                yield point_at(Slip.REPEAT, place, paragraph, match, f"“{shown}”在{where}已经写过")
            seen.setdefault(words, place)


@dataclass(frozen=True)
class Times:
    """The period a text speaks of, and what the draft says about other times."""

    start: date
    end: date
    everything: str
    """All the words of the draft."""

    def are_told(self, text: str, match: re.Match[str], drafted: str) -> bool:
        """Tell whether the draft says the same: in the paragraph it grew from, or anywhere in the same words."""
        behind = text[match.start() : match.end() + _WORDS_BESIDE]
        before = text[max(0, match.start() - _WORDS_BESIDE) : match.end()]
        beside = [each for each in (before, behind) if len(each) == len(match[0]) + _WORDS_BESIDE]
        return match[0] in drafted or any(each in self.everything for each in beside)


def wrong_times(
    place: int, paragraph: WrittenParagraph, drafted: str, part: Part | None, times: Times
) -> Iterator[Finding]:
    """Point at years and months outside the period, and 全年 for 上半年, where the draft does not say the same."""
    text = plain(paragraph.text)
    found = [*_wrong_years(text, times), *impossible_days(text, times.start, times.end)]
    if part not in (Part.PLAN, Part.SHORTCOMING):
        found += _wrong_halves(text, times)
        found += _wrong_months(text, times)
        found += months_of_a_year(text, times.start, times.end)
        found += wrong_quarters(text, times.start, times.end)
    for match, sentence in found:
        if not times.are_told(text, match, drafted):
            yield point_at(Slip.PERIOD, place, paragraph, match, f"“{match[0]}”{sentence}")


_Found = Iterator[tuple[re.Match[str], str]]


def _wrong_years(text: str, times: Times) -> _Found:
    years = {str(year) for year in range(times.start.year, times.end.year + 1)}
    for match in _YEAR.finditer(text):
        told = _YEAR_TOLD.search(text[: match.start()]) or _YEAR_COMPARED.match(text, match.end())
        if match[1] not in years and not told:
            yield match, f"不是本期的年份（{times.start.year}年）"
    for match in _CHINESE_YEAR.finditer(text):
        yield match, "：正文里的年份用数字，并请核对是否本期"


def _wrong_halves(text: str, times: Times) -> _Found:
    if (times.end - times.start).days > _HALF_A_YEAR_AND_MORE:
        return
    for match in re.finditer("全年|下半年" if times.end.month <= 6 else "全年|上半年", text):
        ahead = _WHOLE_YEAR_AHEAD.match(text, match.end()) or _AHEAD.search(text[: match.start()])
        if not ahead:
            yield match, f"与本期（{times.start}至{times.end}）不符"


def _wrong_months(text: str, times: Times) -> _Found:
    start, end = times.start, times.end
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    months = {(start.month + each - 1) % 12 + 1 for each in range(count)}
    named = [(match, int(match[1])) for match in _MONTH.finditer(text)]
    named += [(match, _value(match[1])) for match in _MONTH_IN_WORDS.finditer(text)]
    for match, month in named:
        if month not in months:
            yield match, f"不在本期（{start}至{end}）内"


class _Counters:
    """How far each style of numbering has come."""

    def __init__(self) -> None:
        self.chapter = self.sub = self.item = self.inner = self.spoken = 0


def numbering(written: Sequence[WrittenParagraph], titles: Collection[str] = ()) -> Iterator[Finding]:
    """Point at gaps in 一、二、三、, （一）（二）, 1. 2., （1）（2） and 一是二是.

    Word may number headings by itself, or a superior otherwise: what reads as one of `titles` begins a chapter, too.
    """
    now = _Counters()
    for place, paragraph in enumerate(written):
        if paragraph.is_heading:
            number = _value(paragraph.numeral)
            yield from _gap(place, paragraph, now.chapter, number, "{}、", in_words=True)
            now = _Counters()
            now.chapter = number
            continue
        if _ANY_NUMBER.sub("", paragraph.text) in titles:
            before = now.chapter
            now = _Counters()
            now.chapter = before + 1
            continue
        yield from _numbered_items(place, paragraph, now)
        yield from _spoken_order(place, paragraph, now)


def _numbered_items(place: int, paragraph: WrittenParagraph, now: _Counters) -> Iterator[Finding]:
    text = plain(paragraph.text)
    if match := _SUB.match(text):
        number = _value(match[1])
        yield from _gap(place, paragraph, now.sub, number, "（{}）", in_words=True)
        now.sub, now.item, now.inner = number, 0, 0
    elif match := _INNER.match(text):
        number = int(match[1])
        # A list that changes its style half-way goes on counting.
        before = 0 if number == 1 else now.inner or now.item
        yield from _gap(place, paragraph, before, number, "（{}）")
        now.inner = number
    elif match := _ITEM.match(text):
        number = int(match[1])
        before = now.item or now.inner
        if number != 1 or before:
            yield from _gap(place, paragraph, 0 if number == 1 else before, number, "{}.")
        now.item, now.inner = number, 0


def _spoken_order(place: int, paragraph: WrittenParagraph, now: _Counters) -> Iterator[Finding]:
    """Point at gaps in 一是二是三是, within a paragraph or over paragraphs that begin so."""
    begins = _SPOKEN_ORDER.match(paragraph.text)
    before = now.spoken if begins else 0
    for match in _SPOKEN_ORDER.finditer(paragraph.text):
        number = _value(match[1])
        if number == 1:
            before = 1
            continue
        if before and number != before + 1:
            yield point_at(
                Slip.NUMBERING, place, paragraph, match, f"“{chinese_numeral(before)}是”后面是“{match[0]}”，序号不连续"
            )
        before = number if before else 0
    now.spoken = before if begins else 0


def _gap(
    place: int, paragraph: WrittenParagraph, before: int, number: int, form: str, *, in_words: bool = False
) -> Iterator[Finding]:
    if number == before + 1:
        return
    shown, last, missing = (
        form.format(chinese_numeral(each) if in_words else each) for each in (number, before, before + 1)
    )
    if number <= before:
        sentence = f"“{shown}”重复或倒退，前面已到“{last}”"
    else:
        sentence = f"“{last}”后面是“{shown}”，缺“{missing}”" if before else f"序号从“{shown}”开始"
    yield Finding(Slip.NUMBERING, place, 0, len(shown), paragraph.text[:24], sentence, paragraph.chapter)


def _value(numeral: str) -> int:
    """Read a numeral of a heading; of one that is none its first sign counts."""
    return chinese_number(numeral) or chinese_number(numeral[0]) or 0
