from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from unionoffice.domain.draft import LOST_NUMBER, Chapter, Draft, Figure, Paragraph, Part
from unionoffice.reports.half_year_pdf import write_pdf
from unionoffice.reports.paper_options import PaperOptions
from unionoffice.reports.paper_text import blocks_of
from unionoffice.reports.red_head import RedHead
from unionoffice.reports.sheet import COMPACT

MM = 72 / 25.4
Printed = Callable[[Draft], Any]


def plain_pages(bare: Draft, letters: int = 3000) -> Draft:
    words = Paragraph(("中" * letters,))
    return replace(bare, chapters=(Chapter("总述", Part.OVERVIEW, (words,)),))


def test_a_full_page_has_22_lines_of_28_letters(bare: Draft, printed: Printed) -> None:
    lines = printed(plain_pages(bare)).lines(2)[:-1]
    assert len(lines) == 22
    assert {len(line) for line in lines} == {28}


def test_the_text_block_keeps_the_margins_of_the_standard(bare: Draft, printed: Printed) -> None:
    lines = printed(plain_pages(bare)).lines(2)[:-1]
    left, right = min(line[0].left for line in lines), max(line[-1].right for line in lines)
    assert left == pytest.approx(28 * MM, abs=0.5 * MM)
    assert right == pytest.approx((210 - 26) * MM, abs=0.5 * MM)
    assert lines[0][0].top == pytest.approx((297 - 37) * MM, abs=0.5 * MM)
    assert 35 * MM <= lines[-1][0].bottom <= 40 * MM


def test_lines_stand_on_one_grid(draft: Draft, printed: Printed) -> None:
    paper = printed(draft)
    pitch = 225 * MM / 22
    for page in (1, 2):
        bottoms = [min(mark.bottom for mark in line) for line in paper.lines(page)[3:-1]]
        steps = [(above - below) / pitch for above, below in itertools.pairwise(bottoms)]
        assert all(step == pytest.approx(round(step), abs=0.2) for step in steps)


def test_both_edges_are_straight(draft: Draft, printed: Printed) -> None:
    lines = printed(draft).lines(2)[:-1]
    flush = [line for line in lines if abs(line[-1].right - 184 * MM) < 0.5]
    assert len(flush) > 15
    assert {round(line[0].left, 0) for line in flush} <= {79, 111}


def test_page_numbers_stand_outside_and_7_mm_below(draft: Draft, printed: Printed) -> None:
    paper = printed(draft)
    odd, even = paper.lines(1)[-1], paper.lines(2)[-1]
    assert "".join(mark.char for mark in odd) == "—1—"
    assert odd[-1].right == pytest.approx(184 * MM - 14, abs=1)
    assert even[0].left == pytest.approx(28 * MM + 14, abs=1)
    text = paper.document[0].get_textpage()
    dash = text.get_charbox(text.count_chars() - 1)
    assert dash[3] == pytest.approx((35 - 7) * MM, abs=1)


def test_a_landscape_page_carries_its_number_where_the_upright_sheet_has_it(draft: Draft, printed: Printed) -> None:
    paper = printed(draft)
    sizes = [page.get_size() for page in paper.document]
    landscape = [number for number, (width, height) in enumerate(sizes, 1) if width > height]
    assert len(landscape) == 1
    text = paper.document[landscape[0] - 1].get_textpage()
    marks = [(text.get_text_range(i, 1), text.get_charbox(i)) for i in range(text.count_chars())]
    dashes = [box for char, box in marks if char == "—"]
    assert dashes
    assert all(box[2] < 35 * MM for box in dashes)


def test_every_word_is_found_in_the_paper(draft: Draft, printed: Printed) -> None:
    text = printed(draft).text().replace(" ", "")
    for block in blocks_of(draft):
        # A block that runs over the end of a page has the page number in it.
        for piece in (block.text[:9], block.text[-9:]):
            assert piece.replace(" ", "") in text
    assert LOST_NUMBER + "户" in text


