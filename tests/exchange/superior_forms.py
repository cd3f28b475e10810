"""Forms as superiors draw them, each with what is to be filled in and what its totals must be."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Protection, Side
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from unionoffice.domain.form_contents import FilledBlock, Place, Value

LIBREOFFICE_FORM = Path(__file__).parent.parent / "data" / "libreoffice_form.xlsx"
THIN = Border(Side("thin"), Side("thin"), Side("thin"), Side("thin"))


@dataclass(frozen=True)
class SentForm:
    """A form, what goes into it, and hand-worked results by sheet and place in the filled form."""

    data: bytes
    cells: dict[Place, Value]
    blocks: list[FilledBlock]
    results: dict[tuple[str, str], Decimal | int]
    formulas: dict[tuple[str, str], str] = field(default_factory=dict)
    """Some formulas as they must read afterwards."""


def records(count: int) -> list[dict[str, Value]]:
    """Give invented workers: a number, a name, an ID, an amount of 100.50 more each time."""
    return [
        {"A": number, "B": f"职工甲{number}", "C": f"11010519491231{number:03}X", "D": Decimal("100.50") * number}
        for number in range(1, count + 1)
    ]


def total(count: int) -> Decimal:
    """Add the amounts of so many records up: 100.50 · n (n + 1) / 2."""
    return Decimal("100.50") * (count * (count + 1) // 2)


def details(page: Worksheet, first: int, last: int) -> None:
    """Draw blank detail rows and a total below them."""
    for row in range(first, last + 1):
        for column in "ABCD":
            page[f"{column}{row}"].border = THIN
        page[f"C{row}"].number_format = "@"
        page[f"D{row}"].number_format = "#,##0.00"
        page.row_dimensions[row].height = 22.5
    page[f"A{last + 1}"], page[f"D{last + 1}"] = "合计", f"=SUM(D{first}:D{last})"
    page[f"D{last + 1}"].font = Font(bold=True)


def new_page() -> tuple[Workbook, Worksheet]:
    """Begin a form with its title and heads in two levels: details begin in row 5."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "明细"
    page["A1"], page["A2"] = "困难职工帮扶情况统计表", "填报单位："
    page.merge_cells("A1:D1")
    page["A3"], page["B3"], page["D3"] = "序号", "职工", "金额（元）"
    page["B4"], page["C4"] = "姓名", "身份证号"
    for area in ("A3:A4", "B3:C3", "D3:D4"):
        page.merge_cells(area)
    return book, page


def saved(book: Workbook) -> bytes:
    """Give the file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_parts(
    data: bytes, changes: dict[str, Callable[[bytes], bytes]], more: dict[str, bytes] | None = None
) -> bytes:
    """Rewrite some parts of a form and add others."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, lambda part: part)(old.read(name)))
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return stream.getvalue()


