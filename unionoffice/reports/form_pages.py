"""Spreads the parts of a form over pages: rows stay whole where a page can hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unionoffice.reports.annex_pages import Frame
from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import PaperFonts
from unionoffice.reports.form_lists import band_of
from unionoffice.reports.form_parts import (
    ROW,
    Band,
    Ends,
    FormPaper,
    Listing,
    NewPage,
    Part,
    Row,
    Signs,
    Words,
)
from unionoffice.reports.form_setting import (
    LEADING,
    Fragment,
    SetRow,
    as_high_as_its_side,
    parted,
    set_row,
    side_height,
)
from unionoffice.reports.paper_text import printable
from unionoffice.reports.sheet import A4, MM
from unionoffice.reports.table_setting import PADDING, cell_lines
from unionoffice.reports.title_breaking import break_title

TITLE_SIZE = 20.0
_TITLE_GAP, _RUNNING, _ABOVE_HEADING = 14.0, 18.0, 8.0
_SPARE_TOGETHER = 4
"""So many empty rows for the pen stand together, on a new page where they must; the others begin none."""
_MARGIN_X, _MARGIN_TOP, _MARGIN_BOTTOM = 20 * MM, 20 * MM, 20 * MM


@dataclass(frozen=True)
class SetWords:
    """Lines of words between the frames."""

    words: Words
    lines: tuple[str, ...]


Placed = Fragment | SetWords | Ends | Signs


@dataclass
class Page:
    """What stands on a page and how far below the upper edge of the text block."""

    placed: list[tuple[float, Placed]]
    used: float


def form_frame(*, landscape: bool) -> Frame:
    """Give the text block of a form."""
    wide, high = (A4[1], A4[0]) if landscape else A4
    height = high - _MARGIN_TOP - _MARGIN_BOTTOM
    return Frame((wide, high), _MARGIN_X, high - _MARGIN_TOP, wide - 2 * _MARGIN_X, height)


def title_lines(paper: FormPaper, width: float, fonts: PaperFonts) -> list[str]:
    """Break the title where it is wider than the page."""
    title = printable(paper.title)
    return break_title(title, [letter.ems * TITLE_SIZE for letter in fonts.letters(Role.TITLE, title)], width)


def set_form(paper: FormPaper, frame: Frame, fonts: PaperFonts) -> list[Page]:
    """Spread a form over as many pages as it needs."""
    head = len(title_lines(paper, frame.width, fonts)) * TITLE_SIZE * 1.3 + _TITLE_GAP
    flow = _Flow(frame, fonts, paper.size, [Page([], head)])
    for number, part in enumerate(paper.parts):
        flow.put(part, _room_below(part, paper.parts[number + 1 : number + 2], paper.size))
    return flow.pages


def _room_below(part: Part, following: Sequence[Part], size: float) -> float:
    """Say how much room a part leaves for what must not be parted from it: signatures, the table below a heading."""
    if isinstance(part, Words):
        tables = [each for each in following if isinstance(each, Band | Listing)]
        return sum(2 * ROW for _ in tables) if part.bold else 0.0
    return sum(_signs_height(each, size) for each in following if isinstance(each, Signs))


def _signs_height(signs: Signs, size: float) -> float:
    return 31.0 + (len(signs.right) + bool(signs.places) - 1) * size * LEADING * 1.3


@dataclass
class _Flow:
    frame: Frame
    fonts: PaperFonts
    size: float
    pages: list[Page]

    @property
    def left(self) -> float:
        return self.frame.height - self.pages[-1].used

    @property
    def whole(self) -> float:
        """The room of a following page."""
        return self.frame.height - _RUNNING

    def turn(self) -> None:
        if self.pages[-1].placed:
            self.pages.append(Page([], _RUNNING))

    def place(self, placed: Placed, height: float) -> None:
        if height > self.left:
            self.turn()
        self.pages[-1].placed.append((self.pages[-1].used, placed))
        self.pages[-1].used += height

    def put(self, part: Part, after: float) -> None:
        match part:
            case NewPage():
                self.turn()
            case Words():
                self._put_words(part, after)
            case Ends():
                self._put_ends(part)
            case Signs():
                self.place(part, _signs_height(part, self.size))
            case Band():
                self._put_band(part, after)
            case Listing():
                self._put_band(band_of(part, self.frame.width, self.size, self.fonts), after)

    def _put_ends(self, ends: Ends) -> None:
        """Place both on one line, or below each other where they would meet."""
        if self.fonts.width(Role.PLAIN, ends.left + "　" + ends.right, self.size) <= self.frame.width:
            self.place(ends, self.size * LEADING + 4)
            return
        self._put_words(Words(ends.left, self.size))
        self._put_words(Words(ends.right, self.size, share=1.0))

    def _put_words(self, words: Words, after: float = 0.0) -> None:
        """Place a paragraph line by line, so that a long one may run on over the next page; a heading stays above."""
        role = Role.HEADING if words.bold else Role.BODY
        text = ("　　" if words.indent else "") + printable(words.text)
        if words.bold and self.pages[-1].placed:
            self.pages[-1].used += _ABOVE_HEADING
        lines = cell_lines(text, role, self.frame.width + 2 * PADDING, words.size, self.fonts)
        if after and len(lines) * words.size * 1.5 + 3.0 + after > self.left:
            self.turn()
        for line in lines:
            self.place(SetWords(words, (line,)), words.size * 1.5)
        self.pages[-1].used += 3.0

    def _put_band(self, band: Band, after: float) -> None:
        run = _Run(self, band)
        last = len(band.rows)
        spare = next((place for place, row in enumerate(band.rows) if row.spare), last)
        begin = spare - 1 if spare and band.rows[spare - 1].with_next else spare
        for number, row in enumerate(band.rows):
            rest: SetRow | None = self._set(row, band)
            if number == begin:
                together = (self._set(each, band).height for each in band.rows[begin : spare + _SPARE_TOGETHER])
                run.keep_together(sum(together) + after)
            if row.spare and number >= spare + _SPARE_TOGETHER and rest and not run.has_room(rest.height + after):
                continue
            is_above_last = row.with_next and number == last - 2
            needs_after = row.spare or number == last - 1 or is_above_last
            while rest is not None:
                rest = run.take(rest, after if needs_after else 0.0)
        run.close()

    def _set(self, row: Row, band: Band) -> SetRow:
        return set_row(row, band, self.frame.width, self.size, self.fonts)


class _Run:
    """One band on its way over the pages."""

    def __init__(self, flow: _Flow, band: Band) -> None:
        self._flow, self._band = flow, band
        self._heads = [set_row(row, band, flow.frame.width, flow.size, flow.fonts) for row in band.heads]
        self._rows = list(self._heads)
        self._is_first = True

    @property
    def _is_bare(self) -> bool:
        """Whether only the heads stand on this page yet."""
        return len(self._rows) == len(self._heads)

    def has_room(self, height: float) -> bool:
        """Tell whether so much fits below the rows on this page."""
        return height <= self._flow.left - sum(each.height for each in self._rows)

    def keep_together(self, height: float) -> None:
        """Go on to the next page where so much does not fit on this one."""
        is_fresh = self._is_bare and not self._flow.pages[-1].placed
        if not is_fresh and not self.has_room(height):
            self._turn()

    def take(self, row: SetRow, after: float) -> SetRow | None:
        """Put a row below the others, or as much of it as fits; give what is left of it."""
        heads = sum(each.height for each in self._heads)
        room = self._flow.left - sum(each.height for each in self._rows)
        wanted = row.height + (ROW if row.with_next else 0.0)
        if self._is_bare:
            wanted = max(wanted, side_height(self._band, self._flow.size) - heads)
        is_fresh = self._is_bare and not self._flow.pages[-1].placed
        if wanted + after <= room or (is_fresh and row.height <= room):
            self._rows.append(row)
            return None
        if is_fresh or (row.height > self._flow.whole - heads and room > 6 * LEADING * self._flow.size):
            top, row = parted(row, room, self._flow.size)
            self._rows.append(top)
        self._turn()
        return row

    def _turn(self) -> None:
        if not self._is_bare:
            self.close()
        self._flow.turn()
        self._rows = list(self._heads)

    def close(self) -> None:
        """Leave the rows gathered on the page where they are."""
        if not self._rows:
            return
        fragment = as_high_as_its_side(Fragment(self._band, tuple(self._rows), self._is_first), self._flow.size)
        self._flow.place(fragment, fragment.height)
        self._rows = []
        self._is_first = False
