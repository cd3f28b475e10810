"""A household's file goes its way, is closed with a reason, opened again; aid is given to many at once."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_values import id_number
from unionoffice.domain.ledger import Record
from unionoffice.domain.query import Query
from unionoffice.errors import OfficeError
from unionoffice.summary.roll import open_files
from unionoffice.usecases import household_lists
from unionoffice.usecases.advance_household import advance, mark_reviewed, reopen, usual_day
from unionoffice.usecases.bulk_aid import give_aid, mark_paid, payable, plan_aid
from unionoffice.usecases.household_follow_up import asks_to_reopen, visit_proposal
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.record_notes import notes_of
from unionoffice.usecases.undo import undo

AID = {"class": "送温暖慰问", "kind": "节日慰问", "amount": "1000", "when": "2026-02-01", "source": "本级工会经费"}


def file(office: Office, order: int = 1, **raw: object) -> Record:
    number = id_number(date(1980, 1, 2), order)
    row = {"head": f"职工{order}", "id_number": number, "category": "深度困难", "cause": "其他", **raw}
    kept = keep(office, "household", row)
    assert kept.record is not None, kept.problems
    return kept.record


def now(office: Office, of: Record) -> Record:
    return office.record("household", of.id)


def words(office: Office, of: Record, *keys: str) -> list[str]:
    record = now(office, of)
    return [record.text(record.ledger.get(key)) for key in keys]


def test_each_stage_is_kept_with_its_date(office: Office) -> None:
    record = file(office, applied_on="2026-03-01")
    for stage, day in (("入户核查", "3.5"), ("集体研究", "2026-03-10"), ("公示", "2026-03-16")):
        assert advance(office, record.id, stage, day).problems == []

    # 16 March 2026 is a Monday; seven working days end on Tuesday, 24 March.
    assert words(office, record, "stage", "checked_on", "publicity") == ["公示", "2026-03-05", "2026-03-16至2026-03-24"]
    advance(office, record.id, "公示", "2026-03-16至2026-03-20")
    assert words(office, record, "publicity") == ["2026-03-16至2026-03-20"]


def test_a_date_before_the_stage_before_is_kept_and_doubted(office: Office) -> None:
    record = file(office, applied_on="2026-03-05")
    kept = advance(office, record.id, "入户核查", "2026-03-01")
    assert [each.sentence for each in kept.problems] == ["入户核查日期 2026-03-01 早于申请日期 2026-03-05"]
    assert words(office, record, "stage") == ["入户核查"]


@pytest.mark.parametrize(
    ("stage", "day", "why", "told"),
    [
        ("入户核查", "", "", "请填写日期"),
        ("入户核查", "2026-02-30", "", "日期"),
        ("公示", "", "", "请填写公示起止日期"),
        ("公示", "没有的", "", "公示起止"),
        ("注销", "2026-03-01", "", "请选择注销原因"),
        ("注销", "2026-03-01", "没有的原因", "注销原因"),
        ("没有的", "2026-03-01", "", "没有“没有的”这个进度"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(
    office: Office, stage: str, day: str, why: str, told: str
) -> None:
    record = file(office)
    with pytest.raises(OfficeError, match=told):
        advance(office, record.id, stage, day, why)
    assert now(office, record) == record


def test_a_closed_file_is_no_longer_counted_and_does_not_go_on(office: Office) -> None:
    record = file(office, filed_on="2026-01-05")
    advance(office, record.id, "脱困", "2026-05-01")

    assert words(office, record, "stage", "closed_on", "closed_why") == ["脱困", "2026-05-01", "脱困"]
    assert open_files([now(office, record)], date(2026, 4, 30)) == [now(office, record)]
    assert open_files([now(office, record)], date(2026, 6, 30)) == []
    assert household_lists.open_files(office) == []
    with pytest.raises(OfficeError, match="请先恢复档案"):
        advance(office, record.id, "帮扶", "2026-06-01")


def test_a_reopened_file_counts_again_and_keeps_what_was(office: Office) -> None:
    record = file(office, filed_on="2025-01-05", aided_on="2025-02-01")
    advance(office, record.id, "注销", "2025-05-01", "调离")
    reopen(office, record.id, "2026-02-01", "患病")
    advance(office, record.id, "脱困", "2026-04-01")
    reopen(office, record.id, "2026-06-01")

    assert words(office, record, "stage", "closed_on", "closed_why", "reopened_on") == ["帮扶", "", "", "2026-06-01"]
    assert words(office, record, "former_closings") == [
        "2025-05-01注销（调离），2026-02-01返困恢复：患病\n2026-04-01脱困，2026-06-01返困恢复"
    ]
    assert open_files([now(office, record)], date(2026, 6, 30)) == [now(office, record)]
    with pytest.raises(OfficeError, match="不需要恢复"):
        reopen(office, record.id, "2026-06-02")


def test_each_step_is_taken_back_as_one(office: Office) -> None:
    record = file(office, filed_on="2025-01-05")
    advance(office, record.id, "脱困", "2026-05-01")
    undone = undo(office)
    assert undone is not None
    assert undone.title == "档案进度改为“脱困”：职工1"
    assert words(office, record, "stage", "closed_on") == ["建档", ""]


def test_a_visit_that_finds_need_again_proposes_to_reopen(office: Office) -> None:
    record = file(office, filed_on="2025-01-05", closed_on="2026-05-01", closed_why="脱困")
    raw = {**visit_proposal(office), "household": office.link("household", record.id)}
    assert (raw["visited_on"], raw["next_on"], raw["visitor"]) == ("2026-06-30", "2026-12-30", "经办甲")
    assert keep(office, "visit", raw).record is not None
    assert not asks_to_reopen(office, record.id)
    assert keep(office, "visit", {**raw, "back_in_need": "是"}).record is not None

    assert asks_to_reopen(office, record.id)
    assert notes_of(office, now(office, record)) == ["回访发现返困，档案还没有恢复（更多 → 办理进度…）"]
    reopen(office, record.id, "2026-06-30")
    assert not asks_to_reopen(office, record.id)


def test_the_notes_name_what_is_due_and_missing(office: Office) -> None:
    record = file(office, publicity="2026-06-29", income_year="30000", size="3")
    assert notes_of(office, record) == [
        "公示第 2 天，还剩 5 天（工作日，2026年7月7日止）",
        "没有 2026 年的低保标准，不能核对困难类别，请在“专项台账 → 低保标准”中新增",
        "还缺 8 项附件：档案表、身份证、户口本、申请书、收入证明等",
        "还没有填授权书日期（核对家庭经济状况用）",
    ]
    assert usual_day(office, "公示") == "2026-06-30至2026-07-08"


# Lists


def test_the_lists_hold_the_households_that_want_something(office: Office) -> None:
    due = file(office, 1, filed_on="2025-06-01", income_year="1", size="1", consent_on="2025-05-01")
    later = file(office, 2, filed_on="2025-07-01")
    closed = file(office, 3, filed_on="2020-01-01", closed_on="2021-01-01", closed_why="脱困")
    applied = file(office, 4, applied_on="2026-06-01")
    keep(office, "aid", {**AID, "household": office.link("household", later.id)})
    keep(office, "aid", {**AID, "household": office.link("household", due.id), "stage": "已退回"})
    keep(office, "visit", {"household": office.link("household", closed.id), "visited_on": "6.1", "next_on": "6.20"})

    reviews = household_lists.reviews_due(office)
    assert [(each.file.id, each.due, each.words) for each in reviews] == [(due.id, date(2026, 6, 1), "已过 29 天")]
    assert [each.file.id for each in household_lists.visits_due(office)] == [closed.id]
    missing = {each.file.id: each.words for each in household_lists.incomplete_files(office)}
    assert set(missing) == {due.id, later.id, applied.id}
    assert missing[due.id].startswith("8 项：")
    assert missing[applied.id].endswith("授权书日期、家庭收入或人口")
    assert [each.file.id for each in household_lists.never_helped(office)] == [due.id]

    assert mark_reviewed(office, [due.id], "2026-06-30") == 1
    assert household_lists.reviews_due(office) == []


# Aid for many


def test_the_same_aid_is_planned_for_each_and_kept_in_one_step(office: Office) -> None:
    files = [file(office, order) for order in (1, 2, 3)]
    planned = plan_aid(office, [each.id for each in files], AID)
    assert office.count("aid", Query()) == 0
    assert [each.problems for each in planned] == [(), (), ()]

    ids = give_aid(office, planned)

    rows = office.records("aid", ids)
    assert [(row.text(row.ledger.get("household")), row.text(row.ledger.get("amount"))) for row in rows] == [
        ("职工1", "1,000.00"),
        ("职工2", "1,000.00"),
        ("职工3", "1,000.00"),
    ]
    assert sum(each.total for each in office.totals("aid", Query()) if each.field.key == "amount") == 3000
    undo(office)
    assert office.count("aid", Query()) == 0


def test_a_closed_household_is_doubted_and_a_wrong_amount_refused(office: Office) -> None:
    closed = file(office, closed_on="2026-01-01", closed_why="脱困")
    assert "已经脱困" in plan_aid(office, [closed.id], AID)[0].problems[0].sentence
    planned = plan_aid(office, [closed.id], {**AID, "amount": "很多"})
    assert planned[0].is_refused
    with pytest.raises(OfficeError, match="全部没有保存"):
        give_aid(office, planned)
    assert office.count("aid", Query()) == 0
    with pytest.raises(OfficeError, match="没有选中"):
        give_aid(office, [])


def test_one_refused_household_keeps_none(office: Office) -> None:
    good = plan_aid(office, [file(office, 1).id], AID)
    bad = plan_aid(office, [file(office, 2).id], {**AID, "when": "2026-02-30"})
    with pytest.raises(OfficeError, match="职工2"):
        give_aid(office, [*good, *bad])
    assert office.count("aid", Query()) == 0


def test_only_what_waits_is_marked_as_paid(office: Office) -> None:
    ids = []
    for stage in ("待审核", "待发放", "已发放", "已退回"):
        record = keep(office, "aid", {**AID, "recipient": "患病职工", "stage": stage}).record
        assert record is not None
        ids.append(record.id)

    assert mark_paid(office, ids, "2026-06-15", signed=True) == 2

    rows = office.records("aid", ids)
    told = [[row.text(row.ledger.get(key)) for key in ("stage", "when", "signed")] for row in rows]
    assert told == [
        ["已发放", "2026-06-15", "是"],
        ["已发放", "2026-06-15", "是"],
        ["已发放", "2026-02-01", ""],
        ["已退回", "2026-02-01", ""],
    ]
    assert payable(office, ids) == []
    with pytest.raises(OfficeError, match="都已发放或已退回"):
        mark_paid(office, ids)


def test_a_wrong_day_marks_none(office: Office) -> None:
    record = keep(office, "aid", {**AID, "recipient": "患病职工", "stage": "待发放"}).record
    assert record is not None
    with pytest.raises(OfficeError, match="全部没有保存"):
        mark_paid(office, [record.id], "2026-02-30")
    assert office.record("aid", record.id).text(record.ledger.get("stage")) == "待发放"


def test_only_files_that_are_kept_on_are_counted(office: Office) -> None:
    file(office, 1, filed_on="2026-01-01")
    file(office, 2, filed_on="2026-01-01", closed_on="2026-02-01", closed_why="脱困")
    file(office, 3, stage="注销")
    file(office, 4)
    assert office.count("household", household_lists.kept_on(office)) == 2
