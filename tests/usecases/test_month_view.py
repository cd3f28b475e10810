"""A month shows each thing on its days once, and tells it as numbered lines."""

from __future__ import annotations

from datetime import date

from unionoffice.domain.ledger import Record
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.log_from_record import write_log_line
from unionoffice.usecases.month_view import key_point_table, key_points, month_of
from unionoffice.usecases.office import Office

JUNE = date(2026, 6, 1)


def enter(office: Office, ledger: str, **raw: object) -> Record:
    kept = keep(office, ledger, raw)
    assert kept.record is not None, kept.problems
    return kept.record


def log(office: Office, title: str, when: str, **more: object) -> Record:
    return enter(office, "work_log", title=title, category="其他", when=when, **more)


def test_each_day_has_its_entries_and_spans_have_all_their_days(office: Office) -> None:
    log(office, "例会", "2026-06-05")
    enter(office, "event", title="篮球赛", type="文体", when="2026-06-04至2026-06-05")
    enter(office, "event", title="夏令营", type="文体", when="2026-05-30至2026-06-01")
    log(office, "年中检查", "2026-06-30至2026-07-02")
    log(office, "五月的事", "2026-05-31")
    log(office, "七月的事", "2026-07-01")
    log(office, "归期不同", "2026-06-08", period="2026年上半年")
    found = {day: [each.title for each in entries] for day, entries in month_of(office, JUNE).days.items()}
    assert found == {1: ["夏令营"], 4: ["篮球赛"], 5: ["篮球赛", "例会"], 8: ["归期不同"], 30: ["年中检查"]}


def test_days_known_only_roughly_stand_beside_the_days(office: Office) -> None:
    log(office, "安全月宣传", "2026年6月上旬")
    log(office, "全月值班", "2026年6月")
    log(office, "二季度考核", "2026年第2季度")
    month = month_of(office, JUNE)
    assert month.days == {}
    assert [each.title for each in month.undated] == ["二季度考核", "安全月宣传", "全月值班"]


def test_a_line_written_from_an_event_and_a_cancelled_event_are_not_shown(office: Office) -> None:
    write_log_line(office, enter(office, "event", title="晚会", type="文体", when="2026-06-10"))
    enter(office, "event", title="取消的", type="文体", when="2026-06-11", status="取消")
    assert [each.record.ledger.key for each in month_of(office, JUNE).entries] == ["event"]


def test_the_key_points_tell_what_was_done_and_what_is_planned(office: Office) -> None:
    log(office, "例会", "2026-06-05", place="会议室", headcount="12")
    log(office, "换届", "2026-06-25", nature="计划")
    enter(office, "event", title="篮球赛", type="文体", when="2026-06-04至2026-06-05", figures="参赛队 8 支")
    month = month_of(office, JUNE)
    assert key_points(month) == (
        "2026年6月工作要点\n已完成：\n1. 6月4日至5日 篮球赛（参赛队 8 支）\n2. 6月5日 例会（会议室，12 人）\n计划：\n1. 6月25日 换届"
    )
    assert [row[2:] for row in key_point_table(month).rows] == [
        ("篮球赛", "参赛队 8 支", "完成"), ("例会", "会议室，12 人", "完成"), ("换届", "", "计划"),
    ]  # fmt: skip
    assert key_points(month_of(office, date(2026, 9, 1))) == "2026年9月工作要点\n本月没有登记。"
