"""Whole numbers written in Chinese characters: 二十二, 三百, 一千二百零五."""

from __future__ import annotations

import re

DIGITS = "零〇一二两三四五六七八九"
_VALUES = {character: max(0, at - 1) for at, character in enumerate("零〇一二三四五六七八九")} | {"两": 2}
_TENS = {"千": 1000, "百": 100, "十": 10}
_FORM = re.compile(
    r"(?:([一二两三四五六七八九]?)千)?零?(?:([一二两三四五六七八九]?)百)?零?(?:([一二三四五六七八九]?)十)?零?([一二两三四五六七八九]?)"
)
NUMERAL = rf"[{DIGITS}{''.join(_TENS)}]+"
"""What a numeral below 10,000 is made of; 万 and 亿 stand behind it as a scale."""


def chinese_numeral(number: int) -> str:
    """Write 1 to 99 in Chinese: 一, 十, 二十三."""
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    return ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")


def chinese_number(words: str) -> int | None:
    """Read a numeral below 10,000; None for anything else, a row of digits (二〇二六) too."""
    match = _FORM.fullmatch(words)
    if not match or not words.strip("零"):
        return None
    total = 0
    for digit, place in zip(match.groups(), (*_TENS.values(), 1), strict=True):
        if digit is None or (digit == "" and place == 1):
            continue
        # 十 and 百 alone are ten and a hundred.
        total += (_VALUES[digit] if digit else 1) * place
    return total
