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
    """支出 or 收入 where both occur, what it is called where it is kept apart; empty where all are of one side."""
    is_least: bool = False
    """Whether an amount in it was only a lower bound (余, 多)."""
    is_apart: bool = False
    """Whether it enters no total: planned, called off, not paid."""
    rows: int = 0
    """How many records of its side there are."""

    @property
    def amount(self) -> str:
        """The sum without what it is of: ￥1,200.00余, 521 人."""
        more = "余" if self.is_least else ""
        if isinstance(self.field.kind, Money):
            return f"￥{self.total:,.2f}{more}"
        return f"{self.total:,}{more} {self.field.kind.unit}".rstrip()

    @property
    def text(self) -> str:
        """The sum in words: 支出金额 ￥1,200.00余, 人数 521 人."""
        return f"{self.side}{self.field.title} {self.amount}"
