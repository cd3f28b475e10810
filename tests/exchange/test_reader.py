from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from unionoffice.errors import OfficeError
from unionoffice.exchange.reader import child_tables, main_table, read_table, table_in, table_without_heads
from unionoffice.exchange.sheets import read_sheets
from unionoffice.exchange.table import NoResult
from unionoffice.ledgers import BY_KEY


@pytest.fixture
def book(tmp_path):
    def make(rows, merged=(), hidden=(), name="台账.xlsx", epoch=None):
        book = Workbook()
        if epoch:
            book.epoch = epoch
        page = book.worksheets[0]
        for row in rows:
            page.append(row)
        for area in merged:
            page.merge_cells(area)
        for title, cells in hidden:
            other = book.create_sheet(title, 0)
            other.append(cells)
            other.sheet_state = "hidden"
        path = tmp_path / name
        book.save(path)
        return path

    return make


def cells(table):
    return [(row.number, row.cells) for row in table.rows]


def test_heads_are_found_under_titles_and_data_ends_before_totals_and_signatures(book):
    table = read_table(
        book(
            [
                ["2026年上半年困难职工帮扶台账"],
                ["填报单位：某某局", None, None, "填报日期：2026年7月5日"],
                [],
                ["序号", "姓 名﹡", "性别*", "金额"],
                [1, "职工甲", "女", 500],
                [None, None, None, None],
                [2, "职工乙", "男", 600.5],
                ["小 计", None, None, 1100.5],
                [3, "职工丙", "男", 1],
                ["合计", None, None, 1101.5],
                ["审核人：", None, "制表人：职工丁"],
                ["注：本表一式三份"],
            ],
            ["A1:D1"],
        )
    )
    assert table.heads == ["姓 名﹡", "性别*", "金额"]
    assert cells(table) == [(5, ["职工甲", "女", 500.0]), (7, ["职工乙", "男", 600.5]), (9, ["职工丙", "男", 1.0])]
    assert table.notices == ["跳过合计、落款等 4 行"]


def test_two_levels_of_heads_are_joined(book):
    table = read_table(
        book(
            [
                ["台账"],
                ["序号", "姓名", "家庭收入", None, None, "备注"],
                [None, None, "本人月平均收入", "家庭其他年收入", "家庭年度总收入", None],
                [1, "职工甲", 1000, 2000, 3000, "无"],
            ],
            ["A1:F1", "A2:A3", "B2:B3", "C2:E2", "F2:F3"],
        ),
        BY_KEY["household"],
    )
    assert table.heads == [
        "姓名",
        "家庭收入/本人月平均收入",
        "家庭收入/家庭其他年收入",
        "家庭收入/家庭年度总收入",
        "备注",
    ]
    assert cells(table) == [(4, ["职工甲", 1000.0, 2000.0, 3000.0, "无"])]


def test_more_titles_in_the_lower_row_are_joined_with_those_over_it_without_merged_areas(tmp_path):
    source = tmp_path / "a.csv"
    source.write_text(
        "困难职工台账,,,,,\n序号,基本情况,,,建档时间,备注\n,姓名,身份证号,手机号码,,\n1,职工甲,,13800000000,2026-01-05,好\n",
        encoding="utf-8",
    )
    table = read_table(source, BY_KEY["household"])
    assert table.heads == ["基本情况/姓名", "基本情况/身份证号", "基本情况/手机号码", "建档时间", "备注"]
    assert table.head_rows == (2, 3)
    assert [row.cells[-1] for row in table.rows] == ["好"]


def test_two_levels_are_seen_without_merged_areas_too(tmp_path):
    source = tmp_path / "a.csv"
    source.write_text("姓名,收入,,备注\n,月收入,年收入,\n职工甲,1,2,无\n", encoding="utf-8")
    table = read_table(source)
    assert table.heads == ["姓名", "收入/月收入", "收入/年收入", "备注"]
    assert cells(table) == [(3, ["职工甲", "1", "2", "无"])]


def test_a_first_row_of_words_is_not_a_second_level_of_heads(book):
    table = read_table(
        book([["姓名", "性别", "民族", "备注"], ["职工甲", "女", None, "低保"], ["职工乙", "男", "汉", None]])
    )
    assert [row.number for row in table.rows] == [2, 3]


def test_a_row_that_counts_the_columns_is_no_record(book):
    table = read_table(book([["姓名", "性别", "民族"], [1, 2, 3], ["职工甲", "女", "汉"]]))
    assert [row.number for row in table.rows] == [3]


def test_hidden_sheets_and_blank_columns_are_passed_over(book):
    table = read_table(
        book([["姓名", None, "性别", None], ["职工甲", None, "女", "多余"]], hidden=[("旧表", ["姓名", "身份证号"])])
    )
    assert table.sheet == "Sheet"
    assert table.heads == ["姓名", "性别", ""]
    assert cells(table) == [(2, ["职工甲", "女", "多余"])]


def test_words_merged_over_rows_hold_for_each_and_numbers_do_not(book):
    table = read_table(
        book(
            [["单位", "姓名", "金额"], ["一分会", "职工甲", 100], [None, "职工乙", None], ["二分会", "职工丙", 5]],
            ["A2:A3", "C2:C3"],
        )
    )
    assert [row.cells for row in table.rows] == [
        ["一分会", "职工甲", 100.0],
        ["一分会", "职工乙", None],
        ["二分会", "职工丙", 5.0],
    ]
    assert any("2—3" in notice for notice in table.notices)


