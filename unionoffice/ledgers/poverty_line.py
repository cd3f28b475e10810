"""低保标准: the line of each year and region against which a household's income is held."""

from __future__ import annotations

from unionoffice.domain.kinds import Count, Money, Quantity, Text
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.ledgers.shared import DOC_REF, NOTE

YEAR = Field("year", "年度", Count("年"), required=True, was=("执行年度",), adds_up=False)
REGION = Field("region", "地区", Text(), was=("适用地区", "区域"))
"""Blank where the office's households all live under one line."""
MONTHLY = Field(
    "monthly", "月标准", Money(), required=True, was=("城市低保月标准", "低保标准", "低保线"), adds_up=False
)
RELATIVE_TIMES = Field("relative_times", "相对困难倍数", Quantity(), required=True, default="2", was=("倍数",))
POVERTY_LINE = Ledger(
    key="poverty_line",
    title="低保标准",
    fields=(YEAR, REGION, MONTHLY, RELATIVE_TIMES, DOC_REF, NOTE),
    label=(REGION, YEAR),
)
