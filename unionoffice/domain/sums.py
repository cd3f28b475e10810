"""What the records of a list add up to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from unionoffice.domain.kinds import Money
from unionoffice.domain.ledger import Field


@dataclass(frozen=True)
class Sum:
    """The sum of one field over the records of one side."""

    field: Field[Any]
    total: Decimal | int
    """Yuan for money."""
    side: str = ""
    """支出 or 收入 where both occur; empty where all records are of one side."""
    is_least: bool = False
    """Whether an amount in it was only a lower bound (余, 多)."""

    @property
    def text(self) -> str:
        """The sum in words: 支出金额 ￥1,200.00余, 人数 521 人."""
        more = "余" if self.is_least else ""
        if isinstance(self.field.kind, Money):
            return f"{self.side}{self.field.title} ￥{self.total:,.2f}{more}"
        return f"{self.side}{self.field.title} {self.total:,}{more} {self.field.kind.unit}".rstrip()
