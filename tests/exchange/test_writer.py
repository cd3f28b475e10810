from __future__ import annotations

import errno
import re
import zipfile
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Privacy
from unionoffice.errors import OfficeError
from unionoffice.exchange.cell_text import text_width
from unionoffice.exchange.profiles import profile_fields
from unionoffice.exchange.reader import read_table
from unionoffice.exchange.refused_rows import write_refused
from unionoffice.exchange.safe_name import free_path, safe_name, suggested_path
from unionoffice.exchange.table import RefusedRow, Row, Table
from unionoffice.exchange.template import importable_fields, write_template
from unionoffice.exchange.writer import write_ledger
from unionoffice.ledgers import ALL, BY_KEY

AID, HOUSEHOLD, MEMBER = BY_KEY["aid"], BY_KEY["household"], BY_KEY["member"]
ID = "11010519491231002X"


def aid(context, **raw):
    record, problems = AID.parse({"class": "帮扶救助", "kind": "生活救助", **raw}, context)
    assert record is not None, problems
    return record


def page_of(target: Path):
    return load_workbook(target).worksheets[0]


def test_the_sheet_is_as_a_superior_wants_it(context, target, sheet):
    kept = [aid(context, recipient=f"职工甲{n}", amount="500.5", persons="1", when="2026-01-20") for n in range(3)]
    fields = AID.fields[:24]
    assert write_ledger(target, sheet(AID, kept, fields=fields, signers={"制表人": "职工乙"})) == 3
    page = page_of(target)
    assert page["A1"].value == "2026年上半年台账"
    assert (page["A1"].font.name, page["A1"].font.sz, page["A1"].font.b) == ("宋体", 20, True)
    assert page["A2"].value == "填报单位：某某县总工会"
    assert any(cell.value == "填报日期：2026年7月5日　单位：元、人" for cell in page[2])
    assert [cell.value for cell in page[3]] == ["序号", *(each.title for each in fields)]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == (
        "landscape",
        "9",
    ) or page.page_setup.paperSize == 9
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$1:$3"
    assert page.print_area.endswith("$8")
    assert page.auto_filter.ref.endswith("6")
    assert page.freeze_panes == "C4"
    assert page.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert page.print_options.horizontalCentered
    assert page["A8"].value.startswith("审核人：")
    assert "制表人：职工乙" in page["A8"].value
    assert all(cell.border.left.style == "thin" for cell in page[5])


def test_a_ledger_too_wide_to_be_read_on_one_sheet_goes_over_several_side_by_side(target, sheet):
    for fields, wide, side in ((HOUSEHOLD.fields[:6], 1, "center"), (HOUSEHOLD.fields, 4, "left")):
        write_ledger(target, sheet(HOUSEHOLD, [], fields=fields))
        page = page_of(target)
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (wide, 0)
        assert page.print_title_cols == (None if wide == 1 else "$A:$B")
        assert page["A1"].alignment.horizontal == side


@pytest.mark.parametrize("fields", [MEMBER.fields[1:2], AID.fields[:2], AID.fields[:5], HOUSEHOLD.fields])
def test_who_reports_and_who_signs_stand_in_one_line_on_the_first_page_however_few_or_many_columns(
    target, sheet, fields
):
    ledger = next(each for each in (MEMBER, AID, HOUSEHOLD) if fields[0] in each.fields)
    write_ledger(target, sheet(ledger, [], fields=fields, signers={"审核人": "职工甲", "联系电话": "13800000000"}))
    page = page_of(target)
    assert page.row_dimensions[2].height == 20
    words = " ".join(cell.value for cell in page[2] if cell.value)
    assert re.fullmatch("填报单位：某某县总工会\\s+填报日期：2026年7月5日　单位：元、人", words)
    widths = [page.column_dimensions[get_column_letter(number)].width for number in range(1, len(fields) + 2)]
    assert text_width(words) < sum(widths)
    foot = page.cell(page.max_row, 1).value
    assert re.fullmatch("审核人：职工甲\u3000+制表人：\u3000+联系电话：13800000000", foot)
    assert text_width(foot) < sum(widths) / page.page_setup.fitToWidth
    if page.page_setup.fitToWidth > 1:
        assert text_width(page["A2"].value) < sum(widths) / page.page_setup.fitToWidth


