"""资金结余: what each 资金来源 of the office held in a year, and the rows behind it."""

from __future__ import annotations

from unionoffice.domain.query import Query
from unionoffice.rules import funds
from unionoffice.rules.funds import FundBalance
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook

__all__ = ["FundBalance", "fund_balances", "rows_of"]


def fund_balances(office: Office, year: int) -> list[FundBalance]:
    """Add up every 资金来源 that the year's rows name, in yuan; a source that nothing names is left out."""
    return funds.fund_balances(OfficeBook(office), year)


def rows_of(balance: FundBalance, year: int) -> Query:
    """Find the payments of one source in a year, the latest first."""
    return funds.year_query(year, balance.source)
