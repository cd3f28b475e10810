from __future__ import annotations

import re
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from unionoffice.reports.form_parts import (
    Band,
    Cell,
    Column,
    Ends,
    FormPaper,
    Group,
    Listing,
    Look,
    NewPage,
    Part,
    Picture,
    Row,
    Signs,
    Words,
)
from unionoffice.reports.form_sheet import print_forms
from unionoffice.reports.sheet import MM

RARE = "䶮㛃𬱖镕喆堃玥"
LONG = "".join(f"第{number}句话说的是家里的难处，" for number in range(40))
"""Over 400 letters, no two sentences alike."""


def pages_of(*papers: FormPaper) -> list[str]:
    """Read each page without spaces and line ends."""
    pdf = print_forms(papers, bundled_only=True).pdf
    with pypdfium2.PdfDocument(pdf) as document:
        return [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in document]


def paper(*parts: Part, landscape: bool = False) -> FormPaper:
    return FormPaper("某表", parts, landscape)


def jpeg(colour: str, size: tuple[int, int] = (60, 80)) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return buffer.getvalue()


def document_width(pdf: bytes) -> float:
    with pypdfium2.PdfDocument(pdf) as document:
        return float(document[0].get_width())


def images_in(pdf: bytes) -> int:
    raw = pypdfium2.raw
    with pypdfium2.PdfDocument(pdf) as document:
        return sum(len(list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))) for page in document)


def test_a_cell_grows_with_400_letters_and_loses_none() -> None:
    assert len(LONG) > 400
    (page,) = pages_of(paper(Band((1, 5), (Row((Cell("备注", Look.LABEL), Cell(LONG))),))))
    assert LONG in page


def test_a_cell_higher_than_a_page_runs_on_and_loses_no_line() -> None:
    sentences = [f"句{number:04}。" for number in range(900)]
    pages = pages_of(paper(Band((1, 3), (Row((Cell("备注", Look.LABEL), Cell("\n".join(sentences)))),))))
    assert len(pages) > 10
    assert [sentence for sentence in sentences if sentence not in "".join(pages)] == []
    assert all("句" in page for page in pages)


def test_a_narrow_column_still_prints_every_letter_of_a_number_without_spaces() -> None:
    number = "6222020200112233445566778899" * 4
    (page,) = pages_of(paper(Band((1, 12), (Row((Cell(number), Cell("右"))),))))
    assert number in page


def test_heads_and_the_words_at_the_side_are_repeated_on_every_page() -> None:
    rows = tuple(Row((Cell(f"家属{number}"),)) for number in range(60))
    pages = pages_of(paper(Band((1,), rows, (Row((Cell("姓名", Look.LABEL),)),), side="家庭成员")))
    assert len(pages) >= 2
    assert all("姓名" in page and "家庭成员" in page for page in pages)
    assert all(any(f"家属{number}" in page for page in pages) for number in range(60))


def test_following_pages_say_whose_form_they_belong_to_and_count_themselves() -> None:
    rows = tuple(Row((Cell(str(number)),)) for number in range(40))
    one = FormPaper("某表", (Band((1,), rows),), running="职工甲")
    two = FormPaper("某表", (Words("短"),), running="职工乙")
    first, second, third = pages_of(one, two)
    assert "第1页共2页" in first
    assert "某表（续）职工甲" in second
    assert "第2页共2页" in second
    assert "第1页共1页" in third


def test_500_rows_of_a_list_are_all_there_below_heads_on_each_page() -> None:
    rows = tuple((f"名{number:03}", "车间") for number in range(500))
    pages = pages_of(paper(Listing((Column("姓名"), Column("单位")), (Group(rows),))))
    assert len(pages) >= 17
    assert all("姓名" in page and "单位" in page for page in pages)
    assert [cells[0] for cells in rows if not any(cells[0] in page for page in pages)] == []


@pytest.mark.parametrize("count", range(20, 32))
def test_signatures_never_stand_on_a_page_without_a_row_above_them(count: int) -> None:
    rows = tuple((f"行{number}",) for number in range(count))
    pages = pages_of(paper(Listing((Column("事项"),), (Group(rows),)), Signs(("审核：",))))
    assert "审核：" in pages[-1]
    assert "行" in pages[-1]


@pytest.mark.parametrize("count", range(20, 32))
def test_a_group_heading_never_stands_last_on_a_page(count: int) -> None:
    first, second = (tuple((f"{name}{n}",) for n in range(count)) for name in "甲乙")
    pages = pages_of(paper(Listing((Column("事项"),), (Group(first, "一组"), Group(second, "二组")))))
    (page,) = (page for page in pages if "二组" in page)
    assert "乙0" in page


@pytest.mark.parametrize("count", range(20, 32))
def test_a_heading_between_the_frames_never_stands_last_on_a_page(count: int) -> None:
    rows = tuple((f"甲{number}",) for number in range(count))
    prizes = Listing((Column("奖次"),), (Group((("乙",),)),))
    pages = pages_of(paper(Listing((Column("事项"),), (Group(rows),)), Words("获奖名单", bold=True), prizes))
    (page,) = (page for page in pages if "获奖名单" in page)
    assert "乙" in page


