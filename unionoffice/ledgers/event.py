"""活动 and its children: who came, what was bought, lent or repaid, who won."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from unionoffice.domain.kinds import (
    Choice,
    Count,
    DayKind,
    Flag,
    Link,
    LongText,
    Money,
    PersonName,
    Quantity,
    Ref,
    Text,
)
from unionoffice.domain.ledger import Apart, Field, Ledger, Privacy, Problem
from unionoffice.ledgers.shared import BY_NATURE, FIGURES, HEADCOUNT, NO, NOTE, PERSON_TIMES, WHEN, dated, product

TITLE = Field("title", "活动名称", Text(), required=True, was=("名称", "活动主题", "活动"))
TYPE = Field("type", "类别", Choice("event_type"), required=True, was=("活动类别", "活动类型"))
ROLE = Field("role", "角色", Choice("event_role"), default="主办")
LEVEL = Field("level", "层级", Choice("level"))
OCCASION = Field("occasion", "节点", Text(), was=("主题节点",))
SERIES = Field("series", "所属系列", Ref("event"))
PLACE = Field("place", "地点", Text())
SESSIONS = Field("sessions", "场/期", Count("场"), was=("场次", "期数", "场/期数"))
TEAMS = Field("teams", "队数", Count("支"), was=("参赛队数", "参赛队"))
BUDGET = Field("budget", "预算", Money(), was=("预算(元)", "预算金额"))
SPENT = Field("spent", "决算", Money(), was=("决算(元)", "实际支出"))
PEOPLE = Field("people", "参加人员/对象", Text(), was=("参加人员", "对象"))
STATUS = Field("status", "状态", Choice("event_status"), default="完成")
REVIEW = Field("review", "小结", LongText(), was=("活动小结", "总结"))

EVENT = Ledger(
    key="event",
    title="活动",
    prefix="HD",
    unique=(NO,),
    fields=dated(
        TITLE,
        TYPE,
        ROLE,
        LEVEL,
        OCCASION,
        SERIES,
        PLACE,
        SESSIONS,
        HEADCOUNT,
        PERSON_TIMES,
        TEAMS,
        PEOPLE,
        BUDGET,
        SPENT,
        Field("source", "经费来源", Choice("fund_source", grows=True)),
        STATUS,
        REVIEW,
    ),
    apart=(BY_NATURE, Apart(STATUS, {"筹备": "筹备中", "取消": "已取消"})),
    label=(TITLE,),
    shown=(WHEN, TITLE, TYPE, ROLE, PLACE, HEADCOUNT, TEAMS, FIGURES, STATUS),
    quick=(TYPE, STATUS, ROLE),
)


def _of_event() -> Field[Link]:
    return Field("event", "活动", Ref("event"), required=True, was=("活动名称", "活动编号"))


ATTENDANCE_EVENT, ITEM_EVENT, PRIZE_EVENT = _of_event(), _of_event(), _of_event()

ATTENDANCE_MEMBER = Field("member", "会员", Ref("member"), privacy=Privacy.MASKED)
ATTENDANCE_NAME = Field("name", "姓名", PersonName(), was=("成员姓名", "参加人"), privacy=Privacy.MASKED)
GROUP = Field("group", "组别", Text())
REGISTERED = Field("registered", "报名", Flag(), default="是")
SIGNED_IN = Field("signed_in", "签到", Flag(), was=("是否签到", "签到时间"))
RECEIVED = Field("received", "领取物品", Text())
ATTENDANCE = Ledger(
    key="attendance",
    title="报名签到",
    fields=(
        ATTENDANCE_EVENT,
        ATTENDANCE_MEMBER,
        ATTENDANCE_NAME,
        GROUP,
        REGISTERED,
        SIGNED_IN,
        RECEIVED,
        NOTE,
    ),
    label=(ATTENDANCE_NAME, ATTENDANCE_MEMBER),
    parent=ATTENDANCE_EVENT,
    shown=(ATTENDANCE_NAME, ATTENDANCE_MEMBER, GROUP, REGISTERED, SIGNED_IN, RECEIVED, NOTE),
)

ITEM_NAME = Field("item", "品名", Text(), required=True, was=("名称", "物品名称"))
ITEM_KIND = Field("kind", "种类", Choice("item_kind"), default="备品")
ITEM_SPEC = Field("spec", "规格", Text())
ITEM_QUANTITY = Field("quantity", "数量", Quantity())
ITEM_MEASURE = Field("measure", "单位", Text())
ITEM_PRICE = Field("price", "单价", Money(), adds_up=False)
ITEM_AMOUNT = Field("amount", "金额", Money())
ITEM_HANDLER = Field("handler", "责任人", Text())
TENURE = Field("tenure", "借/购", Choice("item_tenure"))
RETURNED = Field("returned", "归还", Flag())
RECEIPT = Field("receipt", "票据号", Text(), was=("发票号", "凭证号"))
_times_price = product(ITEM_QUANTITY, ITEM_PRICE, ITEM_AMOUNT)


def price_of_what_was_bought(values: dict[str, Any]) -> Iterable[Problem]:
    """Work out 数量 × 单价 = 金额; what is lent costs only what is written under 金额."""
    return () if values.get(TENURE.key) == "借" else _times_price(values)


ITEM = Ledger(
    key="item",
    title="备品与报销",
    fields=(
        ITEM_EVENT,
        ITEM_KIND,
        ITEM_NAME,
        ITEM_SPEC,
        ITEM_QUANTITY,
        ITEM_MEASURE,
        ITEM_PRICE,
        ITEM_AMOUNT,
        Field("ready_on", "备齐日期", DayKind()),
        ITEM_HANDLER,
        TENURE,
        RETURNED,
        RECEIPT,
        Field("claimant", "报销人", Text()),
        Field("state", "状态", Text()),
        NOTE,
    ),
    label=(ITEM_NAME,),
    completions=(price_of_what_was_bought,),
    parent=ITEM_EVENT,
    shown=(ITEM_KIND, ITEM_NAME, ITEM_QUANTITY, ITEM_MEASURE, ITEM_AMOUNT, TENURE, RETURNED, ITEM_HANDLER, RECEIPT),
)

PRIZE_GRADE = Field("grade", "奖次", Text(), required=True, was=("等次", "名次"))
PRIZE_WINNER = Field("winner", "姓名/队", Text(), was=("姓名", "获奖者", "队名"), privacy=Privacy.MASKED)
PRIZE_THING = Field("prize", "奖品", Text())
PRIZE_PERSONS = Field("persons", "获奖人数", Count("人"))
"""How many persons share a prize won by a team; empty for one person."""
PRIZE_AMOUNT = Field("amount", "金额", Money())
PRIZE = Ledger(
    key="prize",
    title="获奖",
    fields=(
        PRIZE_EVENT,
        PRIZE_GRADE,
        PRIZE_WINNER,
        PRIZE_PERSONS,
        PRIZE_THING,
        PRIZE_AMOUNT,
        NOTE,
    ),
    label=(PRIZE_WINNER, PRIZE_GRADE),
    parent=PRIZE_EVENT,
    shown=(PRIZE_GRADE, PRIZE_WINNER, PRIZE_PERSONS, PRIZE_THING, PRIZE_AMOUNT, NOTE),
)
