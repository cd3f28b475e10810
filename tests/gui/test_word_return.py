"""A Word file that a superior has edited comes back: ticks, findings and rows by hand, and what the file holds afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hand import RecordedMessages
from tests.gui.test_child_journeys import in_the_box
from tests.usecases.test_take_over_word import EVENTS, Superior
from unionoffice.domain.period import half_year
from unionoffice.gui.ledger.page import LedgerPage
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.summary.summary_page import SummaryPage
from unionoffice.gui.summary.word_dialog import WordDialog
from unionoffice.usecases.draft_summary import write
from unionoffice.usecases.edit_summary import open_text
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office

HALF = half_year(2026, 1)


@pytest.fixture
def page(window: MainWindow, office: Office) -> SummaryPage:
    for title, kind, when, headcount in EVENTS:
        raw = {"title": title, "type": kind, "when": when, "headcount": headcount}
        assert keep(office, "event", raw).record is not None
    window.show_page("半年总结")
    made = window.pages["半年总结"]
    assert isinstance(made, SummaryPage)
    QApplication.processEvents()
    return made


@pytest.fixture
def superior(page: SummaryPage, office: Office, messages: RecordedMessages, tmp_path: Path) -> Superior:
    target = tmp_path / "总结（领导改）.docx"
    write(office, open_text(office, HALF).draft, docx=target)
    messages.files = [target]
    return Superior(target)


def words_in(page: SummaryPage) -> str:
    return "\n".join(editor.toPlainText() for editor in page.area.editors.values())


def choose_in_menu(page: SummaryPage, words: str) -> None:
    (entry,) = [each for each in page.more.menu().actions() if each.text() == words]
    entry.trigger()


def in_the_dialog(act: Callable[[WordDialog], None]) -> None:
    def found() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, WordDialog)
        act(box)

    in_the_box(found)


def tick(box: WordDialog, words: str) -> None:
    """Put the tick of the card with these words, with the space bar."""
    (card,) = [each for each in box.cards if any(words in piece for piece, _ in (*each.change.old, *each.change.new))]
    card.tick.setFocus()
    QTest.keyClick(card.tick, Qt.Key.Key_Space)
    assert card.is_ticked


def test_the_ticked_paragraph_is_taken_over_and_the_check_tells_what_departs(
    page: SummaryPage, office: Office, superior: Superior
) -> None:
    superior.rewrite("46人", "64人")
    superior.rewrite("消防演练", "全员消防演练")
    superior.send_back()

    def choose(box: WordDialog) -> None:
        assert not box.go.isEnabled()
        tick(box, "培训班")
        assert box.go.text() == "采用所选修改（1）"
        box.go.click()

    in_the_dialog(choose)
    page.tools.work_in_word()
    assert "64人" in words_in(page)
    assert "全员" not in words_in(page)
    assert page.checked is not None
    (point,) = page.checked.open_points
    assert "登记的是46人" in point.sentence
    (words,) = open_text(office, HALF).manuscript.words.values()
    assert "64人" in words.text


def test_all_is_ticked_with_one_click_and_nothing_differs_afterwards(
    page: SummaryPage, office: Office, superior: Superior
) -> None:
    superior.rewrite("工会干部培训班", "首期工会干部培训班")
    superior.rewrite("消防演练", "全员消防演练")
    superior.rewrite("工作总结", "工作情况总结")
    file = superior.send_back()

    def choose(box: WordDialog) -> None:
        QTest.mouseClick(box.all, Qt.MouseButton.LeftButton)
        assert box.chosen() == [card.change.number for card in box.cards if card.change.can_be_taken]
        assert box.all.text() == "全不选"
        box.go.click()

    in_the_dialog(choose)
    page.tools.work_in_word()
    assert "首期工会干部培训班" in words_in(page)
    assert "全员消防演练" in words_in(page)

    def look(box: WordDialog) -> None:
        assert [card.change.kind for card in box.cards] == ["总标题"]
        assert not box.go.isEnabled()
        box.cancel.click()

    assert file.exists()
    in_the_dialog(look)
    page.tools.work_in_word()


def test_a_finding_shows_its_words_and_leads_to_its_row(
    page: SummaryPage, window: MainWindow, superior: Superior
) -> None:
    superior.rewrite("46人", "64人")
    superior.send_back()

    def click(box: WordDialog) -> None:
        assert box.list.count() == 1
        place = box.list.visualItemRect(box.list.item(0)).center()
        QTest.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
        assert "64人" in box.words.toPlainText()
        assert box.panel.rows.count() == 1
        assert box.cards[0].property("chosen") is True
        box.panel.rows.itemActivated.emit(box.panel.rows.item(0))

    in_the_dialog(click)
    page.tools.work_in_word()
    events = window.pages["活动"]
    assert isinstance(events, LedgerPage)
    assert window.stack.currentWidget() is events
    record = events.panes[0].table.current_record()
    assert record is not None
    assert record.label == "工会干部培训班"


def test_what_was_cancelled_leaves_the_text_as_it_is(page: SummaryPage, office: Office, superior: Superior) -> None:
    superior.rewrite("消防演练", "全员消防演练")
    superior.send_back()

    def leave(box: WordDialog) -> None:
        QTest.mouseClick(box.cards[0], Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
        assert box.chosen() == [0]
        box.cancel.click()

    in_the_dialog(leave)
    page.tools.work_in_word()
    assert open_text(office, HALF).manuscript.is_empty
    assert "全员" not in words_in(page)


def test_names_with_tags_are_shown_as_they_are(page: SummaryPage, superior: Superior) -> None:
    superior.rewrite("消防演练", "<b>消防</b>演练&检查")
    superior.send_back()

    def look(box: WordDialog) -> None:
        shown = [each.toPlainText() for each in box.cards[0].findChildren(type(box.words))]
        assert any("<b>消防</b>演练&检查" in words for words in shown)
        box.cancel.click()

    in_the_dialog(look)
    page.tools.work_in_word()


def test_a_file_that_is_no_text_is_refused_in_one_sentence(
    page: SummaryPage, messages: RecordedMessages, tmp_path: Path
) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    messages.files = [broken]
    page.tools.work_in_word()
    (said,) = messages.said
    assert "损坏" in said


def test_the_evidence_is_printed_as_pdf(page: SummaryPage, messages: RecordedMessages, tmp_path: Path) -> None:
    messages.target = tmp_path / "佐证.pdf"
    choose_in_menu(page, "导出佐证清单 PDF…")
    document = pypdfium2.PdfDocument(messages.target)
    words = document[0].get_textpage().get_text_range()
    document.close()
    assert "佐证清单" in words
    assert "46人" in words
    assert messages.said == []
