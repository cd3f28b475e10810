"""Kinds that hold numbers: money, counts, quantities, rates and yes or no."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from unionoffice.domain.chinese_numerals import chinese_number
from unionoffice.domain.draft import plain_number
from unionoffice.domain.kinds.kind import Cell, Column, Context, Kind, Refused, Stored, shortened, words_of
from unionoffice.domain.text import ascii_form

SCALES = {"万": Decimal(10) ** 4, "亿": Decimal(10) ** 8, "": Decimal(1)}
MOST_FEN = 10**13
"""1000亿元: more than any union office handles, far below what 64 bits hold."""
MOST_THINGS = 10**9
MOST_PERCENT = 100_000


def number_of(words: str) -> Decimal:
    """Read 1,200 · 1.2万 · 2亿 as a number; raises Refused."""
    match = re.fullmatch(r"([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?) ?([万亿]?)", words)
    if not match or not match[1]:
        raise Refused(f"“{shortened(words)}”不是数字")
    try:
        # Excel knows a negative zero, which is written -0.00.
        return Decimal(match[1].replace(",", "")) * SCALES[match[2]] or Decimal(0)
    except InvalidOperation as broken:
        raise Refused(f"“{shortened(words)}”不是数字") from broken


def _number_words(raw: object) -> str:
    """Read a cell as a number's words; a float as Excel shows it, with at most 15 digits."""
    return format(Decimal(f"{raw:.15g}"), "f") if isinstance(raw, float) else ascii_form(words_of(raw))


_IN_HUNDREDS = {"百": 100, "千": 1000, "百万": 10**6, "千万": 10**7}
_ABOUT = re.compile("[余多近约几数]|左右|上下|以上")
_ROUGH = "是约数，金额要写确数；“余、多、近、约”请写在“数据”栏或备注"


def _amount(words: str) -> Decimal:
    """Read an amount as it is written in lists: 1千, 八万; what is a sum to work out or no exact figure is refused."""
    bare = words.removesuffix("整").rstrip("元块").lstrip("¥￥").strip()
    if _ABOUT.search(bare):
        raise Refused(f"“{shortened(words)}”{_ROUGH}")
    if times := re.fullmatch(r"([0-9,.]+)\s*元?(?:/人|每人)?\s*[×xX*]\s*([0-9,.]+)\s*[^0-9]{0,2}", bare):
        product = number_of(times[1]) * number_of(times[2])
        raise Refused(f"“{shortened(words)}”是算式，请写算好的金额，如 {product:,.2f}")
    if scaled := re.fullmatch(r"([0-9.]+)\s*(百万|千万|百|千)", bare):
        return number_of(scaled[1]) * _IN_HUNDREDS[scaled[2]]
    if spoken := re.fullmatch(r"([零〇一二两三四五六七八九十百千]+)([万亿]?)", bare):
        number = chinese_number(spoken[1])
        if number is not None:
            return Decimal(number) * SCALES[spoken[2]]
    return number_of(bare)


class Money(Kind[Decimal]):
    """An amount in yuan, kept in whole fen."""

    name: ClassVar[str] = "金额"
    hint = "1200、1,200.50、1.2万"
    cell_format = "#,##0.00"
    unit = "元"

    def parse(self, raw: object, context: Context) -> Decimal | None:
        """Read an amount; a third decimal is an error, not a rounding."""
        words = _number_words(raw)
        if not words.removesuffix("元").lstrip("¥￥").strip():
            return None
        value = _amount(words)
        if value < 0:
            raise Refused("金额不能是负数")
        if value * 100 > MOST_FEN:
            raise Refused("金额过大，请核对单位")
        if value != value.quantize(Decimal("0.01")):
            raise Refused("金额最多两位小数（到分）")
        return value.quantize(Decimal("0.01"))

    def text(self, value: Decimal) -> str:
        """Write the amount with separators and two decimals."""
        return f"{value:,.2f}"

    def columns(self, key: str) -> Sequence[Column]:
        """Keep whole fen, so that sums are exact."""
        return [Column(key, f'INTEGER CHECK("{key}" BETWEEN 0 AND {MOST_FEN})')]

    def to_row(self, value: Decimal) -> tuple[Stored, ...]:
        """Give fen."""
        return (int(value * 100),)

    def from_row(self, *stored: Stored) -> Decimal:
        """Take fen back as yuan."""
        return (Decimal(int(stored[0] or 0)) / 100).quantize(Decimal("0.01"))

    def to_cell(self, value: Decimal) -> Cell:
        """Give a number."""
        return value


