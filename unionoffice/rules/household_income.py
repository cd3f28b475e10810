"""The category that a household's income suggests, held against the 低保 line of its year and region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from unionoffice.domain.draft import plain_number
from unionoffice.domain.ledger import Problem, Record
from unionoffice.domain.query import Query
from unionoffice.ledgers.household import CATEGORY, LIVES_IN, PER_HEAD_NET
from unionoffice.ledgers.household_stages import APPLIED_ON, CHECKED_ON, FILED_ON, REVIEWED_ON
from unionoffice.ledgers.poverty_line import MONTHLY, POVERTY_LINE, REGION, RELATIVE_TIMES, YEAR
from unionoffice.ledgers.shared import DOC_REF
from unionoffice.rules.book import Book
from unionoffice.rules.rule import doubt

DEEP, RELATIVE, MISHAP = "深度困难职工", "相对困难职工", "意外致困职工"


@dataclass(frozen=True)
class PovertyLine:
    """One row of 低保标准."""

    year: int
    region: str
    monthly: Decimal
    times: Decimal
    """How many times the line a household of 相对困难 may have."""
    source: str = ""

    @property
    def name(self) -> str:
        """What it is called in a sentence: 2026 年某市低保线 800 元."""
        return f"{self.year} 年{self.region}低保线 {yuan(self.monthly)} 元"

    @property
    def upper(self) -> Decimal:
        """The most of a household of 相对困难."""
        return self.monthly * self.times

    def category(self, net: Decimal) -> str | None:
        """Name the category of an income per head and month; None above the upper line."""
        if net <= self.monthly:
            return DEEP
        return RELATIVE if net <= self.upper else None


def yuan(amount: Decimal) -> str:
    """Write an amount without needless zeros: 800, 612.50."""
    return f"{amount:,.2f}".removesuffix(".00")


def year_of(file: Record, book: Book) -> int:
    """Find the year whose line counts: that of the last review, else of the filing, check or application."""
    known = (file[REVIEWED_ON], file[FILED_ON], file[CHECKED_ON], file[APPLIED_ON])
    return next((day.start.year for day in known if day is not None), book.today.year)


def line_for(file: Record, book: Book) -> PovertyLine | None:
    """Find the line of a household's year and region, the nearest region first; a line without region holds for all.

    A household whose region is not filled is held against the year's only line, where there is only one.
    """
    year, lives_in = year_of(file, book), file.text(LIVES_IN)
    lines = [_line(each) for each in book.records(POVERTY_LINE.key, Query()) if each[YEAR] == year]
    if not lives_in:
        return lines[0] if len(lines) == 1 else next((each for each in lines if not each.region), None)
    near = [each for each in lines if each.region in lives_in]
    return max(near, key=lambda each: len(each.region), default=None)


def _line(row: Record) -> PovertyLine:
    return PovertyLine(
        row[YEAR] or 0,
        row.text(REGION),
        row[MONTHLY] or Decimal(0),
        row[RELATIVE_TIMES] or Decimal(1),
        row.text(DOC_REF),
    )


def category_doubts(file: Record, book: Book) -> Iterable[Problem]:
    """Name a category that differs from what the income suggests."""
    net, chosen = file[PER_HEAD_NET], file.text(CATEGORY)
    if net is None or chosen not in (DEEP, RELATIVE, MISHAP):
        return
    line = line_for(file, book)
    if line is None:
        return
    usual = line.category(net)
    if usual != chosen and not (usual is None and chosen == MISHAP):
        yield doubt(CATEGORY, compared(net, line))


def compared(net: Decimal, line: PovertyLine) -> str:
    """Say where an income stands to the line and which category is usual there."""
    income = f"家庭月人均（扣除刚性支出）{yuan(net) if net == net.to_integral_value() else f'{net:,.2f}'} 元"
    source = f"（依据：{line.source}）" if line.source else ""
    if net <= line.monthly:
        stands = "低于" if net < line.monthly else "等于"
        return f"{income}，{stands} {line.name}，一般为{DEEP}{source}"
    upper = f"其 {plain_number(line.times)} 倍（{yuan(line.upper)} 元）"
    if net <= line.upper:
        return f"{income}，高于 {line.name}，不超过{upper}，一般为{RELATIVE}{source}"
    return f"{income}，超过 {line.name}的 {plain_number(line.times)} 倍（{yuan(line.upper)} 元），一般不属于{DEEP}或{RELATIVE}；因灾、因病、因事故暂时困难的可选{MISHAP}{source}"


def line_note(file: Record, book: Book) -> str:
    """Say that the line to hold the income against is missing, and how to add it; empty when it is there."""
    if file[PER_HEAD_NET] is None or line_for(file, book) is not None:
        return ""
    region = f"“{file.text(LIVES_IN)}”" if file[LIVES_IN] else ""
    return f"没有 {year_of(file, book)} 年{region}的低保标准，不能核对困难类别，请在“专项台账 → {POVERTY_LINE.title}”中新增"
