"""Fields that several ledgers have in common."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from unionoffice.domain.day import Day
from unionoffice.domain.kinds import (
    Choice,
    Count,
    DaySpan,
    Figures,
    Files,
    Flag,
    LongText,
    PeriodName,
    Ref,
    Text,
    citizen,
)
from unionoffice.domain.kinds.numbers import MOST_FEN
from unionoffice.domain.ledger import Apart, Completion, Field, Privacy, Problem

NO = Field("no", "编号", Text(), was=("序号编号", "登记编号", "记录编号"))
WHEN = Field(
    "when",
    "日期",
    DaySpan(),
    was=("时间", "起止日期", "活动时间", "发生日期", "日期起止", "办理日期", "发放日期", "慰问日期", "申请时间"),
)
PERIOD = Field("period", "所属期", PeriodName(), was=("所属时期", "期间"), group="归类")
NATURE = Field("nature", "性质", Choice("nature"), default="完成", group="归类")
BY_NATURE = Apart(NATURE, {"完成": "", "计划": "计划", "不足": "不足项"}, by_side=True)
"""What is planned, or told as a shortcoming, is not work done: every dated ledger keeps it out of its totals."""
UNIT = Field(
    "unit",
    "单位/分工会",
    Ref("unit", grows=True),
    was=("单位", "分工会", "所属单位", "所属工会", "部门", "参保单位", "企业名称"),
)
CO_ORG = Field("co_org", "联合单位", Text(), was=("联办单位", "协办单位", "协办"), group="其他")
DOC_REF = Field("doc_ref", "依据文件/上级会议", Text(), was=("依据文件", "文号", "方案文号", "上级会议"), group="其他")
FIGURES = Field("figures", "数据", Figures(), was=("数据指标", "主要数据"))
IN_SUMMARY = Field("in_summary", "写入总结", Flag(), default="是", was=("是否入总结",), group="归类")
CHAPTER = Field("chapter", "归入章节", Choice("chapter", grows=True), was=("总结章节", "章节"), group="归类")
HANDLER = Field("handler", "经办人", Text(), was=("经手人", "负责人"), group="其他")
FILES = Field("files", "附件", Files(), privacy=Privacy.HIDDEN, group="其他")
NOTE = Field("note", "备注", LongText(), was=("说明",), group="其他")

COMMON = (WHEN, PERIOD, NATURE, UNIT, CO_ORG, DOC_REF, FIGURES, IN_SUMMARY, CHAPTER, HANDLER, FILES, NOTE)
"""The fields of every dated ledger."""

HEADCOUNT = Field("headcount", "人数", Count("人"), was=("参加人数", "参与人数"))
PERSON_TIMES = Field("person_times", "人次", Count("人次"), was=("参加人次",))


def dated(*own: Field[Any]) -> tuple[Field[Any], ...]:
    """Put a ledger's own fields between the number and date and the rest of the common fields."""
    return (NO, WHEN, *own, *(each for each in COMMON if each is not WHEN))


def from_id_number(id_number: Field[str], gender: Field[str], born_on: Field[Day]) -> Completion:
    """Make the completion that takes gender and birth date from a citizen ID number (GB 11643)."""

    def complete(values: dict[str, Any]) -> Iterable[Problem]:
        person = citizen(values.get(id_number.key, ""))
        if person is None:
            return
        if (told := values.setdefault(gender.key, person.gender)) != person.gender:
            yield Problem(gender.key, f"身份证号表明是“{person.gender}”，填的是“{told}”", blocking=False)
        if born_on.key not in values:
            values[born_on.key] = Day(person.born_on)
        born: Day = values[born_on.key]
        if not born.start <= person.born_on <= born.end:
            yield Problem(born_on.key, f"与身份证号中的 {person.born_on} 不同，填的是 {born.text}", blocking=False)

    return complete


def product(count: Field[Any], each: Field[Any], amount: Field[Any]) -> Completion:
    """Fill in amount = count × each, in yuan, where it is blank; where it disagrees the rules say so."""

    def complete(values: dict[str, Any]) -> Iterable[Problem]:
        number, price = values.get(count.key), values.get(each.key)
        if number is None or price is None or values.get(amount.key) is not None:
            return
        expected = (number * price).quantize(Decimal("0.01"), ROUND_HALF_UP)
        if expected * 100 > MOST_FEN:
            yield Problem(amount.key, f"{count.title} × {each.title}过大，请核对单位")
        else:
            values[amount.key] = expected

    return complete
