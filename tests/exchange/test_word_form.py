"""Word forms of superiors: placeholders and table cells take values, and nothing else changes."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from unionoffice.domain.form_contents import FilledBlock, Place, Value
from unionoffice.errors import OfficeError
from unionoffice.exchange import word_form
from unionoffice.exchange.word_form import RUNNING_TEXT


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def opened(data: bytes) -> Any:
    return Document(io.BytesIO(data))


def family_form() -> bytes:
    """A form with a split placeholder, labels beside blank cells, and a table of which one detail row is blank."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "填报单位：【单位名称】"
    paragraph = document.add_paragraph("姓名：")
    for piece in ("{{", "姓", "名}}"):
        paragraph.add_run(piece).bold = True
    paragraph.add_run("同志，«姓名»")
    table = document.add_table(rows=4, cols=4)
    for at, words in enumerate(("姓名", "", "性别", "")):
        table.cell(0, at).text = words
    table.cell(1, 0).text = "家庭住址"
    table.cell(1, 1).merge(table.cell(1, 3))
    table.cell(2, 0).text = "家庭成员"
    table.cell(2, 0).merge(table.cell(3, 0))
    for at, words in enumerate(("姓名", "关系", "收入"), start=1):
        table.cell(2, at).text = words
    run = table.cell(3, 1).paragraphs[0].add_run(" ")
    run.font.size = Pt(9)
    return saved(document)


@pytest.fixture(scope="module")
def form() -> bytes:
    return family_form()


def test_tables_and_placeholders_can_be_pointed_at(form: bytes) -> None:
    running, table = word_form.outline(form).sheets
    assert running.name == RUNNING_TEXT
    assert [cell.text for cell in running.cells.values()] == ["{{姓名}}", "«姓名»", "【单位名称】"]
    assert (table.name, table.rows, table.columns) == ("表1", 4, 4)
    assert table.cells["A1"].text == "姓名"
    assert "B1" not in table.cells
    assert (table.cells["B2"].text, table.cells["B2"].columns) == ("", 3)
    assert (table.cells["A3"].text, table.cells["A3"].rows) == ("家庭成员", 2)


def test_a_placeholder_that_word_has_split_is_replaced_in_its_style(form: bytes) -> None:
    filled, unfilled = word_form.fill(form, {Place(RUNNING_TEXT, "P1"): "职工甲"}, [])
    assert unfilled == []
    paragraph = opened(filled).paragraphs[0]
    assert paragraph.text == "姓名：职工甲同志，«姓名»"
    assert [run.text for run in paragraph.runs if run.bold] == ["职工甲", "", ""]


def test_headers_take_values_and_other_parts_stay_as_they_are(form: bytes) -> None:
    filled, _ = word_form.fill(form, {Place(RUNNING_TEXT, "P3"): "示例厂工会"}, [])
    assert opened(filled).sections[0].header.paragraphs[0].text == "填报单位：示例厂工会"
    with zipfile.ZipFile(io.BytesIO(form)) as before, zipfile.ZipFile(io.BytesIO(filled)) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert [name.startswith("word/header") for name in changed] == [True]


def test_a_cell_takes_a_value_beside_its_label_and_a_merged_one_too(form: bytes) -> None:
    cells: dict[Place, Value] = {
        Place("表1", "B1"): "职工甲",
        Place("表1", "D1"): "女",
        Place("表1", "B2"): "示例路 1 号\n二单元",
    }
    filled, unfilled = word_form.fill(form, cells, [])
    table = opened(filled).tables[0]
    assert unfilled == []
    assert [cell.text for cell in table.rows[0].cells] == ["姓名", "职工甲", "性别", "女"]
    assert table.cell(1, 1).text == "示例路 1 号\n二单元"


def test_detail_rows_grow_in_the_style_of_the_last(form: bytes) -> None:
    rows: list[dict[str, Value]] = [
        {"B": "家人甲", "C": "子女", "D": 0},
        {"B": "家人乙", "D": Decimal("1200.50")},
        {"B": date(2026, 7, 5)},
    ]
    filled, unfilled = word_form.fill(form, {}, [FilledBlock("表1", 4, 4, rows)])
    table = opened(filled).tables[0]
    assert unfilled == []
    told = [[cell.text for cell in row.cells][1:] for row in table.rows[3:]]
    assert told == [["家人甲", "子女", "0"], ["家人乙", "", "1200.50"], ["2026-07-05", "", ""]]
    assert {row.cells[1].paragraphs[0].runs[0].font.size for row in table.rows[3:]} == {Pt(9)}
    # The label at the left reaches down over the new rows.
    assert {row.cells[0].text for row in table.rows[2:]} == {"家庭成员"}


