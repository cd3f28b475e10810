"""困难职工档案表: one household, one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unionoffice.reports.form_parts import Band, Cell, Ends, FormPaper, Look, Row, Signs, pair, row
from unionoffice.reports.papers.signing import BLANK_DATE, SIGNATURE_SEAL_AND_DATE

TITLE = "困难职工档案表"
_SIX = (1.3, 1.6) * 3
_BESIDE_SIDE = (1.4, 1.5) * 3
_FOUR = (1.35, 2.85) * 2
_Line = tuple[tuple[str, str], ...]
_FIRST: tuple[_Line, ...] = (
    (("档案编号", "no"), ("困难类别", "category"), ("建档层级", "level")),
    (("姓名", "head"), ("性别", "gender"), ("民族", "nation")),
)
_PERSON: tuple[_Line, ...] = (
    (("健康状况", "health"), ("残疾类别", "disability"), ("政治面貌", "politics")),
    (("工作状态", "work_state"), ("劳模类型", "model"), ("婚姻状况", "marriage")),
    (("手机号码", "phone"), ("其他联系方式", "phone_other"), ("邮政编码", "postcode")),
)
_WORK: tuple[_Line, ...] = (
    (("单位性质", "employer_type"), ("企业状况", "employer_state"), ("所属行业", "industry")),
    (("参加工作时间", "worked_since"), ("户口类型", "household_type"), ("户口所在地", "region")),
)
_HOME: tuple[_Line, ...] = (
    (("住房类型", "housing"), ("建筑面积", "floor_area"), ("是否单亲", "single_parent")),
    (("有无自救能力", "self_help"), ("零就业家庭", "no_job_household"), ("医保状况", "insurance")),
)
_MONEY: tuple[_Line, ...] = (
    (("本人月均收入", "income_month"), ("其他年收入", "income_other"), ("家庭年总收入", "income_year")),
    (("因病支出", "cost_illness"), ("因残支出", "cost_disability"), ("因学支出", "cost_school")),
    (("住房支出", "cost_housing"), ("其他刚性支出", "cost_other"), ("家庭人口", "size")),
)
_STAGES: tuple[_Line, ...] = (
    (("进度", "stage"), ("申请日期", "applied_on"), ("授权书日期", "consent_on")),
    (("入户核查", "checked_on"), ("集体研究", "discussed_on"), ("公示起止", "publicity")),
    (("上报审批", "reported_on"), ("建档日期", "filed_on"), ("帮扶日期", "aided_on")),
    (("最近复核", "reviewed_on"), ("注销日期", "closed_on"), ("注销原因", "closed_why")),
)
_ALONE = (
    "id_number",
    "born_on",
    "employer",
    "address",
    "per_head",
    "per_head_net",
    "cause",
    "causes",
    "bank",
    "bank_branch",
    "bank_card",
    "bank_name",
    "note",
)
KEYS = frozenset(
    key for lines in (_FIRST, _PERSON, _WORK, _HOME, _MONEY, _STAGES) for line in lines for _, key in line
) | frozenset(_ALONE)
"""The fields that have a place of their own on the form."""
FAMILY_HEADS = ("姓名", "关系", "性别", "身份证号", "健康状况", "月收入（元）", "身份", "单位或学校、备注")
AID_HEADS = ("日期", "类别与项目", "事由", "资金来源", "物资", "金额（元）")
_FEWEST_ROWS = 3


@dataclass(frozen=True)
class HouseholdForm:
    """What the form says; a value that is missing stays blank for the pen."""

    office: str
    filled_on: str
    values: Mapping[str, str]
    """Words by the key of the field."""
    family: tuple[tuple[str, ...], ...] = ()
    """The columns of FAMILY_HEADS."""
    aids: tuple[tuple[str, ...], ...] = ()
    """The columns of AID_HEADS."""
    aid_sum: str = ""
    author: str = ""
    others: tuple[tuple[str, str], ...] = ()
    """Title and words of what has no place of its own."""


def household_form(form: HouseholdForm) -> FormPaper:
    """Lay out 困难职工档案表: head, income, family, causes, bank, aid, dates and opinions."""
    told = form.values.get
    head = [
        *_rows(_FIRST, form.values),
        row(pair("身份证号", told("id_number", ""), 3), pair("出生日期", told("born_on", ""))),
        *_rows(_PERSON, form.values),
        row(pair("工作单位", told("employer", ""), 5)),
        *_rows(_WORK, form.values),
        row(pair("家庭住址", told("address", ""), 5)),
        *_rows(_HOME, form.values),
    ]
    parts = (
        Ends(f"填报单位：{form.office}", f"填表日期：{form.filled_on}"),
        Band(_SIX, tuple(head)),
        _income(form),
        _family(form.family),
        _causes(form),
        _bank(form.values),
        _aids(form),
        Band(_BESIDE_SIDE, tuple(_rows(_STAGES, form.values)), side="建档过程"),
        _opinions(),
        Signs((f"建档人：{form.author}", "审核人：", "录入人：")),
    )
    return FormPaper(TITLE, parts, running="　".join(filter(None, [told("no", ""), told("head", "")])))


def _rows(lines: tuple[_Line, ...], values: Mapping[str, str]) -> list[Row]:
    return [row(*(pair(label, values.get(key, "")) for label, key in line)) for line in lines]


def _income(form: HouseholdForm) -> Band:
    told = form.values.get
    per_head = row(
        (Cell("家庭月人均收入（年总收入÷12÷家庭人口）", Look.LABEL, 2), Cell(told("per_head", ""), Look.CENTRED)),
        (Cell("扣除刚性支出后月人均收入", Look.LABEL, 2), Cell(told("per_head_net", ""), Look.CENTRED)),
    )
    return Band(_BESIDE_SIDE, (*_rows(_MONEY, form.values), per_head), side="家庭收支")


def _family(family: tuple[tuple[str, ...], ...]) -> Band:
    rows = [_listed(cells, numbers=(5,)) for cells in family]
    rows += [_listed(("",) * len(FAMILY_HEADS))] * max(0, _FEWEST_ROWS - len(rows))
    return Band((1.05, 0.9, 0.75, 2.65, 1.2, 1.1, 0.9, 1.55), tuple(rows), (_heads(FAMILY_HEADS),), side="家庭成员")


def _aids(form: HouseholdForm) -> Band:
    rows = [_listed(cells, numbers=(5,)) for cells in form.aids]
    rows += [_listed(("",) * len(AID_HEADS))] * max(0, _FEWEST_ROWS - 1 - len(rows))
    rows.append(Row((Cell(f"合计：{form.aid_sum}" if form.aids else "合计：", span=len(AID_HEADS)),)))
    return Band((1.5, 1.8, 1.5, 1.5, 1.4, 1.5), tuple(rows), (_heads(AID_HEADS),), side="已获帮扶")


def _listed(cells: tuple[str, ...], numbers: tuple[int, ...] = ()) -> Row:
    return Row(tuple(Cell(words, Look.NUMBER if n in numbers else Look.CENTRED) for n, words in enumerate(cells)))


def _heads(titles: tuple[str, ...]) -> Row:
    return Row(tuple(Cell(title, Look.LABEL) for title in titles))


def _causes(form: HouseholdForm) -> Band:
    told = form.values.get
    others = (row(pair(title, words, 3)) for title, words in form.others)
    return Band(
        _FOUR,
        (
            row(pair("主要致困原因", told("cause", "")), pair("次要致困原因", told("causes", ""))),
            row(pair("情况说明\n及备注", told("note", ""), 3), least=44),
            *others,
        ),
    )


def _bank(values: Mapping[str, str]) -> Band:
    told = values.get
    return Band(
        _FOUR,
        (
            row(pair("开户银行", told("bank", "")), pair("支行名称", told("bank_branch", ""))),
            row(pair("银行卡号", told("bank_card", "")), pair("户名", told("bank_name", ""))),
        ),
    )


def _opinions() -> Band:
    titles = ("基层党组织（行政）意见：", "基层工会意见：", "上级（系统）工会意见：")
    boxes = tuple(Cell(title, foot=SIGNATURE_SEAL_AND_DATE) for title in titles)
    promise = "本人承诺以上内容属实，同意工会对家庭经济状况进行核对。"
    applicant = Cell(promise, span=3, foot=(f"申请人签字：　　　　　　　　{BLANK_DATE}",))
    return Band((1, 1, 1), (Row((applicant,)), Row(boxes, 104)))
