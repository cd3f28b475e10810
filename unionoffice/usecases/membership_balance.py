"""会员增减表: 期末 = 期初 + 入会 + 转入 + 恢复 − 转出 − 退会 − 除名 − 去世, and whose history keeps it from closing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from unionoffice.domain.day import Day, month_end
from unionoffice.domain.ledger import Record
from unionoffice.domain.period import Period
from unionoffice.domain.query import Query
from unionoffice.ledgers.member import (
    CHANGE,
    CHANGE_MEMBER,
    CHANGED_ON,
    JOINED_ON,
    MEMBER,
    MEMBERSHIP_CHANGE,
    STATE,
    UNIT,
)
from unionoffice.rules.member import ON_ROLL
from unionoffice.summary.roll import Roll
from unionoffice.usecases.office import Office

START, JOINED, MOVED_IN, RESTORED, MOVED_OUT, LEFT, REMOVED, DIED, END = (
    "期初", "入会", "转入", "恢复", "转出", "退会", "除名", "去世", "期末",
)  # fmt: skip
COLUMNS = (START, JOINED, MOVED_IN, RESTORED, MOVED_OUT, LEFT, REMOVED, DIED, END)
_MORE = (JOINED, MOVED_IN, RESTORED)
_LESS: Mapping[str, tuple[str, ...]] = {
    MOVED_OUT: ("转出",),
    LEFT: ("退会",),
    REMOVED: ("除名", "开除"),
    DIED: ("去世",),
}
"""保留 and 恢复 of a kept membership change no number: who keeps membership is a member."""
_TOLD = (UNIT, STATE, JOINED_ON)
"""What is counted by: a large roll need not be read whole."""
_LEAVING = tuple(change for changes in _LESS.values() for change in changes)


Stock = Callable[[date], Sequence[Record]]
"""The members of a day."""


@dataclass(frozen=True)
class Disagreement:
    """A member whose history cannot be true as it stands."""

    member_id: int
    sentence: str


@dataclass(frozen=True)
class Balance:
    """One line of the table: for each column the member records and changes that it counts."""

    label: str
    period: Period
    rows: Mapping[str, Sequence[Record]]

    def count(self, column: str) -> int:
        """Count a column."""
        return len(self.rows[column])

    @property
    def reckoned_end(self) -> int:
        """期末 as it follows from the other columns."""
        return self.count(START) + sum(map(self.count, _MORE)) - sum(map(self.count, _LESS))

    @property
    def changes(self) -> int:
        """How many came and went."""
        return sum(map(self.count, _MORE)) + sum(map(self.count, _LESS))

    @property
    def closes(self) -> bool:
        """Tell whether the columns lead from 期初 to 期末."""
        return self.reckoned_end == self.count(END)


def roll_of(office: Office) -> Roll:
    """Read the members, with no more than the table counts by, and their changes."""
    members = office.records(MEMBER.key, office.ids(MEMBER.key, Query()), _TOLD)
    return Roll(members, office.records(MEMBERSHIP_CHANGE.key, office.ids(MEMBERSHIP_CHANGE.key, Query())))


def balance(roll: Roll, period: Period, label: str = "", on: Stock | None = None) -> Balance:
    """Count who belonged and what changed in a period, exactly as the summary counts them.

    `on` lists the members of a day where that is remembered from another line.
    """
    on = on or roll.on
    rows: dict[str, Sequence[Record]] = {
        START: on(period.start - timedelta(days=1)),
        JOINED: roll.joined(period),
        MOVED_IN: roll.changed("转入", period),
        RESTORED: [each for each in roll.changed("恢复", period) if not roll.belonged_before(each)],
        END: on(period.end),
    }
    for column, changes in _LESS.items():
        rows[column] = [each for change in changes for each in roll.changed(change, period)]
    return Balance(label or period.label, period, rows)


def months_of(period: Period) -> list[Period]:
    """Cut a period of whole months into its months; another is left whole."""
    if period.start.day != 1 or period.end != month_end(period.end.year, period.end.month):
        return [period]
    count = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    firsts = [_month_after(period.start, number) for number in range(count)]
    return [Period(f"{day.year}年{day.month}月", day, month_end(day.year, day.month), "月") for day in firsts]


def by_month(roll: Roll, period: Period, today: date = date.max) -> list[Balance]:
    """Give a line for each month, and the whole period last; a month after today only where it has changes already."""
    months = months_of(period)
    on = cache(roll.on)
    lines = [balance(roll, each, on=on) for each in months if len(months) > 1]
    begun = [line for line in lines if line.period.start <= today or line.changes]
    return [*begun, balance(roll, period, "合计", on)]


def by_unit(roll: Roll, period: Period) -> list[Balance]:
    """Give a line for each unit in which the members are now, and all of them last."""
    members: dict[str, list[Record]] = defaultdict(list)
    for each in roll.members:
        members[each.text(UNIT) or "未填单位"].append(each)
    lines = [
        balance(Roll(own, (change for each in own for change in roll.changes_of(each))), period, unit)
        for unit, own in members.items()
    ]
    return [*(line for line in lines if any(line.rows.values())), balance(roll, period, "合计")]


def disagreements(roll: Roll, period: Period) -> list[Disagreement]:
    """Name the members whose history does not agree: a state without its change, and changes that cannot follow.

    Whoever keeps the period's balance from closing is always among them.
    """
    unbalanced = _unbalanced(balance(roll, period))
    found = []
    for each in roll.members:
        sentences: list[str] = []
        if roll.changes_of(each):
            sentences += _impossible(roll, each, period)
        elif (state := each.text(STATE)) not in ON_ROLL:
            sentences.append(f"会籍状态是“{state}”，但没有会籍变动，哪一期都没有计入增减")
        if not sentences and each.id in unbalanced:
            sentences.append("入会时间和会籍变动的先后不符")
        found += [Disagreement(each.id, sentence) for sentence in sentences]
    return found


def _unbalanced(line: Balance) -> set[int]:
    """Find the members whose own row does not close."""
    left: Counter[int] = Counter()
    for column, rows in line.rows.items():
        sign = 1 if column in (START, *_MORE) else -1
        for each in rows:
            left[member_of(each)] += sign
    return {member for member, rest in left.items() if rest}


def member_of(row: Record) -> int:
    """Give the id of the member that a counted row speaks of."""
    link = row[CHANGE_MEMBER] if row.ledger.key == MEMBERSHIP_CHANGE.key else None
    return link.id if link is not None else row.id


def _impossible(roll: Roll, one: Record, period: Period) -> Iterator[str]:
    """Name the changes of the period that do not fit what the member was before them."""
    for change in roll.changes_of(one):
        sort, day = change.text(CHANGE), _day(change)
        if not period.holds(day):
            continue
        belonged = roll.belonged_before(change)
        if belonged and sort in (JOINED, MOVED_IN):
            yield f"{change.text(CHANGED_ON)} 登记“{sort}”时已经在册"
        elif not belonged and sort in (*_LEAVING, "保留"):
            yield f"{change.text(CHANGED_ON)} 登记“{sort}”时已不在册"


def _day(change: Record) -> date:
    day: Day = change.values[CHANGED_ON.key]
    return day.start


def _month_after(first: date, months: int) -> date:
    year, month = divmod(first.month - 1 + months, 12)
    return date(first.year + year, month + 1, 1)
