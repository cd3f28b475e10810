from __future__ import annotations

import pytest

from tests.checking.hard_slips import HARD
from tests.checking.harmless import EDITS, Harmless, edited
from tests.checking.kept_drafts import kept_drafts
from tests.checking.slips import PLANTED, Planted, lines_of, planted_in
from tests.summary.entering import demo_offices, material_of
from unionoffice.checking.check import check_text
from unionoffice.checking.finding import Finding, Slip, Verdict
from unionoffice.checking.written import written_text
from unionoffice.domain.draft import Draft
from unionoffice.summary.half_year import draft_half_year

KNOWN = {4: {Slip.SUM, Slip.PERCENT}, 9: {Slip.LEFTOVER}}
"""What is wrong in the offices' own figures: 1+11+2 is not 12, 60 % does not follow, 31 digits are lost."""
What = set[tuple[Slip, str]]


@pytest.fixture(scope="module")
def kept() -> dict[int, Draft]:
    return kept_drafts()


@pytest.fixture(scope="module")
def told_before(kept: dict[int, Draft]) -> dict[int, What]:
    return {number: what(checked(lines_of(draft), draft).findings) for number, draft in kept.items()}


@pytest.fixture(scope="module")
def drafts() -> dict[int, Draft]:
    return {int(office["number"]): draft_half_year(material_of(office)) for office in demo_offices()}


def checked(text: str, draft: Draft) -> Verdict:
    return check_text(written_text(text.splitlines()), draft)


def what(findings: tuple[Finding, ...]) -> What:
    return {(each.slip, each.text) for each in findings}


def test_there_are_a_hundred_of_ten_kinds_and_forty_harmless_edits() -> None:
    assert len(PLANTED) == 40
    assert len(HARD) >= 60
    # A table that nobody has checked is no slip of anybody.
    assert {each.slip for each in PLANTED} == {each.slip for each in HARD} == set(Slip) - {Slip.TABLE}
    assert len(EDITS) >= 40


@pytest.mark.parametrize("planted", [*PLANTED, *HARD], ids=lambda each: f"{each.office}-{each.now[:14].strip()}")
def test_a_planted_slip_is_found_with_the_right_sentence(
    planted: Planted, kept: dict[int, Draft], told_before: dict[int, What]
) -> None:
    draft = kept[planted.office]
    after = checked(planted_in(lines_of(draft), planted), draft)
    new = [each for each in after.findings if (each.slip, each.text) not in told_before[planted.office]]
    assert [each for each in new if each.slip is planted.slip and planted.says in each.text], new
    # One slip is told once; only the four unregistered numbers of a wrong sum are each told as well.
    assert len(new) <= (5 if planted.slip is Slip.SUM else 3), new


@pytest.mark.parametrize("harmless", EDITS, ids=lambda each: f"{each.office}-{each.what}")
def test_a_harmless_edit_raises_no_alarm(
    harmless: Harmless, kept: dict[int, Draft], told_before: dict[int, What]
) -> None:
    draft = kept[harmless.office]
    after = checked(edited(draft, harmless), draft)
    new = [each for each in after.findings if (each.slip, each.text) not in told_before[harmless.office]]
    assert [each for each in new if each.slip is not harmless.remark] == []


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


def test_what_was_wrong_in_the_ledger_is_shown_where_the_text_tells_its_rows(drafts: dict[int, Draft]) -> None:
    # 发展会员224人 stands in the opening too; its rate only in the chapter.
    found = checked(lines_of(drafts[4]), drafts[4]).findings
    assert [each.chapter for each in found if each.slip is Slip.PERCENT] == ["工会组建"]
    assert [each.chapter for each in found if each.slip is Slip.SUM] == ["厂务公开"]
