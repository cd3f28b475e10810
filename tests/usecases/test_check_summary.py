"""Findings that the clerk has settled: what keeps the reason, and what opens the finding again."""

from __future__ import annotations

import pytest

from unionoffice.domain.period import half_year
from unionoffice.summary.rewriting import EditedChapter, EditedParagraph
from unionoffice.usecases.check_summary import Point, check_summary
from unionoffice.usecases.edit_summary import SummaryText, open_text, save_text, settle
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

HALF = half_year(2026, 1)
REASON = "意见箱另有登记"


@pytest.fixture
def settled(office: Office) -> Office:
    raw = {"title": "趣味运动会", "type": "文体", "when": "2026-06-05", "headcount": "120"}
    assert keep(office, "event", raw).record is not None
    text = with_line(office, "收到建议46条。")
    (point,) = check_summary(text).open_points
    settle(office, text, point.name, REASON)
    return office


def with_line(office: Office, *words: str) -> SummaryText:
    """Let the last chapter end in paragraphs of the clerk's own, instead of those written so before."""
    text = open_text(office, HALF)
    *others, last = text.for_editing()
    drafted = tuple(each for each in last.paragraphs if "运动会" in each.text)
    own = tuple(EditedParagraph((each,)) for each in words)
    return save_text(office, text, [*others, EditedChapter(last.key, (*drafted, *own))])


def points(text: SummaryText) -> list[Point]:
    return [each for each in check_summary(text).points if "条" in each.sentence]


@pytest.mark.parametrize("words", ["收到建议46条。", "半年来，意见箱里收到建议46条，都有答复。", "建议46条已经收到。"])
def test_a_reason_stays_when_the_words_around_the_number_change(settled: Office, words: str) -> None:
    assert [each.reason for each in points(with_line(settled, words))] == [REASON]


@pytest.mark.parametrize("words", ["收到建议47条。", "收到建议46件、意见4条。"])
def test_another_number_is_open_again(settled: Office, words: str) -> None:
    found = check_summary(with_line(settled, words)).points
    assert found
    assert not any(each.reason for each in found)


def test_a_second_number_of_the_same_kind_is_not_settled_with_the_first(settled: Office) -> None:
    found = points(with_line(settled, "收到建议46条。", "处理信访46条。"))
    assert len(found) == 2
    assert not any(each.reason for each in found)