def test_a_table_that_grows_leaves_the_cells_below_in_their_places() -> None:
    document = Document()
    table = document.add_table(rows=4, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "姓名", "关系"
    table.cell(2, 0).text = "备注"
    rows: list[dict[str, Value]] = [{"A": f"家人{at}"} for at in range(3)]
    cells: dict[Place, Value] = {Place("表1", "B3"): "无", Place("表1", "B4"): "末行"}
    filled, _ = word_form.fill(saved(document), cells, [FilledBlock("表1", 2, 2, rows)])
    told = [[cell.text for cell in row.cells] for row in opened(filled).tables[0].rows]
    assert told == [["姓名", "关系"], ["家人0", ""], ["家人1", ""], ["家人2", ""], ["备注", "无"], ["", "末行"]]


def test_fewer_records_than_rows_leave_the_rest_blank(form: bytes) -> None:
    filled, unfilled = word_form.fill(form, {}, [FilledBlock("表1", 4, 4, [])])
    assert unfilled == []
    assert len(opened(filled).tables[0].rows) == 4


def test_places_that_the_form_does_not_have_are_told(form: bytes) -> None:
    cells: dict[Place, Value] = {Place("表1", "Z9"): "甲", Place("表7", "A1"): "乙", Place(RUNNING_TEXT, "P9"): "丙"}
    blocks = [FilledBlock("表1", 9, 9, [{"A": "丁"}]), FilledBlock("表1", 4, 4, [{"J": "戊"}])]
    filled, unfilled = word_form.fill(form, cells, blocks)
    assert [each.place for each in unfilled] == [*cells, Place("表1", "A9"), Place("表1", "J4")]
    assert filled == word_form.fill(form, {}, [])[0]


def test_the_room_behind_a_label_takes_its_value_in_its_own_style() -> None:
    document = Document()
    paragraph = document.add_paragraph("填报单位（盖章）：")
    paragraph.add_run("          ").underline = True
    paragraph.add_run("填报日期：    年  月  日")
    document.add_paragraph("联系电话：________")
    document.add_paragraph("现将有关情况报告如下：")
    form = saved(document)
    (running,) = word_form.outline(form).sheets
    assert [cell.text for cell in running.cells.values()] == ["填报单位（盖章）：", "填报日期：", "联系电话："]
    cells: dict[Place, Value] = {
        Place(RUNNING_TEXT, "P1"): "示例厂工会",
        Place(RUNNING_TEXT, "P2"): "2026年7月5日",
        Place(RUNNING_TEXT, "P3"): None,
    }
    told = opened(word_form.fill(form, cells, [])[0]).paragraphs
    assert told[0].text == "填报单位（盖章）：示例厂工会　　填报日期：2026年7月5日"
    assert [run.text for run in told[0].runs if run.underline] == ["示例厂工会　　"]
    # Nothing is known, so the room stays for the hand.
    assert told[1].text == "联系电话：________"


def control(name: str, inner: str, *, prompting: bool = True) -> Any:
    """Make a content control of Word around this XML."""
    shown = "<w:showingPlcHdr/>" if prompting else ""
    return parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{name}"/>{shown}</w:sdtPr>'
        f"<w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    )


PROMPT = '<w:r><w:rPr><w:rStyle w:val="a3"/></w:rPr><w:t>单击此处输入文字。</w:t></w:r>'


def test_content_controls_take_values_and_lose_their_grey_prompt() -> None:
    document = Document()
    document.add_paragraph("姓名：")._p.append(control("姓名", PROMPT))
    document.element.body.insert(0, control("单位", f"<w:p>{PROMPT}</w:p>"))
    form = saved(document)
    (running,) = word_form.outline(form).sheets
    assert [cell.text for cell in running.cells.values()] == ["【单位】", "【姓名】"]
    cells: dict[Place, Value] = {Place(RUNNING_TEXT, "P1"): "示例厂工会", Place(RUNNING_TEXT, "P2"): "职工甲"}
    body = opened(word_form.fill(form, cells, [])[0]).element.body
    assert [each.text for each in body.iter(qn("w:t"))] == ["示例厂工会", "姓名：", "职工甲"]
    assert [each.tag for each in body.iter(qn("w:showingPlcHdr"), qn("w:rStyle"))] == []
    left = opened(word_form.fill(form, {Place(RUNNING_TEXT, "P1"): None}, [])[0]).element.body
    # A prompt would be printed; what nobody has spoken of stays.
    assert [each.text or "" for each in left.iter(qn("w:t"))] == ["", "姓名：", "单击此处输入文字。"]


def test_cells_inside_content_controls_are_cells_of_the_table() -> None:
    document = Document()
    table = document.add_table(rows=1, cols=3)
    for at, words in enumerate(("姓名", "", "性别")):
        table.cell(0, at).text = words
    cell = table.rows[0]._tr.tc_lst[1]
    wrapped = control("姓名", f"<w:tc><w:p>{PROMPT}</w:p></w:tc>")
    cell.getparent().replace(cell, wrapped)
    form = saved(document)
    (found,) = word_form.outline(form).sheets
    assert {place: each.text for place, each in found.cells.items()} == {"A1": "姓名", "C1": "性别"}
    body = opened(word_form.fill(form, {Place("表1", "B1"): "职工甲"}, [])[0]).element.body
    assert [each.text for each in body.iter(qn("w:t"))] == ["姓名", "职工甲", "性别"]


def test_a_mail_merge_field_shows_the_value() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " MERGEFIELD 姓名 ")
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = "«姓名»"
    run.append(words)
    field.append(run)
    paragraph._p.append(field)
    filled, _ = word_form.fill(saved(document), {Place(RUNNING_TEXT, "P1"): "职工甲"}, [])
    assert "职工甲" in [each.text for each in opened(filled).element.body.iter(qn("w:t"))]


