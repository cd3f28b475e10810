"""Forty slips as they happen in edited summaries, planted one at a time in the drafts of the sample offices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from unionoffice.checking.finding import Slip
from unionoffice.domain.draft import Draft


@dataclass(frozen=True)
class Planted:
    """One slip: in which office's draft, what stands there and what the clerk wrote instead."""

    office: int
    was: str
    now: str
    slip: Slip
    says: str
    """What the sentence about it must contain."""


PLANTED = (
    # A digit changed, lost or doubled.
    Planted(4, "参加人员121人", "参加人员112人", Slip.DIFFERS, "121人"),
    Planted(4, "新组建工会12个", "新组建工会2个", Slip.DIFFERS, "12个"),
    Planted(8, "参赛队伍22支", "参赛队伍222支", Slip.DIFFERS, "22支"),
    Planted(2, "共捐款75945.00元", "共捐款79545.00元", Slip.DIFFERS, "75945"),
    Planted(8, "参加医疗互助2200名", "参加医疗互助2020名", Slip.DIFFERS, "2200名"),
    Planted(8, "参加特病保障1615名", "参加特病保障1651名", Slip.DIFFERS, "1615名"),
    Planted(1, "学习笔记6篇", "学习笔记9篇", Slip.DIFFERS, "6篇"),
    # Yuan and ten thousand yuan; a decimal point.
    Planted(3, "改善办公条件", "改善办公条件，支出4万元", Slip.UNSUPPORTED, "没有支持"),
    Planted(3, "筹集资金2万余元", "筹集资金2余元", Slip.DIFFERS, "2万余元"),
    Planted(8, "预算2亿元", "预算2万元", Slip.DIFFERS, "元与万元写错了"),
    Planted(2, "共1200元", "共1200万元", Slip.DIFFERS, "元与万元写错了"),
    Planted(2, "每人300元", "每人30.0元", Slip.DIFFERS, "300元"),
    # Persons and times of attendance, households and units.
    Planted(8, "150人次参加。\n", "150人参加。\n", Slip.DIFFERS, "单位应是“人次”"),
    Planted(8, "提供法律援助16人次", "提供法律援助16人", Slip.DIFFERS, "单位应是“人次”"),
    Planted(
        4,
        "修订、续订、重签集体合同和工资协商协议10家",
        "修订、续订、重签集体合同和工资协商协议10份",
        Slip.DIFFERS,
        "家",
    ),
    # Roughness dropped or invented.
    Planted(4, "宣传册1500余份(册)", "宣传册1500份(册)", Slip.DIFFERS, "1500余"),
    Planted(8, "公司有职工3000多人", "公司有职工3000人", Slip.DIFFERS, "3000多人"),
    Planted(8, "建档困难女职工164名", "建档困难女职工近170名", Slip.ROUNDED, "164名"),
    # Chinese numerals and full-width digits.
    Planted(8, "非公困难女职工300多名", "非公困难女职工四百多名", Slip.DIFFERS, "300多名"),
    Planted(4, "新签女职工专项集体合同15家", "新签女职工专项集体合同十六家", Slip.DIFFERS, "15家"),
    Planted(4, "发展会员224人", "发展会员２４２人", Slip.DIFFERS, "224人"),
    # Parts and totals, percentages.
    Planted(8, "其中竞赛比武8项、评选表彰3项、会议1项", "其中竞赛比武8项、评选表彰5项、会议1项", Slip.SUM, "14项"),
    Planted(8, "为500名困难女职工", "为400名困难女职工", Slip.SUM, "464名"),
    Planted(4, "发展会员224人。", "发展会员224人：城区100人、乡镇114人。", Slip.SUM, "214人"),
    Planted(4, "截至6月底，新签", "全县应签25家，已签15家，签订率70%。截至6月底，新签", Slip.PERCENT, "60%"),
    Planted(4, "任务完成率60%", "任务完成率80%", Slip.DIFFERS, "60%"),
    Planted(6, "持证率100%", "持证率10%", Slip.DIFFERS, "100%"),
    # Numbering.
    Planted(4, "\n三、学习型组织", "\n五、学习型组织", Slip.NUMBERING, "缺“三、”"),
    Planted(8, "\n（三）竞赛比武", "\n（四）竞赛比武", Slip.NUMBERING, "缺“（三）”"),
    Planted(2, "\n4.表彰先进人物", "\n5.表彰先进人物", Slip.NUMBERING, "缺“4.”"),
    Planted(5, "密切联系群众", "一是深入班组；三是走访职工；密切联系群众", Slip.NUMBERING, "一是"),
    # The wrong year or half.
    Planted(1, "2010年上半年，某区", "2009年上半年，某区", Slip.PERIOD, "2009年"),
    Planted(5, "现将上半年工作情况", "现将全年工作情况", Slip.PERIOD, "全年"),
    Planted(2, "3月上旬，各级女工", "9月上旬，各级女工", Slip.PERIOD, "9月"),
    # A row that is gone, a number nobody registered.
    Planted(1, "召开家长会听取意见。", "召开家长会听取意见，收到建议46条。", Slip.UNSUPPORTED, "46条"),
    Planted(5, "通过局网宣传文化建设。", "通过局网宣传文化建设，发稿三十二篇。", Slip.UNSUPPORTED, "三十二篇"),
    # Leftovers, repetition, punctuation.
    Planted(9, "续建工程【待补】项，正在", "续建工程××项，正在", Slip.LEFTOVER, "××"),
    Planted(
        5,
        "完成各级领导临时交办的任务。",
        "完成各级领导临时交办的任务。以“一、二、三工程”为载体推进工作。",
        Slip.REPEAT,
        "已经写过",
    ),
    Planted(3, "增收节支，提高", "增收节支,提高", Slip.STYLE, "全角逗号"),
    Planted(8, "1.深化建功立业活动", "1、深化建功立业活动", Slip.STYLE, "不用“、”"),
)


def lines_of(draft: Draft) -> str:
    """Write a draft as the plain lines of its Word file."""
    lines = [draft.title]
    for chapter in draft.chapters:
        lines += [f"{chapter.numeral}、{chapter.title}"] if chapter.numeral else []
        lines += [paragraph.text for paragraph in chapter.paragraphs]
    return "\n".join(lines) + "\n"


def planted_in(text: str, planted: Planted) -> str:
    """Put one slip into a text; fails when its place is not there exactly once."""
    assert text.count(planted.was) >= 1, planted
    return text.replace(planted.was, planted.now, 1)


Drafts = Callable[[int], Draft]
