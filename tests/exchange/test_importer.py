from __future__ import annotations

from datetime import date

import pytest
from stdnum.cn import ric

from unionoffice.domain.kinds import Choice, Context, Link, Refused
from unionoffice.domain.ledger import Field, Ledger, Record
from unionoffice.domain.text import head_form
from unionoffice.exchange.import_plan import Outcome
from unionoffice.exchange.importer import plan_import
from unionoffice.exchange.natural_key import natural_keys, records_by_key
from unionoffice.exchange.table import NoResult, Row, Table
from unionoffice.ledgers import BY_KEY

MEMBER, AID, ATTENDANCE, LOG = BY_KEY["member"], BY_KEY["aid"], BY_KEY["attendance"], BY_KEY["work_log"]
HEADS = ["姓名", "性别", "身份证号", "手机号码", "单位名称", "入会时间", "备注"]
FIRST = ["职工甲", "男", "110105194912310021", "13800000000", "一分会", "2020-05-01", None]
FIRST[2] = "11010519491231002X"
SECOND = ["职工乙", None, "110105198001010010", "13900000000", "二分会", "2021-06-01", None]


@pytest.fixture
def roll(context):
    """Make a register out of rows, as the office would hand it over."""

    def make(ledger, *raws):
        found = []
        for number, raw in enumerate(raws, 1):
            record, problems = ledger.parse(raw, context)
            assert record is not None, problems
            found.append(Record(ledger, record.values, number))
        register = records_by_key(ledger, found)
        return lambda key: register.get(key, ())

    return make


def table(heads, *rows):
    return Table(heads, [Row(number, list(cells)) for number, cells in enumerate(rows, 4)])


MEMBER_RAW = {
    "name": "职工甲", "gender": "女", "id_number": FIRST[2], "phone": "13800000000", "unit": "一分会", "joined_on": "2020-05-01", "note": "老会员",
}  # fmt: skip


def test_new_rows_are_added(context):
    plan = plan_import(table(HEADS, ["职工甲", "女", *FIRST[2:]]), MEMBER, context)
    assert [row.outcome for row in plan.rows] == [Outcome.ADD]
    (row,) = plan.to_keep
    assert (row.number, row.old) == (4, None)
    assert row.raw == {
        "name": "职工甲",
        "gender": "女",
        "id_number": FIRST[2],
        "phone": "13800000000",
        "unit": "一分会",
        "joined_on": "2020-05-01",
    }
    assert row.new.text(MEMBER.get("born_on")) == "1949-12-31"
    assert plan.mapping[4][1] is MEMBER.get("unit")


def test_a_known_person_is_found_by_the_id_number_and_left_alone_or_changed(context, roll):
    rows = table(HEADS, ["职工甲", "女", FIRST[2], "13811112222", "一分会", "2020-05-01", None])
    known = roll(MEMBER, MEMBER_RAW)
    skipped = plan_import(rows, MEMBER, context, known, "skip")
    assert [row.outcome for row in skipped.rows] == [Outcome.LEFT]
    assert skipped.to_keep == []
    assert any("跳过" in notice for notice in skipped.notices)
    updated = plan_import(rows, MEMBER, context, known, "update").rows[0]
    assert updated.outcome is Outcome.CHANGE
    assert [(change.field, change.before, change.after) for change in updated.changes] == [
        ("手机号码", "13800000000", "13811112222")
    ]
    assert updated.old is not None
    assert updated.old.id == 1
    again = plan_import(rows, MEMBER, context, known, "add").rows[0]
    assert again.problems == ("与已有的记录重复（身份证号相同）",)


def test_an_empty_cell_never_erases(context, roll):
    rows = table(HEADS, ["职工甲", "女", FIRST[2], None, None, None, None])
    (row,) = plan_import(rows, MEMBER, context, roll(MEMBER, MEMBER_RAW), "update").rows
    assert row.outcome is Outcome.SAME


def test_without_an_id_number_name_and_unit_tell(context, roll):
    rows = table(["姓名", "单位", "备注"], ["职工甲", "一分会", "新备注"], ["职工甲", "二分会", None])
    first, second = plan_import(rows, MEMBER, context, roll(MEMBER, MEMBER_RAW), "update").rows
    assert first.outcome is Outcome.CHANGE
    assert second.outcome is Outcome.REFUSED


def test_a_refused_row_names_every_field_and_hides_no_reason(context):
    rows = table(HEADS, ["职工甲", "女", 110105194912310021.0, "123abc", "一分会", "2026-02-30", None])
    (row,) = plan_import(rows, MEMBER, context).rows
    assert row.outcome is Outcome.REFUSED
    assert row.problems[0].startswith("身份证号是数值格式，末位已丢失")
    assert [problem.split("：")[0] for problem in row.problems[1:]] == ["手机号码", "入会时间"]


def test_the_same_person_twice_in_one_file_is_refused_the_second_time(context):
    row = ["职工甲", "女", *FIRST[2:]]
    plan = plan_import(table(HEADS, row, row), MEMBER, context)
    assert [each.outcome for each in plan.rows] == [Outcome.ADD, Outcome.REFUSED]
    assert plan.refused[0].problems == ("与第 4 行重复（身份证号相同）",)


