"""The spans of time an office reports on."""

from __future__ import annotations

from datetime import date

import pytest

from unionoffice.domain.period import (
    Period,
    current_half,
    half_after,
    half_before,
    half_year,
    named_period,
    quarter,
    statistical_year,
)


@pytest.mark.parametrize(
    ("words", "label", "start", "end"),
    [
        ("2026H1", "2026年上半年", "2026-01-01", "2026-06-30"),
        ("2026-h2", "2026年下半年", "2026-07-01", "2026-12-31"),
        ("2026年上半年", "2026年上半年", "2026-01-01", "2026-06-30"),
        ("2026Q1", "2026年第1季度", "2026-01-01", "2026-03-31"),
        ("2026年四季度", "2026年第4季度", "2026-10-01", "2026-12-31"),
        ("2024", "2024年", "2024-01-01", "2024-12-31"),
        ("2024年度", "2024年", "2024-01-01", "2024-12-31"),
        ("2026统计年度", "2026统计年度", "2025-10-01", "2026-09-30"),
        ("2026-03-01..2026-08-31", "2026-03-01至2026-08-31", "2026-03-01", "2026-08-31"),
    ],
)
def test_a_period_is_found_by_its_code_or_label(words: str, label: str, start: str, end: str) -> None:
    period = named_period(words)

    assert period is not None
    assert (period.label, period.start.isoformat(), period.end.isoformat()) == (label, start, end)
    assert named_period(period.label) == period


@pytest.mark.parametrize(
    "words",
    [
        "",
        "2026H3",
        "2026Q5",
        "9999",
        "2026-02-30..2026-03-01",
        "2026-08-31..2026-03-01",
        "秋季学期",
        "٢٠٢٦",
        "2026年第五季度",
    ],
)
def test_words_that_are_no_period_are_none(words: str) -> None:
    assert named_period(words) is None


@pytest.mark.parametrize("words", ["0000H1", "0000Q1", "0000年上半年", "0000统计年度", "0001统计年度"])
def test_a_year_that_never_was_is_no_period(words: str) -> None:
    assert named_period(words) is None


def test_a_half_year_holds_its_first_and_last_day() -> None:
    first = half_year(2026, 1)

    assert [
        first.holds(day) for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1))
    ] == [
        False,
        True,
        True,
        False,
    ]


def test_the_same_period_a_year_before_ends_where_its_month_ends() -> None:
    assert half_year(2026, 1).a_year_before == half_year(2025, 1)
    assert quarter(2025, 1).a_year_before == quarter(2024, 1)
    assert statistical_year(2026).a_year_before == statistical_year(2025)
    leap = Period("2024-02-01至2024-02-29", date(2024, 2, 1), date(2024, 2, 29)).a_year_before
    assert (leap.start, leap.end) == (date(2023, 2, 1), date(2023, 2, 28))
    to_leap = Period("2025年2月", date(2025, 2, 1), date(2025, 2, 28)).a_year_before
    assert to_leap.end == date(2024, 2, 29)


def test_the_first_half_is_worked_on_until_the_end_of_july() -> None:
    assert current_half(date(2026, 7, 31)) == half_year(2026, 1)
    assert current_half(date(2026, 8, 1)) == half_year(2026, 2)
    assert current_half(date(2026, 1, 5)) == half_year(2026, 1)


def test_the_halves_before_and_after_a_period_are_those_next_to_it() -> None:
    assert half_before(half_year(2026, 1)) == half_year(2025, 2)
    assert half_before(half_year(2026, 2)) == half_year(2026, 1)
    assert half_before(quarter(2026, 2)) == half_year(2025, 2)
    assert half_before(quarter(2026, 3)) == half_year(2026, 1)
    assert half_after(half_year(2026, 1)) == half_year(2026, 2)
    assert half_after(half_year(2026, 2)) == half_year(2027, 1)
    assert half_after(quarter(2026, 1)) == half_year(2026, 1)
