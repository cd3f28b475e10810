"""Edits that change no fact: a superior makes dozens of them in every draft, and none may raise an alarm."""

from __future__ import annotations

from dataclasses import dataclass

from tests.checking.slips import lines_of
from unionoffice.checking.finding import Slip
from unionoffice.domain.draft import Draft


@dataclass(frozen=True)
class Harmless:
    """Changes of the words of one office's draft, and the one mild remark that they may raise."""

    office: int
    what: str
    changes: tuple[tuple[str, str], ...]
    remark: Slip | None = None


def _one(office: int, what: str, was: str, now: str, remark: Slip | None = None) -> Harmless:
    return Harmless(office, what, ((was, now),), remark)


EDITS = (
    # Other words for the same.
    _one(4, "名 for 人", "参加人员121人", "参训职工121名"),
    _one(4, "个 for 家", "女职工专项集体合同15家", "女职工专项集体合同15个"),
    _one(8, "added adjectives", "为500名困难女职工赠送互助金", "满怀深情地为500名困难女职工赠送爱心互助金"),
    _one(8, "synonyms", "提供法律援助16人次", "及时给予法律援助16人次"),
    _one(2, "共计", "共1200元", "共计1200元"),
    _one(
        5, "a sentence more", "完成各级领导临时交办的任务。", "完成各级领导临时交办的任务，做到事事有着落、件件有回音。"
    ),
    _one(1, "a harmless idiom", "召开家长会听取意见。", "召开家长会听取意见，想方设法服务千家万户，做到万无一失。"),
    _one(3, "slogans", "增收节支，", "落实“两个维护”“四个意识”，贯彻党的十八届三中全会精神，增收节支，"),
    _one(6, "a month without a day", "举办庆五一活动。", "举办庆五一活动，历时两个多月，一线职工广泛参加。"),
    _one(
        4,
        "a house number",
        "利用电视新闻宣传工会工作。",
        "利用电视新闻宣传工会工作，在工会大楼3号楼设宣传点，服务热线12351。",
    ),
    # The same amount, written another way.
    _one(8, "Chinese numerals", "非公困难女职工300多名", "非公困难女职工三百多名"),
    _one(4, "Chinese numerals and 家", "推行厂务公开的单位12家", "推行厂务公开的单位十二家"),
    _one(4, "a long Chinese numeral", "发展会员224人", "发展会员二百二十四人"),
    _one(8, "Chinese thousands", "参加医疗互助2200名", "参加医疗互助二千二百名"),
    _one(8, "tenths of ten thousand", "参加医疗互助2200名", "参加医疗互助0.22万名"),
    _one(8, "千 as a scale", "参加医疗互助2200名", "参加医疗互助2.2千名"),
    _one(8, "百 between digits and words", "非公困难女职工300多名", "非公困难女职工3百多名"),
    _one(2, "ten thousand yuan", "共1200元", "共0.12万元"),
    _one(2, "all four decimals", "共捐款75945.00元", "共捐款7.5945万元"),
    _one(2, "grouped digits", "共捐款75945.00元", "共捐款75,945元"),
    _one(2, "grouped digits full-width", "共捐款75945.00元", "共捐款75，945元"),
    _one(2, "a blank before the unit", "共捐款75945.00元", "共捐款 75945.00 元"),
    _one(8, "hundred millions as ten thousands", "预算2亿元", "预算20000万元"),
    _one(8, "Chinese hundred millions", "预算2亿元", "预算两亿元"),
    _one(3, "Chinese 余", "筹集资金2万余元", "筹集资金两万余元"),
    _one(3, "多 for 余", "筹集资金2万余元", "筹集资金2万多元"),
    _one(4, "percent in words", "任务完成率60%", "任务完成率百分之六十"),
    _one(6, "a hundred percent", "持证率100%", "持证率百分之百"),
    _one(4, "full-width percent", "任务完成率60%", "任务完成率60％"),
    _one(4, "full-width digits", "新组建工会12个", "新组建工会１２个", Slip.STYLE),
    # Honest rounding is told as such, never as an error.
    _one(8, "余", "建档困难女职工164名", "建档困难女职工160余名", Slip.ROUNDED),
    _one(8, "多", "参加特病保障1615名", "参加特病保障1600多名", Slip.ROUNDED),
    _one(4, "近", "发展会员224人", "发展会员近230人", Slip.ROUNDED),
    _one(4, "约", "发展会员224人", "发展会员约220人", Slip.ROUNDED),
    _one(2, "ten thousands and 余", "共捐款75945.00元", "共捐款7.5万余元", Slip.ROUNDED),
    _one(2, "two decimals", "共捐款75945.00元", "共捐款7.59万元", Slip.ROUNDED),
    _one(4, "以上", "发展会员224人", "发展会员220人以上", Slip.ROUNDED),
    # Another order, other borders, another place.
    _one(4, "two sentences changed round", "新组建工会12个。发展会员224人。", "发展会员224人。新组建工会12个。"),
    _one(
        4,
        "sentences of one pattern changed round",
        "国有企业推行厂务公开1家，公开率100%。集体企业推行厂务公开11家，公开率100%。",
        "集体企业推行厂务公开11家，公开率100%。国有企业推行厂务公开1家，公开率100%。",
    ),
    _one(
        8,
        "clauses changed round",
        "组织首期在职职工住院医疗互助，参加医疗互助2200名。",
        "参加医疗互助2200名，均为首期在职职工住院医疗互助。",
    ),
    _one(8, "a paragraph split", "赠送互助金，其中", "赠送互助金。\n其中"),
    _one(8, "a paragraph split at a sentence", "为21名患病职工", "\n为21名患病职工"),
    _one(2, "paragraphs merged", "参加普法知识考试。\n为局机关职工", "参加普法知识考试。为局机关职工"),
    _one(8, "three paragraphs merged", "1家、市级1家、县级35家。\n", "1家、市级1家、县级35家。"),
    Harmless(
        4,
        "a sentence moved to another chapter",
        (
            ("截至6月底，新签女职工专项集体合同15家。", ""),
            ("四、五一系列活动\n", "四、五一系列活动\n截至6月底，新签女职工专项集体合同15家。\n"),
        ),
    ),
    Harmless(
        8,
        "a paragraph moved to another chapter",
        (
            ("举办企业、乡镇基层工会干部培训3期，150人次参加。\n", ""),
            ("（三）文体活动\n", "（三）文体活动\n举办企业、乡镇基层工会干部培训3期，150人次参加。\n"),
        ),
    ),
    _one(4, "a chapter renamed", "五、集体合同", "五、维权工作"),
    _one(8, "the plan renamed", "五、下半年打算", "五、下一步工作安排"),
    _one(8, "the plan with its half", "五、下半年打算\n", "五、下一步工作安排\n下半年，要突出重点、狠抓落实。\n"),
    # Dates and times in other words.
    _one(4, "a date in brackets", "4月22日，举办五一职工运动会", "举办五一职工运动会（4月22日）"),
    _one(4, "a span with a dash", "4月至5月，根据", "4—5月，根据"),
    _one(4, "a span in words", "4月至5月，根据", "四月至五月，根据"),
    _one(4, "the last day for the end", "截至6月底，组建工会", "截至6月30日，组建工会"),
    _one(5, "so far this year", "现将上半年工作情况", "现将今年以来工作情况"),
    _one(5, "half a year", "现将上半年工作情况", "现将半年来的工作情况"),
    _one(5, "months", "现将上半年工作情况", "现将1—6月工作情况"),
    _one(8, "the year before", "新建工会19个。", "新建工会19个，较2014年同期稳中有升。"),
    _one(
        5,
        "since a year",
        "以规划期任务和当年目标任务为主线。",
        "以规划期任务和当年目标任务为主线，自2003年建会以来一以贯之。",
    ),
    _one(
        5,
        "the whole year ahead",
        "完成各级领导临时交办的任务。",
        "完成各级领导临时交办的任务，为全年工作开好局、起好步。",
    ),
    # Numbering in another style.
    Harmless(
        4,
        "（1） for 1.",
        (("1.规范工会工作", "（1）规范工会工作"), ("2.加快农民工", "（2）加快农民工")),
    ),
    Harmless(4, "一是 for 1.", (("1.规范工会工作", "一是规范工会工作"), ("2.加快农民工", "二是加快农民工"))),
    Harmless(2, "half-width brackets", (("1.争创", "(1)争创"), ("2.继续", "(2)继续"), ("3.调整", "(3)调整"))),
    # True numbers said once more.
    _one(8, "a number again in the opening", "获得荣誉3项。", "获得荣誉3项，新建工会19个，举办培训3期。"),
    _one(
        4,
        "two numbers again in the opening",
        "本期组织开展各类活动7项。",
        "本期组织开展各类活动7项，新组建工会12个、发展会员224人。",
    ),
    _one(2, "the amount again", "开展岗位建功活动。", "开展岗位建功活动，慰问患病退休职工4人。"),
    _one(4, "the same rate again", "按照“凡有职工即建会”", "任务完成率已达60%，按照“凡有职工即建会”"),
    # Found by a second, blind round.
    _one(8, "items in another order", "其中竞赛比武8项、评选表彰3项、会议1项", "其中评选表彰3项、竞赛比武8项、会议1项"),
    _one(8, "levels in another order", "省级1家、市级1家、县级35家", "县级35家、市级1家、省级1家"),
    _one(4, "subsets that overlap", "发展会员224人。", "发展会员224人（含女会员、农民工会员）。"),
    _one(
        2,
        "total first",
        "慰问患病特困退休职工4人，每人300元，共1200元",
        "发放慰问金1200元，慰问患病特困退休职工4人，人均300元",
    ),
    _one(2, "Chinese numerals all through", "职工4人，每人300元，共1200元", "职工四人，每人三百元，共计一千二百元"),
    _one(3, "frequency in words", "审计频次每年2次", "每年审计两次"),
    _one(8, "two sentences in one", "新建工会19个。新发展农民工会员200人。", "新建工会19个，新发展农民工会员200人。"),
    _one(
        8,
        "the headcount in brackets",
        "为21名患病职工发放互助补助3万余元。",
        "发放互助补助3万余元（惠及患病职工21名）。",
    ),
    _one(6, "a range with another dash", "距工作面60-200米段", "距工作面60—200米段"),
    _one(6, "at least", "每日不少于60立方米", "每日至少60立方米"),
    _one(8, "a document number", "深入县示例公司了解", "依据县工〔2015〕12号文件，深入县示例公司了解"),
    _one(8, "clock time", "开展“法律六进”宣传", "每天8:30至17:30开展“法律六进”宣传"),
    _one(5, "ordinals", "通过局网宣传文化建设。", "通过局网宣传文化建设，举办第十二届读书节和第3期讲堂。"),
    _one(5, "a named event", "通过局网宣传文化建设。", "通过局网宣传文化建设，组织百名职工诵经典、千人长跑。"),
    _one(4, "a year of the plan", "利用电视新闻宣传工会工作。", "利用电视新闻宣传工会工作，服务2006—2010年规划。"),
    _one(4, "last year in words", "发展会员224人。", "发展会员224人，好于去年12月底水平。"),
    _one(8, "adverbs before the number", "新建工会19个", "新建工会共计19个"),
    _one(8, "and a comparison in words", "参加特病保障1615名", "参加特病保障1615名，比上年有所增加"),
    _one(5, "three people's words", "引导职工树立正确观念", "分三个阶段、四个专题引导职工树立正确观念"),
    _one(
        8,
        "whole paragraph reworded",
        "举办企业、乡镇基层工会干部培训3期，150人次参加。",
        "上半年，共有150人次参加了我会举办的3期基层工会干部（企业、乡镇）培训。",
    ),
    _one(
        4,
        "whole paragraph reworded",
        "与县劳动人事部门联合在各乡镇举办农民工技能培训班，参加人员121人。",
        "联合县劳动人事部门，把农民工技能培训班办到各乡镇，共培训农民工121人。",
    ),
    _one(8, "a target in the plan", "6.统筹兼顾经审", "6.力争再建工会10家，统筹兼顾经审"),
)


def edited(draft: Draft, harmless: Harmless) -> str:
    """Make the changes in the words of a draft; fails where a place is not there."""
    text = lines_of(draft)
    for was, now in harmless.changes:
        assert was in text, (harmless.what, was)
        text = text.replace(was, now, 1)
    return text
