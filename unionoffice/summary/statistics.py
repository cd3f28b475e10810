"""The sentences that open a chapter: counts and sums, for what exists and is not zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from unionoffice.domain.draft import Figure, State, plain_number
from unionoffice.domain.ledger import Record
from unionoffice.ledgers import event
from unionoffice.ledgers.shared import CHAPTER
from unionoffice.summary.chapters import category_of
from unionoffice.summary.material import Material
from unionoffice.summary.totals import COUNTED_EVENTS, count, is_done, rule_of, total, without_series
from unionoffice.summary.wording import Runs, Slots, joined

FEWEST = 3
"""Below this number of records a count says less than the records themselves."""

FEWEST_EVENTS = 5


@dataclass(frozen=True)
class Statement:
    """A statistic in words, and the chapter it opens."""

    key: str
    chapter: str
    runs: Runs

    def only_repeats(self, figures: Sequence[Figure]) -> bool:
        """Tell whether figures told below have its sums of money, from the same records; a comparison says more."""
        own = [run for run in self.runs if isinstance(run, Figure)]
        sums = [each for each in own if each.unit == "元"]
        said = {(each.value, frozenset(each.rows)) for each in figures if each.unit == "元"}
        compares = any(each.unit in ("%", "个百分点") for each in own)
        return bool(sums) and not compares and all((each.value, frozenset(each.rows)) in said for each in sums)


class Statistics:
    """Everything that can be counted in a period's records."""

    def __init__(self, material: Material) -> None:
        self.material = material

    def rule(self, words: str) -> str:
        """Say what was counted, with the days."""
        return rule_of(self.material.period, words)

    def by_chapter(self, ledger: str, keep: Callable[[Record], bool] = is_done) -> dict[str, list[Record]]:
        """Sort a ledger's records of the period by the chapter they stand in."""
        chapters: dict[str, list[Record]] = defaultdict(list)
        for record in self.material.of(ledger):
            if keep(record):
                chapters[self.material.home(record).title].append(record)
        return chapters

    def say(self, name: str, chapter: str, key: str, slots: Slots) -> Statement:
        """Put a statistic into words."""
        return Statement(f"{key}@{chapter}", chapter, self.material.phrases.say(f"stat/{name}", slots, key + chapter))

    def compared(
        self,
        now: Figure | None,
        ledger: str,
        measure: Callable[[list[Record]], Decimal],
        *,
        chapter: str = "",
        is_all: bool = True,
    ) -> Runs:
        """Compare with the same period last year; nothing is said where nothing is known of it.

        What the clerk typed in speaks of the whole office: it is no measure for one chapter of several (`is_all`).
        """
        if now is None:
            return ()
        before = self.material.baseline.get(f"{ledger}/{now.unit}")
        if before is not None:
            return compare(now, before, self.material) if is_all else ()
        records = self.material.before(ledger)
        if records is None:
            return ()
        here = [each for each in records if not chapter or self.material.home(each).title == chapter]
        return compare(now, measure(here), self.material)

    def events(self) -> Iterable[Statement]:
        """Count the activities of each chapter that has several."""
        chapters, everywhere = self.by_chapter("event"), self.material.of("event")
        for chapter, records in chapters.items():
            if len([each for each in records if event.SERIES.key not in each.values]) < FEWEST_EVENTS:
                continue
            counted = without_series(records, everywhere)
            n = count(counted, "活动项数", "项", self.rule(f"本章{COUNTED_EVENTS}"))
            slots: dict[str, Runs | str] = {
                "sessions": self.sum_of(records, "sessions", "活动场次合计", "本章活动场次合计"),
                "people": self.sum_of(
                    records, "headcount", "活动参加人数合计", "本章活动参加人数合计（同一人参加多次按多次计）"
                ),
                "times": self.sum_of(records, "person_times", "活动参加人次合计", "本章活动参加人次合计"),
                "kinds": self.kinds_of(counted, event.TYPE.title, "项") if len(counted) > FEWEST_EVENTS else (),
                "compare": self.compared(n, "event", count_events, chapter=chapter, is_all=len(chapters) == 1),
            }
            if any(slots.values()):
                yield self.say("event", chapter, "stat/event", {**slots, "n": (n,)})

    def sum_of(self, records: Sequence[Record], field: str, label: str, words: str) -> Runs:
        """Add one field over records; nothing is said of a single one, whose number stands in its own sentence."""
        have = [each for each in records if each.values.get(field) is not None]
        figure = total(have, field, label, self.rule(words)) if len(have) > 1 else None
        return (figure,) if figure and figure.value else ()

    def kinds_of(self, records: Sequence[Record], what: str, unit: str, most: int = 6) -> Runs:
        """Count records by their sort, the most frequent first."""
        groups: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            groups[category_of(record)].append(record)
        if len(groups) < 2:
            return ()
        ranked = sorted(groups.items(), key=lambda pair: -len(pair[1]))[:most]
        named = [(self.name_of(rows[0]), rows) for kind, rows in ranked if kind]
        return joined(
            [
                (name, count(rows, f"{name}{what}", unit, self.rule(f"{what}为“{name}”的登记条数")))
                for name, rows in named
            ],
            "、",
        )

    def name_of(self, record: Record) -> str:
        """Name the sort of work that a record is, as headings do."""
        ledger, category = record.ledger.key, category_of(record)
        if ledger == "award":
            return self.material.phrases.word("levels", category)
        headings: Mapping[str, str] = self.material.phrases.content["headings"]
        return headings.get(f"{ledger}/{category}") or headings.get(f"{ledger}/") or category

    def log(self, chapter: str, records: Sequence[Record]) -> Statement:
        """Count the work-log rows of a chapter that has too many to tell."""
        n = count(records, "工作登记条数", "项", self.rule("本章工作日志登记条数"))
        return self.say(
            "log", chapter, "stat/work_log", {"what": "各项", "n": (n,), "kinds": self.kinds_of(records, "工作", "项")}
        )

    def rest(self, chapter: str, records: Sequence[Record]) -> Statement:
        """Say how many records stand only in the annex."""
        n = count(records, "列入附表的登记", "项", self.rule("本章未逐条写入正文、列入附表的登记条数"))
        return self.say("rest", chapter, f"stat/rest/{chapter}", {"n": (n,)})


