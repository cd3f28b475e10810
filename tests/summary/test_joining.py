"""How neighbouring sentences become one, and what is never put together."""

from __future__ import annotations

from datetime import date

import pytest

from tests.summary.entering import Desk
from tests.summary.test_half_year import drafted, material, text_of
from unionoffice.domain.draft import Part
from unionoffice.domain.period import Period
from unionoffice.summary.chapters import ChapterNode
from unionoffice.summary.figures import read_figures
from unionoffice.summary.half_year import draft_half_year

WORK = [ChapterNode("重点工作", Part.DONE)]


def told(*titles: str | tuple[str, str], **more: str) -> str:
    """Draft lines of the work log, each with its day or none, and give the paragraphs of their chapter."""
    at = Desk(date(2026, 6, 30))
    for each in titles:
        title, when = (each, "") if isinstance(each, str) else each
        given = {"title": title, "category": "其他", "chapter": "重点工作", **({"when": when} if when else {}), **more}
        at.enter("work_log", **given)
    draft = drafted(at.records, chapters=WORK)
    return "\n".join(each.text for each in draft.chapters[1].paragraphs)


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        (("将普法与培训相结合", "将普法与走访相结合"), "将普法与培训、走访相结合。"),
        (("重大事项经主席办公会讨论", "重大事项经职工代表大会讨论"), "重大事项经主席办公会、职工代表大会讨论。"),
        (("每月公开考核结果", "每月公开经费收支"), "每月公开考核结果、经费收支。"),
        (("参加市评优课（数学）", "参加市评优课（语文）"), "参加市评优课（数学、语文）。"),
        (("开展劳动竞赛活动", "开展劳动保护活动"), "开展劳动竞赛活动、劳动保护活动。"),
        (("以争创先进为目标", "完善工作制度"), "以争创先进为目标，完善工作制度。"),
        (("开展广播宣传", "悬挂横幅", "张贴标语"), "开展广播宣传，悬挂横幅，张贴标语。"),
        (("通过局网发布工作信息", "通过局网宣传先进典型"), "通过局网发布工作信息，宣传先进典型。"),
        ((("开展法规宣传", "2026-03"), ("组织自查整改", "2026-03")), "3月，开展法规宣传，组织自查整改。"),
    ],
)
def test_short_neighbours_become_one_sentence(titles: tuple[str | tuple[str, str], ...], words: str) -> None:
    # With content beside it no line is 一是…；二是…, and no bundle takes it.
    assert words in told(*titles, "活动室管理：钥匙由值班人员保管")


@pytest.mark.parametrize(
    "titles",
    [
        (("开展法规宣传", "2026-03"), ("组织自查整改", "2026-04")),
        (("开展法规宣传", "2026-03"), "组织自查整改"),
        ("党委重视工会工作", "组织自查整改"),
        ("新建工会19个", "推进主席直选"),
    ],
)
def test_another_time_another_doer_and_numbers_beside_deeds_stay_apart(
    titles: tuple[str | tuple[str, str], ...],
) -> None:
    text = told(*titles, "活动室管理：钥匙由值班人员保管")
    assert text.count("。") == 3, text
    assert "、" not in text


def test_deeds_of_unlike_build_run_on_but_make_no_list() -> None:
    assert "组织学习文件，组织党员参观展览。" in told(
        "组织学习文件", "组织党员参观展览", "活动室管理：钥匙由值班人员保管"
    )


def test_a_count_leads_its_paragraph_and_the_rate_of_its_target_follows() -> None:
    at = Desk(date(2026, 6, 30))
    at.enter("target", indicator="组建工会任务", rate="60%", when="2026-06-30", chapter="重点工作")
    at.enter("work_log", title="按照要求推进建会入会", category="组织建设", chapter="重点工作")
    at.enter("work_log", title="发展会员224人", category="组织建设", chapter="重点工作", figures="发展会员 224人")
    paragraph = drafted(at.records, chapters=WORK).chapters[1].paragraphs[0]
    assert paragraph.text == "发展会员224人。截至6月底，组建工会任务完成率60%。按照要求推进建会入会。"


def test_one_matter_of_several_sorts_of_units_is_one_sentence_with_every_number() -> None:
    at = Desk(date(2026, 6, 30))
    for kind, done in (("国有企业", "1"), ("集体企业", "11"), ("事业单位", "2")):
        more = {"unit_type": kind, "done": done, "rate": "100%", "chapter": "重点工作"}
        at.enter("coverage", matter="厂务公开", action="公开", **more)
    (paragraph,) = drafted(at.records, chapters=WORK).chapters[1].paragraphs
    assert paragraph.text == (
        "按单位类型分，国有企业1家、公开率100%；集体企业11家、公开率100%；事业单位2家、公开率100%。"
    )
    assert [each.text for each in paragraph.figures] == ["1家", "100%", "11家", "100%", "2家", "100%"]
    assert len(paragraph.records) == 3


def test_the_event_stands_before_what_was_done_in_its_month() -> None:
    at = Desk(date(2026, 6, 30))
    for title in ("在行动月中普及法规", "组织自查整改"):
        at.enter("work_log", title=title, category="女职工", chapter="重点工作", when="2026-03")
    at.enter("event", title="女职工维权行动月活动", type="专项行动", when="2026-03", chapter="重点工作")
    text = text_of(drafted(at.records, chapters=WORK))
    assert text.index("行动月活动") < text.index("普及法规") < text.index("自查整改")
    assert text.count("同期") == 0


