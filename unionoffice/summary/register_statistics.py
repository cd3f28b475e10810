"""The statistics of aid and of the registers: sums of money and people, counts by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from unionoffice.domain.draft import Figure
from unionoffice.domain.ledger import Record
from unionoffice.ledgers import aid, registers
from unionoffice.summary.rates import rates_against_last_year
from unionoffice.summary.statistics import FEWEST, Statement, Statistics, is_listed
from unionoffice.summary.totals import as_stock, as_times, count, is_done, is_spent, is_won_in, total
from unionoffice.summary.wording import Runs, joined


def register_statements(statistics: Statistics) -> list[Statement]:
    """Make every statistic that aid and the registers support."""
    makers = (
        _units,
        _coverage,
        rates_against_last_year,
        _aid,
        _donations,
        _insurance,
        _awards,
        _studios,
        _legal,
        _proposals,
        _projects,
    )
    return [statement for make in makers for statement in make(statistics)]


def _units(statistics: Statistics) -> Iterable[Statement]:
    founded = [
        each
        for each in statistics.material.of("unit")
        if (day := each.values.get(registers.FOUNDED_ON.key)) and statistics.material.period.holds(day.start)
    ]
    if founded:
        n = count(founded, "新建基层工会", "个", statistics.rule("基层组织台账中建会日期在本期的个数"))
        chapter = statistics.material.tree.about("unit", "").title
        yield statistics.say("unit", chapter, "stat/unit", {"n": (n,)})


def _coverage(statistics: Statistics) -> Iterable[Statement]:
    for chapter, records in statistics.by_chapter("coverage").items():
        groups: dict[str, list[Record]] = defaultdict(list)
        for each in records:
            if each.text(registers.ACTION) not in ("公开", "建立"):
                groups[each.text(registers.ACTION) + each.text(registers.MATTER)].append(each)
        for what, rows in groups.items():
            n = total(rows, "done", what, statistics.rule(f"“{what}”完成数合计")) if len(rows) > 1 else None
            if n:
                yield statistics.say("coverage", chapter, f"stat/coverage/{what}", {"what": what, "n": (n,)})


def _aid(statistics: Statistics) -> Iterable[Statement]:
    chapters = statistics.by_chapter("aid", is_spent)
    for chapter, records in chapters.items():
        paid = [each for each in records if each.values.get(aid.AMOUNT.key) is not None]
        amount = (
            total(paid, "amount", "帮扶慰问和职工福利保障资金", statistics.rule("已发放的帮扶记录金额合计"))
            if len(paid) > 1
            else None
        )
        if amount is None:
            continue
        heads = {
            field: statistics.sum_of(paid, field, label, f"已发放且填有金额的帮扶记录{label}合计")
            for field, label in (("persons", "人数"), ("person_times", "人次"), ("households", "户数"))
        }
        if not heads["person_times"]:
            # The same person may have been helped twice: people added up are times of help.
            heads["persons"] = tuple(as_times(run) for run in heads["persons"] if isinstance(run, Figure))
        yield statistics.say(
            "aid",
            chapter,
            "stat/aid/amount",
            {
                "amount": (amount,),
                "heads": joined(heads.values(), "、"),
                "kinds": _money_kinds(statistics, paid),
                "compare": statistics.compared(amount, "aid", spent_on, chapter=chapter, is_all=len(chapters) == 1),
            },
        )


def _money_kinds(statistics: Statistics, records: Sequence[Record]) -> Runs:
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        groups[record.text(aid.CLASS)].append(record)
    if len(groups) < 2:
        return ()
    sums = [
        (kind, total(rows, "amount", f"{kind}资金", statistics.rule(f"类别为“{kind}”、已发放的帮扶记录金额合计")))
        for kind, rows in groups.items()
    ]
    return joined([(kind, figure) for kind, figure in sums if figure], "、")


def _donations(statistics: Statistics) -> Iterable[Statement]:
    given = statistics.by_chapter(
        "aid", lambda each: is_done(each) and each.text(aid.DIRECTION) == "收入" and each.text(aid.CLASS) == "捐款"
    )
    for chapter, records in given.items():
        amount = (
            total(records, "amount", "职工捐款", statistics.rule("收入方向的捐款记录金额合计"))
            if len(records) > 1
            else None
        )
        if amount:
            yield statistics.say("donation", chapter, "stat/aid/donation", {"amount": (amount,)})


def _insurance(statistics: Statistics) -> Iterable[Statement]:
    for chapter, records in statistics.by_chapter("insurance").items():
        insured = statistics.sum_of(records, "insured", "互助保障参保人数合计", "互助保障参保人数合计")
        if insured:
            yield statistics.say(
                "insurance",
                chapter,
                "stat/insurance",
                {
                    "insured": insured,
                    "people": statistics.sum_of(records, "paid_people", "互助保障补助人数", "互助保障补助人数合计"),
                    "paid": statistics.sum_of(records, "paid", "互助保障补助金", "互助保障补助金额合计"),
                },
            )


def _awards(statistics: Statistics) -> Iterable[Statement]:
    chapters = statistics.by_chapter("award", lambda each: is_won_in(each, statistics.material.period))
    for chapter, records in chapters.items():
        counted = [each for each in records if each.values.get("count") is not None]
        if len(records) < FEWEST or len(counted) not in (0, len(records)):
            continue
        n = (
            total(counted, "count", "荣誉项数", statistics.rule("荣誉台账数量合计"))
            if counted
            else count(records, "荣誉项数", "项", statistics.rule("荣誉台账登记条数"))
        )
        if n:
            kinds = () if counted else statistics.kinds_of(records, "荣誉", "项")
            compare = statistics.compared(n, "award", _awards_of, chapter=chapter, is_all=len(chapters) == 1)
            yield statistics.say("award", chapter, "stat/award", {"n": (n,), "kinds": kinds, "compare": compare})


def _awards_of(records: list[Record]) -> Decimal:
    """Count awards as the present ones are counted: by their number, one where none is given."""
    return sum((Decimal(each.values.get("count") or 1) for each in records if is_done(each)), Decimal(0))


def _legal(statistics: Statistics) -> Iterable[Statement]:
    for chapter, records in statistics.by_chapter("legal").items():
        if len(records) >= 2:
            yield statistics.say(
                "legal",
                chapter,
                "stat/legal",
                {
                    "n": (count(records, "法律援助与信访", "件", statistics.rule("法律援助与信访登记件数")),),
                    "people": statistics.sum_of(records, "people", "法律援助涉及人数", "法律援助涉及人数合计"),
                    "money": statistics.sum_of(records, "recovered", "挽回金额", "法律援助挽回金额合计"),
                },
            )


def _proposals(statistics: Statistics) -> Iterable[Statement]:
    for chapter, records in statistics.by_chapter("proposal").items():
        adopted = [each for each in records if each.values.get("adopted")]
        if len(records) >= FEWEST:
            yield statistics.say(
                "proposal",
                chapter,
                "stat/proposal",
                {
                    "n": (count(records, "提案和合理化建议", "件", statistics.rule("提案与合理化建议登记件数")),),
                    "adopted": (count(adopted, "采纳建议", "件", statistics.rule("已采纳的提案与合理化建议件数")),)
                    if adopted
                    else (),
                    "money": statistics.sum_of(records, "benefit", "建议效益", "提案与合理化建议效益合计"),
                },
            )


def _projects(statistics: Statistics) -> Iterable[Statement]:
    for chapter, records in statistics.by_chapter("project", lambda each: is_done(each) and is_listed(each)).items():
        phases: dict[str, list[Record]] = defaultdict(list)
        for each in records:
            phases[each.text(registers.PHASE)].append(each)
        for phase, rows in phases.items():
            words = statistics.material.phrases.words("phases", phase)
            n = count(rows, f"{phase}项目", "项", statistics.rule(f"重点项目台账中阶段为“{phase}”的项目数"))
            names = "、".join(each.text(registers.PROJECT_NAME) for each in sorted(rows, key=lambda each: each.id))
            yield statistics.say(
                "project", chapter, f"stat/project/{phase}", {"phase_name": words, "n": (n,), "names": names}
            )


def _studios(statistics: Statistics) -> Iterable[Statement]:
    studios = statistics.material.of("studio")
    if not studios:
        return
    levels: dict[str, list[Record]] = defaultdict(list)
    for each in studios:
        levels[each.text(registers.STUDIO.get("level"))].append(each)
    names = statistics.material.phrases.content["levels"]
    kinds = [
        (
            names.get(level, level),
            as_stock(count(rows, f"{level}创新工作室", "个", f"创新工作室台账中级别为“{level}”的个数")),
        )
        for level, rows in levels.items()
        if level
    ]
    n = as_stock(count(studios, "创新工作室", "个", "创新工作室台账登记的个数"))
    chapter = statistics.material.tree.about("studio", "").title
    slots: dict[str, Runs | str] = {"n": (n,), "kinds": joined(kinds, "、") if len(levels) > 1 else ()}
    yield statistics.say("studio", chapter, "stat/studio", slots)


def spent_on(records: list[Record]) -> Decimal:
    """Add up the money paid out."""
    amounts = [each.values.get(aid.AMOUNT.key) for each in records if is_spent(each)]
    return sum((amount for amount in amounts if amount is not None), Decimal(0))
