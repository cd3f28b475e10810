"""会员名册 and 会籍变动: who belongs to the union, and how that changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from unionoffice.domain.kinds import Choice, DayKind, Files, Flag, IdNumber, Money, PersonName, Phone, Ref, Text
from unionoffice.domain.kinds.identity import is_like, papers_like
from unionoffice.domain.ledger import Field, Ledger, Privacy, Problem
from unionoffice.ledgers.shared import NOTE, from_id_number

NO = Field("no", "会员证号", Text(), was=("会员编号", "会员号", "工会会员号", "编号"))
NAME = Field(
    "name", "姓名", PersonName(), required=True, was=("会员姓名", "职工姓名", "用户名"), privacy=Privacy.MASKED
)
GENDER = Field("gender", "性别", Choice("gender"), required=True, follows="id_number")
ID_TYPE = Field("id_type", "证件类型", Choice("id_type"), default="身份证", was=("有效证件类别",))
ID_NUMBER = Field(
    "id_number",
    "身份证号",
    IdNumber(),
    required=True,
    may_wait=True,
    was=("身份证号码", "公民身份号码", "有效证件号码", "社会保障号码", "身份证", "证件号码"),
    privacy=Privacy.MASKED,
)
BORN_ON = Field("born_on", "出生日期", DayKind(), was=("出生年月", "出生年月日"), privacy=Privacy.HIDDEN)
PHONE = Field(
    "phone",
    "手机号码",
    Phone(),
    required=True,
    may_wait=True,
    was=("手机", "手机号", "联系电话", "电话", "联系方式", "本人电话", "推荐对象联系电话"),
    privacy=Privacy.HIDDEN,
)
UNIT = Field(
    "unit",
    "单位/部门",
    Ref("unit", grows=True),
    required=True,
    may_wait=True,
    was=("工作单位", "部门", "单位", "单位名称", "所属工会", "工作单位/部门", "所在部门"),
)
JOINED_ON = Field("joined_on", "入会时间", DayKind(), required=True, may_wait=True, was=("入会日期", "入会年月"))
STATE = Field("state", "会籍状态", Choice("membership_state"), required=True, default="在籍", was=("会员状态",))
IS_MIGRANT = Field("is_migrant", "是否农民工", Flag(), was=("农民工",))
NEW_FORM = Field("new_form", "新就业形态", Choice("new_form"), was=("是否八大群体", "职工类别"))
MODEL = Field("model", "劳模类型", Choice("model_level"), was=("劳模",))
WORKED_SINCE = Field("worked_since", "参加工作时间", DayKind(), was=("参加工作年份", "何时参加工作", "工作时间"))
POST_CLASS = Field("post_class", "岗位性质", Choice("post_class"), was=("岗位类别", "干部或工人"))
"""Tells which retirement age holds for a woman."""
DUES_BASE = Field("dues_base", "会费基数", Money(), was=("会费标准",), privacy=Privacy.HIDDEN, adds_up=False)
DUES_PAID_TO = Field("dues_paid_to", "会费缴至", DayKind(), was=("缴至",))
PHOTO = Field("photo", "照片", Files(), privacy=Privacy.HIDDEN)
ID_CARD = "身份证"


def right_paper(values: dict[str, Any]) -> Iterable[Problem]:
    """Say where 证件类型 and the number do not fit each other."""
    told, number = values.get(ID_TYPE.key, ""), values.get(ID_NUMBER.key, "")
    if not (told and number) or is_like(number, told):
        return
    papers = papers_like(number)
    if not papers or told not in (*KNOWN_PAPERS, ID_CARD):
        return
    yield Problem(ID_TYPE.key, f"填的是“{told}”，号码像是{'或'.join(papers)}，请核对", blocking=False)


def fitting_paper(values: Mapping[str, Any]) -> Collection[str]:
    """Tell that a number is as 证件类型 says: of that other paper by its look, or of one whose looks nobody knows."""
    told, number = values.get(ID_TYPE.key, ""), values.get(ID_NUMBER.key, "")
    fits = is_like(number, told) if told in KNOWN_PAPERS else bool(told) and papers_like(number) != (ID_CARD,)
    return (ID_NUMBER.key,) if fits and told != ID_CARD else ()


KNOWN_PAPERS = (
    "港澳居民来往内地通行证",
    "台湾居民来往大陆通行证",
    "港澳台居民居住证",
    "外国人永久居留身份证",
    "护照",
)
"""The papers whose numbers are known by their look; 军官证 and others are not."""

MEMBER = Ledger(
    key="member",
    title="会员名册",
    prefix="HY",
    fields=(
        NO,
        NAME,
        GENDER,
        Field("nation", "民族", Text()),
        ID_TYPE,
        ID_NUMBER,
        BORN_ON,
        PHONE,
        Field("education", "学历", Choice("education"), was=("文化程度",)),
        Field("politics", "政治面貌", Choice("politics")),
        Field("native", "籍贯", Text(), was=("户籍地",)),
        Field("household_type", "户口类型", Choice("household_type"), was=("户籍类型",)),
        IS_MIGRANT,
        Field("employment", "用工形式", Choice("employment")),
        NEW_FORM,
        UNIT,
        Field("group", "工会小组", Text(), was=("小组", "工会小组划分")),
        Field("post", "岗位/职务", Text(), was=("岗位", "职务", "工种")),
        POST_CLASS,
        Field("title", "职称", Text()),
        Field("skill", "技能等级", Text(), was=("职业技能等级", "技术等级")),
        WORKED_SINCE,
        JOINED_ON,
        Field("join_way", "入会方式", Choice("join_way")),
        Field("union_post", "会内职务", Text(), was=("工会职务",)),
        STATE,
        DUES_BASE,
        DUES_PAID_TO,
        Field("insured", "互助保障", Flag(), was=("互助保障参保", "重大疾病互助会会员")),
        MODEL,
        Field("model_managed", "纳管", Flag(), was=("劳模纳管",)),
        PHOTO,
        NOTE,
    ),
    label=(NAME,),
    unique=(NO, ID_NUMBER),
    looked_up=(NAME, PHONE),
    completions=(from_id_number(ID_NUMBER, GENDER, BORN_ON), right_paper),
    accounted=fitting_paper,
    shown=(NO, NAME, GENDER, ID_NUMBER, PHONE, UNIT, JOINED_ON, STATE),
    quick=(STATE, GENDER, MODEL),
)

CHANGE_MEMBER = Field(
    "member", "会员", Ref("member"), required=True, was=("会员姓名", "姓名", "会员证号"), privacy=Privacy.MASKED
)
CHANGED_ON = Field("changed_on", "日期", DayKind(), required=True, was=("变动日期",))
CHANGE = Field("change", "变动", Choice("membership_change"), required=True, was=("变动类型", "会籍变动"))
MEMBERSHIP_CHANGE = Ledger(
    key="membership_change",
    title="会籍变动",
    fields=(
        CHANGE_MEMBER,
        CHANGED_ON,
        CHANGE,
        Field("other_side", "去向或来源", Text(), was=("去向", "来源")),
        Field("doc_ref", "文号", Text()),
        NOTE,
    ),
    label=(CHANGE,),
    parent=CHANGE_MEMBER,
)
STATE_AFTER = {
    "入会": "在籍",
    "转入": "在籍",
    "恢复": "在籍",
    "转出": "转出",
    "保留": "保留会籍",
    "退会": "退会",
    "除名": "除名",
    "开除": "开除",
    "去世": "去世",
}
"""The 会籍状态 that each 变动 leads to."""
