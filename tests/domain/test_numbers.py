"""Money, counts, rates and yes or no."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.invented_values import CONTEXT
from unionoffice.domain.kinds import Count, Flag, Money, Quantity, Rate, Refused, Share


@pytest.mark.parametrize(
    ("raw", "yuan"),
    [
        ("1,200", "1200.00"),
        ("￥1200.50", "1200.50"),
        ("¥ 1200.50", "1200.50"),
        ("1200.5元", "1200.50"),
        ("1.2万", "12000.00"),
        ("1.2 万元", "12000.00"),
        ("2亿", "200000000.00"),
        ("１２００．５０", "1200.50"),
        ("0", "0.00"),
        (-0.0, "0.00"),
        (75945.0, "75945.00"),
        (0.1 + 0.2, "0.30"),
        (1200, "1200.00"),
        (99999999999.99, "99999999999.99"),
    ],
)
def test_money_is_read_to_the_fen(raw: object, yuan: str) -> None:
    assert str(Money().parse(raw, CONTEXT)) == yuan


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("0.001", "两位小数"),
        (0.125, "两位小数"),
        ("-1", "负数"),
        ("1001亿", "过大"),
        ("2万余元", "约数"),
        ("八万余元", "约数"),
        ("300元×4", "写算好的金额，如 1,200.00"),
        ("1,2,3", "不是数字"),
        ("nan", "不是数字"),
        (float("nan"), "不是数字"),
        (float("inf"), "不是数字"),
        ("1e3", "不是数字"),
    ],
)
def test_money_that_is_no_amount_of_fen_is_refused(raw: object, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        Money().parse(raw, CONTEXT)


@pytest.mark.parametrize(
    ("raw", "number"), [("150", 150), ("1,500", 1500), ("１５０人", 150), ("150 人", 150), (22.0, 22)]
)
def test_a_count_is_a_whole_number_with_its_own_unit(raw: object, number: int) -> None:
    assert Count("人").parse(raw, CONTEXT) == number


@pytest.mark.parametrize("raw", ["150人次", "12户", "2.5", 2.5, "-1", "1e3", "1000000001", "十", True])
def test_a_count_of_other_things_is_refused(raw: object) -> None:
    with pytest.raises(Refused):
        Count("人").parse(raw, CONTEXT)


@pytest.mark.parametrize(
    ("raw", "share"),
    [
        ("10/15", Share(10, 15)),
        ("１０／１５", Share(10, 15)),
        ("0/1000000000", Share(0, 1_000_000_000)),
        ("60%", Share(stated=Decimal(60))),
        ("60", Share(stated=Decimal(60))),
        (0.6, Share(stated=Decimal(60))),
        (1.0, Share(stated=Decimal(100))),
    ],
)
def test_a_rate_is_its_parts_or_a_percentage(raw: object, share: Share) -> None:
    assert Rate().parse(raw, CONTEXT) == share


def test_a_rate_of_more_than_can_be_counted_is_refused() -> None:
    with pytest.raises(Refused, match="数目过大"):
        Rate().parse("1/1000000001", CONTEXT)


def test_a_rate_of_nothing_has_no_percentage() -> None:
    assert Share(0, 0).percent is None
    assert Rate().doubts(Share(0, 0))
    assert Share(10, 15).percent == Decimal("66.67")
    assert Rate().doubts(Share(16, 15)) == ["分子大于分母"]


@pytest.mark.parametrize(("raw", "said"), [("是", True), ("√", True), ("有", True), (1.0, True), (True, True)])
def test_yes_is_read(raw: object, said: bool) -> None:
    assert Flag().parse(raw, CONTEXT) is said


@pytest.mark.parametrize("raw", ["否", "×", "无", 0.0, False])
def test_no_is_read(raw: object) -> None:
    assert Flag().parse(raw, CONTEXT) is False


@pytest.mark.parametrize("raw", ["也许", "2", 2.0])
def test_neither_yes_nor_no_is_refused(raw: object) -> None:
    with pytest.raises(Refused):
        Flag().parse(raw, CONTEXT)


@pytest.mark.parametrize(("raw", "text"), [("60.50", "60.5"), (60.5, "60.5"), ("60.5平方米", "60.5"), (1e-3, "0.001")])
def test_a_quantity_keeps_three_decimals(raw: object, text: str) -> None:
    kind = Quantity("平方米")
    value: Any = kind.parse(raw, CONTEXT)

    assert kind.text(value) == text


@pytest.mark.parametrize("raw", ["0.0001", "-5", "1000000000000", float("inf")])
def test_a_quantity_beyond_its_digits_is_refused(raw: object) -> None:
    with pytest.raises(Refused):
        Quantity().parse(raw, CONTEXT)
