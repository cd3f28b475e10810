"""Invents valid values of every kind, and what a hostile file may hold in their place."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import singledispatch
from typing import Any

from hypothesis import strategies as st
from stdnum.cn import ric

from unionoffice.domain.codes import Codebook, codebook_from_json
from unionoffice.domain.day import Day, Precision, Span, day_from_code
from unionoffice.domain.kinds import (
    Attachment,
    BankCard,
    Choice,
    Choices,
    Context,
    Count,
    DayKind,
    DaySpan,
    Figures,
    Files,
    Flag,
    IdNumber,
    Kind,
    Link,
    LongText,
    Money,
    PeriodName,
    PersonName,
    Phone,
    Quantity,
    Rate,
    Ref,
    Refused,
    Share,
    Text,
    Unknown,
)
from unionoffice.domain.ledger import Ledger
from unionoffice.paths import RESOURCES

CODES: Codebook = codebook_from_json(json.loads((RESOURCES / "codes.json").read_text("utf-8")))
THERE = {"甲": 1, "乙": 2}
"""The records that every other ledger has in these tests, by label."""


def find(ledger: str, words: str) -> Link:
    if words not in THERE:
        raise Unknown(f"没有“{words[:20]}”")
    return Link(ledger, THERE[words], words)


CONTEXT = Context(CODES, date(2026, 6, 30), find)


@singledispatch
def values_of(kind: Kind[Any]) -> st.SearchStrategy[Any]:
    """Invent values that the kind might have read."""
    raise NotImplementedError(kind)


def _read_by(kind: Kind[Any], words: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    def read(raw: object) -> Any:
        try:
            return kind.parse(raw, CONTEXT)
        except Refused:
            return None

    # Of a row of sixty fields one is nearly always blank or refused; a filter would give up the whole row each time.
    plain = next(value for value in map(read, _PLAIN) if value is not None)
    return words.map(lambda raw: plain if (value := read(raw)) is None else value)


_PLAIN = ("样本", "参赛队 22 支", "2026H1", "13800000000", "60%", "E12345678")


_ODD = st.text(st.sampled_from(" 　\t\n\u2028​﻿\u0301e<&%_'\\张三①㎡Ａａ１𠮷😀-=+@#"), max_size=12)


@values_of.register(Text)
@values_of.register(LongText)
@values_of.register(PersonName)
def _(kind: Text) -> st.SearchStrategy[str]:
    return _read_by(kind, st.text(max_size=40) | _ODD)


@values_of.register
def _(kind: Choice) -> st.SearchStrategy[str]:
    labels = CODES[kind.codes].labels
    grown = _read_by(kind, st.text(max_size=12)) if kind.grows else st.nothing()
    return (st.sampled_from(labels) if labels else st.nothing()) | grown


@values_of.register
def _(kind: Choices) -> st.SearchStrategy[tuple[str, ...]]:
    some = st.lists(st.sampled_from(CODES[kind.codes].labels), unique=True, min_size=1, max_size=kind.most)
    return some.map(tuple)


_DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def _cut(day: date, precision: Precision) -> Day:
    codes = {
        Precision.DAY: day.isoformat(),
        Precision.MONTH: f"{day:%Y-%m}",
        Precision.QUARTER: f"{day:%Y}-Q{(day.month + 2) // 3}",
        Precision.HALF: f"{day:%Y}-H{1 if day.month <= 6 else 2}",
        Precision.YEAR: f"{day:%Y}",
    }
    return day_from_code(codes.get(precision, f"{day:%Y-%m}{precision.value}"))


DAYS = st.builds(_cut, _DATES, st.sampled_from(Precision))


@values_of.register
def _(kind: DayKind) -> st.SearchStrategy[Day]:
    return DAYS


@values_of.register
def _(kind: DaySpan) -> st.SearchStrategy[Span]:
    pairs = st.tuples(DAYS, DAYS).map(lambda pair: sorted(set(pair), key=lambda day: day.start))
    return DAYS.map(Span) | pairs.map(lambda pair: Span(*pair))


@values_of.register
def _(kind: PeriodName) -> st.SearchStrategy[str]:
    known = st.sampled_from(["2026H1", "2025年下半年", "2026Q2", "2026年", "2026统计年度", "2026-03-01..2026-08-31"])
    return _read_by(kind, known | st.text(max_size=20))


@values_of.register
def _(kind: Money) -> st.SearchStrategy[Decimal]:
    return st.integers(0, 10**13).map(lambda fen: (Decimal(fen) / 100).quantize(Decimal("0.01")))


@values_of.register
def _(kind: Count) -> st.SearchStrategy[int]:
    return st.integers(0, 10**9)


@values_of.register
def _(kind: Quantity) -> st.SearchStrategy[Decimal]:
    return _read_by(kind, st.decimals(0, 10**12 - 1, places=3, allow_nan=False).map(lambda number: f"{number:f}"))


@values_of.register
def _(kind: Rate) -> st.SearchStrategy[Share]:
    parts = st.builds(Share, st.integers(0, 10**9 - 1), st.integers(0, 10**9 - 1))
    return parts | _read_by(kind, st.decimals(0, 100000, places=2, allow_nan=False).map(lambda number: f"{number:f}%"))


@values_of.register
def _(kind: Flag) -> st.SearchStrategy[bool]:
    return st.booleans()


def id_number(born: date, order: int, region: str = "110105") -> str:
    """Make a citizen ID number with the right check digit (GB 11643)."""
    number = f"{region}{born:%Y%m%d}{order:03}"
    return number + ric.calc_check_digit(number + "0")


@values_of.register
def _(kind: IdNumber) -> st.SearchStrategy[str]:
    citizens = st.builds(id_number, st.dates(date(1930, 1, 1), date(2026, 1, 1)), st.integers(0, 999))
    return citizens | _read_by(kind, st.sampled_from(["110105491231002", "E12345678", "H1234567890", "G12345(6)"]))


@values_of.register
def _(kind: Phone) -> st.SearchStrategy[str]:
    return st.from_regex(r"[0-9]{3,20}", fullmatch=True, alphabet="0123456789")


@values_of.register
def _(kind: BankCard) -> st.SearchStrategy[str]:
    return st.from_regex(r"[0-9]{8,30}", fullmatch=True, alphabet="0123456789")


_PIECES = [
    "参赛队",
    "其中",
    "人次",
    "份(册)",
    "22",
    "1,500",
    "60.5",
    "0",
    "007",
    "？",
    "【待补】",
    "余",
    "多",
    "近",
    "约",
    "≥",
    "不少于",
    "不超过",
    "-",
    "至",
    "万",
    "亿",
    "/",
    "人",
    "（累计）",
    "（存量）",
    "：",
    "，",
    "若干",
    "一批",
    "%",
    "‰",
    "第",
    "三百",
    "两",
    "十",
    "名",
    "次",
    "以上",
    "公开率",
    "万元",
    "１２",
    "％",
    "\ufeff",
    "；",
    "\n",
]


@values_of.register
def _(kind: Figures) -> st.SearchStrategy[Any]:
    sensible = st.sampled_from(
        [
            "参赛队 22 支",
            "印发资料 1500余 份；公开率 100%",
            "补助 2万余元",
            "拆迁 ？户",
            "走访 近？次",
            "水袋 60 至200 米",
        ]
    )
    odd = st.lists(st.sampled_from([*_PIECES, " "]), max_size=8).map("".join)
    return _read_by(kind, sensible | odd)


@values_of.register
def _(kind: Ref) -> st.SearchStrategy[Link]:
    return st.sampled_from([Link(kind.ledger, number, label) for label, number in THERE.items()])


@values_of.register
def _(kind: Files) -> st.SearchStrategy[Any]:
    words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=10)
    one = st.builds(Attachment, st.from_regex(r"[0-9a-f]{64}", fullmatch=True), words, words, st.just("2026-06-05"))
    return st.lists(one, min_size=1, max_size=3).map(tuple)


def rows_of(ledger: Ledger) -> st.SearchStrategy[dict[str, Any]]:
    """Invent values for a whole row: the required fields and any of the others."""
    fields = {each.key: values_of(each.kind) for each in ledger.fields if not each.computed}
    required = {each.key for each in ledger.fields if each.required}
    return st.fixed_dictionaries(
        {key: values for key, values in fields.items() if key in required},
        optional={key: values for key, values in fields.items() if key not in required},
    )


BLANKS = (None, "", " ", "　", "\t\n", "​", "﻿", "\u00a0", "\x00", "\ud800")
HOSTILE: tuple[object, ...] = (
    *(float("nan"), float("inf"), -float("inf"), 1e308, 5e-324, -0.0, -1, -1.5, 1e15, 1e16, 10**400, True, False),
    *("nan", "inf", "Infinity", "1e400", "1e-400", "-1", "-0", "0.001", "1.2.3", "1,2,3", "+5", "--", "%", "_", "\\"),
    *("١٢٣", "１２３", "𝟙", "½", "Ⅷ", "①", "万", "1万亿", "99999999999亿", "1.00000001亿"),
    *(
        "\udfff3",
        "x" * 100_000,
        "9" * 100_000,
        "a " * 5000,
        "𠮷" * 600,
        "ﷺ" * 200,
        "1." + "0" * 200,
        "\u202e甲",
        "\x0b甲",
    ),
    *(
        "=1+1",
        "@SUM",
        "#REF!",
        "' or 1=1 --",
        "<b>",
        "</para>",
        "（）",
        "；；；",
        "其中",
        "5",
        "？",
        "近？",
        "/",
        "1/0",
    ),
    *(
        "2026-02-30",
        "13月",
        "0230",
        "9999",
        "00000000",
        "20261301",
        "+9999",
        "-9999",
        "至",
        "1至",
        "0000年1月",
        "2026-00-00",
    ),
    *(2958466, 60, 60.5, 45000, 45000.99, 1.10105194912310e17, 110105194912310021, "1.10105E+17", "110105194912310021"),
    *(date(1, 1, 1), date(9999, 12, 31), datetime(2026, 6, 5, 12, 30), datetime(9999, 12, 31, 23, 59), time(3, 4)),
    *(timedelta(days=3), (1, 2), (), [], {}, object(), b"abc"),
    *(Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("1e1000"), Decimal("1e-1000")),
)
"""What no careful clerk would type, but a file may hold."""
