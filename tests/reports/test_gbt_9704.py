"""Put the ruler of GB/T 9704-2012 on the printed summaries of three offices.

The lines stand 225 mm / 22 = 28.99 pt apart, so that 22 of them fill the text block by their own measure. The last
line's letters then end some 4.7 mm above the lower margin of 35 mm, because the gap below the last line is empty; the
standard's own 一行 (a letter and 7/8 of one more, 29.53 pt) would let 22 letters and 21 gaps end nearer to it. The
design keeps 28.99 pt, which is also the line distance of the usual Word settings (28.95 pt), so that PDF and Word break
their pages alike.
"""

from __future__ import annotations

import ctypes
import itertools
import re
from dataclasses import replace
from io import BytesIO
from typing import Any, NamedTuple

import pypdfium2
import pytest

from tests.summary.entering import demo_offices, material_of
from unionoffice.domain.day import written_date
from unionoffice.domain.draft import Draft, Paragraph
from unionoffice.reports.half_year_pdf import write_pdf
from unionoffice.reports.line_breaking import NOT_FIRST
from unionoffice.reports.paper_options import PaperOptions
from unionoffice.reports.paper_text import blocks_of
from unionoffice.summary.half_year import draft_half_year

MM = 72 / 25.4
PITCH = 225 * MM / 22
CELL = 156 * MM / 28
HEI, KAI, FANG, XIAOBIAO = "NotoSansSC-Bold", "NotoSerifSC-Bold", "NotoSerifSC-Regular", "NotoSerifSC-Bold"
"""What stands in for 黑体, 楷体, 仿宋 and 小标宋 where a computer has none of them."""
NUMBERED = ("（一）走访慰问有温度", "1.走访困难职工家庭。", "（1）送去慰问品和慰问金。", "职工" * 60)
"""Headings of every depth, and words without a mark, which fill their lines exactly."""


class Letter(NamedTuple):
    """A printed letter: its box in points from the lower left corner, its size and the name of its font."""

    char: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    font: str


Line = list[Letter]


def letters_of(page: Any) -> list[Letter]:
    text = page.get_textpage()
    raw, name, flags = pypdfium2.raw, ctypes.create_string_buffer(200), ctypes.c_int()
    found = []
    for at in range(text.count_chars()):
        char = text.get_text_range(at, 1)
        if not char.strip():
            continue
        size = raw.FPDFText_GetFontSize(text.raw, at)
        raw.FPDFText_GetFontInfo(text.raw, at, name, 200, ctypes.byref(flags))
        font = re.sub(r"^[A-Z]+\+|-0$", "", name.value.decode())
        left, bottom, right, top = text.get_charbox(at, loose=True)
        found.append(Letter(char, left, bottom, right, top, size, font))
    return found


def lines_of(page: Any) -> list[Line]:
    """Give the lines from top to bottom; the last is the page number."""
    lines: dict[int, Line] = {}
    for letter in letters_of(page):
        lines.setdefault(round((letter.bottom + letter.top) / 2 / 7), []).append(letter)
    return [sorted(lines[key], key=lambda each: each.left) for key in sorted(lines, reverse=True)]


def words(line: Line) -> str:
    return "".join(letter.char for letter in line)


class Measured(NamedTuple):
    draft: Draft
    pages: list[list[Line]]
    """Those of the text, without annexes."""


@pytest.fixture(scope="module", params=[4, 6, 8])
def measured(request: pytest.FixtureRequest) -> Measured:
    """Print one of three offices, with headings of every depth put in by hand."""
    draft = draft_half_year(material_of(demo_offices()[request.param - 1]))
    chapter = next(each for each in draft.chapters if each.numeral)
    own = tuple(
        Paragraph((text,), f"edit/{number}", level=number == 1, edited=True) for number, text in enumerate(NUMBERED, 1)
    )
    chapters = [
        replace(each, paragraphs=(*own, *each.paragraphs)) if each is chapter else each for each in draft.chapters
    ]
    draft = replace(draft, chapters=tuple(chapters))
    buffer = BytesIO()
    write_pdf(replace(draft, annexes=(), charts=()), buffer, PaperOptions(bundled_only=True))
    with pypdfium2.PdfDocument(buffer.getvalue()) as document:
        return Measured(replace(draft, annexes=(), charts=()), [lines_of(page) for page in document])


def body_lines(measured: Measured) -> list[Line]:
    return [line for page in measured.pages for line in page[:-1] if line[0].size == pytest.approx(15.75)]


def test_the_text_stands_inside_margins_of_37_28_26_and_35_mm(measured: Measured) -> None:
    everything = [letter for page in measured.pages for line in page[:-1] for letter in line]
    assert min(each.left for each in everything) == pytest.approx(28 * MM, abs=0.5 * MM)
    assert max(each.right for each in everything) == pytest.approx(184 * MM, abs=0.5 * MM)
    for page in measured.pages[1:]:
        assert page[0][0].top == pytest.approx(260 * MM, abs=0.5 * MM)
    assert min(each.bottom for each in everything) >= 35 * MM


