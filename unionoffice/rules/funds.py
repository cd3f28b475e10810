"""What each 资金来源 held in a calendar year: brought over and paid in, paid out for aid, left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from unionoffice.domain.query import Axis, Query
from unionoffice.ledgers.aid import AID, AMOUNT, DIRECTION, RETURNED, SOURCE, STAGE
from unionoffice.ledgers.registers import BROUGHT_OVER, BUDGET, BUDGET_SOURCE, RECEIVED, SUBJECT
from unionoffice.ledgers.shared import BY_NATURE, NATURE
from unionoffice.rules.book import Book, Sums


@dataclass(frozen=True)
class FundBalance:
    """One 资金来源 in one year, in yuan; the source is blank for rows that name none."""

    source: str
    opening: Decimal = Decimal(0)
    """年初: 到位 of 经费 rows of the 科目 上年结余."""
    received: Decimal = Decimal(0)
    """拨入: 到位 of the other 经费 rows, and 收入 of 帮扶记录."""
    spent: Decimal = Decimal(0)
    """支出 of 帮扶记录, without what was sent back or is only planned."""
    count: int = 0
    """How many payments."""

    @property
    def left(self) -> Decimal:
        """年初 + 拨入 − 支出."""
        return self.opening + self.received - self.spent


def year_query(year: int, source: str | None = None) -> Query:
    """Find the rows of a calendar year by their date, of one 资金来源 where it is given."""
    equals = {} if source is None else {SOURCE.key: source}
    return Query(between={"when": (f"{year}-01-01", f"{year}-12-31")}, equals=equals)


def fund_balances(book: Book, year: int) -> list[FundBalance]:
    """Add up every 资金来源 that the year's rows name, blank last; two walks through the ledgers."""
    found: dict[str, FundBalance] = {}
    for source, part in (*_aid(book, year), *_budget(book, year)):
        found[source] = _added(found.get(source, FundBalance(source)), part)
    return sorted(found.values(), key=lambda each: (not each.source, -each.opening - each.received, each.source))


def _added(one: FundBalance, other: FundBalance) -> FundBalance:
    return FundBalance(
        one.source,
        one.opening + other.opening,
        one.received + other.received,
        one.spent + other.spent,
        one.count + other.count,
    )


def _aid(book: Book, year: int) -> Iterator[tuple[str, FundBalance]]:
    axes = [Axis(each.key) for each in (SOURCE, STAGE, NATURE, DIRECTION)]
    for group in book.groups(AID.key, axes, year_query(year)):
        source, stage, nature, direction = group.codes
        if stage == RETURNED or BY_NATURE.call(nature):
            continue
        # What waits to be paid is spoken for: the fund cannot give it twice.
        if direction == "收入":
            yield source, FundBalance(source, received=_yuan(group, AMOUNT.key))
        else:
            yield source, FundBalance(source, spent=_yuan(group, AMOUNT.key), count=group.count)


def _budget(book: Book, year: int) -> Iterator[tuple[str, FundBalance]]:
    axes = [Axis(BUDGET_SOURCE.key), Axis(SUBJECT.key), Axis(NATURE.key)]
    for group in book.groups(BUDGET.key, axes, year_query(year)):
        source, subject, nature = group.codes
        amount = _yuan(group, RECEIVED.key)
        if not source or not amount or BY_NATURE.call(nature):
            continue
        is_opening = subject == BROUGHT_OVER
        yield source, FundBalance(source, opening=amount) if is_opening else FundBalance(source, received=amount)


def _yuan(group: Sums, key: str) -> Decimal:
    return Decimal(group.sums.get(key, 0)) / 100
