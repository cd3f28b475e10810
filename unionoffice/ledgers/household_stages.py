"""The way of a household's file from 申请 to 脱困 or 注销: its stages in their order, each with its date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from unionoffice.domain.day import Day, Span
from unionoffice.domain.kinds import Choice, DayKind, DaySpan, LongText
from unionoffice.domain.ledger import Field, Problem

STAGE = Field("stage", "进度", Choice("household_stage"), was=("审核状态", "状态"), group="建档")
APPLIED_ON = Field("applied_on", "申请日期", DayKind(), group="建档")
CHECKED_ON = Field("checked_on", "入户核查日期", DayKind(), group="建档")
DISCUSSED_ON = Field("discussed_on", "集体研究日期", DayKind(), group="建档")
REPORTED_ON = Field("reported_on", "上报审批日期", DayKind(), group="建档")
FILED_ON = Field("filed_on", "建档日期", DayKind(), group="建档")
AIDED_ON = Field("aided_on", "帮扶日期", DayKind(), group="建档")
PUBLICITY = Field("publicity", "公示起止", DaySpan(), group="建档")
REVIEWED_ON = Field("reviewed_on", "最近复核", DayKind(), was=("复核日期",), group="建档")
CLOSED_ON = Field("closed_on", "注销日期", DayKind(), was=("脱困日期",), group="建档")
CLOSED_WHY = Field("closed_why", "注销原因", Choice("closing_reason"), was=("脱困原因",), group="建档")
REOPENED_ON = Field("reopened_on", "返困日期", DayKind(), was=("恢复建档日期",), group="建档")
FORMER_CLOSINGS = Field("former_closings", "历次脱困与返困", LongText(), group="建档")
"""What a reopening takes out of 注销日期 and 注销原因, so that it stays on the file."""

OUT_OF_NEED, STRUCK_OFF = "脱困", "注销"
CLOSED = (OUT_OF_NEED, STRUCK_OFF)
AIDED = "帮扶"
PUBLIC = "公示"
WAY: Mapping[str, Field[Any]] = {
    "申请": APPLIED_ON,
    "入户核查": CHECKED_ON,
    "集体研究": DISCUSSED_ON,
    PUBLIC: PUBLICITY,
    "上报审批": REPORTED_ON,
    "建档": FILED_ON,
    AIDED: AIDED_ON,
}
"""The stages of an open file in their order, and where the date of each stands."""
DATED: Mapping[str, Field[Any]] = {**WAY, OUT_OF_NEED: CLOSED_ON, STRUCK_OFF: CLOSED_ON}
"""Every stage and where its date stands."""


def first_day(value: Day | Span | None) -> date | None:
    """Give the first day of a date or of a span of days."""
    return None if value is None else value.start


def furthest(values: Mapping[str, Any]) -> str:
    """Name the last stage whose date is filled; empty where none is."""
    if CLOSED_ON.key in values:
        return OUT_OF_NEED if values.get(CLOSED_WHY.key) == OUT_OF_NEED else STRUCK_OFF
    return next((stage for stage, key in reversed(tuple(WAY.items())) if key.key in values), "")


def stage_from_dates(values: dict[str, Any]) -> Iterable[Problem]:
    """Fill a blank stage from the dates; say so where a stage that was typed lies before its dates."""
    dated, order = furthest(values), list(DATED)
    told = values.setdefault(STAGE.key, dated or order[0])
    if dated and told in order and order.index(told) < order.index(dated) and not {told, dated} <= set(CLOSED):
        yield Problem(
            STAGE.key, f"已填{DATED[dated].title}，进度应为“{dated}”；清空进度则按日期自动填写", blocking=False
        )