def test_the_opening_names_what_was_worked_on_and_takes_up_single_results() -> None:
    at = Desk(date(2026, 6, 30))
    for number in "甲乙丙":
        at.enter("work_log", title=f"推进{number}项宣传，另有安排", category="宣传报道")
    for number in "甲乙":
        at.enter("work_log", title=f"推进{number}厂检查，另有安排", category="隐患排查")
    at.enter("work_log", title="新建工会3个", category="换届直选", figures="新建工会 3个")
    opening = drafted(at.records, parent="示例市总工会").chapters[0].paragraphs[0].text
    assert "安全生产、宣传等工作。半年来，新建工会3个。现将上半年工作情况总结如下。" in opening
    at.enter("work_log", title="又新建工会2个", category="换届直选", figures="新建工会 2个")
    opening = drafted(at.records, parent="示例市总工会").chapters[0].paragraphs[0].text
    assert "新建工会" not in opening
    assert "大局" not in opening


@pytest.mark.parametrize(
    ("kind", "label", "since"),
    [
        ("年", "2026年", "一年来，"),
        ("季度", "2026年第一季度", "本季度"),
        ("学期", "2026年春季学期", "本学期"),
        ("自定义", "三月以来", "本期"),
    ],
)
def test_the_opening_counts_since_the_start_of_its_period(kind: str, label: str, since: str) -> None:
    at = Desk(date(2026, 6, 30))
    for number in "甲乙":
        at.enter("event", title=f"职工{number}赛", type="文体", when="2026-02-03")
    period = Period(label, date(2026, 1, 1), date(2026, 6, 30), kind)
    opening = draft_half_year(material(at.records, period=period)).chapters[0].paragraphs[0].text
    assert f"{since}组织开展各类活动2项" in opening


def test_a_section_is_named_with_the_schools_word() -> None:
    at = Desk(date(2026, 6, 30))
    for number in "甲乙丙丁":
        for category in ("厂务公开", "征求意见"):
            at.enter(
                "work_log", title=f"推进{number}项{category}", content="另说", category=category, chapter="校务公开"
            )
    nodes = [ChapterNode("校务公开", Part.DONE)]
    draft = drafted(at.records, chapters=nodes)
    assert [each.text for each in draft.chapters[1].paragraphs if each.level] == ["（一）校务公开", "（二）征求意见"]


@pytest.mark.parametrize(
    ("when", "words"), [("2026-06-30", "截至6月底，"), ("2026-05-12", "5月12日，"), ("2026-05", "5月，")]
)
def test_contracts_on_the_last_day_of_a_month_are_how_things_stood(when: str, words: str) -> None:
    at = Desk(date(2026, 12, 31))
    at.enter("coverage", matter="工资专项", action="新签", done="15", when=when, chapter="重点工作")
    year = Period("2026年", date(2026, 1, 1), date(2026, 12, 31), "年")
    text = text_of(drafted(at.records, period=year, chapters=WORK))
    assert f"{words}新签工资专项集体合同15家。" in text


def test_one_theme_alone_is_not_named_in_the_opening() -> None:
    at = Desk(date(2026, 6, 30))
    for number in "甲乙":
        at.enter("work_log", title=f"推进{number}项宣传，另有安排", category="宣传报道")
    assert "按照年度工作安排开展工作。现将" in text_of(drafted(at.records))


@pytest.mark.parametrize("title", ["编发工会工作简报", "制作宣传展板", "举行升旗仪式"])
def test_a_title_that_has_its_verb_gets_no_second_one(title: str) -> None:
    at = Desk(date(2026, 6, 30))
    for month in range(1, 5):
        at.enter("work_log", title=title, category="宣传制作", when=f"2026-0{month}-10")
    text = text_of(drafted(at.records))
    assert text.count(title[:2]) == 1
    assert "4次" in text


def test_an_award_of_an_earlier_year_gives_the_background_and_is_not_counted() -> None:
    at = Desk(date(2026, 6, 30))
    for number, when in enumerate(("2025-11", "2026-02", "2026-03"), 1):
        at.enter("award", title=f"先进{number}等奖", when=when, period="2026H1", level="市", winner=f"职工{number}")
    text = text_of(drafted(at.records))
    assert "获得荣誉2项" in text
    assert "2025年11月" in text
    assert "荣誉3项" not in text


def test_people_take_part_before_the_verb_and_a_span_of_days_needs_no_name() -> None:
    text = told("组织住院医疗互助", figures="参加医疗互助 2200名")
    assert "组织住院医疗互助，2200名职工参加医疗互助。" in text
    assert "安排体检，为期3天。" in told("安排体检", figures="天数 3天")


def test_a_title_that_is_a_sentence_does_not_name_its_figure_with_its_numbers() -> None:
    at = Desk(date(2026, 6, 30))
    record = at.enter("event", title="举办工会干部培训3期，150人次参加", type="培训", person_times="150")
    assert [each.figure.label for each in read_figures(record)] == ["举办工会干部培训参加人次"]
