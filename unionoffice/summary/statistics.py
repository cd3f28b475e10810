"""The sentences that open a chapter: counts and sums, for what exists and is not zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from unionoffice.domain.draft import Figure, State, plain_number
from unionoffice.domain.ledger import Record
from unionoffice.ledgers import aid, event, registers
from unionoffice.ledgers.shared import CHAPTER
from unionoffice.summary.chapters import category_of
from unionoffice.summary.material import Material
from unionoffice.summary.totals import count, is_done, is_spent, rule_of, total
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


class Statistics:
    """Everything that can be counted in a period's records."""

    def __init__(self, material: Material) -> None:
        self.material = material

    def all(self) -> list[Statement]:
        """Make every statistic that the records support, in the order of the ledgers."""
        makers: Sequence[Callable[[], Iterable[Statement]]] = (
            self._events,
            self._units,
            self._coverage,
            self._aid,
            self._donations,
            self._insurance,
            self._awards,
            self._legal,
            self._proposals,
            self._projects,
        )
        return [statement for make in makers for statement in make()]

    def rule(self, words: str) -> str:
        """Say what was counted, with the days."""
        return rule_of(self.material.period, words)

    def by_chapter(self, ledger: str, keep: Callable[[Record], bool] = is_done) -> dict[str, list[Record]]:
        """Sort a ledger's records of the period by the chapter they stand in."""
        chapters: dict[str, list[Record]] = defaultdict(list)
        for record in self.material.of(ledger):
            if keep(record):
                chapters[self.material.tree.place(record).title].append(record)
        return chapters

    def say(self, name: str, chapter: str, key: str, slots: Slots) -> Statement:
        """Put a statistic into words."""
        return Statement(f"{key}@{chapter}", chapter, self.material.phrases.say(f"stat/{name}", slots, key + chapter))

    def compared(
        self, now: Figure | None, ledger: str, measure: Callable[[list[Record]], Decimal], *, chapter: str = ""
    ) -> Runs:
        """Compare with the same period last year; nothing is said where nothing is known of it."""
        key = f"{ledger}/{now.unit}" if now else ledger
        before = self.material.baseline.get(key)
        if before is None and (records := self.material.before(ledger)) is not None:
            here = [each for each in records if not chapter or self.material.tree.place(each).title == chapter]
            before = measure(here)
        return () if now is None or before is None else compare(now, before, self.material)

    def _events(self) -> Iterable[Statement]:
        for chapter, records in self.by_chapter("event").items():
            if len([each for each in records if event.SERIES.key not in each.values]) < FEWEST_EVENTS:
                continue
            n = count(records, "活动项数", "项", self.rule("本章活动登记条数（不含取消和筹备）"))
            yield self.say(
                "event",
                chapter,
                "stat/event",
                {
                    "n": (n,),
                    "sessions": self._sum(records, "sessions", "活动场次合计", "本章活动场次合计"),
                    "people": self._sum(
                        records, "headcount", "活动参加人数合计", "本章活动参加人数合计（同一人参加多次按多次计）"
                    ),
                    "times": self._sum(records, "person_times", "活动参加人次合计", "本章活动参加人次合计"),
                    "kinds": self._kinds(records, event.TYPE.title, "项") if len(records) > FEWEST_EVENTS else (),
                    "compare": self.compared(n, "event", lambda old: Decimal(sum(map(is_done, old))), chapter=chapter),
                },
            )

    def _sum(self, records: Sequence[Record], field: str, label: str, words: str) -> Runs:
        have = [each for each in records if each.values.get(field) is not None]
        figure = total(have, field, label, self.rule(words)) if len(have) > 1 else None
        return (figure,) if figure and figure.value else ()

    def _kinds(self, records: Sequence[Record], what: str, unit: str, most: int = 6) -> Runs:
        groups: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            groups[category_of(record)].append(record)
        if len(groups) < 2:
            return ()
        ranked = sorted(groups.items(), key=lambda pair: -len(pair[1]))[:most]
        return joined(
            [
                (
                    f"{kind}类" if unit == "项" else kind,
                    count(rows, f"{kind}{what}", unit, self.rule(f"{what}为“{kind}”的登记条数")),
                )
                for kind, rows in ranked
                if kind
            ],
            "、",
        )

    def log(self, chapter: str, records: Sequence[Record]) -> Statement:
        """Count the work-log rows of a chapter that has too many to tell."""
        n = count(records, "工作登记条数", "项", self.rule("本章工作日志登记条数"))
        return self.say(
            "log", chapter, "stat/work_log", {"what": "各项", "n": (n,), "kinds": self._kinds(records, "工作", "项")}
        )

    def rest(self, chapter: str, records: Sequence[Record]) -> Statement:
        """Say how many records stand only in the annex."""
        n = count(records, "列入附表的登记", "项", self.rule("本章未逐条写入正文、列入附表的登记条数"))
        return self.say("rest", chapter, f"stat/rest/{chapter}", {"n": (n,)})

    def _units(self) -> Iterable[Statement]:
        founded = [
            each
            for each in self.material.records.get("unit", ())
            if (day := each.values.get(registers.FOUNDED_ON.key)) and self.material.period.holds(day.start)
        ]
        if founded:
            n = count(founded, "新建基层工会", "个", self.rule("基层组织台账中建会日期在本期的个数"))
            chapter = self.material.tree.about("unit", "").title
            yield self.say("unit", chapter, "stat/unit", {"n": (n,)})

    def _coverage(self) -> Iterable[Statement]:
        for chapter, records in self.by_chapter("coverage").items():
            groups: dict[str, list[Record]] = defaultdict(list)
            for each in records:
                if each.text(registers.ACTION) not in ("公开", "建立"):
                    groups[each.text(registers.ACTION) + each.text(registers.MATTER)].append(each)
            for what, rows in groups.items():
                n = total(rows, "done", what, self.rule(f"“{what}”完成数合计")) if len(rows) > 1 else None
                if n:
                    yield self.say("coverage", chapter, f"stat/coverage/{what}", {"what": what, "n": (n,)})

    def _aid(self) -> Iterable[Statement]:
        for chapter, records in self.by_chapter("aid", is_spent).items():
            paid = [each for each in records if each.values.get(aid.AMOUNT.key) is not None]
            amount = (
                total(paid, "amount", "帮扶慰问和职工福利保障资金", self.rule("已发放的帮扶记录金额合计"))
                if len(paid) > 1
                else None
            )
            if amount is None:
                continue
            heads = [
                self._sum(paid, field, label, f"已发放且填有金额的帮扶记录{label}合计")
                for field, label in (("persons", "人数"), ("person_times", "人次"), ("households", "户数"))
            ]
            yield self.say(
                "aid",
                chapter,
                "stat/aid/amount",
                {
                    "amount": (amount,),
                    "heads": joined(heads, "、"),
                    "kinds": self._money_kinds(paid),
                    "compare": self.compared(amount, "aid", _spent, chapter=chapter),
                },
            )

    def _money_kinds(self, records: Sequence[Record]) -> Runs:
        groups: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            groups[record.text(aid.CLASS)].append(record)
        if len(groups) < 2:
            return ()
        sums = [
            (kind, total(rows, "amount", f"{kind}资金", self.rule(f"类别为“{kind}”、已发放的帮扶记录金额合计")))
            for kind, rows in groups.items()
        ]
        return joined([(kind, figure) for kind, figure in sums if figure], "、")

    def _donations(self) -> Iterable[Statement]:
        given = self.by_chapter(
            "aid", lambda each: is_done(each) and each.text(aid.DIRECTION) == "收入" and each.text(aid.CLASS) == "捐款"
        )
        for chapter, records in given.items():
            amount = (
                total(records, "amount", "职工捐款", self.rule("收入方向的捐款记录金额合计"))
                if len(records) > 1
                else None
            )
            if amount:
                yield self.say("donation", chapter, "stat/aid/donation", {"amount": (amount,)})

    def _insurance(self) -> Iterable[Statement]:
        for chapter, records in self.by_chapter("insurance").items():
            insured = self._sum(records, "insured", "互助保障参保人数合计", "互助保障参保人数合计")
            if insured:
                yield self.say(
                    "insurance",
                    chapter,
                    "stat/insurance",
                    {
                        "insured": insured,
                        "people": self._sum(records, "paid_people", "互助保障补助人数", "互助保障补助人数合计"),
                        "paid": self._sum(records, "paid", "互助保障补助金", "互助保障补助金额合计"),
                    },
                )

    def _awards(self) -> Iterable[Statement]:
        for chapter, records in self.by_chapter("award").items():
            counted = [each for each in records if each.values.get("count") is not None]
            if len(records) < FEWEST or len(counted) not in (0, len(records)):
                continue
            n = (
                total(counted, "count", "荣誉项数", self.rule("荣誉台账数量合计"))
                if counted
                else count(records, "荣誉项数", "项", self.rule("荣誉台账登记条数"))
            )
            if n:
                kinds = () if counted else self._kinds(records, registers.AWARD_LEVEL.title, "项")
                yield self.say("award", chapter, "stat/award", {"n": (n,), "kinds": kinds})

    def _legal(self) -> Iterable[Statement]:
        for chapter, records in self.by_chapter("legal").items():
            if len(records) >= 2:
                yield self.say(
                    "legal",
                    chapter,
                    "stat/legal",
                    {
                        "n": (count(records, "法律援助与信访", "件", self.rule("法律援助与信访登记件数")),),
                        "people": self._sum(records, "people", "法律援助涉及人数", "法律援助涉及人数合计"),
                        "money": self._sum(records, "recovered", "挽回金额", "法律援助挽回金额合计"),
                    },
                )

    def _proposals(self) -> Iterable[Statement]:
        for chapter, records in self.by_chapter("proposal").items():
            adopted = [each for each in records if each.values.get("adopted")]
            if len(records) >= FEWEST:
                yield self.say(
                    "proposal",
                    chapter,
                    "stat/proposal",
                    {
                        "n": (count(records, "提案和合理化建议", "件", self.rule("提案与合理化建议登记件数")),),
                        "adopted": (count(adopted, "采纳建议", "件", self.rule("已采纳的提案与合理化建议件数")),)
                        if adopted
                        else (),
                        "money": self._sum(records, "benefit", "建议效益", "提案与合理化建议效益合计"),
                    },
                )

    def _projects(self) -> Iterable[Statement]:
        for chapter, records in self.by_chapter("project", lambda each: is_done(each) and is_listed(each)).items():
            phases: dict[str, list[Record]] = defaultdict(list)
            for each in records:
                phases[each.text(registers.PHASE)].append(each)
            for phase, rows in phases.items():
                words = self.material.phrases.words("phases", phase)
                n = count(rows, f"{phase}项目", "项", self.rule(f"重点项目台账中阶段为“{phase}”的项目数"))
                names = "、".join(each.text(registers.PROJECT_NAME) for each in rows)
                yield self.say(
                    "project", chapter, f"stat/project/{phase}", {"phase_name": words, "n": (n,), "names": names}
                )


def is_listed(record: Record) -> bool:
    """Tell whether a project has nothing to say beside its name and phase, so that it is listed with its like."""
    plain = {"no", "name", "class", "phase", "period", "nature", "in_summary", CHAPTER.key}
    return record.ledger.key == "project" and "phase" in record.values and set(record.values) <= plain


def _spent(records: list[Record]) -> Decimal:
    amounts = [each.values.get(aid.AMOUNT.key) for each in records if is_spent(each)]
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


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
