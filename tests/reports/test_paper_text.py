from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from unionoffice.domain.day import written_date
from unionoffice.domain.draft import AnnexTable, Chapter, Chart, Draft, Figure, Paragraph, Part
from unionoffice.reports.paper_text import Kind, annex_label, annex_list, blocks_of, heading_of, printable

TABLE = AnnexTable("帮扶情况表", ("姓名",), (), (False,))


@pytest.mark.parametrize(
    ("title", "part", "numeral", "heading"),
    [
        ("总述", Part.OVERVIEW, "", ""),
        ("导语", Part.OVERVIEW, "", ""),
        ("总体情况", Part.OVERVIEW, "", "总体情况"),
        ("总述", Part.DONE, "一", "一、总述"),
        ("存在不足", Part.SHORTCOMING, "", "存在不足"),
    ],
)
def test_a_heading_has_its_numeral_and_an_opening_none(title: str, part: Part, numeral: str, heading: str) -> None:
    assert heading_of(Chapter(title, part, (), numeral)) == heading


def test_invisible_characters_are_dropped() -> None:
    assert printable("甲\u200b\ufeff\u202e乙\x00\x07\tA\r\nB\ufe0f") == "甲乙 A\nB"


def test_spaces_typed_as_indent_do_not_indent_twice(bare: Draft) -> None:
    figure = Figure("户", None, "户", as_stated="三")
    chapter = Chapter("", Part.OVERVIEW, (Paragraph(("　　走访", figure)),))
    block = blocks_of(replace(bare, chapters=(chapter,)))[1]
    assert block.text == "走访三户"


def test_a_line_break_begins_a_new_block_and_empty_ones_vanish(bare: Draft) -> None:
    chapter = Chapter("", Part.OVERVIEW, (Paragraph(("甲\n\n乙",)), Paragraph(("  ",)), Paragraph(())))
    assert [block.text for block in blocks_of(replace(bare, chapters=(chapter,)))[1:]] == ["甲", "乙"]


def test_one_annex_has_no_number_and_several_have(bare: Draft) -> None:
    one = replace(bare, annexes=(TABLE,))
    assert annex_list(one) == ("附件：帮扶情况表",)
    assert annex_label(one, 0) == "附件"
    two = replace(one, charts=(Chart("活动", "bars", (), ()),))
    assert annex_list(two) == ("附件：1.帮扶情况表", "2.统计图")
    assert annex_label(two, 1) == "附件2"
    assert annex_list(bare) == ()


def test_the_signature_comes_last(draft: Draft) -> None:
    kinds = [block.kind for block in blocks_of(draft)]
    assert kinds[0] is Kind.TITLE
    assert kinds[-2:] == [Kind.SIGNED_BY, Kind.SIGNED_ON]
    assert written_date(date(2026, 1, 5)) == "2026年1月5日"
