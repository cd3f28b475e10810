"""Slips written down before the check was looked at, each beside its right form, which must stay unquestioned."""

from __future__ import annotations

from dataclasses import dataclass

from tests.checking.slips import Planted
from unionoffice.checking.finding import Slip

FIRST_FOUND = 10
"""How many of these the check found when they were written."""


@dataclass(frozen=True)
class Twin:
    """One slip and the same words without it."""

    planted: Planted
    right: str


def _beside(now: str, right: str, slip: Slip, says: str, kind: int = 5) -> Twin:
    """Put a clause into the draft of an office that has no number near it."""
    places = {5: "密切联系群众", 4: "截至6月底，新签"}
    was = places[kind]
    return Twin(Planted(kind, was, f"{now}；{was}", slip, says), f"{right}；{was}")


def _instead(office: int, was: str, now: str, right: str, slip: Slip, says: str) -> Twin:
    return Twin(Planted(office, was, now, slip, says), right)


FRESH = (
    # Hundred millions, full-width and wrong units.
    _instead(8, "预算2亿元", "预算2万亿元", "预算2.0亿元", Slip.DIFFERS, "2亿元"),
    _instead(8, "技术革新105项", "技术革新１０６项", "技术革新一百零五项", Slip.DIFFERS, "105项"),
    _instead(2, "退休职工4人", "退休职工4户", "退休职工四人", Slip.DIFFERS, "单位应是“人”"),
    # Growth said the wrong way round, by the wrong amount or in the wrong measure.
    _beside("慰问职工30户，上年同期40户，同比增长25%", "慰问职工30户，上年同期40户，同比下降25%", Slip.PERCENT, "下降"),
    _beside("慰问职工50户，上年同期40户，同比下降25%", "慰问职工50户，上年同期40户，同比增长25%", Slip.PERCENT, "增长"),
    _beside("公开率由80%提高到90%，提高10%", "公开率由80%提高到90%，提高10个百分点", Slip.PERCENT, "百分点"),
    _beside("建家单位由10家增加到30家，增长3倍", "建家单位由10家增加到30家，增长2倍", Slip.PERCENT, "2倍"),
    _beside("签约12家，上年同期8家，同比增加3家", "签约12家，上年同期8家，同比增加4家", Slip.SUM, "4家"),
    _beside("全县应签12家，已签9家，占三分之二", "全县应签12家，已签9家，占四分之三", Slip.PERCENT, "75%"),
    _beside("发出意见表100份，收回80份，回收率85%", "发出意见表100份，收回80份，回收率80%", Slip.PERCENT, "80%"),
    _beside("发出意见表100份，收回120份", "发出意见表120份，收回100份", Slip.SUM, "120份"),
    _beside(
        "年度目标40家，上半年完成20家，完成年度目标的60%",
        "年度目标40家，上半年完成20家，完成年度目标的50%",
        Slip.PERCENT,
        "50%",
    ),
    _beside("现有会员400人，其中女会员120人，占40%", "现有会员400人，其中女会员120人，占30%", Slip.PERCENT, "30%"),
    # Parts, averages and members at the start and the end.
    _beside("慰问困难职工4人，人均300元，共计1500元", "慰问困难职工4人，人均300元，共计1200元", Slip.SUM, "1200元"),
    _beside("举办培训3期150人次，平均每期60人次", "举办培训3期150人次，平均每期50人次", Slip.SUM, "50人次"),
    _beside("会员800人，其中男500人、女350人", "会员800人，其中男450人、女350人", Slip.SUM, "850人"),
    _beside(
        "期初有会员1000人，新增50人，减少10人，期末有会员1050人",
        "期初有会员1000人，新增50人，减少10人，期末有会员1040人",
        Slip.SUM,
        "1040人",
    ),
    _beside(
        "发放生活救助2万元、医疗救助1.5万元、助学金0.8万元，合计4.5万元",
        "发放生活救助2万元、医疗救助1.5万元、助学金0.8万元，合计4.3万元",
        Slip.SUM,
        "4.3万元",
    ),
    _beside("共计1200元（大写：壹仟贰佰伍拾元整）", "共计1200元（大写：壹仟贰佰元整）", Slip.SUM, "壹仟贰佰伍拾元"),
    # Times that do not exist or are not of the period.
    _instead(5, "现将上半年工作情况", "现将第三季度工作情况", "现将今年上半年工作情况", Slip.PERIOD, "第三季度"),
    _beside("2010年7月12日召开座谈会", "2010年6月12日召开座谈会", Slip.PERIOD, "7月"),
    _beside("6月31日召开座谈会", "6月30日召开座谈会", Slip.PERIOD, "6月31日"),
    _beside("5月20日至5月12日开展走访", "5月12日至5月20日开展走访", Slip.PERIOD, "5月20日至5月12日"),
    _beside("图1 各月活动场次（2009年1月至6月）", "图1 各月活动场次（2010年1月至6月）", Slip.PERIOD, "2009年"),
    # Left over, unpaired and doubled.
    _beside("走访职工（待核实）", "走访职工（见附表）", Slip.LEFTOVER, "待核实"),
    _beside("走访职工？？人", "走访职工多人", Slip.LEFTOVER, "？？"),
    _beside("开展“夏送清凉活动", "开展“夏送清凉”活动", Slip.STYLE, "“"),
    _beside("进一步进一步深入班组", "进一步深入班组", Slip.STYLE, "进一步"),
)
