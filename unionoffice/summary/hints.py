"""What the records suggest for 存在不足 and the plan ahead: offered to the clerk, never printed unasked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from unionoffice.domain.day import Day, Span, month_end, written_date
from unionoffice.domain.draft import Figure, Part, Row
from unionoffice.domain.kinds import Share
from unionoffice.domain.ledger import Field, Record
from unionoffice.domain.period import Period
from unionoffice.ledgers import registers, target
from unionoffice.ledgers.shared import NATURE, UNIT, WHEN
from unionoffice.summary.figures import read_figures, row_of
from unionoffice.summary.fixed_days import FixedDays
from unionoffice.summary.wording import Runs, text_of, tidy

HALF_DONE = 50
"""Percent of a year's target that half a year should have reached."""


@dataclass(frozen=True)
class Hint:
    """One sentence on offer."""

    key: str
    """The same for the same matter, so that it is not offered again."""
    kind: str
    """目标, 档案, 合同, 互助, 计划 or 日历."""
    part: Part
    """存在不足 or the plan."""
    runs: Runs
    evidence: str
    """Why it is offered, for the clerk's eyes only."""
    rows: tuple[Row, ...] = ()

    @property
    def text(self) -> str:
        """The sentence."""
        return text_of(self.runs)


@dataclass(frozen=True)
class HintMaterial:
    """What hints are made of; all records of one office."""

    period: Period
    targets: Sequence[Record] = ()
    contracts: Sequence[Record] = ()
    insurances: Sequence[Record] = ()
    reviews: Sequence[tuple[Record, date]] = ()
    """Hardship files with the day by which they were to be reviewed, at the latest the end of the period."""
    visits: Sequence[tuple[Record, date]] = ()
    """The same for the next visit."""
    plans: Sequence[Record] = ()
    """Plans that were to be done by the end of the period and that nothing reports as done."""
    ahead: Sequence[Record] = ()
    """Plans entered with a day after the period, which the text of the period does not hold."""
    names: Mapping[str, str] = field(default_factory=dict)
    """How codes are written in full: 工资专项集体合同 for 工资专项."""
    calendar: FixedDays = field(default_factory=lambda: FixedDays({"": 0}, ()))


def hints(material: HintMaterial) -> list[Hint]:
    """Make every hint: first what fell short, then what is to be done, each in the order of its ledger."""
    found = [*_targets(material), *_files(material), *_expiring(material), *_plans(material), *_calendar(material)]
    return [each for part in (Part.SHORTCOMING, Part.PLAN) for each in found if each.part is part]


def _targets(material: HintMaterial) -> Iterator[Hint]:
    enough = HALF_DONE if material.period.kind == "上半年" else 100
    for record in material.targets:
        rate: Share | None = record.values.get(target.TARGET_RATE.key)
        if rate is None or rate.percent is None or rate.percent >= 100 or record.values.get(NATURE.key) == "计划":
            continue
        numbers = {each.field: each.figure for each in read_figures(record)}
        evidence = f"{record.label}完成率 {rate.percent.normalize():f}%"
        if rate.percent < enough:
            words = "低于时间进度" if enough < 100 else "未完成目标"
            said = (record.label, words, "，", *_reached(numbers), "。")
            yield _of_record("target/short", "目标", Part.SHORTCOMING, said, evidence, record)
        aim = ("，确保完成目标", numbers["target"]) if "target" in numbers else ("，确保完成年度目标",)
        yield _of_record("target/go-on", "目标", Part.PLAN, ("继续抓好", record.label, *aim, "。"), evidence, record)


def _reached(numbers: dict[str, Figure]) -> Runs:
    pairs = (("目标", "target"), ("，完成", "done"), ("，完成率", "rate"))
    return tuple(run for words, key in pairs if key in numbers for run in (words, numbers[key]))


def _of_record(key: str, kind: str, part: Part, runs: Runs, evidence: str, record: Record) -> Hint:
    return Hint(f"{key}/{record.id}", kind, part, tidy(runs), evidence, (row_of(record),))


