"""What is typed or pasted is cleaned before any meaning is sought in it."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from unionoffice.domain.codes import Code, CodeList
from unionoffice.domain.text import ascii_form, head_form, one_line, paragraphs


@given(st.text())
def test_a_cleaned_line_is_clean(words: str) -> None:
    line = one_line(words)

    assert one_line(line) == line
    assert line == line.strip()
    assert "  " not in line
    assert not [c for c in line if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    line.encode()


@given(st.text())
def test_cleaned_paragraphs_are_clean(words: str) -> None:
    text = paragraphs(words)

    assert paragraphs(text) == text
    text.encode()


def test_an_accent_joins_its_letter_when_what_stood_between_is_dropped() -> None:
    assert one_line("e\u200b\u0301") == "é"
    assert one_line("ｅ\u0301") == "é"


def test_chinese_punctuation_stays_and_full_width_letters_do_not() -> None:
    assert one_line("（甲），Ａ１：乙　丙") == "（甲），A1：乙 丙"
    assert one_line("a\u2028b\u2003c\td") == "a b c d"
    assert paragraphs("甲 \r\n\r\n乙\u2028丙\r") == "甲\n\n乙\n丙"


def test_right_to_left_marks_zero_width_and_nul_are_dropped() -> None:
    assert one_line("张\u202e三\x00\u200b\ufeff\ud800") == "张三"


def test_numbers_are_folded_to_ascii() -> None:
    assert ascii_form(" ２０２６－０６\u200b ") == "2026-06"


def test_a_column_head_is_compared_without_marks_and_remarks() -> None:
    assert head_form("困难﹡ 类别（必填）：") == head_form("困难类别") == "困难类别"


def test_a_code_is_found_by_label_before_former_label() -> None:
    codes = CodeList([Code("甲", ("乙",)), Code("乙")])

    assert (codes.find("乙"), codes.find(" 甲 "), codes.find("丙")) == ("乙", "甲", None)
