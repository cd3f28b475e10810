"""What a summary is made of, and which of it belongs to the period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from unionoffice.domain.day import Span
from unionoffice.domain.draft import Row
from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Record
from unionoffice.domain.period import Period, named_period
from unionoffice.ledgers import event, work_log
from unionoffice.ledgers.shared import CHAPTER, NATURE, PERIOD, WHEN
from unionoffice.summary.chapters import ChapterNode, ChapterRule, ChapterTree
from unionoffice.summary.phrases import Phrases, read_phrases
from unionoffice.summary.roll import Roll
from unionoffice.summary.totals import is_done, tellable


@dataclass(frozen=True)
class Material:
    """One office, one period, and the records that may speak of it."""

    office: str
    period: Period
    chapters: Sequence[ChapterNode]
    records: Mapping[str, Sequence[Record]]
    """By ledger key; records of other periods are left aside, a record with neither date nor period belongs."""
    parent: str = ""
    """上级工会."""
    rules: Sequence[ChapterRule] = ()
    former_categories: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """`ledger/category` → what the office called the category before."""
    last_year: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    """The records of the same period a year before; without any there is no 同比."""
    baseline: Mapping[str, Decimal] = field(default_factory=dict)
    """Last year's values typed in by the clerk, by ledger and unit (`event/项`, `aid/元`, `membership_change/人`)."""
    signed_by: str = ""
    signed_on: date | None = None
    told_by_hand: frozenset[Row] = frozenset()
    """Records that paragraphs of the clerk's own tell: counted and added up, but not told again."""
    full_names: bool = False
    """True prints the names of people who were helped; otherwise they are roles or 姓+某."""
    phrases: Phrases = field(default_factory=read_phrases)

    @property
    def counted_on(self) -> date:
        """The day as of which stocks are counted: the end of the period, or today while it runs."""
        return min(self.period.end, self.signed_on or self.period.end)

    @cached_property
    def tree(self) -> ChapterTree:
        """The chapters with what places records in them."""
        return ChapterTree(tuple(self.chapters), tuple(self.rules), former=self.former_categories)

    @cached_property
    def roll(self) -> Roll:
        """The members and how they came and went."""
        return Roll(self.records.get("member", ()), self.records.get("membership_change", ()))

    def of(self, ledger: str) -> list[Record]:
        """Give a ledger's records of the period, the oldest first; what another ledger tells already is left out."""
        found = [each for each in self.records.get(ledger, ()) if belongs(each, self.period)]
        return [each for each in found if not self.is_told_by_source(each)]

    def is_told_by_source(self, record: Record) -> bool:
        """Tell whether a line of the work log only repeats an event or aid that is told itself."""
        if record.ledger.key != "work_log":
            return False
        links: list[Link | None] = [record.values.get(key.key) for key in (work_log.FROM_EVENT, work_log.FROM_AID)]
        sources = (self._sources.get((link.ledger, link.id)) for link in links if link)
        return any(source is not None and _say_the_same(source, record) for source in sources)

    def is_reported(self, record: Record) -> bool:
        """Tell whether a record is a plan that a line of the period reports as done."""
        return record.ledger.key == "work_log" and record.id in self._reported and not is_done(record)

    @cached_property
    def _reported(self) -> frozenset[int]:
        links = (each.values.get(work_log.FOLLOW_OF.key) for each in self.of("work_log") if is_done(each))
        return frozenset(link.id for link in links if link)

    @cached_property
    def _sources(self) -> Mapping[tuple[str, int], Record]:
        """The events and aid of the period, and of the year before, that a text may tell."""
        found = [each for key in ("event", "aid") for each in (*self.of(key), *(self.before(key) or ()))]
        return {(each.ledger.key, each.id): each for each in found if tellable(each)}

    @cached_property
    def _series(self) -> Mapping[int, Record]:
        return {each.id: each for each in self.records.get("event", ()) if event.SERIES.key not in each.values}

    def parent_of(self, record: Record) -> Record | None:
        """Find the series that an event is told with, unless the clerk put it into another chapter."""
        link: Link | None = record.values.get(event.SERIES.key) if record.ledger.key == "event" else None
        parent = self._series.get(link.id) if link else None
        if parent is None or not belongs(parent, self.period):
            return None
        elsewhere = CHAPTER.key in record.values and self.tree.place(record) != self.tree.place(parent)
        return None if elsewhere else parent

    def home(self, record: Record) -> ChapterNode:
        """Give the chapter in which a record stands; events of a series stand with its first one."""
        return self.tree.place(self.parent_of(record) or record)

    @cached_property
    def _was_kept_before(self) -> bool:
        """Whether anything at all was kept in the period of the year before."""
        period = self.period.a_year_before
        return any(_surely_of(each, period) for records in self.last_year.values() for each in records)

    def before(self, ledger: str) -> list[Record] | None:
        """Give a ledger's records of the year before; None where nothing at all was kept in that period."""
        period = self.period.a_year_before
        if not self._was_kept_before:
            return None
        found = self.last_year.get(ledger, ())
        return [
            each
            for each in found
            if (not each.ledger.has(WHEN) or _surely_of(each, period)) and not self.is_told_by_source(each)
        ]


def _say_the_same(source: Record, line: Record) -> bool:
    """Tell whether both speak of work done, of a plan or of a shortcoming: a line of work done stands beside a plan."""
    fell_short = [each.values.get(NATURE.key) == "不足" for each in (source, line)]
    return is_done(source) == is_done(line) and fell_short[0] == fell_short[1]


def _surely_of(record: Record, period: Period) -> bool:
    """Tell whether a record names a period or day and lies in this period: one that names none says nothing of last year."""
    named = record.ledger.has(WHEN) and (WHEN.key in record.values or PERIOD.key in record.values)
    return named and belongs(record, period)


def belongs(record: Record, period: Period) -> bool:
    """Tell whether a record is of a period: by its 所属期, else by its first day; one with neither belongs to each.

    A 所属期, like a span of days, belongs to the period in which it starts (2026年 to 2026年上半年).
    """
    if record.trashed:
        return False
    if not record.ledger.has(WHEN):
        return True
    label: str | None = record.values.get(PERIOD.key)
    if label is not None:
        known = named_period(label)
        return label == period.label or (known is not None and period.holds(known.start))
    when: Span | None = record.values.get(WHEN.key)
    return when is None or period.holds(when.start)
