"""帮扶记录: what one person or household may get, what was paid twice, what the fund still holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from unionoffice.domain.day import Precision
from unionoffice.domain.ledger import Problem, Record
from unionoffice.ledgers.aid import (
    AID,
    AMOUNT,
    CLASS,
    HOUSEHOLD_REF,
    HOUSEHOLD_TIMES,
    HOUSEHOLDS,
    KIND,
    PER_AMOUNT,
    PERSON_TIMES,
    PERSONS,
    RECIPIENT,
    SOURCE,
    STAGE,
)
from unionoffice.ledgers.household import HOUSEHOLD
from unionoffice.ledgers.household_stages import CLOSED_ON
from unionoffice.ledgers.household_stages import STAGE as FILE_STAGE
from unionoffice.ledgers.shared import NO, WHEN
from unionoffice.rules.book import Book
from unionoffice.rules.funds import fund_balances
from unionoffice.rules.household_stages import is_open
from unionoffice.rules.limits import Limit
from unionoffice.rules.recipients import is_paid_out, is_same_person, others_to_the_same, persons_named
from unionoffice.rules.rule import Rule, doubt

EACH_TIME, PERSON_YEAR, HOUSEHOLD_YEAR = "每次", "每人每年", "每户每年"
TOO_NEAR = ("重复发放", "天数")
_OF_YEAR = "每年上限"


def for_each(record: Record) -> Decimal | None:
    """Give the yuan that one person got: 每人金额, else 金额 divided among 人数."""
    amount, persons = record[AMOUNT], record[PERSONS]
    if record[PER_AMOUNT] is not None or amount is None:
        return record[PER_AMOUNT]
    return amount / persons if persons else amount


def paid_on(record: Record) -> date | None:
    """Give the day of payment, the first of its span."""
    when = record[WHEN]
    return when.start if when else None


def _subjects(record: Record) -> tuple[str, ...]:
    """Name the 事项 of the limits that hold for a payment: its 项目 and its 类别."""
    return tuple(dict.fromkeys(filter(None, (record.text(KIND), record.text(CLASS)))))


def within_limits(record: Record, book: Book) -> Iterator[Problem]:
    """Hold a payment against the limits per time, per person and year, per household and year."""
    each, day = for_each(record), paid_on(record)
    if each is None or not is_paid_out(record):
        return
    for subject in _subjects(record):
        limit = book.limits.strictest(subject, EACH_TIME, day or book.today)
        if limit is not None and each > limit.most:
            yield doubt(AMOUNT, f"{subject}每人 {each:,.2f} 元，超过每人次上限 {limit.yuan} 元{limit.grounds}")
        if day is not None:
            yield from _within_year(record, subject, day, book)


def _within_year(record: Record, subject: str, day: date, book: Book) -> Iterator[Problem]:
    for_person = book.limits.strictest(subject, PERSON_YEAR, day)
    for_home = book.limits.strictest(subject, HOUSEHOLD_YEAR, day) if record[HOUSEHOLD_REF] else None
    if for_person is None and for_home is None:
        return
    others = others_to_the_same(record, book)
    rows = [record, *_in_year(others.sure, subject, day.year)]
    what = f"{day.year}年{subject}"
    if for_home is not None:
        total = sum((each[AMOUNT] or Decimal(0) for each in rows), Decimal(0))
        yield from _over_year("户", what, total, len(rows), for_home)
    if for_person is None:
        return
    mine = [each for each in rows if is_same_person(record, each)]
    total = _for_person(mine)
    for each in _over_year("人", what, total, len(mine), for_person):
        yield replace(each, sentence=each.sentence + _of_namesakes(record, mine, book))
    maybe = _in_year(others.maybe, subject, day.year)
    if total <= for_person.most < total + _for_person(maybe):
        more, limit = _for_person(maybe), for_person
        yield doubt(
            RECIPIENT,
            f"同名“{others.name}”另有 {len(maybe)} 笔{subject} {more:,.2f} 元，请核对是不是同一人："
            f"如是，{what}每人合计 {total + more:,.2f} 元，超过每人{_OF_YEAR} {limit.yuan} 元{limit.grounds}",
        )


def _of_namesakes(record: Record, rows: Sequence[Record], book: Book) -> str:
    """Warn that payments to a bare name may be those of several people who have it."""
    name = record.text(RECIPIENT)
    known = persons_named(name, book) if len(rows) > 1 and name and record[HOUSEHOLD_REF] is None else 1
    return f"；有 {known} 位同名“{name}”，请核对是不是同一人" if known > 1 else ""


def _in_year(rows: Iterable[Record], subject: str, year: int) -> list[Record]:
    return [each for each in rows if subject in _subjects(each) and (on := paid_on(each)) and on.year == year]


def _for_person(rows: Iterable[Record]) -> Decimal:
    return sum((for_each(each) or Decimal(0) for each in rows), Decimal(0))


def _over_year(of: str, what: str, total: Decimal, times: int, limit: Limit) -> Iterator[Problem]:
    if total > limit.most:
        counted = f"（连同本次共 {times} 次）" if times > 1 else ""
        yield doubt(
            AMOUNT,
            f"{what}每{of}合计 {total:,.2f} 元{counted}，超过每{of}{_OF_YEAR} {limit.yuan} 元{limit.grounds}",
        )


def is_of_a_whole(problem: Problem) -> bool:
    """Tell whether a doubt is about a year's sum or a fund, so that every payment in it is told the same."""
    return problem.field == SOURCE.key or _OF_YEAR in problem.sentence


