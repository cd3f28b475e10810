"""Fold the ways in which forms write one and the same head, and tell whose it is when it is not the row's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from unionoffice.domain.text import ascii_form, head_form

_NUMBERING = re.compile(
    r"^(?:\(?\d{1,2}[).、,:．]|\(?[一二三四五六七八九十]{1,3}[)、.]|[A-Z]{1,2}\d{0,3}[.、_-]|\d{1,2}\s+)\s*(?=\D)"
)
_MARKS = re.compile(r"[*﹡＊※★☆▲△●◆■□#!?\"'“”‘’<>《》]|\(?(?:必填项?|选填项?|可不填)\)?$")
_UNIT = re.compile(r"[/,、:]\s*(?:单位:)?(?:元|人|人次|户|户次|家|支|件|项|场|次|%|m2|平方米|平米)$|(?<=[一-龥])\s*%$")
_ENGLISH = re.compile(r"(?<=[一-龥])[\s/(]+[A-Za-z][A-Za-z. ]+\)?$")
_PER_TIME = re.compile(r"(?P<whose>[^/(]*?)(?P<what>收入|支出|工资)\s*[/(]\s*(?:元/)?每?(?P<time>[年月])\)?")
_OVER = re.compile(r"[/\-—–_:>|·.]+")
_COUNTED = re.compile("人数|人次|户数|户次|场次|次数|数量|金额")
"""In brackets these say what is counted: 参加职工（人次）."""
_TAKEN_OFF = re.compile("扣除|扣减|剔除|减去|不含|除去")
"""In brackets these make another amount of it: 月人均收入（扣除刚性支出） is not the 月人均收入."""
_SOMEBODY_ELSE = re.compile(
    "单位|联系人|配偶|子女|孩子|学生|父亲|母亲|家属|亲属|成员|监护人|代领|推荐|领导|主席|负责人|法人|法定|"
    "审批|审核|填表|制表|紧急|应急|医院|学校|班主任|辅导员|律师"
)
"""Over a 电话 or 姓名 these say that it is not the person's own."""
_PERSON = "户主|本人|申请人|困难职工|困难会员|职工|教职工|员工|会员|教师|参会人员|参赛人员|参加人员|报名人员|受助人|被慰问人|获奖人"
_OF_A_PERSON = re.compile(
    rf"^(?:{_PERSON})+(?:的|本人|个人|基本)?(?=姓名|性别|年龄|民族|族别|身份证|公民|居民|证件|有效证件|出生|政治|健康|身体|残疾|联系|"
    "联络|手机|移动|电话|学历|文化|婚姻|户口|户籍|住址|籍贯|家庭[住地]|开户|银行|工作[单状]|所在|所属)"
)
_ABOUT_A_PERSON = re.compile(r"^(?:姓名|性别|.*(?:电话|手机|方式|证件|身份证).*|出生.*|民族|.*住址|.*地址)$")
_WHOSE_IN_BRACKETS = re.compile(rf"^(?P<whose>{_PERSON})\((?P<own>..+)\)$")
_SUBJECTS: Mapping[str, str] = {
    "work_log": "工作|事项|会议|活动|走访|调研|值班|接待",
    "membership_change": "变动|变更|转接|接转|会籍|转移",
    "visit": "回访|走访",
    "aid": "(?:慰问|走访慰问|送温暖|救助|帮扶|补助|资助|助学|发放)(?!类|种类)",
    "event": "活动|会议|培训|讲座|赛事",
    "attendance": "参赛|参会|参训|报名|签到",
    "item": "物品|备品|采购|报销",
    "prize": "获奖|受奖",
    "award": "获奖|荣誉|表彰|获评|奖项",
    "unit": "工会|基层工会|单位|企业",
    "target": "目标任务|目标|任务|指标",
    "project": "项目|工程",
    "proposal": "提案|建议|合理化建议|意见",
    "legal": "来访|接访|来信|信访|接待|受理|案件|援助|咨询",
    "studio": "工作室|创新工作室",
    "budget": "经费|收支|费用|资金",
    "coverage": "合同|协议|公开|协商",
}
"""What the records of a ledger are, which forms put before a word: 提案编号 is the 编号 of a 提案."""
_ALIKE = (
    (re.compile("有无|能否|是不是|可否"), "是否"),
    (re.compile("名字"), "姓名"),
    (re.compile("详址|详细地址|详细住址|住址"), "地址"),
    (re.compile("首要"), "主要"),
    (re.compile("层级|层次|级别|等第|档次"), "等级"),
    (re.compile("工人|员工|教职工|教职员工|劳动者"), "职工"),
    (re.compile("科室|处室|部室"), "部门"),
    (re.compile("月均|平均每月"), "月平均"),
    (re.compile("采用"), "采纳"),
    (re.compile("花费|花销|开销|开支|费用"), "支出"),
    (re.compile("途径|渠道|形式"), "方式"),
    (re.compile("(?<=..)(?:种类|类型|分类|性质|属性)"), "类别"),
    (re.compile("缘由|理由|缘故|事由"), "原因"),
    (re.compile("物资|实物|用品"), "物品"),
    (re.compile("成效|实效"), "效果"),
    (re.compile("会议室|场所|场地|场馆"), "地点"),
    (re.compile("电话号码|手机号码|手机号"), "手机"),
    (re.compile("补贴"), "补助"),
    (re.compile("获得|荣获|取得|所获"), "获"),
    (re.compile("举行|举办|开办"), "开展"),
    (re.compile("名称|全称"), ""),
)
"""Words that mean the same inside a head: 家庭详址 is 家庭住址, 有无返困 is 是否返困."""
_EXTRA = re.compile("新增|本年度|当年|近一年|全部|具体|有关|相关|目前|当前|现阶段|本次|此次|主要")
_LOOSE = (
    (re.compile(r"的"), ""),
    (re.compile(r"(?<=方式|电话|手机)1$"), ""),
    (
        re.compile(
            r"^(?:其中|所在|所属|现任|本届|本人|最高|开展|举办|举行|比赛|竞赛|实际|现(?![场金状])|具体)[:：]?(?=..)"
        ),
        "",
    ),
    (re.compile(r"^参与"), "参加"),
    (re.compile(r"^是否(?:为|是|属于|系)"), "是否"),
    (re.compile(r"^(?:公民|居民|个人|有效|第二代)*(?:身份证件|身份证|身份|证件)(?:号码|号|编号|编码)$"), "身份证号"),
    (re.compile(r"^(?:个人|常用)?(?:手机|电话|(?:联系|联络|移动|手机)(?:手机|电话|方式))(?:号码|号)?$"), "联系电话"),
    (re.compile(r"^主办部门$"), "主办单位"),
    (re.compile(r"(?<=人口)数$"), ""),
    (re.compile(r"(?:时间|日期|年月日|年月|年份)$"), "日"),
    (re.compile(r"(?<=..)(?:名称|全称)$|(?<=.[人者象席主])(?:姓名|名单)$"), ""),
    (re.compile(r"(?<=来源)(?:渠道|途径|方式)$"), ""),
    (re.compile(r"(?<=预算|决算|支出|收入)(?:数|数额|额|金额|总额|经费|费用)$"), ""),
    (re.compile(r"(?:总金额|数额|总额|合计金额|金额合计|款额)$"), "金额"),
    (re.compile(r"号码$"), "号"),
    (re.compile(r"(?<=.)(?:人数|总数|总人数|数量)$"), "数"),
    (re.compile(r"(?:情况|状态)$"), "状况"),
    (re.compile(r"(?:类型|种类|分类)$"), "类别"),
    (re.compile(r"形式$"), "方式"),
    (re.compile(r"级别$"), "等级"),
    (re.compile(r"总结$"), "小结"),
    (re.compile(r"人员$"), "人"),
    (re.compile(r"相片$"), "照片"),
)
"""What forms write now one way, now the other: 发放时间 and 发放日期, 住房状况 and 住房情况, 被慰问人 and 被慰问人姓名."""