def test_neighbouring_columns_of_a_group_stand_under_a_common_head(context, target, sheet):
    keys = ["head", "income_year", "size", "bank", "bank_card", "stage"]
    raw = {"head": "职工甲", "id_number": ID, "category": "深度困难职工", "cause": "其他", "income_year": "12000"}
    record, _ = HOUSEHOLD.parse(raw, context)
    fields = tuple(HOUSEHOLD.get(key) for key in keys)
    write_ledger(target, sheet(HOUSEHOLD, [record], fields=fields, two_levels=True))
    page = page_of(target)
    # 进度 stands alone in its group, so that it has no head over it.
    assert [cell.value for cell in page[3]] == ["序号", "户主姓名", "收入", None, "银行", None, "进度"]
    assert [page.cell(4, column).value for column in (3, 4, 5, 6)] == [
        "家庭年度总收入",
        "家庭人口",
        "开户银行",
        "银行卡号",
    ]
    assert {"A3:A4", "B3:B4", "C3:D3", "E3:F3", "G3:G4"} < set(map(str, page.merged_cells.ranges))
    assert (page.print_title_rows, page.auto_filter.ref, page.freeze_panes) == ("$1:$4", "A4:G5", "C5")
    assert (page["B5"].value, page["C5"].value, page["C6"].value) == ("职工甲", 12000, "=SUM(C5:C5)")
    assert page["A7"].value.startswith("审核人：")
    assert all(page.cell(4, column).border.bottom.style == "thin" for column in range(1, 8))
    assert [head.rpartition("/")[2] for head in read_table(target, HOUSEHOLD).heads] == [each.title for each in fields]


def test_without_a_group_there_is_one_row_of_heads(context, target, sheet):
    write_ledger(target, sheet(AID, [aid(context)], fields=(AID.get("class"), AID.get("period")), two_levels=True))
    assert [cell.value for cell in page_of(target)[3]] == ["序号", "类别", "所属期"]


def test_a_watermark_stands_above_every_page(context, target, sheet):
    write_ledger(target, sheet(AID, [aid(context)], watermark="内部资料 A&B工会"))
    with zipfile.ZipFile(target) as package:
        words = re.search("<oddHeader>(.*)</oddHeader>", package.read("xl/worksheets/sheet1.xml").decode())
    assert words is not None
    assert unescape(words[1]) == '&C&"黑体,Regular"&28 &KBFBFBF内部资料 A&&B工会'


def test_links_that_differ_only_in_their_label_keep_their_own(context, target, sheet):
    kept = [aid(context).with_values({"household": Link("household", 0, words)}) for words in ("职工甲", "职工乙")]
    write_ledger(target, sheet(AID, kept, fields=(AID.get("household"),)))
    assert [page_of(target)[f"B{row}"].value for row in (4, 5)] == ["职工甲", "职工乙"]


def test_money_dates_and_totals_are_real(context, target, sheet):
    kept = [aid(context, amount="500.5", when="2026-01-20"), aid(context, amount="2亿元", when="2026年3月")]
    write_ledger(target, sheet(AID, kept, fields=(AID.get("when"), AID.get("amount"))))
    page = page_of(target)
    assert page["B4"].value.date() == date(2026, 1, 20)
    assert page["B4"].number_format == "yyyy-mm-dd"
    assert (page["B5"].value, page["B5"].data_type) == ("2026年3月", "s")
    assert (page["C4"].value, page["C4"].number_format) == (500.5, "#,##0.00")
    assert page["A6"].value == "合计"
    assert page["C6"].value == "=SUM(C4:C5)"
    assert load_workbook(target, data_only=True).worksheets[0]["C6"].value == 200000500.5


def test_a_total_over_a_lower_bound_says_so(context, target, sheet):
    kept = [aid(context, amount="20000", amount_qualifier="余"), aid(context, amount="1")]
    write_ledger(target, sheet(AID, kept, fields=(AID.get("amount"),)))
    assert page_of(target)["B6"].number_format == '#,##0.00"余"'


def test_money_given_and_money_received_are_not_added_up(context, target, sheet):
    kept = [aid(context, amount="100"), aid(context, amount="30", direction="收入")]
    write_ledger(target, sheet(AID, kept, fields=(AID.get("direction"), AID.get("amount"))))
    shown = load_workbook(target, data_only=True).worksheets[0]
    assert [(shown[f"A{row}"].value, shown[f"C{row}"].value) for row in (6, 7)] == [("收入合计", 30), ("支出合计", 100)]
    assert page_of(target)["C6"].value == '=SUMIF(B4:B5,"收入",C4:C5)'


