"""One month of the office: the log lines and events of each day, and its key points as a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from unionoffice.domain.day import Precision, Span, month_end
from unionoffice.domain.draft import AnnexTable
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.ledgers import event, work_log
from unionoffice.ledgers.shared import FIGURES, HEADCOUNT, NATURE, WHEN
from unionoffice.usecases.office import Office

LONGEST_BEFORE = 366
"""Days before the month in which a span that reaches into it may begin."""


@dataclass(frozen=True)
class MonthEntry:
    """One log line or event."""

    record: Record

    @property
    def span(self) -> Span:
        """Its day or days."""
        when: Span = self.record.values[WHEN.key]
        return when

    @property
    def title(self) -> str:
        """What it is called."""
        return self.record.label

    @property
    def is_event(self) -> bool:
        """Whether it is an event."""
        return self.record.ledger.key == "event"

    @property
    def is_plan(self) -> bool:
        """Whether it is still to be done."""
        return self.record.text(NATURE) == "计划" or self.record.values.get(event.STATUS.key) in ("筹备", "进行")

    @property
    def is_exact(self) -> bool:
        """Whether its days are known."""
        days = [self.span.first, *([self.span.last] if self.span.last else [])]
        return all(each.precision is Precision.DAY for each in days)

    @property
    def facts(self) -> str:
        """Where, how many, and the figures."""
        record = self.record
        people = record.text(HEADCOUNT)
        place = record.text(event.PLACE if self.is_event else work_log.PLACE)
        return "，".join(filter(None, [place, f"{people} 人" if people else "", record.text(FIGURES)]))


@dataclass(frozen=True)
class Month:
    """What belongs to the days of a month, and what belongs to it without a day."""

    first: date
    days: Mapping[int, Sequence[MonthEntry]]
    undated: Sequence[MonthEntry]

    @property
    def last(self) -> date:
        """The last day."""
        return month_end(self.first.year, self.first.month)

    @property
    def label(self) -> str:
        """2026年6月."""
        return f"{self.first.year}年{self.first.month}月"

    @property
    def entries(self) -> list[MonthEntry]:
        """Everything once, by day; what has no day comes last."""
        dated = [entry for day in sorted(self.days) for entry in self.days[day]]
        return list({(each.record.ledger.key, each.record.id): each for each in (*dated, *self.undated)}.values())


def month_of(office: Office, first: date) -> Month:
    """Read the month that begins on a day."""
    last = month_end(first.year, first.month)
    earliest = (first - timedelta(days=LONGEST_BEFORE)).isoformat()
    query = Query(between={WHEN.key: (earliest, last.isoformat())})
    events = [MonthEntry(each) for each in _records(office, "event", query)]
    shown = [each for each in events if each.record.text(event.STATUS) != "取消" and _reaches(each, first, last)]
    ids = {each.record.id for each in shown}
    lines = [MonthEntry(each) for each in _records(office, "work_log", query)]
    # A line written from an event says it once more.
    mine = [each for each in lines if _reaches(each, first, last) and _event_of(each) not in ids]
    return _sorted(first, last, [*shown, *mine])


def _records(office: Office, ledger: str, query: Query) -> list[Record]:
    return office.records(ledger, sorted(office.ids(ledger, query)))


def _event_of(entry: MonthEntry) -> int:
    link = entry.record[work_log.FROM_EVENT]
    return link.id if link else 0


def _reaches(entry: MonthEntry, first: date, last: date) -> bool:
    return entry.span.start <= last and entry.span.end >= first


def _sorted(first: date, last: date, entries: Iterable[MonthEntry]) -> Month:
    days: dict[int, list[MonthEntry]] = {}
    undated: list[MonthEntry] = []
    for entry in sorted(entries, key=lambda each: (each.span.start, not each.is_event, each.record.id)):
        if not entry.is_exact:
            undated.append(entry)
            continue
        start, end = max(entry.span.start, first), min(entry.span.end, last)
        for day in range(start.day, end.day + 1):
            days.setdefault(day, []).append(entry)
    return Month(first, days, undated)


def key_points(month: Month) -> str:
    """Write the month's work as numbered lines, what was done and what is planned apart."""
    parts = [f"{month.label}工作要点"]
    for heading, wanted in (("已完成", False), ("计划", True)):
        entries = [each for each in month.entries if each.is_plan == wanted]
        if entries:
            parts.append(f"{heading}：")
            parts += [f"{number}. {_line(each)}" for number, each in enumerate(entries, 1)]
    return "\n".join(parts if len(parts) > 1 else [*parts, "本月没有登记。"])


def _line(entry: MonthEntry) -> str:
    facts = entry.facts
    return f"{entry.span.words} {entry.title}" + (f"（{facts}）" if facts else "")


def key_point_table(month: Month) -> AnnexTable:
    """Give the month's work as a table to print."""
    rows = [
        (str(number), each.span.words, each.title, each.facts, "计划" if each.is_plan else each.record.text(NATURE))
        for number, each in enumerate(month.entries, 1)
    ]
    heads = ("序号", "日期", "事项", "地点、人数、数据", "性质")
    return AnnexTable(f"{month.label}工作要点", heads, tuple(rows), (True, False, False, False, False))
