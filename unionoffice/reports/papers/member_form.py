"""工会会员登记表: one member, kept for life."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unionoffice.reports.form_parts import Band, Cell, Ends, FormPaper, Look, Picture, Row, pair, row
from unionoffice.reports.papers.signing import BLANK_DATE, SIGNATURE_SEAL_AND_DATE

TITLE = "工会会员登记表"
_SIX = (1.3, 1.6) * 3
_NARROW = (1.1, 1.5, 1.1, 1.5, 1.1, 1.9)
_BESIDE_PHOTO = (
    (("姓名", "name"), ("性别", "gender"), ("民族", "nation")),
    (("出生日期", "born_on"), ("学历", "education"), ("政治面貌", "politics")),
    (("籍贯", "native"), ("户口类型", "household_type"), ("会员证号", "no")),
)
_BELOW = (
    (("岗位/职务", "post"), ("职称", "title"), ("技能等级", "skill")),
    (("用工形式", "employment"), ("参加工作时间", "worked_since"), ("会费基数", "dues_base")),
    (("是否农民工", "is_migrant"), ("新就业形态", "new_form"), ("劳模类型", "model")),
    (("入会时间", "joined_on"), ("入会方式", "join_way"), ("会内职务", "union_post")),
    (("会籍状态", "state"), ("会费缴至", "dues_paid_to"), ("互助保障", "insured")),
)
_ALONE = ("id_type", "id_number", "phone", "unit", "group", "note")
KEYS = frozenset(key for line in (*_BESIDE_PHOTO, *_BELOW) for _, key in line) | frozenset(_ALONE)
"""The fields that have a place of their own on the form."""
_FEWEST_CHANGES = 2
_FAMILY_LINES = 4


@dataclass(frozen=True)
class MemberForm:
    """What the form says; a value that is missing stays blank for the pen."""

    office: str
    filled_on: str
    values: Mapping[str, str]
    """Words by the key of the field."""
    changes: tuple[tuple[str, str, str, str], ...] = ()
    """会籍变动: date, change, other side, document."""
    photo: Picture | None = None
    others: tuple[tuple[str, str], ...] = ()
    """Title and words of what has no place of its own."""


def member_form(form: MemberForm) -> FormPaper:
    """Lay out 工会会员登记表 after the form kept for life: person, work, family, changes, opinions."""
    told = form.values.get
    beside = [row(*(pair(label, told(key, "")) for label, key in line)) for line in _BESIDE_PHOTO]
    beside.append(row(pair("证件类型", told("id_type", "")), pair("证件号码", told("id_number", ""), 3)))
    unit = row(pair("单位/部门", told("unit", ""), 3), pair("工会小组", told("group", "")))
    below = [row(*(pair(label, told(key, "")) for label, key in line)) for line in _BELOW]
    phone = row(pair("手机号码", told("phone", ""), 5))
    parts = (
        Ends(f"基层工会：{form.office}", f"填表日期：{form.filled_on}"),
        Band(_NARROW, tuple(beside), picture=form.photo or Picture()),
        Band(_SIX, (phone, unit, *below, *(row(pair(title, words, 5)) for title, words in form.others))),
        _family(),
        _changes(form.changes),
        Band(
            (1.3, 7.4),
            (
                Row((Cell("本人工作简历", Look.LABEL), Cell()), 52),
                Row((Cell("备注", Look.LABEL), Cell(told("note", "")))),
            ),
        ),
        _opinions(),
    )
    return FormPaper(TITLE, parts, running=told("name", ""))


def _family() -> Band:
    heads = ("关系", "姓名", "出生年月", "工作单位及职务", "政治面貌")
    blank = Row(tuple(Cell() for _ in heads))
    return Band(
        (1, 1.3, 1.2, 3.6, 1.2),
        (Row(tuple(Cell(head, Look.LABEL) for head in heads), with_next=True), *(blank,) * _FAMILY_LINES),
        side="家庭主要成员",
    )


def _changes(changes: tuple[tuple[str, str, str, str], ...]) -> Band:
    rows = [Row((*(Cell(words, Look.CENTRED) for words in change[:2]), *map(Cell, change[2:]))) for change in changes]
    rows += [Row((Cell(), Cell(), Cell(), Cell()))] * max(0, _FEWEST_CHANGES - len(rows))
    heads = Row(tuple(Cell(head, Look.LABEL) for head in ("日期", "变动", "去向或来源", "文号")))
    return Band((1.4, 1, 3, 2), tuple(rows), (heads,), side="会籍变动")


def _opinions() -> Band:
    applicant = ("申请人签名：　　　　　　　", BLANK_DATE)
    boxes = (
        Cell("本人自愿加入工会，遵守工会章程，按时缴纳会费。", foot=applicant),
        Cell("基层工会委员会审批意见：", foot=SIGNATURE_SEAL_AND_DATE),
        Cell("上级工会意见：", foot=SIGNATURE_SEAL_AND_DATE),
    )
    return Band((1, 1, 1), (Row(boxes, 96),))