class Count(Kind[int]):
    """A whole number of things, zero or more."""

    name: ClassVar[str] = "个数"
    hint = "150"
    cell_format = "0"

    def __init__(self, unit: str) -> None:
        self.unit = unit

    def parse(self, raw: object, context: Context) -> int | None:
        """Read a whole number, with or without its own unit; another unit is refused."""
        words = _number_words(raw)
        if not words:
            return None
        bare = re.sub(rf"\s*{re.escape(self.unit)}$", "", words) if self.unit else words
        if other := re.fullmatch(r"[0-9,]+\s*([^0-9万亿.,\s]+)", bare):
            wanted = f"应以“{self.unit}”计" if self.unit else "只写数字"
            raise Refused(f"单位是“{shortened(other[1])}”，此处{wanted}；带“余、多、近”的数请写在“数据”栏")
        value = number_of(bare)
        if value < 0:
            raise Refused("个数不能是负数")
        if value != value.to_integral_value():
            raise Refused("应为整数")
        if value > MOST_THINGS:
            raise Refused("数字过大，请核对")
        return int(value)

    def text(self, value: int) -> str:
        """Write the digits."""
        return str(value)

    def columns(self, key: str) -> Sequence[Column]:
        """Keep an integer."""
        return [Column(key, f'INTEGER CHECK("{key}" BETWEEN 0 AND {MOST_THINGS})')]

    def to_row(self, value: int) -> tuple[Stored, ...]:
        """Give the number."""
        return (value,)

    def from_row(self, *stored: Stored) -> int:
        """Take the number back."""
        return int(stored[0] or 0)

    def to_cell(self, value: int) -> Cell:
        """Give a number."""
        return value


class Quantity(Kind[Decimal]):
    """A decimal number with its unit."""

    name: ClassVar[str] = "数量"
    hint = "60.5"
    cell_format = "General"

    def __init__(self, unit: str = "") -> None:
        self.unit = unit

    def parse(self, raw: object, context: Context) -> Decimal | None:
        """Read a number of at most 15 digits, with or without its own unit."""
        words = _number_words(raw)
        if not words:
            return None
        value = number_of(words.removesuffix(ascii_form(self.unit)).strip())
        if value < 0:
            raise Refused("数量不能是负数")
        if value >= 10**12 or value != value.quantize(Decimal("0.001")):
            raise Refused("最多 12 位整数、3 位小数")
        return Decimal(plain_number(value))

    def text(self, value: Decimal) -> str:
        """Write the number without needless zeros."""
        return plain_number(value)

    def columns(self, key: str) -> Sequence[Column]:
        """Keep a number."""
        return [Column(key, "REAL")]

    def to_row(self, value: Decimal) -> tuple[Stored, ...]:
        """Give a float: 15 digits survive it."""
        return (float(value),)

    def from_row(self, *stored: Stored) -> Decimal:
        """Take the number back as it was written."""
        return Decimal(plain_number(Decimal(f"{float(stored[0] or 0):.15g}")))

    def to_cell(self, value: Decimal) -> Cell:
        """Give a number."""
        return value


