"""What a form of the office is made of, before anything is measured: rows of cells, lines of words, pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

ROW = 24.0
"""The least height of a row in points: eight and a half millimetres, in which a hand can still write."""


class Look(Enum):
    """How the words of a cell are set."""

    LABEL = auto()
    VALUE = auto()
    CENTRED = auto()
    NUMBER = auto()
    HEAD = auto()


@dataclass(frozen=True)
class Picture:
    """A photo, and the words printed where there is none or it cannot be shown."""

    read: Callable[[], bytes | None] = lambda: None
    """Gives the file's content when it is drawn, so that an album is never in memory as a whole."""
    words: str = "照片"


@dataclass(frozen=True)
class Cell:
    """A framed box over `span` columns."""

    text: str = ""
    look: Look = Look.VALUE
    span: int = 1
    foot: tuple[str, ...] = ()
    """Lines at the lower right, for a signature, a seal and a date."""
    picture: Picture | None = None
    """Above the words."""


@dataclass(frozen=True)
class Row:
    """Cells side by side; grows as high as its words need."""

    cells: tuple[Cell, ...]
    least: float = ROW
    """In points."""
    with_next: bool = False
    """Never stands last on a page, as a heading."""
    spare: bool = False
    """An empty row for the pen: some stand together, the others only where there is room for them."""


@dataclass(frozen=True)
class Band:
    """Rows on the same columns; a band that does not fit runs on over the next page below its repeated heads."""

    columns: tuple[float, ...]
    """Shares of the width."""
    rows: tuple[Row, ...]
    heads: tuple[Row, ...] = ()
    side: str = ""
    """Written from top to bottom in a narrow column at the left."""
    picture: Picture | None = None
    """In a box of its own at the right, as a passport photo is."""


@dataclass(frozen=True)
class Column:
    """A column of a list; a fixed width is for what is written by hand."""

    title: str
    look: Look = Look.VALUE
    fixed: float = 0.0
    """In points; 0 to share what is left by the length of the words."""


@dataclass(frozen=True)
class Group:
    """Rows of a list under a heading of their own; no heading where its words are empty."""

    rows: tuple[tuple[str, ...], ...]
    heading: str = ""
    spare: bool = False
    """Whether its rows are empty ones for the pen, which alone begin no page."""


@dataclass(frozen=True)
class Listing:
    """A table of many rows whose heads are repeated on every page, and what they add up to at its foot."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    sums: tuple[str, ...] = ()
    least: float = ROW
    """The least height of a row in points."""


@dataclass(frozen=True)
class Words:
    """A line or paragraph between the frames."""

    text: str
    size: float = 10.5
    bold: bool = False
    share: float = 0.0
    """Of the free room, what stays at the left: 0.5 centres the words."""
    indent: bool = False
    """Whether the first line begins two letters in."""


@dataclass(frozen=True)
class Ends:
    """Words at both ends of one line."""

    left: str
    right: str


@dataclass(frozen=True)
class Signs:
    """Places for signatures, evenly along a line, or words at its right end; takes the row above it along."""

    places: tuple[str, ...]
    right: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a page of its own."""


Part = Band | Listing | Words | Ends | Signs | NewPage


@dataclass(frozen=True)
class FormPaper:
    """One form, with its title on the first page and a short one on the others."""

    title: str
    parts: tuple[Part, ...]
    landscape: bool = False
    size: float = 10.5
    """Of the words in the frames, in points."""
    running: str = ""
    """On the following pages beside the title: whose form it is."""


def pair(label: str, text: str, span: int = 1) -> tuple[Cell, Cell]:
    """Give a label and, over `span` columns, what is written beside it."""
    return Cell(label, Look.LABEL), Cell(text, Look.VALUE if span > 1 else Look.CENTRED, span)


def row(*pairs: tuple[Cell, ...], least: float = ROW) -> Row:
    """Put labels and values side by side."""
    return Row(tuple(cell for each in pairs for cell in each), least)
