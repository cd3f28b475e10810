from __future__ import annotations

from datetime import date

import pytest

from unionoffice.domain.period import Period, half_year
from unionoffice.errors import OfficeError
from unionoffice.usecases.draft_summary import draft
from unionoffice.usecases.office import Office
from unionoffice.usecases.own_periods import FREE, TERM, keep_own_period, named_own_period, proposed_period

TODAY = date(2026, 7, 3)


@pytest.mark.parametrize(
    ("first", "last", "name", "label", "start", "end"),
    [
        ("2026-3-1", "2026-8-31", "", "2026年3月至8月", date(2026, 3, 1), date(2026, 8, 31)),
        ("3月", "5月", "", "2026年3月至5月", date(2026, 3, 1), date(2026, 5, 31)),
        ("20251220", "2026.2.10", "", "2025年12月20日至2026年2月10日", date(2025, 12, 20), date(2026, 2, 10)),
        ("9月1日", "12月9日", " 百日 攻坚 ", "百日 攻坚", date(2026, 9, 1), date(2026, 12, 9)),
    ],
)
def test_a_span_is_read_as_typed(first: str, last: str, name: str, label: str, start: date, end: date) -> None:
    assert named_own_period(FREE, first, last, name, TODAY) == Period(label, start, end, FREE)


@pytest.mark.parametrize(
    ("today", "label", "start", "end"),
    [
        (date(2026, 7, 3), "2025—2026学年第二学期", date(2026, 2, 1), date(2026, 7, 31)),
        (date(2026, 11, 3), "2026—2027学年第一学期", date(2026, 8, 1), date(2027, 1, 31)),
        (date(2027, 1, 3), "2026—2027学年第一学期", date(2026, 8, 1), date(2027, 1, 31)),
    ],
)
def test_the_term_of_today_is_proposed(today: date, label: str, start: date, end: date) -> None:
    assert proposed_period(TERM, today) == Period(label, start, end, TERM)


def test_a_term_of_other_days_keeps_its_name() -> None:
    term = named_own_period(TERM, "2026-2-20", "2026-7-15", "", TODAY)
    assert (term.label, term.kind) == ("2025—2026学年第二学期", TERM)


@pytest.mark.parametrize(
    ("first", "last", "words"), [("", "3月", "不是日期"), ("5月", "3月", "早于"), ("2月30日", "3月", "2月30日")]
)
def test_what_is_no_span_is_refused(first: str, last: str, words: str) -> None:
    with pytest.raises(OfficeError, match=words):
        named_own_period(FREE, first, last, "", TODAY)


def test_an_own_period_is_kept_once_and_never_takes_a_fixed_name(office: Office) -> None:
    term = proposed_period(TERM, TODAY)
    assert keep_own_period(office, term) == term == keep_own_period(office, term)
    assert office.periods() == [term]
    with pytest.raises(OfficeError, match="已经有名为"):
        keep_own_period(office, Period(term.label, date(2026, 3, 1), date(2026, 7, 31), TERM))
    with pytest.raises(OfficeError, match="固定的起止日期"):
        keep_own_period(office, Period("2026年上半年", date(2026, 2, 1), date(2026, 6, 30)))
    with pytest.raises(OfficeError, match="名称最多"):
        keep_own_period(office, Period("长" * 200, date(2026, 2, 1), date(2026, 6, 30)))
    assert office.find_period("2026年上半年") == half_year(2026, 1)


def test_the_summary_of_a_term_speaks_of_the_term(office: Office) -> None:
    drafted = draft(office, keep_own_period(office, proposed_period(TERM, TODAY)))
    assert drafted.title.endswith("2025—2026学年第二学期工作总结")
    assert "现将本学期工作情况总结如下" in drafted.chapters[0].paragraphs[0].text
