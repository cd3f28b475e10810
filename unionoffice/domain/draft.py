"""The half-year summary as data: the one source of the window, the PDF, the Word file and the JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

LOST_NUMBER = "【待补】"

Row = tuple[str, int]
"""A ledger key and a record id."""


class State(StrEnum):
    """Where a figure's value comes from."""

    COMPUTED = "计算"
    STATED = "填报"
    BLANK = "待补"


class Basis(StrEnum):
    """What span of time a figure speaks of; only PERIOD figures are ever summed over time."""

    PERIOD = "本期"
    CUMULATIVE = "累计"
    STOCK = "存量"


class Part(StrEnum):
    """The part of the summary a chapter belongs to, in the order they are printed."""

    OVERVIEW = "总述"
    DONE = "完成"
    SHORTCOMING = "不足"
    PLAN = "计划"


@dataclass(frozen=True)
class Figure:
    """One number of the summary with everything needed to trace it."""

    label: str
    value: Decimal | None
    unit: str
    qualifier: str = ""
    """One of "", 余, 多, 近, 约, ≥, ≤."""
    upper: Decimal | None = None
    """The end of a range, `value` being its start."""
    state: State = State.STATED
    basis: Basis = Basis.PERIOD
    as_of: date | None = None
    rule: str = ""
    """口径: in words, what was counted."""
    rows: tuple[Row, ...] = ()
    scale: str = ""
    """万 or 亿 where the number is printed in it; `value` is the full number."""
    per: str = ""
    """The one of which the value holds: 人 for 每人300元."""
    as_stated: str = ""
    """The clerk's own wording of the amount, where it has one (2-30, 一批); printed instead of the number."""

    @property
    def text(self) -> str:
        """The words on paper: 1500余份, 每日不少于60立方米, 2万余元, 2-30人, 【待补】户."""
        if self.as_stated:
            amount = self.as_stated + self.unit
        elif self.state is State.BLANK:
            amount = self._qualified(LOST_NUMBER)
        elif self.value is None:
            return ""
        elif self.upper is not None:
            amount = f"{self._number(self.value)}—{self._number(self.upper)}{self.scale}{self.unit}"
        else:
            amount = self._qualified(self._number(self.value) + self.scale)
        return f"每{self.per}{amount}" if self.per else amount

    def _number(self, value: Decimal) -> str:
        return plain_number(value / {"": 1, "万": 10**4, "亿": 10**8}[self.scale])

    def _qualified(self, number: str) -> str:
        match self.qualifier:
            case "余" | "多":
                return f"{number}{self.qualifier}{self.unit}"
            case "近" | "约":
                return f"{self.qualifier}{number}{self.unit}"
            case "≥":
                return f"不少于{number}{self.unit}"
            case "≤":
                return f"不超过{number}{self.unit}"
        return f"{number}{self.unit}"


def plain_number(value: Decimal) -> str:
    """Write a number without exponent, without a fraction that is only zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


Run = str | Figure


@dataclass(frozen=True)
class Paragraph:
    """Words and figures in the order they are read."""

    runs: tuple[Run, ...]
    key: str = ""
    """What the paragraph is about (`event/12`, `stat/aid/amount`): the same after every regeneration, so that edits keep their place."""
    level: int = 0
    """0 body text, 1 a sub-heading （一）."""
    edited: bool = False
    """True when the clerk wrote these words: regeneration leaves them alone."""
    records: tuple[Row, ...] = ()
    """The records that it tells one by one; empty for statistics and headings."""

    @property
    def text(self) -> str:
        """The words as printed."""
        return "".join(run if isinstance(run, str) else run.text for run in self.runs)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in reading order."""
        return tuple(run for run in self.runs if isinstance(run, Figure))


@dataclass(frozen=True)
class Chapter:
    """A numbered chapter; an OVERVIEW chapter has no numeral."""

    title: str
    part: Part
    paragraphs: tuple[Paragraph, ...]
    numeral: str = ""
    key: str = ""


@dataclass(frozen=True)
class AnnexTable:
    """A table printed after the text."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    """For each column, whether it is right-aligned."""
    sources: tuple[Row, ...] = ()
    landscape: bool = False


@dataclass(frozen=True)
class Chart:
    """A drawing of a few numbers; readable in black and white."""

    title: str
    kind: str
    """`bars` or `pie`."""
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal, ...]], ...]
    """Name and values, one value for each label."""
    unit: str = ""


@dataclass(frozen=True)
class Caution:
    """Something the clerk should look at before the summary is sent."""

    code: str
    text: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Draft:
    """The whole summary."""

    office: str
    title: str
    period_label: str
    start: date
    end: date
    chapters: tuple[Chapter, ...]
    annexes: tuple[AnnexTable, ...] = ()
    charts: tuple[Chart, ...] = ()
    signed_by: str = ""
    signed_on: date | None = None
    not_written: tuple[Figure, ...] = ()
    warnings: tuple[Caution, ...] = field(default=())

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of all chapters in reading order."""
        return tuple(paragraph for chapter in self.chapters for paragraph in chapter.paragraphs)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the text in reading order."""
        return tuple(figure for paragraph in self.paragraphs for figure in paragraph.figures)
