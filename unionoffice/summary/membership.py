"""The statistics of people: members at the start and end, who joined and left, households on file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from unionoffice.domain.day import Day
from unionoffice.domain.draft import Basis, Figure
from unionoffice.domain.ledger import Record
from unionoffice.ledgers import household, member
from unionoffice.summary.period_words import told_day
from unionoffice.summary.roll import open_files
from unionoffice.summary.statistics import Statement, Statistics
from unionoffice.summary.totals import count
from unionoffice.summary.wording import Runs, joined

JOINED = "会籍变动为“入会”，或没有会籍变动而入会时间在本期的人数"
_LEFT = ("退会", "除名", "开除", "去世")


def people_statements(statistics: Statistics) -> list[Statement]:
    """Make the statistics of the member roll and of the hardship files, where they hold anybody."""
    return [*_members(statistics), *_households(statistics)]


def _inside(record: Record, key: str, statistics: Statistics) -> bool:
    day: Day | None = record.values.get(key)
    return day is not None and statistics.material.period.holds(day.start)


def _figure(value: int, label: str, rows: Sequence[Record], rule: str) -> Runs:
    return (replace(count(rows, label, "人", rule), value=Decimal(value)),) if value else ()


def _members(statistics: Statistics) -> Iterable[Statement]:
    material = statistics.material
    period, roll, until = material.period, material.roll, material.counted_on
    if not roll.members:
        return
    now, before = roll.on(until), roll.on(period.start - timedelta(days=1))
    joined_now = roll.joined(period)
    moved_in, moved_out = roll.changed("转入", period), roll.changed("转出", period)
    left = [each for name in _LEFT for each in roll.changed(name, period)]
    stock = f"截至{until.isoformat()}会籍状态为在籍或保留会籍的人数"
    slots: dict[str, Runs | str] = {
        "day": told_day(until, period),
        "end": _stock(_figure(len(now), "期末会员", now, stock), until),
        "women": _stock(_part(now, "女会员", lambda each: each.text(member.GENDER) == "女", stock), until),
        "migrants": _stock(_part(now, "农民工会员", lambda each: bool(each.values.get("is_migrant")), stock), until),
        "start": _figure(len(before), "期初会员", before, f"{period.start.isoformat()}前一日的会员人数")
        if roll.changes
        else (),
        "joined": _figure(len(joined_now), "新入会会员", joined_now, statistics.rule(JOINED)),
        "moved_in": _figure(len(moved_in), "转入会员", moved_in, statistics.rule("会籍变动为“转入”的人数")),
        "moved_out": _figure(len(moved_out), "转出会员", moved_out, statistics.rule("会籍变动为“转出”的人数")),
        "left": _figure(len(left), "减少会员", left, statistics.rule("会籍变动为退会、除名、开除、去世的人数")),
        "compare": _compared(joined_now, statistics),
    }
    if slots["end"]:
        yield statistics.say("members", material.tree.about("member", "").title, "stat/member", slots)


def _compared(joined_now: Sequence[Record], statistics: Statistics) -> Runs:
    """Compare those who joined with last year's, where last year's changes are known."""
    now = count(joined_now, "新入会会员", "人", statistics.rule("新入会人数"))
    year_before = statistics.material.period.a_year_before

    def joined_then(old: list[Record]) -> Decimal:
        then = [each for each in old if each.text(member.CHANGE) == "入会"]
        return Decimal(sum(year_before.holds(each.values[member.CHANGED_ON.key].start) for each in then))

    words = statistics.compared(now, "membership_change", joined_then) if joined_now else ()
    return (words[0].replace("，", "，新入会人数", 1), *words[1:]) if words and isinstance(words[0], str) else words


def _stock(runs: Runs, day: date) -> Runs:
    return tuple(replace(run, basis=Basis.STOCK, as_of=day) if isinstance(run, Figure) else run for run in runs)


def _part(records: Sequence[Record], label: str, keep: object, rule: str) -> Runs:
    rows = [each for each in records if callable(keep) and keep(each)]
    return _figure(len(rows), label, rows, f"{rule}，其中{label}")


def _households(statistics: Statistics) -> Iterable[Statement]:
    files = [each for each in statistics.material.records.get("household", ()) if not each.trashed]
    day = statistics.material.counted_on
    standing = open_files(files, day)
    if not standing:
        return
    groups: dict[str, list[Record]] = defaultdict(list)
    for each in standing:
        groups[each.text(household.CATEGORY)].append(each)
    kinds = [
        (name, replace(count(rows, name, "户", f"在档且困难类别为“{name}”的户数"), basis=Basis.STOCK))
        for name, rows in groups.items()
    ]
    filed = [each for each in files if _inside(each, "filed_on", statistics)]
    closed = [each for each in files if _inside(each, "closed_on", statistics)]
    n = replace(
        count(standing, "在档困难职工家庭", "户", f"截至{day.isoformat()}尚未脱困或注销的档案数"), basis=Basis.STOCK
    )
    chapter = statistics.material.tree.about("household", "").title
    yield statistics.say(
        "household",
        chapter,
        "stat/household",
        {
            "n": (n,),
            "kinds": joined(kinds, "、") if len(kinds) > 1 else (),
            "filed": (count(filed, "新建档困难职工家庭", "户", statistics.rule("建档日期在本期的户数")),)
            if filed
            else (),
            "closed": (count(closed, "脱困或注销困难职工家庭", "户", statistics.rule("注销日期在本期的户数")),)
            if closed
            else (),
        },
    )
