"""Figures as clerks write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.invented_values import CONTEXT
from unionoffice.domain.chinese_numerals import chinese_number
from unionoffice.domain.draft import Basis, State
from unionoffice.domain.kinds import Entry, Figures, Refused


def read(words: str) -> Entry:
    entries = Figures().parse(words, CONTEXT)
    assert entries is not None
    assert len(entries) == 1
    return entries[0]


@pytest.mark.parametrize(
    ("words", "name", "value", "unit", "qualifier"),
    [
        ("参赛队 22 支", "参赛队", 22, "支", ""),
        ("参赛队22支", "参赛队", 22, "支", ""),
        ("参赛队：22支", "参赛队", 22, "支", ""),
        ("印发资料 1500余 份", "印发资料", 1500, "份", "余"),
        ("印发资料 1,500 余份", "印发资料", 1500, "份", "余"),
        ("职工 3000多人", "职工", 3000, "人", "多"),
        ("走访 近100户", "走访", 100, "户", "近"),
        ("注水 ≥60m³/日", "注水", 60, "m³", "≥"),
        ("检查 不少于２次/周", "检查", 2, "次", "≥"),
        ("煤尘 ≤2mm", "煤尘", 2, "mm", "≤"),
        ("持证率 60%以上", "持证率", 60, "%", "≥"),
        ("公开率 100％", "公开率", 100, "%", ""),
        ("非公 三百多名", "非公", 300, "名", "多"),
        ("非公三百多名", "非公", 300, "名", "多"),
        ("参赛队 二十二 支", "参赛队", 22, "支", ""),
        ("两次", "", 2, "次", ""),
        ("百余人", "", 100, "人", "余"),
        ("五一活动 3 场", "五一活动", 3, "场", ""),
        ("12·4 普法 3 场", "12·4 普法", 3, "场", ""),
        ("资料 5 份(册)", "资料", 5, "份(册)", ""),
    ],
)
def test_a_figure_is_name_number_and_unit(words: str, name: str, value: int, unit: str, qualifier: str) -> None:
    entry = read(words)

    assert (entry.name, entry.value, entry.unit, entry.qualifier) == (name, value, unit, qualifier)
    assert entry.state is State.STATED


@pytest.mark.parametrize(
    ("words", "value", "amount"),
    [
        ("补助 2万余元", 20000, "2万余"),
        ("投资 2亿元", 200000000, "2亿"),
        ("支出 1.2万元", 12000, "1.2万"),
        ("支出 4万多元", 40000, "4万多"),
        ("印发 一万余份", 10000, "1万余"),
    ],
)
def test_ten_thousands_keep_their_written_form(words: str, value: int, amount: str) -> None:
    entry = read(words)

    assert entry.value == value
    assert entry.amount == amount


@pytest.mark.parametrize(
    ("words", "first", "last", "unit"),
    [("水袋 60 至200 米", 60, 200, "米"), ("60 至200 米", 60, 200, "米"), ("班组 20—30 个", 20, 30, "个")],
)
def test_a_range_has_two_ends_and_enters_no_sum(words: str, first: int, last: int, unit: str) -> None:
    entry = read(words)

    assert (entry.value, entry.upper, entry.unit) == (first, last, unit)
    assert not entry.summable


def test_a_range_that_runs_backwards_is_a_doubt() -> None:
    assert Figures().doubts((read("水袋 200 至60 米"),)) == ["“水袋 200-60 米”起止颠倒，请核对"]
    assert Figures().doubts((read("水袋 60 至200 米"), read("拆迁 ？户"))) == []


def test_a_garbled_number_is_kept_as_typed_and_enters_no_sum() -> None:
    entry = read("2-30职工")

    assert entry.amount + entry.unit == "2-30职工"
    assert not entry.summable


@pytest.mark.parametrize("words", ["拆迁 ？户", "拆迁 ? 户", "拆迁【待补】户", "拆迁 [待补] 户"])
def test_a_lost_number_is_blank_and_never_nought(words: str) -> None:
    entry = read(words)

    assert entry.state is State.BLANK
    assert entry.value is None
    assert (entry.name, entry.unit) == ("拆迁", "户")
    assert not entry.summable


def test_a_lost_number_keeps_its_qualifier() -> None:
    assert (read("走访 近？次").amount, read("走访 ？余次").amount) == ("近？", "？余")


@pytest.mark.parametrize("words", ["物资 一批", "慰问品 若干", "职工 部分", "活动 多 次"])
def test_a_word_for_no_number_is_not_lost(words: str) -> None:
    entry = read(words)

    assert entry.state is State.STATED
    assert entry.value is None
    assert not entry.summable


@pytest.mark.parametrize(
    "words",
    [
        "工作室 35 家（存量）",
        "革新 105 项（累计）",
        "其中 女职工 20 人",
        "冲洗 2次/周",
        "慰问 300元/人",
        "公开率 100%",
        "检查 ≥2次",
        "费用 ≤5万元",
        "文件 18 号",
        "同比 3.5 个百分点",
    ],
)
def test_what_is_no_amount_of_the_period_enters_no_sum(words: str) -> None:
    assert not read(words).summable


def test_an_amount_with_more_than_was_counted_enters_sums_as_a_lower_bound() -> None:
    assert read("补助 2万余元").summable
    assert read("非公 三百多名").summable


def test_the_basis_stands_in_brackets_behind() -> None:
    assert read("革新 105 项（累计）").basis is Basis.CUMULATIVE
    assert read("革新 105 项(存量)").basis is Basis.STOCK
    assert read("革新 105 项（本期）").text == "革新 105 项"


def test_several_figures_stand_with_semicolons_or_lines_between_them() -> None:
    entries = Figures().parse("参赛队 22 支；印发资料 1500余 份;\n公开率 100%；", CONTEXT)

    assert entries is not None
    assert Figures().text(entries) == "参赛队 22 支；印发资料 1500余 份；公开率 100 %"


@pytest.mark.parametrize(
    "words", ["第五届", "一等奖", "五一", "两委班子", "十佳职工", "上百人", "5", "其中", "召开大会", "二〇二六人"]
)
def test_words_without_an_amount_are_refused_with_an_example(words: str) -> None:
    with pytest.raises(Refused, match="参赛队 22 支"):
        read(words)


def test_a_number_beyond_all_measure_is_refused() -> None:
    with pytest.raises(Refused, match="过大"):
        read("投资 999999亿元")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("零", None),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("两百", 200),
        ("三千二百", 3200),
        ("百", 100),
        ("九千九百九十九", 9999),
        ("一千零五", 1005),
        ("二〇二六", None),
        ("十百", None),
        ("", None),
        ("一二", None),
        ("五", 5),
    ],
)
def test_chinese_numerals_are_read(words: str, number: int | None) -> None:
    assert chinese_number(words) == number


def test_a_figure_holds_decimals_exactly() -> None:
    assert read("捐款 75945.10 元").value == Decimal("75945.1")
