"""The nine sample offices, entered through the ledgers, say every figure that such offices stated, each in its chapter.

A sample office is a JSON object: `number`, `office`, `parent`, `kind`, `template`, `author`, `signed_on`, `period` {label,
start, end}, `chapters` [{title, part}] and `records` {ledger key: [{field key: the words a clerk would type}]}. The
ledgers stand in the order in which they are entered, so that a reference finds its record by label.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.summary.entering import demo_offices, material_of
from unionoffice.domain.draft import Chapter, Draft, Figure, Part, State
from unionoffice.summary.chapters import category_of, find_node
from unionoffice.summary.half_year import draft_half_year
from unionoffice.summary.sentences import Telling

STATED: list[dict[str, Any]] = json.loads((Path(__file__).parent / "data" / "stated_figures.json").read_text("utf-8"))
NUMBERS = range(1, 10)


@cache
def draft_of(number: int) -> Draft:
    office = next(each for each in demo_offices() if each["number"] == number)
    return draft_half_year(material_of(office))


def chapter_of(number: int, title: str) -> Chapter:
    return next(chapter for chapter in draft_of(number).chapters if chapter.title == title)


def figures_of(chapter: Chapter) -> list[Figure]:
    return [figure for paragraph in chapter.paragraphs for figure in paragraph.figures]


def text_of(draft: Draft) -> str:
    return "\n".join(paragraph.text for chapter in draft.chapters for paragraph in chapter.paragraphs)


def test_the_list_holds_eighty_seven_stated_and_thirty_one_lost_figures() -> None:
    assert sum(each["value"] is not None for each in STATED) == 87
    assert sum(each["value"] is None for each in STATED) == 31


@pytest.mark.parametrize("number", NUMBERS)
def test_every_stated_figure_stands_in_its_own_chapter_and_knows_its_row(number: int) -> None:
    for chapter_title in {each["chapter"] for each in STATED if each["office"] == number}:
        figures = figures_of(chapter_of(number, chapter_title))
        for wanted in (each for each in STATED if each["office"] == number and each["chapter"] == chapter_title):
            value = None if wanted["value"] is None else Decimal(wanted["value"])
            match = next(
                (
                    each
                    for each in figures
                    if (each.value, each.unit, each.qualifier) == (value, wanted["unit"], wanted["qualifier"])
                    and each.rows
                ),
                None,
            )
            assert match is not None, wanted
            # The same number may be stated twice (1家, 1家): each needs a figure of its own.
            figures.remove(match)


def test_the_lost_numbers_print_as_such_and_nothing_else_does() -> None:
    blanks = [each for number in NUMBERS for each in all_figures(number) if each.state is State.BLANK]
    assert len(blanks) == 31
    assert all(each.value is None and "【待补】" in each.text for each in blanks)
    assert sum(text_of(draft_of(number)).count("【待补】") for number in NUMBERS) == 31


def all_figures(number: int) -> list[Figure]:
    return [figure for chapter in draft_of(number).chapters for figure in figures_of(chapter)]


@pytest.mark.parametrize("number", NUMBERS)
def test_the_text_has_no_doubled_mark_no_rest_of_code_and_no_empty_chapter(number: int) -> None:
    draft = draft_of(number)
    text = text_of(draft)
    assert not re.search(r"[，。；：、][，。；：、]|（）|None|[{}\[\]？?]|Decimal|\s\n|^[，。；]", text), text
    assert all(chapter.paragraphs for chapter in draft.chapters)
    assert all(
        paragraph.text.endswith("。") for c in draft.chapters for paragraph in c.paragraphs if not paragraph.level
    )


@pytest.mark.parametrize("number", NUMBERS)
def test_plans_and_shortcomings_stand_in_their_chapters_only(number: int) -> None:
    office = next(each for each in demo_offices() if each["number"] == number)
    material = material_of(office)
    draft = draft_of(number)
    telling = Telling(material.period, material.phrases)
    parts = {"计划": Part.PLAN, "不足": Part.SHORTCOMING}
    for records in material.records.values():
        for record in records:
            part = parts.get(record.values.get("nature", ""))
            if part:
                sentence = "".join(str(getattr(run, "text", run)) for run in telling.sentence(record))
                homes = {c.part for c in draft.chapters if any(sentence in p.text for p in c.paragraphs)}
                assert homes == {part}, sentence


@pytest.mark.parametrize("number", NUMBERS)
def test_numerals_run_without_a_gap(number: int) -> None:
    numerals = [chapter.numeral for chapter in draft_of(number).chapters if chapter.part is not Part.OVERVIEW]
    assert numerals == ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"][: len(numerals)]


@pytest.mark.parametrize("number", NUMBERS)
def test_paragraph_keys_are_unique_and_stay_when_drafted_again(number: int) -> None:
    office = next(each for each in demo_offices() if each["number"] == number)
    again = draft_half_year(material_of(office))
    keys = [paragraph.key for chapter in again.chapters for paragraph in chapter.paragraphs]
    assert len(keys) == len(set(keys))
    assert all(keys)
    assert again == draft_of(number)


def test_no_record_of_a_sample_office_gets_lost() -> None:
    for office in demo_offices():
        material = material_of(office)
        for records in material.records.values():
            for record in records:
                if "chapter" in record.ledger.by_key:
                    node = material.tree.place(record)
                    assert find_node(material.chapters, node.title), (record.label, category_of(record))


def test_parts_that_do_not_make_their_total_are_pointed_out_and_left_as_they_are() -> None:
    sums = [each for each in draft_of(4).warnings if each.code == "sum"]
    assert len(sums) == 1
    assert "国有1家" in sums[0].text
    assert "12家" in sums[0].text
    assert len(sums[0].rows) == 4
    assert "推行厂务公开的单位12家" in text_of(draft_of(4))


def test_a_rate_that_does_not_follow_is_printed_as_stated_and_pointed_out() -> None:
    assert "完成率60%" in text_of(draft_of(4))
    assert [each.code for each in draft_of(4).warnings].count("percent") == 1


def test_per_head_times_heads_is_computed_and_said() -> None:
    figure = next(each for each in all_figures(2) if each.value == 1200 and "合计" not in each.rule)
    assert figure.state is State.COMPUTED
    assert "300.00元×4人" in figure.rule
    assert "慰问患病特困退休职工4人，每人300元，共1200元" in text_of(draft_of(2))


def test_a_range_that_may_be_a_slip_is_printed_as_typed_and_enters_no_sum() -> None:
    assert "正常领薪职工2-30人" in text_of(draft_of(8))
    assert all(each.upper is None for each in all_figures(8) if each.state is State.COMPUTED)


def test_a_donation_keeps_its_cents() -> None:
    assert "捐款75945.00元" in text_of(draft_of(2))


def test_a_series_prints_its_parent_first_and_its_children_as_a_dated_list() -> None:
    assert "举办五一系列活动：4月22日，举办五一职工运动会；4月28日，举办五一职工文艺晚会；4月29日，" in text_of(
        draft_of(4)
    )
