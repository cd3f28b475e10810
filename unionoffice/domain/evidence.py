"""A number of the summary with what was counted and the rows behind it, as the 佐证清单 lists it."""

from __future__ import annotations

from dataclasses import dataclass

EVIDENCE_HEADS = ("序号", "台账", "编号", "日期", "登记事项", "登记的数据")
EVIDENCE_WIDTHS = (6.0, 14.0, 15.0, 14.0, 34.0, 42.0)
"""The columns' shares of the width."""


@dataclass(frozen=True)
class Evidence:
    """One number of the text and the rows it comes from."""

    chapter: str
    label: str
    text: str
    """The number as printed."""
    rule: str
    """口径: what was counted."""
    rows: tuple[tuple[str, str, str, str, str], ...]
    """Ledger, number, date, what it is called, its data."""

    def heading(self, number: int) -> str:
        """Write the line above the rows."""
        chapter = f"（{self.chapter}）" if self.chapter else ""
        return f"{number}. {self.label}：{self.text}{chapter}"