def test_a_full_line_holds_28_letters(measured: Measured) -> None:
    wide = [line for line in body_lines(measured) if all(ord(letter.char) > 0x2E7F for letter in line)]
    full = [line for line in wide if line[0].left < 29 * MM and line[-1].right > 183 * MM]
    # A mark that may not begin the next line is squeezed in, or takes its letter along.
    assert {len(line) for line in full} <= {26, 27, 28, 29}
    exact = [line for line in full if set(words(line)) == set("职工")]
    assert [len(line) for line in exact] == [28, 28, 28]
    for line in exact:
        steps = [after.left - before.left for before, after in itertools.pairwise(line)]
        assert all(step == pytest.approx(CELL, abs=0.05) for step in steps)


def test_a_full_page_holds_22_lines_at_the_pitch_of_the_design(measured: Measured) -> None:
    pages = measured.pages
    assert len(pages) >= 2
    for page in pages:
        middles = [(line[0].top + line[0].bottom) / 2 for line in page[:-1] if line[0].size == pytest.approx(15.75)]
        steps = [(above - below) / PITCH for above, below in itertools.pairwise(middles)]
        assert all(step == pytest.approx(round(step), abs=0.02) for step in steps)
    assert max(len(page) - 1 for page in pages) == 22
    full = next(page for page in pages if len(page) - 1 == 22)
    assert full[21][0].bottom == pytest.approx((35 + 4.7) * MM, abs=1.5 * MM)


def test_title_headings_and_text_have_their_sizes_and_fonts(measured: Measured) -> None:
    title = [line for line in measured.pages[0] if line[0].size == pytest.approx(22)]
    assert "".join(map(words, title)) == measured.draft.title.replace(" ", "")
    assert {letter.font for line in title for letter in line} == {XIAOBIAO}
    for line in title:
        assert (line[0].left + line[-1].right) / 2 == pytest.approx((28 + 78) * MM, abs=1)
    printed = body_lines(measured)
    for start, font in (("一、", HEI), ("（一）", KAI), ("1.", FANG), ("（1）", FANG)):
        line = next(line for line in printed if words(line).startswith(start))
        assert {letter.font for letter in line} == {font}, words(line)
        assert {letter.size for letter in line} == {15.75}
        # Two letters in.
        assert line[0].left == pytest.approx(28 * MM + 2 * CELL, abs=1)
    chapters = [f"{each.numeral}、" for each in measured.draft.chapters if each.numeral]
    heads = [words(line)[: words(line).index("、") + 1] for line in printed if line[0].font == HEI]
    assert heads == chapters


def test_the_page_number_stands_outside_one_letter_in_and_7_mm_below(measured: Measured) -> None:
    for number, page in enumerate(measured.pages, 1):
        line = page[-1]
        assert words(line) == f"—{number}—"
        assert {letter.size for letter in line} == {14}
        if number % 2:
            assert line[-1].right == pytest.approx(184 * MM - 14, abs=1)
        else:
            assert line[0].left == pytest.approx(28 * MM + 14, abs=1)
        # The dash lies about a quarter of the size above the baseline.
        baseline = line[0].bottom + 0.12 * 14
        assert 35 * MM - baseline == pytest.approx(7 * MM + 0.27 * 14, abs=3)


def test_name_and_date_stand_at_the_right_with_room_for_the_seal(measured: Measured) -> None:
    last = measured.pages[-1]
    signed_on = measured.draft.signed_on
    assert signed_on is not None
    date = next(line for line in last if words(line) == written_date(signed_on))
    assert not re.search(r"[年月]0", words(date))
    assert date[-1].right == pytest.approx(184 * MM - 4 * CELL, abs=1)
    at = last.index(date)
    name = last[at - 1]
    assert measured.draft.signed_by.endswith(words(name))
    assert name[-1].right <= 184 * MM - 2 * CELL + 1
    if name[-1].right < 184 * MM - 2 * CELL - 1:
        assert (name[0].left + name[-1].right) / 2 == pytest.approx((date[0].left + date[-1].right) / 2, abs=1)
    assert {letter.font for letter in (*name, *date)} == {FANG}
    assert name[0].bottom < last[at - 2][0].bottom - 1.5 * PITCH or len(last) - 1 == 22


def test_no_line_begins_with_a_mark(measured: Measured) -> None:
    assert [words(line) for line in body_lines(measured) if line[0].char in NOT_FIRST] == []


def test_every_word_is_printed(measured: Measured) -> None:
    printed = "".join(words(line) for page in measured.pages for line in page[:-1])
    for block in blocks_of(measured.draft):
        assert re.sub(r"\s", "", block.text) in printed