def picture() -> bytes:
    """Draw a small grey picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x80" * 8) * 8)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def merged_heads() -> SentForm:
    """Two levels of heads, a total, a sign-off line whose cells are merged."""
    book, page = new_page()
    details(page, 5, 9)
    page["A11"] = "审核人：　　制表人："
    page.merge_cells("A11:D11")
    return SentForm(
        saved(book),
        {Place("明细", "A2"): "填报单位：某某县总工会", Place("明细", "A1"): "困难职工帮扶情况统计表（二〇二六年）"},
        [FilledBlock("明细", 5, 9, records(12))],
        {("明细", "D17"): total(12)},
        {("明细", "D17"): "=SUM(D5:D16)"},
    )


def two_blocks() -> SentForm:
    """Two blocks one below the other, rows with merged cells and formulas, a sum of both totals."""
    book, page = new_page()
    details(page, 5, 6)
    page["A9"] = "二、劳模"
    details(page, 10, 12)
    for row in (10, 11, 12):
        page.merge_cells(f"B{row}:C{row}")
        page[f"E{row}"] = f"=D{row}*2"
        page[f"F{row}"] = f"=D{row}/D$13"
        page[f"G{row}"] = "元"
        page[f"H{row}"] = f"=SUM(D$10:D{row})"
    page["E13"], page["D14"], page["E14"] = "=SUM(E10:E12)", "=D7+D13", "=COUNT(D5:D6,D10:D12)"
    second: list[dict[str, Value]] = [{"A": 1, "B": "劳模甲", "D": Decimal("8")}] * 5
    return SentForm(
        saved(book),
        {Place("明细", "A15"): date(2026, 6, 30)},
        [FilledBlock("明细", 10, 12, second), FilledBlock("明细", 5, 6, records(4))],
        {("明细", "D9"): total(4), ("明细", "D17"): 40, ("明细", "E17"): 80, ("明细", "D18"): 1045, ("明细", "E18"): 9}
        | {("明细", "F16"): Decimal("0.2"), ("明细", "H16"): 40, ("明细", "H14"): 24},
        {("明细", "H16"): "=SUM(D$12:D16)", ("明细", "F16"): "=D16/D$17", ("明细", "D18"): "=D9+D17"},
    )


def protected() -> SentForm:
    """Only the detail cells are open, and rows may be put in."""
    book, page = new_page()
    details(page, 5, 7)
    for row in page["A5:D7"]:
        for cell in row:
            cell.protection = Protection(locked=False)
    page.protection.sheet = True
    page.protection.password = "secret"
    page.protection.insertRows = False
    return SentForm(
        saved(book),
        {},
        [FilledBlock("明细", 5, 7, records(5))],
        {("明细", "D10"): total(5)},
    )


def print_setup() -> SentForm:
    """A print area, titles that repeat, page breaks, a filter, frozen panes, header and footer."""
    book, page = new_page()
    details(page, 5, 8)
    page.print_area, page.print_title_rows = "A1:D10", "1:4"
    page.row_breaks.append(Break(8))
    page.row_breaks.append(Break(3))
    page.auto_filter.ref = "A4:D8"
    page.freeze_panes = "A5"
    page.HeaderFooter.oddFooter.center.text = "第 &P 页"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    return SentForm(saved(book), {}, [FilledBlock("明细", 5, 8, records(6))], {("明细", "D11"): total(6)})


def hidden_list() -> SentForm:
    """A cover sheet that sums the details, a name, a hidden sheet that a drop-down list takes its words from."""
    book, page = new_page()
    details(page, 5, 5)
    cover = book.create_sheet("汇 总", 0)
    cover["A1"], cover["B1"], cover["B2"] = "总金额", "=明细!D6", "=SUM(明细!$D$5:$D$5)*2"
    cover["B3"], cover["B4"], cover["A5"] = "=SUM(明细!D:D)-明细!D6", "=COUNTA(明细!B5:B5)", "年　　月　　日"
    codes = book.create_sheet("代码")
    codes["A1"], codes["A2"] = "低保户", "低保边缘户"
    codes.sheet_state = "hidden"
    choice = DataValidation("list", formula1="代码!$A$1:$A$2")
    choice.add("B5")
    page.add_data_validation(choice)
    book.defined_names["金额合计"] = DefinedName("金额合计", attr_text="明细!$D$6")
    return SentForm(
        saved(book),
        {Place("汇 总", "A5"): date(2026, 6, 30)},
        [FilledBlock("明细", 5, 5, records(4))],
        {("明细", "D9"): total(4), ("汇 总", "B1"): total(4), ("汇 总", "B2"): total(4) * 2}
        | {("汇 总", "B3"): total(4), ("汇 总", "B4"): 4},
        {
            ("汇 总", "B2"): "=SUM(明细!$D$5:$D$8)*2",
            ("汇 总", "B1"): "=明细!D9",
            ("汇 总", "B3"): "=SUM(明细!D:D)-明细!D9",
        },
    )


def pictures() -> SentForm:
    """A seal below the details, a chart of them, remarks above and below."""
    book, page = new_page()
    details(page, 5, 7)
    page.add_image(Image(io.BytesIO(picture())), "B10")
    chart = BarChart()
    chart.add_data(Reference(page, min_col=4, min_row=5, max_row=7))
    page.add_chart(chart, "F2")
    page["A3"].comment = Comment("按时间顺序", "上级")
    page["A8"].comment = Comment("自动合计", "上级")
    return SentForm(saved(book), {}, [FilledBlock("明细", 5, 7, records(9))], {("明细", "D14"): total(9)})


def rules() -> SentForm:
    """Conditional formats, drop-down lists, links."""
    book, page = new_page()
    details(page, 5, 8)
    red = PatternFill(bgColor="FFFF0000")
    page.conditional_formatting.add("D5:D8", CellIsRule("greaterThan", ["$D$9/2"], fill=red))
    page.conditional_formatting.add("D9", CellIsRule("greaterThan", ["1000"], fill=red))
    amount = DataValidation("decimal", operator="lessThan", formula1="$D$9")
    amount.add("D5:D8")
    page.add_data_validation(amount)
    page["A10"] = "填表说明"
    page["A10"].hyperlink = "https://example.invalid/a"
    page["B10"] = "见合计"
    page["B10"].hyperlink = "#明细!D9"
    return SentForm(saved(book), {}, [FilledBlock("明细", 5, 8, records(5))], {("明细", "D10"): total(5)})


def calendar_of_1904() -> SentForm:
    """A book that counts its days from 1904, with cells that show dates and cells that do not."""
    book, page = new_page()
    book.epoch = CALENDAR_MAC_1904
    details(page, 5, 7)
    for row in (5, 6, 7):
        page[f"E{row}"].number_format = 'yyyy"年"m"月"d"日"'
    rows = [record | {"E": date(2026, 6, 30), "F": date(2026, 6, 30)} for record in records(4)]
    return SentForm(saved(book), {}, [FilledBlock("明细", 5, 7, rows)], {("明细", "D9"): total(4)})


def table() -> SentForm:
    """Details that Excel knows as a table."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "明细"
    page.append(["序号", "姓名", "身份证号", "金额"])
    details(page, 2, 4)
    page.add_table(Table(displayName="明细表", ref="A1:D4"))
    return SentForm(saved(book), {}, [FilledBlock("明细", 2, 4, records(6))], {("明细", "D8"): total(6)})


