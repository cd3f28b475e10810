"""The way of a household's file: dates in their order, 公示 long enough and over before 上报, what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from unionoffice.domain.day import Day, Span, written_date
from unionoffice.domain.ledger import Problem, Record
from unionoffice.ledgers.household_stages import (
    CLOSED,
    CLOSED_ON,
    CLOSED_WHY,
    DATED,
    PUBLIC,
    PUBLICITY,
    REOPENED_ON,
    REPORTED_ON,
    STAGE,
    WAY,
    first_day,
)
from unionoffice.rules.book import Book
from unionoffice.rules.limits import Limit, Limits
from unionoffice.rules.rule import doubt

PUBLIC_DAYS = ("公示天数", "天数")


def is_open(file: Record) -> bool:
    """Tell whether a file is kept on: neither closed by its stage nor by a date."""
    return not file.trashed and file.text(STAGE) not in CLOSED and file[CLOSED_ON] is None


def next_stages(file: Record) -> tuple[str, ...]:
    """Name the stages that may follow, the usual one first; none for a closed file."""
    if not is_open(file):
        return ()
    stage, order = file.text(STAGE), list(WAY)
    later = order[order.index(stage) + 1 :] if stage in order else order
    return (*later, *CLOSED)


def stage_doubts(file: Record, book: Book) -> Iterable[Problem]:
    """Name dates out of their order, a stage without its date, a closing without its reason, a 公示 cut short."""
    yield from _out_of_order(file)
    yield from _early_report(file, book)
    yield from _undated(file)
    yield from _cut_short(file, book)


def _out_of_order(file: Record) -> Iterable[Problem]:
    before: tuple[str, date] | None = None
    for key in (*WAY.values(), CLOSED_ON):
        value = file.values.get(key.key)
        if value is None:
            continue
        if before is not None and value.end < before[1]:
            yield doubt(key, f"{key.title} {file.text(key)} 早于{before[0]} {before[1]}")
        elif key is not CLOSED_ON:
            before = (key.title, value.start)
    closed, reopened = file[CLOSED_ON], first_day(file[REOPENED_ON])
    if closed is not None and reopened is not None and closed.end < reopened:
        yield doubt(CLOSED_ON, f"注销日期 {closed.text} 早于返困日期 {reopened}")


def _early_report(file: Record, book: Book) -> Iterable[Problem]:
    reported, end = file[REPORTED_ON], publicity_end(file, book)
    span = file[PUBLICITY]
    if reported is not None and span is not None and end is not None and span.start <= reported.end <= end:
        yield doubt(REPORTED_ON, f"上报审批日期 {reported.text} 时公示还没有结束（{end} 止）")


def _undated(file: Record) -> Iterable[Problem]:
    stage = file.text(STAGE)
    key = DATED.get(stage)
    if key is not None and stage != next(iter(WAY)) and key.key not in file.values:
        yield doubt(key, f"进度为“{stage}”，还没有填{key.title}")
    if stage in CLOSED and file[CLOSED_WHY] is None:
        yield doubt(CLOSED_WHY, f"进度为“{stage}”，还没有填注销原因")


def _cut_short(file: Record, book: Book) -> Iterable[Problem]:
    span = file[PUBLICITY]
    limit = _public_days(book.limits, span.start) if span is not None else None
    if span is None or span.last is None or limit is None:
        return
    days = book.calendar.working_days(span.start, span.end)
    if days < limit.most:
        yield doubt(PUBLICITY, f"公示只有 {days} 个工作日，少于 {int(limit.most)} 个{limit.grounds}")


def _public_days(limits: Limits, on: date) -> Limit | None:
    return max(limits.of(*PUBLIC_DAYS, on), key=lambda each: each.most, default=None)


def publicity_of(first: date, book: Book) -> Span | None:
    """Give the usual span of a 公示 that begins on a day; None where the office has set no number of days."""
    limit = _public_days(book.limits, first)
    return None if limit is None else Span(Day(first), Day(book.calendar.last_of(first, int(limit.most))))


def publicity_end(file: Record, book: Book) -> date | None:
    """Find the last day of a file's 公示: as filled, else by the office's number of days; None where neither tells."""
    span = file[PUBLICITY]
    if span is None:
        return None
    if span.last is not None:
        return span.end
    usual = publicity_of(span.start, book)
    return usual.end if usual else None


def publicity_note(file: Record, book: Book) -> str:
    """Say how far the 公示 is, counting working days; empty when the file is at another stage."""
    span = file[PUBLICITY]
    if span is None or file.text(STAGE) != PUBLIC:
        return ""
    end, today = publicity_end(file, book), book.today
    if end is None:
        return f"公示自{written_date(span.start)}开始，还没有填结束日期"
    if today < span.start:
        return f"公示将于{written_date(span.start)}开始，{written_date(end)}结束"
    if today > end:
        return f"公示已于{written_date(end)}结束，可以上报"
    gone, whole = (book.calendar.working_days(span.start, day) for day in (today, end))
    return f"公示第 {gone} 天，还剩 {whole - gone} 天（工作日，{written_date(end)}止）"
