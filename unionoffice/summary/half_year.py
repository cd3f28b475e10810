"""Draft the half-year summary: from the records of a period to the whole document as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from unionoffice.domain.chinese_numerals import chinese_numeral
from unionoffice.domain.draft import Chapter, Draft, Figure, Part
from unionoffice.summary.annexes import annexes, charts
from unionoffice.summary.cautions import cautions
from unionoffice.summary.chapters import ChapterNode, strip_numeral
from unionoffice.summary.figures import read_figures
from unionoffice.summary.material import Material
from unionoffice.summary.membership import people_statements
from unionoffice.summary.opening import basics, opening
from unionoffice.summary.paragraphs import ChapterWriter
from unionoffice.summary.period_words import paper_name, plan_title, told_period
from unionoffice.summary.personal_numbers import personal_numbers
from unionoffice.summary.register_statistics import register_statements
from unionoffice.summary.selection import Selection, select
from unionoffice.summary.statistics import Statement, Statistics
from unionoffice.summary.wording import text_of, tidy

__all__ = ["Material", "draft_half_year", "title_of"]


def draft_half_year(material: Material) -> Draft:
    """Write the summary of a period: title, opening, chapters, annexes, charts and what to look at before it is sent."""
    selection = select(material)
    statistics = Statistics(material)
    statements = [*people_statements(statistics), *statistics.events(), *register_statements(statistics)]
    chapters = tuple(_numbered(_chapters(material, selection, statistics, statements)))
    return Draft(
        office=material.office,
        title=title_of(material),
        period_label=material.period.label,
        start=material.period.start,
        end=material.period.end,
        chapters=chapters,
        annexes=annexes(material, selection),
        charts=charts(material),
        signed_by=material.signed_by or material.office,
        signed_on=material.signed_on,
        not_written=_not_written(selection),
        warnings=(*cautions(material, selection), *personal_numbers(chapters)),
    )


def title_of(material: Material) -> str:
    """Give the title: the office's own name, the period, 工作总结 or 工作小结."""
    office = material.office
    if not re.search(r"(?:工会|联合会|委员会|学生会|办公室|指挥部)$", office):
        office += "工会"
    return f"{office}{told_period(material.period)}{paper_name(material.period)}"


def _chapters(
    material: Material, selection: Selection, statistics: Statistics, statements: Sequence[Statement]
) -> Iterable[Chapter]:
    writer = ChapterWriter(material, statistics)
    homes = {statement.chapter for statement in statements}
    nodes = material.tree.arranged([*selection.nodes, *(ChapterNode(title) for title in homes)])
    if not any(node.part is Part.OVERVIEW for node in nodes):
        nodes.insert(0, ChapterNode("总述", Part.OVERVIEW))
    first = nodes[0]
    for node in nodes:
        opened = [each for each in statements if each.chapter == node.title]
        paragraphs = list(writer.write(node, selection, opened))
        if node is first:
            standing = basics(material)
            paragraphs = [opening(material, statistics, selection.told), *([standing] if standing else []), *paragraphs]
        if paragraphs or node.show_when_empty:
            title = plan_title(node.title, material.period) if node.part is Part.PLAN else node.title
            yield Chapter(_heading(title), node.part, tuple(paragraphs), key=node.title)


def _heading(title: str) -> str:
    """Write a title for print: without its own numeral, its marks full-width."""
    return text_of(tidy((strip_numeral(title),)))


def _numbered(chapters: Iterable[Chapter]) -> Iterable[Chapter]:
    number = 0
    for chapter in chapters:
        number += chapter.part is not Part.OVERVIEW
        numeral = "" if chapter.part is Part.OVERVIEW else chinese_numeral(number)
        yield Chapter(chapter.title, chapter.part, chapter.paragraphs, numeral, chapter.key)


def _not_written(selection: Selection) -> tuple[Figure, ...]:
    """List the figures that stand nowhere in the text, and those of which it has only the sum."""
    records = (*selection.left_out, *selection.summed)
    return tuple(reading.figure for record in records for reading in read_figures(record))
