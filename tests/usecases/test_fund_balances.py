"""What the funds hold, and how far the targets are, added up by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.invented_values import id_number
from unionoffice.domain.ledger import Record
from unionoffice.errors import OfficeError
from unionoffice.ledgers.target import TARGET_DONE, TARGET_RATE
from unionoffice.usecases.count_targets import counted_targets, take_counts
from unionoffice.usecases.fund_balances import fund_balances, rows_of
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.office import Office


def add(office: Office, ledger: str, **raw: str) -> Record:
    kept = keep(office, ledger, raw)
    assert kept.record is not None, kept.problems
    return kept.record


def pay(office: Office, amount: str, when: str, source: str = "市级财政", **raw: str) -> Record:
    row = {"class": "帮扶救助", "kind": "生活救助", "recipient": "职工甲"}
    return add(office, "aid", **{**row, "amount": amount, "when": when, "source": source, **raw})


def budget(office: Office, subject: str, received: str, when: str, **raw: str) -> Record:
    return add(
        office, "budget", **{"subject": subject, "received": received, "when": when, "source": "市级财政", **raw}
    )


def test_what_waits_to_be_paid_is_spoken_for_and_a_donation_that_waits_is_no_payment(office: Office) -> None:
    budget(office, "上级补助收入", "1000", "2026-02-01")
    pay(office, "300", "2026-03-01", stage="待发放")
    pay(office, "50", "2026-03-02", direction="收入", stage="待发放", recipient="某公司")
    (city,) = fund_balances(office, 2026)
    assert (city.received, city.spent, city.left, city.count) == (Decimal(1050), Decimal(300), Decimal(750), 1)


def test_each_source_is_what_came_in_less_what_went_out(office: Office) -> None:
    budget(office, "上年结余", "600.50", "2026-01-01")
    budget(office, "上级补助收入", "1000", "2026-02-01")
    budget(office, "上级补助收入", "9999", "2026-03-01", nature="计划")
    budget(office, "上级补助收入", "8888", "2025-12-31")
    budget(office, "会费收入", "7777", "2026-03-01", source="")
    pay(office, "300", "2026-01-01")
    pay(office, "200.25", "2026-12-31", recipient="职工乙")
    pay(office, "4000", "2026-05-01", stage="已退回")
    pay(office, "5000", "2026-05-02", nature="计划")
    pay(office, "50", "2026-05-03", direction="收入", recipient="某公司")
    pay(office, "6000", "2027-01-01")
    pay(office, "70", "2026-05-04", source="")
    gone = pay(office, "80", "2026-05-05")
    trash(office, "aid", [gone.id])

    city, nameless = fund_balances(office, 2026)

    assert (city.source, city.opening, city.received) == ("市级财政", Decimal("600.50"), Decimal(1050))
    assert (city.spent, city.left, city.count) == (Decimal("500.25"), Decimal("1150.25"), 2)
    assert (nameless.source, nameless.left, nameless.count) == ("", Decimal(-70), 1)
    # The list behind the line shows the source's rows of the year, those sent back and planned too.
    assert office.count("aid", rows_of(city, 2026)) == 5
    assert office.count("aid", rows_of(nameless, 2026)) == 1
    assert fund_balances(office, 2024) == []


def test_a_target_is_counted_from_its_ledger(office: Office) -> None:
    for order, joined in ((1, "2026-01-01"), (3, "2026-12"), (5, "2025-12-31")):
        row = {"name": f"职工{order}", "gender": "男", "phone": f"1380000000{order}", "unit": "一分会", "state": "在籍"}
        add(office, "member", **row, joined_on=joined, id_number=id_number(date(1985, 6, 5), order))
    for title, more in (
        ("春季竞赛", {}),
        ("夏季竞赛", {"nature": "计划"}),
        ("秋季竞赛", {"status": "筹备"}),
        ("竞赛总结会", {}),
        ("歌会", {}),
    ):
        add(office, "event", title=title, type="文体", when="2026-04-01", **more)
    add(office, "target", indicator="发展会员", target="4", counted_ledger="会员名册", year="2026年度", done="1")
    add(office, "target", indicator="竞赛", target="2", counted_ledger="活动", counted_words="竞赛", when="2026-01-05")
    add(office, "target", indicator="手填", target="2", done="1")

    counted = {each.target.label: each for each in counted_targets(office)}

    assert {label: each.count for label, each in counted.items()} == {"发展会员": 2, "竞赛": 2}
    assert office.count("event", counted["竞赛"].query) == 2
    assert take_counts(office, list(counted.values())) == 2
    assert take_counts(office, counted_targets(office)) == 0
    kept = office.record("target", counted["发展会员"].target.id)
    assert (kept[TARGET_DONE], kept.text(TARGET_RATE)) == (Decimal(2), "50%")
    step = office.steps.next_undo()
    assert step is not None
    assert step.title == "按台账统计完成值 2 条"


def test_a_target_that_names_no_ledger_of_the_office_says_so(office: Office) -> None:
    add(office, "target", indicator="发展会员", target="4", counted_ledger="没有的台账")

    with pytest.raises(OfficeError, match="目标“发展会员”的取数台账“没有的台账”不存在"):
        counted_targets(office)
