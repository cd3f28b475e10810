"""合规检查 over a period: every doubt once, none invented, and fast enough for a large office."""

from __future__ import annotations

from datetime import date

import pytest

from tests.breaking.offices import kept
from tests.invented_values import id_number
from unionoffice.domain.ledger import Record
from unionoffice.domain.period import half_year
from unionoffice.domain.query import Query
from unionoffice.gui.commands.rules_commands import WITH_RULES
from unionoffice.rules.all import doubts
from unionoffice.usecases.book_read_once import BookReadOnce
from unionoffice.usecases.compliance import CHECKED, compliance
from unionoffice.usecases.keep_record import trash
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook

FIRST, SECOND = half_year(2026, 1), half_year(2026, 2)


def household(office: Office, order: int, head: str) -> int:
    number = id_number(date(1985, 6, 5), order)
    return kept(office, "household", head=head, id_number=number, category="低保户", cause="其他").id


def pay(office: Office, home: int, when: str, yuan: int, **more: object) -> Record:
    link = office.link("household", home)
    raw = {"class": "送温暖慰问", "kind": "节日慰问", "household": link, "per_amount": yuan, "persons": 1, "when": when}
    return kept(office, "aid", **{**raw, **more})


def told(office: Office, ledger: str, period: object = FIRST) -> list[tuple[int, str]]:
    return [(each.record.id, each.sentence) for each in compliance(office, ledger, period)]  # type: ignore[arg-type]


def test_a_household_over_its_year_is_told_once_at_its_latest_payment(office: Office) -> None:
    home = household(office, 1, "职工甲")
    rows = [pay(office, home, when, 2500) for when in ("2026-01-10", "2026-03-10", "2026-05-10")]
    pay(office, household(office, 2, "职工甲"), "2026-05-10", 2500)
    assert told(office, "aid") == [
        (
            rows[2].id,
            "2026年送温暖慰问每人合计 7,500.00 元（连同本次共 3 次），超过每人每年上限 6,000.00 元"
            "（依据：送温暖资金使用管理办法（所见于山东、甘肃白银））",
        )
    ]
    assert told(office, "aid", SECOND) == []


def test_every_single_payment_over_its_limit_is_told(office: Office) -> None:
    home = household(office, 1, "职工甲")
    rows = [
        pay(office, home, when, 3300, kind="住院慰问", **{"class": "送温暖慰问"})
        for when in ("2025-12-31", "2026-01-01")
    ]
    assert [row for row, _ in told(office, "aid", None)] == [rows[1].id, rows[1].id, rows[0].id, rows[0].id]
    assert {words.split("，")[0] for _, words in told(office, "aid", half_year(2025, 2))} == {
        "送温暖慰问每人 3,300.00 元", "可能重复：2026-01-01 已给同一对象登记过住院慰问 3,300.00 元（BF2026-0001",
    }  # fmt: skip


def test_a_fund_overspent_is_told_once(office: Office) -> None:
    kept(office, "budget", subject="困难帮扶", received="3000", when="2026-01-01", source="本级工会经费")
    for at in range(4):
        pay(office, household(office, at, f"户主{at}"), "2026-03-10", 1000, source="本级工会经费")
    assert [words for _, words in told(office, "aid")] == [
        "本级工会经费2026年拨入 3,000.00 元，连同本次支出 4,000.00 元，超支 1,000.00 元"
    ]


def test_what_belongs_to_an_event_is_checked_with_it_and_opens_it(office: Office) -> None:
    kept(office, "limit", subject="技能竞赛奖", basis="每次", most="8", in_use="是")
    event = kept(office, "event", title="比武", type="竞赛比武", when="2026-05-01", headcount="3")
    for at in range(3):
        kept(office, "prize", event=office.link("event", event.id), grade="一等奖", winner=f"职工{at}", amount="10")
    kept(office, "item", event=office.link("event", event.id), item="音响", tenure="借")
    found = compliance(office, "event", FIRST)
    assert {(each.record.ledger.key, each.target) for each in found} == {
        (key, ("event", event.id)) for key in ("event", "prize", "item")
    }
    assert "活动已经结束，借来的还没有归还" in [each.sentence for each in found]
    trash(office, "event", [event.id])
    assert compliance(office, "event", FIRST) == []


def test_that_too_many_win_is_told_once_of_the_event(office: Office) -> None:
    event = kept(office, "event", title="歌会", type="文体", when="2026-06-05", headcount=3)
    for name in "甲乙丙":
        kept(office, "prize", event=office.link("event", event.id), grade="一等奖", winner=f"职工{name}")
    (doubt,) = compliance(office, "event", FIRST)
    assert (doubt.record.id, doubt.field) == (event.id, "人数")
    assert doubt.sentence.startswith("获奖 3 人，超过参加 3 人的三分之二（最多 2 人）（依据：")


def test_what_was_typed_wrong_is_told_with_what_the_rules_doubt(office: Office) -> None:
    pay(office, household(office, 1, "职工甲"), "2026-05-10", 100, persons=2, amount=300)
    ((_, words),) = told(office, "aid")
    assert "200.00" in words


def test_the_command_stands_at_every_ledger_that_has_rules() -> None:
    assert set(WITH_RULES) == set(CHECKED)


@pytest.mark.parametrize("ledger", CHECKED)
def test_memory_tells_what_the_office_itself_tells(ledger: str, office: Office) -> None:
    home, other = household(office, 1, "职工甲"), household(office, 2, "职工乙")
    for day in ("2026-01-10", "2026-01-12", "2025-12-31"):
        pay(office, home, day, 2500, source="本级工会经费")
        pay(office, other, day, 3500)
        kept(office, "aid", **{"class": "送温暖慰问", "kind": "节日慰问"}, recipient="职工丙", amount="400", when=day)
    trash(office, "household", [other])
    kept(office, "budget", subject="困难帮扶", planned="1", spent="2", received="3000", when="2026-01-01",
         source="本级工会经费")  # fmt: skip
    event = kept(office, "event", title="比武", type="竞赛比武", when="2026-05-01", headcount="1", status="筹备")
    kept(office, "prize", event=office.link("event", event.id), grade="一等奖", persons="2")
    slow, quick = OfficeBook(office), BookReadOnce(office)
    for record in office.records(ledger, office.ids(ledger, Query())):
        assert doubts(record, quick) == doubts(record, slow)


def test_it_can_be_ended_in_the_middle(office: Office) -> None:
    home = household(office, 1, "职工甲")
    pay(office, home, "2026-01-10", 9000)
    assert compliance(office, "aid", None, lambda done, whole: False) == []
    seen = []

    def go_on(done: int, whole: int) -> bool:
        seen.append((done, whole))
        return True

    assert len(compliance(office, "aid", None, go_on)) == 2
    assert seen == [(0, 1)]
