"""The limits an office works by: what a rule may cost, how many days it gives, each with its 依据 and its time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unionoffice.domain.draft import plain_number
from unionoffice.domain.ledger import Record
from unionoffice.ledgers.limit import (
    LIMIT_AUDIENCE,
    LIMIT_BASIS,
    LIMIT_FROM,
    LIMIT_IN_USE,
    LIMIT_MOST,
    LIMIT_SUBJECT,
    LIMIT_TO,
)
from unionoffice.ledgers.shared import DOC_REF


@dataclass(frozen=True)
class Limit:
    """One row of 限额规则 that is in use."""

    subject: str
    basis: str
    most: Decimal
    source: str = ""
    """依据: the paper it rests on."""
    valid_from: date | None = None
    valid_to: date | None = None
    audience: str = ""
    """适用对象, empty for everybody."""

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force on a day, its first and last day included."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def grounds(self) -> str:
        """The end of a sentence that names the limit's 依据: （依据：总工办发〔2017〕32号）."""
        return f"（依据：{self.source}）" if self.source else ""

    @property
    def yuan(self) -> str:
        """The limit as an amount: 3,000.00."""
        return f"{self.most:,.2f}"


class Limits:
    """All limits in use."""

    def __init__(self, limits: Iterable[Limit] = ()) -> None:
        self.all = tuple(limits)
        self._named = defaultdict[tuple[str, str], list[Limit]](list)
        for each in sorted(self.all, key=lambda each: each.most):
            self._named[each.subject, each.basis].append(each)

    def of(self, subject: str, basis: str, on: date) -> tuple[Limit, ...]:
        """List the limits of a 事项 and 口径 in force on a day, the strictest first."""
        return tuple(each for each in self._named.get((subject, basis), ()) if each.holds_on(on))

    def strictest(self, subject: str, basis: str, on: date) -> Limit | None:
        """Find the lowest limit of a 事项 and 口径 in force on a day; None where the office has set none."""
        return next(iter(self.of(subject, basis, on)), None)

    def number(self, subject: str, basis: str, on: date) -> int | None:
        """Give a limit as a whole number of days or months; None where the office has set none."""
        limit = self.strictest(subject, basis, on)
        return None if limit is None else int(limit.most)


def limits_from(records: Iterable[Record]) -> Limits:
    """Read the rows of 限额规则 that are in use."""
    return Limits(_limit(each) for each in records if each[LIMIT_IN_USE] is not False)


def _limit(row: Record) -> Limit:
    start, end = row[LIMIT_FROM], row[LIMIT_TO]
    return Limit(
        subject=row.text(LIMIT_SUBJECT),
        basis=row.text(LIMIT_BASIS),
        most=row[LIMIT_MOST] or Decimal(0),
        source=row.text(DOC_REF),
        valid_from=start.start if start else None,
        valid_to=end.end if end else None,
        audience=row.text(LIMIT_AUDIENCE),
    )


def shown_number(value: Decimal) -> str:
    """Write a limit without needless zeros: 66.67, 3000."""
    return plain_number(value)
