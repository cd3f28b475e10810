"""How well the columns of forms that nobody tuned the words for are guessed: missed ones cost work, wrong ones data."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import pytest

from unionoffice.exchange.child_columns import guess_targets
from unionoffice.exchange.mapping import guess
from unionoffice.ledgers import BY_KEY, STANDARD

FORMS = json.loads((Path(__file__).parent.parent / "data" / "unseen_heads.json").read_text(encoding="utf-8"))["forms"]


def guessed(form) -> dict[str, str | None]:
    ledger = BY_KEY[form["ledger"]]
    heads = [*form["heads"]]
    found = guess_targets(heads, ledger, STANDARD.children_of(ledger))
    return {head: each.key if each else None for head, each in zip(heads, found, strict=True)}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["title"])
def test_no_head_is_given_to_a_field_it_does_not_mean(form):
    wrong = {head: key for head, key in guessed(form).items() if key is not None and key != form["heads"][head]}
    assert not wrong


def test_nineteen_of_twenty_heads_that_have_a_field_find_it():
    pairs = [
        (meant, found)
        for form in FORMS
        for meant, found in zip(form["heads"].values(), guessed(form).values(), strict=True)
        if meant
    ]
    assert len(pairs) >= 800
    assert sum(meant == found for meant, found in pairs) >= len(pairs) * 0.95


@pytest.mark.parametrize(
    "head",
    [
        "1.姓名",
        "（1）姓名",
        "①姓名",
        "一、姓名",
        "A01.姓名",
        "★姓名",
        "姓名(必填)",
        "姓 名：",
        "户主-姓名",
        "户主：姓名",
        "户主（姓名）",
        "户主\n姓名",
    ],
)
def test_numbers_marks_and_whose_it_is_are_read_over(head):
    assert [each and each.key for each in guess([head], BY_KEY["household"])] == ["head"]


@pytest.mark.parametrize(
    ("head", "ledger"),
    [
        ("配偶-姓名", "household"),
        ("配偶信息：身份证号", "household"),
        ("联系电话（紧急联系人）", "household"),
        ("身份证号（配偶）", "household"),
        ("电话(单位)", "member"),
        ("户主（签字）", "household"),
        ("户主（健康情况说明）", "household"),
        ("学生信息/姓名", "household"),
        ("家庭年人均收入", "household"),
        ("表彰单位联系人", "award"),
        ("获奖单位电话", "award"),
        ("领取人签字", "aid"),
        ("慰问人", "aid"),
        ("数量", "aid"),
        ("户主姓名", "member"),
        ("推荐单位", "award"),
        ("支出人数", "budget"),
        ("单位/姓名", "member"),
        ("时间、地点", "event"),
    ],
)
def test_what_is_somebody_elses_or_two_things_is_left_alone(head, ledger):
    assert guess([head], BY_KEY[ledger]) == [None]


def test_a_measure_beside_an_office_is_told_from_it():
    heads = ["指标", "单位", "目标", "责任单位"]
    assert [each and each.key for each in guess(heads, BY_KEY["target"])] == ["indicator", "measure", "target", "unit"]


def test_one_thing_named_twice_is_one_field():
    assert [each and each.key for each in guess(["部门或单位"], BY_KEY["member"])] == ["unit"]


@pytest.mark.parametrize(
    ("ledger", "heads", "keys"),
    [
        ("work_log", ["会议议题", "议定事项"], ["title", "content"]),
        ("legal", ["处理意见", "处理结果"], [None, "result"]),
        ("aid", ["登记日期", "慰问日期"], [None, "when"]),
        ("aid", ["登记日期", "慰问金额"], ["when", "amount"]),
    ],
)
def test_a_head_that_may_mean_less_waits_for_the_one_beside_it(ledger, heads, keys):
    assert [each and each.key for each in guess(heads, BY_KEY[ledger])] == keys


def test_the_last_word_of_a_head_tells_only_when_it_is_the_only_one_of_its_kind():
    aid = BY_KEY["aid"]
    assert [each and each.key for each in guess(["送达日期"], aid)] == ["when"]
    assert guess(["送达日期", "打招呼日期"], aid) == [None, None]


@pytest.mark.parametrize(
    ("head", "key"), [("月人均收入（扣除刚性支出）", "per_head_net"), ("家庭收入（元/年）", "income_year")]
)
def test_brackets_that_make_another_amount_of_it_are_read(head, key):
    assert [each and each.key for each in guess([head], BY_KEY["household"])] == [key]


@pytest.mark.parametrize(
    ("ledger", "head"), [("work_log", "与会"), ("household", "一"), ("household", "住宅"), ("aid", "一线")]
)
def test_a_long_head_of_one_word_over_and_over_is_told_at_once(ledger, head):
    started = process_time()
    assert guess([head * 60 + "鑫"], BY_KEY[ledger]) == [None]
    assert guess([(head * 23)[:23] + "鑫"], BY_KEY[ledger]) == [None]
    assert process_time() - started < 2
