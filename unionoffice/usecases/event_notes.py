"""What the forms of events and log lines tell: things still out, too many winners, what follows a plan."""

from __future__ import annotations

from collections.abc import Iterable

from unionoffice.domain.ledger import Record
from unionoffice.ledgers.shared import WHEN
from unionoffice.usecases.event_money import prizes_of, still_out
from unionoffice.usecases.log_from_record import log_line_of
from unionoffice.usecases.office import Office
from unionoffice.usecases.plans import follower_of, is_plan

_MOST_NAMED = 3


def event_notes(office: Office, record: Record) -> Iterable[str]:
    """Tell of an event what has not come back, what the rules doubt of its prizes, and where it is in the log."""
    out = still_out(office, record.id)
    if out:
        named = "、".join(each.label for each in out[:_MOST_NAMED])
        yield f"借来的 {len(out)} 件物品还没有归还：{named}{'等' if len(out) > _MOST_NAMED else ''}"
    yield from prizes_of(office, record.id).sentences[:1]
    if (line := log_line_of(office, record)) is not None:
        yield f"已写入工作日志（{line.text(WHEN)}）"


def log_notes(office: Office, record: Record) -> Iterable[str]:
    """Tell of a plan what followed it."""
    if is_plan(record) and (line := follower_of(office, record)) is not None:
        yield f"已结转为“{line.label}”" if is_plan(line) else f"已完成：{line.text(WHEN)} {line.label}"