def not_twice(record: Record, book: Book) -> Iterator[Problem]:
    """Point at a payment of the same kind to the same person or household a few days before or after."""
    when = record[WHEN]
    if when is None or when.first.precision is not Precision.DAY or not is_paid_out(record):
        return
    days = book.limits.number(*TOO_NEAR, when.start)
    if days is None:
        return
    for other in others_to_the_same(record, book).sure:
        then = other[WHEN]
        if then is None or then.first.precision is not Precision.DAY or not is_same_person(record, other):
            continue
        apart = abs((when.start - then.start).days)
        if other[KIND] == record[KIND] and apart <= days:
            yield doubt(KIND, _twice(record, other, apart))
            return


def _twice(record: Record, other: Record, apart: int) -> str:
    paid = other[AMOUNT]
    amount = f" {paid:,.2f} 元" if paid is not None else ""
    gap = f"相隔 {apart} 天" if apart else "同一天"
    return f"可能重复：{other.text(WHEN)} 已给同一对象登记过{record.text(KIND)}{amount}（{other.text(NO)}，{gap}）"


def counts_fit(record: Record, _: Book) -> Iterator[Problem]:
    """Doubt more persons than 人次, more households than 户次."""
    for few, many, unit in ((PERSONS, PERSON_TIMES, "人"), (HOUSEHOLDS, HOUSEHOLD_TIMES, "户")):
        one, times = record[few], record[many]
        if one is not None and times is not None and one > times:
            yield doubt(many, f"{few.title} {one} {unit}，大于{many.title} {times} {unit}次")


def file_is_open(record: Record, book: Book) -> Iterator[Problem]:
    """Doubt a payment to a household whose file was closed before it."""
    home, day = record[HOUSEHOLD_REF], paid_on(record)
    file = book.record(HOUSEHOLD.key, home.id) if home is not None and is_paid_out(record) else None
    if file is None or is_open(file):
        return
    closed = file[CLOSED_ON]
    if closed is None or day is None or day > closed.end:
        on = f"{closed.text} " if closed else ""
        yield doubt(HOUSEHOLD_REF, f"这户的档案{on}已经{file.text(FILE_STAGE)}，请核对还能不能发放")


def paid_by_today(record: Record, book: Book) -> Iterator[Problem]:
    """Doubt a payment that is said to be made on a day to come."""
    day = paid_on(record)
    if day is not None and day > book.today and record.text(STAGE) == "已发放" and is_paid_out(record):
        yield doubt(STAGE, f"日期 {record.text(WHEN)} 还没有到，状态却是“已发放”")


def fund_holds(record: Record, book: Book) -> Iterable[Problem]:
    """Say that a payment takes more out of its fund than came in that year; silent where nothing is entered as 拨入."""
    day, amount, source = paid_on(record), record[AMOUNT], record.text(SOURCE)
    if day is None or not amount or not source or not is_paid_out(record):
        return
    before = next((each for each in fund_balances(book, day.year) if each.source == source), None)
    if before is None or not before.opening + before.received:
        return
    spent = before.spent - _kept_amount(record, book, day.year) + amount
    funds = before.opening + before.received
    if spent > funds:
        yield doubt(
            SOURCE,
            f"{source}{day.year}年拨入 {funds:,.2f} 元，连同本次支出 {spent:,.2f} 元，超支 {spent - funds:,.2f} 元",
        )


def _kept_amount(record: Record, book: Book, year: int) -> Decimal:
    """Give what the kept form of a record that is being corrected has taken from the same fund already."""
    kept = book.record(AID.key, record.id)
    if kept is None or not is_paid_out(kept) or kept.text(SOURCE) != record.text(SOURCE):
        return Decimal(0)
    day = paid_on(kept)
    return kept[AMOUNT] or Decimal(0) if day is not None and day.year == year else Decimal(0)


RULES = (
    Rule(AID.key, within_limits),
    Rule(AID.key, not_twice),
    Rule(AID.key, counts_fit),
    Rule(AID.key, file_is_open),
    Rule(AID.key, paid_by_today),
    Rule(AID.key, fund_holds, while_typing=False),
)