def test_words_that_look_like_markup_or_placeholders_stay_words(form: bytes) -> None:
    value = "<w:t>&{{性别}}\x00"
    filled, _ = word_form.fill(form, {Place(RUNNING_TEXT, "P1"): value, Place(RUNNING_TEXT, "P2"): "{{姓名}}"}, [])
    assert opened(filled).paragraphs[0].text == "姓名：<w:t>&{{性别}}同志，{{姓名}}"


@pytest.mark.parametrize(
    "data",
    [b"", b"\xd0\xcf\x11\xe0" + bytes(600), b"PK\x03\x04broken", b"%PDF-1.7"],
    ids=["empty", "old Word", "torn", "PDF"],
)
def test_a_file_that_is_no_word_document_gives_one_sentence(data: bytes) -> None:
    with pytest.raises(OfficeError) as refused:
        word_form.outline(data)
    assert refused.value.sentence.endswith("。")


def test_an_entity_is_refused(form: bytes) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"?>", b'?><!DOCTYPE d [<!ENTITY a "b">]>', 1)
            new.writestr(name, content)
    with pytest.raises(OfficeError):
        word_form.outline(stream.getvalue())


def test_a_torn_form_gives_one_sentence_wherever_it_ends(form: bytes) -> None:
    for length in range(0, len(form), len(form) // 40):
        with pytest.raises(OfficeError):
            word_form.fill(form[:length], {}, [])


def test_mutated_forms_are_read_or_refused_in_one_sentence(form: bytes) -> None:
    chance = random.Random(5)
    with zipfile.ZipFile(io.BytesIO(form)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sentences = []
    for _ in range(40):
        content = bytearray(parts["word/document.xml"])
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(content))
            content[at : at + chance.randint(0, 30)] = chance.choice(
                [b"", b"<", b"</w:tr>", b"9" * 20, b"\xff", b"&a;"]
            )
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as new:
            for name, found in parts.items():
                new.writestr(name, bytes(content) if name == "word/document.xml" else found)
        try:
            word_form.outline(stream.getvalue())
            word_form.fill(stream.getvalue(), {Place("表1", "B1"): "甲"}, [FilledBlock("表1", 4, 4, [{"B": "乙"}] * 3)])
        except OfficeError as refused:
            sentences.append(refused.sentence)
    assert sentences
    assert all(each.endswith("。") for each in sentences)
