"""专项台账: the smaller registers beside the four main tabs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from unionoffice.domain.kinds import (
    Choice,
    Count,
    DayKind,
    Flag,
    LongText,
    Money,
    PersonName,
    Phone,
    Rate,
    Ref,
    Share,
    Text,
)
from unionoffice.domain.ledger import Field, Ledger, Privacy, Problem
from unionoffice.ledgers.shared import BY_NATURE, CHAPTER, NO, NOTE, WHEN, dated, product

UNIT_NAME = Field("name", "名称", Text(), required=True, was=("单位名称", "工会名称", "基层工会", "部门名称"))
UNIT_TYPE = Field("type", "类型", Choice("unit_type"), was=("单位类别", "单位类型"))
UNIT_PARENT = Field("parent", "上级", Ref("unit"), was=("上级工会",))
FOUNDED_ON = Field("founded_on", "建会日期", DayKind(), was=("建会时间",))
STAFF = Field("staff", "职工数", Count("人"), was=("职工人数",))
WOMEN_STAFF = Field("women", "女职工数", Count("人"), was=("女职工人数",))
MEMBERS = Field("members", "会员数", Count("人"), was=("会员人数",))
WOMEN_MEMBERS = Field("women_members", "女会员数", Count("人"), was=("女会员人数",))
ELECTED_ON = Field("elected_on", "换届日期", DayKind(), was=("换届时间",))
CHAIR = Field("chair", "主席", PersonName())
UNIT_STATE = Field("state", "状态", Choice("unit_state"))
UNIT = Ledger(
    key="unit",
    title="基层组织",
    fields=(
        UNIT_NAME,
        UNIT_TYPE,
        UNIT_PARENT,
        Field("industry", "行业", Text()),
        STAFF,
        WOMEN_STAFF,
        MEMBERS,
        WOMEN_MEMBERS,
        FOUNDED_ON,
        Field("term", "届次", Text()),
        ELECTED_ON,
        Field("election", "换届方式", Choice("election")),
        CHAIR,
        UNIT_STATE,
        NOTE,
    ),
    label=(UNIT_NAME,),
    shown=(UNIT_NAME, UNIT_TYPE, STAFF, MEMBERS, ELECTED_ON, CHAIR, UNIT_STATE),
    quick=(UNIT_TYPE,),
)

MATTER = Field("matter", "事项", Choice("coverage_matter", grows=True), required=True)
ACTION = Field("action", "动作", Choice("coverage_action"), required=True)
COVERED_TYPE = Field("unit_type", "单位类型", Choice("unit_type"))
DONE = Field("done", "完成数", Count("家"), was=("完成家数",))
DUE = Field("due", "应有数", Count("家"), was=("应有家数",))
COVERED_STAFF = Field("staff", "覆盖职工", Count("人"), was=("覆盖职工数", "职工人数"))
COVERAGE_RATE = Field("rate", "覆盖率", Rate(), was=("公开率", "签订率"))
SIGNED_ON = Field("signed_on", "签订日", DayKind(), was=("签订日期",))
VALID_TO = Field("valid_to", "有效期至", DayKind())


def done_within_due(values: dict[str, Any]) -> Iterable[Problem]:
    """Take the rate from its parts where both are known; more done than due is unusual."""
    done, due = values.get(DONE.key), values.get(DUE.key)
    if done is None or due is None:
        return
    if done > due:
        yield Problem(DONE.key, f"完成数 {done} 大于应有数 {due}", blocking=False)
    if due:
        values.setdefault(COVERAGE_RATE.key, Share(done, due))


COVERAGE = Ledger(
    key="coverage",
    title="合同与公开",
    prefix="HT",
    unique=(NO,),
    apart=(BY_NATURE,),
    fields=dated(
        MATTER,
        ACTION,
        COVERED_TYPE,
        DONE,
        DUE,
        COVERAGE_RATE,
        COVERED_STAFF,
        SIGNED_ON,
        VALID_TO,
    ),
    label=(MATTER,),
    completions=(done_within_due,),
    quick=(MATTER, ACTION, CHAPTER),
    shown=(WHEN, MATTER, ACTION, DONE, DUE, COVERAGE_RATE, VALID_TO),
)

AWARD_TITLE = Field("title", "称号", Text(), required=True, was=("荣誉称号", "荣誉名称", "奖项", "主要荣誉"))
AWARD_LEVEL = Field("level", "级别", Choice("level"))
AWARD_COUNT = Field("count", "数量", Count("项"))
AWARD = Ledger(
    key="award",
    title="荣誉",
    prefix="RY",
    unique=(NO,),
    apart=(BY_NATURE,),
    fields=dated(
        AWARD_TITLE,
        Field("member", "获奖会员", Ref("member")),
        Field("winner", "获奖者", Text(), was=("获奖人", "获奖单位")),
        AWARD_LEVEL,
        Field("grade", "等次", Text(), was=("奖次",)),
        AWARD_COUNT,
        Field("works", "作品", Text()),
        Field("granted_by", "授予单位", Text()),
        Field("event", "活动", Ref("event")),
    ),
    label=(AWARD_TITLE,),
    quick=(AWARD_LEVEL, CHAPTER),
    shown=(WHEN, AWARD_TITLE, AWARD_LEVEL),
)

PROJECT_NAME = Field("name", "名称", Text(), required=True, was=("项目名称", "工程名称"))
PROJECT_CLASS = Field("class", "分类", Text(), was=("项目分类",))
PHASE = Field("phase", "阶段", Choice("project_phase"))
PROJECT = Ledger(
    key="project",
    title="重点项目",
    prefix="XM",
    unique=(NO,),
    apart=(BY_NATURE,),
    fields=dated(
        PROJECT_NAME,
        PROJECT_CLASS,
        PHASE,
        Field("phase_on", "阶段日期", DayKind()),
        Field("scale", "规模", Text()),
        Field("budget", "预算", Money(), was=("总投资",)),
        Field("site", "地点", Text()),
        Field("finish_on", "计划完工", DayKind(), was=("计划完工日期",)),
    ),
    label=(PROJECT_NAME,),
    quick=(PHASE, CHAPTER),
    shown=(PROJECT_NAME, PROJECT_CLASS, PHASE, WHEN),
)

PROPOSER = Field("proposer", "提出人", Text(), was=("提案人", "建议人"))
PROPOSAL_CONTENT = Field("content", "内容", LongText(), required=True, was=("建议内容", "案由"))
FILING = Field("filing", "立案情况", Choice("proposal_filing"), was=("立案", "是否立案"))
PROPOSAL_ADOPTED = Field("adopted", "采纳", Flag(), was=("是否采纳",))
PROPOSAL_CLOSED = Field("closed_on", "办结日", DayKind(), was=("办结日期",))
PROPOSAL = Ledger(
    key="proposal",
    title="提案与合理化建议",
    prefix="TA",
    unique=(NO,),
    apart=(BY_NATURE,),
    fields=dated(
        PROPOSAL_CONTENT,
        PROPOSER,
        Field("class", "类别", Choice("proposal_class", grows=True)),
        FILING,
        PROPOSAL_ADOPTED,
        Field("undertaker", "承办", Text(), was=("承办部门",)),
        PROPOSAL_CLOSED,
        Field("benefit", "效益", Money(), was=("效益(元)",)),
        Field("grade", "奖次", Text()),
    ),
    label=(PROPOSAL_CONTENT,),
    shown=(WHEN, PROPOSAL_CONTENT, PROPOSER, FILING, PROPOSAL_ADOPTED, PROPOSAL_CLOSED),
)

VISITOR = Field("visitor", "来访人", PersonName(), privacy=Privacy.MASKED)
LEGAL_WAY = Field("way", "方式", Choice("legal_way"), was=("处理方式",))
LEGAL_PEOPLE = Field("people", "涉及人数", Count("人"))
LEGAL_DEMAND = Field("demand", "诉求", LongText(), was=("诉求类别",))
RECOVERED = Field("recovered", "挽回金额", Money(), was=("挽回经济损失",))
LEGAL_CLOSED = Field("closed_on", "结案日", DayKind(), was=("结案日期",))
LEGAL = Ledger(
    key="legal",
    title="法律援助与信访",
    prefix="FY",
    unique=(NO,),
    apart=(BY_NATURE,),
    fields=dated(
        VISITOR,
        Field("phone", "电话", Phone(), privacy=Privacy.HIDDEN),
        LEGAL_PEOPLE,
        LEGAL_DEMAND,
        LEGAL_WAY,
        Field("undertaker", "承办", Text(), was=("承办人",)),
        Field("result", "结果", LongText()),
        RECOVERED,
        LEGAL_CLOSED,
    ),
    label=(VISITOR, LEGAL_WAY),
    shown=(WHEN, VISITOR, LEGAL_DEMAND, LEGAL_WAY, RECOVERED, LEGAL_CLOSED),
    quick=(LEGAL_WAY,),
)

SCHEME = Field("scheme", "项目", Choice("insurance_scheme", grows=True), required=True)
INSURED = Field("insured", "参保人数", Count("人"))
INSURED_KIND = Field("insured_kind", "参保类别", Choice("insured_kind"))
PAID_PEOPLE = Field("paid_people", "补助人数", Count("人"))
PAID_AMOUNT = Field("paid", "补助金额", Money())
INSURED_TO = Field("valid_to", "保障期至", DayKind(), was=("保障到期日", "到期日"))
INSURANCE_FEE = Field("fee", "每人缴费", Money(), adds_up=False)
INSURANCE_AMOUNT = Field("amount", "金额", Money())
INSURANCE = Ledger(
    key="insurance",
    title="互助保障",
    prefix="BZ",
    unique=(NO,),
    apart=(BY_NATURE,),
    fields=dated(
        SCHEME,
        Field("issue", "期次", Text()),
        Field("valid", "保障期", Text(), was=("保险期限", "保障期限")),
        INSURED_TO,
        INSURED_KIND,
        INSURED,
        INSURANCE_FEE,
        INSURANCE_AMOUNT,
        PAID_PEOPLE,
        PAID_AMOUNT,
        Field("batch", "批次", Text()),
    ),
    label=(SCHEME,),
    shown=(WHEN, SCHEME, INSURED, INSURANCE_AMOUNT, PAID_AMOUNT, INSURED_TO),
    completions=(product(INSURED, INSURANCE_FEE, INSURANCE_AMOUNT),),
)

STUDIO_NAME = Field("name", "名称", Text(), required=True, was=("工作室名称",))
STUDIO_LEADER = Field("leader", "领衔人", PersonName())
STUDIO_LEVEL = Field("level", "级别", Choice("level"))
STUDIO_NAMED_ON = Field("named_on", "命名日", DayKind(), was=("命名时间",))
STUDIO_MEMBERS = Field("members", "成员数", Count("人"))
STUDIO_RESULTS = Field("results", "成果", LongText())
STUDIO = Ledger(
    key="studio",
    title="创新工作室",
    fields=(
        STUDIO_NAME,
        STUDIO_LEADER,
        STUDIO_LEVEL,
        STUDIO_NAMED_ON,
        STUDIO_MEMBERS,
        STUDIO_RESULTS,
        Field("innovations", "革新", Count("项")),
        Field("inventions", "发明", Count("项")),
        NOTE,
    ),
    label=(STUDIO_NAME,),
    shown=(STUDIO_NAME, STUDIO_LEADER, STUDIO_LEVEL, STUDIO_NAMED_ON, STUDIO_MEMBERS, STUDIO_RESULTS),
)

SUBJECT = Field("subject", "科目", Choice("budget_subject", grows=True), required=True)
BROUGHT_OVER = "上年结余"
"""The 科目 of what a fund holds at the beginning of a year."""
PLANNED = Field("budget", "预算", Money())
RECEIVED = Field("received", "到位", Money())
BUDGET_SPENT = Field("spent", "支出", Money())
BUDGET_SOURCE = Field("source", "资金来源", Choice("fund_source", grows=True), was=("经费来源",))
BUDGET = Ledger(
    key="budget",
    title="经费",
    prefix="JF",
    unique=(NO,),
    apart=(BY_NATURE,),
    fields=dated(
        SUBJECT,
        PLANNED,
        RECEIVED,
        BUDGET_SOURCE,
        BUDGET_SPENT,
        Field("audits", "审计次数", Count("次")),
        Field("audited_units", "审计单位数", Count("个")),
        Field("audit_result", "审计结果", LongText()),
    ),
    label=(SUBJECT,),
    shown=(WHEN, SUBJECT, PLANNED, RECEIVED, BUDGET_SOURCE, BUDGET_SPENT),
)
