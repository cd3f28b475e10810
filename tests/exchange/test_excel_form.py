"""A superior's form comes back filled, and nothing else in it was touched."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Protection, Side

from tests.exchange.superior_forms import (
    FORMS,
    SentForm,
    calendar_of_1904,
    details,
    hidden_list,
    merged_heads,
    new_page,
    pictures,
    prefixed,
    print_setup,
    protected,
    records,
    rules,
    saved,
    shared_formulas,
    strict,
    table,
    two_blocks,
)
from unionoffice.domain.form_contents import FilledBlock, FormCell, Place, Value
from unionoffice.errors import OfficeError
from unionoffice.exchange.excel_form import fill, outline
from unionoffice.exchange.form_alignment import place_of
from unionoffice.exchange.form_book import FormBook

Make = Callable[[], SentForm]
each_form = pytest.mark.parametrize("make", FORMS, ids=lambda make: make.__name__)


def filled(form: SentForm) -> bytes:
    data, unfilled = fill(form.data, form.cells, form.blocks)
    assert unfilled == []
    return data


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def growths(form: SentForm, sheet: str) -> list[tuple[int, int]]:
    """Give after which row how many were put in."""
    mine = [each for each in form.blocks if each.sheet == sheet]
    return [(each.last_row, max(0, len(each.rows) - (each.last_row - each.first_row + 1))) for each in mine]


def new_row(form: SentForm, sheet: str, row: int) -> int:
    return row + sum(more for last, more in growths(form, sheet) if last < row)


def mapped(form: SentForm, sheet: str, row: int, column: str) -> bool:
    if any(block.sheet == sheet and block.first_row <= row <= block.last_row for block in form.blocks):
        return any(column in record for block in form.blocks for record in block.rows)
    return Place(sheet, f"{column}{row}") in form.cells


def bare(cell: Any) -> bytes:
    """Give a cell without its place and, of a formula, without what it says and gives."""
    copy = deepcopy(cell)
    copy.attrib.pop("r", None)
    copy.tail = None
    if (formula := copy.find("{*}f")) is not None:
        copy.attrib.pop("t", None)
        for child in [*copy.findall("{*}v"), formula]:
            copy.remove(child)
    written: bytes = etree.tostring(copy, method="c14n")
    return written


@each_form
def test_every_cell_outside_the_mapped_ones_is_unchanged(make: Make) -> None:
    form = make()
    before, after = FormBook(form.data), FormBook(filled(form))
    compared = 0
    for name, sheet in before.sheets.items():
        for row, column, cell in sheet.cells():
            letters = cell.get("r").rstrip("0123456789")
            now = after.sheets[name].cell(new_row(form, name, row), column)
            assert now.get("s") == cell.get("s")
            assert (now.find("{*}f") is None) == (cell.find("{*}f") is None)
            if not mapped(form, name, row, letters):
                assert bare(now) == bare(cell), (name, cell.get("r"))
                compared += 1
        for number, element in sheet.rows.items():
            now = dict(after.sheets[name].rows[new_row(form, name, number)].attrib)
            assert {**now, "r": "", "spans": ""} == {**element.attrib, "r": "", "spans": ""}
    assert compared > 3


def outside_cells(data: bytes, name: str) -> str:
    """Give a sheet's XML without rows, merged cells and the numbers of rows."""
    root = deepcopy(FormBook(data).sheets[name].root)
    for child in [*root.findall("{*}sheetData/*"), *root.findall("{*}mergeCells/*")]:
        child.getparent().remove(child)
    return re.sub(r"[0-9]+", "", re.sub(r'(ref|sqref)="([A-Z]+)\d+"', r'\1="\2:\2"', etree.tostring(root).decode()))


@each_form
def test_what_stands_beside_the_cells_keeps_its_form(make: Make) -> None:
    form = make()
    data = filled(form)
    for name in FormBook(form.data).sheets:
        assert outside_cells(data, name) == outside_cells(form.data, name)


