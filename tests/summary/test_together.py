"""Alike records in one sentence: what is added up, what never is, and that no record's own number gets lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from tests.summary.entering import Desk
from tests.summary.test_half_year import PERIOD, desk, drafted, material, text_of
from unionoffice.domain.draft import Draft, Figure, Part, State
from unionoffice.summary.chapters import ChapterNode
from unionoffice.summary.statistics import compare
from unionoffice.summary.titles import stem, verb_for_noun
from unionoffice.summary.together import sums_over


def figure_with(draft: Draft, text: str) -> Figure:
    found = [f for chapter in draft.chapters for each in chapter.paragraphs for f in each.figures if f.text == text]
    assert len(found) == 1, (text, found)
    return found[0]


def meetings(at: Desk, heads: tuple[int, ...], **more: str) -> None:
    for number, head in enumerate(heads, 1):
        raw = {"title": f"{number}月上旬学习会", "category": "学习培训", "when": f"2026-0{number}-08"}
        at.enter("work_log", **{**raw, "headcount": str(head), **more})


def test_a_series_is_one_sentence_with_attendances_and_each_number_stays_findable() -> None:
    at = desk()
    meetings(at, (20, 30, 25))
    draft = drafted(at.records)
    text = text_of(draft)
    assert text.count("学习会") == 1
    assert "1月至3月，" in text
    assert figure_with(draft, "3次").rows == (("work_log", 1), ("work_log", 2), ("work_log", 3))
    total = figure_with(draft, "75人次")
    assert total.state is State.COMPUTED
    assert "按多次计" in total.rule
    assert [each.value for each in draft.not_written] == [20, 30, 25]
    (annex,) = [each for each in draft.annexes if each.title == "其他工作登记一览"]
    assert len(annex.rows) == 3
    (paragraph,) = [each for c in draft.chapters for each in c.paragraphs if each.records]
    assert paragraph.key == "work_log/1"
    assert paragraph.records == (("work_log", 1), ("work_log", 2), ("work_log", 3))


def test_two_of_a_sort_are_told_one_by_one() -> None:
    at = desk()
    meetings(at, (20, 30))
    text = text_of(drafted(at.records))
    assert "1月上旬，组织学习会" in text
    assert "2月上旬，组织学习会" in text
    assert "人次" not in text


def test_people_and_attendances_are_never_added() -> None:
    at = desk()
    meetings(at, (20, 30, 25))
    for number in (4, 5, 6):
        raw = {"title": f"{number}月上旬学习会", "category": "学习培训", "when": f"2026-0{number}-08"}
        at.enter("work_log", **raw, figures="培训 7 人次")
    draft = drafted(at.records)
    assert figure_with(draft, "75人次").rows == (("work_log", 1), ("work_log", 2), ("work_log", 3))
    assert figure_with(draft, "21人次").rows == (("work_log", 4), ("work_log", 5), ("work_log", 6))
    assert "96" not in text_of(draft)


@pytest.mark.parametrize(
    "more",
    [
        {"content": "学习了三部法律"},
        {"doc_ref": "某工发1号文"},
        {"nature": "计划", "due": "2026-09-30"},
        {"nature": "不足"},
        {"figures": "资料 ? 份"},
        {"figures": "资料 若干 份"},
        {"figures": "职工 9 人；其中女职工 3 人"},
        {"people": "全体党员"},
    ],
)
def test_what_says_more_than_its_like_is_told_by_itself(more: dict[str, str]) -> None:
    at = desk()
    meetings(at, (20, 30, 25), **more)
    assert text_of(drafted(at.records)).count("学习会") == 3


def test_a_rough_number_makes_a_rough_sum() -> None:
    at = desk()
    for number, amount in enumerate(("100余", "50", "30"), 1):
        raw = {"title": f"第{number}期工作简报", "category": "宣传报道", "when": "2026-05-01"}
        at.enter("work_log", **raw, figures=f"印数 {amount} 份")
    assert "180余份" in text_of(drafted(at.records))


def test_a_few_activities_are_a_list_with_days_and_numbers_and_many_are_summed() -> None:
    at = desk()
    names = ("歌咏赛", "篮球赛", "象棋赛", "乒乓球赛")
    for number, name in enumerate(names, 1):
        at.enter("event", title=name, type="文体", when=f"2026-0{number}-10", headcount=str(number * 10))
    text = text_of(drafted(at.records))
    for words in ("歌咏赛（1月10日，10人）", "篮球赛（2月10日，20人）", "乒乓球赛（4月10日，40人）。"):
        assert words in text
    for number in range(1, 7):
        at.enter("event", title=f"{'甲乙丙丁戊己'[number - 1]}队拔河赛", type="文体", when="2026-06-10", headcount="5")
    draft = drafted(at.records)
    # By hand: 10 + 20 + 30 + 40 + 6 × 5 = 130; of ten the three best attended are named.
    assert "篮球赛（2月10日）、象棋赛（3月10日）、乒乓球赛（4月10日）等10项活动" in text_of(draft)
    assert figure_with(draft, "130人次").value == 130


def test_households_are_counted_by_their_files_and_money_is_added() -> None:
    at = desk()
    for number in range(3):
        at.enter("household", head=f"户主{number}", id_number=f"H1234567{number}", category="深度困难", cause="其他")
    for head in ("户主0", "户主1", "户主2", "户主0"):
        raw = {"class": "帮扶救助", "kind": "生活救助", "household": head, "amount": "1000", "when": "2026-04-15"}
        at.enter("aid", **raw)
    draft = drafted(at.records)
    text = text_of(draft)
    assert "困难职工家庭3户（4户次）" in text
    assert "4月15日，" in text
    assert text.count("4000元") >= 1
    assert "户主" not in text


def test_help_from_another_source_is_not_mixed_in() -> None:
    at = desk()
    for number, source in enumerate(("市级财政", "市级财政", "会员会费", "会员会费")):
        raw = {"class": "送温暖慰问", "kind": "节日慰问", "recipient": "患病职工", "when": "2026-02-01"}
        at.enter("aid", **raw, persons="2", amount=str(100 * (number + 1)), source=source)
    text = text_of(drafted(at.records))
    assert "300元，资金来源为市级财政" in text
    assert "700元，资金来源为会员会费" in text


def test_awards_are_listed_from_the_highest_level_with_their_own_numbers() -> None:
    at = desk()
    for title, level, number in (("文明岗", "县", "3"), ("劳动奖状", "省", "1"), ("先锋号", "市", "2")):
        at.enter("award", title=title, level=level, count=number, when="2026-04-30")
    assert "省级劳动奖状1项、市级先锋号2项、县级文明岗3项。" in text_of(drafted(at.records))


def test_neighbouring_sentences_are_not_put_alike() -> None:
    at = desk()
    for number, kind in enumerate(("讲座", "文体", "座谈", "培训", "竞赛比武", "公益"), 1):
        when = f"2026-0{number}-10"
        at.enter("event", title=f"示例{kind}活动", type=kind, when=when, headcount="9", chapter="其他工作")
    draft = drafted(at.records, chapters=[ChapterNode("其他工作", Part.DONE)])
    (paragraph,) = [each for c in draft.chapters for each in c.paragraphs if each.records]
    sentences = paragraph.text.split("。")[:-1]
    commas = [each.split("示例")[0].count("，") for each in sentences]
    assert len(commas) == 6
    assert all(one != other for one, other in pairwise(commas))


def test_a_long_chapter_has_sub_headings_and_a_little_that_fits_none_opens_it() -> None:
    at = desk()
    for category in ("学习培训", "宣传报道"):
        for number in "甲乙丙丁":
            at.enter("work_log", title=f"推进{number}项{category}", category=category, chapter="重点工作", when="5.1")
    for number in "甲乙丙丁戊己":
        at.enter("work_log", title=f"推进杂项{number}", content="另有说明", category="其他", chapter="重点工作")
    few = drafted({"work_log": at.records["work_log"][:9]}, chapters=[ChapterNode("重点工作", Part.DONE)])
    assert [each.text for each in few.chapters[1].paragraphs if each.level] == ["（一）学习教育", "（二）宣传工作"]
    assert few.chapters[1].paragraphs[0].text == "推进杂项甲。另有说明。"
    draft = drafted(at.records, chapters=[ChapterNode("重点工作", Part.DONE)])
    headings = [each.text for each in draft.chapters[1].paragraphs if each.level]
    assert headings == ["（一）学习教育", "（二）宣传工作", "（三）其他工作"]
    assert draft.chapters[1].paragraphs[0].level == 1
    short = drafted({"work_log": at.records["work_log"][:6]}, chapters=[ChapterNode("重点工作", Part.DONE)])
    assert not [each for each in short.chapters[1].paragraphs if each.level]


def test_a_few_measures_without_day_or_number_stand_side_by_side() -> None:
    at = desk()
    for words in ("健全谈心制度", "完善议事规则", "落实值班安排"):
        at.enter("work_log", title=words, category="会议制度")
    assert "一是健全谈心制度；二是完善议事规则；三是落实值班安排。" in text_of(drafted(at.records))


def test_a_few_shortcomings_are_one_paragraph_that_tells_its_records() -> None:
    at = desk()
    for words in ("培训覆盖面不够", "信息报送不及时"):
        at.enter("work_log", title=words, category="其他", nature="不足")
    (chapter,) = [each for each in drafted(at.records).chapters if each.part is Part.SHORTCOMING]
    assert [each.text for each in chapter.paragraphs] == ["一是培训覆盖面不够。二是信息报送不及时。"]
    assert chapter.paragraphs[0].records == (("work_log", 1), ("work_log", 2))


def test_sums_over_some_of_the_records_are_their_own() -> None:
    at = desk()
    meetings(at, (20, 30, 25, 15))
    own = material(at.records)
    two = sums_over(own, {("work_log", 1), ("work_log", 4)})
    assert {each.text for each in two} == {"2次", "35人次"}
    assert sums_over(own, {("work_log", 99)}) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("1月上旬学习会", "学习会"),
        ("2026年第3次工会委员会会议", "工会委员会会议"),
        ("第十二期职工夜校", "职工夜校"),
        ("安全检查（3）", "安全检查"),
        ("五一歌咏会", "五一歌咏会"),
        ("慰问4名职工", "慰问4名职工"),
        ("第3批", ""),
        ("八号楼改造", "八号楼改造"),
    ],
)
def test_the_name_of_a_series_is_what_its_titles_share(title: str, name: str) -> None:
    assert stem(title) == name


@pytest.mark.parametrize(
    ("title", "verb"),
    [
        ("学习会", "组织"),
        ("工会委员会会议", "召开"),
        ("安全检查", "开展"),
        ("工作简报", "编发"),
        ("组织120名职工体检", ""),
        ("召开职工座谈会", ""),
        ("健全各项制度", ""),
        ("学习传达会议精神并举办讲座", ""),
    ],
)
def test_a_bare_name_gets_the_verb_that_goes_with_it(title: str, verb: str) -> None:
    assert verb_for_noun(material({}).phrases, title) == verb


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ("62.5", "60", "，同比提高2.5个百分点"),
        ("55", "60", "，同比下降5个百分点"),
        ("60", "60", "，与上年同期持平"),
        ("60", "0", "，上年同期无"),
    ],
)
def test_rates_compare_in_percentage_points_and_zero_is_never_divided_by(now: str, before: str, words: str) -> None:
    said = compare(Figure("签订率", Decimal(now), "%"), Decimal(before), material({}))
    assert "".join(run if isinstance(run, str) else run.text for run in said) == words


def test_a_rate_is_held_against_last_years_of_the_same_matter() -> None:
    at, before = desk(), Desk(date(2025, 6, 30))
    for place, year, done in ((at, 2026, "15"), (before, 2025, "12")):
        raw = {"matter": "集体合同", "action": "续订", "due": "20", "when": f"{year}-05-20"}
        place.enter("coverage", **raw, done=done)
    place.enter("coverage", matter="工资专项", action="续订", due="20", done="10", when="2025-05-20")
    # By hand: 15 of 20 are 75 %, 12 of 20 were 60 %.
    text = text_of(drafted(at.records, last_year=before.records))
    assert "集体合同续订率75%，同比提高15个百分点。" in text
    assert "工资" not in text
    assert "同比" not in text_of(drafted(at.records))


def test_standing_facts_are_those_of_the_last_day() -> None:
    at = desk()
    for number, founded in enumerate(("2020-01-01", "2026-02-01", "2026-08-01")):
        at.enter("unit", name=f"第{number}分工会", founded_on=founded)
    draft = drafted(at.records)
    assert "截至6月底，" in text_of(draft)
    figure = figure_with(draft, "2个")
    assert (figure.label, figure.as_of) == ("所属单位", PERIOD.end)
    assert figure.rows == (("unit", 1), ("unit", 2))
