from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionoffice.reports.line_breaking import NOT_FIRST, NOT_LAST, Line, break_lines, chances, last_chances, place

EM = 10.0
LETTERS = st.text("中文职工会，。、；：（）《》“”——……—【】·0123456789.%万元户人次 abcXYZ/-", max_size=200)


def widths_of(text: str) -> list[float]:
    return [EM if ord(char) > 0x2000 else EM / 2 for char in text]


def broken(
    text: str, cells: int = 10, whole: tuple[tuple[int, int], ...] = (), in_need: tuple[bool, ...] = ()
) -> list[str]:
    lines = break_lines(text, widths_of(text), chances(text, whole), cells * EM, cells * EM, EM, in_need)
    return [text[line.start : line.end] for line in lines]


@given(LETTERS)
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str) -> None:
    lines = broken(text)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(sum(widths_of(line)) <= 10 * EM + 0.1 for line in lines)


@given(st.lists(st.sampled_from(["职工", "会员，", "（工会）", "“家人”。", "中——", "《报》、", "文……"]), max_size=60))
def test_no_mark_begins_and_no_bracket_ends_a_line(words: list[str]) -> None:
    lines = broken("".join(words))
    assert not [line for line in lines if line[0] in NOT_FIRST]
    assert not [line for line in lines[:-1] if line[-1] in NOT_LAST]


@pytest.mark.parametrize(
    "words",
    [
        "128600.50元",
        "1,286人",
        "约3.6万元",
        "第12届",
        "91.7%",
        "60—200万元",
        "【待补】户",
        "1500余份",
        "64户次",
        "3个百分点",
        "〔2026〕5号",
        "2-30名",
    ],
)
@pytest.mark.parametrize("before", range(2, 10))
def test_a_number_stays_with_its_unit(words: str, before: int) -> None:
    assert any(words in line for line in broken("中" * before + words + "，" + "文" * 12))


@pytest.mark.parametrize(("number", "unit"), [("3000", "多人"), ("75945.00", "元"), ("200", "人次"), ("1500", "余份")])
def test_a_unit_leaves_its_number_only_where_the_line_would_be_stretched_visibly(number: str, unit: str) -> None:
    text_with = {before: "中" * before + number + unit + "，" + "文" * 40 for before in range(14, 28)}
    torn = {
        before: [line for line in broken(text, 28, in_need=tuple(last_chances(text))) if line.endswith(number)]
        for before, text in text_with.items()
    }
    for before, lines in torn.items():
        ends = before + len(number) / 2
        fits_whole = ends + len(unit) + 1 <= 28
        assert bool(lines) <= (not fits_whole and ends <= 28)
        if not fits_whole and ends <= 28 and 28 - before >= 5:
            assert lines, before
        if 28 - before <= 3:
            assert not lines, before


def test_digits_are_never_parted_and_names_of_amounts_neither() -> None:
    text = "中" * 25 + "【待补】户" + "文" * 23 + "〔2026〕5号" + "文" * 23 + "128600.50元" + "文" * 20
    lines = broken(text, 28, in_need=tuple(last_chances(text)))
    assert all(any(words in line for line in lines) for words in ("【待补】", "〔2026〕5号", "128600.50"))


def test_a_figure_stays_whole() -> None:
    text = "中中中中中中中" + "若干批物资" + "文文文文文文文文文文"
    assert any("若干批物资" in line for line in broken(text, whole=((7, 12),)))


@pytest.mark.parametrize("pair", ["——", "……"])
def test_a_double_mark_is_not_parted(pair: str) -> None:
    for before in range(6, 12):
        assert any(pair in line for line in broken("中" * before + pair + "文" * 12))


def test_full_lines_stay_full() -> None:
    assert broken("中" * 30) == ["中" * 10] * 3


def test_a_word_wider_than_a_line_is_cut_not_lost() -> None:
    lines = broken("x" * 70)
    assert "".join(lines) == "x" * 70
    assert all(len(line) <= 20 for line in lines)


def test_one_or_two_letters_do_not_make_the_last_line() -> None:
    assert broken("中" * 29, cells=28) == ["中" * 26, "中" * 3]


@given(st.text("中文，。12元", min_size=2, max_size=12), st.integers(0, 120))
def test_a_justified_line_ends_at_the_edge_or_holds_together(text: str, slack: int) -> None:
    widths = widths_of(text)
    room = sum(widths) + slack
    xs = place(text, widths, Line(0, len(text)), room, EM, justify=True)
    assert xs[0] == 0
    assert xs == sorted(xs)
    gaps = [b - a - width for a, b, width in zip(xs, xs[1:], widths, strict=False)]
    assert all(gap <= (0.59 if mark in "，。" else 0.09) * EM + 1e-6 for gap, mark in zip(gaps, text, strict=False))
    tied = sum(one.isascii() and other.isascii() for one, other in itertools.pairwise(text))
    if slack <= 0.09 * EM * (len(text) - 1 - tied):
        assert xs[-1] + widths[-1] == pytest.approx(room)


def test_a_little_slack_is_shared_evenly() -> None:
    xs = place("中" * 9, [EM] * 9, Line(0, 9), 95.0, EM, justify=True)
    steps = {round(b - a, 6) for a, b in itertools.pairwise(xs)}
    assert len(steps) == 1


def test_much_slack_goes_after_the_marks() -> None:
    text = "中中中，文文文"
    xs = place(text, [EM] * 7, Line(0, 7), 80.0, EM, justify=True)
    assert xs[4] - xs[3] > xs[1] - xs[0] + 2
    assert xs[1] - xs[0] <= 1.09 * EM


def test_digits_of_a_number_are_not_moved_apart() -> None:
    xs = place("中1286人", [EM, 5, 5, 5, 5, EM], Line(0, 6), 60.0, EM, justify=True)
    assert [b - a for a, b in itertools.pairwise(xs[1:5])] == pytest.approx([5, 5, 5])


def test_an_unjustified_line_keeps_its_natural_width() -> None:
    assert place("中中", [EM, EM], Line(0, 2), 90.0, EM, justify=False) == [0, EM]


def test_a_very_long_paragraph_is_broken_in_good_time() -> None:
    assert len(broken("职工会员，" * 4000, cells=28)) >= 20000 // 28
