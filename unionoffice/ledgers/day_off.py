"""放假安排: days off and days worked instead, as the State Council announces them each year; working days follow them."""

from __future__ import annotations

from unionoffice.domain.kinds import Choice, DaySpan, Text
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.ledgers.shared import DOC_REF, NOTE

DAYS = Field("days", "起止日期", DaySpan(), required=True, was=("放假时间", "放假日期", "日期"))
OFF, WORKED = "放假", "上班"
ARRANGED = Field("arranged", "安排", Choice("day_off"), required=True, default=OFF)
HOLIDAY = Field("holiday", "节日", Text(), was=("节日名称", "假期"))
DAY_OFF = Ledger(
    key="day_off",
    title="放假安排",
    fields=(DAYS, ARRANGED, HOLIDAY, DOC_REF, NOTE),
    label=(HOLIDAY, DAYS),
)
