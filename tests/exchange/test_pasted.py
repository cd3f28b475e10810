from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.errors import OfficeError
from unionoffice.exchange.heads import blank
from unionoffice.exchange.pasted import begins_with_heads, pasted_sheet
from unionoffice.exchange.sheets import Sheet
from unionoffice.exchange.zip_guard import MOST_ROWS
from unionoffice.ledgers import BY_KEY

MEMBER = BY_KEY["member"]


def rows(text: str, html: str = "") -> list[list[object]]:
    sheet = pasted_sheet(text, html)
    return [] if sheet is None else [list(row) for row in sheet.grid]


def test_text_with_tabs_is_split_and_a_quoted_cell_keeps_its_line_breaks() -> None:
    assert rows('姓名\t备注\r\n职工甲\t"第一行\n说""好"""\r\n') == [["姓名", "备注"], ["职工甲", '第一行\n说"好"']]


def test_the_mark_that_keeps_digits_or_words_from_becoming_a_number_or_a_formula_goes() -> None:
    assert rows("'0012\t'=A1\t'好'") == [["0012", "=A1", "'好'"]]


def test_a_table_of_the_webs_kind_is_read_with_its_breaks_and_wide_cells() -> None:
    html = (
        "<html><head><style>.x{color:red}</style></head><body><table>\n<tr>\n<td colspan=2>姓 名</td><td>住&amp;址</td></tr>"
        "<tr><td>职工甲<br>（女）</td><td></td><td class=x>一\n 区</td></tr></table></body></html>"
    )
    assert rows("别的", html) == [["姓 名", None, "住&址"], ["职工甲\n（女）", "", "一 区"]]


@pytest.mark.parametrize(("text", "html"), [("", ""), ("  \t \r\n", ""), ("", "<table><tr><td> </td></tr></table>")])
def test_nothing_gives_nothing(text: str, html: str) -> None:
    assert pasted_sheet(text, html) is None


def test_html_without_a_table_leaves_the_text() -> None:
    assert rows("甲\t乙", "<p>甲 乙</p>") == [["甲", "乙"]]


def test_too_much_is_refused_in_one_sentence() -> None:
    with pytest.raises(OfficeError):
        pasted_sheet("a\n" * (MOST_ROWS + 1))
    with pytest.raises(OfficeError):
        pasted_sheet("a\t" * 400)


@pytest.mark.parametrize(
    ("first", "is_heads"),
    [
        (["姓名", "性别", "手机"], True),
        (["﹡姓 名", "血型", "身份证号码"], True),
        (["职工甲", "女", "13800000000"], False),
        (["职工甲", "", "备注"], True),
        (["职工甲", "备注", "女", "一分会"], False),
        ([None, ""], False),
    ],
)
def test_heads_are_told_from_a_row(first: list[object], is_heads: bool) -> None:
    assert begins_with_heads(Sheet("", [first]), MEMBER) is is_heads


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_pasted_gives_rows_or_nothing(text: str, html: str) -> None:
    sheet = pasted_sheet(text, html)
    assert sheet is None or any(not blank(cell) for row in sheet.grid for cell in row)


@given(
    st.lists(
        st.sampled_from(
            [
                "<table>",
                "<tr>",
                "<td>",
                "</td>",
                "</tr>",
                "<td colspan=9999999>",
                "甲",
                "<style>",
                "&#0;",
                "<!--",
                "-->",
                "<br>",
            ]
        ),
        max_size=40,
    )
)
def test_a_torn_table_gives_rows_or_nothing(pieces: list[str]) -> None:
    sheet = pasted_sheet("", "".join(pieces))
    assert sheet is None or all(len(row) < 3000 for row in sheet.grid)
