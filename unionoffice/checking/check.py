"""Check an edited summary against the draft of its period: the one check of the window, the command and Word files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from unionoffice.checking import words_check
from unionoffice.checking.alignment import Drafted, drafted_paragraphs, partners
from unionoffice.checking.finding import Finding, Match, Slip, Verdict
from unionoffice.checking.fixed_words import departures
from unionoffice.checking.lists_check import miscounts
from unionoffice.checking.numbers_check import NumbersCheck
from unionoffice.checking.spoken import Spoken, spoken_numbers
from unionoffice.checking.style_check import style
from unionoffice.checking.sums_check import sums
from unionoffice.checking.surroundings import Surroundings
from unionoffice.checking.written import WrittenParagraph
from unionoffice.domain.draft import Draft, Figure, Part

_KEPT = "登记的原话是“{}”"
_AS_SLIP = {"sum": Slip.SUM, "per_head": Slip.SUM, "percent": Slip.PERCENT}

_PART_WORDS = (
    (Part.PLAN, re.compile("下半年|下学期|下一步|下阶段|计划|打算|安排|设想|思路")),
    (Part.SHORTCOMING, re.compile("不足|问题|困难|短板|差距")),
)


def check_text(written: Sequence[WrittenParagraph], draft: Draft) -> Verdict:
    """Find what departs from the ledgers, what nothing supports, and what the text leaves out."""
    units = frozenset(figure.unit for figure in draft.figures)
    drafted = drafted_paragraphs(draft, units)
    partner = partners(written, drafted)
    numbers = NumbersCheck([*draft.figures, *draft.not_written], Surroundings(drafted))
    times = words_check.Times(draft.start, draft.end, "\n".join(each.text for each in drafted))
    findings: list[Finding] = []
    for place, paragraph in enumerate(written):
        beside = partner.get(place)
        if not paragraph.is_heading:
            spoken = spoken_numbers(paragraph.text, units)
            is_plan = _part(paragraph, beside, draft) is Part.PLAN
            numbers.judge(place, paragraph, spoken, beside, is_plan=is_plan)
            if beside is None or beside.text != paragraph.text:
                findings += sums(place, paragraph, spoken)
            findings += _miscounted(place, paragraph, spoken, beside)
        findings += _of_words(place, paragraph, beside, draft, times)
    explained = {(each.paragraph, each.end) for each in findings if each.slip is Slip.PERCENT}
    findings += [each for each in numbers.findings if (each.paragraph, each.end) not in explained]
    titles = {each.title for each in draft.chapters if each.title}
    findings += [*words_check.repeats(written), *words_check.numbering(written, titles)]
    findings += _cautions(draft, numbers.matches, written)
    findings.sort(key=lambda each: (each.paragraph, each.start, each.slip))
    return Verdict(tuple(findings), tuple(numbers.matches), tuple(_not_written(draft, numbers.matches)))


def _of_words(
    place: int, paragraph: WrittenParagraph, beside: Drafted | None, draft: Draft, times: words_check.Times
) -> Iterable[Finding]:
    said = beside.text if beside else draft.title if place == 0 else _heading_said(paragraph, draft)
    part = _part(paragraph, beside, draft)
    yield from words_check.leftovers(place, paragraph)
    yield from _fixed(place, paragraph, beside, list(words_check.wrong_times(place, paragraph, said, part, times)))
    if paragraph.text != said:
        yield from style(place, paragraph)


def _fixed(
    place: int, paragraph: WrittenParagraph, beside: Drafted | None, wrong_times: Sequence[Finding]
) -> Iterator[Finding]:
    """Point at days, sessions and grades that are not the draft's; to a wrong time add what the draft says instead."""
    found = list(departures(paragraph.text, beside.text)) if beside else []
    for each in wrong_times:
        meant = next((other for other in found if other.start < each.end and each.start < other.end), None)
        yield replace(each, text=f"{each.text}，{_KEPT.format(meant.drafted)}") if meant else each
    for start, end, drafted in found:
        if not any(start < each.end and each.start < end for each in wrong_times):
            sentence = f"“{paragraph.text[start:end]}”：{_KEPT.format(drafted)}"
            yield _of_draft(Slip.DIFFERS, place, paragraph, (start, end), sentence, beside)


def _miscounted(
    place: int, paragraph: WrittenParagraph, spoken: Sequence[Spoken], beside: Drafted | None
) -> Iterator[Finding]:
    """Point at a list that lost or gained a thing while the number beside it stayed."""
    if beside is None or beside.text == paragraph.text:
        return
    said = [each for each, _ in beside.amounts]
    for start, end, words, named in miscounts(paragraph.text, spoken, beside.text, said):
        sentence = f"“{words}”：旁边列出{named}个，与“{words}”不符"
        yield _of_draft(Slip.SUM, place, paragraph, (start, end), sentence, beside)


def _of_draft(
    slip: Slip, place: int, paragraph: WrittenParagraph, span: tuple[int, int], sentence: str, beside: Drafted | None
) -> Finding:
    start, end = span
    excerpt = paragraph.text[max(0, start - 12) : end + 8]
    rows = beside.paragraph.records if beside else ()
    return Finding(slip, place, start, end, excerpt, sentence, paragraph.chapter, None, rows)


def _heading_said(paragraph: WrittenParagraph, draft: Draft) -> str:
    """Give the drafted title that a heading repeats; nothing for text and for headings of the clerk's own."""
    titles = (each.title for each in draft.chapters if paragraph.is_heading and paragraph.chapter == each.title)
    return next(titles, "")


def _part(paragraph: WrittenParagraph, beside: Drafted | None, draft: Draft) -> Part | None:
    """Tell which part a paragraph belongs to: by the draft, by its chapter's title there, else by what the title says."""
    if beside is not None:
        return beside.part
    known = next((each.part for each in draft.chapters if each.title == paragraph.chapter), None)
    if known is not None:
        return known
    return part_named(paragraph.chapter)


def part_named(title: str) -> Part | None:
    """Tell which part the title of a chapter names; None for a chapter of what was done."""
    return next((part for part, words in _PART_WORDS if words.search(title)), None)


def _cautions(draft: Draft, matches: Sequence[Match], written: Sequence[WrittenParagraph]) -> Iterator[Finding]:
    """Say again what was wrong in the ledgers already, where the text speaks most of the rows concerned."""
    for caution in draft.warnings:
        slip = _AS_SLIP.get(caution.code)
        of_rows = [each for each in matches if set(each.figure.rows) & set(caution.rows)]
        if slip is not None and of_rows:
            spoken_of = Counter(each.paragraph for each in of_rows)
            at = max(of_rows, key=lambda each: spoken_of[each.paragraph])
            paragraph = written[at.paragraph]
            excerpt = paragraph.text[max(0, at.start - 12) : at.end + 8]
            yield Finding(
                slip, at.paragraph, at.start, at.end, excerpt, caution.text, paragraph.chapter, None, caution.rows
            )


def _not_written(draft: Draft, matches: Iterable[Match]) -> Iterator[Figure]:
    said = {(each.figure.label, each.figure.value, each.figure.unit) for each in matches}
    for figure in (*draft.figures, *draft.not_written):
        if figure.value is not None and figure.unit != "号" and (figure.label, figure.value, figure.unit) not in said:
            yield figure
