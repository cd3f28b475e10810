"""What is exported comes back the same, for every ledger and whatever the clerk wrote."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from stdnum.cn import ric

from unionoffice.domain.kinds import (
    BankCard,
    Choice,
    Choices,
    Count,
    DayKind,
    DaySpan,
    Figures,
    Flag,
    IdNumber,
    LongText,
    Money,
    PeriodName,
    PersonName,
    Phone,
    Quantity,
    Rate,
    Ref,
)
from unionoffice.domain.ledger import Record
from unionoffice.exchange.import_plan import Outcome
from unionoffice.exchange.importer import plan_import
from unionoffice.exchange.ledger_sheet import LedgerSheet, shared_heads
from unionoffice.exchange.mapping import guess
from unionoffice.exchange.natural_key import records_by_key
from unionoffice.exchange.reader import read_table
from unionoffice.exchange.template import importable_fields
from unionoffice.exchange.writer import write_ledger
from unionoffice.ledgers import ALL

PIECES = [
    "工会",
    "慰问",
    "𠮷",
    "㛃",
    "职工甲",
    "=1+1",
    "+86",
    "-1",
    "@SUM(1)",
    "#REF!",
    "_x0041_",
    "&amp;",
    "<b>",
    '"',
    "'",
    "0012",
    "2026",
    "，",
    "：",
    "（一）",
    "A&B",
    "合计",
    "注：",
    "1.10E+17",
    "，",
    "。",
    "é",
    "🎆",
    "?",
]
words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
lines = st.lists(st.lists(st.sampled_from([*PIECES, " ", "\n"]), max_size=8).map("".join), min_size=1, max_size=3).map(
    "\n".join
)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
vague = st.sampled_from(
    [
        "2026年6月",
        "2026年3月上旬",
        "2025年12月底",
        "2026年1月初",
        "2026年上半年",
        "2026年第2季度",
        "2019",
        "2026年4月末",
    ]
)
IDS = {
    DayKind: st.one_of(days, vague),
    DaySpan: st.one_of(days, vague, days.map(lambda d: f"{d.year}年{d.month}月3至9日"), st.just("2026年4至6月")),
    Money: st.one_of(
        st.sampled_from(["2亿元", "1.2万", "0", "0.01", "75945.00"]),
        st.integers(0, 10**12).map(lambda fen: f"{fen // 100}.{fen % 100:02}"),
    ),
    Count: st.integers(0, 10**9),
    Quantity: st.one_of(st.just("60.5"), st.integers(0, 10**10).map(lambda n: f"{n // 1000}.{n % 1000:03}")),
    Rate: st.one_of(
        st.just("60%"),
        st.just("12.34%"),
        st.just("0.5%"),
        st.just("1/2"),
        st.tuples(st.integers(0, 99), st.integers(1, 99)).map(lambda p: f"{p[0]}/{p[1]}"),
    ),
    Flag: st.sampled_from(["是", "否"]),
    Phone: st.sampled_from(["13800000000", "0712-1234567", "02787654321"]),
    BankCard: st.integers(10**15, 10**19).map(str),
    Figures: st.sampled_from(
        [
            "参赛队 22 支；印发资料 1500余 份；拆迁 ？户",
            "公开率 100%；补助 2万余 元",
            "慰问 300元/人（累计）",
            "发放 一批 物资",
            "其中女职工 12 人",
            "近 60 人",
        ]
    ),
    PeriodName: st.sampled_from(["2026年上半年", "2026年第1季度", "创建周期"]),
    PersonName: st.sampled_from(["职工甲", "李四", "欧阳某某", "𠮷某", "Anna Maria"]),
}


@st.composite
def id_numbers(draw) -> str:
    born = draw(st.dates(date(1940, 1, 1), date(2008, 1, 1)))
    stem = f"110105{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    return stem + ric.calc_check_digit(stem + "0")


def raw_value(each, codes):
    kind = each.kind
    if isinstance(kind, IdNumber):
        return id_numbers()
    if isinstance(kind, Choice):
        labels = st.sampled_from(codes[kind.codes].labels) if codes[kind.codes].labels else words
        return st.one_of(labels, words) if kind.grows else labels
    if isinstance(kind, Choices):
        return st.lists(st.sampled_from(codes[kind.codes].labels), min_size=1, max_size=kind.most, unique=True).map(
            "、".join
        )
    if isinstance(kind, LongText):
        return words if each.required else lines
    if isinstance(kind, Ref):
        return words
    return IDS.get(type(kind), words)


@st.composite
def records(draw, ledger, codes, context):
    found = []
    for number in range(draw(st.integers(1, 4))):
        raw = {}
        for each in importable_fields(ledger):
            if each.required or each.default or draw(st.booleans()):
                raw[each.key] = draw(raw_value(each, codes))
        record, _ = ledger.parse(raw, context)
        if record is not None and not any(shares(record, old) for old in found):
            found.append(Record(ledger, record.values, number + 1))
    assume(found)
    return found


def shares(record, old):
    """Tell whether two records have a value that only one may have."""
    unique = [each.key for each in record.ledger.unique if each.key in record.values]
    return any(record.values[key] == old.values.get(key) for key in unique)


def shown(record):
    keys = [each.key for each in record.ledger.fields]
    return {key: record.values.get(key) for key in keys}


@pytest.mark.parametrize("ledger", ALL, ids=lambda ledger: ledger.key)
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_an_export_read_back_is_the_same_records(ledger, codes, context, data):
    kept = data.draw(records(ledger, codes, context))
    in_two = data.draw(st.booleans()) and any(shared_heads(ledger.fields))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "台账.xlsx"
        day = date(2026, 7, 5)
        write_ledger(target, LedgerSheet(ledger, kept, "台账", "某某工会", day, codes=codes, two_levels=in_two))
        table = read_table(target, ledger)
        blind = read_table(target)
    assert table == blind
    assert [head.rpartition("/")[2] if in_two else head for head in table.heads] == [
        each.title.rpartition("/")[2] if in_two else each.title for each in ledger.fields
    ]
    assert guess(table.heads, ledger) == list(ledger.fields)
    assert [row.number for row in table.rows] == [4 + in_two + place for place in range(len(kept))]

    fresh = plan_import(table, ledger, context, policy="add")
    assert [row.outcome for row in fresh.rows] == [Outcome.ADD] * len(kept)
    for row, record in zip(fresh.rows, kept, strict=True):
        again, _ = ledger.parse({**{each.key: "" for each in importable_fields(ledger)}, **row.raw}, context)
        assert again is not None
        assert shown(again) == shown(record)

    for policy in ("skip", "update"):
        register = records_by_key(ledger, kept)
        plan = plan_import(table, ledger, context, lambda key, found=register: found.get(key, ()), policy)
        assert {row.outcome for row in plan.rows} == {Outcome.SAME}, plan.rows


def test_no_total_of_what_is_kept_apart_comes_back_as_a_record(context, target, sheet):
    ledger = next(each for each in ALL if each.key == "aid")
    kept = []
    for number, more in enumerate(
        (
            {"nature": "计划"},
            {"nature": "计划", "direction": "收入"},
            {"nature": "不足"},
            {"stage": "待发放"},
            {"stage": "已退回"},
            {"direction": "收入"},
            {},
        )
    ):
        raw = {
            "class": "送温暖慰问",
            "kind": "节日慰问",
            "recipient": f"职工{number}",
            "amount": "5",
            "when": "2026-01-20",
        }
        kept.append(Record(ledger, ledger.parse({**raw, **more}, context)[0].values, number + 1))
    write_ledger(target, sheet(ledger, kept))
    assert len(read_table(target).rows) == len(kept)
    totals = [row[0].value for row in load_workbook(target).worksheets[0].iter_rows(min_row=4 + len(kept))]
    assert len([each for each in totals if each and each.endswith("合计")]) == 7, totals


def test_days_of_early_1900_stay_days(context, target, sheet):
    ledger = next(each for each in ALL if each.key == "membership_change")
    first = date(1900, 1, 1)
    kept = []
    for number in range(0, 70, 7):
        raw = {"member": "职工甲", "changed_on": first + timedelta(days=number), "change": "入会"}
        kept.append(ledger.parse(raw, context)[0])
    write_ledger(target, sheet(ledger, kept))
    read = [
        ledger.parse({"member": "x", "changed_on": row.cells[1], "change": "入会"}, context)[0]
        for row in read_table(target).rows
    ]
    assert [each.values["changed_on"] for each in read] == [each.values["changed_on"] for each in kept]
