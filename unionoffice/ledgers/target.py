"""目标任务: what is to be reached in a year, and how far it is."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from unionoffice.domain.kinds import Choice, DayKind, Quantity, Rate, Share, Text
from unionoffice.domain.kinds.numbers import MOST_PERCENT
from unionoffice.domain.ledger import Field, Ledger, Problem
from unionoffice.ledgers.shared import BY_NATURE, CHAPTER, NO, WHEN, dated

INDICATOR = Field("indicator", "指标", Text(), required=True, was=("指标名称", "任务"))
TARGET_VALUE = Field("target", "目标值", Quantity(), was=("目标", "任务数"))
TARGET_DONE = Field("done", "完成值", Quantity(), was=("完成", "完成数"))
TARGET_RATE = Field("rate", "完成率", Rate())
TARGET_YEAR = Field("year", "年度", Text())
TARGET_DUE = Field("due", "期限", DayKind(), was=("完成期限",))
COUNTED_LEDGER = Field("counted_ledger", "取数台账", Choice("counted_ledger", grows=True))
"""The title of the ledger whose rows of the year are the 完成值."""
COUNTED_WORDS = Field("counted_words", "取数关键词", Text())
"""Only rows that hold these words are counted."""


def completion_rate(values: dict[str, Any]) -> Iterable[Problem]:
    """Work out 完成率 = 完成值 ÷ 目标值 unless a rate was stated; say so where they disagree."""
    goal, done = values.get(TARGET_VALUE.key), values.get(TARGET_DONE.key)
    if not goal or done is None:
        return
    percent = (100 * done / goal).quantize(Decimal("0.01"))
    if percent > MOST_PERCENT:
        yield Problem(TARGET_RATE.key, "完成值远大于目标值，请核对单位", blocking=False)
        return
    stated: Share = values.setdefault(TARGET_RATE.key, Share(stated=Decimal(f"{percent:f}").normalize() + 0))
    if stated.percent is not None and abs(stated.percent - percent) >= 1:
        yield Problem(TARGET_RATE.key, f"按完成值÷目标值应为 {percent}%", blocking=False)


TARGET = Ledger(
    key="target",
    title="目标任务",
    prefix="MB",
    unique=(NO,),
    apart=(BY_NATURE,),
    fields=dated(
        INDICATOR,
        TARGET_YEAR,
        TARGET_VALUE,
        Field("measure", "计量单位", Text(), was=("指标单位",)),
        TARGET_DONE,
        TARGET_RATE,
        TARGET_DUE,
        COUNTED_LEDGER,
        COUNTED_WORDS,
    ),
    label=(INDICATOR,),
    completions=(completion_rate,),
    quick=(CHAPTER,),
    shown=(INDICATOR, TARGET_VALUE, TARGET_DONE, TARGET_RATE, WHEN),
)