@pytest.mark.parametrize("name", list("䶮㛃𬱖镕喆堃玥"))
def test_rare_names_are_printed_and_found(name: str, bare: Draft, printed: Printed) -> None:
    paper = printed(replace(bare, chapters=(Chapter("", Part.OVERVIEW, (Paragraph((f"会员{name}某获奖",)),)),)))
    assert f"会员{name}某获奖" in paper.text()
    assert paper.report.missing_characters == ()


def test_a_character_that_no_font_has_is_named(bare: Draft, printed: Printed) -> None:
    paper = printed(replace(bare, title="会员\U0001f600与\ue000"))
    assert [words[-8:] for words in paper.report.missing_characters] == ["（U+E000）", "U+1F600）"]
    assert "会员〓与〓" in paper.text()


def test_markup_is_printed_letter_for_letter(draft: Draft, printed: Printed) -> None:
    paper = printed(draft)
    text = paper.text()
    assert "收入<3000元" in text
    assert "A&B班组" in text
    assert "<b>维修车间</b>" in text
    assert "<img src=/etc/hostname>" in text
    assert b"/URI" not in paper.pdf
    assert b"/Subtype /Image" not in paper.pdf


def test_all_fonts_are_embedded(draft: Draft, printed: Printed) -> None:
    paper = printed(draft)
    assert paper.unembedded_fonts() == 0
    assert b"Helvetica" not in paper.pdf


def test_the_same_draft_gives_the_same_bytes(draft: Draft, printed: Printed) -> None:
    assert printed(draft).pdf == printed(draft).pdf


def test_the_file_says_what_it_is(draft: Draft, printed: Printed) -> None:
    document = printed(draft).document
    described = document.get_metadata_dict()
    assert described["Title"] == draft.title
    assert described["Author"] == draft.office
    titles = [entry.get_title() for entry in document.get_toc()]
    assert titles[:3] == ["一、做实帮扶服务，当好职工“娘家人”", "二、存在不足", "三、下半年打算"]
    assert titles[3:] == ["附件1　帮扶情况表", "附件2　活动一览表", "附件3　统计图"]


def test_an_opening_has_no_heading(draft: Draft, printed: Printed) -> None:
    assert "总述" not in printed(draft).text()


def test_each_figure_is_where_its_spot_says(draft: Draft, printed: Printed) -> None:
    paper = printed(draft)
    found: dict[tuple[int, int, int], str] = {}
    for spot in paper.report.spots:
        page = paper.document[spot.page - 1]
        height = page.get_height()
        inside = page.get_textpage().get_text_bounded(
            spot.x + 0.5, height - spot.y - spot.height + 1, spot.x + spot.width - 0.5, height - spot.y - 1
        )
        key = (spot.chapter, spot.paragraph, spot.figure)
        found[key] = found.get(key, "") + inside.strip()
    expected = {
        (c, p, f): figure.text
        for c, chapter in enumerate(draft.chapters)
        for p, part in enumerate(chapter.paragraphs)
        for f, figure in enumerate(part.figures)
    }
    assert found == expected


def test_spots_count_figures_across_a_line_break(bare: Draft, printed: Printed) -> None:
    first, second = Figure("甲", None, "", as_stated="三份"), Figure("乙", None, "", as_stated="四份")
    part = Paragraph(("上半年", first, "\n下半年", second))
    paper = printed(replace(bare, chapters=(Chapter("", Part.OVERVIEW, (part,)),)))
    assert [(spot.paragraph, spot.figure) for spot in paper.report.spots] == [(0, 0), (0, 1)]
    assert paper.report.spots[0].y < paper.report.spots[1].y


def test_a_date_has_no_padding_zeros(draft: Draft, printed: Printed) -> None:
    assert "2026年7月5日" in printed(draft).text().replace(" ", "")


