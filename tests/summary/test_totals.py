"""What may be added is added; everything else stays out of every sum."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.summary.entering import Desk
from unionoffice.domain.draft import State
from unionoffice.domain.ledger import Record
from unionoffice.summary.figures import read_figures
from unionoffice.summary.totals import add, is_done, is_spent, total

TODAY = date(2026, 6, 30)


def logged(figures: str) -> Record:
    return Desk(TODAY).enter("work_log", title="工作", category="其他", figures=figures)


def summed(*figures: str) -> Decimal | None:
    found = add([each for one in figures for each in read_figures(logged(one))], "合计", "口径")
    return found.value if found else None


def test_a_sum_with_a_lower_bound_is_a_lower_bound() -> None:
    readings = [each for one in ("资料 1500余 份", "资料 20 份") for each in read_figures(logged(one))]
    found = add(readings, "资料", "口径")
    assert found is not None
    assert (found.text, found.state) == ("1520余份", State.COMPUTED)


@pytest.mark.parametrize(
    "left_out",
    [
        "资料 ？ 份",
        "资料 5 份（存量）",
        "资料 5 份（累计）",
        "资料 2-30 份",
        "资料 ≥5 份",
        "资料 5 份/人",
        "其中资料 5 份",
    ],
)
def test_what_is_no_number_of_the_period_enters_no_sum(left_out: str) -> None:
    assert summed("资料 10 份", left_out) == 10
    assert summed(left_out) is None


def test_persons_and_person_times_are_never_added() -> None:
    with pytest.raises(ValueError, match="never added"):
        summed("甲 3 人", "乙 3 人次")


def test_only_money_that_was_paid_out_is_spent() -> None:
    desk = Desk(TODAY)

    def given(**more: object) -> Record:
        return desk.enter("aid", **{"class": "送温暖慰问", "kind": "节日慰问", "amount": "100", **more})

    records = [given(), given(nature="计划"), given(stage="待发放"), given(stage="已退回"), given(direction="收入")]
    spent = [each for each in records if is_spent(each)]
    assert spent == records[:1]
    assert is_done(records[4])
    found = total(spent, "amount", "金额", "已发放的帮扶记录金额合计")
    assert found is not None
    assert found.rows == (("aid", 1),)


def test_an_amount_rounded_by_the_clerk_makes_the_sum_of_money_a_lower_bound() -> None:
    desk = Desk(TODAY)
    rows = [
        desk.enter("aid", **{"class": "互助保障", "kind": "其他", "amount": "2万", "amount_qualifier": "余"}),
        desk.enter("aid", **{"class": "互助保障", "kind": "其他", "amount": "1万"}),
    ]
    found = total(rows, "amount", "金额", "口径")
    assert found is not None
    assert found.text == "3万余元"
