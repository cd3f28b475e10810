"""When a household is to be visited and reviewed next, and when a visit asks for its file to be opened again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from unionoffice.domain.day import written_date
from unionoffice.domain.ledger import Record
from unionoffice.ledgers.household import BACK_IN_NEED, NEXT_VISIT, VISIT, VISITED_ON
from unionoffice.ledgers.household_stages import (
    APPLIED_ON,
    CHECKED_ON,
    CLOSED_ON,
    FILED_ON,
    REOPENED_ON,
    REVIEWED_ON,
    first_day,
)
from unionoffice.rules.book import Book
from unionoffice.rules.household_stages import is_open
from unionoffice.rules.limits import Limits
from unionoffice.rules.working_days import months_after

VISIT_MONTHS = ("回访间隔", "月数")
REVIEW_MONTHS = ("复核月数", "月数")


def next_visit(visited_on: date, limits: Limits) -> date | None:
    """Propose the day of the next visit; None where the office has set no interval."""
    months = limits.number(*VISIT_MONTHS, visited_on)
    return months_after(visited_on, months) if months else None


def last_visit(visits: Sequence[Record]) -> Record | None:
    """Find the latest visit by its date."""
    return max(visits, key=lambda each: (each.values[VISITED_ON.key].start, each.id), default=None)


def visit_due(file: Record, visits: Sequence[Record]) -> date | None:
    """Give the day on which the household is to be visited next, as its last visit says."""
    last = last_visit(visits)
    due = last[NEXT_VISIT] if last else None
    return due.end if due is not None and not file.trashed else None


def review_due(file: Record, limits: Limits) -> date | None:
    """Give the day by which an open file is to be reviewed, counted from its last review or its filing."""
    since = next(
        (
            day
            for each in (file[REVIEWED_ON], file[REOPENED_ON], file[FILED_ON], file[CHECKED_ON], file[APPLIED_ON])
            if (day := first_day(each))
        ),
        None,
    )
    if since is None or not is_open(file):
        return None
    months = limits.number(*REVIEW_MONTHS, since)
    return months_after(since, months) if months else None


def visit_note(file: Record, book: Book) -> str:
    """Say that the next visit is due; empty before its day."""
    due = visit_due(file, book.children(VISIT.key, file.id))
    return "" if due is None or due > book.today else _overdue("下次回访", due, book.today)


def review_note(file: Record, book: Book) -> str:
    """Say that the yearly review is due; empty before its day."""
    due = review_due(file, book.limits)
    return "" if due is None or due > book.today else _overdue("年度复核", due, book.today)


def _overdue(what: str, due: date, today: date) -> str:
    late = (today - due).days
    return f"{what}应在{written_date(due)}，{f'已过 {late} 天' if late else '就是今天'}"


def is_back_in_need(file: Record, visits: Sequence[Record]) -> bool:
    """Tell whether a visit after the closing found the household in need again."""
    last, closed = last_visit(visits), first_day(file[CLOSED_ON])
    if last is None or is_open(file) or file.trashed or not last[BACK_IN_NEED]:
        return False
    return closed is None or last.values[VISITED_ON.key].end >= closed


def back_in_need_note(file: Record, book: Book) -> str:
    """Propose to open the file again; empty when no visit asks for it."""
    if not is_back_in_need(file, book.children(VISIT.key, file.id)):
        return ""
    return "回访发现返困，档案还没有恢复（更多 → 办理进度…）"
