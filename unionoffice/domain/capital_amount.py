"""Write an amount in the capital figures that receipts ask for (大写)."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def capital_amount(amount: Decimal) -> str:
    """Write yuan and fen after 支付结算办法 (1997) annex 1: 12800 → 壹万贰仟捌佰元整, 1.05 → 壹元零伍分."""
    fen = int((amount * 100).to_integral_value())
    yuan, rest = divmod(fen, 100)
    tenths, hundredths = divmod(rest, 10)
    words = _whole(yuan) + "元" if yuan or not rest else ""
    if not rest:
        return words + "整"
    if tenths:
        words += _DIGITS[tenths] + "角"
    elif yuan:
        words += "零"
    return words + (_DIGITS[hundredths] + "分" if hundredths else "整")


def _whole(number: int) -> str:
    if number == 0:
        return "零"
    words, gap = "", False
    for place in range(len(str(number)) // 4, -1, -1):
        group = number // 10000**place % 10000
        if not group:
            gap = bool(words)
            continue
        if words and (gap or group < 1000):
            words += "零"
        words += _group(group) + _GROUPS[place]
        gap = False
    return words


def _group(group: int) -> str:
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return words
