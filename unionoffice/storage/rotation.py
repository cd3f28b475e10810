"""Which backups stay.

Days, weeks and months are counted along the sequence of the backups, not back from today: a clock that jumps to 2099
adds one day to the count and throws nothing out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

BEFORE_UPGRADE = "升级前"
_NEWEST = 10
_DAYS, _WEEKS, _MONTHS = 30, 12, 24
_ALL_FOR = timedelta(hours=48)
_UPGRADE_FOR = timedelta(days=180)
_DELETIONS = 3


class Dated(Protocol):
    """What rotation needs to know of a backup."""

    @property
    def seq(self) -> int:
        """The number by which backups are ordered."""

    @property
    def made_at(self) -> datetime:
        """When, by the clock of that day."""

    @property
    def reason(self) -> str:
        """Why it was made."""


def kept(backups: Sequence[Dated], now: datetime) -> set[int]:
    """Return the numbers of the backups that stay: the newest 10, all of 48 hours, the last of each of 30 days,
    12 weeks and 24 months, and those before an upgrade for 180 days.
    """  # noqa: D205
    newest_first = sorted(backups, key=lambda each: each.seq, reverse=True)
    stay = {each.seq for each in newest_first[:_NEWEST]}
    # A backup “from the future” has a negative age and stays: nobody can tell which clock was wrong.
    stay |= {each.seq for each in backups if now - each.made_at <= _ALL_FOR}
    stay |= {each.seq for each in backups if each.reason == BEFORE_UPGRADE and now - each.made_at <= _UPGRADE_FOR}
    stay |= _last_of_each(newest_first, _DAYS, lambda at: at.date())
    stay |= _last_of_each(newest_first, _WEEKS, lambda at: at.isocalendar()[:2])
    stay |= _last_of_each(newest_first, _MONTHS, lambda at: (at.year, at.month))
    return stay


def to_delete(backups: Sequence[Dated], now: datetime) -> list[int]:
    """Return the numbers to delete in this run, the oldest first and never more than three."""
    stay = kept(backups, now)
    return sorted(each.seq for each in backups if each.seq not in stay)[:_DELETIONS]


def _last_of_each(newest_first: Sequence[Dated], count: int, span: Callable[[datetime], Hashable]) -> set[int]:
    last: dict[Hashable, int] = {}
    for each in newest_first:
        if len(last) == count:
            break
        last.setdefault(span(each.made_at), each.seq)
    return set(last.values())