def _files(material: HintMaterial) -> Iterator[Hint]:
    for key, late, short, plan, what in (
        (
            "review",
            material.reviews,
            "部分困难职工档案年度复核不够及时。",
            "抓紧完成困难职工档案年度复核，做好动态管理。",
            "年度复核",
        ),
        ("visit", material.visits, "部分困难职工家庭回访不够及时。", "按期回访困难职工家庭，及时掌握变化。", "回访"),
    ):
        if late:
            rows = tuple(row_of(record) for record, _ in late)
            first = min(day for _, day in late)
            evidence = f"{len(late)} 户的{what}已过期，最早应在 {written_date(first)}"
            yield Hint(f"{key}/short", "档案", Part.SHORTCOMING, (short,), evidence, rows)
            yield Hint(f"{key}/go-on", "档案", Part.PLAN, (plan,), evidence, rows)


def _expiring(material: HintMaterial) -> Iterator[Hint]:
    for kind, records, valid_to, what, again in (
        ("合同", material.contracts, registers.VALID_TO, registers.MATTER, "续订"),
        ("互助", material.insurances, registers.INSURED_TO, registers.SCHEME, "续保"),
    ):
        for record, day in _ending(records, valid_to, what):
            name = material.names.get(record.text(what), record.text(what)) + _of_unit(record)
            evidence = f"{name}到 {written_date(day)} 为止"
            key = f"{record.ledger.key}/{day.isoformat()}"
            if material.period.start <= day <= material.period.end:
                runs = (f"{name}到期后尚未{again}。",)
                yield _of_record(f"{key}/short", kind, Part.SHORTCOMING, runs, evidence, record)
                yield _of_record(f"{key}/go-on", kind, Part.PLAN, (f"尽快办理{name}{again}。",), evidence, record)
            elif material.period.end < day <= _horizon(material.period):
                runs = (f"{name}将于{day.month}月到期，提前做好{again}工作。",)
                yield _of_record(f"{key}/go-on", kind, Part.PLAN, runs, evidence, record)


def _ending(records: Iterable[Record], valid_to: Field[Day], what: Field[str]) -> Iterator[tuple[Record, date]]:
    """Give of each matter and unit only the record that holds longest: an older one has been renewed."""
    newest: dict[tuple[str, str, str], tuple[Record, date]] = {}
    for record in records:
        day: Day | None = record.values.get(valid_to.key)
        if day is None or record.trashed or record.values.get(NATURE.key, "完成") != "完成":
            continue
        kind = record.text(registers.COVERED_TYPE) if record.ledger.has(registers.COVERED_TYPE) else ""
        name = (record.text(what), record.text(UNIT), kind)
        if name not in newest or newest[name][1] < day.end:
            newest[name] = (record, day.end)
    yield from newest.values()


def _of_unit(record: Record) -> str:
    return f"（{record.text(UNIT)}）" if record.text(UNIT) else ""


def _horizon(period: Period) -> date:
    """Give the end of the half-year behind a period, whatever its own length."""
    months = period.end.month + 6
    return month_end(period.end.year + (months - 1) // 12, (months - 1) % 12 + 1)


def _plans(material: HintMaterial) -> Iterator[Hint]:
    for record in material.plans:
        name = record.label.rstrip("。；，、;,. ")
        evidence = f"计划“{name}”没有完成登记"
        yield _of_record("plan", "计划", Part.PLAN, (f"继续落实：{name}。",), evidence, record)
    for record in material.ahead:
        when: Span = record.values[WHEN.key]
        name = record.label.rstrip("。；，、;,. ")
        evidence = f"已登记 {when.text} 的计划“{name}”"
        yield _of_record("plan/ahead", "计划", Part.PLAN, (f"{when.start.month}月，{name}。",), evidence, record)


def _calendar(material: HintMaterial) -> Iterator[Hint]:
    for each in material.calendar.ahead_of(material.period):
        year = material.period.end.year
        yield Hint(f"calendar/{year}/{each.name}", "日历", Part.PLAN, (each.words,), f"每年固定事项：{each.name}")
