from __future__ import annotations

import json
from pathlib import Path

import pytest

from unionoffice.exchange.child_columns import guess_targets
from unionoffice.exchange.head_synonyms import synonyms
from unionoffice.exchange.ledger_sheet import shared_heads
from unionoffice.exchange.mapping import guess
from unionoffice.ledgers import ALL, BY_KEY, STANDARD

FORMS = json.loads((Path(__file__).parent.parent / "data" / "forms.json").read_text(encoding="utf-8"))["forms"]

HARDSHIP = {
    "职工编号": "no",
    "困难类别": "category",
    "姓名": "head",
    "民族": "nation",
    "性别": "gender",
    "政治面貌": "politics",
    "身份证号": "id_number",
    "出生日期": "born_on",
    "健康状况": "health",
    "残疾类别": "disability",
    "工作状态": "work_state",
    "身份": "work_state",
    "劳模类型": "model",
    "住房类型": "housing",
    "建筑面积": "floor_area",
    "手机号码": "phone",
    "联系电话": "phone",
    "其他联系方式": "phone_other",
    "邮政编码": "postcode",
    "工作时间": "worked_since",
    "所属行业": "industry",
    "婚姻状况": "marriage",
    "户口类型": "household_type",
    "家庭住址": "address",
    "工作单位": "employer",
    "单位性质": "employer_type",
    "企业状况": "employer_state",
    "是否单亲": "single_parent",
    "本人月平均收入": "income_month",
    "家庭其他年收入": "income_other",
    "家庭其他非薪资年收入": "income_other",
    "家庭年度总收入": "income_year",
    "家庭人口": "size",
    "家庭月人均收入": "per_head",
    "户口所在地行政区划": "region",
    "医保状况": "insurance",
    "是否进入医保": "insurance",
    "是否有一定自救能力": "self_help",
    "是否为零就业家庭": "no_job_household",
    "是否为零就业": "no_job_household",
    "主要致困原因": "cause",
    "致困主要原因": "cause",
    "次要致困原因": "causes",
    "开户银行": "bank",
    "支行名称": "bank_branch",
    "银行卡号": "bank_card",
    "备注": "note",
}
EXPECTED = [
    ("household", HARDSHIP),
    ("household", HARDSHIP),
    ("household", HARDSHIP),
    (
        "member",
        {
            "用户名": "name",
            "性别": "gender",
            "民族": "nation",
            "政治面貌": "politics",
            "户籍类型": "household_type",
            "是否八大群体": "new_form",
            "身份证号": "id_number",
            "手机号码": "phone",
            "是否农民工": "is_migrant",
            "单位名称": "unit",
            "入会时间": "joined_on",
            "备注": "note",
        },
    ),
    (
        "member",
        {
            "有效证件号码": "id_number",
            "有效证件类别": "id_type",
            "出生日期": "born_on",
            "工会会员号": "no",
            "工种": "post",
            "职称": "title",
            "参加工作年份": "worked_since",
        },
    ),
    ("aid", {"职工姓名": "recipient", "慰问金额": "amount"}),
    ("household", {"收款人": "bank_name", "银行账号": "bank_card", "开户行(个人银行卡需明细至开户支行)": "bank"}),
    ("event", {"活动时间": "when", "活动名称": "title", "参与人数": "headcount"}),
    ("attendance", {"活动名称": "event", "成员姓名": "name", "签到时间": "signed_in", "备注": "note"}),
    ("insurance", {"参保单位": "unit", "保险期限": "valid", "申请时间": "when"}),
    (
        "household",
        {
            "姓名": "head",
            "性别": "gender",
            "出生日期": "born_on",
            "单位名称": "employer",
            "家庭电话": "phone_other",
            "手机": "phone",
            "身份": "work_state",
        },
    ),
    (
        "member",
        {
            "姓名": "name",
            "性别": "gender",
            "出生年月": "born_on",
            "民族": "nation",
            "学历": "education",
            "政治面貌": "politics",
            "身份证号": "id_number",
            "工作单位": "unit",
            "职务": "post",
            "职称": "title",
            "技术等级": "skill",
            "何时参加工作": "worked_since",
            "是否农民工": "is_migrant",
            "推荐对象联系电话": "phone",
        },
    ),
    ("coverage", {"企业名称": "unit", "职工人数": "staff"}),
]
FURTHER = json.loads((Path(__file__).parent.parent / "data" / "further_forms.json").read_text(encoding="utf-8"))[
    "forms"
]


