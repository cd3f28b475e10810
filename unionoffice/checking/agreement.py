"""Whether an amount of the text says what a figure of the ledgers says."""

from __future__ import annotations

from decimal import Decimal

from unionoffice.checking.spoken import SCALES, Spoken
from unionoffice.domain.draft import Figure, plain_number

_SAME_UNITS = ({"人", "名", "位"}, {"份", "份(册)", "册"}, {"平方米", "㎡"}, {"场", "场次"}, {"个", "家"}, {"个", "项"})
_ROUGH = ("余", "多", "近", "约")
_NEAR = Decimal("0.15")
"""How much below (余) or above (近) the exact number a rounded one may lie."""


def same_unit(one: str, other: str) -> bool:
    """Tell whether two measure words count the same things; 人 and 人次 do not."""
    return one == other or any(one in group and other in group for group in _SAME_UNITS)


_CONFUSED = ({"人", "名", "位", "人次"}, {"户", "户次"}, {"件", "件次"}, {"%", "个百分点"})


def confuses(spoken: Spoken, figure: Figure) -> bool:
    """Tell whether the text has the figure's digits with a wrong unit: 人 for 人次, 户 for 户次, 万元 for 元."""
    if figure.value is None or spoken.upper != figure.upper:
        return False
    if same_unit(spoken.unit, figure.unit):
        return bool(spoken.value) and _is_scale_slip(spoken.value, figure.value)
    pair = {spoken.unit, figure.unit}
    return figure.value == spoken.value and any(pair <= group for group in _CONFUSED)


def says(spoken: Spoken, figure: Figure) -> bool:
    """Tell whether the text says exactly the figure: its value, range, roughness and unit."""
    return (
        figure.value == spoken.value
        and figure.upper == spoken.upper
        and same_unit(spoken.unit, figure.unit)
        and _roughness(spoken.qualifier) == _roughness(figure.qualifier)
    )


def rounds(spoken: Spoken, figure: Figure) -> bool:
    """Tell whether the text honestly rounds the figure: 2.8万余元 for 28,360元, 近300人 for 296人."""
    if figure.value is None or not figure.value or spoken.upper or figure.upper or figure.qualifier:
        return False
    if not same_unit(spoken.unit, figure.unit):
        return False
    left = (figure.value - spoken.value) / figure.value
    if spoken.qualifier in ("余", "多", "≥"):
        return 0 <= left < _NEAR
    if spoken.qualifier == "近":
        return -_NEAR < left <= 0
    if spoken.qualifier == "约":
        return abs(left) < _NEAR / 3
    return bool(spoken.scale) and _rounded_to(spoken, figure.value) == spoken.value


def _rounded_to(spoken: Spoken, value: Decimal) -> Decimal:
    """Round a value to the places that the text wrote: 2.84万 has two."""
    unit = Decimal(SCALES[spoken.scale])
    places = (spoken.value / unit).normalize().as_tuple().exponent
    step = unit.scaleb(min(0, int(places)))
    return (value / step).quantize(Decimal(1)) * step


def _roughness(qualifier: str) -> str:
    return "余" if qualifier == "多" else qualifier


def difference(spoken: Spoken, figure: Figure, words: str) -> str:
    """Say in one sentence how the text departs from the figure."""
    kept = f"“{figure.label}”登记的是{figure.text}"
    if figure.value is None:
        return f"“{words}”：{kept}，登记里还没有这个数"
    if figure.value == spoken.value and not same_unit(spoken.unit, figure.unit):
        return f"“{words}”：{kept}，单位应是“{figure.unit}”"
    if figure.value == spoken.value and figure.upper == spoken.upper:
        return f"“{words}”：{kept}，“{figure.qualifier or '没有约数'}”不要改"
    if same_unit(spoken.unit, figure.unit) and spoken.value and _is_scale_slip(spoken.value, figure.value):
        return f"“{words}”：{kept}，元与万元写错了"
    return f"“{words}”：{kept}"


def _is_scale_slip(one: Decimal, other: Decimal) -> bool:
    return bool(other) and one / other in (10**4, Decimal(1) / 10**4, 10**8, Decimal(1) / 10**8)


def amount(value: Decimal, unit: str) -> str:
    """Write an amount for a sentence."""
    return f"{plain_number(value)}{unit}"