@each_form
def test_every_other_part_is_the_same_byte_for_byte_in_the_same_order(make: Make) -> None:
    form = make()
    before, after = parts(form.data), parts(filled(form))
    gone = {"xl/calcChain.xml"} & set(before)
    assert list(after) == [name for name in before if name not in gone]
    changed = {name for name in after if after[name] != before[name]}
    expected = {"xl/workbook.xml"} | {name for name in before if name.startswith("xl/worksheets/sheet")}
    if gone:
        expected |= {"[Content_Types].xml", "xl/_rels/workbook.xml.rels"}
    moved = ("xl/drawings/", "xl/charts/", "xl/comments", "xl/tables/")
    assert {name for name in changed if not name.lower().startswith(moved)} <= expected
    if make not in (pictures, table):
        assert changed <= expected


@each_form
def test_totals_are_right_in_the_file_and_are_still_formulas(make: Make) -> None:
    form = make()
    book = FormBook(filled(form))
    for (sheet, cell), result in form.results.items():
        found = book.sheets[sheet].cell(*place_of(cell))
        assert found.find("{*}f") is not None
        assert Decimal(found.findtext("{*}v")) == result, (sheet, cell)
    for (sheet, cell), formula in form.formulas.items():
        assert f"={book.sheets[sheet].formulas()[place_of(cell)]}" == formula
    assert book.package.tree("xl/workbook.xml").find("{*}calcPr").get("fullCalcOnLoad") == "1"


@pytest.mark.filterwarnings("ignore:Data Validation extension")
@pytest.mark.parametrize("make", [each for each in FORMS if each is not strict], ids=lambda make: make.__name__)
def test_the_filled_form_opens_in_another_reader_that_knows_the_usual_name_spaces(make: Make) -> None:
    form = make()
    values = load_workbook(io.BytesIO(filled(form)), data_only=True)
    for (sheet, cell), result in form.results.items():
        assert Decimal(str(values[sheet][cell].value)) == result, (sheet, cell)


@each_form
def test_all_records_stand_in_their_rows_in_the_style_of_the_last_ready_row(make: Make) -> None:
    form = make()
    book = FormBook(filled(form))
    for block in form.blocks:
        sheet = book.sheets[block.sheet]
        start = new_row(form, block.sheet, block.first_row)
        last_ready = FormBook(form.data).sheets[block.sheet].rows.get(block.last_row)
        for row, record in enumerate(block.rows, start):
            for letters, value in record.items():
                cell = sheet.cell(row, place_of(f"{letters}1")[1])
                if not isinstance(value, date):
                    shown = book.shown(sheet, cell, 0)
                    assert (Decimal(shown) if isinstance(value, Decimal) else shown) == (
                        value if isinstance(value, Decimal) else str(value)
                    )
            if last_ready is not None:
                assert sheet.rows[row].get("ht") == last_ready.get("ht")
        if last_ready is not None:
            styles = [cell.get("s") for cell in last_ready.iterchildren("{*}c")]
            copied = sheet.rows[start + len(block.rows) - 1].iterchildren("{*}c")
            assert [cell.get("s") for cell in copied][: len(styles)] == styles


def sheet_of(make: Make, name: str = "明细") -> Any:
    return load_workbook(io.BytesIO(filled(make())))[name]


def test_merged_cells_move_and_are_copied_with_each_new_row() -> None:
    assert {str(each) for each in sheet_of(merged_heads).merged_cells.ranges} == {
        *("A1:D1", "A3:A4", "B3:C3", "D3:D4", "A18:D18")
    }
    merged = {str(each) for each in sheet_of(two_blocks).merged_cells.ranges}
    assert {f"B{row}:C{row}" for row in range(12, 17)} <= merged


def test_words_that_stand_in_every_ready_row_stand_in_the_new_ones_too() -> None:
    assert [sheet_of(two_blocks)[f"G{row}"].value for row in range(12, 18)] == ["元"] * 5 + [None]


