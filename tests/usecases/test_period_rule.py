from __future__ import annotations

import pytest

from unionoffice.domain.period import Period, calendar_year, half_year, quarter, statistical_year
from unionoffice.domain.query import Query
from unionoffice.summary.material import belongs
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

DATES = (
    "",
    "2026-01-01",
    "2026-06-30",
    "2026-07-01",
    "2025-12-31",
    "2026年",
    "2026-06-30至2026-07-05",
    "2026年6月上旬",
    "2026年第3季度",
)
LABELS = ("", "2026年上半年", "2026年", "2026年第1季度", "2025年下半年", "某届任期")
PERIODS = (half_year(2026, 1), half_year(2026, 2), calendar_year(2026), quarter(2026, 1), statistical_year(2026))


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: str(period.label))
def test_lists_and_summary_agree_on_what_belongs_to_a_period(office: Office, period: Period) -> None:
    with office.file.write():
        for when in DATES:
            for label in LABELS:
                raw = {"title": f"{when}/{label}", "category": "其他", "when": when, "period": label}
                assert keep(office, "work_log", raw).record
    everything = office.records("work_log", office.ids("work_log", Query()))
    listed = set(office.ids("work_log", Query(period=period)))
    assert listed == {record.id for record in everything if belongs(record, period)}
    assert len(everything) > len(listed) > 0
