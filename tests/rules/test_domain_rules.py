"""The rules of the trade, worked by hand, with the sentence the clerk sees."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_values import id_number
from unionoffice.domain.ledger import Problem, Record
from unionoffice.domain.query import Query
from unionoffice.usecases.keep_record import Kept, examine, keep, trash
from unionoffice.usecases.office import Office
from unionoffice.usecases.office_book import OfficeBook

SOURCE = "（依据：送温暖资金使用管理办法（所见于山东、甘肃白银））"


def kept(outcome: Kept) -> Record:
    assert outcome.record is not None, outcome.problems
    return outcome.record


def said(problems: list[Problem], *, field: str = "") -> list[str]:
    """Give the doubts of the rules, none of which may block."""
    assert not [each for each in problems if each.blocking], problems
    return [each.sentence for each in problems if field in ("", each.field)]


def aid(office: Office, amount: str, when: str = "2026-06-05", **raw: str) -> list[str]:
    """Keep a 送温暖 payment to 职工甲 and give what is said of it."""
    row = {"class": "送温暖慰问", "kind": "住院慰问", "recipient": "职工甲", "amount": amount, "when": when, **raw}
    outcome = keep(office, "aid", row)
    kept(outcome)
    return said(outcome.problems)


def limit(office: Office, subject: str, basis: str, most: str, **raw: str) -> None:
    kept(keep(office, "limit", {"subject": subject, "basis": basis, "most": most, **raw}))


def household(office: Office, head: str = "职工甲", order: int = 2, **raw: str) -> Record:
    row = {"head": head, "id_number": id_number(date(1975, 6, 5), order), "category": "深度困难职工", "cause": "其他"}
    return kept(keep(office, "household", {**row, **raw}))


# 送温暖: ≤ 3000 元/人次, ≤ 6000 元/人/年


@pytest.mark.parametrize(("amount", "is_too_much"), [("3000", False), ("3000.01", True)])
def test_a_payment_may_not_pass_the_limit_for_one_time(office: Office, amount: str, is_too_much: bool) -> None:
    expected = [f"送温暖慰问每人 {float(amount):,.2f} 元，超过每人次上限 3,000.00 元{SOURCE}"]

    assert aid(office, amount) == (expected if is_too_much else [])


def test_the_amount_for_each_person_counts_not_the_sum(office: Office) -> None:
    assert aid(office, "24000", persons="8", recipient="患病职工") == []
    assert aid(office, "24800", persons="8", recipient="住院职工") == [
        f"送温暖慰问每人 3,100.00 元，超过每人次上限 3,000.00 元{SOURCE}"
    ]


def test_a_person_may_not_get_more_than_the_limit_in_one_year(office: Office) -> None:
    assert aid(office, "3000", "2026-01-01") == []
    assert aid(office, "3000", "2026-03-01") == []
    assert aid(office, "500", "2025-12-31", kind="生活救助") == []
    assert aid(office, "3000", "2026-04-01", stage="已退回") == []
    assert aid(office, "3000", "2026-04-02", direction="收入") == []
    assert aid(office, "3000", "2026-04-03", nature="计划") == []
    assert aid(office, "3000", "2026-04-04", recipient="职工乙") == []

    assert aid(office, "500", "2026-06-05") == [
        f"2026年送温暖慰问每人合计 6,500.00 元（连同本次共 3 次），超过每人每年上限 6,000.00 元{SOURCE}"
    ]
    assert aid(office, "3000", "2025-01-01") == []
    assert aid(office, "2500.01", "2025-02-28") == [
        f"2025年送温暖慰问每人合计 6,000.01 元（连同本次共 3 次），超过每人每年上限 6,000.00 元{SOURCE}"
    ]


def test_what_went_to_the_household_is_one_persons_unless_other_names_are_given(office: Office) -> None:
    household(office)
    home = {"household": "职工甲"}
    assert aid(office, "3000", "2026-01-05", recipient="", **home) == []
    assert aid(office, "3000", "2026-03-05", recipient="", **home) == []
    assert aid(office, "1000", "2026-05-05", recipient="甲女", **home)[-1].startswith(
        "2026年送温暖慰问每人合计 7,000.00 元"
    )
    assert aid(office, "1000", "2026-06-25", recipient="甲子", **home)[-1].startswith(
        "2026年送温暖慰问每人合计 7,000.00 元"
    )


def test_what_a_person_got_by_name_and_through_the_household_is_one_year_s_sum(office: Office) -> None:
    file = household(office)
    home = {"household": "职工甲", "recipient": ""}
    over = f"2026年送温暖慰问每人合计 6,500.00 元（连同本次共 3 次），超过每人每年上限 6,000.00 元{SOURCE}"
    assert aid(office, "3000", "2026-01-05", **home) == []
    assert aid(office, "3000", "2026-03-05") == []

    row = {"class": "送温暖慰问", "kind": "生活救助", "amount": "500", "when": "2026-06-05"}
    assert said(examine(office, "aid", {**row, **home})) == [over]
    assert said(examine(office, "aid", {**row, "recipient": "职工甲"})) == [over]
    assert said(examine(office, "aid", {**row, "household": "职工甲", "recipient": "甲女"})) == []
    assert aid(office, "20", "2026-03-06", kind="住院慰问", **home)[1].startswith("可能重复：2026-03-05 已给同一对象")

    raw = {"name": "职工甲", "gender": "男", "phone": "13800000000", "unit": "一分会", "joined_on": "2020-01-01"}
    own = kept(keep(office, "member", {**raw, "id_number": file.text(file.ledger.get("id_number"))}))
    assert said(examine(office, "aid", {**row, "recipient": "职工甲"}))[0].startswith("2026年送温暖慰问每人合计 6,520")
    kept(keep(office, "household", {"member": own.text(own.ledger.get("no"))}, file))
    assert said(examine(office, "aid", {**row, "recipient": "职工甲"}))[0].startswith("2026年送温暖慰问每人合计 6,520")


def test_what_may_have_gone_to_a_namesake_is_asked_about_and_not_added(office: Office) -> None:
    household(office)
    home = {"household": "职工甲", "recipient": ""}
    raw = {"name": "职工甲", "gender": "女", "phone": "13800000000", "unit": "一分会", "joined_on": "2020-01-01"}
    kept(keep(office, "member", {**raw, "id_number": id_number(date(1980, 1, 1), 4)}))
    assert aid(office, "3000", "2026-01-05", **home) == []
    assert aid(office, "3000", "2026-03-05") == []
    asked = (
        "同名“职工甲”另有 1 笔送温暖慰问 3,000.00 元，请核对是不是同一人："
        f"如是，2026年送温暖慰问每人合计 6,500.00 元，超过每人每年上限 6,000.00 元{SOURCE}"
    )

    row = {"class": "送温暖慰问", "kind": "生活救助", "amount": "500", "when": "2026-06-05"}
    assert said(examine(office, "aid", {**row, **home})) == [asked]
    assert said(examine(office, "aid", {**row, "recipient": "职工甲"})) == [asked]
    assert aid(office, "3000", "2026-04-05", kind="生活救助")[0] == asked.replace("6,500", "9,000")
    assert said(examine(office, "aid", {**row, "kind": "临时救助", "recipient": "职工甲"})) == [
        f"2026年送温暖慰问每人合计 6,500.00 元（连同本次共 3 次），超过每人每年上限 6,000.00 元{SOURCE}"
        "；有 2 位同名“职工甲”，请核对是不是同一人"
    ]


def test_a_household_has_a_limit_of_its_own_where_the_office_sets_one(office: Office) -> None:
    limit(office, "医疗救助", "每户每年", "20000", doc_ref="某工发〔2026〕3号")
    household(office)
    row = {"class": "帮扶救助", "kind": "医疗救助", "household": "职工甲"}

    assert aid(office, "12000", "2026-01-05", **{**row, "recipient": "甲女"}) == []
    assert aid(office, "8000.50", "2026-05-05", **{**row, "recipient": "甲子"}) == [
        "2026年医疗救助每户合计 20,000.50 元（连同本次共 2 次），超过每户每年上限 20,000.00 元（依据：某工发〔2026〕3号）"
    ]


def test_a_corrected_payment_is_not_counted_beside_itself(office: Office) -> None:
    aid(office, "3000", "2026-01-01")
    second = kept(
        keep(
            office,
            "aid",
            {"class": "送温暖慰问", "kind": "生活救助", "recipient": "职工甲", "amount": "2000", "when": "2026-03-01"},
        )
    )

    assert said(keep(office, "aid", {"amount": "3000"}, second).problems) == []
    second = office.record("aid", second.id)
    assert said(examine(office, "aid", {"amount": "3000.50"}, second))[-1].startswith(
        "2026年送温暖慰问每人合计 6,000.50 元"
    )


def test_a_limit_switched_off_or_run_out_or_still_to_come_is_silent(office: Office) -> None:
    trash(office, "limit", office.ids("limit", Query()))
    limit(office, "送温暖慰问", "每次", "100", in_use="否")
    limit(office, "送温暖慰问", "每次", "200", valid_to="2026-05-31")
    limit(office, "送温暖慰问", "每次", "300", valid_from="2026-07-01")

    assert aid(office, "5000", "2026-06-05") == []
    assert aid(office, "250", "2026-05-31", recipient="职工乙") == [
        "送温暖慰问每人 250.00 元，超过每人次上限 200.00 元"
    ]


# No two rows of the same person, kind and near date


def test_the_same_payment_a_few_days_later_is_pointed_at(office: Office) -> None:
    assert aid(office, "500", "2026-06-05") == []
    assert aid(office, "500", "2026-06-25") == [
        "可能重复：2026-06-05 已给同一对象登记过住院慰问 500.00 元（BF2026-0001，相隔 20 天）"
    ]
    assert aid(office, "600", "2026-05-15") == []
    assert aid(office, "500", "2026-06-05", kind="生日慰问") == []
    assert aid(office, "500", "2026年6月", recipient="职工乙") == []
    assert aid(office, "500", "2026-06-05", recipient="职工乙") == []


def test_a_payment_on_the_same_day_is_pointed_at_and_on_another_unit_not(office: Office) -> None:
    assert aid(office, "500", unit="一分会", recipient="患病职工") == []
    assert aid(office, "500", unit="二分会", recipient="患病职工") == []
    assert aid(office, "500", unit="一分会", recipient="患病职工") == [
        "可能重复：2026-06-05 已给同一对象登记过住院慰问 500.00 元（BF2026-0001，同一天）"
    ]


# 每人 × 人数, 人 ≤ 人次, 户 ≤ 户次


def test_persons_and_households_are_no_more_than_their_times(office: Office) -> None:
    assert aid(office, "1000", persons="5", person_times="4", recipient="患病职工") == ["人数 5 人，大于人次 4 人次"]
    assert aid(office, "1000", households="5", household_times="4", recipient="困难职工", kind="生活救助") == [
        "户数 5 户，大于户次 4 户次"
    ]
    assert aid(office, "1000", persons="5", person_times="5", recipient="住院职工") == []


def test_each_times_heads_is_the_amount(office: Office) -> None:
    assert aid(office, "1100", per_amount="200", persons="5", recipient="患病职工") == [
        "每人 200.00 元 × 5 人 = 1,000.00 元，与所填金额不同"
    ]


@pytest.mark.parametrize(
    ("figures", "sentences"),
    [
        ("慰问 120 户；慰问 100 户次", ["“慰问”120 户，大于 100 户次"]),
        ("慰问 100 户；慰问 120 户次；培训 90 人；培训 80 人次", ["“培训”90 人，大于 80 人次"]),
        ("慰问 120余 户；慰问 100 户次", []),
        ("慰问 120 户；走访 100 户次", []),
        (
            "建会 12 家；其中国有 1 家；其中集体 11 家；其中事业 2 家",
            ["国有 1＋集体 11＋事业 2 ＝ 14 家，与“建会”12 家不符"],
        ),
        ("建会 14 家；其中国有 1 家；其中集体 11 家；其中事业 2 家", []),
        ("会员 100 人；其中女会员 101 人", ["女会员 101 人，与“会员”100 人不符"]),
        ("会员 100 人；其中女会员 40 人", []),
    ],
)
def test_figures_that_cannot_all_be_right_are_named(office: Office, figures: str, sentences: list[str]) -> None:
    row = {"title": "走访", "category": "其他", "when": "2026-06-05", "figures": figures}

    assert said(keep(office, "work_log", row).problems) == sentences


# A fund pays no more than came in


def test_a_fund_that_is_overdrawn_is_named_when_the_payment_is_kept(office: Office) -> None:
    fund = {"source": "市级财政", "kind": "生活救助"}
    assert aid(office, "400", "2026-01-05", **fund) == []
    kept(keep(office, "budget", {"subject": "上年结余", "received": "600", "source": "市级财政", "when": "2026-01-01"}))
    kept(
        keep(
            office,
            "budget",
            {"subject": "上级补助收入", "received": "1000", "source": "市级财政", "when": "2026-02-01"},
        )
    )
    assert aid(office, "500", "2026-02-05", direction="收入", recipient="某公司", **fund) == []
    assert aid(office, "1700", "2026-02-06", recipient="职工乙", **fund) == []

    assert aid(office, "300.50", "2026-03-05", recipient="职工丙", **fund) == [
        "市级财政2026年拨入 2,100.00 元，连同本次支出 2,400.50 元，超支 300.50 元"
    ]
    assert aid(office, "100", "2026-03-05", recipient="职工丁", source="县级财政") == []
    assert aid(office, "100", "2025-12-31", recipient="职工丁", **fund) == []
    last = office.record("aid", office.table("aid").holders(office.table("aid").ledger.get("recipient"), "职工丙")[0])
    assert said(keep(office, "aid", {"amount": "0.50"}, last).problems) == [
        "市级财政2026年拨入 2,100.00 元，连同本次支出 2,100.50 元，超支 0.50 元"
    ]
    last = office.record("aid", last.id)
    assert said(keep(office, "aid", {"amount": ""}, last).problems) == []


def test_a_closed_file_and_a_day_to_come_are_pointed_at(office: Office) -> None:
    household(office, stage="脱困", closed_on="2026-05-31", closed_why="脱困")
    home = {"household": "职工甲", "recipient": ""}

    assert aid(office, "100", "2026-05-31", **home) == []
    assert aid(office, "100", "2026-06-22", **home) == ["这户的档案2026-05-31 已经脱困，请核对还能不能发放"]
    assert aid(office, "100", "2026-07-01", recipient="职工乙") == ["日期 2026-07-01 还没有到，状态却是“已发放”"]


# Counts of units, cases, proposals


@pytest.mark.parametrize(
    ("row", "sentences"),
    [
        ({"staff": "100", "women": "101"}, ["女职工数 101 人，大于职工数 100 人"]),
        ({"staff": "100", "members": "120"}, ["会员数 120 人，大于职工数 100 人，入会率超过 100%"]),
        ({"members": "50", "women_members": "51"}, ["女会员数 51 人，大于会员数 50 人"]),
        ({"women": "40", "women_members": "41"}, ["女会员数 41 人，大于女职工数 40 人"]),
        ({"staff": "100", "women": "100", "members": "100", "women_members": "100"}, []),
    ],
)
def test_women_and_members_are_no_more_than_all(office: Office, row: dict[str, str], sentences: list[str]) -> None:
    assert said(keep(office, "unit", {"name": "一分会", **row}).problems) == sentences


CASES = "受理 301 件；调解 128 件；代理 20 件；咨询 {} 件；代书 1 件"


@pytest.mark.parametrize(
    ("ledger", "figures", "sentences"),
    [
        ("legal", CASES.format(152), []),
        ("legal", CASES.format(150), ["调解 128＋代理 20＋咨询 150＋代书 1 ＝ 299 件，与“受理”301 件不符"]),
        ("legal", CASES.format(153), ["调解 128＋代理 20＋咨询 153＋代书 1 ＝ 302 件，与“受理”301 件不符"]),
        ("legal", "受理 30 件；调解 12 件", []),
        ("proposal", "提案 16 件；立案 12 件；不立案 4 件", []),
        ("proposal", "提案 16 件；立案 12 件；不立案 3 件", ["立案 12＋不立案 3 ＝ 15 件，与“提案”16 件不符"]),
    ],
)
def test_case_sums_close(office: Office, ledger: str, figures: str, sentences: list[str]) -> None:
    row = {"content": "上半年汇总", "figures": figures, "when": "2026-06-05"}
    if ledger == "legal":
        del row["content"]

    assert said(keep(office, ledger, row).problems) == sentences


# Registers


@pytest.mark.parametrize(
    ("ledger", "row", "sentences"),
    [
        (
            "budget",
            {"subject": "维权支出", "budget": "1000", "spent": "1200.50"},
            ["支出 1,200.50 元，超过预算 1,000.00 元 200.50 元，请在备注中写明原因"],
        ),
        ("budget", {"subject": "维权支出", "budget": "1000", "spent": "1200.50", "note": "追加慰问"}, []),
        ("coverage", {"matter": "集体合同", "action": "新签", "done": "12", "due": "10"}, ["完成数 12 大于应有数 10"]),
        (
            "coverage",
            {"matter": "集体合同", "action": "新签", "valid_to": "2026-06-20"},
            ["有效期到 2026-06-20，已经过期 10 天"],
        ),
        ("coverage", {"matter": "集体合同", "action": "新签", "valid_to": "2026-06-30"}, []),
        (
            "coverage",
            {"matter": "集体合同", "action": "新签", "signed_on": "2028-01-02", "valid_to": "2028-01-01"},
            ["有效期至 2028-01-01 早于签订日 2028-01-02"],
        ),
        (
            "insurance",
            {"scheme": "住院医疗互助", "insured": "100", "fee": "36", "amount": "3500", "paid_people": "101"},
            ["100 人 × 36.00 元 = 3,600.00 元，与所填金额不同", "补助人数 101 人，大于参保人数 100 人"],
        ),
        ("legal", {"when": "2026-06-05", "closed_on": "2026-06-04"}, ["结案日 2026-06-04 早于日期 2026-06-05"]),
        (
            "proposal",
            {"content": "加装电梯", "filing": "不立案", "adopted": "是"},
            ["立案情况是“不立案”，采纳却是“是”"],
        ),
        ("limit", {"subject": "获奖比例", "basis": "比例", "most": "120"}, ["比例以 % 计，不应大于 100"]),
        ("limit", {"subject": "公示天数", "basis": "天数", "most": "5.5"}, ["天数应是整数，按 5 计算"]),
        (
            "target",
            {"indicator": "发展会员", "target": "224", "done": "134", "rate": "70%"},
            ["按完成值÷目标值应为 59.82%"],
        ),
    ],
)
def test_a_register_row_that_cannot_be_right_is_named(
    office: Office, ledger: str, row: dict[str, str], sentences: list[str]
) -> None:
    assert said(keep(office, ledger, row).problems) == sentences


# A holiday is days


@pytest.mark.parametrize(
    ("days", "sentences", "first_works"),
    [
        ("2026-10-01至07", [], False),
        ("2026-10-01至15", [], False),
        ("2026-10-01至16", ["一共 16 天，超过 15 天，请核对起止日期"], False),
        ("2026年10月", ["“2026年10月”不是放假的日子，推算工作日时没有算入；请写明从哪天到哪天，如 10-01至07"], True),
        ("2026年", ["“2026年”不是放假的日子，推算工作日时没有算入；请写明从哪天到哪天，如 10-01至07"], True),
    ],
)
def test_a_holiday_is_days_and_not_many(office: Office, days: str, sentences: list[str], *, first_works: bool) -> None:
    assert said(keep(office, "day_off", {"days": days, "holiday": "国庆节"}).problems) == sentences
    assert OfficeBook(office).calendar.is_working(date(2026, 10, 1)) is first_works
