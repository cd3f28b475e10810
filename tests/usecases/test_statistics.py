"""Period tables: every cell is what counting the records one by one gives, and leads to exactly those records."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.invented_values import THERE, rows_of
from unionoffice.domain.day import Precision, Span
from unionoffice.domain.kinds import Money, Ref
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.domain.period import half_year
from unionoffice.domain.query import Axis, Grain, Query
from unionoffice.ledgers import ALL, STANDARD
from unionoffice.ledgers.aid import AID
from unionoffice.ledgers.event import EVENT
from unionoffice.ledgers.member import MEMBER
from unionoffice.ledgers.shared import NATURE
from unionoffice.ledgers.work_log import WORK_LOG
from unionoffice.summary.totals import is_done
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.statistics import (
    Amount,
    Measure,
    as_paper,
    as_rows,
    axes_of,
    counted_records,
    kept_apart,
    records_of_side,
    statistics,
    usual_axes,
)

POINTED_AT = {each.kind.ledger for ledger in ALL for each in ledger.fields if isinstance(each.kind, Ref)}


class TakenBackError(Exception):
    """Ends a write that must leave nothing behind."""


@contextmanager
def taken_back(office: Office) -> Iterator[None]:
    try:
        with office.file.write():
            for key in POINTED_AT:
                named = STANDARD.by_key[key].label[0].key
                for label in THERE:
                    office.table(key).add(Record(STANDARD.by_key[key], {named: label}))
            yield
            raise TakenBackError
    except TakenBackError:
        pass


def group_of(record: Record, axis: Axis) -> str:
    """Say in words which group a record belongs to, worked out from its value alone."""
    value: Any = record.values.get(axis.key)
    if value is None:
        return "（空白）"
    if axis.grain is Grain.VALUE:
        return record.text(record.ledger.get(axis.key))
    day = value.first if isinstance(value, Span) else value
    year, month = day.start.year, day.start.month
    if axis.grain is Grain.YEAR or day.precision is Precision.YEAR:
        return f"{year}年"
    if day.precision is Precision.HALF:
        return f"{year}年{'上' if month == 1 else '下'}半年"
    if axis.grain is Grain.QUARTER or day.precision is Precision.QUARTER:
        return f"{year}年第{(month + 2) // 3}季度"
    return f"{year}年{month}月"


@pytest.mark.parametrize("ledger", ALL, ids=lambda ledger: ledger.key)
@settings(max_examples=4)
@given(data=st.data())
def test_a_table_is_what_counting_one_by_one_gives(office: Office, ledger: Ledger, data: st.DataObject) -> None:
    axes = axes_of(ledger)
    rows, columns = data.draw(st.sampled_from(axes)), data.draw(st.sampled_from(axes))
    drawn = data.draw(st.lists(rows_of(ledger), min_size=1, max_size=6))
    free = [{key: value for key, value in values.items() if ledger.get(key) not in ledger.unique} for values in drawn]
    with taken_back(office):
        before = {each.id for each in office.records(ledger.key, office.ids(ledger.key, Query()))}
        for values in free:
            office.table(ledger.key).add(Record(ledger, values))
        records = office.records(ledger.key, office.ids(ledger.key, Query()))
        assert len(records) == len(before) + len(free)

        table = statistics(office, ledger, rows, columns if columns != rows else None, Query())

        _cells_agree(office, ledger, records, table)
        _totals_agree(office, ledger, table)


def _cells_agree(office: Office, ledger: Ledger, records: list[Record], table: Any) -> None:
    axes = [table.rows, *([table.columns] if table.columns else [])]
    expected = Counter(tuple(group_of(record, axis) for axis in axes) for record in records)
    cells = table.amounts(Measure())
    assert sum(amount.number for amount in cells.values()) == len(records)
    for (row, column), amount in cells.items():
        words = (table.row_words[row], *([table.column_words[column]] if table.columns else []))
        assert amount.number == expected[words]
        ids = set(office.ids(ledger.key, table.records_of(row, column if table.columns else None)))
        inside = [record for record in records if tuple(group_of(record, axis) for axis in axes) == words]
        assert ids == {record.id for record in inside}
        assert office.count(ledger.key, table.records_of(row, column if table.columns else None)) == amount.number
        for measure in table.measures[1:]:
            told = table.amount(measure, row, column if table.columns else None)
            if measure.field is None:
                assert told.number == sum(ledger.side_of(record) == measure.side for record in inside)
                continue
            summed = [
                value
                for record in inside
                if measure.side is None or ledger.side_of(record) == measure.side
                if (value := record.values.get(measure.field.key)) is not None
            ]
            scale = 100 if isinstance(measure.field.kind, Money) else 1
            assert told.number == sum(summed) * scale
            assert told.is_blank == (not summed)


def _totals_agree(office: Office, ledger: Ledger, table: Any) -> None:
    sums = {(each.side, each.field.key): each for each in office.totals(ledger.key, Query())}
    told = {(each.side or "", each.field.key): table.amount(each) for each in table.measures if each.field}
    assert set(told) == set(sums)
    for key, amount in told.items():
        scale = 100 if isinstance(sums[key].field.kind, Money) else 1
        assert (amount.number, amount.is_least) == (sums[key].total * scale, sums[key].is_least)


def give(office: Office, when: str, amount: str, **more: str) -> None:
    raw = {"class": "送温暖慰问", "kind": "节日慰问", "recipient": "职工甲", "when": when, "amount": amount}
    assert keep(office, AID.key, {**raw, **more}).record is not None


@pytest.fixture
def aided(office: Office) -> Office:
    give(office, "2026-01-20", "1000")
    give(office, "2026年1月下旬", "500.50", amount_qualifier="余")
    give(office, "2026年第1季度", "300")
    give(office, "2026-03-05至2026-04-02", "200", **{"class": "帮扶救助"})
    give(office, "2026-04-03", "700", **{"class": "职工福利", "direction": "收入"})
    give(office, "2025-12-31", "99")
    return office


def test_months_in_rows_with_every_sum_worked_by_hand(aided: Office) -> None:
    table = statistics(aided, AID, Axis("when", Grain.MONTH), None, Query(period=half_year(2026, 1)))

    heads, rows = as_rows(table, Measure())

    assert heads == ("月份", "条数", "收入金额（元）", "支出金额（元）")
    assert rows == [
        ("2026年1月", "2", "", "1,500.50余"),
        ("2026年3月", "1", "", "200.00"),
        ("2026年4月", "1", "700.00", ""),
        ("2026年第1季度", "1", "", "300.00"),
        ("合计", "5", "700.00", "2,000.50余"),
    ]


def test_what_came_back_is_not_added_to_what_was_paid(aided: Office) -> None:
    give(aided, "2026-06-05", "800", stage="已退回")
    give(aided, "2026-06-06", "50", stage="待发放")
    give(aided, "2026-06-07", "40", stage="待审核")
    period = Query(period=half_year(2026, 1))
    table = statistics(aided, AID, Axis("when", Grain.YEAR), None, period)

    assert as_rows(table, Measure())[0] == (
        *("年份", "条数", "其中未发放", "其中已退回"),
        *("收入金额（元）", "支出金额（元）", "未发放金额（元）", "已退回金额（元）"),
    )
    assert as_rows(table, Measure())[1][-1] == ("合计", "8", "2", "1", "700.00", "2,000.50余", "90.00", "800.00")
    assert [each.text for each in aided.totals(AID.key, period)] == [
        "收入金额 ￥700.00",
        "支出金额 ￥2,000.50余",
        "未发放金额 ￥90.00",
        "已退回金额 ￥800.00",
    ]
    led = {
        side: [each.text for each in aided.totals(AID.key, records_of_side(aided, AID, period, side))]
        for side in ("支出", "收入", "未发放", "已退回")
    }
    assert led == {
        "支出": ["金额 ￥2,000.50余"],
        "收入": ["金额 ￥700.00"],
        "未发放": ["未发放金额 ￥90.00"],
        "已退回": ["已退回金额 ￥800.00"],
    }


def test_categories_in_columns_with_totals_both_ways(aided: Office) -> None:
    table = statistics(aided, AID, Axis("when", Grain.QUARTER), Axis("class"), Query())

    heads, rows = as_rows(table, next(each for each in table.measures if each.title == "支出金额（元）"))

    assert heads == ("季度", "帮扶救助", "送温暖慰问", "职工福利", "合计")
    assert rows == [
        ("2025年第4季度", "", "99.00", "", "99.00"),
        ("2026年第1季度", "200.00", "1,800.50余", "", "2,000.50余"),
        ("2026年第2季度", "", "", "", ""),
        ("合计", "200.00", "1,899.50余", "", "2,099.50余"),
    ]
    paper = as_paper(table, Measure())
    assert paper.title == "帮扶记录统计：条数"
    assert paper.rows[-1] == ("合计", "1", "4", "1", "6")


def test_a_number_leads_to_its_records_within_the_filters_at_work(aided: Office) -> None:
    base = Query(among={Axis("class"): frozenset({"送温暖慰问", "职工福利"})}, between={"amount": ("300", "")})
    table = statistics(aided, AID, Axis("when", Grain.YEAR), Axis("class"), base)

    ids = aided.ids(AID.key, table.records_of("2026", "送温暖慰问"))

    amounts = sorted(str(record.values["amount"]) for record in aided.records(AID.key, ids))
    assert amounts == ["1000.00", "300.00", "500.50"]
    assert len(aided.ids(AID.key, table.records_of(None, None))) == 4


def test_members_are_counted_by_unit_and_state(office: Office) -> None:
    rows, columns = usual_axes(MEMBER)

    table = statistics(office, MEMBER, rows, columns, Query())

    assert (rows, columns) == (Axis("unit"), Axis("state"))
    assert as_rows(table, Measure()) == (("单位/部门", "合计"), [("合计", "")])


def test_records_without_a_value_stand_last_and_can_be_found(office: Office) -> None:
    for title, place in (("甲", "礼堂"), ("乙", "")):
        keep(office, WORK_LOG.key, {"title": title, "category": "其他", "place": place, "in_summary": ""})

    table = statistics(office, WORK_LOG, Axis("in_summary"), None, Query())

    assert list(table.row_words.values())[-1] == "（空白）"
    assert office.count(WORK_LOG.key, table.records_of("", None)) == table.amount(Measure(), "").number > 0


def test_amounts_add_up_and_stay_blank_only_where_all_are() -> None:
    assert Amount() + Amount() == Amount()
    assert Amount(5, is_least=True, is_blank=False) + Amount() == Amount(5, is_least=True, is_blank=False)


@pytest.mark.parametrize("ledger", [each for each in ALL if each.has(NATURE)], ids=lambda ledger: ledger.key)
@settings(max_examples=4)
@given(data=st.data())
def test_a_list_adds_up_what_the_summary_adds_up(office: Office, ledger: Ledger, data: st.DataObject) -> None:
    """The sums of a list that enter its total, those of 统计 and those of a summary are over the same records."""
    with taken_back(office):
        for values in data.draw(st.lists(rows_of(ledger), min_size=1, max_size=8)):
            free = {key: value for key, value in values.items() if ledger.get(key) not in ledger.unique}
            office.table(ledger.key).add(Record(ledger, free))
        records = office.records(ledger.key, office.ids(ledger.key, Query()))
        done = [each for each in records if is_done(each)]

        listed = defaultdict[str, Decimal](Decimal)
        for each in office.totals(ledger.key, Query()):
            if not each.is_apart:
                listed[each.field.key] += Decimal(each.total)
        table = statistics(office, ledger, axes_of(ledger)[0], None, Query())
        of_sides = [each for each in table.measures if each.field is None and each.side is not None]

        for field in ledger.summed:
            held = [each.values[field.key] for each in done if field.key in each.values]
            assert listed[field.key] == sum(held)
        assert table.amount(Measure()).number - sum(table.amount(each).number for each in of_sides) == len(done)
        assert office.count(ledger.key, counted_records(office, ledger, Query())) == len(done)
        assert all(ledger.apart_in(each.side or "") for each in of_sides)
        assert len(records) - sum(kept_apart(office, ledger, Query()).values()) == len(done)


def test_what_is_planned_or_fell_short_or_was_called_off_enters_no_total(aided: Office) -> None:
    give(aided, "2026-05-05", "600", nature="计划")
    give(aided, "2026-05-06", "60", nature="计划", direction="收入")
    give(aided, "2026-05-07", "6", nature="不足", stage="待发放")
    for title, people, more in (
        ("文艺晚会", "300", {}),
        ("登山", "70", {"nature": "计划", "status": "筹备"}),
        ("讲座", "50", {"status": "筹备"}),
        ("拓展", "20", {"status": "取消"}),
    ):
        raw = {"title": title, "type": "文体", "when": "2026-05-08", "headcount": people, **more}
        assert keep(aided, "event", raw).record is not None
    period = Query(period=half_year(2026, 1))

    assert [(each.text, each.is_apart, each.rows) for each in aided.totals(AID.key, period)] == [
        ("收入金额 ￥700.00", False, 1),
        ("支出金额 ￥2,000.50余", False, 4),
        ("计划收入金额 ￥60.00", True, 1),
        ("计划支出金额 ￥600.00", True, 1),
        ("不足项支出金额 ￥6.00", True, 1),
    ]
    assert [each.text for each in aided.totals("event", period)] == [
        *("人数 300 人", "计划人数 70 人", "筹备中人数 50 人", "已取消人数 20 人")
    ]
    for side, text in (("计划收入", "计划收入金额 ￥60.00"), ("计划", "计划人数 70 人"), ("", "人数 300 人")):
        ledger = AID if "收入" in side else EVENT
        query = records_of_side(aided, ledger, period, side)
        assert [each.text for each in aided.totals(ledger.key, query)] == [text]
    assert kept_apart(aided, AID, period) == {"计划": 2, "不足项": 1}