@pytest.mark.parametrize("count", range(20, 32))
def test_what_a_list_adds_up_to_never_stands_on_a_page_without_a_row_above_it(count: int) -> None:
    rows = tuple((f"行{number}",) for number in range(count))
    pages = pages_of(paper(Listing((Column("事项"),), (Group(rows),), sums=("合计：1 元",)), Signs(("审核：",))))
    assert "审核：" in pages[-1]
    assert re.search("行.*合计：1元", pages[-1])


def test_a_long_name_at_the_head_of_a_following_page_is_cut_at_the_margin() -> None:
    rows = tuple(Row((Cell(str(number)),)) for number in range(40))
    pdf = print_forms([FormPaper("某表", (Band((1,), rows),), running="职工文化艺术节" * 9)], bundled_only=True).pdf
    with pypdfium2.PdfDocument(pdf) as document:
        head = document[1].get_textpage().get_text_bounded(bottom=document[1].get_height() - 25 * MM).strip()
        edges = [document[1].get_textpage().get_charbox(number)[2] for number in range(len(head))]
    assert head.startswith("某表（续）")
    assert head.endswith("…")
    assert max(edges) <= document_width(pdf) - 20 * MM + 0.5


def test_an_empty_list_prints_its_heads() -> None:
    (page,) = pages_of(paper(Listing((Column("姓名"), Column("单位")), (Group(()),))))
    assert "姓名单位" in page


def test_rare_letters_are_embedded_and_one_that_no_font_has_is_told() -> None:
    printed = print_forms([paper(Words(RARE), Words("\U0010fffd"))], bundled_only=True)
    with pypdfium2.PdfDocument(printed.pdf) as document:
        assert RARE in document[0].get_textpage().get_text_bounded()
        raw = pypdfium2.raw
        texts = document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
        embedded = {raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item.raw)) for item in texts}
    assert embedded == {1}
    assert len(printed.notices) == 1
    assert "U+10FFFD" in printed.notices[0]


def test_a_photo_is_printed_and_words_stand_where_it_cannot_be_read() -> None:
    cells = (
        Cell("甲", picture=Picture(lambda: jpeg("red"))),
        Cell("乙", picture=Picture(lambda: b"no picture", "照片无法显示")),
        Cell("丙", picture=Picture(lambda: jpeg("red")[:200], "照片残缺")),
    )
    printed = print_forms([paper(Band((1, 1, 1), (Row(cells),)))], bundled_only=True)
    assert images_in(printed.pdf) == 1
    (page,) = pages_of(paper(Band((1, 1, 1), (Row(cells),))))
    assert all(words in page for words in ("甲", "乙", "丙", "照片无法显示", "照片残缺"))


def test_a_photo_does_not_carry_along_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    buffer = BytesIO()
    Image.new("RGB", (20, 20), "blue").save(buffer, "JPEG", exif=exif)
    assert b"secret place" in buffer.getvalue()
    printed = print_forms([paper(Band((1,), (Row((Cell(picture=Picture(buffer.getvalue)),)),)))], bundled_only=True)
    assert images_in(printed.pdf) == 1
    assert b"secret place" not in printed.pdf


def test_a_large_photo_is_made_as_small_as_the_paper_needs() -> None:
    large = jpeg("green", (4000, 3000))
    printed = print_forms([paper(Band((1,), (Row((Cell(picture=Picture(lambda: large)),)),)))], bundled_only=True)
    with pypdfium2.PdfDocument(printed.pdf) as document:
        (image,) = document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        assert max(image.get_px_size()) == 1200


def test_a_long_office_name_does_not_run_into_the_date() -> None:
    name = "某某省某某市某某区某某街道办事处第二纺织机械制造有限责任公司工会委员会" * 2
    (page,) = pages_of(paper(Ends(f"填报单位：{name}", "填表日期：2026-06-30")))
    assert f"填报单位：{name}填表日期：2026-06-30" in page


def test_what_follows_a_page_break_begins_a_page_and_two_breaks_leave_no_empty_one() -> None:
    pages = pages_of(paper(Words("前"), NewPage(), NewPage(), Words("后")))
    assert [("前" in page, "后" in page) for page in pages] == [(True, False), (False, True)]


def test_words_with_marks_of_markup_are_printed_as_they_are() -> None:
    (page,) = pages_of(paper(Band((1,), (Row((Cell("A&B<b>班组</b>"),)),))))
    assert "A&B<b>班组</b>" in page


def test_landscape_and_upright_forms_stand_in_one_file() -> None:
    printed = print_forms([paper(Words("竖")), paper(Words("横"), landscape=True)], bundled_only=True)
    with pypdfium2.PdfDocument(printed.pdf) as document:
        sizes = [tuple(round(edge) for edge in document.get_page_size(page)) for page in range(2)]
    assert sizes == [(595, 842), (842, 595)]


def test_the_same_form_gives_the_same_bytes() -> None:
    form = paper(Band((1,), (Row((Cell("职工甲"),)),)))
    assert print_forms([form], bundled_only=True).pdf == print_forms([form], bundled_only=True).pdf


def test_nothing_to_print_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        print_forms([])
