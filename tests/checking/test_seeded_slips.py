from __future__ import annotations

import pytest

from tests.checking.slips import PLANTED, Planted, lines_of, planted_in
from tests.summary.entering import demo_offices, material_of
from unionoffice.checking.check import check_text
from unionoffice.checking.finding import Finding, Slip, Verdict
from unionoffice.checking.written import written_text
from unionoffice.domain.draft import Draft
from unionoffice.summary.half_year import draft_half_year

KNOWN = {4: {Slip.SUM, Slip.PERCENT}, 9: {Slip.LEFTOVER}}
"""What is wrong in the offices' own figures: 1+11+2 is not 12, 60 % does not follow, 31 digits are lost."""


@pytest.fixture(scope="module")
def drafts() -> dict[int, Draft]:
    return {int(office["number"]): draft_half_year(material_of(office)) for office in demo_offices()}


def checked(text: str, draft: Draft) -> Verdict:
    return check_text(written_text(text.splitlines()), draft)


def what(findings: tuple[Finding, ...]) -> set[tuple[Slip, str]]:
    return {(each.slip, each.text) for each in findings}


def test_there_are_forty_of_ten_kinds() -> None:
    assert len(PLANTED) == 40
    assert {each.slip for each in PLANTED} == set(Slip)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda each: f"{each.office}-{each.now[:14].strip()}")
def test_a_planted_slip_is_found_with_the_right_sentence(planted: Planted, drafts: dict[int, Draft]) -> None:
    draft = drafts[planted.office]
    text = lines_of(draft)
    before = what(checked(text, draft).findings)
    after = checked(planted_in(text, planted), draft)
    new = [each for each in after.findings if (each.slip, each.text) not in before]
    assert [each for each in new if each.slip is planted.slip and planted.says in each.text], new
    assert len(new) <= 3, new


@pytest.mark.parametrize("number", range(1, 10))
def test_an_unedited_draft_raises_no_false_alarm(number: int, drafts: dict[int, Draft]) -> None:
    draft = drafts[number]
    verdict = checked(lines_of(draft), draft)
    assert {each.slip for each in verdict.findings} == KNOWN.get(number, set())
    assert [each for each in verdict.not_written if each not in draft.not_written] == []
    figures = [
        figure
        for chapter in draft.chapters
        for each in chapter.paragraphs
        for figure in each.figures
        if figure.value is not None and figure.unit != "号"
    ]
    assert len(verdict.matches) == len(figures)
