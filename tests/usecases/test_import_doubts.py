from __future__ import annotations

import pytest
from stdnum.cn import ric

from unionoffice.domain.query import Query
from unionoffice.exchange.table import Row, Table
from unionoffice.usecases import import_doubts
from unionoffice.usecases.import_ledger import Cancelled, Policy, Tables, WholePlan, carry_out, plan_tables
from unionoffice.usecases.keep_record import examine, keep
from unionoffice.usecases.office import Office

AID = ["日期", "类别", "项目", "对象", "金额", "人数"]


def number_of(first_17: str) -> str:
    return first_17 + str(ric.calc_check_digit(first_17 + "0"))


FIRST, SECOND = number_of("11010519800101001"), number_of("11010519800201003")


def table(heads: list[str], *rows: list[object], sheet: str = "") -> Table:
    return Table(heads, [Row(number, list(row)) for number, row in enumerate(rows, 2)], sheet)


def planned(office: Office, ledger: str, found: Tables | Table, policy: Policy = "skip") -> WholePlan:
    return plan_tables(office, ledger, found if isinstance(found, Tables) else Tables(found), policy)


def aid(day: str, amount: float, name: str = "职工甲") -> list[object]:
    return [day, "送温暖慰问", "节日慰问", name, amount, 1]


def doubts(plan: WholePlan) -> list[tuple[str, ...]]:
    return [row.problems for row in plan.main.rows]


def test_rows_of_one_file_are_added_up_against_the_limits_of_a_person(office: Office) -> None:
    keep(
        office,
        "aid",
        dict(zip(("when", "class", "kind", "recipient", "amount"), aid("2026-01-05", 2900), strict=False)),
    )
    rows = [aid("2026-02-05", 3000), aid("2026-03-05", 200), aid("2026-04-05", 3100, "职工乙")]
    first, second, third = doubts(planned(office, "aid", table(AID, *rows)))
    assert first == second
    assert "2026年送温暖慰问每人合计 6,100.00 元（连同本次共 3 次），超过每人每年上限 6,000.00 元" in "；".join(first)
    assert "每人 3,100.00 元，超过每人次上限 3,000.00 元" in "；".join(third)
    assert not any("每年上限" in each for each in third)


def test_a_payment_made_twice_names_the_other_row_of_the_file(office: Office) -> None:
    plan = planned(office, "aid", table(AID, aid("2026-02-05", 500), aid("2026-02-06", 500)))
    told = "；".join(plan.main.rows[0].problems)
    assert "可能重复：2026-02-06 已给同一对象登记过节日慰问 500.00 元（第 3 行，相隔 1 天）" in told
    assert "可能重复" in plan.main.rows[0].at["kind"]


def test_what_is_doubted_is_imported_all_the_same(office: Office) -> None:
    tables = Tables(table(AID, aid("2026-02-05", 9000)))
    plan = planned(office, "aid", tables)
    assert any("超过每人次上限" in each for each in plan.main.rows[0].problems)
    assert carry_out(office, "aid", tables, plan).added == 1
    assert office.count("aid", Query()) == 1


def test_a_single_row_is_told_what_the_form_would_tell(office: Office) -> None:
    keep(office, "member", {"name": "职工甲", "gender": "女", "id_number": FIRST, "phone": "13800000001"})
    raw = {"name": "职工乙", "gender": "男", "id_number": SECOND, "phone": "13800000001", "born_on": "1980-02-02"}
    heads = [office.ledgers.by_key["member"].get(key).title for key in raw]
    (row,) = planned(office, "member", table(heads, [*raw.values()])).main.rows
    titles = office.ledgers.by_key["member"]
    typed = [f"{titles.get(each.field).title}：{each.sentence}" for each in examine(office, "member", raw)]
    assert [*row.problems] == typed
    assert any("手机相同" in each for each in typed)


def test_a_record_that_would_change_is_not_its_own_double(office: Office) -> None:
    raw = {"name": "职工甲", "gender": "女", "id_number": FIRST, "phone": "13800000001", "unit": "一分会"}
    keep(office, "member", raw)
    heads = ["姓名", "身份证号", "手机号码", "备注"]
    (row,) = planned(office, "member", table(heads, ["职工甲", FIRST, "13800000001", "新"]), "update").main.rows
    assert [each.field for each in row.changes] == ["备注"]
    assert not any("重复" in each for each in row.problems)


def test_a_household_is_seen_together_with_its_family_in_the_same_file(office: Office) -> None:
    heads = ["户主姓名", "身份证号", "困难类别", "主要致困原因", "家庭人口"]
    main = table(heads, ["住户甲", FIRST, "深度困难职工", "其他", 2], ["住户乙", SECOND, "深度困难职工", "其他", 3])
    family = table(
        ["户主", "姓名", "与户主关系"], ["住户甲", "妻甲", "妻子"], ["住户乙", "妻乙", "妻子"], sheet="家庭成员"
    )
    plan = planned(office, "household", Tables(main, [(office.ledgers.by_key["family"], family)]))
    one, other = doubts(plan)
    assert not any(each.startswith("家庭人口") for each in one)
    assert "家庭人口：户主加家庭成员共登记 2 人，家庭人口填的是 3 人" in other


def test_more_winners_than_two_thirds_are_told_for_the_prizes_of_one_file(office: Office) -> None:
    keep(office, "event", {"title": "趣味运动会", "type": "文体", "when": "2026-05-08", "headcount": "30"})
    heads = ["活动", "奖次", "获奖人数", "单价"]
    rows: list[list[object]] = [["趣味运动会", "一等奖", 5, 100], ["趣味运动会", "纪念奖", 20, 50]]
    plan = planned(office, "prize", table(heads, *rows))
    assert all(any("三分之二" in each for each in row.problems) for row in plan.main.rows), doubts(plan)


def test_of_a_large_file_the_first_rows_are_looked_at_and_that_is_said(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_doubts, "MOST_ROWS", 2)
    plan = planned(
        office, "aid", table(AID, *[aid(f"2026-0{month}-05", 4000, f"职工{month}") for month in range(1, 6)])
    )
    assert [bool(each) for each in doubts(plan)] == [True, True, False, False, False]
    assert "只核对了前 2 行，其余 3 行请导入后用“合规检查”" in plan.main.notices[-1]


def test_looking_for_doubts_can_be_cancelled(office: Office) -> None:
    steps: list[tuple[int, int]] = []

    def step(done: int, total: int) -> bool:
        steps.append((done, total))
        return len(steps) < 2

    with pytest.raises(Cancelled):
        plan_tables(office, "aid", Tables(table(AID, aid("2026-02-05", 500))), step=step)
    assert office.count("aid", Query()) == 0


def test_rows_that_all_look_alike_are_told_of_three_others_each(office: Office) -> None:
    rows: list[list[object]] = [[f"职工{n}", "女", "13800000000", "一分会"] for n in range(120)]
    plan = planned(office, "member", table(["姓名", "性别", "手机号码", "单位"], *rows))
    assert {sum("手机相同" in each for each in told) for told in doubts(plan)} == {3}
