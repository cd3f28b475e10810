"""封账 by hand: the menu, the question, the locked text, the reason, the lists; and what the file holds afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hand import Key, RecordedMessages, commit
from tests.gui.test_child_journeys import in_the_box
from tests.gui.test_summary_page import HALF, editor_with, put_cursor, settle_down, words_in
from unionoffice.gui.dialogs.one_line_dialog import OneLineDialog
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.summary.compare_dialog import CompareDialog
from unionoffice.gui.summary.corrections_dialog import CorrectionsDialog
from unionoffice.gui.summary.sign_off_box import SignOffBox
from unionoffice.gui.summary.sign_off_history import SignOffHistory
from unionoffice.gui.summary.summary_page import SummaryPage
from unionoffice.storage import trail
from unionoffice.usecases.edit_summary import open_text
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.signed_summary import frozen_paper, history, standing


@pytest.fixture
def page(window: MainWindow, office: Office) -> SummaryPage:
    for title, when, headcount in (("庆五一晚会", "2026-04-28", "300"), ("趣味运动会", "2026-06-05", "120")):
        raw = {"title": title, "type": "文体", "when": when, "headcount": headcount}
        assert keep(office, "event", raw).record is not None
    window.show_page("半年总结")
    made = window.pages["半年总结"]
    assert isinstance(made, SummaryPage)
    QApplication.processEvents()
    return made


def choose(page: SummaryPage, words: str) -> None:
    """Choose an entry of 更多."""
    (entry,) = [each for each in page.more.menu().actions() if each.text() == words]
    entry.trigger()
    QApplication.processEvents()


def sign(page: SummaryPage) -> None:
    def agree() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, SignOffBox)
        box.go.click()

    in_the_box(agree)
    choose(page, "封账…")


def test_signing_locks_the_text_and_says_so(page: SummaryPage, office: Office) -> None:
    assert page.signing.isHidden()
    sign(page)
    assert standing(office, HALF) is not None
    assert page.signing.isVisible()
    assert page.signing.words.text() == "已封账 2026-07-03 职工甲"
    assert page.period.currentText() == "2026年上半年 · 已封账"
    before = words_in(page)
    editor = editor_with(page, "趣味运动会")
    put_cursor(editor, "趣味运动会")
    commit(editor, "热闹非凡")
    QTest.keyClick(editor, Key.Key_Backspace)
    settle_down(page)
    assert words_in(page) == before
    assert not page.insert.isEnabled()
    assert not page.chapters.more.isEnabled()
    assert not page.side.check.settle.isEnabled()


def test_giving_up_signs_nothing(page: SummaryPage, office: Office) -> None:
    def give_up() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, SignOffBox)
        QTest.keyClick(box, Qt.Key.Key_Escape)

    in_the_box(give_up)
    choose(page, "封账…")
    assert standing(office, HALF) is None
    assert page.period.currentText() == "2026年上半年"


def test_what_the_check_found_is_shown_before_signing(page: SummaryPage, office: Office) -> None:
    editor = editor_with(page, "120人")
    put_cursor(editor, "12")
    QTest.keyClick(editor, Key.Key_Backspace)
    QTest.keyClick(editor, Key.Key_3)
    seen: list[str] = []

    def read() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, SignOffBox)
        assert box.go.text() == "仍要封账"
        seen.extend(box.list.item(row).text() for row in range(box.list.count()))
        box.go.click()

    in_the_box(read)
    choose(page, "封账…")
    assert any("登记的是120人" in each for each in seen)
    signed = standing(office, HALF)
    assert signed is not None
    assert signed.left_open == len(seen)
    assert "130人" in words_in(page), "what was typed last is signed too"


def test_a_record_corrected_afterwards_is_told_and_opened(
    page: SummaryPage, window: MainWindow, office: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    sign(page)
    assert page.signing.corrections.text() == "更正说明…"
    assert keep(office, "event", {"headcount": "125"}, office.record("event", 2)).record is not None
    page.desk.written.emit("event")
    assert "120人" in words_in(page)
    assert page.signing.corrections.text() == "更正说明 2 处…"
    messages.target = tmp_path / "更正说明.docx"

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, CorrectionsDialog)
        assert [row.cells[1:] for row in box.figures.shown()] == [("120人", "125人")]
        assert [row.cells[3] for row in box.records.shown()] == ["人数由120改为125"]
        box.word.click()
        box.records.go_to_row(0)
        box.records.opened.emit()

    in_the_box(look)
    page.signing.corrections.click()
    assert messages.target.read_bytes().startswith(b"PK")
    assert window.stack.currentWidget() is window.pages["活动"]
    assert messages.said == []


def test_unlocking_asks_for_the_reason_and_lets_the_text_be_written(page: SummaryPage, office: Office) -> None:
    sign(page)

    def refuse_then_tell() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, OneLineDialog)
        box.go.click()
        assert box.sentence.isVisible()
        commit(box.line, "上级要求补充")
        box.go.click()

    in_the_box(refuse_then_tell)
    page.signing.unlock_button.click()
    assert standing(office, HALF) is None
    assert page.signing.isHidden()
    assert page.period.currentText() == "2026年上半年"
    editor = editor_with(page, "趣味运动会")
    put_cursor(editor, "趣味运动会")
    commit(editor, "热闹非凡")
    settle_down(page)
    assert "趣味运动会热闹非凡" in "".join(each.text for each in open_text(office, HALF).manuscript.words.values())
    assert [each.reason for each in history(office, HALF)] == ["上级要求补充"]
    assert len(trail.events(office.file.db, "sign_off_unlocked")) == 1


def test_the_exported_pdf_is_the_signed_one(
    page: SummaryPage, office: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    sign(page)
    signed = standing(office, HALF)
    assert signed is not None
    keep(office, "event", {"headcount": "125"}, office.record("event", 2))
    page.desk.written.emit("event")
    messages.target = tmp_path / "总结.pdf"
    page.pdf.click()
    assert messages.target.read_bytes() == frozen_paper(office, signed)

    def export() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, SignOffHistory)
        assert [row.cells[:4] for row in box.table.shown()] == [("2026-07-03", "职工甲", "0", "（未解封）")]
        messages.target = tmp_path / "封账稿.pdf"
        box.pdf.click()
        box.close_button.click()

    in_the_box(export)
    choose(page, "封账记录…")
    assert (tmp_path / "封账稿.pdf").read_bytes() == (tmp_path / "总结.pdf").read_bytes()


def test_two_periods_and_two_versions_stand_side_by_side(page: SummaryPage, office: Office) -> None:
    raw = {"title": "迎春长跑", "type": "文体", "when": "2025-05-01", "headcount": "90"}
    assert keep(office, "event", raw).record is not None
    sign(page)
    keep(office, "event", {"headcount": "125"}, office.record("event", 2))
    page.desk.written.emit("event")

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, CompareDialog)
        assert box.other.currentText() == "2025年上半年"
        assert "迎春长跑" in box.words.toPlainText()
        assert "上年同期无" in {row.cells[2] for row in box.figures.shown()}
        box.other.setCurrentIndex(box.other.findText("2026年上半年 按现在的台账"))
        box.other.activated.emit(box.other.currentIndex())
        box.only_different.setChecked(True)
        assert "迎春长跑" not in box.words.toPlainText()
        changed = {row.cells for row in box.figures.shown() if row.cells[1] == "120人"}
        assert {cells[2:] for cells in changed} == {("125人", "-5人", "-4%")}
        box.close_button.click()

    in_the_box(look)
    choose(page, "对比…")


def test_a_damaged_sign_off_is_told_and_can_be_unlocked(
    page: SummaryPage, office: Office, messages: RecordedMessages
) -> None:
    sign(page)
    with office.file.write() as db:
        db.execute("UPDATE sign_off_content SET paper = ?", [b"torn"])
    page.reopen()
    assert "校验值不符" in messages.said[0]
    assert page.signing.isVisible()
    assert page.signing.corrections.isHidden()

    def tell() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, OneLineDialog)
        commit(box.line, "内容损坏")
        box.go.click()

    in_the_box(tell)
    page.signing.unlock_button.click()
    assert page.signing.isHidden()
    assert open_text(office, HALF).signed is None
