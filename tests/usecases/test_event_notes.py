"""The notes above an event's and a plan's form say what is open and what followed."""

from __future__ import annotations

from unionoffice.domain.ledger import Record
from unionoffice.usecases.event_notes import event_notes, log_notes
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.log_from_record import write_log_line
from unionoffice.usecases.office import Office
from unionoffice.usecases.plans import complete
from unionoffice.usecases.reminders import reminders


def enter(office: Office, ledger: str, **raw: object) -> Record:
    kept = keep(office, ledger, raw)
    assert kept.record is not None, kept.problems
    return kept.record


def test_an_event_tells_what_is_out_and_that_it_is_in_the_log(office: Office) -> None:
    of = enter(office, "event", title="晚会", type="文体", when="2026-04-28")
    assert list(event_notes(office, of)) == []
    for name in ("音响", "灯光", "彩旗", "话筒"):
        enter(office, "item", event=office.link("event", of.id), item=name, tenure="借")
    write_log_line(office, of)
    assert list(event_notes(office, of)) == [
        "借来的 4 件物品还没有归还：音响、灯光、彩旗等",
        "已写入工作日志（2026-04-28）",
    ]


def test_things_still_out_after_their_event_are_reminded_of_until_they_are_back(office: Office) -> None:
    of = enter(office, "event", title="晚会", type="文体", when="2026-04-28", status="完成")
    later = enter(office, "event", title="七一歌会", type="文体", when="2026-07-01", status="筹备")
    lent = enter(office, "item", event=office.link("event", of.id), item="音响", tenure="借")
    enter(office, "item", event=office.link("event", later.id), item="彩旗", tenure="借")
    told = [each for each in reminders(office) if each.kind == "归还"]
    assert [(each.text, each.record_id) for each in told] == [("借来的物品还没有归还：音响（晚会）", of.id)]
    keep(office, "item", {"returned": "是"}, lent)
    assert [each for each in reminders(office) if each.kind == "归还"] == []


def test_a_plan_tells_what_followed_it(office: Office) -> None:
    plan = enter(office, "work_log", title="换届", category="其他", nature="计划", when="2026-05-01")
    assert list(log_notes(office, plan)) == []
    complete(office, plan)
    assert list(log_notes(office, plan)) == ["已完成：2026-06-30 换届"]
