"""Who is behind with 会费, how much that is, and marking many as paid at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from unionoffice.domain.day import Day, Precision
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.ledgers.member import DUES_BASE, DUES_PAID_TO, MEMBER, NAME, NO, STATE, UNIT
from unionoffice.rules.limits import Limit, shown_number
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook

RATE, SHARE = "会费比例", "比例"
PAYING = "在籍"
"""Members with 保留会籍 (retired, laid off) pay no 会费."""
_CENT = Decimal("0.01")
_AT_ONCE = 5000
_TOLD = (NAME, NO, UNIT, DUES_BASE, DUES_PAID_TO)
"""What the list tells of a member: where nothing was ever noted it is as long as the roll."""


@dataclass(frozen=True)
class Owing:
    """One member who has not paid up to a month."""

    member: Record
    """With no more of its fields than the list tells."""
    monthly: Decimal | None
    """Yuan a month; None where the base or the rate is not known."""
    months: int | None
    """Whole months owed; None where nothing was ever noted: what was paid before is not known then."""

    @property
    def amount(self) -> Decimal | None:
        """Yuan owed in all."""
        return None if self.monthly is None or self.months is None else self.monthly * self.months


def rate(office: Office) -> Limit | None:
    """Give 会费比例 in percent of the base from the office's limits; None where it has set none."""
    return OfficeBook(office).limits.strictest(RATE, SHARE, office.today)


def rate_words(office: Office) -> str:
    """Write 会费比例 with its 依据: 0.5%（依据：…）; empty where the office has set none."""
    percent = rate(office)
    return f"{shown_number(percent.most)}%{percent.grounds}" if percent else ""


def monthly_dues(base: Decimal | None, percent: Limit | None) -> Decimal | None:
    """Work out what is paid each month, to the fen."""
    if base is None or percent is None:
        return None
    return (base * percent.most / 100).quantize(_CENT, ROUND_HALF_UP)


def owing(office: Office, month: date, step: Callable[[int, int], bool] = lambda done, whole: True) -> list[Owing]:
    """List the members in 在籍 who have not paid for the month of this day, in the order of the roll.

    `step` is told how far it is and ends it by giving False; then the list holds who was found so far.
    """
    percent = rate(office)
    needed = _count(month)
    late = _late_ids(office, needed)
    found = []
    for at in range(0, len(late), _AT_ONCE):
        if not step(at, len(late)):
            break
        for each in office.records(MEMBER.key, late[at : at + _AT_ONCE], _TOLD):
            before = _paid_months(each)
            months = None if before is None else needed - before
            if months is None or months > 0:
                found.append(Owing(each, monthly_dues(each[DUES_BASE], percent), months))
    return found


def owed_months(member: Record, month: date) -> int:
    """Count the months that a member in 在籍 owes up to the month of this day; 0 where nothing was ever noted."""
    before = _paid_months(member)
    return 0 if before is None or member.text(STATE) != PAYING else max(0, _count(month) - before)


def mark_paid(office: Office, ids: Sequence[int], month: date) -> int:
    """Note that these members have paid up to a month, in one saving; who has paid further stays; says how many changed."""
    if not ids:
        raise OfficeError("请先选择会员。")
    paid = Day(month.replace(day=1), Precision.MONTH)
    table = office.table(MEMBER.key)
    done = 0
    with office.file.write():
        for each in office.records(MEMBER.key, ids):
            before = each[DUES_PAID_TO]
            if before is None or _count(before.end) < _count(month):
                table.change(each.with_values({DUES_PAID_TO.key: paid}))
                done += 1
    return done


def _late_ids(office: Office, needed: int) -> list[int]:
    """Find who may be late by a quick look at the stored codes, in the order of the roll."""
    stored = office.table(MEMBER.key).stored((DUES_PAID_TO,))
    paid = {
        row_id
        for row_id, code in stored
        if code and len(code) >= 7 and code[5:7].isdigit() and _of_code(code) >= needed
    }
    return [each for each in office.ids(MEMBER.key, Query(equals={STATE.key: PAYING})) if each not in paid]


def _of_code(code: str) -> int:
    return int(code[:4]) * 12 + int(code[5:7])


def _paid_months(member: Record) -> int | None:
    """Give the last month paid, counted from the year 0; None where nothing was ever noted."""
    paid = member[DUES_PAID_TO]
    return None if paid is None else _count(paid.end)


def _count(day: date) -> int:
    return day.year * 12 + day.month
