"""Superiors' forms are filled from the ledgers: every value is reckoned by hand."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Protection

from unionoffice.domain.form_contents import Place
from unionoffice.domain.own import MAIN_FIELD, OwnKind
from unionoffice.domain.period import half_year
from unionoffice.domain.query import Axis, Query
from unionoffice.domain.superior_form import (
    Block,
    CountSource,
    FieldSource,
    FigureSource,
    OfficeFact,
    Single,
    Source,
    SuperiorForm,
    Words,
)
from unionoffice.errors import OfficeError
from unionoffice.storage import trail
from unionoffice.usecases.code_lists import rename_code
from unionoffice.usecases.fill_form import (
    fields_taken,
    fill_form,
    fill_forms,
    filled_form,
    record_meant,
    suggested_name,
)
from unionoffice.usecases.form_sources import source_choices, source_title
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.leaving_fields import caution
from unionoffice.usecases.office import PARENT, Office
from unionoffice.usecases.own_fields import add_field, add_register, hide_field, hide_register
from unionoffice.usecases.superior_forms import forms, save_form
from unionoffice.usecases.undo import undo

HALF = half_year(2026, 1)
ID = "11010519491231002X"


def enter(office: Office, ledger: str, **raw: str) -> int:
    kept = keep(office, ledger, raw)
    assert kept.record is not None, kept.problems
    return kept.record.id


@pytest.fixture
def filled(office: Office) -> Office:
    """Three payments, one of them in July, a returned one and a donation; one household with two members."""
    office.set_setting(PARENT, "示例市总工会")
    aid = {"class": "帮扶救助", "stage": "已发放"}
    for name, kind, amount, when, phone in (
        ("职工甲", "子女助学", "5000", "2026-05-06", ""),
        ("职工乙", "生活救助", "1234.50", "2026-03-01", ""),
        ("职工丙", "子女助学", "800", "2026-07-01", ""),
    ):
        enter(office, "aid", **aid, recipient=name, kind=kind, amount=amount, when=when, note=phone)
    home = enter(office, "household", head="职工甲", id_number=ID, category="相对困难", cause="患重特大疾病", size="3",
                 income_year="24000", address="示例路 1 号", phone="13800000000")  # fmt: skip
    for name, relation, income in (("家人甲", "配偶", "1500"), ("家人乙", "女", "")):
        enter(office, "family", household=str(office.record("household", home).label), name=name, relation=relation,
              income_month=income)  # fmt: skip
    return office


def sheet(*rows: Sequence[object], merged: tuple[str, ...] = ()) -> bytes:
    book, stream = Workbook(), io.BytesIO()
    page = book.worksheets[0]
    page.title = "表"
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    for at in range(1, page.max_row + 1):
        for column in range(1, 9):
            page.cell(at, column).number_format = page.cell(at, column).number_format
    book.save(stream)
    return stream.getvalue()


def put(office: Office, data: bytes, *sources: tuple[str, Source], blocks: tuple[Block, ...] = ()) -> SuperiorForm:
    singles = tuple(Single(Place("表", cell), source) for cell, source in sources)
    return save_form(office, SuperiorForm("帮扶统计表", "", "统计表.xlsx", singles=singles, blocks=blocks), data)


def page_of(path: Path) -> Any:
    return load_workbook(path)["表"]


def test_single_cells_take_facts_figures_counts_and_words(filled: Office, tmp_path: Path) -> None:
    aided = Query(equals={"kind": "子女助学"})
    form = put(
        filled,
        sheet(["帮扶统计表"], [None] * 8),
        ("A2", OfficeFact("name")),
        ("B2", OfficeFact("parent")),
        ("C2", OfficeFact("filled_on")),
        ("D2", FigureSource("statistics", "帮扶慰问支出", "元", in_wan=True)),
        ("E2", CountSource("aid", aided)),
        ("F2", CountSource("aid", aided, "amount")),
        ("G2", CountSource("aid", summed="amount", in_wan=True)),
        ("H2", Words("无")),
    )
    report = fill_form(filled, form, tmp_path / "填好.xlsx", HALF)
    assert report.sentences == []
    assert (report.cells, report.rows) == (8, 0)
    values = [cell.value for cell in page_of(report.path)[2]]
    # 5000 + 1234.50 is 0.62345 万元, to the last fen.
    told = ["某单位工会", "示例市总工会", "2026-06-30", 0.62345, 1, 5000, 0.62345, "无"]
    assert values == told


def test_figures_are_found_again_in_another_period(filled: Office, tmp_path: Path) -> None:
    form = put(filled, sheet(["表"], [None] * 3), ("A2", FigureSource("statistics", "帮扶慰问支出", "元")))
    report = fill_form(filled, form, tmp_path / "下半年.xlsx", half_year(2026, 2))
    assert page_of(report.path)["A2"].value == 800
    gone = fill_form(filled, form, tmp_path / "去年.xlsx", half_year(2025, 2))
    assert gone.sentences == ["表 A2：2025年下半年没有“帮扶慰问支出”这个数字。"]
    assert page_of(gone.path)["A2"].value is None


def test_detail_rows_take_the_records_of_the_period_in_the_order_of_their_dates(filled: Office, tmp_path: Path) -> None:
    columns = {"A": "#", "B": "recipient", "C": "amount", "D": "when", "E": "note"}
    form = put(
        filled,
        sheet(["表"], ["序号", "姓名", "金额（万元）", "日期", "备注"], [None], ["合计", None, "=SUM(C3:C3)"]),
        blocks=(Block("表", 3, 3, "aid", columns, in_wan=("C",)),),
    )
    report = fill_form(filled, form, tmp_path / "明细.xlsx", HALF)
    page = page_of(report.path)
    rows = [[cell.value for cell in row[:3]] for row in page.iter_rows(min_row=3, max_row=4)]
    assert rows == [[1, "职工乙", 0.12345], [2, "职工甲", 0.5]]
    assert page["C5"].value == "=SUM(C3:C4)"
    assert report.rows == 2
    assert report.sentences == ["表 E3：“备注”都没有填。"]


def test_sums_of_both_sides_and_least_amounts_are_not_passed_off_as_exact(filled: Office, tmp_path: Path) -> None:
    enter(filled, "aid", **{"class": "捐款"}, kind="爱心捐款", recipient="灾区", amount="100", when="2026-04-01",
          direction="收入")  # fmt: skip
    form = put(filled, sheet(["表"], [None]), ("A2", CountSource("aid", summed="amount")))
    report = fill_form(filled, form, tmp_path / "合计.xlsx", HALF)
    assert "都有，不能相加；请用筛选只取一种" in report.sentences[0]
    block = Block("表", 2, 2, "aid", {"A": "recipient", "B": "amount"})
    mixed = fill_form(filled, put(filled, sheet(["表"]), blocks=(block,)), tmp_path / "明细.xlsx", HALF)
    assert mixed.sentences == ["表 A2：明细里收入和支出的登记都有，请核对要不要用筛选只取一种。"]
    spent = replace(block, query=Query(equals={"direction": "支出"}))
    assert fill_form(filled, put(filled, sheet(["表"]), blocks=(spent,)), tmp_path / "支出.xlsx", HALF).sentences == []
    form = put(filled, sheet(["表"], [None]), ("A2", CountSource("aid", Query(equals={"recipient": "灾区"}), "amount")))
    assert page_of(fill_form(filled, form, tmp_path / "捐款.xlsx", HALF).path)["A2"].value == 100


def test_what_is_planned_is_neither_counted_nor_added_up_unless_the_form_asks_for_it(
    filled: Office, tmp_path: Path
) -> None:
    row = {"class": "帮扶救助", "kind": "临时救助", "recipient": "职工戊", "when": "2026-06-01"}
    for amount, more in (
        ("100", {}),
        ("7", {"nature": "计划"}),
        ("30", {"stage": "待发放"}),
        ("5", {"nature": "不足"}),
    ):
        enter(filled, "aid", **row, amount=amount, **more)
    only, asked = Query(equals={"kind": "临时救助"}), Query(equals={"kind": "临时救助", "nature": "计划"})
    form = put(
        filled,
        sheet(["表"], [None] * 4),
        ("A2", CountSource("aid", only)),
        ("B2", CountSource("aid", only, "amount")),
        ("C2", CountSource("aid", asked)),
        ("D2", CountSource("aid", asked, "amount")),
    )
    page = page_of(fill_form(filled, form, tmp_path / "计划.xlsx", HALF).path)
    assert [page[f"{column}2"].value for column in "ABCD"] == [1, 100, 1, 7]


def test_the_person_stands_in_the_row_or_behind_its_link_and_nobody_gets_the_number_of_another(
    filled: Office, tmp_path: Path
) -> None:
    home = filled.record("household", 1).label
    for name, when in (("", "2026-06-01"), ("职工甲", "2026-06-02"), ("家人甲", "2026-06-03")):
        enter(filled, "aid", **{"class": "帮扶救助"}, kind="临时救助", recipient=name, household=home, amount="100",
              when=when)  # fmt: skip
    columns = {"A": "recipient", "B": "household.id_number", "C": "household.category", "D": "amount"}
    block = Block("表", 2, 2, "aid", columns, Query(equals={"kind": "临时救助"}))
    report = fill_form(filled, put(filled, sheet(["表"]), blocks=(block,)), tmp_path / "明细.xlsx", HALF)
    rows = [[cell.value for cell in row[:4]] for row in page_of(report.path).iter_rows(min_row=2, max_row=4)]
    assert rows == [
        ["职工甲", ID, "相对困难职工", 100],
        ["职工甲", ID, "相对困难职工", 100],
        ["家人甲", None, "相对困难职工", 100],
    ]
    assert report.sentences == ["表 B2：“困难家庭：身份证号”有 1 条没有填：登记写的是另一个人，不能用档案里的。"]


def test_households_are_counted_once_however_often_they_were_aided(filled: Office, tmp_path: Path) -> None:
    form = put(filled, sheet(["表"], [None]), ("A2", CountSource("aid", Query(words="慰问"), linked="household")))
    for when in ("2026-01-10", "2026-02-10"):
        enter(filled, "aid", **{"class": "送温暖慰问"}, kind="节日慰问", when=when, household=filled.record("household", 1).label)  # fmt: skip
    assert page_of(fill_form(filled, form, tmp_path / "户数.xlsx", HALF).path)["A2"].value == 1
    enter(filled, "aid", **{"class": "送温暖慰问"}, kind="节日慰问", when="2026-02-11", recipient="职工戊")
    report = fill_form(filled, form, tmp_path / "户数.xlsx", HALF)
    assert report.sentences == ["表 A2：本期有 1 条“帮扶记录”没有填“困难家庭”，数不准。"]


def test_a_person_is_counted_once_however_often_she_was_honoured(filled: Office, tmp_path: Path) -> None:
    for number, name in enumerate(("职工壬", "职工癸"), 1):
        enter(filled, "member", name=name, gender="女", phone=f"1380000000{number}")
    for title, member, when in (("先进个人", 1, "2026-03-01"), ("技术能手", 1, "2026-04-01"), ("优秀干部", 2, "2026-05-01"),
                                ("先进个人", 2, "2026-07-01")):  # fmt: skip
        enter(filled, "award", title=title, member=filled.record("member", member).label, when=when)
    form = put(
        filled, sheet(["表"], [None, None]), ("A2", CountSource("award", linked="member")), ("B2", CountSource("award"))
    )
    page = page_of(fill_form(filled, form, tmp_path / "人数.xlsx", HALF).path)
    assert (page["A2"].value, page["B2"].value) == (2, 3)


def test_a_sum_tells_what_it_leaves_out_and_follows_a_renamed_choice(filled: Office, tmp_path: Path) -> None:
    helped = CountSource("aid", Query(among={Axis("kind"): frozenset({"子女助学"})}), "persons")
    form = put(filled, sheet(["表"], [None]), ("A2", helped))
    blank = fill_form(filled, form, tmp_path / "人数.xlsx", HALF)
    assert blank.sentences == ["表 A2：本期 1 条“帮扶记录”都没有填“人数”，合计不出来。"]
    enter(filled, "aid", **{"class": "帮扶救助"}, kind="子女助学", recipient="职工丁", persons="4", amount="400",
          when="2026-04-01")  # fmt: skip
    rename_code(filled, "aid_kind", "子女助学", "圆梦助学")
    report = fill_form(filled, form, tmp_path / "人数.xlsx", HALF)
    assert page_of(report.path)["A2"].value == 4
    assert report.sentences == ["表 A2：有 1 条“帮扶记录”没有填“人数”，没有计入，请核对。"]


def test_an_amount_of_which_a_part_is_a_lower_bound_says_so(filled: Office, tmp_path: Path) -> None:
    enter(filled, "aid", **{"class": "帮扶救助"}, kind="子女助学", recipient="职工丁", amount="20000", when="2026-04-01",
          amount_qualifier="余")  # fmt: skip
    form = put(filled, sheet(["表"], [None]), ("A2", CountSource("aid", summed="amount", in_wan=True)))
    assert page_of(fill_form(filled, form, tmp_path / "合计.xlsx", HALF).path)["A2"].value == "2.62345余"


def test_what_an_older_period_left_does_not_stand_for_a_value_that_is_not_known(filled: Office, tmp_path: Path) -> None:
    columns = {"A": "recipient", "B": "amount"}
    form = put(
        filled,
        sheet(["表"], ["88", "年 月 日", "□是 □否"], ["姓名", "金额"], ["上期的人", 5], ["又一个", 6]),
        *((cell, FigureSource("statistics", "没有的数", "人")) for cell in ("A2", "B2", "C2")),
        blocks=(Block("表", 4, 5, "aid", columns, Query(equals={"recipient": "无此人"})),),
    )
    report = fill_form(filled, form, tmp_path / "表.xlsx", HALF)
    rows = [[cell.value for cell in row[:3]] for row in page_of(report.path).iter_rows(min_row=2, max_row=5)]
    assert rows == [[None, "年 月 日", "□是 □否"], ["姓名", "金额", None], [None] * 3, [None] * 3]
    missing = "2026年上半年没有“没有的数”这个数字"
    assert report.sentences == [
        f"表 A2：{missing}，原来的内容已清空。",
        f"表 B2：{missing}。",
        f"表 C2：{missing}。",
        "表 A4：没有符合条件的登记，明细没有填。",
    ]


def test_boxes_are_ticked_dates_written_out_and_amounts_in_capitals(filled: Office, tmp_path: Path) -> None:
    cells = ("□男　□女", "□相对困难  □相对困难职工", "    年  月", "  年  月  日", "", "□有 □无")
    keys = ("gender", "category", "born_on", "born_on", "income_year", "health")
    filled_in = keep(filled, "household", {"health": "良好"}, old=filled.record("household", 1))
    assert filled_in.record is not None, filled_in.problems
    singles = tuple(
        Single(Place("表", f"{letter}2"), FieldSource(key, in_capitals=key == "income_year"))
        for letter, key in zip("ABCDEF", keys, strict=True)
    )
    form = SuperiorForm("档案", "", "档案.xlsx", "household", singles)
    report = fill_form(filled, save_form(filled, form, sheet(["表"], cells)), tmp_path / "档案.xlsx", HALF, 1)
    assert [cell.value for cell in page_of(report.path)[2][:6]] == [
        "□男　☑女", "□相对困难  ☑相对困难职工", "1949年12月", "1949年12月31日", "贰万肆仟元整", "□有 □无"
    ]  # fmt: skip
    assert report.sentences == ["表 F2：表上的选项里没有登记的这一项，没有打勾。"]


def test_amounts_are_offered_in_capitals_too(filled: Office) -> None:
    offered = {each.title: each.source for each in source_choices(filled, HALF, "aid")}
    assert offered["金额（大写）"] == FieldSource("amount", in_capitals=True)
    assert offered["帮扶记录金额合计（大写）"] == CountSource("aid", summed="amount", in_capitals=True)
    assert source_title(filled, offered["金额（大写）"], "aid") == "登记：金额（大写）"
    assert "人数（大写）" not in offered


def test_an_amount_that_is_not_exact_has_no_capitals(filled: Office, tmp_path: Path) -> None:
    enter(filled, "aid", **{"class": "帮扶救助"}, kind="子女助学", recipient="职工丁", amount="20000", when="2026-04-01",
          amount_qualifier="余")  # fmt: skip
    form = put(filled, sheet(["表"], [None]), ("A2", CountSource("aid", summed="amount", in_capitals=True)))
    report = fill_form(filled, form, tmp_path / "合计.xlsx", HALF)
    assert report.sentences == ["表 A2：“26234.5余”不是准确的金额，没有写成大写。"]


def test_placeholders_that_nothing_is_put_in_place_of_are_told(filled: Office, tmp_path: Path) -> None:
    form = save_form(filled, replace(HOUSEHOLD, singles=HOUSEHOLD.singles[2:3], blocks=()), household_form())
    report = fill_form(filled, form, tmp_path / "档案.docx", HALF, 1)
    assert report.sentences == [
        "正文 P1：{{姓名}}没有指明填什么，原样留在文件里。",
        "正文 P2：【填报日期】没有指明填什么，原样留在文件里。",
    ]


def test_rows_for_which_a_protected_sheet_has_no_room_are_not_counted(filled: Office, tmp_path: Path) -> None:
    book, stream = load_workbook(io.BytesIO(sheet(["表"], [None], ["合计"]))), io.BytesIO()
    book["表"].protection.sheet = True
    book["表"]["A2"].protection = Protection(locked=False)
    book.save(stream)
    form = put(filled, stream.getvalue(), ("A3", Words("小计")), blocks=(Block("表", 2, 2, "aid", {"A": "recipient"}),))
    look = filled_form(filled, form, HALF)
    assert look.where(Place("表", "A3")) == Place("表", "A3")
    assert [len(each.rows) for each in look.blocks] == [1]
    assert fill_form(filled, form, tmp_path / "表.xlsx", HALF).rows == 1


def test_a_value_goes_behind_its_label_inside_the_cell(filled: Office, tmp_path: Path) -> None:
    form = save_form(
        filled,
        SuperiorForm(
            "表", "", "表.xlsx",
            singles=(
                Single(Place("表", "A1"), OfficeFact("name"), after="填报单位："),
                Single(Place("表", "A1"), OfficeFact("filled_on_words"), after="填报日期："),
                Single(Place("表", "A2"), OfficeFact("author"), after="制表人："),
            ),
        ),
        sheet(["填报单位：______  填报日期：    年  月  日"], ["审核人：      制表人："]),
    )  # fmt: skip
    page = page_of(fill_form(filled, form, tmp_path / "表.xlsx", HALF).path)
    assert page["A1"].value == "填报单位：某单位工会　　填报日期：2026年6月30日"
    assert page["A2"].value == "审核人：      制表人：经办甲"


def household_form() -> bytes:
    document, stream = Document(), io.BytesIO()
    document.add_paragraph("{{姓名}}同志家庭情况（填报日期：【填报日期】）")
    table = document.add_table(rows=5, cols=4)
    for at, words in enumerate(("姓名", "", "身份证号", "")):
        table.cell(0, at).text = words
    table.cell(1, 0).text, table.cell(1, 2).text = "家庭年度总收入（万元）", "银行卡号"
    for at, words in enumerate(("姓名", "关系", "月收入", "备注")):
        table.cell(2, at).text = words
    table.cell(4, 0).text = "审核意见"
    document.save(stream)
    return stream.getvalue()


HOUSEHOLD = SuperiorForm(
    "困难职工档案表", "市总工会", "档案表.docx", "household",
    (
        Single(Place("正文", "P1"), FieldSource("head")),
        Single(Place("正文", "P2"), OfficeFact("filled_on_words")),
        Single(Place("表1", "B1"), FieldSource("head")),
        Single(Place("表1", "D1"), FieldSource("id_number")),
        Single(Place("表1", "B2"), FieldSource("income_year", in_wan=True)),
        Single(Place("表1", "D2"), FieldSource("bank_card")),
    ),
    (Block("表1", 4, 4, "family", {"A": "name", "B": "relation", "C": "income_month"}, child_of=True),),
)  # fmt: skip


def table_of(path: Path) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in Document(str(path)).tables[0].rows]


def test_a_word_form_is_filled_for_a_record_with_its_family(filled: Office, tmp_path: Path) -> None:
    form = save_form(filled, HOUSEHOLD, household_form())
    report = fill_form(filled, form, tmp_path / "档案.docx", HALF, 1)
    assert Document(str(report.path)).paragraphs[0].text == "职工甲同志家庭情况（填报日期：2026年6月30日）"
    assert table_of(report.path) == [
        ["姓名", "职工甲", "身份证号", ID],
        ["家庭年度总收入（万元）", "2.4", "银行卡号", ""],
        ["姓名", "关系", "月收入", "备注"],
        ["家人甲", "配偶", "1,500.00", ""],
        ["家人乙", "女", "", ""],
        ["审核意见", "", "", ""],
    ]
    assert report.sentences == ["表1 D2：“银行卡号”没有填。", "表1 C4：“月收入”有 1 条登记没有填。"]


def test_a_placeholder_of_a_blank_field_does_not_stay_in_the_paper(filled: Office, tmp_path: Path) -> None:
    singles = (Single(Place("正文", "P1"), FieldSource("bank_card")), Single(Place("正文", "P2"), FieldSource("gone")))
    form = save_form(filled, replace(HOUSEHOLD, singles=singles, blocks=()), household_form())
    report = fill_form(filled, form, tmp_path / "档案.docx", HALF, 1)
    # What was never found is left for the clerk to see.
    assert Document(str(report.path)).paragraphs[0].text == "同志家庭情况（填报日期：【填报日期】）"
    assert (report.cells, len(report.unfilled)) == (0, 2)


def test_one_file_for_each_record_and_no_file_is_written_over(filled: Office, tmp_path: Path) -> None:
    enter(filled, "household", head="职工甲", id_number="110105194912310038", category="相对困难", cause="其他")
    form = save_form(filled, HOUSEHOLD, household_form())
    reports = fill_forms(filled, form, tmp_path, HALF, [1, 2])
    assert len({each.path for each in reports}) == 2
    assert [table_of(each.path)[0][3] for each in reports] == [ID, "110105194912310038"]
    assert suggested_name(filled, form, HALF, 1).endswith(".docx")


def test_of_many_files_all_are_written_or_none(filled: Office, tmp_path: Path) -> None:
    enter(filled, "household", head="职工戊", id_number="110105194912310038", category="相对困难", cause="其他")
    form = save_form(filled, HOUSEHOLD, household_form())
    (tmp_path / "旧的.docx").write_bytes(b"old")
    with pytest.raises(OfficeError, match="第 3 份没有写成，这一批 3 份都没有导出"):
        fill_forms(filled, form, tmp_path, HALF, [1, 2, 99])
    assert [each.name for each in tmp_path.glob("*.docx")] == ["旧的.docx"]
    assert list(trail.events(filled.file.db, "export")) == []


def test_for_a_public_wall_names_are_masked_and_hidden_fields_stay_blank(filled: Office, tmp_path: Path) -> None:
    form = save_form(filled, HOUSEHOLD, household_form())
    report = fill_form(filled, form, tmp_path / "公示.docx", HALF, 1, profile="public")
    text = " ".join(word for row in table_of(report.path) for word in row)
    assert ID not in text
    assert "职工甲" not in Document(str(report.path)).paragraphs[0].text
    assert table_of(report.path)[0][3] == "110105********002X"
    assert table_of(report.path)[1][1] == ""
    assert "表1 B2：“家庭年度总收入”不公开，公示时不填。" in report.sentences
    (listed,) = fill_forms(filled, form, tmp_path, HALF, [1], profile="public")
    assert "职工甲" not in listed.path.name


def test_what_is_sensitive_is_told_before_and_noted_after(filled: Office, tmp_path: Path) -> None:
    form = save_form(filled, HOUSEHOLD, household_form())
    told = caution(fields_taken(filled, form), "report")
    assert told.startswith("文件含个人敏感信息（户主姓名、身份证号、")
    assert caution(fields_taken(filled, form), "public") == ""
    assert "银行卡号" in [each.title for each in fields_taken(filled, form)]
    fill_form(filled, form, tmp_path / "档案.docx", HALF, 1, purpose="年度建档")
    (event,) = trail.events(filled.file.db, "export")
    assert event.new is not None
    assert (event.new["form"], event.new["purpose"], event.new["rows"]) == ("困难职工档案表", "年度建档", 2)
    assert ID not in str(event.new)


def test_what_the_office_has_deleted_is_told(filled: Office, tmp_path: Path) -> None:
    form = put(
        filled,
        sheet(["表"], [None] * 3, ["姓名"], [None, "上期的字"], ["上期的人"]),
        ("A2", FieldSource("head")),
        ("B2", CountSource("own_gone")),
        ("C2", CountSource("aid", Query(equals={"own_gone": "x"}))),
        ("D2", CountSource("aid", summed="own_gone")),
        blocks=(
            Block("表", 4, 4, "aid", {"A": "recipient", "B": "own_gone", "C": "household.own_gone"}),
            Block("表", 5, 5, "own_gone", {"A": "name"}),
        ),
    )
    report = fill_form(filled, form, tmp_path / "表.xlsx", HALF)
    assert [each.place.cell for each in report.unfilled] == ["A2", "B2", "C2", "D2", "B4", "C4", "A5"]
    assert [row[0].value for row in page_of(report.path).iter_rows(min_row=4)] == ["职工乙", "职工甲", None]
    assert page_of(report.path)["B4"].value is None


def test_a_form_of_records_asks_for_one_that_is_there(filled: Office, tmp_path: Path) -> None:
    form = save_form(filled, HOUSEHOLD, household_form())
    with pytest.raises(OfficeError, match="请先选择登记"):
        fill_form(filled, form, tmp_path / "a.docx", HALF)
    with pytest.raises(OfficeError, match="已经不在了"):
        fill_form(filled, form, tmp_path / "a.docx", HALF, 99)
    with pytest.raises(OfficeError, match=r"以 \.docx 结尾"):
        fill_form(filled, form, tmp_path / "a.xlsx", HALF, 1)
    assert list(tmp_path.glob("a.*")) == []
    assert record_meant(filled, form, "1") == 1
    assert record_meant(filled, form, ID) == 1
    with pytest.raises(OfficeError, match="没有"):
        record_meant(filled, form, "职工癸")


def test_a_target_that_cannot_be_written_keeps_its_content(filled: Office, tmp_path: Path) -> None:
    form = put(filled, sheet(["表"], [None]), ("A2", OfficeFact("name")))
    with pytest.raises(OfficeError):
        fill_form(filled, form, tmp_path / "没有" / "表.xlsx", HALF)
    assert list(tmp_path.glob("*.part")) == []


def test_a_household_s_aid_of_any_time_stands_in_its_file_and_links_are_followed(
    filled: Office, tmp_path: Path
) -> None:
    home = filled.record("household", 1)
    for when, amount in (("2025-01-10", "600"), ("2026-06-01", "700.50")):
        enter(filled, "aid", **{"class": "帮扶救助"}, kind="生活救助", household=home.label, amount=amount, when=when)
    aided = Block("表1", 4, 4, "aid", {"A": "when", "C": "amount", "D": "household.id_number"}, child_of=True)
    form = save_form(filled, replace(HOUSEHOLD, singles=(), blocks=(aided,)), household_form())
    report = fill_form(filled, form, tmp_path / "档案.docx", HALF, 1)
    assert table_of(report.path)[3:5] == [["2025-01-10", "", "600.00", ID], ["2026-06-01", "", "700.50", ID]]
    assert "身份证号" in caution(fields_taken(filled, form), "report")


def test_own_registers_and_fields_are_filled_until_they_are_hidden(filled: Office, tmp_path: Path) -> None:
    register = add_register(filled, "图书借阅", "TS")
    field = add_field(filled, "aid", "经手科室", OwnKind.TEXT)
    enter(filled, register.key, **{MAIN_FIELD: "职工手册"})
    aid = filled.ids("aid", Query(period=HALF, order="when"))[0]
    kept = keep(filled, "aid", {field.key: "生活部"}, filled.record("aid", aid))
    assert kept.record is not None
    form = put(
        filled,
        sheet(["表"], [None]),
        ("A2", CountSource(register.key)),
        blocks=(Block("表", 4, 4, "aid", {"A": field.key, "B": "amount"}),),
    )
    page = page_of(fill_form(filled, form, tmp_path / "前.xlsx", HALF).path)
    assert (page["A2"].value, page["A4"].value, page["B4"].value) == (1, "生活部", 1234.5)
    hide_field(filled, field)
    hide_register(filled, register)
    report = fill_form(filled, form, tmp_path / "后.xlsx", HALF)
    assert report.sentences == ["表 A2：要取数的台账已经删除或隐藏。", "表 A4：“帮扶记录”里已经没有这一栏。"]
    page = page_of(report.path)
    assert (page["A2"].value, page["A4"].value, page["B4"].value) == (None, None, 1234.5)


def test_taking_a_record_back_leaves_the_forms(filled: Office) -> None:
    save_form(filled, HOUSEHOLD, household_form())
    enter(filled, "aid", **{"class": "帮扶救助"}, kind="生活救助", recipient="职工丁", amount="1", when="2026-06-02")
    undo(filled)
    assert [each.name for each in forms(filled)] == [HOUSEHOLD.name]
    assert len(filled.ids("aid", Query())) == 3


def test_a_figure_that_one_record_states_is_not_sought_in_another(filled: Office, tmp_path: Path) -> None:
    event = {"title": "安全讲座", "type": "培训", "headcount": "40", "when": "2026-05-01"}
    enter(filled, "event", **event)
    (choice,) = [each for each in source_choices(filled, HALF) if each.title == "安全讲座参加人数（人）"]
    assert (choice.group, choice.example) == ("总结中的数字（只有本期有）", "40人")
    form = put(filled, sheet(["表"], [None]), ("A2", choice.source))
    assert page_of(fill_form(filled, form, tmp_path / "上.xlsx", HALF).path)["A2"].value == 40
    enter(filled, "event", **{**event, "headcount": "7", "when": "2026-09-01"})
    report = fill_form(filled, form, tmp_path / "下.xlsx", half_year(2026, 2))
    assert report.sentences == ["表 A2：2026年下半年没有“安全讲座参加人数”这个数字。"]


def test_every_offered_source_gives_a_value_or_a_reason(filled: Office, tmp_path: Path) -> None:
    choices = source_choices(filled, HALF, "household")
    singles = tuple(Single(Place("表", f"A{at}"), each.source) for at, each in enumerate(choices, start=1))
    book = sheet(*[[None]] * len(choices))
    form = save_form(filled, SuperiorForm("全部", "", "全部.xlsx", "household", singles), book)
    report = fill_form(filled, form, tmp_path / "全部.xlsx", HALF, 1)
    assert len(choices) > 100
    assert report.cells + len(report.unfilled) == len(choices)
    assert all(source_title(filled, each.source, "household") for each in choices)