def test_two_alike_records_are_each_met_once(context, roll):
    raw = {"event": "春游", "name": "职工甲"}
    rows = table(["活动", "姓名"], ["春游", "职工甲"], ["春游", "职工甲"], ["春游", "职工甲"])
    outcomes = [row.outcome for row in plan_import(rows, ATTENDANCE, context, roll(ATTENDANCE, raw, raw)).rows]
    assert outcomes[:2] == [Outcome.SAME, Outcome.SAME]
    assert outcomes[2] is not Outcome.SAME


def test_two_numbers_are_two_things_however_alike(context, roll):
    raw = {"no": "GZ2026-0001", "title": "开会", "category": "会议制度", "when": "2026-01-05"}
    rows = table(["编号", "事项", "类别", "日期"], ["GZ2026-0002", "开会", "会议制度", date(2026, 1, 5)])
    assert plan_import(rows, LOG, context, roll(LOG, raw), "update").rows[0].outcome is Outcome.ADD
    rows = table(["事项", "类别", "日期"], ["开会", "会议制度", date(2026, 1, 5)])
    assert plan_import(rows, LOG, context, roll(LOG, raw), "update").rows[0].outcome is Outcome.SAME


def test_a_number_taken_already_is_given_up_when_all_rows_are_added(context, roll):
    raw = {"no": "GZ2026-0001", "title": "开会", "category": "会议制度"}
    rows = table(
        ["编号", "事项", "类别"],
        ["GZ2026-0001", "开会", "会议制度"],
        ["GZ2026-0007", "开会", "会议制度"],
        ["GZ2026-0007", "开会", "会议制度"],
    )
    plan = plan_import(rows, LOG, context, roll(LOG, raw), "add")
    assert ["no" in row.raw for row in plan.to_keep] == [False, True, False]
    assert [row.new.text(LOG.number) for row in plan.to_keep] == ["", "GZ2026-0007", ""]


def test_money_under_a_head_in_ten_thousands_becomes_yuan(context):
    heads = ["类别", "项目", "金额（万元）"]
    plan = plan_import(
        table(
            heads, ["帮扶救助", "生活救助", 1.25], ["帮扶救助", "生活救助", "0.3"], ["帮扶救助", "生活救助", "500元"]
        ),
        AID,
        context,
    )
    amounts = [AID.parse(row.raw, context)[0].values["amount"] for row in plan.to_keep]
    assert amounts == [12500, 3000, 500]
    assert any("万元" in notice for notice in plan.notices)


def test_unusual_things_are_noticed(context):
    heads = [*HEADS, "血型", "照片", "原因"]
    rows = table(heads, ["张 三", "女", *FIRST[2:], "A", "x.jpg", "旧"], ["李\ue123", *SECOND[1:], None, None, None])
    notices = " ".join(plan_import(rows, MEMBER, context).notices)
    assert "姓名中的空格已去掉：第 4 行" in notices
    assert "第 5 行" in notices
    assert "不导入的列：血型" in notices
    assert "照片" in notices
    assert "原因" not in notices


def test_a_mapping_made_by_hand_counts(context):
    rows = table(["甲", "乙", "丙"], ["职工甲", "一分会", "x"])
    mapping = [MEMBER.get("note"), None, MEMBER.get("name")]
    plan = plan_import(rows, MEMBER, context, mapping=mapping)
    assert plan.rows[0].raw == {"note": "职工甲", "name": "x"}


def test_a_row_with_nothing_for_us_is_refused(context):
    (row,) = plan_import(table(["姓名", "血型"], [None, "A"]), MEMBER, context).rows
    assert row.outcome is Outcome.REFUSED


def test_a_reference_that_means_nobody_refuses_the_row(codes):
    def find(ledger: str, words: str) -> Link:
        raise Refused(f"没有找到“{words}”")

    context = Context(codes, date(2026, 7, 5), find)
    (row,) = plan_import(table(["活动", "姓名"], ["没有的活动", "职工甲"]), ATTENDANCE, context).rows
    assert row.outcome is Outcome.REFUSED
    assert row.problems == ("活动：没有找到“没有的活动”",)


def test_the_surest_key_comes_first(context):
    record, _ = MEMBER.parse({**MEMBER_RAW, "no": "HY1"}, context)
    assert record is not None
    assert [key[0][0] for key in natural_keys(MEMBER, record.values)] == ["no", "id_number", "name"]


def test_a_formula_without_a_result_refuses_the_row_where_its_column_is_wanted(context):
    rows = table(
        [*HEADS, "血型"], ["职工甲", "女", *FIRST[2:], NoResult("H4")], ["职工乙", NoResult("B5"), *SECOND[2:], None]
    )
    first, second = plan_import(rows, MEMBER, context).rows
    assert first.outcome is Outcome.ADD
    assert second.problems == ("性别：单元格 B5 的公式没有结果，请用 Excel 或 WPS 打开文件、保存后再导入",)
    assert list(second.at) == ["gender"]


