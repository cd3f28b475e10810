"""A plan leads to one line of work done, or is carried on once."""

from __future__ import annotations

import pytest

from unionoffice.domain.ledger import Record
from unionoffice.domain.period import half_year
from unionoffice.errors import OfficeError
from unionoffice.ledgers import work_log
from unionoffice.ledgers.shared import NATURE, PERIOD, WHEN
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.office import Office
from unionoffice.usecases.plans import carry_forward, complete, unfinished

BEFORE, NOW = half_year(2025, 2), half_year(2026, 1)


def plan(office: Office, title: str = "换届选举", **more: object) -> Record:
    raw = {"title": title, "category": "换届直选", "nature": "计划", "period": BEFORE.label, "place": "礼堂",
           "figures": "参选 5 人", "due": "2025-11-30", **more}  # fmt: skip
    kept = keep(office, "work_log", raw)
    assert kept.record is not None, kept.problems
    return kept.record


def test_a_plan_done_gives_a_line_of_today_that_names_it(office: Office) -> None:
    first = plan(office)
    done, is_new = complete(office, first)
    assert is_new
    assert (done.text(WHEN), done.text(NATURE), done.text(work_log.PLACE)) == ("2026-06-30", "完成", "礼堂")
    assert done[work_log.FOLLOW_OF] == office.link("work_log", first.id)
    # What was planned is no number of what was done.
    assert not {"figures", "due", "period", "chapter"} & done.values.keys()


def test_a_plan_is_done_once_and_only_a_plan_is_done(office: Office) -> None:
    first = plan(office)
    done, _ = complete(office, first)
    assert complete(office, first) == (office.record("work_log", done.id), False)
    with pytest.raises(OfficeError, match="计划"):
        complete(office, done)


def test_unfinished_plans_of_the_half_before_are_carried_on_once(office: Office) -> None:
    open_one, finished = plan(office), plan(office, "安全月")
    plan(office, "今年的计划", period=NOW.label)
    complete(office, finished)
    assert [each.label for each in unfinished(office, BEFORE)] == ["换届选举"]
    carried = carry_forward(office, [open_one], NOW)
    assert [(each.text(PERIOD), each.text(NATURE)) for each in carried] == [(NOW.label, "计划")]
    assert carried[0][work_log.FOLLOW_OF] == office.link("work_log", open_one.id)
    assert carry_forward(office, [open_one], NOW) == []
    assert unfinished(office, BEFORE) == []
    assert {each.label for each in unfinished(office, NOW)} == {"换届选举", "今年的计划"}


@pytest.mark.parametrize(("due", "kept"), [("2026-06-30", None), ("2026-12-31", "2026-12-31")])
def test_a_day_that_is_over_does_not_go_into_the_next_half_year(office: Office, due: str, kept: str | None) -> None:
    late = plan(office, due=due)
    carried = carry_forward(office, [late], half_year(2026, 2))[0]
    assert (carried.text(work_log.DUE) or None) == kept


def test_a_follower_thrown_away_leaves_the_plan_unfinished(office: Office) -> None:
    first = plan(office)
    carried = carry_forward(office, [first], NOW)
    trash(office, "work_log", [carried[0].id])
    assert [each.id for each in unfinished(office, BEFORE)] == [first.id]