@pytest.mark.parametrize("letters", range(28 * 16, 28 * 42, 28))
def test_the_signature_is_never_alone_on_a_page(letters: int, bare: Draft, printed: Printed) -> None:
    signed = replace(plain_pages(bare, letters), signed_by="某厂工会委员会", signed_on=date(2026, 7, 5))
    paper = printed(signed)
    last = ["".join(mark.char for mark in line) for line in paper.lines(len(paper.document))]
    at = last.index("某厂工会委员会")
    assert last[at + 1] == "2026年7月5日"
    assert at >= 1
    assert set(last[at - 1]) == {"中"}
    page = paper.lines(len(paper.document))
    assert page[at][0].bottom < page[at - 1][0].bottom - 1.5 * 225 * MM / 22, "no room for the seal"


@pytest.mark.parametrize("lines", range(12, 24))
def test_the_list_of_annexes_is_never_alone_on_a_page(lines: int, draft: Draft, bare: Draft, printed: Printed) -> None:
    listed = replace(plain_pages(bare, 28 * lines), annexes=draft.annexes, signed_by="某厂", signed_on=date(2026, 7, 5))
    paper = printed(listed)
    last = max(page for page in range(1, 4) if "附件：" in paper.text(page))
    assert "中" in paper.text(last)
    assert "某厂" in paper.text(last)


def test_a_heading_never_ends_a_page(bare: Draft, printed: Printed) -> None:
    for lines in range(14, 24):
        chapters = (
            Chapter("", Part.OVERVIEW, (Paragraph(("中" * (28 * lines - 2),)),)),
            Chapter(
                "组织建设", Part.DONE, (Paragraph(("（一）会员",), level=1), Paragraph(("文" * 80,))), numeral="一"
            ),
        )
        paper = printed(replace(bare, chapters=chapters))
        for page in range(1, len(paper.document) + 1):
            last = paper.lines(page)[-2]
            assert {mark.char for mark in last} <= {"中", "文"}


def test_a_draft_without_words_still_prints(bare: Draft, printed: Printed) -> None:
    assert printed(replace(bare, title="")).report.pages == 1


def test_the_pdf_goes_into_a_file(draft: Draft, tmp_path: Path, printed: Printed) -> None:
    target = tmp_path / "总结 #1.pdf"
    report = write_pdf(draft, target, PaperOptions(bundled_only=True))
    assert target.read_bytes() == printed(draft).pdf
    assert report.pages == len(printed(draft).document)


def test_the_compact_sheet_holds_more_on_a_page(bare: Draft) -> None:
    buffer = BytesIO()
    report = write_pdf(plain_pages(bare), buffer, PaperOptions(bundled_only=True, sheet=COMPACT))
    assert report.pages == 3
    page = pypdfium2.PdfDocument(buffer.getvalue())[1].get_textpage()
    lines = page.get_text_bounded().split()
    assert [len(line) for line in lines[:36]] == [36] * 36
    assert lines[36] == "—"


def test_a_red_head_stands_where_the_standard_wants_it(draft: Draft) -> None:
    buffer = BytesIO()
    head = RedHead("某某市第二纺织厂工会文件", "某纺工〔2026〕5号")
    write_pdf(draft, buffer, PaperOptions(bundled_only=True, red_head=head))
    page = pypdfium2.PdfDocument(buffer.getvalue())[0].get_textpage()
    words = page.get_text_range()
    tops = {name: page.get_charbox(words.index(name), loose=True)[3] for name in (head.agency, head.number)}
    block_top = (297 - 37) * MM
    assert tops[head.agency] == pytest.approx(block_top - 35 * MM, abs=1 * MM)
    assert tops[head.agency] > tops[head.number] > page.get_charbox(words.index("上半年"), loose=True)[3]


def test_a_red_head_of_a_long_name_fits_the_page(draft: Draft) -> None:
    buffer = BytesIO()
    write_pdf(draft, buffer, PaperOptions(bundled_only=True, red_head=RedHead("某" * 40 + "文件")))
    page = pypdfium2.PdfDocument(buffer.getvalue())[0].get_textpage()
    boxes = [page.get_charbox(index, loose=True) for index in range(42)]
    assert min(box[0] for box in boxes) >= 28 * MM
    assert max(box[2] for box in boxes) <= 184 * MM