def test_money_that_waits_is_added_up_apart(context, target, sheet):
    kept = [aid(context, amount="100"), *(aid(context, amount="8", stage=each) for each in ("待审核", "待发放"))]
    kept.append(aid(context, amount="800", stage="已退回"))
    write_ledger(target, sheet(AID, kept, fields=tuple(map(AID.get, ("direction", "amount", "stage")))))
    shown = load_workbook(target, data_only=True).worksheets[0]
    assert [(shown[f"A{row}"].value, shown[f"C{row}"].value) for row in (8, 9, 10)] == [
        ("支出合计", 100),
        ("未发放合计", 16),
        ("已退回合计", 800),
    ]
    assert [page_of(target)[f"C{row}"].value for row in (8, 9, 10)] == [
        '=SUMIFS(C4:C7,B4:B7,"支出",D4:D7,"<>已退回",D4:D7,"<>待发放",D4:D7,"<>待审核")',
        '=SUMIF(D4:D7,"待发放",C4:C7)+SUMIF(D4:D7,"待审核",C4:C7)',
        '=SUMIF(D4:D7,"已退回",C4:C7)',
    ]
    assert len(read_table(target, AID).rows) == 4


def test_money_that_came_back_is_added_up_apart(context, target, sheet):
    kept = [aid(context, amount="100"), aid(context, amount="30", direction="收入"), aid(context, amount="7")]
    kept.append(aid(context, amount="800", stage="已退回"))
    write_ledger(target, sheet(AID, kept, fields=tuple(map(AID.get, ("direction", "amount", "stage")))))
    shown = load_workbook(target, data_only=True).worksheets[0]
    assert [(shown[f"A{row}"].value, shown[f"C{row}"].value) for row in (8, 9, 10)] == [
        ("收入合计", 30),
        ("支出合计", 107),
        ("已退回合计", 800),
    ]
    assert [page_of(target)[f"C{row}"].value for row in (8, 9, 10)] == [
        '=SUMIFS(C4:C7,B4:B7,"收入",D4:D7,"<>已退回")',
        '=SUMIFS(C4:C7,B4:B7,"支出",D4:D7,"<>已退回")',
        '=SUMIF(D4:D7,"已退回",C4:C7)',
    ]
    assert len(read_table(target, AID).rows) == 4