def test_cells_keep_their_types(book):
    when = date(2026, 3, 5)
    row = ["职工甲", 110105194912310021, when, datetime(2026, 3, 5, 9, 30), "0012", True, 1.5]
    (read,) = read_table(book([["姓名", "身份证号", "日期", "时间", "编号", "是否", "数"], row])).rows
    assert read.cells[0] == "职工甲"
    assert isinstance(read.cells[1], float)
    assert read.cells[2:] == [when, datetime(2026, 3, 5, 9, 30), "0012", True, 1.5]


def test_dates_of_a_1904_book_are_right(book):
    source = book([["姓名", "日期"], ["职工甲", date(2026, 3, 5)]], epoch=datetime(1904, 1, 1))
    assert read_table(source).rows[0].cells == ["职工甲", date(2026, 3, 5)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_files_are_read_in_every_usual_encoding(tmp_path, encoding, separator):
    source = tmp_path / "名册.csv"
    lines = [
        ["姓名", "身份证号", "备注"],
        ["张某某", '="110105194912310021"', "一行"],
        ["李某", "'11010519491231002X", ""],
    ]
    source.write_text("\r\n".join(separator.join(line) for line in lines), encoding=encoding)
    table = read_table(source)
    assert table.heads == ["姓名", "身份证号", "备注"]
    assert cells(table) == [(2, ["张某某", "110105194912310021", "一行"]), (3, ["李某", "11010519491231002X", None])]


def test_a_file_without_heads_says_so(book):
    with pytest.raises(OfficeError, match="表头"):
        read_table(book([[1, 2, 3], [4, 5, 6]]))


def test_heads_alone_make_an_empty_table(book):
    table = read_table(book([["姓名", "性别"]]))
    assert table.heads == ["姓名", "性别"]
    assert table.rows == []


def test_the_titles_of_a_ledger_tell_its_heads_from_rows_like_heads(book):
    rows = [
        ["上报", "存档", "公示", "备用"],
        ["户主姓名", "身份证号", "困难类别", "其他说明"],
        ["职工甲", "x", "深度困难职工", None],
    ]
    assert read_table(book(rows), BY_KEY["household"]).heads == rows[1]


def test_a_damaged_package_in_memory_only_is_no_table(tmp_path):
    source = tmp_path / "a.xlsx"
    source.write_bytes(b"PK\x03\x04" + io.BytesIO(b"x" * 100).getvalue())
    with pytest.raises(OfficeError, match="损坏"):
        read_table(source)


def test_a_formula_without_a_result_is_named_and_never_blank(book):
    source = book([["姓名", "金额", "备注"], ["职工甲", "=1+1", None], ["职工乙", 5, '="甲"&"乙"']])
    assert [row.cells for row in read_table(source).rows] == [
        ["职工甲", NoResult("B2"), None],
        ["职工乙", 5.0, NoResult("C3")],
    ]


def test_a_formula_of_another_sheet_is_not_taken_for_one_of_this(book, tmp_path):
    made = Workbook()
    made.worksheets[0].append(["姓名", "金额"])
    made.worksheets[0].append(["职工甲", 7])
    made.create_sheet("算").append(["甲", "=A1"])
    made.save(tmp_path / "a.xlsx")
    first, second = read_sheets(tmp_path / "a.xlsx")
    assert first.grid[1] == ["职工甲", 7.0]
    assert second.grid[0][1] == NoResult("B1")


def test_the_sheet_that_bears_the_ledgers_title_or_fits_it_best_is_chosen(tmp_path):
    made = Workbook()
    made.worksheets[0].append(["姓名", "备注"])
    made.create_sheet("名单").append(["姓名", "身份证号", "手机号码"])
    made.save(tmp_path / "a.xlsx")
    assert read_table(tmp_path / "a.xlsx", BY_KEY["member"]).sheet == "名单"
    assert read_table(tmp_path / "a.xlsx").sheet == "Sheet"
    made.create_sheet("会员名册").append(["姓名", "性别"])
    made.save(tmp_path / "a.xlsx")
    assert read_table(tmp_path / "a.xlsx", BY_KEY["member"]).sheet == "会员名册"


def test_a_sheet_belongs_to_the_families_only_with_all_that_they_need(tmp_path):
    made = Workbook()
    made.worksheets[0].append(["户主姓名", "身份证号", "困难类别"])
    made.create_sheet("家属").append(["户主", "姓名", "与户主关系"])
    made.create_sheet("名单").append(["户主", "姓名"])
    made.save(tmp_path / "a.xlsx")
    sheets = read_sheets(tmp_path / "a.xlsx")
    main = main_table(sheets, BY_KEY["household"])
    found = child_tables(sheets, main, (BY_KEY["family"], BY_KEY["visit"]))
    assert [(ledger.key, table.sheet) for ledger, table in found] == [("family", "家属")]


def test_the_clerk_may_point_at_the_heads_or_say_that_there_are_none(book):
    (sheet,) = read_sheets(book([["甲", "乙"], ["姓名", "性别"], ["职工甲", "女"]]))
    pointed = table_in(sheet, BY_KEY["member"], 1)
    assert pointed is not None
    assert (pointed.heads, pointed.head_rows, len(pointed.rows)) == (["甲", "乙"], (1, 1), 2)
    found = table_in(sheet, BY_KEY["member"])
    assert found is not None
    assert (found.heads, found.head_rows) == (["姓名", "性别"], (2, 2))
    none = table_without_heads(sheet, ["姓名"])
    assert (none.heads, none.head_rows, [row.number for row in none.rows]) == (["姓名", ""], (0, 0), [1, 2, 3])
    assert table_in(sheet, BY_KEY["member"], 99) is None
