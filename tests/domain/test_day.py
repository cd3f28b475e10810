"""Dates as clerks write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented_values import CONTEXT, DAYS
from unionoffice.domain.day import Day, NotADay, Precision, Span, day_from_code
from unionoffice.domain.day_words import read_day, read_span
from unionoffice.domain.kinds import DayKind, DaySpan, Refused

TODAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("20260605", "2026-06-05"),
        ("260605", "2026-06-05"),
        ("0605", "2026-06-05"),
        ("605", "2026-06-05"),
        ("6.5", "2026-06-05"),
        ("6/5", "2026-06-05"),
        ("6-5", "2026-06-05"),
        ("6月5日", "2026-06-05"),
        ("6月5号", "2026-06-05"),
        ("26年6月5日", "2026-06-05"),
        ("2026.6.5", "2026-06-05"),
        ("2026/2/3", "2026-02-03"),
        ("2026年2月3日", "2026-02-03"),
        ("２０２６年２月３日", "2026-02-03"),
        ("2026-06-05 12:30:00", "2026-06-05"),
        ("2026-06-05T12:30", "2026-06-05"),
        ("今天", "2026-06-30"),
        ("昨天", "2026-06-29"),
        ("+3", "2026-07-03"),
        ("-30", "2026-05-31"),
        ("2024-02-29", "2024-02-29"),
        ("2026年6月", "2026-06"),
        ("6月份", "2026-06"),
        ("2026-6", "2026-06"),
        ("202606", "2026-06"),
        ("198506", "1985-06"),
        ("6月初", "2026-06初"),
        ("6月上旬", "2026-06上旬"),
        ("2025年6月中旬", "2025-06中旬"),
        ("6月下旬", "2026-06下旬"),
        ("6月末", "2026-06底"),
        ("一季度", "2026-Q1"),
        ("2025年第4季度", "2025-Q4"),
        ("2026Q2", "2026-Q2"),
        ("上半年", "2026-H1"),
        ("2025年下半年", "2025-H2"),
        ("2026", "2026"),
        ("2026年", "2026"),
    ],
)
def test_a_date_is_read_as_closely_as_it_is_written(words: str, code: str) -> None:
    day = DayKind().parse(words, CONTEXT)

    assert day is not None
    assert day.code == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("3月27至29日", "2026-03-27/2026-03-29"),
        ("3月27日—29日", "2026-03-27/2026-03-29"),
        ("3.27-29", "2026-03-27/2026-03-29"),
        ("3.27-3.29", "2026-03-27/2026-03-29"),
        ("4至6月", "2026-04/2026-06"),
        ("4-6月", "2026-04/2026-06"),
        ("2025年4至6月", "2025-04/2025-06"),
        ("2026.4-6", "2026-04/2026-06"),
        ("2026-06-05/2026-06-07", "2026-06-05/2026-06-07"),
        ("20260605-20260607", "2026-06-05/2026-06-07"),
        ("12月28日至1月3日", "2026-12-28/2027-01-03"),
        ("2025年12月30日至1月2日", "2025-12-30/2026-01-02"),
        ("2025年12月30日至2026年1月2日", "2025-12-30/2026-01-02"),
        ("5月至6月5日", "2026-05/2026-06-05"),
        ("6月1日至今天", "2026-06-01/2026-06-30"),
        ("6月5日至6月5日", "2026-06-05"),
        ("6月5日", "2026-06-05"),
    ],
)
def test_a_span_of_days_is_read(words: str, code: str) -> None:
    span = DaySpan().parse(words, CONTEXT)

    assert span is not None
    assert span.code == code


@pytest.mark.parametrize(
    "words",
    [
        "2026-02-30",
        "2月29日",
        "6月31日",
        "13月",
        "0230",
        "20261301",
        "2026-00",
        "0年",
        "99999",
        "2958466",
        "周一",
        "6.5,6.7",
    ],
)
def test_a_day_that_no_calendar_has_is_refused(words: str) -> None:
    for kind in (DayKind(), DaySpan()):
        with pytest.raises(Refused, match="可写"):
            kind.parse(words, CONTEXT)


@pytest.mark.parametrize("words", ["1899-12-31", "2101年", "2101年6月", "6月5日至2226年6月5日"])
def test_a_year_far_away_is_refused(words: str) -> None:
    with pytest.raises(Refused, match="年份"):
        DaySpan().parse(words, CONTEXT)


@pytest.mark.parametrize("words", ["6月5日至5月", "6月30日至6月1日", "6月至5月", "2026-06-05/2026-06-04"])
def test_a_span_that_ends_before_it_starts_is_refused(words: str) -> None:
    with pytest.raises(Refused, match="结束日期早于开始日期"):
        DaySpan().parse(words, CONTEXT)


def test_six_figures_that_mean_a_day_or_a_month_are_refused() -> None:
    with pytest.raises(Refused, match="2020-10-12 或 2010年12月"):
        DayKind().parse("201012", CONTEXT)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (46178.0, "2026-06-05"),
        (46178.75, "2026-06-05"),
        (60.0, None),
        (2958466.0, None),
        (605.0, "2026-06-05"),
        (20260605.0, "2026-06-05"),
        (6.5, "2026-06-05"),
        (2026.0, "2026"),
        (6.1, None),
        (2026.1, None),
        (-1.0, None),
    ],
)
def test_a_number_cell_is_a_date_only_when_it_can_be_no_other(number: float, code: str | None) -> None:
    """A serial, a date without dots, or 6.5; but 6.1 may have been 6.10, and 60 is a day that never was."""
    if code is None:
        with pytest.raises(Refused):
            DayKind().parse(number, CONTEXT)
    else:
        day = DayKind().parse(number, CONTEXT)
        assert day is not None
        assert day.code == code


def test_a_date_cell_is_that_day_whatever_its_time() -> None:
    assert DaySpan().parse(datetime(2026, 6, 5, 23, 59), CONTEXT) == Span(Day(date(2026, 6, 5)))


@pytest.mark.parametrize("words", ["不详", "未知", "-", "—", "/"])
def test_an_unknown_date_is_empty(words: str) -> None:
    assert DaySpan().parse(words, CONTEXT) is None


@pytest.mark.parametrize(("words", "year"), [("850605", 1985), ("46年6月", 2046), ("47年6月", 1947), ("26年6月", 2026)])
def test_two_figures_of_a_birth_year_are_of_the_last_century(words: str, year: int) -> None:
    assert read_day(words, TODAY).start.year == year


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("3月27至29日", "3月27日至29日"),
        ("4至6月", "4月至6月"),
        ("上半年", "上半年"),
        ("2026", "全年"),
        ("6月上旬", "6月上旬"),
        ("2025至2026年", "2025年至2026年"),
        ("2025年12月30日至2026年1月2日", "2025年12月30日至2026年1月2日"),
    ],
)
def test_running_text_leaves_the_year_out_where_there_is_only_one(words: str, text: str) -> None:
    assert read_span(words, TODAY).words == text


@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("2024-02", "2024-02-29"),
        ("2026-02底", "2026-02-28"),
        ("2026-Q4", "2026-12-31"),
        ("2026-H1", "2026-06-30"),
        ("2026-02下旬", "2026-02-28"),
        ("2026-06上旬", "2026-06-10"),
        ("2026", "2026-12-31"),
        ("2026-06-05", "2026-06-05"),
    ],
)
def test_the_last_day_is_that_of_the_calendar(code: str, end: str) -> None:
    assert day_from_code(code).end.isoformat() == end


@given(DAYS)
def test_a_code_is_taken_back_and_never_made_up_to_a_day(day: Day) -> None:
    assert day_from_code(day.code) == day
    assert (len(day.code) == 10) == (day.precision is Precision.DAY)
    assert day.start <= day.end


@given(st.text(max_size=12) | st.from_regex(r"[0-9年月日至/.\- 上下半旬初底QH+]{1,12}", fullmatch=True))
def test_no_words_break_the_reader(words: str) -> None:
    try:
        span = read_span(words, TODAY)
    except NotADay:
        return
    assert span.start <= span.end