def without_extras(folded: str) -> str:
    """Take the words away that say nothing about which field a folded head means: 新增需求 is 需求."""
    return _EXTRA.sub("", folded)


def _month_in_front(head: str) -> str:
    """Write 家庭收入（元/年） as 家庭年收入（元/年）: what the measure says of the time is part of the name."""
    found = _PER_TIME.fullmatch(head)
    return f"{found['whose']}{found['time']}{found['what']}" if found and found["time"] not in found["whose"] else head


def plain_head(head: str) -> str:
    """Take the number before a head, its marks and the measure behind it away: 3.姓名*, ③姓名 and ★姓名 are 姓名."""
    words = ascii_form("".join(c for c in head if unicodedata.category(c) != "No"))
    words = _MARKS.sub("", re.sub(r"\s*[\r\n]\s*", "", words)).strip()
    words = _month_in_front(_ENGLISH.sub("", _UNIT.sub("", _NUMBERING.sub("", words)).strip()))
    return words or head


def exact_form(head: str) -> str:
    """Fold spaces and stars away, but keep what stands in brackets."""
    return re.sub(r"[\s*﹡＊]", "", ascii_form(head))


@lru_cache(maxsize=8192)
def loose_form(head: str) -> str:
    """Fold a head further; a mark keeps it apart from the words of another stage."""
    words = head_form(head)
    for pattern, instead in _LOOSE:
        words = pattern.sub(instead, words)
    return f"~{words}"