def test_print_area_titles_breaks_filter_and_panes_follow() -> None:
    page = sheet_of(print_setup)
    assert page.print_area == "'明细'!$A$1:$D$12"
    assert page.print_title_rows == "$1:$4"
    assert sorted(each.id for each in page.row_breaks.brk) == [3, 10]
    assert (page.auto_filter.ref, page.freeze_panes) == ("A4:D10", "A5")
    assert page.page_setup.orientation == "landscape"


def test_names_and_drop_down_lists_follow() -> None:
    book = load_workbook(io.BytesIO(filled(hidden_list())))
    assert book.defined_names["金额合计"].attr_text == "明细!$D$9"
    [choice] = book["明细"].data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("B5:B8", "代码!$A$1:$A$2")
    assert book["代码"].sheet_state == "hidden"
    assert book["汇 总"]["A5"].value == "2026年6月30日"


def test_rules_and_links_follow() -> None:
    page = sheet_of(rules)
    found = {str(area.sqref): area.rules[0].formula for area in page.conditional_formatting}
    assert found == {"D5:D9": ["$D$10/2"], "D10": ["1000"]}
    [amount] = page.data_validations.dataValidation
    assert (str(amount.sqref), amount.formula1) == ("D5:D9", "$D$10")
    assert page["A11"].hyperlink.target == "https://example.invalid/a"
    assert (page["B11"].hyperlink.ref, page["B11"].value) == ("B11", "见合计")


def test_pictures_charts_and_remarks_follow() -> None:
    data = filled(pictures())
    page = load_workbook(io.BytesIO(data))["明细"]
    assert page["A3"].comment.text == "按时间顺序"
    assert page["A14"].comment.text == "自动合计"
    found = parts(data)
    [drawing] = [part for name, part in found.items() if re.match(r"xl/drawings/drawing\d", name)]
    assert sorted(int(each) for each in re.findall(rb"from>.*?row>(\d+)<", drawing)) == [1, 15]
    [chart] = [part for name, part in found.items() if name.startswith("xl/charts/")]
    assert b"$D$5:$D$13" in chart
    [remarks] = [part for name, part in found.items() if name.lower().endswith(".vml")]
    assert sorted(int(each) for each in re.findall(rb":Row>(\d+)<", remarks)) == [2, 13]


def test_a_table_takes_its_new_rows_in() -> None:
    [found] = sheet_of(table).tables.values()
    assert (found.ref, found.autoFilter.ref) == ("A1:D7", "A1:D7")


def test_days_of_1904_are_days_and_cells_without_a_date_format_take_words() -> None:
    page = sheet_of(calendar_of_1904)
    assert page["E5"].value == datetime(2026, 6, 30)
    assert page["F8"].value == "2026-06-30"


def test_formulas_that_cells_share_are_written_for_each() -> None:
    data = filled(shared_formulas())
    assert "xl/calcChain.xml" not in parts(data)
    assert b"calcChain" not in parts(data)["[Content_Types].xml"] + parts(data)["xl/_rels/workbook.xml.rels"]
    sheet = FormBook(data).sheets["明细"]
    assert [sheet.formulas()[row, 5] for row in range(2, 7)] == [f"D{row}*2" for row in range(2, 7)]
    array = sheet.cell(7, 5)
    assert (array.findtext("{*}f"), array.find("{*}f").get("ref")) == ("SUM(D2:D6*2)", "E7")
    assert array.find("{*}v") is None, "only Excel knows what it gives now"
    assert sheet.cell(7, 6).find("{*}v") is None
    assert sheet.cell(4, 6).find("{*}v") is None
    assert [sheet.cell(row, 1).findtext("{*}v") for row in range(2, 7)] == list("12345"), "rows that the form counts"
    assert sheet.formulas()[6, 6] == 'IF(D6>0,"是","否")'
    extension = etree.tostring(sheet.root.find("{*}extLst")).decode()
    assert "$A$9:$A$10" in extension
    assert ">D2:D6<" in extension


