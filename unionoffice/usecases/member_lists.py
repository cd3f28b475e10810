"""Who has a birthday, and who comes near the age of retirement."""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import dataclass
from datetime import date

from unionoffice.domain.day import Day, Precision, month_end
from unionoffice.domain.ledger import Record
from unionoffice.domain.period import Period
from unionoffice.domain.query import Query
from unionoffice.ledgers.member import BORN_ON, GENDER, MEMBER, POST_CLASS, STATE
from unionoffice.rules.limits import Limits
from unionoffice.rules.member import ON_ROLL
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook

RETIREMENT, DELAY, LATEST = "退休年龄", "延迟退休间隔", "延迟退休上限"
"""事项 of the limits: the former age in 周岁, after how many months of birth each month of delay comes, the last age."""
MAN, WOMAN_MANAGER, WOMAN_WORKER = "男", "女干部", "女工人"
"""适用对象 of these limits."""


@dataclass(frozen=True)
class Birthday:
    """One member whose birthday is in the month asked for."""

    member: Record
    born: Day
    turns: int
    """周岁 on the birthday in that year."""


@dataclass(frozen=True)
class Retirement:
    """One member who reaches the age of retirement in a period."""

    member: Record
    month: date
    """The first day of the month in which that is, as it is reckoned."""
    former_age: int
    delay: int
    """Months later than the former age."""
    audience: str
    is_guessed: bool
    """Whether 岗位性质 is not known of a woman, so that the lower age was taken."""


def birthdays(office: Office, year: int, month: int) -> list[Birthday]:
    """List the members born in a month of any year, by day; a day known only as a month comes last."""
    found = []
    for each in _born_on_roll(office, f"-{month:02}"):
        born = each.values[BORN_ON.key]
        found.append(Birthday(each, born, year - born.start.year))
    return sorted(
        found, key=lambda each: (each.born.precision is not Precision.DAY, each.born.start.day, each.member.id)
    )


def _born_on_roll(office: Office, month: str) -> list[Record]:
    stored = office.table(MEMBER.key).stored((STATE, BORN_ON))
    ids = [row_id for row_id, state, born in stored if state in ON_ROLL and born and born[4:7] == month]
    return office.records(MEMBER.key, ids)


def birthday_in(born: date, year: int) -> date:
    """Give the day of a year on which a birthday is kept; one of 29 February on the 28th where there is no 29th."""
    is_leap_day = (born.month, born.day) == (2, 29)
    return born.replace(year=year, day=28) if is_leap_day and not isleap(year) else born.replace(year=year)


def retirements(office: Office, period: Period) -> list[Retirement]:
    """List the members in 在籍 who reach the age in a period, by month.

    An approximation after 国务院关于渐进式延迟法定退休年龄的办法 (in force from 2025-01-01): special posts, chosen earlier or
    later retirement and the years of contribution are for the clerk to check. The ages are the office's limits.
    """
    limits = OfficeBook(office).limits
    ages = {audience: _ages(limits, audience, office.today) for audience in (MAN, WOMAN_MANAGER, WOMAN_WORKER)}
    reached: dict[int, tuple[date, int, str]] = {}
    for row_id, state, born, gender, post in office.table(MEMBER.key).stored((STATE, BORN_ON, GENDER, POST_CLASS)):
        if state != "在籍" or not gender or not re.match(r"[0-9]{4}-[0-9]{2}", born or ""):
            continue
        audience = _audience(gender, post or "")
        if (rule := ages[audience]) is not None:
            month, delay = rule.reached(int(born[:4]), int(born[5:7]))
            if period.start.replace(day=1) <= month <= period.end:
                reached[row_id] = (month, delay, audience)
    found = []
    for each in office.records(MEMBER.key, [row for row in office.ids(MEMBER.key, Query()) if row in reached]):
        month, delay, audience = reached[each.id]
        own = ages[audience]
        assert own is not None
        is_guessed = audience == WOMAN_WORKER and not each.text(POST_CLASS)
        found.append(Retirement(each, month, own.former, delay, audience, is_guessed))
    return sorted(found, key=lambda each: each.month)


def _audience(gender: str, post: str) -> str:
    return MAN if gender == "男" else WOMAN_MANAGER if post == "管理技术岗" else WOMAN_WORKER


@dataclass(frozen=True)
class _Ages:
    """What the limits say of one group: the former age, and how it is delayed step by step."""

    former: int
    latest: int
    step: int
    """Months of birth for each month of delay; 0 where nothing is delayed."""
    begins: date

    def reached(self, year: int, month: int) -> tuple[date, int]:
        """Give the month in which somebody born in a month reaches the age, and the months of delay in it."""
        at = year * 12 + month - 1 + self.former * 12
        after = at - (self.begins.year * 12 + self.begins.month - 1)
        delay = min(after // self.step + 1, (self.latest - self.former) * 12) if self.step and after >= 0 else 0
        reached_year, reached_month = divmod(at + delay, 12)
        return date(reached_year, reached_month + 1, 1), delay


def _ages(limits: Limits, audience: str, today: date) -> _Ages | None:
    """Read the limits of one group that are in force today or later; None where the office has set no age."""
    in_force = (each for each in limits.all if each.valid_to is None or each.valid_to >= today)
    found = {each.subject: each for each in in_force if each.audience == audience}
    former, step, latest = found.get(RETIREMENT), found.get(DELAY), found.get(LATEST)
    if former is None:
        return None
    if step is None or latest is None or step.valid_from is None:
        return _Ages(int(former.most), int(former.most), 0, date.max)
    return _Ages(int(former.most), int(latest.most), int(step.most), step.valid_from)


def month_period(year: int, month: int) -> Period:
    """Give one month as a period."""
    return Period(f"{year}年{month}月", date(year, month, 1), month_end(year, month), "月")