@lru_cache(maxsize=8192)
def alike_form(head: str) -> str:
    """Fold a head once more, by what its words mean; a mark keeps it apart from the words of another stage."""
    words = loose_form(head)[1:]
    for pattern, instead in _ALIKE:
        words = pattern.sub(instead, words)
    return f"={words}"


def without_subject(head: str, ledger_key: str) -> str:
    """Take away whose a head says it is, when that is whom or what each row of the ledger is about anyway."""
    words = head_form(head)
    if ledger_key in ("member", "household", "aid", "attendance"):
        # In a roll of members the 户主 is somebody else.
        words = words if ledger_key == "member" and words.startswith("户主") else _OF_A_PERSON.sub("", words)
    if ledger_key in _SUBJECTS:
        # Whose 单位 or 人 it is, is another question: 表彰单位 is not the 单位 of the 获奖者.
        words = re.sub(rf"^(?:{_SUBJECTS[ledger_key]})(?=..)(?!单位|部门|人(?!数|次)|者|对象|主席)", "", words)
    return words


def forms(head: str) -> list[str]:
    """Write a plain head in each way it is looked up: with its brackets, without, and without the head over it."""
    inside = re.search(r"\(([^)]*)\)", head)
    own = re.sub(r"\([^)]*\)", "", head)
    if inside and _ABOUT_A_PERSON.match(own) and _SOMEBODY_ELSE.search(inside[1]):
        return []
    whose = _WHOSE_IN_BRACKETS.match(exact_form(head))
    if whose:
        return [exact_form(head), whose["own"]]
    if inside and _TAKEN_OFF.match(inside[1]):
        last = f"{_OVER.split(own)[-1]}（{inside[1]}）"
        return [exact_form(head), exact_form(own + inside[1]), head_form(own + inside[1]), exact_form(last)]
    counted = f"{own}{inside[1]}" if inside and _COUNTED.fullmatch(inside[1]) else head
    found = [exact_form(head), exact_form(counted), head_form(counted), head_form(head)]
    parts = _OVER.split(re.sub(r"\([^)]*\)", lambda part: "" if _OVER.search(part[0]) else part[0], head))
    over, last = "".join(parts[:-1]).strip(), parts[-1].strip()
    if over and last and not _SOMEBODY_ELSE.search(over):
        found += [exact_form(f"{over}（{last}）"), head_form(over + last), exact_form(last), head_form(last)]
    return found


def alternatives(head: str) -> list[str]:
    """List the words of a head that names a thing twice, as 单位或部门 does; empty when it names it once."""
    parts = [part.strip() for part in re.split(r"[/、]|或者?|及|和", re.sub(r"\([^)]*\)", "", head))]
    return parts if len(parts) > 1 and all(len(part) > 1 for part in parts) else []
