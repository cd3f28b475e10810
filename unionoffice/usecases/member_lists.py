"""Who has a birthday, and who comes near the age of retirement."""

from __future__ import annotations

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
YEARS, MONTHS = "周岁", "月数"
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
    ids = [
        row_id for row_id, state, born in office.table(MEMBER.key).stored((STATE, BORN_ON)) if state == "在籍" and born
    ]
    found = [made for each in office.records(MEMBER.key, ids) if (made := retirement(each, limits)) is not None]
    inside = [each for each in found if period.start.replace(day=1) <= each.month <= period.end]
    order = {row_id: place for place, row_id in enumerate(office.ids(MEMBER.key, Query()))}
    return sorted(inside, key=lambda each: (each.month, order[each.member.id]))


def retirement(member: Record, limits: Limits) -> Retirement | None:
    """Reckon when a member reaches the age of retirement; None without birth date, gender or limit."""
    born, gender = member[BORN_ON], member.text(GENDER)
    if born is None or born.precision is Precision.YEAR or not gender:
        return None
    post = member.text(POST_CLASS)
    audience = MAN if gender == "男" else WOMAN_MANAGER if post == "管理技术岗" else WOMAN_WORKER
    former = _limit(limits, RETIREMENT, YEARS, audience)
    if former is None:
        return None
    at = born.start.year * 12 + born.start.month - 1 + former * 12
    delay = _delay(limits, audience, at, former)
    year, month = divmod(at + delay, 12)
    is_guessed = gender == "女" and not post
    return Retirement(member, date(year, month + 1, 1), former, delay, audience, is_guessed)


def _delay(limits: Limits, audience: str, at: int, former: int) -> int:
    """Count the months of delay: one for each step of months from the month the rule began, up to the last age."""
    rule = next((each for each in limits.all if (each.subject, each.audience) == (DELAY, audience)), None)
    latest = _limit(limits, LATEST, YEARS, audience)
    if rule is None or latest is None or rule.valid_from is None or not rule.most:
        return 0
    months = at - (rule.valid_from.year * 12 + rule.valid_from.month - 1)
    return 0 if months < 0 else min(months // int(rule.most) + 1, (latest - former) * 12)


def _limit(limits: Limits, subject: str, basis: str, audience: str) -> int | None:
    found = (each for each in limits.all if (each.subject, each.basis, each.audience) == (subject, basis, audience))
    return next((int(each.most) for each in found), None)


def month_period(year: int, month: int) -> Period:
    """Give one month as a period."""
    return Period(f"{year}年{month}月", date(year, month, 1), month_end(year, month), "月")
