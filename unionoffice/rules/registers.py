"""专项台账: dates that run backwards, money beyond its plan, insurance that does not multiply, limits and holidays of no use."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from unionoffice.domain.day import Day, Span
from unionoffice.domain.ledger import Field, Problem, Record
from unionoffice.ledgers.day_off import DAY_OFF, DAYS
from unionoffice.ledgers.limit import LIMIT, LIMIT_BASIS, LIMIT_FROM, LIMIT_MOST, LIMIT_TO
from unionoffice.ledgers.registers import (
    BUDGET,
    BUDGET_SPENT,
    COVERAGE,
    FILING,
    INSURANCE,
    INSURANCE_AMOUNT,
    INSURANCE_FEE,
    INSURED,
    INSURED_TO,
    LEGAL,
    LEGAL_CLOSED,
    PAID_PEOPLE,
    PLANNED,
    PROPOSAL,
    PROPOSAL_ADOPTED,
    PROPOSAL_CLOSED,
    SIGNED_ON,
    VALID_TO,
)
from unionoffice.ledgers.shared import NOTE, WHEN
from unionoffice.rules.book import Book
from unionoffice.rules.limits import shown_number
from unionoffice.rules.rule import Rule, doubt


def coverage_dates(record: Record, book: Book) -> Iterator[Problem]:
    """Doubt a contract that ends before it is signed, and one that ran out already."""
    yield from _backwards(record, SIGNED_ON, VALID_TO)
    end = _last(record, VALID_TO)
    if end is not None and end < book.today:
        yield doubt(VALID_TO, f"有效期到 {record.text(VALID_TO)}，已经过期 {(book.today - end).days} 天")


def _last(record: Record, key: Field[Any]) -> date | None:
    value: Day | Span | None = record[key]
    return value.end if value is not None else None


def _backwards(record: Record, first: Field[Any], last: Field[Any]) -> Iterator[Problem]:
    start: Day | Span | None = record[first]
    end = _last(record, last)
    if start is not None and end is not None and end < start.start:
        yield doubt(last, f"{last.title} {record.text(last)} 早于{first.title} {record.text(first)}")


def budget_holds(record: Record, _: Book) -> Iterator[Problem]:
    """Doubt spending beyond the plan, unless 备注 gives a reason."""
    planned, spent = record[PLANNED], record[BUDGET_SPENT]
    if planned is not None and spent is not None and spent > planned and not record[NOTE]:
        over = spent - planned
        yield doubt(
            BUDGET_SPENT, f"支出 {spent:,.2f} 元，超过预算 {planned:,.2f} 元 {over:,.2f} 元，请在备注中写明原因"
        )


def insurance_sums(record: Record, _: Book) -> Iterator[Problem]:
    """Doubt 参保人数 × 每人缴费 ≠ 金额, more people paid than insured, and a term that ends before it begins."""
    people, fee, amount = record[INSURED], record[INSURANCE_FEE], record[INSURANCE_AMOUNT]
    if people is not None and fee is not None and amount is not None and people * fee != amount:
        yield doubt(INSURANCE_AMOUNT, f"{people} 人 × {fee:,.2f} 元 = {people * fee:,.2f} 元，与所填金额不同")
    paid = record[PAID_PEOPLE]
    if people is not None and paid is not None and paid > people:
        yield doubt(PAID_PEOPLE, f"补助人数 {paid} 人，大于参保人数 {people} 人")
    yield from _backwards(record, WHEN, INSURED_TO)


def legal_dates(record: Record, _: Book) -> Iterator[Problem]:
    """Doubt a case that was closed before it came."""
    yield from _backwards(record, WHEN, LEGAL_CLOSED)


def proposal_course(record: Record, _: Book) -> Iterator[Problem]:
    """Doubt a proposal answered before it was made, and one adopted though it was not taken up."""
    yield from _backwards(record, WHEN, PROPOSAL_CLOSED)
    if record.text(FILING) == "不立案" and record[PROPOSAL_ADOPTED]:
        yield doubt(PROPOSAL_ADOPTED, "立案情况是“不立案”，采纳却是“是”")


def limit_makes_sense(record: Record, _: Book) -> Iterator[Problem]:
    """Doubt a limit that is never in force, a share over 100 %, and days that are no whole number."""
    yield from _backwards(record, LIMIT_FROM, LIMIT_TO)
    most, basis = record[LIMIT_MOST], record.text(LIMIT_BASIS)
    if basis == "比例" and most is not None and most > 100:
        yield doubt(LIMIT_MOST, "比例以 % 计，不应大于 100")
    if basis == "月份" and most is not None and not 1 <= most <= 12:
        yield doubt(LIMIT_MOST, "月份应在 1 到 12 之间")
    if basis in ("天数", "月数", "月份", "周岁") and most is not None and most != int(most):
        yield doubt(LIMIT_MOST, f"{basis}应是整数，按 {int(most)} 计算")


def holiday_is_days(record: Record, book: Book) -> Iterator[Problem]:
    """Doubt a holiday that is a whole month or year, and one that is longer than holidays are."""
    span: Span | None = record[DAYS]
    if span is None:
        return
    if not span.is_of_days:
        yield doubt(DAYS, f"“{span.text}”不是放假的日子，推算工作日时没有算入；请写明从哪天到哪天，如 10-01至07")
        return
    count, most = (span.end - span.start).days + 1, book.limits.strictest("放假天数", "天数", span.start)
    if most is not None and count > most.most:
        yield doubt(DAYS, f"一共 {count} 天，超过 {shown_number(most.most)} 天，请核对起止日期")


RULES = (
    Rule(DAY_OFF.key, holiday_is_days),
    Rule(COVERAGE.key, coverage_dates),
    Rule(BUDGET.key, budget_holds),
    Rule(INSURANCE.key, insurance_sums),
    Rule(LEGAL.key, legal_dates),
    Rule(PROPOSAL.key, proposal_course),
    Rule(LIMIT.key, limit_makes_sense),
)
