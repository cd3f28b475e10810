"""Puts the words of a draft in the order in which every kind of paper prints them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from unionoffice.domain.day import written_date
from unionoffice.domain.draft import Chapter, Chart, Draft, Figure, Paragraph, Part, Run
from unionoffice.reports.fonts import MISSING

_UNHEADED = frozenset({"总述", "导语", ""})
CHARTS_TITLE = "统计图"
CREATOR = "工会工作台账"


class Kind(Enum):
    """What a block of words is, and so how it is set."""

    TITLE = auto()
    HEADING = auto()
    SUBHEADING = auto()
    BODY = auto()
    ANNEX_LIST = auto()
    CHARTS = auto()
    SIGNED_BY = auto()
    SIGNED_ON = auto()


@dataclass(frozen=True)
class Block:
    """A paragraph as it is printed; `chapter` and `paragraph` are its places in the draft, -1 where it has none."""

    kind: Kind
    runs: tuple[Run, ...]
    chapter: int = -1
    paragraph: int = -1
    first_figure: int = 0
    """How many figures of the paragraph stand in blocks before this one."""
    charts: tuple[Chart, ...] = ()
    """Drawings side by side, where the block is none of words."""

    @property
    def text(self) -> str:
        """The words as printed."""
        return "".join(run_text(run) for run in self.runs)


def run_text(run: Run) -> str:
    """Give the words of a run without the characters that nobody can see."""
    return printable(run.text).replace("\n", " ") if isinstance(run, Figure) else printable(run)


def printable(text: str) -> str:
    """Drop invisible characters (control, zero-width, direction) and turn tabs into spaces; line breaks stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if char == "\t" else char
        for char in text.replace("\r\n", "\n").replace("\r", "\n")
        if char in "\n\t" or not _invisible(char)
    )


def encodable(text: str) -> str:
    """Give the visible text as a file may hold it: halves of characters are marked as missing."""
    return "".join(MISSING if "\ud800" <= char <= "\udfff" else char for char in printable(text))


def _invisible(char: str) -> bool:
    return (
        unicodedata.category(char) in {"Cc", "Cf"}
        or "\ufe00" <= char <= "\ufe0f"
        or "\U000e0100" <= char <= "\U000e01ef"
    )


def blocks_of(draft: Draft, charts: Sequence[Chart] = ()) -> tuple[Block, ...]:
    """List what stands before the annexes, in reading order; a line break in the clerk's words begins a new block.

    `charts` stand in pairs behind the first chapter of the text; those of the draft itself are an annex.
    """
    blocks = [Block(Kind.TITLE, (printable(draft.title),))]
    for index, chapter in enumerate(draft.chapters):
        if heading_of(chapter):
            blocks.append(Block(Kind.HEADING, (heading_of(chapter),), index))
        for number, paragraph in enumerate(chapter.paragraphs):
            blocks += _paragraph_blocks(paragraph, index, number)
        if heading_of(chapter) and chapter.paragraphs and charts:
            blocks += _chart_blocks(charts)
            charts = ()
    blocks += _chart_blocks(charts)
    blocks += [Block(Kind.ANNEX_LIST, (line,)) for line in annex_list(draft)]
    if draft.signed_by:
        blocks.append(Block(Kind.SIGNED_BY, (printable(draft.signed_by),)))
    if draft.signed_on:
        blocks.append(Block(Kind.SIGNED_ON, (written_date(draft.signed_on),)))
    return tuple(blocks)


def _chart_blocks(charts: Sequence[Chart]) -> list[Block]:
    return [Block(Kind.CHARTS, (), charts=tuple(charts[at : at + 2])) for at in range(0, len(charts), 2)]


def _paragraph_blocks(paragraph: Paragraph, chapter: int, number: int) -> list[Block]:
    kind = Kind.SUBHEADING if paragraph.level else Kind.BODY
    parts: list[list[Run]] = [[]]
    for run in paragraph.runs:
        if isinstance(run, Figure) or "\n" not in printable(run):
            parts[-1].append(run)
            continue
        head, *rest = printable(run).split("\n")
        parts[-1].append(head)
        parts += [[piece] for piece in rest]
    blocks = []
    figures = 0
    for part in parts:
        if part and isinstance(part[0], str):
            # The paper indents by itself; spaces typed for it would indent twice.
            part[0] = part[0].lstrip()
        blocks.append(Block(kind, tuple(part), chapter, number, figures))
        figures += sum(isinstance(run, Figure) for run in part)
    return [block for block in blocks if block.text.strip()]


def heading_of(chapter: Chapter) -> str:
    """Give the heading as printed: 一、帮扶服务; nothing for an opening that needs none."""
    title = printable(chapter.title)
    if chapter.part is Part.OVERVIEW and title in _UNHEADED:
        return ""
    return f"{chapter.numeral}、{title}" if chapter.numeral else title


def annex_titles(draft: Draft) -> tuple[str, ...]:
    """Give the titles of the annexes in order; all charts together are the last one."""
    tables = tuple(printable(table.title) for table in draft.annexes)
    return (*tables, CHARTS_TITLE) if draft.charts else tables


def annex_label(draft: Draft, index: int) -> str:
    """Give the word on top of an annex: 附件, with its number when there are several."""
    return f"附件{index + 1}" if len(annex_titles(draft)) > 1 else "附件"


def annex_list(draft: Draft) -> tuple[str, ...]:
    """Give the lines that announce the annexes under the text (GB/T 9704-2012, 7.3.4: no mark at their end)."""
    titles = annex_titles(draft)
    if len(titles) == 1:
        return (f"附件：{titles[0]}",)
    return tuple(
        f"附件：{number}.{title}" if number == 1 else f"{number}.{title}" for number, title in enumerate(titles, 1)
    )


def subheading_split(text: str) -> int:
    """Say how many letters of a sub-heading paragraph are the heading: all, or its first sentence when more follows."""
    stop = text.find("。")
    return len(text) if stop < 0 else stop + 1
