from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from unionoffice.domain.draft import AnnexTable, Draft
from unionoffice.reports.fonts import resolve
from unionoffice.reports.table_setting import column_widths, set_table, table_pages

Printed = Callable[[Draft], Any]
HEADS = ("序号", "姓名", "金额（元）", "备注")
NUMERIC = (True, False, True, False)


def table(rows: Sequence[tuple[str, ...]], *, landscape: bool = False) -> AnnexTable:
    return AnnexTable("帮扶情况表", HEADS, tuple(rows), NUMERIC, landscape=landscape)


def test_five_thousand_rows_and_a_cell_longer_than_a_page_are_printed_whole(bare: Draft, printed: Printed) -> None:
    rows = [(str(n), "职工甲", f"{n}.00", "") for n in range(5000)]
    rows[7] = ("7", "职工乙", "1.00", "始" + "因病致困。" * 1500 + "终")
    paper = printed(replace(bare, annexes=(table(rows),)))
    # Each mark of the long cell is printed once; words may be parted by a line end.
    assert paper.text().count("致") == 1500
    assert paper.text().count("终") == 1
    assert "4999.00" in paper.text(len(paper.document))


def test_the_heads_stand_on_every_page(bare: Draft, printed: Printed) -> None:
    paper = printed(replace(bare, annexes=(table([(str(n), "职工甲", "1", "") for n in range(200)]),)))
    assert len(paper.document) > 4
    for page in range(2, len(paper.document) + 1):
        assert "姓名" in paper.text(page)


def test_numbers_end_at_one_edge(bare: Draft, printed: Printed) -> None:
    paper = printed(replace(bare, annexes=(table([("1", "甲", "9.00", ""), ("2", "乙", "123456.00", "")]),)))
    rights = [line[-1].right for line in paper.lines(2) if line[-1].char == "0"]
    assert len(rights) == 2
    assert rights[0] == pytest.approx(rights[1], abs=0.1)


@pytest.mark.parametrize("landscape", [False, True])
def test_a_table_fills_the_width_of_the_text(landscape: bool) -> None:
    fonts = resolve(bundled_only=True)
    rows = [("1", "某" * 30, "1234567.00", "x" * 400), ("2", "", "1", "备注" * 200)]
    widths = column_widths(table(rows, landscape=landscape), 442.0, 10.5, fonts)
    assert sum(widths) == pytest.approx(442.0)
    assert min(widths) > 20


def test_an_amount_is_never_torn_apart() -> None:
    fonts = resolve(bundled_only=True)
    rows = [("1", "某" * 30, "1234567.00", "因病致困" * 90)]
    setting = set_table(table(rows), 442.0, 10.5, fonts)
    assert setting.rows[0][2] == ("1234567.00",)


def test_rows_longer_or_shorter_than_the_heads_lose_nothing() -> None:
    fonts = resolve(bundled_only=True)
    uneven = AnnexTable("表", ("甲",), (("1", "2", "3"), ("4",)), (False,))
    setting = set_table(uneven, 400.0, 10.5, fonts)
    assert setting.rows == ((("1",), ("2",), ("3",)), (("4",), ("",), ("",)))


def test_a_table_without_rows_prints_its_heads(bare: Draft, printed: Printed) -> None:
    assert "姓名" in printed(replace(bare, annexes=(table([]),))).text(2)


def test_no_page_is_higher_than_its_room() -> None:
    fonts = resolve(bundled_only=True)
    rows = [(str(n), "职工甲", "1", "因病致困" * (n * 7 % 60)) for n in range(120)]
    setting = set_table(table(rows), 442.0, 10.5, fonts)
    head = setting.height(setting.heads)
    pages = list(table_pages(setting, 300.0, 500.0))
    heights = [head + sum(setting.height(row) for row in page) for page in pages]
    assert heights[0] <= 300.0
    assert max(heights) <= 500.0
    printed_lines = "".join(line for page in pages for row in page for line in row[3])
    assert printed_lines == "".join(row[3] for row in rows)


def test_markup_in_a_cell_is_printed_letter_for_letter(draft: Draft, printed: Printed) -> None:
    assert "<b>𬱖" in printed(draft).text()
