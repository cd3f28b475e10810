"""Days, sessions, grades and document numbers that stand otherwise than in the paragraph a text grew from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from unionoffice.domain.chinese_numerals import chinese_number

_DIGITS = "一二三四五六七八九十"
_FIXED = re.compile(
    rf"(?P<day>(?:(?P<year>(?<![0-9])[12][0-9]{{3}})年)?"
    rf"(?P<month>(?<![0-9])[0-9]{{1,2}}|(?<![{_DIGITS}正腊])[{_DIGITS}]{{1,2}})月(?!刊)"
    rf"(?:(?P<date>[0-9]{{1,2}})[日号]|(?P<part>上旬|中旬|下旬|初|中(?!旬)|底))?)"
    rf"|(?P<until>(?<=[至到—–~～-])[0-9]{{1,2}}[日号])"
    rf"|(?P<session>[{_DIGITS}]{{1,3}}届(?:[{_DIGITS}]{{1,3}}次)?)"
    r"|(?P<grade>[特一二三四]等奖)"
    r"|(?P<paper>〔[0-9]{4}〕[0-9]+号)"
)
_KINDS = ("day", "until", "session", "grade", "paper")
_SIGNS = dict(zip(_KINDS, "\x01\x02\x03\x04\x05", strict=True))
_FEWEST_AROUND = 5
"""So many letters around it must be the same before one is taken for the other."""
_TENS = ("上旬", "中旬", "下旬")


class Departure(NamedTuple):
    """Words at a place of the text, and what stands in their place in the draft."""

    start: int
    end: int
    drafted: str


def departures(text: str, drafted: str) -> Iterator[Departure]:
    """Find the days, sessions, grades and document numbers of a text that are others than the draft's.

    Two that only changed places, or that say more or less exactly what the draft says, are none.
    """
    if text == drafted:
        return
    mine, ours = list(_FIXED.finditer(text)), list(_FIXED.finditer(drafted))
    signs, places = _signs(text, mine)
    other_signs, other_places = _signs(drafted, ours)
    for block in SequenceMatcher(None, signs, other_signs, autojunk=False).get_matching_blocks():
        if block.size <= _FEWEST_AROUND:
            continue
        for place in range(block.a, block.a + block.size):
            if place not in places:
                continue
            now, was = mine[places[place]], ours[other_places[block.b + place - block.a]]
            moved = now[0] in {each[0] for each in ours} or was[0] in {each[0] for each in mine}
            if not moved and not _agree(now, was):
                yield Departure(now.start(), now.end(), was[0])


def _signs(text: str, fixed: list[re.Match[str]]) -> tuple[list[str], dict[int, int]]:
    """Write a text as signs in which each of the fixed words is one of its kind; gives their places among them."""
    signs: list[str] = []
    places: dict[int, int] = {}
    at = 0
    for index, match in enumerate(fixed):
        signs += text[at : match.start()]
        places[len(signs)] = index
        signs.append(next(sign for kind, sign in _SIGNS.items() if match[kind]))
        at = match.end()
    signs += text[at:]
    return signs, places


def _agree(one: re.Match[str], other: re.Match[str]) -> bool:
    """Tell whether two say the same as far as both say anything: 4月底 and 4月28日 do."""
    if not one["day"] or not other["day"]:
        return one[0].replace("号", "日") == other[0].replace("号", "日")
    said = [(_number(one[name]), _number(other[name])) for name in ("year", "month", "date")]
    parts = (one["part"], other["part"])
    comparable = None not in parts and len({each in _TENS for each in parts}) == 1
    return all(first == second for first, second in said if first and second) and not (
        comparable and parts[0] != parts[1]
    )


def _number(words: str | None) -> int | None:
    if words is None:
        return None
    return int(words) if words.isdecimal() else chinese_number(words)
