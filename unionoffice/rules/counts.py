"""Counts that cannot all be right: parts that do not make their whole, persons beside 人次, women beside all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from unionoffice.domain.draft import plain_number
from unionoffice.domain.kinds.figures import Entry
from unionoffice.domain.ledger import Problem, Record
from unionoffice.ledgers import ALL
from unionoffice.ledgers.registers import (
    LEGAL,
    MEMBERS,
    PROPOSAL,
    STAFF,
    UNIT,
    WOMEN_MEMBERS,
    WOMEN_STAFF,
)
from unionoffice.ledgers.shared import FIGURES
from unionoffice.rules.book import Book
from unionoffice.rules.rule import Rule, doubt

TIMES_OF = {"人": "人次", "户": "户次"}
WHOLES = {LEGAL.key: ("受理", "接待"), PROPOSAL.key: ("提案", "征集", "收到")}
"""How the figure begins of which the codes of 方式 or 立案情况 are the parts."""
PARTS = {LEGAL.key: "legal_way", PROPOSAL.key: "proposal_filing"}
"""The code lists whose labels name the parts."""


def unit_counts(record: Record, _: Book) -> Iterator[Problem]:
    """Doubt more women than staff, more members than staff (入会率 over 100 %), more women among members than either."""
    for part, whole in (
        (WOMEN_STAFF, STAFF),
        (MEMBERS, STAFF),
        (WOMEN_MEMBERS, MEMBERS),
        (WOMEN_MEMBERS, WOMEN_STAFF),
    ):
        one, other = record[part], record[whole]
        if one is not None and other is not None and one > other:
            over = "，入会率超过 100%" if part is MEMBERS else ""
            yield doubt(part, f"{part.title} {one} 人，大于{whole.title} {other} 人{over}")


def times_fit(record: Record, _: Book) -> Iterator[Problem]:
    """Doubt a figure of more 人 than 人次, or of more 户 than 户次, under one name."""
    entries = _entries(record)
    for few in entries:
        for many in entries:
            if many.name != few.name or many.unit != TIMES_OF.get(few.unit) or few.value is None or many.value is None:
                continue
            if few.value > many.value and not few.qualifier and not many.qualifier:
                yield doubt(FIGURES, f"“{few.name}”{few.amount} {few.unit}，大于 {many.amount} {many.unit}")


def parts_make_whole(record: Record, _: Book) -> Iterator[Problem]:
    """Compare each figure with the parts (其中) written behind it; several exact parts must make the whole."""
    groups: list[list[Entry]] = []
    for entry in _entries(record):
        if entry.part and groups:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    for whole, *parts in groups:
        yield from _compared(whole, [each for each in parts if each.unit == whole.unit], may_miss=len(parts) == 1)


def cases_close(record: Record, book: Book) -> Iterator[Problem]:
    """Compare 受理 with 咨询 + 代书 + 调解 …, and 提案 with 立案 + 不立案 + 转建议, where these are figures."""
    key = record.ledger.key
    names = book.codes(PARTS[key])
    entries = _entries(record)
    parts = [each for each in entries if each.name in names and not each.part]
    for whole in entries:
        if whole.name.startswith(WHOLES[key]) and whole.name not in names:
            yield from _compared(whole, [each for each in parts if each.unit == whole.unit], may_miss=len(parts) < 2)


def _entries(record: Record) -> Sequence[Entry]:
    return record[FIGURES] or ()


def _compared(whole: Entry, parts: Sequence[Entry], *, may_miss: bool) -> Iterator[Problem]:
    """Doubt parts that are more than their whole, or less where all of them seem to be there."""
    if whole.value is None or not parts or any(each.value is None or each.upper is not None for each in parts):
        return
    added = sum((each.value or Decimal(0) for each in parts), Decimal(0))
    is_rough = any(each.qualifier for each in (whole, *parts))
    if added > whole.value or (added < whole.value and not may_miss and not is_rough):
        sum_of = "＋".join(f"{each.name} {each.amount}" for each in parts)
        total = f" ＝ {plain_number(added)}" if len(parts) > 1 else ""
        yield doubt(FIGURES, f"{sum_of}{total} {whole.unit}，与“{whole.name}”{whole.amount} {whole.unit}不符")


_WITH_FIGURES = tuple(each.key for each in ALL if each.has(FIGURES))
RULES = (
    Rule(UNIT.key, unit_counts),
    *(Rule(key, check) for key in _WITH_FIGURES for check in (times_fit, parts_make_whole)),
    *(Rule(key, cases_close) for key in PARTS),
)
