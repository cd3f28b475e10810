"""Write the 佐证清单: every number of a summary with what was counted and the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from unionoffice.domain.evidence import EVIDENCE_HEADS, EVIDENCE_WIDTHS, Evidence
from unionoffice.exchange.cell_text import cell_text, lines_in, row_height
from unionoffice.exchange.whole_file import whole_file

_THIN = Side(style="thin", color="808080")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TITLE, _HEI, _SONG = Font(name="黑体", size=16), Font(name="黑体", size=11), Font(name="宋体", size=11)
_SHADE = PatternFill("solid", fgColor="EDEDED")


def write_evidence(target: Path, title: str, note: str, blocks: Sequence[Evidence]) -> None:
    """Write one block a number; raises OfficeError when the target cannot be written."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "佐证清单"
    row = _line(page, 1, title, _TITLE, horizontal="center")
    row = _line(page, row, note, _SONG)
    for number, block in enumerate(blocks, 1):
        row = _block(page, row + 1, number, block)
    _set_up(page)
    with whole_file(target) as stream:
        book.save(stream)


def _block(page: Worksheet, row: int, number: int, block: Evidence) -> int:
    row = _line(page, row, block.heading(number), _HEI, shaded=True)
    row = _line(page, row, f"口径：{block.rule}", _SONG)
    row = _cells(page, row, EVIDENCE_HEADS, _HEI)
    for place, cells in enumerate(block.rows, 1):
        row = _cells(page, row, (str(place), *cells), _SONG)
    return row if block.rows else _line(page, row, "（没有登记）", _SONG)


def _line(page: Worksheet, row: int, words: str, font: Font, *, horizontal: str = "left", shaded: bool = False) -> int:
    page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(EVIDENCE_HEADS))
    cell = page.cell(row, 1)
    cell.value = cell_text(words)
    cell.data_type = "s"
    cell.font = font
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
    if shaded:
        cell.fill = _SHADE
    page.row_dimensions[row].height = max(
        row_height(lines_in(words, sum(EVIDENCE_WIDTHS))), 24 if font is _TITLE else 0
    )
    return row + 1


def _cells(page: Worksheet, row: int, words: Sequence[str], font: Font) -> int:
    for column, each in enumerate(words, 1):
        cell = page.cell(row, column)
        cell.value = cell_text(each)
        cell.data_type = "s"
        cell.number_format = "@"
        cell.font, cell.border = font, _GRID
        cell.alignment = Alignment(
            horizontal="center" if font is _HEI or column == 1 else "left", vertical="center", wrap_text=True
        )
    page.row_dimensions[row].height = row_height(
        max(lines_in(each, width) for each, width in zip(words, EVIDENCE_WIDTHS, strict=True))
    )
    return row + 1


def _set_up(page: Worksheet) -> None:
    for column, width in enumerate(EVIDENCE_WIDTHS, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation = "landscape"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToHeight = 0
    page.print_title_rows = "1:1"
    page.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第 &P 页　共 &N 页"))
