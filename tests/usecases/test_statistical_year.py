"""The yearly statistics from the ledgers, reckoned by hand for the year from 1 October 2025 to 30 September 2026."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from unionoffice.domain.period import statistical_year
from unionoffice.usecases.draft_summary import rows
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.statistical_year import StatisticalLine, reported_year, statistical_lines

YEAR = statistical_year(2026)


def enter(office: Office, ledger: str, **raw: str) -> int:
    kept = keep(office, ledger, raw)
    assert kept.record is not None, kept.problems
    return kept.record.id


@pytest.fixture
def office(office_folder: Path) -> Iterator[Office]:
    """An open office in October 2026, when the year is over and asked for."""
    with Office.open(office_folder, today=lambda: date(2026, 10, 8)) as opened:
        yield opened


@pytest.fixture
def filled(office: Office) -> Office:
    enter(office, "unit", name="示例总厂工会", staff="500", women="200")
    for name, staff, women, more in (
        ("一分厂工会", "120", "50", {"founded_on": "2025-10-01"}),
        ("二分厂工会", "80", "30", {"founded_on": "2020-05-01"}),
        ("三分厂工会", "999", "999", {"founded_on": "2026-10-01"}),
        ("四分厂工会", "999", "999", {"state": "撤销"}),
    ):
        enter(office, "unit", name=name, staff=staff, women=women, parent="示例总厂工会", **more)
    enter(office, "unit", name="五分厂工会", parent="示例总厂工会")
    for day, amount, stage in (
        ("2025-09-30", "100", "已发放"),
        ("2025-10-01", "300", "已发放"),
        ("2026-09-30", "500.50", "已发放"),
        ("2026-05-01", "999", "待发放"),
    ):
        enter(
            office,
            "aid",
            **{"class": "帮扶救助"},
            kind="子女助学",
            recipient="困难职工",
            amount=amount,
            when=day,
            stage=stage,
        )
    for day, way, people in (("2025-10-08", "调解", "3"), ("2026-08-01", "咨询", "1"), ("2026-10-01", "调解", "9")):
        enter(office, "legal", when=day, way=way, people=people, visitor="来访人甲", recovered="1000")
    enter(
        office,
        "coverage",
        matter="集体合同",
        action="新签",
        done="4",
        staff="300",
        signed_on="2024-01-01",
        valid_to="2026-12-31",
    )
    enter(
        office,
        "coverage",
        matter="集体合同",
        action="新签",
        done="2",
        staff="100",
        signed_on="2023-01-01",
        valid_to="2026-09-29",
    )
    for content, filing, adopted, closed in (
        ("改善食堂", "立案", "是", "2026-06-01"),
        ("增设车棚", "不立案", "否", ""),
    ):
        enter(office, "proposal", content=content, filing=filing, adopted=adopted, closed_on=closed, when="2026-03-01")
    return office


def by_label(office: Office) -> dict[str, StatisticalLine]:
    lines = statistical_lines(office, YEAR)
    labels = {each.figure.label: each for each in lines}
    assert len(labels) == len(lines)
    return labels


@pytest.mark.parametrize(
    ("label", "value", "unit"),
    [
        ("基层工会组织", "4", "个"),
        ("本期新建工会", "1", "个"),
        ("职工", "200", "人"),
        ("女职工", "80", "人"),
        ("集体合同（登记条数）", "1", "条"),
        ("集体合同覆盖单位", "4", "家"),
        ("集体合同覆盖职工", "300", "人"),
        ("工资专项（登记条数）", "0", "条"),
        ("提案和合理化建议", "2", "件"),
        ("其中立案", "1", "件"),
        ("其中采纳", "1", "件"),
        ("办结提案", "1", "件"),
        ("法律援助与信访", "2", "件"),
        ("其中调解", "1", "件"),
        ("涉及职工", "4", "人"),
        ("挽回经济损失", "2000", "元"),
        ("帮扶慰问支出", "800.5", "元"),
        ("子女助学（登记条数）", "2", "条"),
        ("子女助学金额", "800.5", "元"),
        ("创新工作室", "", "个"),
        ("会员", "", "人"),
    ],
)
def test_each_figure_is_what_the_rows_of_the_year_add_up_to(filled: Office, label: str, value: str, unit: str) -> None:
    line = by_label(filled)[label]
    assert (line.value, line.figure.unit) == (value, unit)
    if value not in ("", "0"):
        assert rows(filled, line.figure)


def test_a_figure_says_what_it_counts_and_what_is_missing(filled: Office) -> None:
    lines = by_label(filled)
    assert lines["帮扶慰问支出"].figure.rule == "2025-10-01至2026-09-30已发放的帮扶记录金额合计"
    assert lines["职工"].figure.rule == "截至2026-09-30各基层组织的职工数合计，有下级的只计下级；有 1 条没有填"


def test_members_are_those_of_the_last_day(office: Office) -> None:
    for number, (name, gender, joined) in enumerate(
        (("会员甲", "女", "2020-01-01"), ("会员乙", "男", "2026-09-30"), ("会员丙", "女", "2026-10-01"))
    ):
        raw = {"name": name, "gender": gender, "joined_on": joined, "no": f"H{number}", "is_migrant": "是"}
        assert keep(office, "member", {**raw, "phone": f"1380000000{number}"}).record is not None
    lines = by_label(office)
    got = [lines[label].value for label in ("会员", "女会员", "农民工会员", "新入会会员", "转出会员")]
    assert got == ["2", "1", "2", "1", "0"]


@pytest.mark.parametrize(
    ("today", "label"),
    [
        (date(2026, 3, 31), "2025统计年度"),
        (date(2026, 4, 1), "2026统计年度"),
        (date(2026, 11, 3), "2026统计年度"),
        (date(2027, 3, 31), "2026统计年度"),
    ],
)
def test_the_year_reported_on_is_the_one_that_ends_in_september(
    office: Office, monkeypatch: pytest.MonkeyPatch, today: date, label: str
) -> None:
    monkeypatch.setattr(office, "_today", lambda: today)
    assert reported_year(office).label == label
