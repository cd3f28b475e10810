"""The fixed days of a union's year, for the plan of the time ahead."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unionoffice.domain.period import Period
from unionoffice.paths import RESOURCES


@dataclass(frozen=True)
class FixedDay:
    """Something that comes every year in certain months."""

    name: str
    months: Sequence[int]
    words: str
    """One sentence of a plan."""


@dataclass(frozen=True)
class FixedDays:
    """The calendar, and how far a kind of period looks ahead."""

    months_ahead: Mapping[str, int]
    entries: Sequence[FixedDay]

    def ahead_of(self, period: Period) -> list[FixedDay]:
        """List what comes after a period, the next month first."""
        count = self.months_ahead.get(period.kind, self.months_ahead[""])
        months = [(period.end.month + each) % 12 + 1 for each in range(count)]
        return [day for month in months for day in self.entries if day.months[0] == month]


def read_fixed_days() -> FixedDays:
    """Read the calendar that comes with the program."""
    content = json.loads((RESOURCES / "calendar.json").read_text("utf-8"))
    entries = [FixedDay(each["name"], tuple(each["months"]), each["words"]) for each in content["entries"]]
    return FixedDays(content["months_ahead"], entries)
