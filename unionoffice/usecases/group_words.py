"""What groups of records are called, and in which order they stand: in period tables and in column filters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from unionoffice.domain.day import day_from_code
from unionoffice.domain.kinds import Choice, DayKind, DaySpan, Figures, Files, Kind, Ref
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.query import BLANK, Axis, Grain
from unionoffice.usecases.office import Office

BLANK_WORDS = "（空白）"
GRAIN_TITLES = {Grain.MONTH: "月份", Grain.QUARTER: "季度", Grain.YEAR: "年份", Grain.FILLED: "有无"}
DATES = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)


def axis_title(ledger: Ledger, axis: Axis) -> str:
    """Name what records are grouped by: 类别, 月份, 入会时间（年份）."""
    key = ledger.get(axis.key)
    if axis.grain is Grain.VALUE:
        return key.title
    return GRAIN_TITLES[axis.grain] if key is ledger.when else f"{key.title}（{GRAIN_TITLES[axis.grain]}）"


def filter_axis(key: Field[Any]) -> Axis:
    """Say how the values of a column are ticked: dates by month, files and figures by whether there are any."""
    if isinstance(key.kind, DayKind | DaySpan):
        return Axis(key.key, Grain.MONTH)
    return Axis(key.key, Grain.FILLED if isinstance(key.kind, Files | Figures) else Grain.VALUE)


def group_words(office: Office, ledger: Ledger, axis: Axis, codes: Iterable[str]) -> dict[str, str]:
    """Put the codes of groups into words, in the order in which a clerk expects them, blank last."""
    filled = sorted(set(codes) - {BLANK})
    key = ledger.get(axis.key)
    if axis.grain is Grain.FILLED:
        return {"1": "有", BLANK: "无"} if filled else {BLANK: "无"}
    if axis.grain in DATES:
        words = {code: day_from_code(code).text for code in filled}
    elif isinstance(key.kind, Ref):
        labels = office.labels(key.kind.ledger, [int(code) for code in filled])
        words = {code: labels.get(int(code), f"#{code}") for code in filled}
    else:
        told = key.kind.masked if key.kind.identifies else key.kind.text
        words = {code: told(key.kind.from_row(_stored(key, code))) for code in filled}
    ordered = _in_order(office, key.kind, axis, words)
    return ordered | ({BLANK: BLANK_WORDS} if BLANK in codes else {})


def _stored(key: Field[Any], code: str) -> str | int | float:
    sql = key.kind.columns(key.key)[0].sql
    if sql.startswith("INTEGER"):
        return int(code)
    return float(code) if sql.startswith("REAL") else code


def _in_order(office: Office, kind: Kind[Any], axis: Axis, words: dict[str, str]) -> dict[str, str]:
    if axis.grain in DATES or isinstance(kind, DayKind | DaySpan):
        return words
    if isinstance(kind, Choice):
        places = {label: at for at, label in enumerate(office.codebook[kind.codes].labels)}
        ranked = sorted(words, key=lambda code: (places.get(words[code], len(places)), words[code]))
    elif _is_number(kind):
        ranked = sorted(words, key=float)
    else:
        ranks = {code: office.pinyin.sort_key(text) for code, text in words.items()}
        ranked = sorted(words, key=lambda code: (ranks[code], code))
    return {code: words[code] for code in ranked}


def _is_number(kind: Kind[Any]) -> bool:
    return not isinstance(kind, Ref) and kind.columns("key")[0].sql.startswith(("INTEGER", "REAL"))
