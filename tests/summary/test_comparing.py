from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from unionoffice.domain.draft import Chapter, Draft, Figure, Paragraph, Part
from unionoffice.summary.comparing import SideBySide, figure_pairs, side_by_side


def figure(label: str, value: str, unit: str) -> Figure:
    return Figure(label, Decimal(value), unit)


def draft(*chapters: tuple[str, Sequence[str | Figure]]) -> Draft:
    made = tuple(
        Chapter(title, Part.DONE, tuple(Paragraph((each,), key=f"{title}/{place}") for place, each in enumerate(runs)))
        for title, runs in chapters
    )
    return Draft("示例厂工会", "工作总结", "2026年上半年", date(2026, 1, 1), date(2026, 6, 30), made)


def marked(line: SideBySide) -> tuple[list[str], list[str]]:
    return [each.words for each in line.left if each.differs], [each.words for each in line.right if each.differs]


def test_a_number_is_marked_whole_and_the_words_around_it_are_not() -> None:
    lines = side_by_side(draft(("帮扶", ["发放1,200元，惠及8人。"])), draft(("帮扶", ["发放1,250元，惠及8人。"])))
    (changed,) = [each for each in lines if not each.is_same]
    assert marked(changed) == (["1,200"], ["1,250"])
    assert "".join(each.words for each in changed.left) == "发放1,200元，惠及8人。"


def test_equal_texts_differ_nowhere() -> None:
    one = draft(("帮扶", ["甲", "乙"]), ("文体", ["丙"]))
    assert all(each.is_same for each in side_by_side(one, one))


def test_chapters_and_paragraphs_without_counterpart_stand_alone() -> None:
    left = draft(("帮扶", ["走访慰问困难职工。"]), ("文体", ["举办运动会。"]))
    right = draft(("帮扶", ["走访慰问困难职工。", "开通求助热线电话。"]), ("维权", ["签订集体合同。"]))
    told = [words_of(each) for each in side_by_side(left, right)]
    assert told == [
        ("工作总结", "工作总结"),
        ("走访慰问困难职工。", "走访慰问困难职工。"),
        ("", "开通求助热线电话。"),
        ("", "签订集体合同。"),
        ("举办运动会。", ""),
    ]


def words_of(line: SideBySide) -> tuple[str, str]:
    return "".join(each.words for each in line.left), "".join(each.words for each in line.right)


def test_a_paragraph_of_other_key_stands_beside_the_most_alike() -> None:
    left = draft(("文体", ["4月28日举办庆五一晚会。", "6月5日举办趣味运动会。"]))
    other = Chapter("文体", Part.DONE, (Paragraph(("6月6日举办趣味运动会。",), key="event/9"),))
    lines = side_by_side(left, replace(left, chapters=(other,)))[1:]
    assert [words_of(each) for each in lines] == [
        ("4月28日举办庆五一晚会。", ""),
        ("6月5日举办趣味运动会。", "6月6日举办趣味运动会。"),
    ]


def test_numbers_are_compared_by_name() -> None:
    left = draft(
        ("数", [figure("帮扶资金", "1200", "元"), figure("建会率", "96.5", "%"), figure("活动", "3", "场")]),
        ("新", [figure("求助热线", "1", "条"), figure("培训", "2", "期"), figure("会员", "50", "人")]),
    )
    right = draft(
        ("数", [figure("帮扶资金", "800", "元"), figure("建会率", "98", "%"), figure("活动", "0", "场")]),
        ("旧", [figure("评比", "4", "项"), figure("会员", "50", "人")]),
    )
    rows = {each.label: each for each in figure_pairs(left, right, "上年同期无")}
    assert (rows["帮扶资金"].difference, rows["帮扶资金"].rate) == ("+400元", "+50%")
    assert (rows["建会率"].difference, rows["建会率"].rate) == ("-1.5个百分点", "")
    assert (rows["活动"].difference, rows["活动"].rate) == ("+3场", "上年同期无")
    assert (rows["求助热线"].right, rows["求助热线"].difference, rows["求助热线"].rate) == (
        "上年同期无",
        "",
        "上年同期无",
    )
    assert (rows["会员"].difference, rows["会员"].rate) == ("持平", "")
    assert (rows["评比"].left, rows["评比"].right, rows["评比"].difference) == ("", "4项", "")


def test_a_share_of_a_third_is_rounded_to_one_place() -> None:
    (row,) = figure_pairs(draft(("数", [figure("甲", "4", "人")])), draft(("数", [figure("甲", "3", "人")])), "无")
    assert row.rate == "+33.3%"
