"""Breaks Chinese text into lines of one width: nothing torn apart, no stray punctuation, both edges straight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

# GB/T 15834-2011, 5.1: closing marks, dots and connectors never begin a line.
NOT_FIRST = frozenset("，。、；：？！）》」』】〕〉〗”’…—～·•%‰℃°′″％﹪,.;:?!)]}>/-–々〇")
# GB/T 15834-2011, 5.1: opening marks and the oblique stroke never end a line.
NOT_LAST = frozenset("（《「『【〔〈〖“‘([{</￥¥$＄№#")
_PAIRS = frozenset({"——", "……"})
_NUMBER = r"[0-9０-９]+(?:[,.，．:：/×~～—\-–][0-9０-９]+)*"
_MEASURE = (
    r"个百分点|人次|户次|人天|人日|课时|学时|小时|分钟|平方米|立方米|平方公里|公里|千米|千瓦时|公斤|千克|毫米|厘米"
    r"|周年|场次|项次|件次|家次|批次|台套|[\u3400-\u9fff]|㎡|㎥|℃|[%‰％]"
)
BOUND = re.compile(
    rf"(?:[第近约超逾达共计￥¥$]?)【待补】(?:余|多)?(?:{_MEASURE})?"
    rf"|[第近约超逾￥¥$≥≤]?{_NUMBER}(?:余|多)?(?:[万亿]余?)?(?:{_MEASURE})?"
    r"|[A-Za-z0-9][A-Za-z0-9@&._+'’\-]*"
    r"|〔[0-9]{4}〕[0-9]+号"
)
"""A number with its unit, a Latin word, a document number: never torn apart."""

_UNIT_BEHIND = re.compile(rf"(?<=[0-9０-９】])(?:余|多)?(?:[万亿]余?)?(?:{_MEASURE})")
_TORN = 6.0
"""What it costs to take a unit from its number: as much as letters that stand visibly too far apart."""

_TIGHT = re.compile(r"[!-~]")
_RESTS = frozenset("，。、；：？！）》」』】〕”…")
_LOOSE_EMS = 0.09
"""Letters further apart than this share of their size read as separate words, to the eye and to a text search."""


class Line(NamedTuple):
    """The letters from `start` up to, not including, `end` stand on one line."""

    start: int
    end: int


def chances(text: str, whole: Iterable[tuple[int, int]] = ()) -> list[bool]:
    """Say for each position whether a line may begin there; the spans in `whole` stay in one piece."""
    may = [index > 0 and _may_part(text, index) for index in range(len(text))]
    for match in BOUND.finditer(text):
        may[match.start() + 1 : match.end()] = [False] * (match.end() - match.start() - 1)
    for start, end in whole:
        may[start + 1 : end] = [False] * max(0, end - start - 1)
    return may


def last_chances(text: str) -> list[bool]:
    """Say for each position whether a line may begin there in need: between a number and its unit."""
    found = {match.start() for match in _UNIT_BEHIND.finditer(text)}
    return [index in found and _may_part(text, index) for index in range(len(text))]


def _may_part(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if after.isspace():
        return False
    if before.isspace():
        return True
    return after not in NOT_FIRST and before not in NOT_LAST and before + after not in _PAIRS


def elastic(text: str) -> list[bool]:
    """Say for each position whether the letters on both sides of it may be moved apart."""
    return [
        index > 0
        and text[index - 1 : index + 1] not in _PAIRS
        and not (_TIGHT.match(text[index - 1]) and _TIGHT.match(text[index]))
        for index in range(len(text))
    ]


def break_lines(
    text: str,
    widths: Sequence[float],
    may: Sequence[bool],
    first: float,
    width: float,
    size: float,
    in_need: Sequence[bool] = (),
) -> list[Line]:
    """Choose the lines of a paragraph so that all of them together need the least stretching.

    `first` and `width` are the room on the first and the other lines, `size` is the font size, all in points.
    Where `in_need` says so a line begins only if another would otherwise be stretched so that one sees it.
    Something that is wider than a line by itself is cut wherever the line is full.
    """
    if not text:
        return []
    may = _loosened(widths, may, min(first, width))
    torn = {index for index, allowed in enumerate(in_need) if allowed and not may[index]}
    starts = [0, *(index for index, allowed in enumerate(may) if allowed or index in torn), len(text)]
    sums = [0.0, *accumulate(widths)]
    springs = [0, *accumulate(int(spring) for spring in elastic(text))]
    best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
    for place, end in enumerate(starts[1:], 1):
        shown = _without_space(text, end)
        options = []
        for start in reversed(starts[:place]):
            room = first if start == 0 else width
            slack = room - (sums[max(shown, start)] - sums[start])
            if slack < -0.01 and start != starts[place - 1]:
                break
            gaps = springs[max(shown, start + 1)] - springs[start + 1]
            cost = _cost(slack, room, gaps, size, last=end == len(text)) + _TORN * (start in torn)
            options.append((best[start][0] + cost, start))
        best[end] = min(options, key=lambda option: option[0])
    return _walk_back(best, text)


def _loosened(widths: Sequence[float], may: Sequence[bool], room: float) -> list[bool]:
    """Let a piece that is wider than a line part anywhere: the one alternative would be to lose its end."""
    result = list(may)
    starts = [0, *(index for index, allowed in enumerate(may) if allowed), len(may)]
    for start, end in pairwise(starts):
        if sum(widths[start:end]) > room:
            result[start + 1 : end] = [True] * (end - start - 1)
    return result


def _cost(slack: float, room: float, gaps: int, size: float, *, last: bool) -> float:
    if slack < -0.01:
        return 1e6
    if last:
        # A single letter does not make a line.
        return 1.0 if room - slack < 2.5 * size else 0.0
    stretch = slack / max(gaps, 1) / size / _LOOSE_EMS
    return stretch**2 if stretch <= 1 else stretch**4


def _walk_back(best: dict[int, tuple[float, int]], text: str) -> list[Line]:
    lines = []
    end = len(text)
    while end > 0:
        start = best[end][1]
        lines.append(Line(start, _without_space(text, end) if _without_space(text, end) > start else end))
        end = start
    return lines[::-1]


def _without_space(text: str, end: int) -> int:
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


def place(text: str, widths: Sequence[float], line: Line, room: float, size: float, *, justify: bool) -> list[float]:
    """Give the distance of each letter of a line from the line's left edge, in points."""
    words = text[line.start : line.end]
    natural = sum(widths[line.start : line.end])
    before = _spaces(words, max(0.0, room - natural), size) if justify else [0.0] * len(words)
    ends = accumulate(space + width for space, width in zip(before, widths[line.start : line.end], strict=True))
    return [end - width for end, width in zip(ends, widths[line.start : line.end], strict=True)]


def _spaces(words: str, slack: float, size: float) -> list[float]:
    """Share the slack: evenly while the letters still hold together, what is left after the marks.

    Where that is not enough the line stays short: torn into single letters it could be neither read nor searched.
    """
    springs = elastic(words)
    rests = [spring and words[index - 1] in _RESTS for index, spring in enumerate(springs)]
    even = min(slack / max(sum(springs), 1), _LOOSE_EMS * size)
    left = slack - even * sum(springs)
    after_marks = left / max(sum(rests), 1)
    if after_marks > size / 2 or (left > 0.01 and not any(rests)):
        after_marks = 0.0
    return [even * spring + after_marks * rest for spring, rest in zip(springs, rests, strict=True)]
