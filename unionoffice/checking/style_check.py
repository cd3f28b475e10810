"""Slips of punctuation: half-width and doubled signs, full-width digits, letters among digits, marks that have no partner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unionoffice.checking.finding import Finding, Slip, around, point_at
from unionoffice.checking.spoken import UNITS
from unionoffice.checking.written import WrittenParagraph

_STYLE = (
    (re.compile(r"(?:(?<=^)|(?<=[。；]))[0-9]{1,2}、"), "数字序号后面用“.”，不用“、”"),
    (re.compile(r"(?<=[\u4e00-\u9fff]),|,(?=[\u4e00-\u9fff])"), "中文里用全角逗号“，”"),
    (
        re.compile(rf"(?<![0-9A-Za-z])(?=[0-9]*[lIOo])(?=[lIOo]*[0-9])[0-9lIOo]+(?={'|'.join(UNITS[:-3])})"),
        "数字里有字母",
    ),
    (re.compile(r"(?<=[\u4e00-\u9fff]);|(?<=[\u4e00-\u9fff]):(?=[\u4e00-\u9fff])"), "中文里用全角标点"),
    (re.compile(r"(?<=[\u4e00-\u9fff])\.(?=$|[\u4e00-\u9fff])"), "句末用“。”"),
    (re.compile(r"([，。；、：])\1+"), "标点重复"),
    (re.compile(r"[，、；][。；，]"), "标点连用"),
    (re.compile(r"[０-９]+"), "数字用半角"),
    (re.compile(r"(?![一个][^，]{1,3})([\u4e00-\u9fff]{2,4})\1"), "词语重复"),
    (re.compile(r"的的|了了|在在|和和|与与|对对|是是"), "字重复"),
)
_INNER_NUMBER = re.compile(r"(?<![0-9（])[0-9]{1,2}）")


def style(place: int, paragraph: WrittenParagraph) -> Iterator[Finding]:
    """Point at half-width and doubled punctuation, full-width digits and 1、 for 1."""
    for pattern, sentence in _STYLE:
        for match in pattern.finditer(paragraph.text):
            yield point_at(Slip.STYLE, place, paragraph, match, f"“{around(paragraph.text, match)}”：{sentence}")
    yield from _unpaired(place, paragraph)


_PAIRS = {"“": "”", "《": "》", "（": "）", "【": "】"}


def _unpaired(place: int, paragraph: WrittenParagraph) -> Iterator[Finding]:
    """Point at quotation marks and brackets that are not closed, or were never opened."""
    text = _INNER_NUMBER.sub(lambda match: "  " + " " * (len(match[0]) - 2), paragraph.text)
    open_marks: list[re.Match[str]] = []
    for match in re.finditer("[“”《》（）【】]", text):
        if match[0] in _PAIRS:
            open_marks.append(match)
        elif open_marks and _PAIRS[open_marks[-1][0]] == match[0]:
            open_marks.pop()
        else:
            yield point_at(Slip.STYLE, place, paragraph, match, f"“{around(text, match)}”：标点不成对")
            return
    for match in open_marks[:1]:
        yield point_at(Slip.STYLE, place, paragraph, match, f"“{around(text, match)}”：标点不成对")
