"""What differs between the text that was sent and the one that came back, chapter by chapter."""

from __future__ import annotations

from datetime import date

from unionoffice.checking.alignment import drafted_paragraphs
from unionoffice.checking.comparing import Comparison, compare
from unionoffice.checking.difference import Change
from unionoffice.checking.written import written_text
from unionoffice.domain.draft import Chapter, Draft, Paragraph, Part

TITLE = "示例厂工会2026年上半年工作总结"


def draft() -> Draft:
    def chapter(numeral: str, title: str, part: Part, *texts: str) -> Chapter:
        paragraphs = tuple(Paragraph((text,), f"{title}/{at}") for at, text in enumerate(texts))
        return Chapter(title, part, paragraphs, numeral, title)

    return Draft(
        "示例厂工会",
        TITLE,
        "2026年上半年",
        date(2026, 1, 1),
        date(2026, 6, 30),
        (
            chapter("", "工程进展", Part.OVERVIEW, "上半年各项工程按计划推进，进展顺利。"),
            chapter("一", "文体活动", Part.DONE, "四月组织职工运动会，气氛热烈。"),
            chapter("二", "困难帮扶", Part.DONE, "二月走访慰问困难职工家庭，送去米面油。"),
            chapter("三", "劳动保护", Part.DONE, "五月开展安全隐患大检查，逐项整改。"),
        ),
    )


def compared(*lines: str) -> Comparison:
    sent = draft()
    return compare(written_text(lines), sent, drafted_paragraphs(sent, frozenset()))


OPENING = ("工程进展", "上半年各项工程按计划推进，进展顺利。")
SPORT = ("一、文体活动", "四月组织职工运动会，气氛热烈。")
AID = ("二、困难帮扶", "二月走访慰问困难职工家庭，送去米面油。")
SAFETY = ("三、劳动保护", "五月开展安全隐患大检查，逐项整改。")


def test_the_line_over_a_chapter_without_numeral_is_its_heading() -> None:
    assert compared(TITLE, *OPENING, *SPORT, *AID, *SAFETY).differences == ()


def test_another_order_of_the_chapters_is_one_difference_whatever_their_numerals() -> None:
    for numbers in (("一", "二"), ("二", "一")):
        swapped = (f"{numbers[0]}、困难帮扶", AID[1], f"{numbers[1]}、文体活动", SPORT[1])
        found = compared(TITLE, *OPENING, *swapped, *SAFETY)
        (order,) = found.differences
        assert (order.change, order.old, order.new) == (
            Change.ORDER,
            "文体活动；困难帮扶；劳动保护",
            "困难帮扶；文体活动；劳动保护",
        )
        assert found.order == ("困难帮扶", "文体活动", "劳动保护")


def test_a_chapter_that_is_missing_is_no_other_order() -> None:
    found = compared(TITLE, *OPENING, *SPORT, "二、劳动保护", SAFETY[1])
    assert [each.change for each in found.differences] == [Change.MISSING]
