"""A summary of ten pages, to see whether the check still holds and how long it takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from unionoffice.domain.draft import Chapter, Draft, Figure, Paragraph, Part

MATTERS = "慰问培训调解走访宣讲竞赛帮扶援助签约组建检查征集发放整改座谈"


def paragraph(number: int) -> Paragraph:
    """Write a paragraph of about a hundred characters with five figures."""
    runs: list[str | Figure] = [f"第{number}项，围绕中心工作，"]
    for place in range(5):
        matter = MATTERS[(number * 2 + place * 4) % 28 :][:2]
        figure = Figure(f"{matter}{number}", Decimal(number * 37 + place * 11 + 13), "户", rows=(("event", number),))
        runs += [f"在{number}号点{matter}职工群众", figure, "，"]
    return Paragraph((*runs, "取得了较好的成效。"), key=f"event/{number}", records=(("event", number),))


def long_draft() -> Draft:
    """Draft ten pages: 6,000 characters with 300 figures in six chapters."""
    chapters = tuple(
        Chapter(f"章{numeral}", Part.DONE, tuple(paragraph(at * 10 + each) for each in range(10)), numeral, numeral)
        for at, numeral in enumerate("一二三四五六")
    )
    return Draft("示例工会", "总结", "2026年上半年", date(2026, 1, 1), date(2026, 6, 30), chapters)


def lines(draft: Draft) -> Iterator[str]:
    for chapter in draft.chapters:
        yield f"{chapter.numeral}、{chapter.title}"
        for each in chapter.paragraphs:
            yield each.text


def reworded(draft: Draft) -> str:
    """Write the draft with every paragraph put in other words."""
    text = "\n".join(lines(draft))
    return text.replace("围绕中心工作", "紧紧围绕全县中心工作").replace("在3号点", "到三号点")