@dataclass(frozen=True)
class Share:
    """A rate: done out of base, or a stated percentage where the parts are unknown."""

    done: int | None = None
    base: int | None = None
    stated: Decimal | None = None

    @property
    def percent(self) -> Decimal | None:
        """The percentage with at most two decimals; None where there is nothing to divide by."""
        if self.stated is not None:
            return self.stated
        if self.done is None or not self.base:
            return None
        return Decimal(plain_number((Decimal(100 * self.done) / self.base).quantize(Decimal("0.01"))))


class Rate(Kind[Share]):
    """A numerator and denominator, or a percentage."""

    name: ClassVar[str] = "比率"
    hint = "10/15 或 60%"
    unit = "%"

    def parse(self, raw: object, context: Context) -> Share | None:
        """Read 10/15, 60% or, from a cell of Excel's own percent format, 0.6."""
        if isinstance(raw, float) and 0 < raw <= 1:
            return Share(stated=Decimal(plain_number((Decimal(f"{raw:.10g}") * 100).quantize(Decimal("0.01")))))
        words = ascii_form(words_of(raw)).replace(" ", "")
        if not words:
            return None
        if parts := re.fullmatch(r"([0-9]{1,10})/([0-9]{1,10})", words):
            if max(int(parts[1]), int(parts[2])) > MOST_THINGS:
                raise Refused("数目过大，请核对")
            return Share(int(parts[1]), int(parts[2]))
        value = number_of(words.removesuffix("%"))
        if not 0 <= value <= MOST_PERCENT or value != value.quantize(Decimal("0.01")):
            raise Refused("应写成 10/15 或 60%")
        return Share(stated=Decimal(plain_number(value)))

    def text(self, value: Share) -> str:
        """Write the parts where they are known."""
        return f"{value.done}/{value.base}" if value.stated is None else f"{plain_number(value.stated)}%"

    def doubts(self, value: Share) -> list[str]:
        """A part larger than its whole, or nothing to divide by, is unusual."""
        if value.base == 0:
            return ["分母是 0，不能算比率"]
        return ["分子大于分母"] if value.done is not None and value.base is not None and value.done > value.base else []

    def columns(self, key: str) -> Sequence[Column]:
        """Keep the words, and the percentage to sort by."""
        return [Column(key, "TEXT"), Column(f"{key}_percent", "REAL")]

    def to_row(self, value: Share) -> tuple[Stored, ...]:
        """Give the words and the percentage."""
        return (self.text(value), None if value.percent is None else float(value.percent))

    def from_row(self, *stored: Stored) -> Share:
        """Take the parts back."""
        words = str(stored[0])
        if "/" in words:
            done, base = words.split("/")
            return Share(int(done), int(base))
        return Share(stated=Decimal(words.removesuffix("%")))


class Flag(Kind[bool]):
    """Yes or no."""

    name: ClassVar[str] = "是否"
    hint = "是/否"
    YES: ClassVar[frozenset[str]] = frozenset(["是", "√", "✓", "✔", "有", "1", "Y", "y", "对", "true", "True"])
    NO: ClassVar[frozenset[str]] = frozenset(
        ["否", "×", "✗", "无", "没有", "0", "N", "n", "不", "非", "false", "False"]
    )

    def parse(self, raw: object, context: Context) -> bool | None:
        """Read 是/否 and the marks used for them."""
        words = words_of(raw)
        if not words:
            return None
        if words in self.YES or words in self.NO:
            return words in self.YES
        raise Refused("应填“是”或“否”")

    def text(self, value: bool) -> str:
        """Write 是 or 否."""
        return "是" if value else "否"

    def columns(self, key: str) -> Sequence[Column]:
        """Keep 1 or 0."""
        return [Column(key, f'INTEGER CHECK("{key}" IN (0, 1))')]

    def to_row(self, value: bool) -> tuple[Stored, ...]:
        """Give 1 or 0."""
        return (int(value),)

    def from_row(self, *stored: Stored) -> bool:
        """Take it back."""
        return bool(stored[0])
