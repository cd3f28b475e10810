"""A superior sends a changed form: what was pointed at is found again, and what is lost is told."""

from __future__ import annotations

import io

from docx import Document
from openpyxl import Workbook

from unionoffice.domain.form_contents import Place
from unionoffice.domain.superior_form import Block, FieldSource, OfficeFact, Single, SuperiorForm, Words
from unionoffice.usecases.form_versions import compare_form
from unionoffice.usecases.office import Office
from unionoffice.usecases.superior_forms import form_file, form_named, save_form


def sheet(*rows: list[object]) -> bytes:
    book, stream = Workbook(), io.BytesIO()
    page = book.worksheets[0]
    page.title = "表"
    for row in rows:
        page.append(row)
    book.save(stream)
    return stream.getvalue()


OLD = sheet(
    ["帮扶统计表"],
    ["单位名称", None, "联系人", None],
    ["序号", "姓名", "金额", "备注"],
    ["", "", "", ""],
    ["合计", None, None, None],
)
NEW = sheet(
    ["帮扶统计表"],
    ["填表说明：金额以元计"],
    ["单位名称", None, "联系方式", None],
    ["序号", "姓名", "工作单位", "金额"],
    ["", "", "", ""],
    ["", "", "", ""],
    ["合计", None, None, None],
)
FORM = SuperiorForm(
    "帮扶统计表", "", "旧.xlsx",
    singles=(Single(Place("表", "B2"), OfficeFact("name")), Single(Place("表", "D2"), Words("经办甲"))),
    blocks=(Block("表", 4, 4, "aid", {"A": "#", "B": "recipient", "C": "amount", "D": "note"}, in_wan=("C",)),),
)  # fmt: skip


def test_places_move_along_and_what_has_none_is_told(office: Office) -> None:
    save_form(office, FORM, OLD)
    found = compare_form(office, FORM.name, NEW, "新.xlsx")
    assert found.differences
    assert found.carried.singles == (Single(Place("表", "B3"), OfficeFact("name")),)
    (block,) = found.carried.blocks
    assert (block.first_row, block.last_row) == (5, 6)
    assert block.columns == {"A": "#", "B": "recipient", "D": "amount"}
    assert block.in_wan == ("D",)
    assert found.lost == [
        "表 D2（固定文字：经办甲）在新表中没有对应的位置，请重新指定。",
        "表 明细的 D 列（备注）在新表中没有对应的列，请重新指定。",
    ]
    assert form_file(office, FORM.name) == OLD


def test_the_same_form_again_keeps_everything(office: Office) -> None:
    save_form(office, FORM, OLD)
    found = compare_form(office, FORM.name, OLD)
    assert (found.differences, found.lost) == ([], [])
    kept = save_form(office, found.carried, OLD)
    assert (kept.singles, kept.blocks) == (FORM.singles, FORM.blocks)


def test_a_form_of_which_nothing_is_left_loses_all(office: Office) -> None:
    save_form(office, FORM, OLD)
    found = compare_form(office, FORM.name, sheet(["别的表"], ["甲", "乙"]))
    assert (found.carried.singles, found.carried.blocks) == ((), ())
    assert len(found.lost) == 3


def word_form(*lines: str) -> bytes:
    document, stream = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "性别"
    document.save(stream)
    return stream.getvalue()


def test_placeholders_of_a_word_form_are_found_by_their_words(office: Office) -> None:
    singles = (
        Single(Place("正文", "P1"), FieldSource("name")),
        Single(Place("正文", "P2"), FieldSource("phone")),
        Single(Place("表1", "B1"), FieldSource("gender")),
    )
    save_form(office, SuperiorForm("登记表", "", "表.docx", "member", singles), word_form("{{姓名}}{{电话}}"))
    found = compare_form(office, "登记表", word_form("【单位】", "姓名：{{姓名}}"))
    assert found.carried.singles == (Single(Place("正文", "P2"), FieldSource("name")), singles[2])
    assert found.lost == ["正文 P2（登记：手机号码）在新表中没有对应的位置，请重新指定。"]
    assert form_named(office, "登记表").singles == singles
