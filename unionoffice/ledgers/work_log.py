"""工作日志: what the office did, planned or fell short of, day by day."""

from __future__ import annotations

from unionoffice.domain.kinds import Choice, DayKind, LongText, Ref, Text
from unionoffice.domain.ledger import Field, Ledger, Privacy
from unionoffice.ledgers.shared import BY_NATURE, CHAPTER, FIGURES, HEADCOUNT, NATURE, NO, WHEN, dated

TITLE = Field("title", "事项", Text(), required=True, was=("工作事项", "工作内容摘要", "标题", "主题"))
CATEGORY = Field("category", "类别", Choice("work_category"), required=True, was=("工作类别",))
CONTENT = Field("content", "内容", LongText(), was=("工作内容", "结果"))
PLACE = Field("place", "地点", Text())
PEOPLE = Field("people", "参加人员/对象", Text(), was=("参加人员", "对象", "参加人"))
FOLLOW_OF = Field("follow_of", "对应计划", Ref("work_log"))
PROJECT = Field("project", "重点项目", Ref("project"), was=("项目",))
DUE = Field("due", "完成期限", DayKind(), was=("期限", "待办期限"))
FREQUENCY = Field("frequency", "频次", Text(), was=("频率",))
FROM_EVENT = Field("event", "来自活动", Ref("event"), group="其他")
FROM_AID = Field("aid", "来自帮扶", Ref("aid"), privacy=Privacy.MASKED, group="其他")
"""The record from which a line was written; the summary tells such a line only where it does not tell that record."""

WORK_LOG = Ledger(
    key="work_log",
    title="工作日志",
    prefix="GZ",
    unique=(NO,),
    apart=(BY_NATURE,),
    fields=dated(
        TITLE,
        CATEGORY,
        CONTENT,
        PLACE,
        PEOPLE,
        HEADCOUNT,
        FOLLOW_OF,
        PROJECT,
        DUE,
        FREQUENCY,
        FROM_EVENT,
        FROM_AID,
    ),
    label=(TITLE,),
    shown=(WHEN, TITLE, CATEGORY, PLACE, PEOPLE, HEADCOUNT, FIGURES, NATURE),
    quick=(CATEGORY, NATURE, CHAPTER),
)