def test_fewer_records_leave_the_other_ready_rows_blank_and_the_form_does_not_grow() -> None:
    form = merged_heads()
    data, unfilled = fill(form.data, {}, [FilledBlock("明细", 5, 9, records(2))])
    page = load_workbook(io.BytesIO(data), data_only=True)["明细"]
    assert unfilled == []
    assert [page[f"B{row}"].value for row in range(5, 11)] == ["职工甲1", "职工甲2", None, None, None, None]
    assert page["D10"].value == 301.5


def test_nothing_to_fill_gives_the_same_parts() -> None:
    form = merged_heads()
    data, unfilled = fill(form.data, {}, [])
    assert (parts(data), unfilled) == (parts(form.data), [])


def one_cell(value: Value, number_format: str = "General") -> Any:
    book = Workbook()
    book.worksheets[0]["B2"].number_format = number_format
    data, _ = fill(saved(book), {Place("Sheet", "B2"): value})
    cell = load_workbook(io.BytesIO(data))["Sheet"]["B2"]
    return (cell.value, cell.data_type, cell.number_format)


def test_each_kind_of_value_is_written_as_what_it_is() -> None:
    assert one_cell("=1+1") == ("=1+1", "s", "General")
    assert one_cell("11010519491231002X", "@") == ("11010519491231002X", "s", "@")
    assert one_cell("13800000000", "0") == ("13800000000", "s", "0")
    assert one_cell(3, "0.00") == (3, "n", "0.00")
    assert one_cell(Decimal("1234567.89")) == (1234567.89, "n", "General")
    assert one_cell(1234567890123456) == ("1234567890123456", "s", "General")
    assert one_cell(2026, "yyyy-mm-dd") == ("2026", "s", "yyyy-mm-dd")
    assert one_cell(date(2026, 6, 30), "yyyy-mm-dd") == (datetime(2026, 6, 30), "d", "yyyy-mm-dd")
    assert one_cell(date(2026, 6, 30), "@") == ("2026-06-30", "s", "@")
    assert one_cell(date(1899, 6, 30), "yyyy-mm-dd") == ("1899-06-30", "s", "yyyy-mm-dd")
    assert one_cell(" 张\n三_x0041_\x01") == (" 张\n三_x005F_x0041_", "s", "General")
    assert one_cell(None, "@")[0] is None


def test_formulas_and_locked_cells_are_left_alone_and_told() -> None:
    form = protected()
    cells: dict[Place, Value] = {
        Place("明细", "D8"): 5,
        Place("明细", "A1"): "别的标题",
        Place("没有", "A1"): "字",
        Place("明细", "P0"): "字",
    }
    data, unfilled = fill(form.data, cells, [])
    assert [each.reason for each in unfilled] == [
        "是表格自带的公式，没有填",
        "被上级锁定，没有填",
        "表格里没有这个工作表",
        "工作表里没有这个单元格",
    ]
    assert parts(data) == parts(form.data)


def test_a_protected_sheet_takes_no_more_rows_than_it_has() -> None:
    book, page = new_page()
    details(page, 5, 6)
    for row in page["A5:C6"]:
        for cell in row:
            cell.protection = Protection(locked=False)
    page.protection.sheet = True
    data, unfilled = fill(saved(book), {}, [FilledBlock("明细", 5, 6, records(5))])
    assert [each.reason for each in unfilled] == [
        "工作表受保护，不能增加行，后面的 3 条没有填",
        "明细的这一列被上级锁定，其中的内容没有填",
    ]
    after = load_workbook(io.BytesIO(data))["明细"]
    assert [after[f"B{row}"].value for row in (5, 6, 7)] == ["职工甲1", "职工甲2", None]
    assert after.protection.sheet


def test_a_place_inside_a_merge_is_its_top_left_and_rows_in_one_cell_take_one_record() -> None:
    book, page = new_page()
    details(page, 5, 7)
    page.merge_cells("B5:C5")
    page.merge_cells("D5:D7")
    block = FilledBlock("明细", 5, 7, [{"C": "甲", "D": 1}, {"C": "乙", "D": 2}])
    data, unfilled = fill(saved(book), {Place("明细", "C1"): "新标题"}, [block])
    after = load_workbook(io.BytesIO(data))["明细"]
    assert (after["A1"].value, after["B5"].value, after["C6"].value, after["D5"].value) == ("新标题", "甲", "乙", 1)
    assert [each.reason for each in unfilled] == ["明细的这一列与上面的行合并成了一格，其中的内容没有填"]


