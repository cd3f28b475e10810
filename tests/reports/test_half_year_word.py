from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.summary.entering import demo_offices, material_of
from unionoffice.domain.draft import Chapter, Draft, Paragraph, Part
from unionoffice.reports.half_year_word import write_word
from unionoffice.reports.paper_text import blocks_of
from unionoffice.reports.red_head import RedHead
from unionoffice.reports.sheet import COMPACT, OFFICIAL, Sheet
from unionoffice.summary.half_year import draft_half_year


def opened(draft: Draft, red_head: RedHead | None = None, sheet: Sheet = OFFICIAL) -> Any:
    buffer = BytesIO()
    write_word(draft, buffer, red_head, sheet)
    return docx.Document(BytesIO(buffer.getvalue()))


def test_the_words_are_those_of_the_paper_in_the_same_order(draft: Draft) -> None:
    written = [paragraph.text for paragraph in opened(draft).paragraphs if paragraph.text]
    expected = [block.text for block in blocks_of(draft)]
    assert written[: len(expected)] == expected
    assert written[len(expected) :] == [
        "附件1",
        "帮扶情况表",
        "附件2",
        "活动一览表",
        "附件3",
        "统计图",
        "各月活动场次（单位：场）",
    ]


def test_headings_are_real_headings(draft: Draft) -> None:
    styles = {paragraph.text: paragraph.style.name for paragraph in opened(draft).paragraphs}
    assert styles[draft.title] == "Title"
    assert styles["二、存在不足"] == "Heading 1"
    assert styles["（一）走访慰问。"] == "Heading 2"


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("正文公文", "仿宋_GB2312", 16),
    ],
)
def test_styles_name_the_official_fonts(style: str, font: str, size: int, draft: Draft) -> None:
    made = opened(draft).styles[style]
    fonts = made.element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == font
    assert not [key for key in fonts.keys() if "Theme" in key]  # noqa: SIM118 - an element, not a dict
    assert made.font.size.pt == size
    assert made.paragraph_format.line_spacing.pt == pytest.approx(28.95)


def test_the_page_is_that_of_the_standard(draft: Draft) -> None:
    section = opened(draft).sections[0]
    assert (section.page_width, section.page_height) == pytest.approx((Mm(210), Mm(297)), abs=2000)
    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert margins == pytest.approx((Mm(37), Mm(28), Mm(26), Mm(35)), abs=13000)


def test_page_numbers_are_fields_right_on_odd_and_left_on_even_pages(draft: Draft) -> None:
    document = opened(draft)
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, 2), (section.even_page_footer, 0)):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert paragraph.alignment == side
        assert [node.text for node in paragraph._p.iter(qn("w:instrText"))] == [" PAGE "]


def test_a_wide_table_lies_on_a_landscape_page_and_repeats_its_heads(draft: Draft) -> None:
    document = opened(draft)
    ways = [section.orientation for section in document.sections]
    assert ways == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert len(document.tables) == 2
    for table, annex in zip(document.tables, draft.annexes, strict=True):
        assert len(list(table._tbl.iter(qn("w:tblHeader")))) == 1
        assert tuple(cell.text for cell in table.rows[0].cells) == annex.heads
        assert [tuple(cell.text for cell in row.cells) for row in table.rows][1:] == list(annex.rows)


def test_rows_of_an_annex_are_as_high_as_on_paper(draft: Draft) -> None:
    # On paper a row of one line is 1.5 × 10.5 + 4 points high; Word adds the margins of the cell to the line.
    made = opened(draft)
    line = made.styles["TableText"].paragraph_format.line_spacing
    for table in made.tables:
        margins = table._tbl.tblPr.find(qn("w:tblCellMar"))
        room = sum(int(margins.find(qn(f"w:{side}")).get(qn("w:w"))) for side in ("top", "bottom")) / 20
        assert line.pt + room == pytest.approx(1.5 * 10.5 + 4, abs=0.1)


def test_the_same_draft_gives_the_same_file(draft: Draft) -> None:
    first, second = BytesIO(), BytesIO()
    write_word(draft, first)
    write_word(draft, second)
    assert first.getvalue() == second.getvalue()


def test_nothing_of_the_sample_document_is_left(draft: Draft) -> None:
    buffer = BytesIO()
    write_word(draft, buffer)
    with zipfile.ZipFile(buffer) as parts:
        assert not [name for name in parts.namelist() if "thumbnail" in name]
    described = opened(draft).core_properties
    assert (described.title, described.author, described.comments) == (draft.title, draft.office, "")
    assert described.created.date() == draft.signed_on


