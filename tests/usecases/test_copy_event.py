"""Next year's event takes over what is planned again and nothing that came of the last one; series add up."""

from __future__ import annotations

from unionoffice.ledgers import event
from unionoffice.ledgers.shared import HEADCOUNT, NATURE, NOTE, WHEN
from unionoffice.usecases.copy_event import copy_event, next_title
from unionoffice.usecases.event_series import series_of
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office


def last_year(office: Office, **more: str) -> int:
    raw = {"title": "2025年职工运动会", "type": "文体", "when": "2025-04-28至2025-04-29", "place": "体育馆", "budget": "8000",
           "spent": "7600", "headcount": "120", "status": "完成", "figures": "参赛队 12 支", "note": "雨天改期", **more}  # fmt: skip
    kept = keep(office, "event", raw)
    assert kept.record is not None, kept.problems
    link = office.link("event", kept.record.id)
    for row in (
        {"item": "音响", "tenure": "借", "returned": "是", "quantity": "2", "amount": "500", "receipt": "甲001"},
        {"item": "餐费", "kind": "报销", "amount": "900"},
    ):
        assert keep(office, "item", {**row, "event": link}).record is not None
    for row in ({"name": "职工甲", "group": "甲组", "signed_in": "是"}, {"name": "来宾乙", "registered": "否"}):
        assert keep(office, "attendance", {**row, "event": link}).record is not None
    assert keep(office, "prize", {"event": link, "grade": "一等奖", "winner": "职工甲"}).record is not None
    return kept.record.id


def test_the_copy_is_a_plan_a_year_on_without_what_came_of_it(office: Office) -> None:
    old = office.record("event", last_year(office))
    new = copy_event(office, old).record
    assert new.text(event.TITLE) == "2026年职工运动会"
    assert new.text(WHEN) == "2026-04-28至2026-04-29"
    assert (new.text(event.STATUS), new.text(NATURE), new.text(event.PLACE), new.text(event.BUDGET)) == (
        "筹备", "计划", "体育馆", "8,000.00",
    )  # fmt: skip
    for left_out in (event.SPENT, HEADCOUNT, NOTE, event.REVIEW):
        assert new.text(left_out) == ""
    assert "figures" not in new.values
    assert new[event.SERIES] == office.link("event", old.id)


def test_things_come_along_without_amounts_and_receipts_people_only_when_asked(office: Office) -> None:
    old = office.record("event", last_year(office))
    bare = copy_event(office, old)
    assert (bare.items, bare.people) == (1, 0)
    thing = office.children("item", bare.record.id)[0]
    assert (thing.text(event.ITEM_NAME), thing.text(event.TENURE)) == ("音响", "借")
    assert not {"amount", "receipt", "returned"} & thing.values.keys()
    assert office.children("attendance", bare.record.id) == office.children("prize", bare.record.id) == []
    full = copy_event(office, old, people=True)
    people = office.children("attendance", full.record.id)
    assert [(each.label, each.text(event.GROUP)) for each in people] == [("职工甲", "甲组")]
    assert people[0][event.SIGNED_IN] is None


def test_a_leap_day_moves_to_the_28th_and_only_a_leading_year_counts_on(office: Office) -> None:
    old = office.record("event", last_year(office, when="2024-02-29", title="第三届职工运动会"))
    new = copy_event(office, old).record
    assert (new.text(WHEN), new.text(event.TITLE)) == ("2025-02-28", "第三届职工运动会")
    assert next_title("2026年终总结会") == "2027年终总结会"
    assert next_title("2026职工运动会") == "2026职工运动会"


def test_a_series_lists_its_events_and_adds_them_up(office: Office) -> None:
    def enter(**raw: object) -> int:
        kept = keep(office, "event", {"type": "文体", "title": "读书会", **raw})
        assert kept.record is not None, kept.problems
        return kept.record.id

    first = enter(when="2026-01-10", headcount="20", budget="1000", spent="900.50")
    link = office.link("event", first)
    enter(title="读书会二", when="2026-03-10", headcount="25", series=link, spent="99.50")
    enter(title="单独的活动", when="2026-02-10", headcount="500")
    rows = [each.cells for each in series_of(office)]
    assert [row[1] for row in rows] == ["读书会", "读书会二", "合计 2 项"]
    # 20 + 25 = 45 人; 900.50 + 99.50 = 1,000.00 元
    assert rows[-1] == ("读书会", "合计 2 项", "", "", "45", "", "1,000.00", "1,000.00")
