"""Makes this year's event out of last year's: what is planned again, without what then came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unionoffice.domain.day import Day, Span
from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.errors import OfficeError
from unionoffice.ledgers import event
from unionoffice.ledgers.shared import FIGURES, FILES, HEADCOUNT, NATURE, NO, NOTE, PERIOD, PERSON_TIMES, WHEN
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

CAME_OF_IT = (NO, PERIOD, HEADCOUNT, PERSON_TIMES, event.TEAMS, event.SPENT, event.REVIEW, FIGURES, FILES, NOTE)
"""What the year decided and the next one must decide anew."""
ITEM_LEFT_OUT = frozenset({"event", "amount", "price", "receipt", "claimant", "returned", "ready_on", "state"})


@dataclass(frozen=True)
class Copied:
    """The new event and how much came with it."""

    record: Record
    items: int
    people: int


def copy_event(office: Office, source: Record, *, items: bool = True, people: bool = False) -> Copied:
    """Copy an event a year on as 筹备, with its 备品 and, when asked, its people as registered; one step."""
    raw = _raw(source, frozenset(key.key for key in CAME_OF_IT))
    when = source[WHEN]
    raw |= {event.STATUS.key: "筹备", NATURE.key: "计划", event.TITLE.key: next_title(source.text(event.TITLE))}
    raw[WHEN.key] = a_year_on(when).text if when else ""
    raw.setdefault(event.SERIES.key, Link("event", source.id, source.label))
    with office.file.write():
        kept = keep(office, "event", raw, doubting=False)
        if kept.record is None:
            raise OfficeError(f"没有复制：{kept.problems[0].sentence}")
        link = office.link("event", kept.record.id)
        copied = _items(office, source, link) if items else 0
        asked = _people(office, source, link) if people else 0
    return Copied(kept.record, copied, asked)


def next_title(title: str) -> str:
    """Write the title a year on: 2025年职工运动会 → 2026年职工运动会; 第三届 stays for the clerk to count."""
    return f"{int(title[:4]) + 1}{title[4:]}" if title[:4].isdigit() and title[4:5] == "年" else title


def a_year_on(span: Span) -> Span:
    """Move days to the next year; 29 February becomes 28 February."""
    return Span(_moved(span.first), _moved(span.last) if span.last else None)


def _moved(day: Day) -> Day:
    is_leap_day = (day.start.month, day.start.day) == (2, 29)
    return Day(date(day.start.year + 1, day.start.month, 28 if is_leap_day else day.start.day), day.precision)


def _raw(record: Record, left_out: frozenset[str]) -> dict[str, object]:
    """Give a record's values as a form would; attachments and computed values are never copied."""
    fields = [each for each in record.ledger.fields if each.key not in left_out and not each.computed]
    values = {each.key: (each, record.values[each.key]) for each in fields if each.key in record.values}
    return {key: value if isinstance(value, Link) else each.kind.text(value) for key, (each, value) in values.items()}


def _items(office: Office, source: Record, to: Link) -> int:
    things = [each for each in office.children(event.ITEM.key, source.id) if each[event.ITEM_KIND] in (None, "备品")]
    for each in things:
        _keep(office, event.ITEM, {**_raw(each, ITEM_LEFT_OUT), "event": to})
    return len(things)


def _people(office: Office, source: Record, to: Link) -> int:
    people = [each for each in office.children(event.ATTENDANCE.key, source.id) if each[event.REGISTERED] is not False]
    for each in people:
        _keep(
            office, event.ATTENDANCE, {**_raw(each, frozenset({"event", "signed_in", "received", "note"})), "event": to}
        )
    return len(people)


def _keep(office: Office, ledger: Ledger, raw: dict[str, object]) -> None:
    kept = keep(office, ledger.key, raw, doubting=False)
    if kept.record is None:
        raise OfficeError(f"没有复制：{kept.problems[0].sentence}")