@pytest.mark.parametrize(
    "damaged", [110105194912310000.0, "110105194912310000", "11010519491231002", "110105194912310029"]
)
def test_a_damaged_number_suggests_the_one_person_of_that_name_and_birth_date(context, roll, damaged):
    rows = table(["姓名", "身份证号", "备注"], ["职工甲", damaged, "新备注"])
    known = roll(MEMBER, MEMBER_RAW)
    (row,) = plan_import(rows, MEMBER, context, known, "update").rows
    assert row.outcome is Outcome.REFUSED
    assert row.suggestion is not None
    assert row.suggestion.id == 1
    (taken,) = plan_import(rows, MEMBER, context, known, "update", accepted={4}).rows
    assert taken.outcome is Outcome.CHANGE
    assert taken.new is not None
    assert taken.new.values["id_number"] == FIRST[2]
    assert [each.field for each in taken.changes] == ["备注"]


def test_no_one_is_suggested_who_may_be_another(context, roll):
    known = roll(MEMBER, MEMBER_RAW)
    for name, damaged, born, phone in (
        ("职工乙", "110105194912310000", None, None),
        ("职工甲", "110105195012310000", None, None),
        ("职工甲", "110105195012310000", None, "13800000000"),
        ("职工甲", "1.10105E+17", None, None),
        ("职工甲", "1.10105E+17", "1950-01-01", None),
    ):
        rows = table(["姓名", "身份证号", "出生日期", "手机"], [name, damaged, born, phone])
        (row,) = plan_import(rows, MEMBER, context, known, "update").rows
        assert (row.outcome, row.suggestion) == (Outcome.REFUSED, None), (name, damaged)
    rows = table(["姓名", "身份证号", "手机"], ["职工甲", "1.10105E+17", "13800000000"])
    (row,) = plan_import(rows, MEMBER, context, known, "update").rows
    assert row.suggestion is not None
    (added,) = plan_import(rows, MEMBER, context, known, "add", accepted={4}).rows
    assert (added.outcome, added.suggestion) == (Outcome.REFUSED, None)


def test_of_two_people_of_one_name_and_birth_date_none_is_suggested(context, roll):
    twin = {**MEMBER_RAW, "id_number": "110105194912310011", "phone": "13900000000"}
    twin["id_number"] = twin["id_number"][:17] + str(ric.calc_check_digit(twin["id_number"]))
    rows = table(["姓名", "身份证号"], ["职工甲", "110105194912310000"])
    (row,) = plan_import(rows, MEMBER, context, roll(MEMBER, MEMBER_RAW, twin), "update").rows
    assert row.suggestion is None


def test_every_former_name_of_every_code_is_read_as_the_present_one_and_told(context, codes):
    for name in codes:
        ledger = Ledger("x", "甲", (Field("kind", "类别", Choice(name)),), label=())
        for code in codes[name].codes:
            for was in code.was:
                (row,) = plan_import(table(["类别"], [was]), ledger, context).rows
                assert row.new is not None, (name, was)
                assert row.new.values["kind"] == code.label
                told = plan_import(table(["类别"], [was]), ledger, context).notices
                assert any(f"按现在的“{code.label}”导入" in each for each in told) or head_form(was) == head_form(
                    code.label
                )


def test_what_a_whole_table_lacks_is_told_once_and_not_at_each_row(context):
    rows = [[name, "女", None, unit] for name, unit in (("职工甲", "一分会"), ("职工乙", None), ("职工丙", "一分会"))]
    plan = plan_import(table(["姓名", "性别", "手机号码", "单位名称"], *rows), MEMBER, context)
    assert [row.problems for row in plan.rows] == [(), ("单位/部门：还没有填，本条不算合格",), ()]
    lacking = [notice for notice in plan.notices if "补填前不算合格" in notice]
    assert lacking == [
        f"文件里没有“{title}”，3 条登记的这一栏还空着，补填前不算合格" for title in ("身份证号", "手机号码", "入会时间")
    ]


def test_a_single_row_is_told_itself_what_it_lacks(context):
    (row,) = plan_import(table(["姓名", "性别"], ["职工甲", "女"]), MEMBER, context).rows
    assert row.at.keys() == {"id_number", "phone", "unit", "joined_on"}


def test_what_the_office_has_already_is_not_told_as_lacking(context, roll):
    both = [MEMBER_RAW, {**MEMBER_RAW, "gender": "男", "name": "职工乙", "id_number": "110105198001010016"}]
    register = roll(MEMBER, *both)
    heads = ["姓名", "身份证号", "单位名称", "备注"]
    rows = [[raw["name"], raw["id_number"], "一分会", "新备注"] for raw in both]
    plan = plan_import(table(heads, *rows), MEMBER, context, register, "update")
    assert [row.outcome for row in plan.rows] == [Outcome.CHANGE] * 2
    assert not [notice for notice in plan.notices if "补填" in notice]
