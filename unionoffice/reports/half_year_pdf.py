"""Prints the half-year summary as an official paper after GB/T 9704-2012."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import BinaryIO

from reportlab.graphics import renderPDF

from unionoffice.domain.draft import Draft
from unionoffice.reports.annex_pages import TablePages, draw_annex_head, frame_of
from unionoffice.reports.charts import draw_chart
from unionoffice.reports.fonts import PaperFonts, resolve
from unionoffice.reports.page_drawing import Spot, date_pages, draw_body_page, draw_page_number, new_canvas
from unionoffice.reports.pagination import PlacedLine, paginate
from unionoffice.reports.paper_options import PaperOptions
from unionoffice.reports.paper_text import (
    CHARTS_TITLE,
    Kind,
    annex_label,
    annex_titles,
    blocks_of,
    encodable,
)
from unionoffice.reports.red_head import RedHead, draw_red_head
from unionoffice.reports.sheet import A4, Sheet

_MOST_CHARTS_ON_A_PAGE = 3


@dataclass(frozen=True)
class PaperReport:
    """What came out of printing."""

    pages: int
    substitutions: tuple[str, ...]
    """In Chinese: which font stands in for which."""
    missing_characters: tuple[str, ...]
    """Characters that no font has, with their code; printed as 〓."""
    spots: tuple[Spot, ...]
    """Where each figure stands."""


def write_pdf(draft: Draft, target: Path | BinaryIO, options: PaperOptions | None = None) -> PaperReport:
    """Print a draft as PDF into a file or stream; the same draft and fonts give the same bytes."""
    options = options or PaperOptions()
    fonts = resolve(options.font_files, bundled_only=options.bundled_only)
    buffer = BytesIO()
    paper = _Paper(draft, buffer, options.sheet, fonts)
    spots = paper.print(options.red_head)
    if isinstance(target, Path):
        target.write_bytes(buffer.getvalue())
    else:
        target.write(buffer.getvalue())
    return PaperReport(paper.pages, fonts.substitutions, fonts.missing, tuple(spots))


class _Paper:
    """One PDF while it is being drawn."""

    def __init__(self, draft: Draft, buffer: BytesIO, sheet: Sheet, fonts: PaperFonts) -> None:
        self.pages = 0
        inline = bool(sheet.chart_rows)
        self._charts = draft.charts if inline else ()
        self._draft = replace(draft, charts=()) if inline else draft
        self._sheet = sheet
        self._fonts = fonts
        self._canvas = new_canvas(buffer, A4, fonts)
        self._canvas.setTitle(encodable(draft.title).replace("\n", ""))
        self._canvas.setAuthor(encodable(draft.office))
        self._canvas.setSubject(encodable(draft.period_label))
        if draft.signed_on is not None:
            date_pages(self._canvas, draft.signed_on)

    def print(self, red_head: RedHead | None) -> list[Spot]:
        """Draw everything; give the places of the figures."""
        spots: list[Spot] = []
        first_row = draw_red_head(self._canvas, red_head, self._sheet, self._fonts) if red_head else 0
        for lines in paginate(blocks_of(self._draft, self._charts), self._sheet, self._fonts, first_row):
            self._mark_chapters(lines)
            self._draw_charts_between(lines)
            spots += draw_body_page(self._canvas, lines, self._sheet, self.pages + 1)
            self._turn(landscape=False)
        for index in range(len(self._draft.annexes)):
            self._print_table(index)
        if self._draft.charts:
            self._print_charts()
        if self._draft.chapters or self._draft.annexes or self._draft.charts:
            self._canvas.showOutline()
        self._canvas.save()
        return spots

    def _turn(self, *, landscape: bool) -> None:
        self.pages += 1
        draw_page_number(self._canvas, self._sheet, self._fonts, self.pages, landscape=landscape)
        self._canvas.showPage()

    def _mark_chapters(self, lines: list[PlacedLine]) -> None:
        for row, line in lines:
            if line.block.kind is Kind.HEADING and line.opens:
                top = self._sheet.baseline(row, line.size) + self._sheet.pitch
                self._mark(line.block.text, top)

    def _mark(self, title: str, top: float) -> None:
        title = encodable(title)
        key = f"{title}-{self.pages + 1}-{top:.0f}"
        self._canvas.bookmarkHorizontal(key, 0, top)
        self._canvas.addOutlineEntry(title, key)

    def _draw_charts_between(self, lines: list[PlacedLine]) -> None:
        """Draw the pairs of charts for which the text leaves lines free."""
        sheet = self._sheet
        gap = 2 * sheet.cell
        height = (sheet.chart_rows - 1) * sheet.pitch
        for row, line in lines:
            if line.block.kind is not Kind.CHARTS or not line.opens:
                continue
            bottom = A4[1] - sheet.top - (row + sheet.chart_rows - 0.5) * sheet.pitch
            width = (sheet.width - gap) / 2
            # One chart alone stands in the middle.
            left = sheet.left + (0 if len(line.block.charts) > 1 else (sheet.width - width) / 2)
            for number, chart in enumerate(line.block.charts):
                drawing = draw_chart(chart, self._fonts, width, height)
                renderPDF.draw(drawing, self._canvas, left + number * (width + gap), bottom)

    def _print_table(self, index: int) -> None:
        table = self._draft.annexes[index]
        pages = TablePages(table, self._sheet, self._fonts)
        self._canvas.setPageSize(pages.frame.page)
        head = self._annex_head(index, landscape=table.landscape)
        for number, rows in enumerate(pages.pages(head)):
            if number:
                self._canvas.setPageSize(pages.frame.page)
            pages.draw(self._canvas, rows, 0.0 if number else head)
            self._turn(landscape=table.landscape)

    def _annex_head(self, index: int, *, landscape: bool) -> float:
        label, title = annex_label(self._draft, index), annex_titles(self._draft)[index]
        frame = frame_of(self._sheet, landscape=landscape)
        self._mark(f"{label}　{title}", frame.page[1])
        return draw_annex_head(self._canvas, frame, label, title, self._sheet, self._fonts)

    def _print_charts(self) -> None:
        frame = frame_of(self._sheet, landscape=False)
        self._canvas.setPageSize(frame.page)
        head = self._annex_head(
            annex_titles(self._draft).index(CHARTS_TITLE, len(self._draft.annexes)), landscape=False
        )
        charts = self._draft.charts
        on_a_page = max(2, ceil(len(charts) / ceil(len(charts) / _MOST_CHARTS_ON_A_PAGE)))
        room = (frame.height - head) / on_a_page
        for number, chart in enumerate(charts):
            place = number % on_a_page
            if number and not place:
                self._turn(landscape=False)
                head = 0.0
            drawing = draw_chart(chart, self._fonts, frame.width, room - self._sheet.pitch)
            renderPDF.draw(drawing, self._canvas, frame.left, frame.top - head - (place + 1) * room + self._sheet.pitch)
        self._turn(landscape=False)
