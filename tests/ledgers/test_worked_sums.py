"""What follows from other fields, worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.invented_values import CONTEXT
from unionoffice.domain.kinds import Link, Share
from unionoffice.domain.ledger import Problem, Record
from unionoffice.ledgers.aid import AID, AMOUNT, PER_AMOUNT, PERSONS
from unionoffice.ledgers.event import ITEM, ITEM_AMOUNT
from unionoffice.ledgers.household import HOUSEHOLD, PER_HEAD, PER_HEAD_NET, SIZE
from unionoffice.ledgers.member import BORN_ON, GENDER, MEMBER
from unionoffice.ledgers.registers import COVERAGE, COVERAGE_RATE, DONE, INSURANCE, INSURANCE_AMOUNT
from unionoffice.ledgers.target import TARGET, TARGET_RATE

AID_ROW = {"class": "慰问", "kind": "节日慰问", "when": "1月20日"}
HOUSEHOLD_ROW = {"head": "职工甲", "id_number": "11010519491231002X", "category": "低保户", "cause": "其他"}


def aid(**raw: object) -> tuple[Record | None, list[Problem]]:
    return AID.parse({**AID_ROW, **raw}, CONTEXT)


def kept(parsed: tuple[Record | None, list[Problem]]) -> Record:
    record, problems = parsed
    assert record is not None, problems
    return record


@pytest.mark.parametrize(
    "raw",
    [
        {"per_amount": "300", "persons": "4"},
        {"per_amount": "300", "amount": "1200"},
        {"persons": "4", "amount": "1200"},
        {"per_amount": "300", "persons": "4", "amount": "1,200.00"},
    ],
)
def test_three_hundred_for_each_of_four_is_twelve_hundred(raw: dict[str, object]) -> None:
    record = kept(aid(**raw))

    assert (record[PER_AMOUNT], record[PERSONS], record[AMOUNT]) == (Decimal(300), 4, Decimal(1200))


def test_three_that_disagree_are_kept_as_stated_with_a_doubt() -> None:
    record, problems = aid(per_amount="300", persons="4", amount="1000")

    assert kept((record, problems))[AMOUNT] == 1000
    assert [(problem.field, problem.blocking) for problem in problems] == [("amount", False)]
    assert "1,200.00" in problems[0].sentence


def test_more_than_twenty_thousand_says_nothing_of_heads() -> None:
    record = kept(aid(per_amount="151", amount="2万", amount_qualifier="余"))

    assert record[PERSONS] is None
    assert record[AMOUNT] == 20000


def test_an_amount_that_does_not_divide_gives_nothing() -> None:
    assert kept(aid(per_amount="151", amount="20000"))[PERSONS] is None
    assert kept(aid(persons="3", amount="100"))[PER_AMOUNT] is None
    assert kept(aid(persons="0", amount="100"))[PER_AMOUNT] is None
    assert kept(aid(per_amount="0", amount="100"))[PERSONS] is None


def test_a_product_beyond_all_money_is_refused_and_not_stored() -> None:
    record, problems = aid(per_amount="100000000000", persons="2")

    assert record is None
    assert [problem.field for problem in problems] == ["amount"]
    assert kept(aid(per_amount="0.01", amount="100000000000"))[PERSONS] is None


def household(**raw: object) -> tuple[Record | None, list[Problem]]:
    return HOUSEHOLD.parse({**HOUSEHOLD_ROW, **raw}, CONTEXT)


def test_the_income_of_a_head_is_a_twelfth_shared() -> None:
    record = kept(household(income_year="24000", size="2", cost_illness="6000", cost_school="6000"))

    assert str(record[PER_HEAD]) == "1000.00"
    assert str(record[PER_HEAD_NET]) == "500.00"


def test_costs_above_the_income_leave_nothing_and_no_debt() -> None:
    record = kept(household(income_year="1000", size="3", cost_other="5000"))

    assert (str(record[PER_HEAD]), str(record[PER_HEAD_NET])) == ("27.78", "0.00")


def test_a_household_of_nobody_is_refused() -> None:
    record, problems = household(income_year="24000", size="0")

    assert record is None
    assert [problem.field for problem in problems] == [SIZE.key]


def test_a_worked_out_income_goes_when_what_it_came_from_goes() -> None:
    before = kept(household(income_year="24000", size="2"))

    after = kept(HOUSEHOLD.parse({"size": ""}, CONTEXT, before))

    assert after[PER_HEAD] is None


def test_a_worked_out_field_cannot_be_typed() -> None:
    assert kept(household(per_head="99999"))[PER_HEAD] is None


MEMBER_ROW = {
    "name": "职工甲",
    "id_number": "11010519491231002X",
    "phone": "13800000000",
    "unit": "甲",
    "joined_on": "2020",
}


def test_birth_and_gender_follow_from_the_citizen_number() -> None:
    record = kept(MEMBER.parse(MEMBER_ROW, CONTEXT))

    assert (record.text(GENDER), record.text(BORN_ON)) == ("女", "1949-12-31")


def test_a_gender_that_the_citizen_number_denies_is_kept_with_a_doubt() -> None:
    record, problems = MEMBER.parse({**MEMBER_ROW, "gender": "男", "born_on": "1950"}, CONTEXT)

    assert kept((record, problems))[GENDER] == "男"
    assert {problem.field for problem in problems if not problem.blocking} == {"gender", "born_on"}


def coverage(**raw: object) -> tuple[Record | None, list[Problem]]:
    return COVERAGE.parse({"matter": "集体合同", "action": "新签", **raw}, CONTEXT)


def test_a_rate_comes_from_its_parts() -> None:
    assert kept(coverage(done="10", due="15"))[COVERAGE_RATE] == Share(10, 15)
    assert kept(coverage(done="0", due="0"))[COVERAGE_RATE] is None


def test_more_done_than_due_is_a_doubt() -> None:
    record, problems = coverage(done="16", due="15")

    assert kept((record, problems))[DONE] == 16
    assert DONE.key in {problem.field for problem in problems}


def target(**raw: object) -> tuple[Record | None, list[Problem]]:
    return TARGET.parse({"indicator": "发展会员", **raw}, CONTEXT)


@pytest.mark.parametrize(
    ("done", "goal", "percent"), [("12", "20", "60"), ("224", "300", "74.67"), ("0", "5", "0"), ("3", "1", "300")]
)
def test_a_target_is_met_by_so_many_percent(done: str, goal: str, percent: str) -> None:
    share = kept(target(done=done, target=goal))[TARGET_RATE]

    assert share is not None
    assert str(share.percent) == percent


def test_a_stated_rate_that_the_numbers_deny_is_kept_with_a_doubt() -> None:
    record, problems = target(done="12", target="20", rate="70%")

    assert kept((record, problems))[TARGET_RATE] == Share(stated=Decimal(70))
    assert [(problem.field, problem.blocking) for problem in problems] == [("rate", False)]


def test_a_target_of_nothing_has_no_rate() -> None:
    assert kept(target(done="12", target="0"))[TARGET_RATE] is None
    assert kept(target(done="999999999999", target="0.001"))[TARGET_RATE] is None


def test_so_many_at_such_a_price_cost_their_product_unless_they_are_lent() -> None:
    raw = {"event": Link("event", 1), "item": "水杯", "quantity": "2.5", "price": "12.30"}
    assert kept(ITEM.parse(raw, CONTEXT))[ITEM_AMOUNT] == Decimal("30.75")
    assert kept(ITEM.parse({**raw, "tenure": "借"}, CONTEXT))[ITEM_AMOUNT] is None
    assert kept(ITEM.parse({**raw, "amount": "31"}, CONTEXT))[ITEM_AMOUNT] == 31
    assert ITEM.parse({**raw, "quantity": "900000000000", "price": "10000000000"}, CONTEXT)[0] is None


def test_the_fee_of_all_insured_is_the_amount_of_an_insurance() -> None:
    raw = {"scheme": "在职职工互助保障", "when": "2026-03-01", "insured": "120", "fee": "60"}
    assert kept(INSURANCE.parse(raw, CONTEXT))[INSURANCE_AMOUNT] == 7200