@pytest.mark.parametrize(
    "words", ['=HYPERLINK("http://x","y")', "==", "+1", "-1", "@SUM(1)", "#REF!", "=1+1", "\t=1", "0012", "1e5"]
)
def test_words_are_never_a_formula(context, target, sheet, words):
    write_ledger(
        target, sheet(AID, [aid(context, recipient=words, note=words)], fields=(AID.get("recipient"), AID.get("note")))
    )
    for cell in page_of(target)[4][1:]:
        assert (cell.value, cell.data_type) == (words.strip(), "s")
    with zipfile.ZipFile(target) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    "words", ["a\x00b", "a\x0bb", "a\ud800b", "\ufffe", "x" * 40_000, "𠮷" * 20_000, "🎆", "‮abc", "<b>&amp;]]>"]
)
def test_odd_characters_leave_a_file_that_opens(context, target, sheet, words):
    record = aid(context, recipient="职工甲").with_values({"recipient": words, "note": words})
    write_ledger(target, sheet(AID, [record]))
    page = page_of(target)
    assert all(len(str(cell.value).encode("utf-16-le")) // 2 <= 32_767 for cell in page[4])
    assert len(read_table(target).rows) == 1


def test_ids_phones_and_cards_are_text(context, target, sheet):
    raw = {
        "head": "职工甲",
        "id_number": ID,
        "category": "深度困难职工",
        "cause": "其他",
        "phone": "013800000000",
        "bank_card": "6222020000000000000",
    }
    record, _ = HOUSEHOLD.parse(raw, context)
    write_ledger(
        target,
        sheet(HOUSEHOLD, [record], fields=tuple(HOUSEHOLD.get(key) for key in ("id_number", "phone", "bank_card"))),
    )
    assert [(cell.value, cell.data_type, cell.number_format) for cell in page_of(target)[4][1:]] == [
        (ID, "s", "@"), ("013800000000", "s", "@"), ("6222020000000000000", "s", "@"),
    ]  # fmt: skip


def test_a_public_list_masks_what_it_must(context, target, sheet):
    raw = {
        "head": "张三丰",
        "id_number": ID,
        "category": "深度困难职工",
        "cause": "患重特大疾病",
        "health": "良好",
        "phone": "13800001111",
        "bank_card": "6222020000000000000",
        "income_month": "800",
        "note": f"证号 {ID}",
        "address": "某路 1 号",
    }
    record, _ = HOUSEHOLD.parse(raw, context)
    write_ledger(target, sheet(HOUSEHOLD, [record], profile="public", fields=HOUSEHOLD.fields))
    with zipfile.ZipFile(target) as package:
        everything = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", errors="ignore")
    assert "张*丰" in everything
    assert "110105********002X" in everything
    for secret in ("张三丰", ID, "13800001111", "6222020000000000000", "患重特大疾病", "良好", "某路", "1949", "银行"):
        assert secret not in everything
    assert not [each for each in profile_fields(HOUSEHOLD, "public") if each.privacy is Privacy.HIDDEN]


def test_a_public_list_masks_names_in_words_and_links(context, target, sheet):
    record = aid(context, recipient="张三丰、李四，13800001111", household="DA-1")
    record = record.with_values({"household": Link("household", 7, f"王五某（{ID}）")})
    write_ledger(target, sheet(AID, [record], profile="public"))
    (row,) = read_table(target, AID).rows
    words = [cell for cell in row.cells if isinstance(cell, str)]
    assert "张*丰、李*，138****1111" in words
    assert "王*某（110105********002X）" in words


def test_a_public_list_does_not_say_what_somebody_was_ill_with(context, target, sheet):
    write_ledger(target, sheet(AID, [aid(context, recipient="张三丰", occasion="糖尿病住院")], profile="public"))
    with zipfile.ZipFile(target) as package:
        everything = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", errors="ignore")
    assert "糖尿病" not in everything


def test_a_report_leaves_out_what_only_the_office_needs(context):
    keys = {each.key for each in profile_fields(AID, "report")}
    assert not keys & {"files", "in_summary", "chapter", "nature", "period"}
    assert {"amount", "note", "recipient"} <= keys
    assert profile_fields(HOUSEHOLD, "archive") == HOUSEHOLD.fields


@pytest.mark.parametrize("ledger", ALL, ids=lambda ledger: ledger.key)
@pytest.mark.parametrize("profile", ["report", "archive", "public"])
def test_an_empty_ledger_is_a_sheet_with_heads(ledger, profile, target, sheet, codes):
    assert write_ledger(target, sheet(ledger, iter(()), profile=profile, codes=codes)) == 0
    assert read_table(target).rows == []
    assert read_table(target).heads == [each.title for each in profile_fields(ledger, profile)]


def test_choices_come_as_drop_down_lists(context, target, sheet, codes):
    write_ledger(target, sheet(AID, [aid(context)], codes=codes))
    book = load_workbook(target)
    assert book["选项"].sheet_state == "hidden"
    rules = {str(rule.sqref): rule.formula1 for rule in book.worksheets[0].data_validations.dataValidation}
    assert '"是,否"' in rules.values()
    column = next(cell.column_letter for cell in book.worksheets[0][3] if cell.value == "类别")
    place = re.fullmatch(
        r"选项!\$(\w+)\$1:\$\w+\$(\d+)", rules[f"{column}4"] if f"{column}4" in rules else rules[f"{column}4:{column}4"]
    )
    assert place is not None
    assert (
        tuple(book["选项"][f"{place[1]}{row}"].value for row in range(1, int(place[2]) + 1))
        == codes["aid_class"].labels
    )


def test_a_target_that_is_open_stays_whole(context, target, sheet, monkeypatch):
    target.write_bytes(b"old")

    def held(self, other):
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(OfficeError, match="文件正在 WPS 或 Excel 中打开，请关闭后重试"):
        write_ledger(target, sheet(AID, [aid(context)]))
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(context, target, sheet, monkeypatch):
    target.write_bytes(b"old")

    def full(handle):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("unionoffice.exchange.whole_file.os.fsync", full)
    with pytest.raises(OfficeError, match="磁盘已满"):
        write_ledger(target, sheet(AID, [aid(context)]))
    assert target.read_bytes() == b"old"
    assert list(target.parent.iterdir()) == [target]


def test_a_record_that_fails_in_the_middle_leaves_nothing(context, target, sheet):
    def records():
        yield aid(context)
        raise RuntimeError("reading stopped")

    with pytest.raises(RuntimeError):
        write_ledger(target, sheet(AID, records()))
    assert list(target.parent.iterdir()) == []


def test_a_missing_folder_is_a_sentence(context, tmp_path, sheet):
    with pytest.raises(OfficeError):
        write_ledger(tmp_path / "没有" / "台账.xlsx", sheet(AID, [aid(context)]))


@pytest.mark.parametrize("ledger", ALL, ids=lambda ledger: ledger.key)
def test_a_blank_sheet_has_exactly_the_titles(ledger, target, codes):
    write_template(target, ledger, codes)
    table = read_table(target)
    assert table.heads == [each.title for each in importable_fields(ledger)]
    assert table.rows == []
    assert table.sheet == ledger.title
    page = page_of(target)
    assert [cell.font.b for cell in page[1]] == [each.required for each in importable_fields(ledger)]


def test_refused_rows_come_back_with_their_reasons_and_can_be_read_again(target):
    table = Table(
        ["姓名", "身份证号", "日期"],
        [Row(5, ["职工甲", 11010519491231.0, date(2026, 1, 2)]), Row(9, ["=1", "x", None])],
    )
    write_refused(
        target, table, [RefusedRow(5, ["身份证号：末位已丢失", "手机号码：必填"]), RefusedRow(9, ["证件号码：不对"])]
    )
    again = read_table(target, MEMBER)
    assert again.heads == ["原因", "原行号", "姓名", "身份证号", "日期"]
    assert again.rows[0].cells == [
        "身份证号：末位已丢失；手机号码：必填",
        5.0,
        "职工甲",
        11010519491231.0,
        date(2026, 1, 2),
    ]
    assert again.rows[1].cells == ["证件号码：不对", 9.0, "=1", "x", None]


@pytest.mark.parametrize(
    "words",
    ["CON", "nul.xlsx", "com1", "a/b", "..\\..\\x", "x" * 300, "‮gpj.exe", "", "  . ", "表:格*?", "a\x00b", "工" * 300],
)
def test_a_file_name_is_safe(words, tmp_path):
    name = safe_name(words)
    assert name
    assert len(name.encode()) <= 200
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\u202e]', name)
    assert name.split(".")[0].upper() not in ("CON", "NUL", "COM1")
    assert name == name.strip(" .")
    (tmp_path / f"{name}.xlsx").write_bytes(b"")
    assert [each.parent for each in tmp_path.iterdir()] == [tmp_path]


