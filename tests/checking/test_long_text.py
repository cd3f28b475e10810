from __future__ import annotations

from tests.checking.long_text import lines, long_draft, reworded
from unionoffice.checking.check import check_text
from unionoffice.checking.finding import Slip
from unionoffice.checking.spoken import spoken_numbers
from unionoffice.checking.surroundings import words_around
from unionoffice.checking.written import written_text


def test_every_number_of_ten_pages_is_matched() -> None:
    draft = long_draft()
    text = "\n".join(lines(draft))
    assert len(text) > 5500
    assert sum(len(each.figures) for chapter in draft.chapters for each in chapter.paragraphs) == 300
    assert len(check_text(written_text(text.splitlines()), draft).matches) == 300


def test_ten_pages_that_were_reworded_all_over_raise_no_alarm() -> None:
    draft = long_draft()
    verdict = check_text(written_text(reworded(draft).splitlines()), draft)
    assert [each for each in verdict.findings if each.slip is Slip.DIFFERS] == []
    assert words_around("慰问困难职工12户。", spoken_numbers("慰问困难职工12户。")[0]) >= {"慰问", "困难", "职工"}
