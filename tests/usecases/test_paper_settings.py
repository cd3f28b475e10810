"""What is chosen about the paper holds for the PDF, the Word file and the preview alike."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pypdfium2
import pytest

from unionoffice.errors import OfficeError
from unionoffice.paths import RESOURCES
from unionoffice.reports.font_folders import Role
from unionoffice.reports.sheet import COMPACT, OFFICIAL
from unionoffice.usecases.draft_summary import draft, write
from unionoffice.usecases.office import Office
from unionoffice.usecases.paper_settings import (
    FONT_ROLES,
    PaperSettings,
    font_report,
    keep_paper_settings,
    paper_options,
    paper_settings,
)

HALF, QUARTER = "2026年上半年", "2026年第2季度"
RED = PaperSettings(
    is_compact=True, has_red_head=True, agency="示例厂工会文件", number="示工〔2026〕5号", signer="职工甲"
)


def words_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document).replace(" ", "")


def test_a_new_office_prints_official_papers_without_a_red_head(office: Office) -> None:
    chosen = paper_settings(office, HALF)
    assert chosen == PaperSettings(agency=f"{office.name}文件")
    options = paper_options(office, HALF)
    assert (options.sheet, options.red_head, dict(options.font_files)) == (OFFICIAL, None, {})


def test_the_choices_are_kept_and_the_number_belongs_to_one_period(office: Office) -> None:
    keep_paper_settings(office, HALF, RED)
    assert paper_settings(office, HALF) == RED
    other = paper_settings(office, QUARTER)
    assert (other.is_compact, other.has_red_head, other.agency) == (True, True, "示例厂工会文件")
    assert (other.number, other.signer) == ("", "")
    assert paper_options(office, HALF).sheet is COMPACT


def test_pdf_and_word_follow_the_choices(office: Office, tmp_path: Path) -> None:
    period = office.find_period(HALF)
    assert period is not None
    keep_paper_settings(office, HALF, RED)
    write(office, draft(office, period), pdf=tmp_path / "a.pdf", docx=tmp_path / "a.docx")
    assert "示例厂工会文件" in words_of(tmp_path / "a.pdf")
    assert "签发人：职工甲" in words_of(tmp_path / "a.pdf")
    document = docx.Document(str(tmp_path / "a.docx"))
    assert document.paragraphs[0].text == "示例厂工会文件"
    assert document.styles["正文公文"].font.size.pt == 12


@pytest.mark.parametrize("number", ["示工[2026]5号", "示工〔2026〕05号", "示工〔26〕5号", "5号"])
def test_a_number_of_another_form_is_refused_and_nothing_is_kept(number: str, office: Office) -> None:
    with pytest.raises(OfficeError, match="六角括号"):
        keep_paper_settings(office, HALF, PaperSettings(has_red_head=True, agency="某工会文件", number=number))
    assert not paper_settings(office, HALF).has_red_head


def test_a_red_head_needs_its_issuer(office: Office) -> None:
    with pytest.raises(OfficeError, match="发文机关标志"):
        keep_paper_settings(office, HALF, PaperSettings(has_red_head=True, agency=" "))


def test_each_role_says_which_font_it_gets(tmp_path: Path) -> None:
    own, broken = tmp_path / "单位宋体.ttf", tmp_path / "坏的.ttf"
    shutil.copy(RESOURCES / "fonts" / "NotoSansSC-Regular.ttf", own)
    broken.write_bytes(b"no font")
    report = {str(each.role): each for each in font_report({"仿宋": str(own), "黑体": str(broken)})}
    assert tuple(report) == FONT_ROLES == ("小标宋", "仿宋", "黑体", "楷体", "宋体")
    assert (report["仿宋"].words, report["仿宋"].is_substitute) == ("本单位的单位宋体.ttf", False)
    assert report["黑体"].refused == ("坏的.ttf",)
    assert report[str(Role.TITLE)].role is Role.TITLE


def test_a_font_file_that_is_gone_is_named_and_the_paper_still_prints(office: Office, tmp_path: Path) -> None:
    keep_paper_settings(office, HALF, PaperSettings(agency="某文件", fonts={"仿宋": str(tmp_path / "没了.ttf")}))
    period = office.find_period(HALF)
    assert period is not None
    write(office, draft(office, period), pdf=tmp_path / "a.pdf")
    assert "工作总结" in words_of(tmp_path / "a.pdf")
    assert font_report(paper_settings(office, HALF).fonts)[1].refused == ("没了.ttf",)
