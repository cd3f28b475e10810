"""Sixty slips more, harder to see than the first forty: moved, reordered and reworded text with one thing wrong in it."""

from __future__ import annotations

from tests.checking.slips import Planted
from unionoffice.checking.finding import Slip

HARD = (
    # A digit wrong although the words around it changed, moved or were split.
    Planted(4, "发展会员224人。", "共吸收新会员242人。", Slip.DIFFERS, "224人"),
    Planted(4, "新组建工会12个。发展会员224人。", "发展会员242人。新组建工会12个。", Slip.DIFFERS, "224人"),
    Planted(4, "参加人员121人", "参训职工达211名", Slip.DIFFERS, "121人"),
    Planted(8, "为21名患病职工", "\n为31名患病职工", Slip.DIFFERS, "21名"),
    Planted(8, "参加医疗互助2200名", "参加医疗互助一千二百名", Slip.DIFFERS, "2200名"),
    Planted(8, "新建工会19个。新发展农民工会员200人。", "新建工会91个，新发展农民工会员200人。", Slip.DIFFERS, "19个"),
    Planted(8, "改造套数1318套", "改造套数1,381套", Slip.DIFFERS, "1318套"),
    Planted(2, "共捐款75945.00元", "共捐款7.945万元", Slip.DIFFERS, "75945"),
    Planted(3, "每人151元", "每人115元", Slip.DIFFERS, "151元"),
    Planted(5, "大幅局歌2首", "大幅局歌12首", Slip.DIFFERS, "2首"),
    # Two true numbers in each other's place.
    Planted(
        4,
        "国有企业推行厂务公开1家，公开率100%。集体企业推行厂务公开11家",
        "国有企业推行厂务公开11家，公开率100%。集体企业推行厂务公开1家",
        Slip.DIFFERS,
        "1家",
    ),
    Planted(8, "技术革新105项、发明创造38个", "技术革新38项、发明创造105个", Slip.DIFFERS, "105项"),
    Planted(8, "省级1家、市级1家、县级35家", "省级35家、市级1家、县级1家", Slip.DIFFERS, "1家"),
    Planted(
        8,
        "参加医疗互助2200名。组织同步推进的女职工特殊疾病互助保障，参加特病保障1615名",
        "参加医疗互助1615名。组织同步推进的女职工特殊疾病互助保障，参加特病保障2200名",
        Slip.DIFFERS,
        "2200名",
    ),
    # Yuan, ten thousand yuan, hundred million yuan.
    Planted(3, "筹集资金4万多元", "筹集资金4亿多元", Slip.DIFFERS, "元与万元写错了"),
    Planted(8, "互助补助3万余元", "互助补助30万余元", Slip.DIFFERS, "3万余元"),
    Planted(2, "共捐款75945.00元", "共捐款75945.00万元", Slip.DIFFERS, "元与万元写错了"),
    Planted(8, "预算2亿元", "预算2000万元", Slip.DIFFERS, "2亿元"),
    Planted(2, "共捐款75945.00元", "共捐款七万五千九百四十元", Slip.DIFFERS, "75945"),
    # Persons and times, households and times, in the text and said once more in the opening.
    Planted(8, "提供法律援助16人次", "提供法律援助十六人", Slip.DIFFERS, "单位应是“人次”"),
    Planted(8, "获得荣誉3项。", "获得荣誉3项，培训工会干部150人。", Slip.DIFFERS, "单位应是“人次”"),
    Planted(4, "参加人员121人", "参加人员121人次", Slip.DIFFERS, "单位应是“人”"),
    Planted(4, "本期组织开展各类活动7项。", "本期组织开展各类活动7项，发展会员224人次。", Slip.DIFFERS, "单位应是“人”"),
    Planted(8, "培训3期，150人次参加", "培训3次，150人次参加", Slip.DIFFERS, "3期"),
    # Roughness.
    Planted(8, "公司有职工3000多人", "公司有职工近3000人", Slip.DIFFERS, "3000多人"),
    Planted(3, "筹集资金2万余元", "筹集资金近2万元", Slip.DIFFERS, "2万余元"),
    Planted(4, "发展会员224人", "发展会员250余人", Slip.DIFFERS, "224人"),
    Planted(4, "发展会员224人", "发展会员近200人", Slip.DIFFERS, "224人"),
    Planted(8, "建档困难女职工164名", "建档困难女职工160多名", Slip.ROUNDED, "164名"),
    Planted(2, "共捐款75945.00元", "共捐款7.6万元", Slip.ROUNDED, "75945"),
    Planted(2, "共捐款75945.00元", "共捐款约7.6万元", Slip.ROUNDED, "75945"),
    # Parts and totals.
    Planted(4, "发展会员224人。", "城区发展会员100人、乡镇发展会员114人，共发展会员224人。", Slip.SUM, "214人"),
    Planted(4, "发展会员224人。", "发展会员224人，其中农民工会员234人。", Slip.SUM, "234人"),
    Planted(4, "发展会员224人。", "发展会员224人：城区一百人、乡镇一百二十五人。", Slip.SUM, "225人"),
    Planted(5, "密切联系群众", "慰问困难职工12人，每人500元，共5000元；密切联系群众", Slip.SUM, "6000元"),
    Planted(5, "密切联系群众", "慰问困难职工12户，每户0.05万元，合计5000元；密切联系群众", Slip.SUM, "6000元"),
    Planted(
        5,
        "密切联系群众",
        "受理来访30件，分别为咨询15件、调解10件、援助6件；密切联系群众",
        Slip.SUM,
        "31件",
    ),
    Planted(8, "其中竞赛比武8项、评选表彰3项、会议1项", "其中，竞赛比武8项，评选表彰3项，会议2项", Slip.SUM, "13项"),
    # Rates, growth and percentage points.
    Planted(
        4, "截至6月底，新签", "签订率85%，比上年同期的80%提高6个百分点。截至6月底，新签", Slip.PERCENT, "5个百分点"
    ),
    Planted(4, "截至6月底，新签", "签订率85%，比上年同期的80%提高5%。截至6月底，新签", Slip.PERCENT, "个百分点"),
    Planted(4, "截至6月底，新签", "签约30家，比上年同期20家增长60%。截至6月底，新签", Slip.PERCENT, "50%"),
    Planted(4, "截至6月底，新签", "签约20家，比上年同期25家下降25%。截至6月底，新签", Slip.PERCENT, "20%"),
    Planted(4, "截至6月底，新签", "全县应签40家，已签30家，占百分之八十。截至6月底，新签", Slip.PERCENT, "75%"),
    Planted(4, "截至6月底，新签", "入会职工330人，占职工总数300人的90%。截至6月底，新签", Slip.PERCENT, "330"),
    Planted(6, "持证率100%", "持证率百分之九十", Slip.DIFFERS, "100%"),
    Planted(4, "任务完成率60%", "任务完成率60个百分点", Slip.DIFFERS, "60%"),
    # Numbering.
    Planted(8, "\n（二）女职工", "\n（三）女职工", Slip.NUMBERING, "缺“（二）”"),
    Planted(4, "\n十、经费", "\n十一、经费", Slip.NUMBERING, "缺“十、”"),
    Planted(2, "\n2.继续推进", "\n（3）继续推进", Slip.NUMBERING, "缺"),
    Planted(5, "密切联系群众", "一是深入班组；二是走访职工；二是慰问家属；密切联系群众", Slip.NUMBERING, "二是"),
    # Times.
    Planted(2, "3月上旬，各级女工", "九月上旬，各级女工", Slip.PERIOD, "九月"),
    Planted(8, "6月，排查出15人", "2014年6月，排查出15人", Slip.PERIOD, "2014年"),
    Planted(5, "现将上半年工作情况", "现将下半年工作情况", Slip.PERIOD, "下半年"),
    Planted(5, "现将上半年工作情况", "现将一至九月工作情况", Slip.PERIOD, "九月"),
    # Nobody registered it.
    Planted(4, "利用电视新闻宣传工会工作。", "利用电视新闻宣传工会工作，播出节目24期。", Slip.UNSUPPORTED, "24期"),
    Planted(6, "重要节日期间，慰问困难职工。", "重要节日期间，慰问困难职工35户次。", Slip.UNSUPPORTED, "35户次"),
    # Leftovers, repetition, punctuation.
    Planted(5, "密切联系群众", "走访职工___人次，密切联系群众", Slip.LEFTOVER, "___"),
    Planted(5, "密切联系群众", "走访职工XX人次，密切联系群众", Slip.LEFTOVER, "XX"),
    Planted(5, "密切联系群众", "走访职工**人次，密切联系群众", Slip.LEFTOVER, "**"),
    Planted(
        8,
        "推动竞赛向非公企业延伸。",
        "推动竞赛向非公企业延伸。选出职工质量监督小组1个。开展“法律六进”宣传，走进6处。",
        Slip.REPEAT,
        "已经写过",
    ),
    Planted(3, "增收节支，提高", "增收节支，，提高", Slip.STYLE, "标点重复"),
    Planted(3, "推行政务、财务、党务3类公开。", "推行政务、财务、党务3类公开.", Slip.STYLE, "句末"),
)
