"""Spreads set lines over pages: headings stay with their text, the signature never stands alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from unionoffice.reports.body_layout import SetLine, centred, set_block
from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import PaperFonts
from unionoffice.reports.paper_text import Block, Kind, subheading_split
from unionoffice.reports.sheet import Sheet
from unionoffice.reports.title_breaking import break_title

_SIGNATURE = frozenset({Kind.SIGNED_BY, Kind.SIGNED_ON})
_ROOM_FOR_SEAL = 2
"""Empty lines above the signature: a 42 mm seal over name and date then reaches up to one line below the text."""
_TAKEN_ALONG = 2
"""Lines of text that move to the next page together with the signature."""


class PlacedLine(NamedTuple):
    """A line and the row it stands on; row 0 is the first of the page."""

    row: int
    line: SetLine


@dataclass
class _Flow:
    """What is written from top to bottom: lines, and None for an empty row."""

    rows: int
    first_row: int
    pages: list[list[PlacedLine]]
    row: int

    def put(self, line: SetLine | None) -> None:
        if self.row >= self.rows:
            self.turn()
        if line is not None:
            self.pages[-1].append(PlacedLine(self.row, line))
        if line is not None or self.row > 0:
            self.row += 1

    def turn(self) -> None:
        self.pages.append([])
        self.row = 0


def paginate(blocks: Sequence[Block], sheet: Sheet, fonts: PaperFonts, first_row: int = 0) -> list[list[PlacedLine]]:
    """Give the lines of every page; the first page begins at `first_row`, below a red head."""
    text = [block for block in blocks if block.kind not in _SIGNATURE]
    lines = list(_with_gaps(text, sheet, fonts))
    signature = signature_lines([block for block in blocks if block.kind in _SIGNATURE], sheet, fonts)
    pages, row = _spread(lines, sheet, first_row, len(lines))
    left = sheet.rows - row
    crowded = bool(signature) and left < len(signature) + 1
    if crowded or not _holds_text(pages[-1]):
        pages, row = _spread(lines, sheet, first_row, _last_break(lines))
        left = sheet.rows - row
    if signature:
        row += min(_ROOM_FOR_SEAL, left - len(signature))
        pages[-1] += [PlacedLine(row + number, line) for number, line in enumerate(signature)]
    return pages


def _holds_text(page: Sequence[PlacedLine]) -> bool:
    return not page or any(placed.line.block.kind is not Kind.ANNEX_LIST for placed in page)


def _with_gaps(blocks: Sequence[Block], sheet: Sheet, fonts: PaperFonts) -> Iterator[SetLine | None]:
    before: Kind | None = None
    for block in blocks:
        # One empty line under the title and one above the list of annexes (7.3.1, 7.3.4).
        if before is Kind.TITLE or (block.kind is Kind.ANNEX_LIST and before is not Kind.ANNEX_LIST):
            yield None
        yield from set_block(block, sheet, fonts)
        before = block.kind


def _spread(
    lines: Sequence[SetLine | None], sheet: Sheet, first_row: int, turn_at: int
) -> tuple[list[list[PlacedLine]], int]:
    flow = _Flow(sheet.rows, first_row, [[]], first_row)
    for index, line in enumerate(lines):
        torn = _opens_heading(line) and flow.row + _kept_together(lines, index) > sheet.rows
        torn = torn or (_opens_charts(line) and flow.row + sheet.chart_rows > sheet.rows)
        if flow.row > 0 and (torn or index == turn_at):
            flow.turn()
        flow.put(line)
    return flow.pages, flow.row


def _opens_heading(line: SetLine | None) -> bool:
    return line is not None and line.opens and _is_heading(line.block)


def _opens_charts(line: SetLine | None) -> bool:
    return line is not None and line.opens and line.block.kind is Kind.CHARTS


def _is_heading(block: Block) -> bool:
    """Say whether a block is a heading and nothing else; 仿宋 text may follow a sub-heading in the same paragraph."""
    if block.kind is Kind.SUBHEADING:
        return subheading_split(block.text) == len(block.text)
    return block.kind is Kind.HEADING


def _kept_together(lines: Sequence[SetLine | None], index: int) -> int:
    """Count the lines of the headings that begin here and the first line of their text."""
    count = 0
    for line in lines[index:]:
        count += 1
        if line is None or not _is_heading(line.block):
            break
    return count


def _last_break(lines: Sequence[SetLine | None]) -> int:
    """Find where to turn the page so that the signature has text above it, and no heading is left behind."""
    texts = [index for index, line in enumerate(lines) if line is not None and line.block.kind is not Kind.ANNEX_LIST]
    index = texts[-_TAKEN_ALONG] if len(texts) >= _TAKEN_ALONG else 0
    while index > 0:
        before, here = lines[index - 1], lines[index]
        inside = here is not None and here.block.kind is Kind.CHARTS and not here.opens
        if not inside and (before is None or not _is_heading(before.block)):
            break
        index -= 1
    return index


def signature_lines(blocks: Sequence[Block], sheet: Sheet, fonts: PaperFonts) -> list[SetLine]:
    """Set name and date for a seal: the date four letters from the right, the name centred over it (7.3.5.1)."""
    lines: list[SetLine] = []
    middle = sheet.width
    for block in reversed(blocks):
        if block.kind is Kind.SIGNED_ON:
            middle = sheet.width - 4 * sheet.cell - fonts.width(Role.BODY, block.text, sheet.size) / 2
        lines = _signed(block, middle, sheet, fonts) + lines
    return lines


def _signed(block: Block, middle: float, sheet: Sheet, fonts: PaperFonts) -> list[SetLine]:
    room = sheet.width - 4 * sheet.cell
    letters = fonts.letters(Role.BODY, block.text)
    lines = []
    for number, words in enumerate(break_title(block.text, [sheet.size * letter.ems for letter in letters], room)):
        line = SetLine(block, tuple(fonts.letters(Role.BODY, words)), (), sheet.size, opens=number == 0)
        width = fonts.width(Role.BODY, words, sheet.size)
        # A long name keeps two letters from the right edge instead of running over it.
        lines.append(centred(line, min(middle, sheet.width - 2 * sheet.cell - width / 2)))
    return lines
