"""同比 from typed-in values of last year."""

from __future__ import annotations

from decimal import Decimal

import pytest

from unionoffice.domain.period import half_year
from unionoffice.errors import OfficeError
from unionoffice.usecases.baseline import keep_baseline, read_baseline
from unionoffice.usecases.draft_summary import draft
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

HALF = half_year(2026, 1)


@pytest.fixture
def lectures(office: Office) -> Office:
    for number in range(1, 7):
        raw = {"title": f"第{number}次讲座", "type": "讲座", "when": f"2026-0{number}-10"}
        assert keep(office, "event", raw).record is not None
    return office


def text_of(office: Office) -> str:
    return "".join(each.text for chapter in draft(office, HALF).chapters for each in chapter.paragraphs)


def test_without_a_value_there_is_no_clause(lectures: Office) -> None:
    assert "同比" not in text_of(lectures)
    assert "上年" not in text_of(lectures)


@pytest.mark.parametrize(
    ("typed", "clause"), [("5", "同比增长20%"), ("8项", "同比下降25%"), ("6", "与上年同期持平"), ("0", "上年同期无")]
)
def test_a_typed_value_is_compared_with(lectures: Office, typed: str, clause: str) -> None:
    keep_baseline(lectures, HALF, {"event/项": typed})
    assert text_of(lectures).count(clause) == 1
    assert read_baseline(lectures, half_year(2026, 2)) == {}


def test_the_offices_own_value_is_held_against_the_total_not_against_one_chapter_of_several(lectures: Office) -> None:
    for number in range(1, 7):
        raw = {"title": f"第{number}届球赛", "type": "文体", "when": f"2026-0{number}-11"}
        assert keep(lectures, "event", raw).record is not None
    keep_baseline(lectures, HALF, {"event/项": "10"})
    # 12 against 10, said once in the opening; neither 6 against 10 nor twice.
    assert text_of(lectures).count("同比") == 1
    assert "各类活动12项，同比增长20%" in text_of(lectures)


def test_money_may_be_typed_in_ten_thousands_and_a_blank_forgets(office: Office) -> None:
    keep_baseline(office, HALF, {"aid/元": " 8.5万元 ", "event/项": "１，２００"})
    assert read_baseline(office, HALF) == {"aid/元": Decimal(85000), "event/项": Decimal(1200)}
    keep_baseline(office, HALF, {"aid/元": ""})
    assert read_baseline(office, HALF) == {}


@pytest.mark.parametrize("typed", ["若干", "-3", "1.5", "1e5", "Infinity"])
def test_what_is_no_number_is_refused_and_nothing_is_kept(office: Office, typed: str) -> None:
    with pytest.raises(OfficeError, match="活动"):
        keep_baseline(office, HALF, {"event/项": typed, "aid/元": "5"})
    assert read_baseline(office, HALF) == {}
