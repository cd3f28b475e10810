"""A ledger on its way to paper: what is to be written, and how wide each column is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Any

from unionoffice.domain.codes import Codebook
from unionoffice.domain.kinds import Choice, Choices, Flag, LongText
from unionoffice.domain.kinds.figures import Figures
from unionoffice.domain.kinds.kind import Cell
from unionoffice.domain.ledger import Field, Ledger, Record
from unionoffice.exchange.cell_text import text_width, widest_line
from unionoffice.exchange.profiles import Profile, cell_of

SERIAL = "序号"
SIGNATURES = ("审核人", "制表人", "联系电话")
_REST = "其他"
"""What forms call the fields that have no other group; as a head it would say nothing."""
_NARROWEST, _WIDEST, _WIDEST_LONG = 6.0, 28.0, 40.0
_WIDEST_FRAME = 140.0
"""As wide as A4 lies at 11 points."""
_NUMBER_WIDTHS = {"yyyy-mm-dd": 12.0, "#,##0.00": 14.0}


@dataclass(frozen=True)
class LedgerSheet:
    """Everything a ledger for a superior, the archive or the wall is made of."""

    ledger: Ledger
    records: Iterable[Record]
    title: str
    office_name: str
    filled_on: date
    fields: tuple[Field[Any], ...] = ()
    """The columns; those that suit the profile when empty."""
    profile: Profile = "archive"
    signers: Mapping[str, str] = field(default_factory=dict)
    """Who signs, by 审核人, 制表人 and 联系电话; what is missing stays blank to be written by hand."""
    codes: Codebook | None = None
    """The office's lists, for drop-down cells."""
    two_levels: bool = False
    """Whether neighbouring columns of one group stand under a common head."""
    watermark: str = ""
    """Large grey words above the title of every page."""

    @property
    def reported_by(self) -> str:
        """Say whose ledger it is: the left half of the line under the title."""
        return f"填报单位：{self.office_name}"

    @property
    def reported_on(self) -> str:
        """Say of which day it is and what its numbers count: the right half."""
        day = self.filled_on
        return f"填报日期：{day.year}年{day.month}月{day.day}日　单位：元、人"

    @property
    def signatures(self) -> list[str]:
        """Say who signs under the rows."""
        return [f"{name}：{self.signers.get(name, '')}" for name in SIGNATURES]

    @property
    def least_width(self) -> float:
        """Measure what stands above and below the rows, in one line each, in widths of a digit."""
        line = text_width(self.reported_by) + text_width(self.reported_on) + 8
        foot = len(SIGNATURES) * (max(map(text_width, self.signatures)) + 4)
        # The title has letters of twice the size; a very long name takes several lines sooner than a page too wide.
        return max(text_width(self.title) * 2.0 + 4, min(max(line, foot), _WIDEST_FRAME))


@dataclass(frozen=True)
class Column:
    """One column of the sheet; without a field it is the running number."""

    head: str
    width: float
    field: Field[Any] | None = None
    over: str = ""
    """The head that it shares with its neighbours; empty where it has only its own."""

    @property
    def number_format(self) -> str:
        """The Excel format; long words are General, because older Excel shows #### for more than 255 in a text cell."""
        if self.field is None:
            return "0"
        return "General" if self.is_long else self.field.kind.cell_format

    @property
    def is_long(self) -> bool:
        """Whether the column holds running text."""
        return self.field is not None and isinstance(self.field.kind, LongText | Figures)

    @property
    def is_text(self) -> bool:
        """Whether its cells are words, even when they look like a number."""
        return self.is_long or self.number_format == "@"

    @property
    def alignment(self) -> str:
        """Money right, counts, dates and short marks in the middle, words left."""
        if self.field is None or not self.is_text:
            return "right" if self.number_format == "#,##0.00" else "center"
        return "center" if isinstance(self.field.kind, Choice | Choices | Flag) else "left"


def columns_for(sheet: LedgerSheet, fields: Sequence[Field[Any]], sample: Sequence[Record]) -> list[Column]:
    """Set the widths by the heads and the first records, wide enough together for what stands above and below them."""
    columns = []
    for each, over in zip(fields, shared_heads(fields) if sheet.two_levels else [""] * len(fields), strict=True):
        cells = [cell_of(each, record.values.get(each.key), sheet.profile) for record in sample]
        columns.append(Column(each.title, _width(Column(each.title, 0, each), cells), each, over))
    wider = max(1.0, (sheet.least_width - _NARROWEST) / sum(column.width for column in columns))
    return [Column(SERIAL, _NARROWEST), *(replace(column, width=column.width * wider) for column in columns)]


def shared_heads(fields: Sequence[Field[Any]]) -> list[str]:
    """Name for each column the group that it shares with a neighbour; empty where no neighbour is of its group."""
    heads: list[str] = []
    for group, run in groupby(fields, lambda each: each.group):
        count = len(list(run))
        heads += [group if count > 1 and group != _REST else ""] * count
    return heads


def _width(column: Column, cells: Sequence[Cell]) -> float:
    content = max((widest_line(cell) for cell in cells if isinstance(cell, str)), default=0) + 2
    head = text_width(column.head) + 2
    head = head if head <= 14 else max(14, head // 2 + 2)
    least = max(_NARROWEST, _NUMBER_WIDTHS.get(column.number_format, 0))
    return float(min(max(least, head, content), _WIDEST_LONG if column.is_long else max(_WIDEST, head)))
