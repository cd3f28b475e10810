"""帮扶记录: every yuan given or received."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from unionoffice.domain.kinds import Choice, Count, Flag, Money, Ref, Text
from unionoffice.domain.kinds.numbers import MOST_FEN, MOST_THINGS
from unionoffice.domain.ledger import Apart, Field, Ledger, Privacy, Problem
from unionoffice.ledgers.shared import BY_NATURE, CHAPTER, NO, WHEN, dated

CLASS = Field("class", "类别", Choice("aid_class"), required=True, was=("帮扶类别",))
KIND = Field("kind", "项目", Choice("aid_kind", grows=True), required=True, was=("帮扶项目", "救助类型", "帮扶类型"))
DIRECTION = Field("direction", "收支", Choice("direction"), default="支出", was=("方向",))
HOUSEHOLD_REF = Field(
    "household", "困难家庭", Ref("household"), was=("档案编号", "户主", "户主姓名"), privacy=Privacy.MASKED
)
RECIPIENT = Field(
    "recipient",
    "对象",
    Text(),
    was=(
        "帮扶对象",
        "受助人",
        "领取人",
        "慰问对象",
        "被慰问人",
        "姓名",
        "职工姓名",
        "困难职工姓名",
        "收款人",
        "受助职工",
    ),
    privacy=Privacy.MASKED,
)
PERSONS = Field("persons", "人数", Count("人"), was=("受助人数", "发放人数"))
PERSON_TIMES = Field("person_times", "人次", Count("人次"))
HOUSEHOLDS = Field("households", "户数", Count("户"))
HOUSEHOLD_TIMES = Field("household_times", "户次", Count("户次"))
PER_AMOUNT = Field("per_amount", "每人金额", Money(), was=("人均金额", "标准", "发放标准"), adds_up=False)
AMOUNT = Field(
    "amount", "金额", Money(), was=("金额(元)", "帮扶金额", "发放金额", "慰问金额", "合计金额", "补助金额", "救助金额")
)
AMOUNT_QUALIFIER = Field("amount_qualifier", "金额约数", Choice("qualifier"))
SOURCE = Field("source", "资金来源", Choice("fund_source", grows=True), was=("经费来源", "来源"))
OCCASION = Field("occasion", "事由/节日", Text(), was=("事由", "帮扶事由", "慰问事由"), privacy=Privacy.HIDDEN)
"""Hidden from a public list: what somebody is helped for is often an illness."""
PAID, RETURNED, WAITING = "已发放", "已退回", "未发放"
STAGE = Field("stage", "状态", Choice("aid_stage"), default=PAID, was=("进度", "发放状态"))
SIGNED = Field("signed", "签领", Flag(), was=("是否签领",))


def per_head_times_heads(values: dict[str, Any]) -> Iterable[Problem]:
    """Complete 每人金额 × 人数 = 金额 from any two; say so where all three are given and disagree.

    An amount that is only a lower bound (2万余元) says nothing about heads or the amount for each.
    """
    per: Decimal | None = values.get(PER_AMOUNT.key)
    persons: int | None = values.get(PERSONS.key)
    amount: Decimal | None = values.get(AMOUNT.key)
    if AMOUNT_QUALIFIER.key in values:
        return
    if per is not None and persons is not None:
        expected = per * persons
        if expected * 100 > MOST_FEN:
            yield Problem(AMOUNT.key, "每人金额 × 人数过大，请核对单位")
        elif amount is None:
            values[AMOUNT.key] = expected
        elif amount != expected:
            yield Problem(
                AMOUNT.key, f"每人 {per:,.2f} 元 × {persons} 人 = {expected:,.2f} 元，与所填金额不同", blocking=False
            )
    elif amount is not None and per and amount % per == 0 and amount / per <= MOST_THINGS:
        values[PERSONS.key] = int(amount / per)
    elif amount is not None and persons and (amount * 100) % persons == 0:
        values[PER_AMOUNT.key] = (amount / persons).quantize(Decimal("0.01"))


AID = Ledger(
    key="aid",
    title="帮扶记录",
    prefix="BF",
    unique=(NO,),
    looked_up=(RECIPIENT,),
    sides=DIRECTION,
    apart=(BY_NATURE, Apart(STAGE, {PAID: "", RETURNED: RETURNED}, others=WAITING)),
    fields=dated(
        CLASS,
        KIND,
        DIRECTION,
        HOUSEHOLD_REF,
        RECIPIENT,
        PERSONS,
        PERSON_TIMES,
        HOUSEHOLDS,
        HOUSEHOLD_TIMES,
        PER_AMOUNT,
        AMOUNT,
        AMOUNT_QUALIFIER,
        SOURCE,
        Field("goods", "物资", Text(), was=("物资名称/数量", "慰问品")),
        OCCASION,
        Field("pay_way", "发放方式", Choice("pay_way")),
        STAGE,
        SIGNED,
    ),
    label=(RECIPIENT, HOUSEHOLD_REF, KIND),
    completions=(per_head_times_heads,),
    shown=(WHEN, CLASS, KIND, HOUSEHOLD_REF, RECIPIENT, PERSONS, AMOUNT, STAGE),
    quick=(CLASS, STAGE, CHAPTER),
)
