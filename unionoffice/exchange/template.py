"""The blank sheet to be filled in elsewhere and read back, with lists to choose from and a page of instructions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from unionoffice.domain.codes import Codebook
from unionoffice.domain.kinds import Choice, Choices, Flag, LongText, Ref
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.exchange.cell_text import lines_in, row_height, text_width
from unionoffice.exchange.drop_downs import add_drop_downs
from unionoffice.exchange.whole_file import whole_file

_ROWS = 2000
"""So many rows get lists to choose from."""
_THIN = Side(style="thin")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_REQUIRED = PatternFill("solid", fgColor="FFF2CC")
_WRAPPED = Alignment(vertical="center", wrap_text=True)
_GUIDE_WIDTHS = (26.0, 8.0, 14.0, 46.0, 50.0)


def importable_fields(ledger: Ledger) -> tuple[Field[Any], ...]:
    """Name the fields that a file can fill: neither computed nor attachments."""
    return tuple(each for each in ledger.fields if not each.computed and each.kind.importable)


def write_template(target: Path, ledger: Ledger, codebook: Codebook) -> None:
    """Write a blank sheet whose first row has exactly the ledger's titles; raises OfficeError like every export."""
    fields = importable_fields(ledger)
    book = Workbook()
    page = book.worksheets[0]
    page.title = ledger.title
    book.properties.creator, book.properties.title = "工会工作台账", f"{ledger.title}导入模板"
    for number, each in enumerate(fields, 1):
        _head(page, number, each)
    page.row_dimensions[1].height = 32.0
    page.freeze_panes = "A2"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    _write_guide(book.create_sheet("填写说明"), fields, codebook)
    add_drop_downs(book, page, dict(enumerate(fields, 1)), codebook, 2, _ROWS)
    with whole_file(target) as stream:
        book.save(stream)


def _head(page: Worksheet, number: int, each: Field[Any]) -> None:
    cell = page.cell(1, number)
    cell.value = each.title
    cell.font = Font(name="黑体", size=11, bold=each.required)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.border = _GRID
    if each.required:
        cell.fill = _REQUIRED
    dimension = page.column_dimensions[get_column_letter(number)]
    dimension.width = _width(each)
    dimension.font = Font(name="宋体", size=11)
    dimension.number_format = "General" if isinstance(each.kind, LongText) else each.kind.cell_format


def _width(each: Field[Any]) -> float:
    usual = {"身份证号": 22.0, "银行卡号": 24.0, "电话": 15.0, "日期": 14.0, "长文字": 40.0, "数据": 36.0}
    return max(usual.get(each.kind.name, 12.0), text_width(each.title) + 4.0)


def _write_guide(page: Worksheet, fields: tuple[Field[Any], ...], codebook: Codebook) -> None:
    intro = (
        "从第 2 行起每行填一条；黄底粗体的栏目必填；不要改动第一行的栏目名称。"
        "身份证号、银行卡号、电话按文本填写；没有的内容留空。"
    )
    rows = [("栏目", "是否必填", "类型", "填写方法", "可选内容")]
    rows += [
        (each.title, "必填" if each.required else "", each.kind.name, _hint(each), _choices(each, codebook))
        for each in fields
    ]
    page.cell(1, 1).value = intro
    page.cell(1, 1).alignment = _WRAPPED
    page.merge_cells("A1:E1")
    page.row_dimensions[1].height = row_height(lines_in(intro, sum(_GUIDE_WIDTHS)))
    for row, words in enumerate(rows, 2):
        for column, text in enumerate(words, 1):
            cell = page.cell(row, column)
            cell.value = text
            cell.data_type = "s"
            cell.font = Font(name="黑体" if row == 2 else "宋体", size=11)
            cell.border, cell.alignment = _GRID, _WRAPPED
        page.row_dimensions[row].height = row_height(max(map(lines_in, words, _GUIDE_WIDTHS)))
    for column, width in enumerate(_GUIDE_WIDTHS, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _hint(each: Field[Any]) -> str:
    if isinstance(each.kind, Choice):
        hint = "从下拉列表中选择" + ("，也可填写新的内容" if each.kind.grows else "")
    elif isinstance(each.kind, Ref) and each.kind.grows:
        hint = "填名称；没有的会自动新建"
    else:
        hint = (
            f"如：{each.kind.hint}"
            if each.kind.hint and not isinstance(each.kind, Flag | Choices | Ref)
            else each.kind.hint
        )
    unit = f"（单位：{each.kind.unit}）" if each.kind.unit else ""
    default = f"；不填按“{each.default}”" if each.default else ""
    return f"{hint}{unit}{default}".lstrip("；")


def _choices(each: Field[Any], codebook: Codebook) -> str:
    if isinstance(each.kind, Flag):
        return "是、否"
    return "、".join(codebook[each.kind.codes].labels) if isinstance(each.kind, Choice | Choices) else ""
