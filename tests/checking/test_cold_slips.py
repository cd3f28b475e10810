from __future__ import annotations

import pytest

from tests.checking.cold_slips import HARMLESS, MISSED
from tests.checking.kept_drafts import kept_drafts
from tests.checking.slips import Planted, lines_of, planted_in
from unionoffice.checking.check import check_text
from unionoffice.checking.finding import Slip
from unionoffice.checking.written import written_text
from unionoffice.domain.draft import Draft


@pytest.fixture(scope="module")
def kept() -> dict[int, Draft]:
    return kept_drafts()


def told(text: str, draft: Draft) -> set[tuple[Slip, str]]:
    return {(each.slip, each.text) for each in check_text(written_text(text.splitlines()), draft).findings}


@pytest.mark.parametrize("planted", MISSED, ids=lambda each: each.now[:16])
def test_a_wrong_day_session_grade_or_list_is_told_with_what_the_ledger_says(
    planted: Planted, kept: dict[int, Draft]
) -> None:
    draft = kept[planted.office]
    new = told(planted_in(lines_of(draft), planted), draft) - told(lines_of(draft), draft)
    assert [text for slip, text in new if slip is planted.slip and planted.says in text], new


@pytest.mark.parametrize(("office", "was", "now"), HARMLESS, ids=lambda each: str(each)[:16])
def test_the_same_day_or_list_in_other_words_is_left_alone(
    office: int, was: str, now: str, kept: dict[int, Draft]
) -> None:
    draft = kept[office]
    assert was in lines_of(draft)
    assert not told(lines_of(draft).replace(was, now, 1), draft) - told(lines_of(draft), draft)


@pytest.mark.parametrize("numeral", ["", "{}.", "{}、", "（{}）"])
def test_chapters_that_word_or_a_superior_numbers_otherwise_still_begin_anew(
    numeral: str, kept: dict[int, Draft]
) -> None:
    draft = kept[8]
    lines = lines_of(draft)
    for number, chapter in enumerate((each for each in draft.chapters if each.numeral), 1):
        lines = lines.replace(f"{chapter.numeral}、{chapter.title}\n", f"{numeral.format(number)}{chapter.title}\n")
    lines = lines.replace("1.深化", "2.深化")
    told_of = {text for slip, text in told(lines, draft) if slip is Slip.NUMBERING}
    assert told_of <= {"序号从“2.”开始", "“2.”重复或倒退，前面已到“2.”"}
    assert told_of
