"""活动 and its children: who came, what was bought, lent or repaid, who won."""

from __future__ import annotations

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
from unionoffice.domain.ledger import Field, Ledger, Privacy
from unionoffice.ledgers.shared import FIGURES, HEADCOUNT, NO, NOTE, PERSON_TIMES, WHEN, dated

TITLE = Field("title", "活动名称", Text(), required=True, was=("名称", "活动主题", "活动"))
TYPE = Field("type", "类别", Choice("event_type"), required=True, was=("活动类别", "活动类型"))
ROLE = Field("role", "角色", Choice("event_role"), default="主办")
LEVEL = Field("level", "层级", Choice("level"))
OCCASION = Field("occasion", "节点", Text(), was=("主题节点",))
SERIES = Field("series", "所属系列", Ref("event"))
PLACE = Field("place", "地点", Text())
SESSIONS = Field("sessions", "场/期", Count("场"), was=("场次", "期数", "场/期数"))
TEAMS = Field("teams", "队数", Count("支"), was=("参赛队数", "参赛队"))
STATUS = Field("status", "状态", Choice("event_status"), default="完成")

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
        Field("people", "参加人员/对象", Text(), was=("参加人员", "对象")),
        Field("budget", "预算", Money(), was=("预算(元)", "预算金额")),
        Field("spent", "决算", Money(), was=("决算(元)", "实际支出")),
        Field("source", "经费来源", Choice("fund_source", grows=True)),
        STATUS,
        Field("review", "小结", LongText(), was=("活动小结", "总结")),
    ),
    label=(TITLE,),
    shown=(WHEN, TITLE, TYPE, ROLE, PLACE, HEADCOUNT, TEAMS, FIGURES, STATUS),
    quick=(TYPE, STATUS, ROLE),
)


def _of_event() -> Field[Link]:
    return Field("event", "活动", Ref("event"), required=True, was=("活动名称", "活动编号"))


ATTENDANCE_EVENT, ITEM_EVENT, PRIZE_EVENT = _of_event(), _of_event(), _of_event()

ATTENDANCE_MEMBER = Field("member", "会员", Ref("member"), privacy=Privacy.MASKED)
ATTENDANCE_NAME = Field("name", "姓名", PersonName(), was=("成员姓名", "参加人"), privacy=Privacy.MASKED)
ATTENDANCE = Ledger(
    key="attendance",
    title="报名签到",
    fields=(
        ATTENDANCE_EVENT,
        ATTENDANCE_MEMBER,
        ATTENDANCE_NAME,
        Field("group", "组别", Text()),
        Field("registered", "报名", Flag(), default="是"),
        Field("signed_in", "签到", Flag(), was=("是否签到", "签到时间")),
        Field("received", "领取物品", Text()),
        NOTE,
    ),
    label=(ATTENDANCE_NAME, ATTENDANCE_MEMBER),
    parent=ATTENDANCE_EVENT,
)

ITEM_NAME = Field("item", "品名", Text(), required=True, was=("名称", "物品名称"))
ITEM = Ledger(
    key="item",
    title="备品与报销",
    fields=(
        ITEM_EVENT,
        Field("kind", "种类", Choice("item_kind"), default="备品"),
        ITEM_NAME,
        Field("spec", "规格", Text()),
        Field("quantity", "数量", Quantity()),
        Field("measure", "单位", Text()),
        Field("price", "单价", Money(), adds_up=False),
        Field("amount", "金额", Money()),
        Field("ready_on", "备齐日期", DayKind()),
        Field("handler", "责任人", Text()),
        Field("tenure", "借/购", Choice("item_tenure")),
        Field("returned", "归还", Flag()),
        Field("receipt", "票据号", Text(), was=("发票号", "凭证号")),
        Field("claimant", "报销人", Text()),
        Field("state", "状态", Text()),
        NOTE,
    ),
    label=(ITEM_NAME,),
    parent=ITEM_EVENT,
)

PRIZE_GRADE = Field("grade", "奖次", Text(), required=True, was=("等次", "名次"))
PRIZE_WINNER = Field("winner", "姓名/队", Text(), was=("姓名", "获奖者", "队名"), privacy=Privacy.MASKED)
PRIZE = Ledger(
    key="prize",
    title="获奖",
    fields=(
        PRIZE_EVENT,
        PRIZE_GRADE,
        PRIZE_WINNER,
        Field("prize", "奖品", Text()),
        Field("amount", "金额", Money()),
        NOTE,
    ),
    label=(PRIZE_WINNER, PRIZE_GRADE),
    parent=PRIZE_EVENT,
)
