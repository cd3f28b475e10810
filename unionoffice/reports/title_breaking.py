"""Breaks a title into balanced lines at the ends of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, combinations

from unionoffice.reports.line_breaking import chances

_MOST_LINES = 4
_WORDS = re.compile(
    r"委员会|联合会|总工会|工会|基金会|办公室|指挥部|有限责任公司|股份有限公司|有限公司|集团公司|集团|公司|学校|小学|中学|医院"
    r"|[0-9]{4}年(?:度)?(?:上半年|下半年|半年)?|上半年|下半年|半年|年度|季度|工作总结|工作小结|工作报告|总结|小结|报告|情况|汇报|工作|职工|会员|帮扶"
    r"|困难|活动|建设|管理|服务|单位|机关|街道|社区|关于|开展|落实|加强|推进|计划|打算|第[一二三四五六七八九十0-9]+"
)
_GOOD_BEFORE = re.compile(r"[0-9]{4}年|关于|工作总结|工作小结|工作报告")
# GB/T 9704-2012, 7.3.1: the breaks keep the words whole; these leave no line begin with a particle.
_BAD_FIRST = frozenset("的和与及暨之等")
_BAD_LAST = frozenset("和与及暨在为")
_INSIDE_A_WORD = 6.0
_PARTICLE = 1.5
_GOOD = -1.0


def break_title(text: str, widths: Sequence[float], room: float) -> list[str]:
    """Cut a title into as few lines as fit, of like length, at the ends of words (GB/T 9704-2012, 7.3.1).

    `widths` are those of the letters and `room` that of a line, both in points; a line break typed by
    the clerk is kept.
    """
    if "\n" in text:
        return _by_hand(text, widths, room)
    if sum(widths) <= room:
        return [text]
    may = chances(text)
    places = [index for index, allowed in enumerate(may) if allowed]
    for lines in range(2, _MOST_LINES + 1):
        cuts = _best_cuts(text, widths, room, places, lines)
        if cuts:
            return [text[start:end].strip() for start, end in zip((0, *cuts), (*cuts, len(text)), strict=True)]
    return _filled(text, widths, room)


def _by_hand(text: str, widths: Sequence[float], room: float) -> list[str]:
    lines: list[str] = []
    start = 0
    for part in text.split("\n"):
        lines += break_title(part, widths[start : start + len(part)], room) if part else []
        start += len(part) + 1
    return lines


def _best_cuts(
    text: str, widths: Sequence[float], room: float, places: Sequence[int], lines: int
) -> tuple[int, ...] | None:
    upto = [0.0, *accumulate(widths)]
    ideal = upto[-1] / lines
    near = [place for place in places if _near_a_cut(upto[place] / ideal)] if lines > 2 else places
    sense = {place: _sense(text, place) for place in near}
    options = []
    for cuts in combinations(near, lines - 1):
        parts = [upto[b] - upto[a] for a, b in zip((0, *cuts), (*cuts, len(text)), strict=True)]
        if max(parts) <= room:
            unlike = sum(abs(part - ideal) for part in parts) / ideal
            options.append((8 * unlike + sum(sense[cut] for cut in cuts), cuts))
    return min(options)[1] if options else None


def _near_a_cut(share: float) -> bool:
    return abs(share - round(share)) <= 0.3


def _sense(text: str, cut: int) -> float:
    inside = any(match.start() < cut < match.end() for match in _WORDS.finditer(text))
    particle = text[cut] in _BAD_FIRST or text[cut - 1] in _BAD_LAST
    good = _GOOD_BEFORE.match(text, cut) is not None
    return _INSIDE_A_WORD * inside + _PARTICLE * particle + _GOOD * good


def _filled(text: str, widths: Sequence[float], room: float) -> list[str]:
    lines = [""]
    used = 0.0
    for char, width in zip(text, widths, strict=True):
        if lines[-1] and used + width > room:
            lines.append("")
            used = 0.0
        lines[-1] += char
        used += width
    return lines
