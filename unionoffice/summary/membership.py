"""The statistics of people: members at the start and end, who joined and left, households on file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from unionoffice.domain.day import Day
from unionoffice.domain.draft import Basis, Figure
from unionoffice.domain.ledger import Record
from unionoffice.ledgers import household, member
from unionoffice.summary.statistics import Statement, Statistics
from unionoffice.summary.totals import count
from unionoffice.summary.wording import Runs, joined

_IN = ("入会", "转入", "恢复")
_OUT = ("转出", "退会", "除名", "开除", "去世")
_ON_ROLL = ("在籍", "保留会籍")
_CLOSED = ("脱困", "注销")


def people_statements(statistics: Statistics) -> list[Statement]:
    """Make the statistics of the member roll and of the hardship files, where they hold anybody."""
    return [*_members(statistics), *_households(statistics)]


def _inside(record: Record, key: str, statistics: Statistics) -> bool:
    day: Day | None = record.values.get(key)
    return day is not None and statistics.material.period.holds(day.start)


def _figure(value: int, label: str, rows: Sequence[Record], rule: str) -> Runs:
    return (replace(count(rows, label, "人", rule), value=Decimal(value)),) if value else ()


def _changes_after(changes: Iterable[Record], day: date) -> int:
    after = [each for each in changes if each.values[member.CHANGED_ON.key].start > day]
    return sum(each.text(member.CHANGE) in _IN for each in after) - sum(
        each.text(member.CHANGE) in _OUT for each in after
    )


def _members(statistics: Statistics) -> Iterable[Statement]:
    material = statistics.material
    roll = [each for each in material.records.get("member", ()) if not each.trashed]
    if not roll:
        return
    changes = [each for each in material.records.get("membership_change", ()) if not each.trashed]
    now = [each for each in roll if each.text(member.STATE) in _ON_ROLL]
    chapter = material.tree.about("member", "").title
    groups: dict[str, list[Record]] = defaultdict(list)
    for each in changes:
        if _inside(each, member.CHANGED_ON.key, statistics):
            groups[each.text(member.CHANGE)].append(each)
    joined_now = (
        groups["入会"] if changes else [each for each in now if _inside(each, member.JOINED_ON.key, statistics)]
    )
    end = len(now) - _changes_after(changes, material.period.end)
    came, left = (sum(len(groups[name]) for name in names) for names in (_IN, _OUT))
    start = end - came + left
    stock = f"截至{material.period.end.isoformat()}会籍状态为在籍或保留会籍的人数"
    slots: dict[str, Runs | str] = {
        "day": f"{material.period.end.month}月底",
        "end": _stock(_figure(end, "期末会员", now, stock), material.period.end),
        "women": _stock(
            _part(now, "女会员", lambda each: each.text(member.GENDER) == "女", stock), material.period.end
        ),
        "migrants": _stock(
            _part(now, "农民工会员", lambda each: bool(each.values.get("is_migrant")), stock), material.period.end
        ),
        "start": _figure(start, "期初会员", now, "期末会员－本期增加＋本期减少") if changes else (),
        "joined": _figure(
            len(joined_now),
            "新入会会员",
            joined_now,
            statistics.rule("会籍变动为“入会”的人数") if changes else statistics.rule("入会时间在本期的会员数"),
        ),
        "moved_in": _figure(len(groups["转入"]), "转入会员", groups["转入"], statistics.rule("会籍变动为“转入”的人数")),
        "moved_out": _figure(
            len(groups["转出"]), "转出会员", groups["转出"], statistics.rule("会籍变动为“转出”的人数")
        ),
        "left": _left(groups, statistics),
        "compare": _compared(joined_now, statistics),
    }
    if slots["end"]:
        yield statistics.say("members", chapter, "stat/member", slots)


def _compared(joined_now: Sequence[Record], statistics: Statistics) -> Runs:
    """Compare those who joined with last year's, where last year's changes are known."""
    now = count(joined_now, "新入会会员", "人", statistics.rule("新入会人数"))
    year_before = statistics.material.period.a_year_before

    def joined_then(old: list[Record]) -> Decimal:
        then = [each for each in old if each.text(member.CHANGE) == "入会"]
        return Decimal(sum(year_before.holds(each.values[member.CHANGED_ON.key].start) for each in then))

    words = statistics.compared(now, "membership_change", joined_then) if joined_now else ()
    return (words[0].replace("，", "，新入会人数", 1), *words[1:]) if words and isinstance(words[0], str) else words


def _left(groups: dict[str, list[Record]], statistics: Statistics) -> Runs:
    rows = [each for name in ("退会", "除名", "开除", "去世") for each in groups[name]]
    return _figure(len(rows), "减少会员", rows, statistics.rule("会籍变动为退会、除名、开除、去世的人数"))


def _stock(runs: Runs, day: date) -> Runs:
    return tuple(replace(run, basis=Basis.STOCK, as_of=day) if isinstance(run, Figure) else run for run in runs)


def _part(records: Sequence[Record], label: str, keep: object, rule: str) -> Runs:
    rows = [each for each in records if callable(keep) and keep(each)]
    return _figure(len(rows), label, rows, f"{rule}，其中{label}")


def _households(statistics: Statistics) -> Iterable[Statement]:
    files = [each for each in statistics.material.records.get("household", ()) if not each.trashed]
    open_files = [each for each in files if each.text(household.STAGE) not in _CLOSED]
    if not open_files:
        return
    groups: dict[str, list[Record]] = defaultdict(list)
    for each in open_files:
        groups[each.text(household.CATEGORY)].append(each)
    kinds = [
        (name, replace(count(rows, name, "户", f"在档且困难类别为“{name}”的户数"), basis=Basis.STOCK))
        for name, rows in groups.items()
    ]
    filed = [each for each in files if _inside(each, "filed_on", statistics)]
    closed = [each for each in files if _inside(each, "closed_on", statistics)]
    n = replace(count(open_files, "在档困难职工家庭", "户", "进度不是脱困或注销的档案数"), basis=Basis.STOCK)
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
