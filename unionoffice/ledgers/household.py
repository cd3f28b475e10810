"""困难家庭档案 and its children: one file a household (一户一档), its members, its visits."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from unionoffice.domain.kinds import (
    BankCard,
    Choice,
    Choices,
    Count,
    DayKind,
    Files,
    Flag,
    IdNumber,
    LongText,
    Money,
    PersonName,
    Phone,
    Quantity,
    Ref,
    Text,
)
from unionoffice.domain.ledger import Field, Ledger, Privacy, Problem
from unionoffice.ledgers.household_stages import (
    AIDED_ON,
    APPLIED_ON,
    CHECKED_ON,
    CLOSED_ON,
    CLOSED_WHY,
    DISCUSSED_ON,
    FILED_ON,
    FORMER_CLOSINGS,
    PUBLICITY,
    REOPENED_ON,
    REPORTED_ON,
    REVIEWED_ON,
    STAGE,
    stage_from_dates,
)
from unionoffice.ledgers.shared import NOTE, from_id_number

HIDDEN = Privacy.HIDDEN
MASKED = Privacy.MASKED

FILE_NO = Field("no", "档案编号", Text(), was=("职工编号", "编号", "档案号"))
HEAD = Field(
    "head", "户主姓名", PersonName(), required=True, was=("姓名", "职工姓名", "困难职工姓名", "户主"), privacy=MASKED
)
MEMBER = Field("member", "会员", Ref("member"), privacy=MASKED)
ID_NUMBER = Field(
    "id_number",
    "身份证号",
    IdNumber(),
    required=True,
    was=("身份证号码", "公民身份号码", "有效证件号码", "社会保障号码", "身份证", "证件号码"),
    privacy=MASKED,
)
GENDER = Field("gender", "性别", Choice("gender"))
BORN_ON = Field("born_on", "出生日期", DayKind(), was=("出生年月", "出生年月日"), privacy=HIDDEN)
CATEGORY = Field("category", "困难类别", Choice("hardship_category"), required=True, was=("困难职工类别", "类别"))
CAUSE = Field(
    "cause",
    "主要致困原因",
    Choice("hardship_cause"),
    required=True,
    was=("致困主要原因", "致困原因", "困难原因"),
    privacy=HIDDEN,
)
INCOME_MONTH = Field(
    "income_month",
    "本人月平均收入",
    Money(),
    was=("月平均收入", "本人月收入"),
    privacy=HIDDEN,
    group="收入",
    adds_up=False,
)
INCOME_OTHER = Field(
    "income_other", "家庭其他年收入", Money(), was=("家庭其他非薪资年收入",), privacy=HIDDEN, group="收入"
)
INCOME_YEAR = Field(
    "income_year", "家庭年度总收入", Money(), was=("家庭年总收入", "家庭收入"), privacy=HIDDEN, group="收入"
)
COST_ILLNESS = Field("cost_illness", "刚性支出（因病）", Money(), privacy=HIDDEN, group="收入")
COST_DISABILITY = Field("cost_disability", "刚性支出（因残）", Money(), privacy=HIDDEN, group="收入")
COST_SCHOOL = Field("cost_school", "刚性支出（因学）", Money(), privacy=HIDDEN, group="收入")
COST_HOUSING = Field("cost_housing", "刚性支出（住房）", Money(), privacy=HIDDEN, group="收入")
COST_OTHER = Field("cost_other", "刚性支出（其他）", Money(), privacy=HIDDEN, group="收入")
COSTS = (COST_ILLNESS, COST_DISABILITY, COST_SCHOOL, COST_HOUSING, COST_OTHER)
SIZE = Field("size", "家庭人口", Count("人"), was=("家庭人数", "家庭人口数"), group="收入")
PER_HEAD = Field("per_head", "家庭月人均收入", Money(), computed=True, privacy=HIDDEN, group="收入", adds_up=False)
PER_HEAD_NET = Field(
    "per_head_net",
    "家庭月人均收入（扣除刚性支出）",
    Money(),
    computed=True,
    privacy=HIDDEN,
    group="收入",
    adds_up=False,
)
CONSENT_ON = Field("consent_on", "授权书日期", DayKind(), group="建档")
PAPERS = Field("files", "附件", Files(), privacy=HIDDEN, group="其他")
WORK_STATE = Field(
    "work_state", "工作状态", Choice("work_state"), was=("身份", "职工身份", "工作状态(身份)", "就业状态")
)
LIVES_IN = Field("region", "户口所在地行政区划", Text(), was=("户口所在地",))

HOUSEHOLD_FIELDS: tuple[Field[Any], ...] = (
    FILE_NO,
    HEAD,
    MEMBER,
    ID_NUMBER,
    GENDER,
    BORN_ON,
    Field("nation", "民族", Text()),
    Field("politics", "政治面貌", Choice("politics")),
    Field("health", "健康状况", Choice("health"), was=("健康状态",), privacy=HIDDEN),
    Field("disability", "残疾类别", Text(), was=("疾病/残疾类别",), privacy=HIDDEN),
    WORK_STATE,
    Field(
        "phone", "联系电话", Phone(), was=("手机号码", "手机", "电话", "手机号", "本人电话", "联系方式"), privacy=HIDDEN
    ),
    Field("phone_other", "其他联系方式", Text(), was=("家庭电话",), privacy=HIDDEN),
    Field("employer", "工作单位", Text(), was=("单位名称", "单位")),
    Field("address", "家庭住址", Text(), was=("家庭地址", "住址", "通讯地址"), privacy=HIDDEN),
    Field("postcode", "邮政编码", Text(), was=("邮编",), privacy=HIDDEN),
    Field("worked_since", "工作时间", DayKind(), was=("参加工作时间", "参加工作年份")),
    Field("industry", "所属行业", Text(), was=("行业",)),
    Field("employer_type", "单位性质", Text(), was=("经济类型",)),
    Field("employer_state", "企业状况", Text()),
    Field("household_type", "户口类型", Choice("household_type"), was=("户籍类型",)),
    LIVES_IN,
    Field("housing", "住房类型", Choice("housing")),
    Field("floor_area", "建筑面积", Quantity("平方米"), was=("建筑面积(平方米)", "住房面积")),
    Field("marriage", "婚姻状况", Choice("marriage")),
    Field("single_parent", "是否单亲", Flag()),
    Field("self_help", "是否有一定自救能力", Flag()),
    Field("no_job_household", "是否为零就业家庭", Flag(), was=("是否为零就业", "零就业家庭")),
    Field("model", "劳模类型", Choice("model_level")),
    CATEGORY,
    CAUSE,
    Field("causes", "次要致困原因", Choices("hardship_cause", most=3), privacy=HIDDEN),
    INCOME_MONTH,
    INCOME_OTHER,
    INCOME_YEAR,
    *COSTS,
    SIZE,
    PER_HEAD,
    PER_HEAD_NET,
    Field("insurance", "医保状况", Text(), was=("是否进入医保", "医保"), group="收入"),
    Field("bank", "开户银行", Text(), was=("开户行",), privacy=HIDDEN, group="银行"),
    Field("bank_branch", "支行名称", Text(), privacy=HIDDEN, group="银行"),
    Field("bank_card", "银行卡号", BankCard(), was=("银行账号", "银行卡", "卡号"), privacy=HIDDEN, group="银行"),
    Field("bank_name", "银行户名写法", Text(), was=("户名", "银行户名", "收款人"), privacy=HIDDEN, group="银行"),
    STAGE,
    APPLIED_ON,
    CHECKED_ON,
    DISCUSSED_ON,
    REPORTED_ON,
    FILED_ON,
    AIDED_ON,
    PUBLICITY,
    REVIEWED_ON,
    CLOSED_ON,
    CLOSED_WHY,
    REOPENED_ON,
    FORMER_CLOSINGS,
    Field("level", "建档层级", Choice("file_level"), group="建档"),
    CONSENT_ON,
    PAPERS,
    NOTE,
)


def income_per_head(values: dict[str, Any]) -> Iterable[Problem]:
    """Work out 家庭月人均收入 = 年总收入 ÷ 12 ÷ 人口, gross and net of 刚性支出, to the fen."""
    values.pop(PER_HEAD.key, None)
    values.pop(PER_HEAD_NET.key, None)
    income: Decimal | None = values.get(INCOME_YEAR.key)
    size: int | None = values.get(SIZE.key)
    if income is None or size is None:
        return
    if size == 0:
        yield Problem(SIZE.key, "家庭人口至少是 1")
        return
    cent = Decimal("0.01")
    costs = sum((values.get(cost.key, Decimal(0)) for cost in COSTS), Decimal(0))
    values[PER_HEAD.key] = (income / 12 / size).quantize(cent)
    values[PER_HEAD_NET.key] = max(Decimal(0), (income - costs) / 12 / size).quantize(cent)


HOUSEHOLD = Ledger(
    key="household",
    title="困难家庭档案",
    prefix="DA",
    unique=(FILE_NO, ID_NUMBER),
    looked_up=(HEAD,),
    fields=HOUSEHOLD_FIELDS,
    label=(HEAD,),
    completions=(from_id_number(ID_NUMBER, GENDER, BORN_ON), income_per_head, stage_from_dates),
    shown=(FILE_NO, HEAD, CATEGORY, CAUSE, SIZE, PER_HEAD, STAGE),
    quick=(CATEGORY, STAGE, CAUSE),
)

FAMILY_HOUSEHOLD = Field(
    "household", "家庭档案", Ref("household"), required=True, was=("档案编号", "户主姓名", "户主"), privacy=MASKED
)
FAMILY_ID = Field("id_number", "身份证号", IdNumber(), was=("身份证号码", "公民身份号码"), privacy=MASKED)
FAMILY_GENDER = Field("gender", "性别", Choice("gender"))
FAMILY_BORN = Field("born_on", "出生日期", DayKind(), privacy=HIDDEN)
FAMILY_NAME = Field("name", "姓名", PersonName(), required=True, was=("成员姓名", "家庭成员姓名"), privacy=MASKED)
RELATION = Field("relation", "关系", Choice("relation", grows=True), required=True, was=("与户主关系", "与职工关系"))
FAMILY_INCOME = Field("income_month", "月收入", Money(), privacy=HIDDEN, adds_up=False)
FAMILY_FIELDS = (
    FAMILY_HOUSEHOLD,
    FAMILY_NAME,
    RELATION,
    FAMILY_GENDER,
    FAMILY_ID,
    FAMILY_BORN,
    Field("health", "健康状况", Choice("health"), privacy=HIDDEN),
    FAMILY_INCOME,
    Field("identity", "身份", Text()),
    Field("school", "单位或学校", Text(), was=("工作单位或学校", "学校")),
    Field("enrolled", "入学年份", DayKind()),
    NOTE,
)
FAMILY = Ledger(
    key="family",
    title="家庭成员",
    fields=FAMILY_FIELDS,
    label=(FAMILY_NAME,),
    parent=FAMILY_HOUSEHOLD,
    looked_up=(FAMILY_ID,),
    completions=(from_id_number(FAMILY_ID, FAMILY_GENDER, FAMILY_BORN),),
)

VISIT_HOUSEHOLD = Field(
    "household", "家庭档案", Ref("household"), required=True, was=("档案编号", "户主姓名", "户主"), privacy=MASKED
)
VISITED_ON = Field("visited_on", "日期", DayKind(), required=True, was=("回访日期",))
BACK_IN_NEED = Field("back_in_need", "是否返困", Flag())
NEXT_VISIT = Field("next_on", "下次回访日期", DayKind(), was=("下次回访",))
VISIT = Ledger(
    key="visit",
    title="回访记录",
    fields=(
        VISIT_HOUSEHOLD,
        VISITED_ON,
        Field("way", "方式", Choice("visit_way"), was=("回访方式",)),
        Field("visitor", "回访人", Text()),
        Field("situation", "当前情况", LongText(), privacy=HIDDEN),
        Field("effect", "帮扶效果", LongText()),
        Field("needs", "新需求", LongText(), privacy=HIDDEN),
        BACK_IN_NEED,
        NEXT_VISIT,
        NOTE,
    ),
    label=(VISITED_ON,),
    parent=VISIT_HOUSEHOLD,
)