def test_the_outline_tells_words_formulas_locks_merges_and_hidden_sheets() -> None:
    [sheet] = outline(protected().data).sheets
    assert sheet.cells["A1"] == FormCell("困难职工帮扶情况统计表", locked=True, columns=4)
    assert sheet.cells["D8"] == FormCell("", formula=True, locked=True)
    assert sheet.cells["A3"] == FormCell("序号", locked=True, rows=2)
    assert "A5" not in sheet.cells
    assert (sheet.rows, sheet.columns) == (8, 4)
    names = [(each.name, each.hidden) for each in outline(hidden_list().data).sheets]
    assert names == [("汇 总", False), ("明细", False), ("代码", True)]
    [raw] = outline(shared_formulas().data).sheets
    assert raw.cells["A1"].text == "姓名"
    assert raw.cells["F4"] == FormCell("否", formula=True)
    assert outline(prefixed().data).sheets[0].cells == outline(merged_heads().data).sheets[0].cells


def test_blocks_that_overlap_and_sums_over_several_sheets_are_refused_before_anything_is_written() -> None:
    book, page = new_page()
    details(page, 5, 8)
    blocks = [FilledBlock("明细", 5, 7, records(5)), FilledBlock("明细", 6, 8, records(5))]
    with pytest.raises(OfficeError, match="行号有重叠"):
        fill(saved(book), {}, blocks)
    book.create_sheet("二")["A1"] = "=SUM(明细:二!D5)"
    with pytest.raises(OfficeError, match="跨多张工作表"):
        fill(saved(book), {}, blocks[:1])


def test_a_single_ready_row_with_merged_cells_grows_row_by_row_and_a_label_at_its_side_grows_along() -> None:
    book, page = new_page()
    details(page, 5, 5)
    page.merge_cells("B5:C5")
    page["F5"] = "类别"
    data, _ = fill(saved(book), {}, [FilledBlock("明细", 5, 5, records(3))])
    merged = {str(each) for each in load_workbook(io.BytesIO(data))["明细"].merged_cells.ranges}
    assert {each for each in merged if each.startswith("B")} == {"B3:C3", "B5:C5", "B6:C6", "B7:C7"}
    book, page = new_page()
    details(page, 5, 6)
    page.merge_cells("F5:F6")
    data, _ = fill(saved(book), {}, [FilledBlock("明细", 5, 6, records(3))])
    assert "F5:F7" in {str(each) for each in load_workbook(io.BytesIO(data))["明细"].merged_cells.ranges}


def test_a_total_that_names_each_row_is_told_since_it_leaves_the_new_rows_out() -> None:
    book, page = new_page()
    details(page, 5, 6)
    page["D7"], page["E7"], page["F6"] = "=D5+D6", "=SUM(D6:D6)", "=D6*2"
    _, unfilled = fill(saved(book), {}, [FilledBlock("明细", 5, 6, records(3))])
    assert [each.place.cell for each in unfilled] == ["D7", "E7"]
    assert unfilled[0].reason == "公式是逐行写的，没有包括新增的明细行，请核对后手工修改"
    assert fill(saved(book), {}, [FilledBlock("明细", 5, 6, records(2))])[1] == []


def test_the_thick_line_below_the_last_ready_row_stays_below_the_last_row() -> None:
    book, page = new_page()
    details(page, 5, 7)
    for cell in page[7]:
        cell.border = Border(bottom=Side("thick"))
    data, _ = fill(saved(book), {}, [FilledBlock("明细", 5, 7, records(6))])
    after = load_workbook(io.BytesIO(data))["明细"]
    assert [after[f"B{row}"].border.bottom.style for row in range(5, 11)] == ["thin"] * 5 + ["thick"]
    assert {after[f"D{row}"].number_format for row in range(5, 11)} == {"#,##0.00"}
