"""Words and figures join into clean sentences, and numbers in the clerk's words become the figures themselves."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from unionoffice.domain.draft import Figure, State
from unionoffice.summary.figures import Reading
from unionoffice.summary.wording import embedded, ended, fill, text_of, tidy


def reading(value: object, unit: str, name: str = "人数", field: str = "", **more: object) -> Reading:
    number = None if value is None else Decimal(str(value))
    state = State.BLANK if value is None else State.STATED
    return Reading(Figure(name, number, unit, state=state, **more), name, field)  # type: ignore[arg-type]


def test_a_clause_vanishes_with_its_empty_slot() -> None:
    pattern = "{core}[，{people}参加][，共{n}]。"
    assert text_of(fill(pattern, {"core": "开会"})) == "开会。"
    assert text_of(fill(pattern, {"core": "开会", "n": (Figure("n", Decimal(3), "次"),)})) == "开会，共3次。"


def test_a_nested_clause_vanishes_alone() -> None:
    assert text_of(fill("甲[乙{a}[丙{b}]丁]", {"a": "1"})) == "甲乙1丁"


@given(st.lists(st.sampled_from(["，", "。", "；", "、", "甲", "（", "）", ",", " ", "a", ":", "12"]), max_size=30))
def test_marks_are_never_doubled_whatever_the_clerk_typed(pieces: list[str]) -> None:
    text = text_of(ended(tidy(pieces)))
    assert not any(pair in text for pair in ("，，", "。。", "，。", "；。", "、。", "。，", "，、", "：。"))
    assert tidy(tidy(pieces)) == tidy(pieces)


def test_half_width_marks_between_characters_become_full_width_but_numbers_keep_theirs() -> None:
    assert text_of(tidy(["开会,部署(扩大)工作:1,500份,8:30"])) == "开会，部署（扩大）工作：1,500份，8:30"


def test_a_number_in_the_words_becomes_the_figure() -> None:
    runs, missing = embedded("慰问患病职工4人，发放1,200元", [reading(4, "人"), reading(1200, "元", "金额")])
    assert missing == []
    assert [run.value for run in runs if isinstance(run, Figure)] == [4, 1200]


def test_persons_are_not_found_in_person_times_nor_one_in_eleven() -> None:
    assert embedded("150人次参加", [reading(150, "人")])[1]
    assert embedded("修订合同11家", [reading(1, "家")])[1]
    assert embedded("提高5个百分点", [reading(5, "个")])[1]


def test_a_typed_count_takes_over_the_counter_word_and_the_qualifier_of_the_text() -> None:
    runs, missing = embedded("近300名职工参加", [reading(300, "人", field="headcount")])
    assert not missing
    assert text_of(runs) == "近300名职工参加"


def test_an_entry_with_another_qualifier_is_another_number() -> None:
    assert embedded("发放资料1500份", [reading(1500, "份", qualifier="余")])[1]
    assert not embedded("发放资料1500余份", [reading(1500, "份", qualifier="余")])[1]


def test_scaled_money_is_found_in_either_form() -> None:
    for words in ("筹资2万余元", "筹资20000余元"):
        runs, missing = embedded(words, [reading(20000, "元", "资金", qualifier="余", scale="万")])
        assert not missing
        assert text_of(runs) == words


def test_equal_numbers_go_to_the_names_they_stand_behind() -> None:
    runs, _ = embedded("市级1家、省级1家", [reading(1, "家", "省级"), reading(1, "家", "市级")])
    assert [run.label for run in runs if isinstance(run, Figure)] == ["市级", "省级"]


def test_a_lost_number_takes_the_place_of_its_question_mark() -> None:
    runs, missing = embedded("近？次、拨付？亿元", [reading(None, "次", qualifier="近"), reading(None, "亿元", "款")])
    assert not missing
    assert text_of(runs) == "近【待补】次、拨付【待补】亿元"


def test_an_amount_for_each_is_not_a_total() -> None:
    assert embedded("发放300元", [reading(300, "元", "金额", per="人")])[1]
    assert text_of(embedded("每人300元", [reading(300, "元", "金额", per="人")])[0]) == "每人300元"
    assert text_of(embedded("人均完成笔记6篇", [reading(6, "篇", "笔记", per="人")])[0]) == "人均完成笔记6篇"