@pytest.mark.parametrize("form", FURTHER, ids=lambda form: form["title"])
def test_each_head_of_a_further_form_means_its_field_or_none(form):
    ledger = BY_KEY[form["ledger"]]
    heads = [*form["heads"]]
    found = guess_targets(heads, ledger, STANDARD.children_of(ledger))
    assert {head: each.key if each else None for head, each in zip(heads, found, strict=True)} == form["heads"]


def bare(head: str) -> str:
    return "".join(c for c in head.split("(限")[0].split("(最")[0] if c not in " *﹡")


@pytest.mark.parametrize("number", range(len(FORMS)), ids=lambda n: FORMS[n]["title"])
def test_the_heads_of_a_real_form_find_their_fields(number):
    ledger, expected = EXPECTED[number]
    heads = FORMS[number]["columns"]
    found = {
        bare(head): each.key for head, each in zip(heads, guess(heads, BY_KEY[ledger]), strict=True) if each is not None
    }
    assert found == {head: key for head, key in expected.items() if head in [bare(each) for each in heads]}


@pytest.mark.parametrize("number", range(len(FORMS)), ids=lambda n: FORMS[n]["title"])
def test_no_head_of_a_real_form_is_taken_for_a_family_members(number):
    heads = FORMS[number]["columns"]
    for ledger in ALL:
        assert guess_targets(heads, ledger, STANDARD.children_of(ledger)) == guess(heads, ledger)


@pytest.mark.parametrize("ledger", ALL, ids=lambda ledger: ledger.key)
def test_every_title_of_ours_means_its_own_field(ledger):
    titles = [each.title for each in ledger.fields]
    assert guess(titles, ledger) == list(ledger.fields)
    assert guess(titles[::-1], ledger) == list(ledger.fields[::-1])


@pytest.mark.parametrize("ledger", ALL, ids=lambda ledger: ledger.key)
def test_every_title_of_ours_means_its_own_field_under_the_head_that_it_shares(ledger):
    over = shared_heads(ledger.fields)
    heads = [f"{above}/{each.title}" if above else each.title for above, each in zip(over, ledger.fields, strict=True)]
    assert guess(heads, ledger) == list(ledger.fields)


@pytest.mark.parametrize("ledger", ALL, ids=lambda ledger: ledger.key)
def test_every_former_title_means_its_field_when_it_stands_alone(ledger):
    for each in ledger.fields:
        for was in each.was:
            (found,) = guess([was], ledger)
            assert found is not None
            assert found is each or was in (found.title, *found.was)


@pytest.mark.parametrize(
    "head",
    [
        "单位电话",
        "联系人电话",
        "推荐单位联系人",
        "推荐单位联系人/电话",
        "家庭年人均收入",
        "单位邮编",
        "配偶/身份证号",
        "审核人",
        "代领人姓名",
        "学生身份证号",
        "子女出生日期",
        "入职时间",
        "会员卡号",
        "配偶工作单位",
        "主席联系电话",
        "年龄",
        "",
        "电话费",
    ],
)
def test_what_only_looks_alike_is_left_alone(head):
    assert guess([head], BY_KEY["household"]) == [None]
    assert guess([head], BY_KEY["member"]) == [None]


@pytest.mark.parametrize("ledger", ALL, ids=lambda ledger: ledger.key)
def test_what_others_call_a_field_is_no_title_of_another(ledger):
    for words, meant in synonyms(ledger):
        (found,) = guess([words], ledger)
        assert found in (meant, None) or words in (found.title, *found.was), words


def test_no_field_is_given_to_two_heads():
    heads = ["联系电话", "手机号码", "手机", "姓名", "姓名"]
    found = guess(heads, BY_KEY["member"])
    assert [each.key if each else None for each in found] == [None, "phone", None, "name", None]


def test_a_head_under_another_head_is_found():
    found = guess(["刚性支出/因病", "收入/本人月平均收入", "基本情况/姓名"], BY_KEY["household"])
    assert [each.key if each else None for each in found] == ["cost_illness", "income_month", "head"]
