from __future__ import annotations

from datetime import date

import pytest

from tests.checking.fresh_slips import FIRST_FOUND, FRESH, Twin
from tests.checking.kept_drafts import kept_drafts
from tests.checking.slips import lines_of, planted_in
from unionoffice.checking.check import check_text
from unionoffice.checking.days_check import impossible_days, months_of_a_year, wrong_quarters
from unionoffice.checking.finding import Slip
from unionoffice.checking.spoken import spoken_numbers
from unionoffice.checking.style_check import style
from unionoffice.checking.sums_check import sums
from unionoffice.checking.written import WrittenParagraph
from unionoffice.domain.draft import Draft

HALF = (date(2010, 1, 1), date(2010, 6, 30))


@pytest.fixture(scope="module")
def kept() -> dict[int, Draft]:
    return kept_drafts()


def told(text: str, draft: Draft) -> set[tuple[Slip, str]]:
    verdict = check_text([WrittenParagraph(line) for line in text.splitlines()], draft)
    return {(each.slip, each.text) for each in verdict.findings}


def added(sentence: str) -> list[str]:
    return [each.text for each in sums(0, WrittenParagraph(sentence), spoken_numbers(sentence))]


def test_more_than_fifteen_were_written_down_and_a_third_was_found_at_first() -> None:
    assert len(FRESH) == 28
    assert FIRST_FOUND == 10


@pytest.mark.parametrize("twin", FRESH, ids=lambda each: each.planted.now[:16])
def test_a_fresh_slip_is_found_and_its_right_form_is_left_alone(twin: Twin, kept: dict[int, Draft]) -> None:
    planted, draft = twin.planted, kept[twin.planted.office]
    before = told(lines_of(draft), draft)
    wrong = told(planted_in(lines_of(draft), planted), draft) - before
    assert [text for slip, text in wrong if slip is planted.slip and planted.says in text], wrong
    right = told(lines_of(draft).replace(planted.was, twin.right, 1), draft) - before
    assert {slip for slip, _ in right} <= {Slip.UNSUPPORTED}


@pytest.mark.parametrize(
    "sentence",
    [
        "会员由800人增加到1000人，增长25%",
        "会员1000人，比上年同期800人增加200人",
        "上年同期800人，本期1000人，增加200人",
        "会员由10人增加到35人，增长2.5倍",
        "慰问职工12人，户均2人，共计3000元",
        "举办讲座3期，200人次，平均每期67人次",
        "年初有会员1000人，其中女会员400人，新增50人，现有1050人",
        "发出表格近100份，收回120份",
        "收到建议20条，立案5条，采纳25条",
        "补助1200.50元（人民币壹仟贰佰元伍角整）",
        "应签40家，已签30家，占四分之三",
    ],
)
def test_numbers_that_agree_or_cannot_be_judged_raise_nothing(sentence: str) -> None:
    assert added(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("会员由800人增加到1000人，增长20%", "（1000−800）÷800＝25%，写的是20%"),
        ("上年同期800人，本期1000人，减少200人", "由800到1000人是增长，写的是“减少”"),
        ("受理来访20件，办结22件", "后面的22件多于前面的20件，请核对"),
        ("年初有会员1000人，退会5人，现有1005人", "1000人−5人＝995人，写的是1005人"),
        ("补助12800元（壹万贰仟元整）", "“12800元”的大写是“壹万贰仟捌佰元整”，写的是“壹万贰仟元整”"),
    ],
)
def test_numbers_that_disagree_are_told_with_the_reckoning(sentence: str, says: str) -> None:
    assert added(sentence) == [says]


def test_a_form_is_no_figure_but_the_forms_of_a_survey_are() -> None:
    assert spoken_numbers("见附表1，另见图2") == ()
    assert [each.value for each in spoken_numbers("发出意见表100份")] == [100]


def test_days_are_held_against_the_calendar_and_the_period() -> None:
    found = [
        match[0] for match, _ in impossible_days("2月29日、2月30日、2010年2月29日、4月31日、13月2日", HALF[0], HALF[1])
    ]
    assert found == ["2月30日", "2010年2月29日", "4月31日", "13月2日"]
    assert not list(impossible_days("3月27日至29日，12月30日至1月3日", date(2010, 9, 1), date(2011, 1, 31)))
    assert [match[0] for match, _ in impossible_days("6月9日至5日", *HALF)] == ["6月9日至5日"]
    assert [match[0] for match, _ in months_of_a_year("2010年6月、2010年7月、2009年7月", *HALF)] == ["2010年7月"]
    assert not list(months_of_a_year("计划于2010年12月完工", *HALF))
    assert [match[0] for match, _ in wrong_quarters("一季度、第二季度、第三季度", *HALF)] == ["第三季度"]
    assert not list(wrong_quarters("第四季度", date(2010, 1, 1), date(2010, 12, 31)))


@pytest.mark.parametrize(
    "sentence", ["1）走访；2）慰问", "（一）“五小”《工会法》【待补】", "一步一步推进，逐个逐项落实"]
)
def test_marks_in_pairs_and_usual_repetition_are_left_alone(sentence: str) -> None:
    assert not list(style(0, WrittenParagraph(sentence)))


@pytest.mark.parametrize(
    "sentence", ["开展“夏送清凉活动", "印发通知）", "学习《工会法”精神", "开展开展慰问", "职工的的意见"]
)
def test_an_unpaired_mark_or_a_doubled_word_is_told(sentence: str) -> None:
    assert len(list(style(0, WrittenParagraph(sentence)))) == 1