def test_the_suggested_name_is_the_usual_one_and_counts_on_when_taken(tmp_path):
    def suggest():
        return suggested_path(tmp_path, "2026年上半年", "困难职工帮扶台账", "某某局", date(2026, 7, 5))

    first = suggest()
    assert first.name == "2026年上半年困难职工帮扶台账_某某局_20260705.xlsx"
    first.touch()
    assert suggest().name == "2026年上半年困难职工帮扶台账_某某局_20260705（2）.xlsx"
    suggest().touch()
    assert free_path(first).name.endswith("（3）.xlsx")
    deep = suggested_path(
        Path("/") / ("深" * 70) / ("夜" * 70), "2026年上半年", "困难职工帮扶台账", "单位" * 90, date(2026, 7, 5)
    )
    assert len(str(deep)) < 240


def test_what_is_planned_is_added_up_apart_and_recalculates_so(context, target, sheet):
    kept = [
        aid(context, amount="100"),
        aid(context, amount="30", nature="计划"),
        aid(context, amount="7", nature="不足"),
    ]
    kept += [aid(context, amount="5", nature="计划", direction="收入"), aid(context, amount="8", stage="待发放")]
    write_ledger(target, sheet(AID, kept, fields=tuple(map(AID.get, ("direction", "amount", "stage", "nature")))))
    shown = load_workbook(target, data_only=True).worksheets[0]
    rows = range(9, 14)
    assert [(shown[f"A{row}"].value, shown[f"C{row}"].value) for row in rows] == [
        *(("支出合计", 100), ("计划收入合计", 5), ("计划支出合计", 30), ("不足项支出合计", 7), ("未发放合计", 8))
    ]
    assert [page_of(target)[f"C{row}"].value for row in rows] == [
        '=SUMIFS(C4:C8,B4:B8,"支出",E4:E8,"<>不足",E4:E8,"<>计划",D4:D8,"<>待发放")',
        '=SUMIFS(C4:C8,B4:B8,"收入",E4:E8,"计划")',
        '=SUMIFS(C4:C8,B4:B8,"支出",E4:E8,"计划")',
        '=SUMIFS(C4:C8,B4:B8,"支出",E4:E8,"不足")',
        '=SUMIFS(C4:C8,E4:E8,"<>不足",E4:E8,"<>计划",D4:D8,"待发放")',
    ]


def test_a_list_without_sides_adds_up_only_what_is_done(context, target, sheet):
    event = BY_KEY["event"]
    row = {"title": "登山", "type": "文体", "headcount": "3"}
    kept = [event.parse({**row, "nature": nature}, context)[0] for nature in ("完成", "计划")]
    write_ledger(target, sheet(event, kept, fields=(event.get("headcount"), event.get("nature"))))
    assert [page_of(target)[f"B{row}"].value for row in (6, 7)] == [
        '=SUMIF(C4:C5,"<>计划",B4:B5)',
        '=SUMIF(C4:C5,"计划",B4:B5)',
    ]
