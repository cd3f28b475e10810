"""Forms that are broken, locked or made to do harm get one sentence, quickly, and nothing is written."""

from __future__ import annotations

import io
import random
import re
import time
import zipfile
from collections.abc import Callable

import pytest

from tests.exchange.mutated_files import broken
from tests.exchange.superior_forms import (
    details,
    hidden_list,
    merged_heads,
    new_page,
    saved,
    shared_formulas,
    with_parts,
)
from tests.exchange.test_hostile_files import compound, label, ods, old_book
from unionoffice.domain.form_contents import FilledBlock, FormCell, Place
from unionoffice.errors import OfficeError
from unionoffice.exchange.excel_form import fill, outline

SHEET = "xl/worksheets/sheet1.xml"


def changed(name: str, part: bytes) -> bytes:
    return with_parts(merged_heads().data, {name: lambda old: part})


def without(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(merged_heads().data)) as old, zipfile.ZipFile(stream, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
    return stream.getvalue()


def rows(content: bytes) -> bytes:
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return changed(SHEET, sheet + content + b"</sheetData></worksheet>")


LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "空的"),
    "no zip": (lambda: b"PK\x03\x04" + b"x" * 500, "已损坏"),
    "words": (lambda: "姓名,金额".encode(), "不是 Excel"),
    "an old book under a new name": (lambda: old_book(label(0, 0, "姓名")), "旧版 Excel"),
    "with a password": (lambda: compound("EncryptedPackage", b"\x01" * 5000), "有密码"),
    "ods": (lambda: ods(b""), "ODS"),
    "word": (lambda: with_parts(merged_heads().data, {}, {"word/document.xml": b"<w/>"}), "不是 Excel"),
    "binary book": (lambda: with_parts(merged_heads().data, {}, {"xl/workbook.bin": b"\x00"}), "xlsb"),
    "one far cell": (lambda: rows(b'<row r="2"><c r="XFD1048576"><v>1</v></c></row>'), "很远"),
    "entities": (lambda: changed(SHEET, LAUGHS), "实体"),
    "entities in the styles": (lambda: changed("xl/styles.xml", LAUGHS), "实体"),
    "torn XML": (lambda: rows(b"<row><c></row>"), "已损坏"),
    "a chart for a sheet": (lambda: changed(SHEET, b"<chartsheet/>"), "已损坏"),
    "no sheet part": (lambda: without(SHEET), "已损坏"),
    "no workbook": (lambda: without("xl/workbook.xml"), "已损坏"),
    "no relations": (lambda: without("_rels/.rels"), "已损坏"),
    "rows in disorder": (lambda: rows(b'<row r="5"/><row r="2"/>'), "已损坏"),
    "a cell of another row": (lambda: rows(b'<row r="5"><c r="A6"/></row>'), "已损坏"),
    "a row without a number": (lambda: rows(b'<row r="x"/>'), "已损坏"),
    "a comment bomb": (lambda: changed(SHEET, b"<!--" + b" " * 60_000_000 + b"--><worksheet/>"), "过大"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_form_gets_one_sentence(name: str) -> None:
    make, words = HOSTILE[name]
    data, started = make(), time.monotonic()
    for read in (lambda: outline(data), lambda: fill(data, {Place("明细", "A1"): "字"}, [])):
        with pytest.raises(OfficeError) as refused:
            read()
        assert words in refused.value.sentence
        assert "导入" not in refused.value.sentence
        assert refused.value.sentence.count("。") == 1
    assert time.monotonic() - started < 4


def test_forms_broken_at_random_places_are_filled_or_refused() -> None:
    chance = random.Random(20260705)
    forms = [(form, zipfile.ZipFile(io.BytesIO(form.data))) for form in (shared_formulas(), hidden_list())]
    filled, sentences = 0, []
    for number in range(120):
        form, package = forms[number % 2]
        names = [name for name in package.namelist() if "theme" not in name and package.read(name)]
        name = chance.choice(names)
        data = with_parts(form.data, {name: lambda part: broken(part, chance)})
        try:
            outline(data)
            fill(data, form.cells, form.blocks)
            filled += 1
        except OfficeError as refused:
            sentences.append(refused.sentence)
    assert min(filled, len(sentences)) > 10
    assert all(5 < len(each) < 90 and "\n" not in each for each in sentences)


def test_a_formula_nobody_can_read_is_refused_only_where_the_form_must_grow() -> None:
    book, page = new_page()
    details(page, 5, 6)
    page["F1"] = '=IF(A1="'
    records = [{"B": "职工甲"}] * 3
    assert fill(saved(book), {}, [FilledBlock("明细", 5, 6, records[:2])])[1] == []
    with pytest.raises(OfficeError, match="看不懂的公式"):
        fill(saved(book), {}, [FilledBlock("明细", 5, 6, records)])


def test_formulas_that_turn_in_a_ring_or_nest_without_end_lose_their_results() -> None:
    book, page = new_page()
    details(page, 5, 6)
    page["F1"], page["F2"] = "=F2+D5", "=F1+D5"
    page["G1"] = "=" + "(" * 300 + "D5" + ")" * 300
    data, unfilled = fill(saved(book), {Place("明细", "D5"): 7}, [])
    assert unfilled == []
    [sheet] = outline(data).sheets
    assert (sheet.cells["F1"].text, sheet.cells["G1"].text, sheet.cells["D7"].text) == ("", "", "7")


def test_numbers_that_excel_could_not_hold_are_not_added_up() -> None:
    book, page = new_page()
    details(page, 5, 6)
    data = with_parts(
        saved(book),
        {SHEET: lambda part: re.sub(rb'(<c r="D6"[^>]*>)(?=</c>)', rb"\1<v>1E999999</v>", part)},
    )
    content, _ = fill(data, {Place("明细", "D5"): 7}, [])
    assert outline(content).sheets[0].cells["D7"] == FormCell("", formula=True)
    assert len(content) < 20_000