def test_characters_that_xml_refuses_do_not_stop_the_file(bare: Draft) -> None:
    odd = Paragraph(("甲\x00\x0b\u200b\ud800乙\t丙",))
    texts = [p.text for p in opened(replace(bare, chapters=(Chapter("", Part.OVERVIEW, (odd,)),))).paragraphs]
    assert "甲〓乙 丙" in texts


def test_a_draft_without_words_still_opens(bare: Draft) -> None:
    assert opened(replace(bare, title="")).sections


def test_a_red_head_comes_before_the_title(draft: Draft) -> None:
    buffer = BytesIO()
    write_word(draft, buffer, RedHead("某某市第二纺织厂工会文件", "某纺工〔2026〕5号"))
    paragraphs = docx.Document(BytesIO(buffer.getvalue())).paragraphs
    written = [paragraph.text for paragraph in paragraphs if paragraph.text]
    assert written[:3] == ["某某市第二纺织厂工会文件", "某纺工〔2026〕5号", draft.title]


def test_a_title_of_any_length_is_opened(bare: Draft) -> None:
    assert opened(replace(bare, title="总" * 400)).paragraphs[0].text == "总" * 400


@pytest.mark.parametrize("number", [2, 6, 8])
def test_three_offices_get_real_headings_styles_and_the_page_of_the_standard(number: int) -> None:
    draft = draft_half_year(material_of(demo_offices()[number - 1]))
    document = opened(draft)
    titles = {chapter.numeral + "、" + chapter.title for chapter in draft.chapters if chapter.numeral}
    assert {each.text for each in document.paragraphs if each.style.name == "Heading 1"} == titles
    subheadings = [each.text for chapter in draft.chapters for each in chapter.paragraphs if each.level]
    assert [each.text for each in document.paragraphs if each.style.name == "Heading 2"] == subheadings
    page = document.sections[0]
    edges = (page.top_margin, page.left_margin, page.right_margin, page.bottom_margin)
    assert [round(each.mm) for each in edges] == [37, 28, 26, 35]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    for name, size in (("正文公文", 16), ("Heading 1", 16), ("Heading 2", 16), ("Title", 22)):
        look = document.styles[name]
        assert look.font.size.pt == size
        assert look.paragraph_format.line_spacing.pt == 28.95
    assert 22 * 28.95 <= 225 * 72 / 25.4 < 23 * 28.95
    for footer in (page.footer, page.even_page_footer):
        assert "PAGE" in footer._element.xml
        assert footer.paragraphs[0].text.startswith("— ")


def test_an_edited_heading_is_a_heading_and_edited_words_are_text(draft: Draft) -> None:
    own = (
        Paragraph(("（一）走访慰问有温度",), "edit/1", level=1, edited=True),
        Paragraph(("逐户走访。",), "edit/2", edited=True),
    )
    document = opened(replace(draft, chapters=(replace(draft.chapters[1], paragraphs=own),)))
    found = {each.text: each.style.name for each in document.paragraphs}
    assert found["（一）走访慰问有温度"] == "Heading 2"
    assert found["逐户走访。"] == "正文公文"


def test_the_last_words_go_along_with_the_signature(draft: Draft) -> None:
    document = opened(replace(draft, annexes=(), charts=()))
    texts = [each.text for each in document.paragraphs]
    name = texts.index(draft.signed_by)
    assert texts[name - 2 : name] == ["", ""]
    assert all(each.paragraph_format.keep_with_next for each in document.paragraphs[name - 3 : name + 1])
    assert document.styles["Normal"].paragraph_format.widow_control is False


def test_the_signer_stands_at_the_right_of_the_number_in_kai(draft: Draft) -> None:
    document = opened(draft, RedHead("某厂工会文件", "某工〔2026〕5号", "职工甲"))
    line = next(each for each in document.paragraphs if each.style.name == "发文字号")
    assert line.text == "某工〔2026〕5号\t签发人：职工甲"
    assert line.runs[-1]._element.rPr.rFonts.get(qn("w:eastAsia")) == "楷体_GB2312"
    assert round(line.paragraph_format.tab_stops[0].position.mm) == round(156 - 16 * 25.4 / 72)
    assert line.paragraph_format.left_indent is None


def test_the_compact_sheet_has_its_own_sizes_in_word_too(draft: Draft) -> None:
    document = opened(draft, sheet=COMPACT)
    text = document.styles["正文公文"]
    assert (text.font.size.pt, text.paragraph_format.line_spacing.pt) == (12, 19.4)
    page = document.sections[0]
    assert [round(each.mm) for each in (page.top_margin, page.left_margin)] == [25, 27]
