from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.shapes import Group, Rect, String, Wedge

from unionoffice.domain.draft import Chart
from unionoffice.reports.chart_ink import ticks
from unionoffice.reports.charts import chart_title, draw_chart, shares
from unionoffice.reports.fonts import resolve

MONTHS = ("1月", "2月", "3月")


def bars(*series: tuple[int, ...]) -> Chart:
    return Chart(
        "各月活动场次",
        "bars",
        MONTHS,
        tuple((f"组{n}", tuple(map(Decimal, row))) for n, row in enumerate(series)),
        "场",
    )


def shapes_of(chart: Chart, kind: type) -> list[object]:
    found: list[object] = []
    stack = list(draw_chart(chart, resolve(bundled_only=True), 440, 220).contents)
    while stack:
        shape = stack.pop(0)
        if isinstance(shape, Group):
            stack = list(shape.contents) + stack
        if isinstance(shape, kind):
            found.append(shape)
    return found


def words_of(chart: Chart) -> list[str]:
    return [shape.text for shape in shapes_of(chart, String)]  # type: ignore[attr-defined]


def test_title_unit_labels_and_values_are_written() -> None:
    words = words_of(bars((3, 5, 2)))
    assert "各月活动场次（单位：场）" in words
    assert set(MONTHS) <= set(words)
    assert {"3", "5", "2", "0"} <= set(words)


def test_the_height_of_a_bar_is_in_proportion_from_zero() -> None:
    heights = [shape.height for shape in shapes_of(bars((100, 110, 120)), Rect)]  # type: ignore[attr-defined]
    assert heights[1] / heights[0] == pytest.approx(1.1)
    assert heights[2] / heights[0] == pytest.approx(1.2)


def test_two_series_differ_without_colour() -> None:
    boxes = shapes_of(bars((3, 5, 2), (2, 2, 2)), Rect)
    for box in boxes:
        fill = box.fillColor  # type: ignore[attr-defined]
        assert fill.red == fill.green == fill.blue
    assert len({box.fillColor.red for box in boxes}) == 2  # type: ignore[attr-defined]
    assert {"组0", "组1"} <= set(words_of(bars((3, 5, 2), (2, 2, 2))))


def test_slices_of_a_pie_carry_name_value_and_share() -> None:
    pie = Chart("构成", "pie", ("生活", "医疗", "助学"), (("金额", (Decimal(1), Decimal(1), Decimal(1))),), "元")
    words = words_of(pie)
    assert [share for share in ("生活 1元，33.4%", "医疗 1元，33.3%", "助学 1元，33.3%") if share not in words] == []
    greys = [wedge.fillColor.red for wedge in shapes_of(pie, Wedge)]  # type: ignore[attr-defined]
    assert len(set(greys)) == 3


@given(st.lists(st.decimals(min_value="0.01", max_value=10**9, places=2), min_size=1, max_size=9))
def test_shares_add_up_to_one_hundred(values: list[Decimal]) -> None:
    parts = shares(values)
    assert sum(parts) == 100
    total = sum(values)
    assert all(abs(part - 100 * value / total) < Decimal("0.1") for part, value in zip(parts, values, strict=True))


@given(st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=2), max_size=9))
def test_the_scale_holds_zero_and_every_value(values: list[Decimal]) -> None:
    marks = ticks(values)
    assert 2 <= len(marks) <= 10
    assert Decimal(0) in marks
    assert all(marks[0] <= value <= marks[-1] for value in values)


@pytest.mark.parametrize(
    "chart",
    [
        Chart("空", "pie", (), ()),
        Chart("空", "bars", (), ()),
        Chart("零", "pie", ("甲",), (("乙", (Decimal(0),)),)),
        Chart("负", "bars", ("入会", "退会"), (("人", (Decimal(5), Decimal(-6))),)),
        Chart(
            "长",
            "bars",
            ("很长很长的标签" * 4, "䶮"),
            (
                (
                    "人",
                    (Decimal("0.5"), Decimal(1)),
                ),
            ),
        ),
        Chart("一", "pie", ("全部",), (("元", (Decimal(7),)),)),
    ],
    ids=["empty pie", "empty bars", "zero", "negative", "long label", "one slice"],
)
def test_odd_numbers_are_drawn_all_the_same(chart: Chart) -> None:
    assert words_of(chart)


def test_a_chart_without_unit_has_a_plain_title() -> None:
    assert chart_title(Chart("会员变动", "bars", (), ())) == "会员变动"
