"""Every record finds a chapter, by its own word first."""

from __future__ import annotations

from datetime import date

import pytest

from tests.summary.entering import Desk
from unionoffice.domain.draft import Part
from unionoffice.summary.chapters import (
    ChapterNode,
    ChapterRule,
    ChapterTree,
    find_node,
    strip_numeral,
    template,
    template_names,
    template_rules,
    with_title,
)

DESK = Desk(date(2026, 6, 30))


def tree_of(name: str) -> ChapterTree:
    return ChapterTree(tuple(template(name)), tuple(template_rules(name)))


@pytest.mark.parametrize("name", template_names())
def test_every_category_of_every_ledger_has_a_chapter_of_the_template(name: str) -> None:
    tree = tree_of(name)
    titles = {node.title for node in tree.nodes}
    for category in DESK.context.codes["work_category"].labels:
        assert tree.about("work_log", category).title in titles, category
    for category in DESK.context.codes["event_type"].labels:
        assert tree.about("event", category).title in titles, category
    for ledger in ("aid", "award", "target", "coverage", "member", "unit", "household", "legal", "budget", "studio"):
        assert tree.about(ledger, "").title in titles, ledger


@pytest.mark.parametrize("name", ["学校", "局系统", "县总工会", "企业", "学生会办公室", "指挥部", "通用"])
def test_a_template_ends_with_shortcomings_and_plans(name: str) -> None:
    assert [node.part for node in template(name)][-2:] == [Part.SHORTCOMING, Part.PLAN]
    assert template(name)[0].part is Part.OVERVIEW


def test_the_clerks_own_chapter_goes_before_nature_and_rule() -> None:
    record = DESK.enter("work_log", title="甲", category="宣传报道", nature="计划", chapter="帮扶服务")
    assert tree_of("通用").place(record).title == "帮扶服务"


def test_plans_and_shortcomings_go_to_their_chapters_without_one() -> None:
    plan = DESK.enter("work_log", title="甲", category="宣传报道", nature="计划")
    gap = DESK.enter("work_log", title="甲", category="宣传报道", nature="不足")
    assert tree_of("通用").place(plan).part is Part.PLAN
    assert tree_of("通用").place(gap).part is Part.SHORTCOMING
    assert ChapterTree((ChapterNode("工作"),)).place(plan).part is Part.PLAN


def test_a_rule_for_a_category_goes_before_one_for_the_whole_ledger() -> None:
    nodes = (ChapterNode("甲"), ChapterNode("乙"))
    tree = ChapterTree(nodes, (ChapterRule("event", "", "甲"), ChapterRule("event", "培训", "乙")))
    assert tree.about("event", "培训").title == "乙"
    assert tree.about("event", "会议").title == "甲"


def test_a_rule_whose_chapter_is_gone_falls_back_on_what_chapters_are_about() -> None:
    tree = ChapterTree((ChapterNode("送温暖"), ChapterNode("其他")), (ChapterRule("aid", "", "旧章节"),))
    assert tree.about("aid", "").title == "送温暖"


def test_what_nothing_places_is_not_lost() -> None:
    record = DESK.enter("work_log", title="甲", category="其他")
    assert ChapterTree((ChapterNode("风采"),)).place(record).title == "其他工作"


def test_titles_are_the_same_with_and_without_numerals_and_whatever_width() -> None:
    nodes = [ChapterNode("抓安全：（一）现场安全")]
    assert find_node(nodes, "四、抓安全:(一)现场安全")
    assert not find_node(nodes, "抓安全：（二）井下环境")


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("一、学习", "学习"),
        ("十一、工会组建", "工会组建"),
        ("（一）群众活动", "群众活动"),
        ("(二)群众活动", "群众活动"),
        ("下半年一、组织建设", "下半年组织建设"),
        ("“一、二、三工程”", "“一、二、三工程”"),
        ("一线职工", "一线职工"),
        ("一、", "一、"),
    ],
)
def test_a_leading_numeral_is_dropped(title: str, bare: str) -> None:
    assert strip_numeral(title) == bare


def test_a_new_title_stands_before_shortcomings_and_a_plan_at_the_end() -> None:
    tree = with_title(template("通用"), "三、特色工作")
    titles = [node.title for node in tree]
    assert titles.index("特色工作") == titles.index("存在不足") - 1
    assert [node.title for node in with_title(tree, "下半年打算")][-1] == "下半年打算"
    assert with_title(tree, "特色工作") == tree


def test_a_node_comes_back_from_its_stored_form() -> None:
    node = ChapterNode("帮扶", Part.DONE, show_when_empty=True)
    assert ChapterNode.from_row(node.row) == node
