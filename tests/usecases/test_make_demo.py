from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import docx
import pypdfium2
import pytest
from openpyxl import load_workbook

from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.usecases.check_office import check_office
from unionoffice.usecases.make_demo import DemoOffice, make_demo
from unionoffice.usecases.office import Office

STATED = json.loads((Path(__file__).parents[1] / "data" / "stated_figures.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> list[DemoOffice]:
    return list(make_demo(tmp_path_factory.mktemp("demo") / "样例"))


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)


def words_of_pdf(path: Path) -> str:
    """Read the pages without their page numbers."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "".join(re.sub(r"—[0-9]+—", "", without_spaces(page)) for page in pages)


def words_of_word(path: Path) -> str:
    return without_spaces("".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs))


def summary_of(demo: DemoOffice, form: str) -> Path:
    return demo.office.parent / f"summary.{form}"


def test_nine_offices_each_have_a_file_four_ledgers_and_the_summary_in_three_forms(offices: list[DemoOffice]) -> None:
    assert len(offices) == 9
    for demo in offices:
        assert all(path.exists() for path in demo.paths)
        assert (demo.office / "data.db").stat().st_size > 0
        assert sum(path.suffix == ".xlsx" for path in demo.paths) >= 4
        assert all(summary_of(demo, form).stat().st_size > 1000 for form in ("pdf", "docx", "json"))


def test_the_json_holds_every_stated_and_lost_figure_in_its_chapter_with_rows(offices: list[DemoOffice]) -> None:
    for number, demo in enumerate(offices, 1):
        content = json.loads(summary_of(demo, "json").read_text("utf-8"))
        chapters = {
            chapter["title"]: [figure for paragraph in chapter["paragraphs"] for figure in paragraph["figures"]]
            for chapter in content["chapters"]
        }
        for wanted in (each for each in STATED if each["office"] == number):
            figures = chapters[wanted["chapter"]]
            match = next(
                (
                    figure
                    for figure in figures
                    if (figure["unit"], figure["qualifier"]) == (wanted["unit"], wanted["qualifier"])
                    and (None if figure["value"] is None else Decimal(figure["value"]))
                    == (None if wanted["value"] is None else Decimal(wanted["value"]))
                    and figure["rows"]
                ),
                None,
            )
            assert match is not None, wanted
            figures.remove(match)


def test_pdf_word_and_json_say_the_same_words(offices: list[DemoOffice]) -> None:
    for demo in offices:
        content = json.loads(summary_of(demo, "json").read_text("utf-8"))
        texts = [paragraph["text"] for chapter in content["chapters"] for paragraph in chapter["paragraphs"]]
        assert texts
        pdf, word = words_of_pdf(summary_of(demo, "pdf")), words_of_word(summary_of(demo, "docx"))
        for text in texts:
            assert without_spaces(text) in pdf, text
            assert without_spaces(text) in word, text


def test_the_rows_behind_every_figure_exist(offices: list[DemoOffice]) -> None:
    for demo in offices:
        content = json.loads(summary_of(demo, "json").read_text("utf-8"))
        rows = {
            tuple(row)
            for chapter in content["chapters"]
            for paragraph in chapter["paragraphs"]
            for figure in paragraph["figures"]
            for row in figure["rows"]
        }
        with Office.open(demo.office) as office:
            assert rows
            assert all(office.record(ledger, row_id).id == row_id for ledger, row_id in rows)


def test_nothing_in_a_sample_office_is_wrong(offices: list[DemoOffice]) -> None:
    for demo in offices:
        with Office.open(demo.office) as office:
            assert [finding for finding in check_office(office) if finding.code != "value"] == []


def test_a_ledger_lists_its_records_under_the_titles(offices: list[DemoOffice]) -> None:
    book = load_workbook(offices[7].office.parent / "工作日志.xlsx")
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert {"日期", "事项", "类别"} <= set(rows[2])
    with Office.open(offices[7].office) as office:
        assert sum(isinstance(row[0], int) for row in rows) == len(office.ids("work_log", query_of(office)))


def query_of(office: Office) -> Query:
    return Query(period=office.working_period)


def test_the_samples_never_cover_what_is_there(offices: list[DemoOffice]) -> None:
    with pytest.raises(OfficeError, match="已有内容"):
        next(make_demo(offices[0].office.parent.parent))
