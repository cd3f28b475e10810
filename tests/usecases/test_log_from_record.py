"""A log line written from an event or an aid payment is written once, tells no name, and never counts twice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from unionoffice.domain.draft import Draft, Figure
from unionoffice.domain.ledger import Record
from unionoffice.domain.period import half_year
from unionoffice.domain.query import Query
from unionoffice.ledgers import work_log
from unionoffice.ledgers.shared import FIGURES, HEADCOUNT, NATURE, WHEN
from unionoffice.usecases.draft_summary import draft
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.log_from_record import log_line_of, write_log_line
from unionoffice.usecases.office import Office

FIRST_HALF = half_year(2026, 1)


def enter(office: Office, ledger: str, **raw: object) -> Record:
    kept = keep(office, ledger, raw)
    assert kept.record is not None, kept.problems
    return kept.record


def an_event(office: Office, **more: object) -> Record:
    raw = {"title": "庆五一职工晚会", "type": "文体", "when": "2026-04-28", "place": "礼堂", "headcount": "300",
           "teams": "22", "figures": "节目 18 个", **more}  # fmt: skip
    return enter(office, "event", **raw)


def some_aid(office: Office, **more: object) -> Record:
    raw = {"class": "送温暖慰问", "kind": "住院慰问", "recipient": "职工丙", "when": "2026-05-06", "persons": "3",
           "amount": "1500", "occasion": "骨折住院", **more}  # fmt: skip
    return enter(office, "aid", **raw)


def figures_of(drafted: Draft) -> list[Figure]:
    return [f for chapter in drafted.chapters for paragraph in chapter.paragraphs for f in paragraph.figures]


def words_of(drafted: Draft) -> str:
    return "\n".join(p.text for chapter in drafted.chapters for p in chapter.paragraphs)


def test_an_event_gives_day_title_place_heads_and_figures(office: Office) -> None:
    line, is_new = write_log_line(office, an_event(office))
    assert is_new
    assert (line.text(work_log.TITLE), line.text(WHEN), line.text(work_log.PLACE), line.text(HEADCOUNT)) == (
        "庆五一职工晚会", "2026-04-28", "礼堂", "300",
    )  # fmt: skip
    assert line.text(FIGURES) == "参赛队 22 支；节目 18 个"
    assert line.text(work_log.CATEGORY) == "其他"


def test_aid_gives_its_sum_and_neither_name_nor_illness(office: Office) -> None:
    line, _ = write_log_line(office, some_aid(office))
    assert line.text(FIGURES) == "发放 1500 元"
    written = " ".join(line.text(key) for key in line.ledger.fields if key is not work_log.FROM_AID)
    assert "送温暖慰问：住院慰问" in written
    assert "职工丙" not in written
    assert "骨折" not in written


def test_the_second_click_finds_the_first_line_until_it_is_thrown_away(office: Office) -> None:
    source = an_event(office)
    an_event(office)  # of the same name
    line, _ = write_log_line(office, source)
    again, is_new = write_log_line(office, source)
    assert (again.id, is_new) == (line.id, False)
    assert office.count("work_log", Query()) == 1
    trash(office, "work_log", [line.id])
    assert log_line_of(office, source) is None
    assert write_log_line(office, source)[1]


def test_an_event_in_the_making_and_aid_not_yet_paid_become_plans(office: Office) -> None:
    assert write_log_line(office, an_event(office, status="筹备", when="2026-08-01"))[0].text(NATURE) == "计划"
    assert write_log_line(office, some_aid(office, stage="待发放"))[0].text(NATURE) == "计划"


@pytest.mark.parametrize("amount", ["1234.50", "1000000", "20000"])
def test_amounts_are_written_so_that_they_read_back(office: Office, amount: str) -> None:
    line, _ = write_log_line(office, some_aid(office, persons="", amount=amount))
    entry = line[FIGURES]
    assert entry is not None
    assert entry[0].value == Decimal(amount)


def test_the_summary_is_the_same_with_and_without_the_lines_written_from_its_records(office: Office) -> None:
    events = [an_event(office), an_event(office, title="职工篮球赛", when="2026-05-01", headcount="96")]
    aid = some_aid(office)
    enter(office, "work_log", title="安全检查", category="隐患排查", when="2026-03-02", figures="隐患 5 处")
    before = draft(office, FIRST_HALF)
    for source in (*events, aid):
        assert write_log_line(office, source)[1]
    after = draft(office, FIRST_HALF)
    assert words_of(after) == words_of(before)
    # By hand: one aid of 1,500 yuan for three persons, 500 for each; nowhere 3,000.
    yuan = {figure.value for figure in figures_of(after) if figure.unit == "元"}
    assert yuan == {Decimal(500), Decimal(1500)}
    assert words_of(after).count("庆五一职工晚会") == 1
    assert not any(
        ledger == "work_log" and "晚会" in figure.label for figure in figures_of(after) for ledger, _ in figure.rows
    )


def test_the_line_speaks_where_its_event_does_not(office: Office) -> None:
    hidden = an_event(office, in_summary="否")
    write_log_line(office, hidden)
    assert words_of(draft(office, FIRST_HALF)).count("庆五一职工晚会") == 1
    called_off = an_event(office, title="职工歌会", status="取消")
    write_log_line(office, called_off)
    assert words_of(draft(office, FIRST_HALF)).count("职工歌会") == 1


def test_a_line_of_work_done_stands_beside_the_plan_it_came_from(office: Office) -> None:
    line, _ = write_log_line(office, an_event(office, status="筹备", nature="计划"))
    keep(office, "work_log", {"nature": "完成", "title": "如期办了晚会"}, line)
    assert "如期办了晚会" in words_of(draft(office, FIRST_HALF))