def prefixed() -> SentForm:
    """The same with a prefix before every element, as some programs write."""
    form = merged_heads()

    def prefix(part: bytes) -> bytes:
        named = re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", part.replace(b"<?xml", b"<?_"))
        return named.replace(b'xmlns="', b'xmlns:x="').replace(b"<?_", b"<?xml")

    parts = dict.fromkeys(("xl/workbook.xml", "xl/worksheets/sheet1.xml"), prefix)
    return SentForm(with_parts(form.data, {**parts}), form.cells, form.blocks, form.results, form.formulas)


def strict() -> SentForm:
    """The same in the strict name spaces of the standard."""
    form = merged_heads()

    def strictly(part: bytes) -> bytes:
        part = part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        return part.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    with zipfile.ZipFile(io.BytesIO(form.data)) as package:
        names = [name for name in package.namelist() if name.startswith(("xl/", "_rels/")) and "theme" not in name]
    return SentForm(with_parts(form.data, dict.fromkeys(names, strictly)), form.cells, form.blocks, form.results)


SHARED = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"><dimension ref="A1:F7"/><sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.2"/><sheetData><row r="1" spans="1:6" x14ac:dyDescent="0.2"><c t="inlineStr"><is><r><t>\xe5\xa7\x93</t></r><r><t>\xe5\x90\x8d</t></r><rPh sb="0" eb="1"><t>xing</t></rPh></is></c></row>
<row><c r="A2"><v>1</v></c><c r="D2"/><c r="E2"><f t="shared" ref="E2:E4" si="0">D2*2</f><v>0</v></c></row>
<row r="3"><c r="A3"><v>2</v></c><c r="E3"><f t="shared" si="0"/><v>0</v></c></row>
<row r="4"><c r="A4"><v>3</v></c><c r="E4"><f t="shared" si="0"/><v>0</v></c><c r="F4" t="str"><f>IF(D4&gt;0,"\xe6\x98\xaf","\xe5\x90\xa6")</f><v>\xe5\x90\xa6</v></c></row>
<row r="5"><c r="D5"><f>SUM(D2:D4)</f><v>0</v></c><c r="E5"><f t="array" ref="E5">SUM(D2:D4*2)</f><v>0</v></c><c r="F5"><f>SUMIF(A2:A4,"&gt;1",D2:D4)</f><v>0</v></c></row>
<row r="7"><c r="A7"><f t="shared" ref="A7:B7" si="1">D5+1</f><v>1</v></c><c r="B7"><f t="shared" si="1"/><v>1</v></c></row></sheetData><extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list"><x14:formula1><xm:f>$A$7:$A$8</xm:f></x14:formula1><xm:sqref>D2:D4</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"""


def shared_formulas() -> SentForm:
    """Formulas that cells share, an array, an extension, a chain of calculation, cells without a place."""
    book = Workbook()
    book.worksheets[0].title = "明细"
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    relation = b'<Relationship Id="rIdC" Type="' + kind + b'" Target="calcChain.xml"/></Relationships>'
    override = b'<Override PartName="/xl/calcChain.xml" ContentType="application/x"/></Types>'
    data = with_parts(
        saved(book),
        {
            "xl/worksheets/sheet1.xml": lambda part: SHARED,
            "xl/_rels/workbook.xml.rels": lambda part: part.replace(b"</Relationships>", relation),
            "[Content_Types].xml": lambda part: part.replace(b"</Types>", override),
        },
        {"xl/calcChain.xml": b"<calcChain/>"},
    )
    rows: list[dict[str, Value]] = [{"D": number} for number in (10, 20, 30, 40, 50)]
    return SentForm(
        data,
        {},
        [FilledBlock("明细", 2, 4, rows)],
        {("明细", "D7"): 150, ("明细", "E6"): 100, ("明细", "E2"): 20, ("明细", "A9"): 151},
        {("明细", "E6"): "=D6*2", ("明细", "A9"): "=D7+1", ("明细", "B9"): "=E7+1"}
        | {("明细", "F7"): '=SUMIF(A2:A6,">1",D2:D6)'},
    )


def from_libreoffice() -> SentForm:
    """A form that LibreOffice has saved."""
    return SentForm(
        LIBREOFFICE_FORM.read_bytes(),
        {Place("明细", "A2"): "填报单位：某某县总工会"},
        [FilledBlock("明细", 5, 9, records(12))],
        {("明细", "D17"): total(12)},
        {("明细", "D17"): "=SUM(D5:D16)"},
    )


FORMS = (
    merged_heads,
    two_blocks,
    protected,
    print_setup,
    hidden_list,
    pictures,
    rules,
    calendar_of_1904,
    table,
    prefixed,
    strict,
    shared_formulas,
    from_libreoffice,
)
