"""Writes the half-year summary as a Word file: the words of the PDF, for the superior who edits them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Pt

from unionoffice.domain.draft import AnnexTable, Chart, Draft
from unionoffice.reports.annex_pages import frame_of
from unionoffice.reports.charts import chart_title
from unionoffice.reports.font_folders import Role
from unionoffice.reports.fonts import resolve
from unionoffice.reports.paper_text import (
    CREATOR,
    Block,
    Kind,
    annex_label,
    annex_titles,
    blocks_of,
    encodable,
    subheading_split,
)
from unionoffice.reports.red_head import RED, RedHead, mark_size
from unionoffice.reports.sheet import OFFICIAL, Sheet
from unionoffice.reports.table_setting import column_widths
from unionoffice.reports.title_breaking import break_title
from unionoffice.reports.word_charts import add_chart
from unionoffice.reports.word_package import empty_document, without_clock
from unionoffice.reports.word_parts import draw_line_below, make_table, set_fonts
from unionoffice.reports.word_styles import (
    CAPTION_PITCH,
    FONT_NAMES,
    prepare_section,
    prepare_styles,
    word_size,
    write_footers,
)

_STYLES: Mapping[Kind, str] = {
    Kind.TITLE: "Title",
    Kind.HEADING: "Heading 1",
    Kind.SUBHEADING: "Heading 2",
    Kind.BODY: "正文公文",
    Kind.ANNEX_LIST: "附件说明",
    Kind.SIGNED_BY: "落款",
    Kind.SIGNED_ON: "落款",
}
_ENDS = frozenset({Kind.ANNEX_LIST, Kind.SIGNED_BY, Kind.SIGNED_ON})
_LONGEST_PROPERTY = 255
"""More letters are refused (ECMA-376, part 2)."""


def write_word(draft: Draft, target: Path | BinaryIO, red_head: RedHead | None = None, sheet: Sheet = OFFICIAL) -> None:
    """Write a draft as .docx into a file or stream; the same draft gives the same bytes."""
    buffer = BytesIO()
    _WordFile(draft, sheet).build(red_head).save(buffer)
    content = without_clock(buffer)
    if isinstance(target, Path):
        target.write_bytes(content)
    else:
        target.write(content)


class _WordFile:
    """One Word file while it is being written."""

    def __init__(self, draft: Draft, sheet: Sheet) -> None:
        inline = bool(sheet.chart_rows)
        self._charts = draft.charts if inline else ()
        self._draft = replace(draft, charts=()) if inline else draft
        self._sheet = sheet
        self._size = word_size(sheet)
        self._document = empty_document()
        self._fonts = resolve(bundled_only=True)

    def build(self, red_head: RedHead | None) -> Any:
        """Write everything."""
        self._describe()
        prepare_styles(self._document, self._sheet)
        section = self._document.sections[0]
        prepare_section(section, self._sheet, landscape=False)
        write_footers(self._document, section)
        if red_head:
            self._write_red_head(red_head)
        before: Kind | None = None
        blocks = blocks_of(self._draft, self._charts)
        for at, block in enumerate(blocks):
            if block.kind is Kind.CHARTS:
                self._write_charts_beside(block.charts)
                before = block.kind
                continue
            self._write_gap(before, block.kind)
            paragraph = self._write_block(block, first=before is not block.kind)
            if any(after.kind in _ENDS for after in blocks[at + 1 : at + 2]):
                # The last lines of the text go along with the signature, which never stands alone on a page.
                paragraph.paragraph_format.keep_with_next = True
            before = block.kind
        landscape = False
        for index, table in enumerate(self._draft.annexes):
            self._begin_annex(index, turned=table.landscape != landscape, landscape=table.landscape)
            landscape = table.landscape
            self._write_table(table)
        if self._draft.charts:
            self._begin_annex(len(self._draft.annexes), turned=landscape, landscape=False)
            for chart in self._draft.charts:
                self._write_chart(chart)
        return self._document

    def _write_red_head(self, head: RedHead) -> None:
        """Write issuer and number over a red line (7.2.4-7.2.7)."""
        agency = self._paragraph("发文机关标志")
        agency.add_run(encodable(head.agency)).font.size = Pt(int(mark_size(head, self._sheet, self._fonts)))
        number = self._paragraph("发文字号")
        self._write_number(number, head)
        draw_line_below(number, RED)
        for _ in range(2):
            self._paragraph("正文公文")

    def _write_number(self, paragraph: Any, head: RedHead) -> None:
        """Write the number in the middle; beside a signer it stands at the left and the signer at the right."""
        paragraph.add_run(encodable(head.number))
        if not head.signer:
            return
        look = paragraph.paragraph_format
        look.alignment = WD_ALIGN_PARAGRAPH.LEFT
        # An indent of the whole paragraph would shorten the red line below it.
        look.first_line_indent = Pt(self._size)
        look.tab_stops.add_tab_stop(Pt(self._sheet.width - self._size), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"\t{head.signer_words}")
        set_fonts(paragraph.add_run(encodable(head.signer)), *FONT_NAMES[Role.SUBHEADING])

    def _describe(self) -> None:
        properties = self._document.core_properties
        properties.title = encodable(self._draft.title).replace("\n", "")[:_LONGEST_PROPERTY]
        properties.author = properties.last_modified_by = encodable(self._draft.office)[:_LONGEST_PROPERTY]
        properties.subject = encodable(self._draft.period_label)[:_LONGEST_PROPERTY]
        properties.comments = ""
        properties.keywords = ""
        properties.category = CREATOR
        properties.language = "zh-CN"
        properties.revision = 1
        day = self._draft.signed_on or self._draft.end
        properties.created = properties.modified = datetime(day.year, day.month, day.day)

    def _write_gap(self, before: Kind | None, kind: Kind) -> None:
        signing = kind in {Kind.SIGNED_BY, Kind.SIGNED_ON} and before is not Kind.SIGNED_BY
        count = 2 if signing else int(before is Kind.TITLE or (kind is Kind.ANNEX_LIST and before is not kind))
        for _ in range(count):
            # An empty line of the grid, kept with what follows, so that the signature never stands alone.
            self._paragraph("正文公文").paragraph_format.keep_with_next = signing

    def _paragraph(self, style: str) -> Any:
        return self._document.add_paragraph(style=self._document.styles[style])

    def _write_block(self, block: Block, *, first: bool) -> Any:
        text = encodable(block.text)
        split = subheading_split(text) if block.kind is Kind.SUBHEADING else len(text)
        paragraph = self._paragraph(_STYLES[block.kind])
        paragraph.add_run(text[:split])
        if text[split:]:
            set_fonts(paragraph.add_run(text[split:]), *FONT_NAMES[Role.BODY])
        if block.kind is Kind.SUBHEADING and split < len(text):
            look = paragraph.paragraph_format
            look.keep_with_next = look.keep_together = False
            look.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if block.kind is Kind.TITLE:
            self._balance(paragraph, text, self._sheet.width)
        if block.kind is Kind.ANNEX_LIST:
            self._hang(paragraph, text, first=first)
        if block.kind in {Kind.SIGNED_BY, Kind.SIGNED_ON}:
            paragraph.paragraph_format.right_indent = Pt(self._signature_indent(block))
            paragraph.paragraph_format.keep_with_next = block.kind is Kind.SIGNED_BY
        return paragraph

    def _balance(self, paragraph: Any, text: str, room: float) -> None:
        """Narrow a title so far that its lines come out alike; a break inside would part the words for a search."""
        size = self._sheet.title_size
        widths = [letter.ems * size for letter in self._fonts.letters(Role.TITLE, text)]
        lines = break_title(text, widths, room)
        widest = max((self._fonts.width(Role.TITLE, line, size) for line in lines), default=room)
        if len(lines) > 1:
            look = paragraph.paragraph_format
            look.left_indent = look.right_indent = Pt(max(0.0, (room - widest - size / 4) / 2))

    def _hang(self, paragraph: Any, text: str, *, first: bool) -> None:
        """Let the names of the annexes stand under each other (7.3.4)."""
        label = 3 * self._size if first else 0.0
        number = self._size if len(self._draft.annexes) + bool(self._draft.charts) > 1 else 0.0
        paragraph.paragraph_format.left_indent = Pt(5 * self._size + number)
        paragraph.paragraph_format.first_line_indent = Pt(-label - number)

    def _signature_indent(self, block: Block) -> float:
        """Measure the room right of a line of the signature: the date four letters, the name centred over it."""
        if block.kind is Kind.SIGNED_ON:
            return 4 * self._size
        dates = [other for other in blocks_of(self._draft) if other.kind is Kind.SIGNED_ON]
        date_width = sum(self._fonts.width(Role.BODY, date.text, self._size) for date in dates)
        name_width = self._fonts.width(Role.BODY, block.text, self._size)
        return max(2 * self._size, 4 * self._size + (date_width - name_width) / 2)

    def _begin_annex(self, index: int, *, turned: bool, landscape: bool) -> None:
        if turned:
            section = self._document.add_section(WD_SECTION.NEW_PAGE)
            prepare_section(section, self._sheet, landscape=landscape)
        label = self._paragraph("附件标识")
        label.add_run(annex_label(self._draft, index))
        label.paragraph_format.page_break_before = not turned
        self._paragraph("附件标识")
        title = self._paragraph("Title")
        title.add_run(encodable(annex_titles(self._draft)[index]))
        title.paragraph_format.keep_with_next = True
        title.paragraph_format.space_after = Pt(self._sheet.pitch / 2)
        self._balance(title, annex_titles(self._draft)[index], frame_of(self._sheet, landscape=landscape).width)

    def _write_table(self, table: AnnexTable) -> None:
        room = frame_of(self._sheet, landscape=table.landscape).width
        widths = column_widths(table, room, self._sheet.table_size, self._fonts)
        numeric = [index < len(table.numeric) and table.numeric[index] for index in range(len(widths))]
        body = self._document.element.body
        body.insert_element_before(make_table(widths, table.heads, table.rows, numeric), "w:sectPr")

    def _write_charts_beside(self, charts: Sequence[Chart]) -> None:
        """Set up to two charts with their titles side by side, in a table that shows no lines."""
        width = self._sheet.width / 2 - self._size
        height = (self._sheet.chart_rows - 1) * self._sheet.pitch
        cells = self._document.add_table(rows=1, cols=len(charts)).rows[0].cells
        for cell, chart in zip(cells, charts, strict=True):
            (paragraph,) = cell.paragraphs
            paragraph.style = self._document.styles["图"]
            add_chart(paragraph, chart, self._fonts, (width, height), titled=True)

    def _write_chart(self, chart: Chart) -> None:
        on_a_page = min(3, max(2, len(self._draft.charts)))
        width = self._sheet.width
        height = (self._sheet.height - 4.5 * self._sheet.pitch) / on_a_page - 2 * CAPTION_PITCH
        self._paragraph("图题").add_run(encodable(chart_title(chart)))
        add_chart(self._paragraph("图"), chart, self._fonts, (width, height))
