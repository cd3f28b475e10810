"""Prizes, budgets, guests and things lent, each worked by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from unionoffice.domain.ledger import Problem
from unionoffice.domain.query import Query
from unionoffice.rules.event import most_winners, overdue_items
from unionoffice.rules.limits import Limit
from unionoffice.usecases.keep_record import Kept, keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook


def entered(office: Office, ledger: str, **raw: object) -> Kept:
    kept = keep(office, ledger, raw)
    assert kept.record is not None, kept.problems
    return kept


def event_of(office: Office, **raw: object) -> int:
    kept = entered(office, "event", **{"title": "职工运动会", "type": "文体", "when": "2026-04-28", **raw})
    assert kept.record is not None
    return kept.record.id


def limit(office: Office, subject: str, basis: str, most: str) -> None:
    """Let the office have this limit alone for the subject."""
    table = office.table("limit")
    rows = office.records("limit", office.ids("limit", Query()))
    with office.file.write():
        table.set_trashed([each.id for each in rows if each.text(each.ledger.get("subject")) == subject], "2026-01-01")
    entered(office, "limit", subject=subject, basis=basis, most=most, doc_ref="示例文号")


def sentences(problems: list[Problem]) -> list[str]:
    assert not any(each.blocking for each in problems)
    return [each.sentence for each in problems]


@pytest.mark.parametrize(
    ("share", "people", "most"),
    # ⌊2/3 × 86⌋ = ⌊57.33⌋, ⌊2/3 × 3⌋ = 2 whatever the share was rounded to, ⌊30 % × 86⌋ = ⌊25.8⌋.
    [("66.67", 86, 57), ("66.67", 3, 2), ("66.66", 300, 200), ("0.6667", 3, 2), ("66.67", 1, 0), ("30", 86, 25),
     ("33.33", 3, 1), ("100", 7, 7), ("50", 7, 3)],
)  # fmt: skip
def test_the_share_of_winners_is_rounded_down(share: str, people: int, most: int) -> None:
    assert most_winners(Limit("获奖比例", "比例", Decimal(share)), people) == most


def test_one_winner_more_than_two_thirds_is_doubted_with_the_numbers(office: Office) -> None:
    limit(office, "获奖比例", "比例", "66.67")
    row = event_of(office, headcount="6")
    link = office.link("event", row)
    for number in range(4):  # ⌊2/3 × 6⌋ = 4
        assert sentences(entered(office, "prize", event=link, grade="三等奖", winner=f"职工{number}").problems) == []
    fifth = entered(office, "prize", event=link, grade="三等奖", winner="职工戊")
    assert sentences(fifth.problems) == ["获奖 5 人，超过参加 6 人的三分之二（最多 4 人）（依据：示例文号）"]


def test_a_team_counts_with_its_persons(office: Office) -> None:
    limit(office, "获奖比例", "比例", "66.67")
    link = office.link("event", event_of(office, headcount="12"))
    assert sentences(entered(office, "prize", event=link, grade="一等奖", winner="甲队", persons="8").problems) == []
    second = entered(office, "prize", event=link, grade="二等奖", winner="乙队", persons="1")
    assert "获奖 9 人，超过参加 12 人" in sentences(second.problems)[0]


def test_without_a_stated_number_those_who_signed_in_count(office: Office) -> None:
    limit(office, "获奖比例", "比例", "66.67")
    link = office.link("event", event_of(office))
    for number in range(3):
        entered(office, "attendance", event=link, name=f"职工{number}", signed_in="是" if number else "否")
    entered(office, "prize", event=link, grade="一等奖", winner="职工1")
    assert "参加 2 人" in sentences(entered(office, "prize", event=link, grade="二等奖", winner="职工2").problems)[0]


def test_a_prize_is_measured_for_each_person_and_by_its_kind(office: Office) -> None:
    limit(office, "文体个人奖", "每次", "800")
    limit(office, "文体团体奖", "每次", "500")
    limit(office, "技能竞赛奖", "每次", "1000")
    link = office.link("event", event_of(office, headcount="100"))
    assert sentences(entered(office, "prize", event=link, grade="一等奖", winner="职工甲", amount="800").problems) == []
    dear = entered(office, "prize", event=link, grade="一等奖", winner="职工乙", amount="800.01")
    assert sentences(dear.problems) == ["每人 800.01 元，超过文体个人奖上限每人 800.00 元（依据：示例文号）"]
    # 4,000 ÷ 8 = 500, 4,008 ÷ 8 = 501
    assert (
        sentences(entered(office, "prize", event=link, grade="一", winner="甲队", persons="8", amount="4000").problems)
        == []
    )
    team = entered(office, "prize", event=link, grade="一等奖", winner="乙队", persons="8", amount="4008")
    assert sentences(team.problems) == ["每人 501.00 元，超过文体团体奖上限每人 500.00 元（依据：示例文号）"]
    skill = office.link("event", event_of(office, title="技能大赛", type="竞赛比武", headcount="100"))
    assert sentences(entered(office, "prize", event=skill, grade="一", winner="职工甲", amount="1000").problems) == []


def test_spending_over_the_budget_wants_a_reason(office: Office) -> None:
    raw = {"title": "晚会", "type": "文体", "when": "2026-04-28", "budget": "5000", "spent": "5200.50"}
    assert sentences(entered(office, "event", **raw).problems) == [
        "支出 5,200.50 元，超过预算 5,000.00 元 200.50 元，请在备注中写明原因"
    ]
    assert sentences(entered(office, "event", **raw, note="场租上涨").problems) == []
    assert sentences(entered(office, "event", **{**raw, "spent": "5000"}).problems) == []


def test_somebody_unregistered_who_came_is_a_walk_in_and_nobody_comes_twice(office: Office) -> None:
    link = office.link("event", event_of(office))
    guest = entered(office, "attendance", event=link, name="职工甲", registered="否", signed_in="是")
    assert sentences(guest.problems) == ["没有报名，按临时到场计"]
    member = entered(office, "member", name="职工乙", gender="男", phone="13800000001", unit="示例车间", id_type="护照",
                     id_number="A1234567", joined_on="2020-01-01").record  # fmt: skip
    assert member is not None
    who = office.link("member", member.id)
    entered(office, "attendance", event=link, member=who, name="职工乙")
    again = entered(office, "attendance", event=link, member=who, name="职工乙")
    assert sentences(again.problems) == ["“职工乙”已在本次活动的名单中"]


def test_more_signatures_than_the_stated_number_are_doubted(office: Office) -> None:
    row = event_of(office, headcount="1")
    link = office.link("event", row)
    for name in ("职工甲", "职工乙"):
        entered(office, "attendance", event=link, name=name, signed_in="是")
    kept = keep(office, "event", {"place": "礼堂"}, office.record("event", row))
    assert "签到 2 人，多于所填人数 1 人" in sentences(kept.problems)


def test_a_thing_lent_is_missed_after_the_event_until_it_comes_back(office: Office) -> None:
    link = office.link("event", event_of(office, when="2020-04-28"))
    lent = entered(office, "item", event=link, item="音响", tenure="借")
    assert sentences(lent.problems) == ["活动已经结束，借来的还没有归还"]
    entered(office, "item", event=link, item="彩旗", tenure="购")
    book = OfficeBook(office)
    assert [(item.label, of.label) for item, of in overdue_items(book)] == [("音响", "职工运动会")]
    keep(office, "item", {"returned": "是"}, lent.record)
    assert overdue_items(book) == []


def test_an_amount_that_is_not_quantity_times_price_is_doubted(office: Office) -> None:
    link = office.link("event", event_of(office))
    wrong = entered(office, "item", event=link, item="矿泉水", quantity="24", price="2.50", amount="62")
    assert sentences(wrong.problems) == ["24 × 2.50 = 60.00 元，与所填金额 62.00 元不同"]
    assert (
        sentences(entered(office, "item", event=link, item="水", quantity="24", price="2.50", amount="60").problems)
        == []
    )


def test_quantity_times_price_is_rounded_to_the_fen(office: Office) -> None:
    link = office.link("event", event_of(office))
    cloth = {"event": link, "item": "红布", "quantity": "60.5", "price": "0.33"}
    assert sentences(entered(office, "item", **cloth, amount="19.97").problems) == []
    assert sentences(entered(office, "item", **cloth, amount="19.96").problems) == [
        "60.5 × 0.33 = 19.97 元，与所填金额 19.96 元不同"
    ]


def test_an_event_to_come_is_not_done_and_one_past_is_not_in_the_making(office: Office) -> None:
    early = entered(office, "event", title="晚会", type="文体", when="2099-04-28", status="完成")
    assert sentences(early.problems) == ["日期 2099-04-28 还没有到，状态却是“完成”"]
    late = entered(office, "event", title="晚会", type="文体", when="2020-04-28", status="筹备")
    assert sentences(late.problems) == ["日期 2020-04-28 已经过了，状态还是“筹备”"]
