"""What is offered for the last chapters, and what becomes of it when the clerk takes it."""

from __future__ import annotations

import pytest

from unionoffice.domain.draft import Part
from unionoffice.domain.period import half_year
from unionoffice.summary.hints import Hint
from unionoffice.usecases.check_summary import check_summary
from unionoffice.usecases.edit_summary import SummaryText, open_text, start_again
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.plans import carry_forward, complete, unfinished
from unionoffice.usecases.summary_hints import accept_hints, offered_hints

HALF = half_year(2026, 1)


def enter(office: Office, ledger: str, **raw: str) -> int:
    kept = keep(office, ledger, raw)
    assert kept.record is not None, kept.problems
    return kept.record.id


def told(hints: list[Hint], part: Part, kind: str = "") -> list[str]:
    return [each.text for each in hints if each.part is part and kind in ("", each.kind)]


def paragraphs(text: SummaryText, part: Part) -> list[str]:
    return [each.text for chapter in text.draft.chapters if chapter.part is part for each in chapter.paragraphs]


@pytest.fixture
def behind(office: Office) -> Office:
    enter(office, "target", indicator="发展会员", target="100", done="30", measure="人", when="2026-06-30")
    enter(office, "target", indicator="建会", target="10", done="8", measure="个", when="2026-06-30")
    enter(office, "target", indicator="报刊征订", target="50", done="50", measure="份", when="2026-06-30")
    return office


def test_a_target_below_half_falls_short_and_an_unfinished_one_goes_on(behind: Office) -> None:
    hints = offered_hints(behind, open_text(behind, HALF))
    assert told(hints, Part.SHORTCOMING) == ["发展会员低于时间进度，目标100人，完成30人，完成率30%。"]
    assert told(hints, Part.PLAN, "目标") == [
        "继续抓好发展会员，确保完成目标100人。",
        "继续抓好建会，确保完成目标10个。",
    ]
    assert [each.rows for each in hints if each.part is Part.SHORTCOMING] == [(("target", 1),)]


def test_an_office_without_records_is_offered_the_fixed_days_of_the_half_year_ahead_only(office: Office) -> None:
    hints = offered_hints(office, open_text(office, HALF))
    assert {each.kind for each in hints} == {"日历"}
    months = [each.text.split("月")[0] for each in hints if each.text[0].isdigit()]
    assert set(months) == {"7", "8", "9", "10", "11", "12"}
    winter = offered_hints(office, open_text(office, half_year(2026, 2)))
    assert any("三八" in each.text for each in winter)
    assert not any("送清凉" in each.text for each in winter)


def test_contracts_that_end_are_told_by_when_they_end_and_renewed_ones_not_at_all(office: Office) -> None:
    common = {"action": "新签", "done": "1", "when": "2025-03-01"}
    enter(office, "coverage", matter="集体合同", valid_to="2026-09-30", **common)
    enter(office, "coverage", matter="工资专项", valid_to="2026-03-01", **common)
    enter(office, "coverage", matter="女职工专项", valid_to="2026-05-01", **common)
    enter(office, "coverage", matter="女职工专项", valid_to="2029-05-01", **{**common, "when": "2026-05-01"})
    hints = offered_hints(office, open_text(office, HALF))
    assert told(hints, Part.SHORTCOMING) == ["工资专项集体合同到期后尚未续订。"]
    assert told(hints, Part.PLAN, "合同") == [
        "集体合同将于9月到期，提前做好续订工作。",
        "尽快办理工资专项集体合同续订。",
    ]


def test_a_plan_whose_day_is_over_is_carried_on_unless_a_line_reports_it(office: Office) -> None:
    enter(office, "work_log", title="修订工会制度", category="文件方案", nature="计划", when="2026-03-01")
    done = enter(office, "work_log", title="建立职工书屋", category="其他", nature="计划", when="2026-03-01")
    enter(office, "work_log", title="建成职工书屋", category="其他", when="2026-04-01", follow_of="建立职工书屋")
    enter(office, "work_log", title="组织秋季运动会", category="其他", nature="计划")
    hints = offered_hints(office, open_text(office, HALF))
    assert done
    assert told(hints, Part.PLAN, "计划") == ["继续落实：修订工会制度。"]
    carry_forward(office, unfinished(office, HALF), half_year(2026, 2))
    assert told(offered_hints(office, open_text(office, HALF)), Part.PLAN, "计划") == ["继续落实：修订工会制度。"]


