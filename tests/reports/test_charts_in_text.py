"""Charts beside each other in the text of the compact paper, in PDF and Word."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import docx
import pypdfium2

from unionoffice.domain.draft import Chart, Draft, Paragraph
from unionoffice.reports.fonts import resolve
from unionoffice.reports.half_year_pdf import write_pdf
from unionoffice.reports.half_year_word import write_word
from unionoffice.reports.pagination import paginate
from unionoffice.reports.paper_options import PaperOptions
from unionoffice.reports.paper_text import Kind, blocks_of
from unionoffice.reports.sheet import A4, COMPACT


def test_compact_paper_has_its_charts_side_by_side_in_the_text_and_no_annex_of_them(draft: Draft) -> None:
    pie = Chart(
        "帮扶资金构成",
        "pie",
        ("生活救助", "送温暖慰问", "助学"),
        (("金额", (Decimal(52400), Decimal(48000), Decimal(600))),),
        "元",
    )
    drawn = replace(draft, annexes=(), charts=(*draft.charts, pie))
    pdf, word = BytesIO(), BytesIO()
    write_pdf(drawn, pdf, PaperOptions(bundled_only=True, sheet=COMPACT))
    write_word(drawn, word, sheet=COMPACT)
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(pdf.getvalue())]
    text = "".join(page.get_text_bounded() for page in pages)
    assert "附件" not in text
    assert text.index("职工") < text.index("各月活动场次（单位：场）")
    page = next(each for each in pages if "各月活动场次" in each.get_text_bounded())
    left, right = (place_of(page, words) for words in ("各月活动", "帮扶资金"))
    assert abs(left[1] - right[1]) < 1
    assert right[0] - left[0] > COMPACT.width / 3
    # The list of slices stays inside the text block: no letter is cut or runs into the margin.
    assert max(page.get_charbox(at)[2] for at in range(page.count_chars())) < A4[0] - COMPACT.right + 1
    (table,) = docx.Document(word).tables
    assert [len(cell._element.xpath(".//pic:pic")) for cell in table.rows[0].cells] == [1, 1]


def test_a_pair_of_charts_is_never_torn_between_pages(draft: Draft) -> None:
    body = replace(draft.chapters[1], paragraphs=draft.chapters[1].paragraphs[:1])
    for lines in range(20, 40):
        filler = replace(body, paragraphs=tuple(Paragraph((f"第{number}行",)) for number in range(lines)))
        blocks = blocks_of(replace(draft, chapters=(filler, body)), draft.charts)
        rows = [
            [row for row, line in page if line.block.kind is Kind.CHARTS]
            for page in paginate(blocks, COMPACT, resolve(bundled_only=True))
        ]
        assert [len(each) for each in rows if each] == [COMPACT.chart_rows]


def place_of(page: pypdfium2.PdfTextPage, words: str) -> tuple[float, float]:
    """Find where words begin on a page."""
    found = page.search(words).get_next()
    assert found is not None
    left, bottom, _, _ = page.get_charbox(found[0])
    return left, bottom