def count_events(records: list[Record]) -> Decimal:
    """Count the events that took place, a series as the events in it."""
    return Decimal(sum(map(is_done, without_series(records, records))))


def is_listed(record: Record) -> bool:
    """Tell whether a project has nothing to say beside its name and phase, so that it is listed with its like."""
    plain = {"no", "name", "class", "phase", "period", "nature", "in_summary", CHAPTER.key}
    return record.ledger.key == "project" and "phase" in record.values and set(record.values) <= plain


def compare(now: Figure, before: Decimal, material: Material) -> Runs:
    """Say how a value stands against last year's: a rate of change, for percentages in 个百分点, and 上年同期无 for zero."""
    words: Mapping[str, str] = material.phrases.content["compare"]
    value = now.value or Decimal(0)
    if before == 0:
        return (words["none"],)
    if value == before:
        return (words["same"],)
    points = now.unit == "%"
    change = abs(value - before) if points else abs(value - before) * 100 / before
    rate = Figure(
        f"{now.label}同比",
        change.quantize(Decimal("0.1")),
        "个百分点" if points else "%",
        state=State.COMPUTED,
        rule=f"（{plain_number(value)}－{plain_number(before)}）" + ("" if points else f"÷{plain_number(before)}"),
        rows=now.rows,
    )
    pattern = words[("points_" if points else "") + ("more" if value > before else "less")]
    lead, _, tail = pattern.partition("{rate}")
    return tuple(run for run in (lead, rate, tail) if run)