def test_a_plan_entered_for_a_day_after_the_period_is_offered_for_its_plan(office: Office) -> None:
    common = {"category": "其他", "nature": "计划"}
    enter(office, "work_log", title="组织秋季运动会。", when="2026-09-15", **common)
    enter(office, "work_log", title="评选先进", when="2026-12", **common)
    enter(office, "work_log", title="明年的计划", when="2027-01-05", **common)
    carried = enter(office, "work_log", title="修缮职工之家", when="2026-08-01", **common)
    assert complete(office, office.record("work_log", carried))[1]
    text = open_text(office, HALF)
    hints = offered_hints(office, text)
    assert told(hints, Part.PLAN, "计划") == ["9月，组织秋季运动会。", "12月，评选先进。"]
    text = accept_hints(office, text, [each for each in hints if each.kind == "计划"])
    assert paragraphs(text, Part.PLAN) == ["1. 9月，组织秋季运动会。", "2. 12月，评选先进。"]
    assert check_summary(text).open_points == []


def test_accepted_hints_stand_in_their_chapters_once_and_raise_no_alarm(behind: Office) -> None:
    text = open_text(behind, HALF)
    hints = offered_hints(behind, text)
    chosen = [each for each in hints if each.kind == "目标" or "送清凉" in each.text]
    text = accept_hints(behind, text, chosen)
    again = open_text(behind, HALF)
    for each in (text, again):
        assert paragraphs(each, Part.SHORTCOMING) == ["发展会员低于时间进度，目标100人，完成30人，完成率30%。"]
        assert paragraphs(each, Part.PLAN) == [
            "1.继续抓好发展会员，确保完成目标100人。",
            "2.继续抓好建会，确保完成目标10个。",
            "3. 7月至8月，开展“夏送清凉”慰问，做好高温季节劳动保护。",
        ]
    assert [each.part for each in again.draft.chapters][-2:] == [Part.SHORTCOMING, Part.PLAN]
    assert check_summary(again).open_points == []
    left = offered_hints(behind, again)
    assert not {each.key for each in chosen} & {each.key for each in left}
    assert len(left) == len(hints) - len(chosen)
    assert len(offered_hints(behind, start_again(behind, again))) == len(hints)


def test_an_accepted_number_is_offered_anew_when_its_record_changes(behind: Office) -> None:
    text = open_text(behind, HALF)
    short = [each for each in offered_hints(behind, text) if each.part is Part.SHORTCOMING]
    accept_hints(behind, text, short)
    assert keep(behind, "target", {"done": "45", "rate": ""}, behind.record("target", 1)).record is not None
    stale = open_text(behind, HALF).composed.stale
    assert ["文中是30人，台账现为45人" in each.sentence for each in stale].count(True) == 1


def test_hints_continue_the_numbers_of_drafted_items(behind: Office) -> None:
    for number in "甲乙":
        enter(behind, "work_log", title=f"做好{number}工作", category="其他", nature="计划")
        enter(behind, "work_log", title=f"{number}工作不够深入", category="其他", nature="不足")
    text = open_text(behind, HALF)
    chosen = [each for each in offered_hints(behind, text) if "发展会员" in each.text]
    text = accept_hints(behind, text, chosen)
    assert [each[:2] for each in paragraphs(text, Part.PLAN)] == ["1.", "2.", "3."]
    assert paragraphs(text, Part.SHORTCOMING)[0] == "一是甲工作不够深入。二是乙工作不够深入。"
    assert paragraphs(text, Part.SHORTCOMING)[1].startswith("三是发展会员")
