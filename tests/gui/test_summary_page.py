"""The summary as the clerk edits it: keys, clicks and the input method, and what the file and the page hold afterwards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hand import CTRL, Hand, Key, RecordedMessages, commit, compose
from tests.gui.test_child_journeys import in_the_box
from unionoffice.domain.period import half_year
from unionoffice.domain.query import Query
from unionoffice.gui import paper
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.summary.chapter_editor import ChapterEditor
from unionoffice.gui.summary.summary_page import SummaryPage
from unionoffice.usecases.edit_summary import open_text
from unionoffice.usecases.keep_record import keep, trash
from unionoffice.usecases.office import Office

HALF = half_year(2026, 1)


@pytest.fixture
def page(window: MainWindow, office: Office) -> SummaryPage:
    for title, when, headcount in (("示例<b>晚会</b>", "2026-04-28", "300"), ("趣味运动会", "2026-06-05", "120")):
        raw = {"title": title, "type": "文体", "when": when, "headcount": headcount}
        assert keep(office, "event", raw).record is not None
    raw = {"class": "帮扶救助", "kind": "生活救助", "recipient": "患病职工", "amount": "800", "when": "2026-03-01"}
    assert keep(office, "aid", raw).record is not None
    window.show_page("半年总结")
    made = window.pages["半年总结"]
    assert isinstance(made, SummaryPage)
    QApplication.processEvents()
    return made


def words_in(page: SummaryPage) -> str:
    return "\n".join(editor.toPlainText() for editor in page.area.editors.values())


def editor_with(page: SummaryPage, words: str) -> ChapterEditor:
    return next(editor for editor in page.area.editors.values() if words in editor.toPlainText())


def put_cursor(editor: ChapterEditor, behind: str) -> None:
    """Click behind words."""
    editor.setFocus()
    cursor = QTextCursor(editor.document())
    cursor.setPosition(editor.toPlainText().index(behind) + len(behind))
    editor.setTextCursor(cursor)
    QApplication.processEvents()


def settle_down(page: SummaryPage) -> None:
    """Let the text be taken over, as after a pause."""
    page.take_over()
    QApplication.processEvents()


def test_the_text_in_the_window_is_the_text_of_the_draft(page: SummaryPage, office: Office) -> None:
    shown = words_in(page)
    assert page.draft is not None
    assert all(paragraph.text in shown for chapter in page.draft.chapters for paragraph in chapter.paragraphs)
    assert "示例<b>晚会</b>" in shown
    assert open_text(office, HALF).manuscript.is_empty


def test_what_is_typed_is_kept_and_a_number_stays_a_link(page: SummaryPage, office: Office) -> None:
    editor = editor_with(page, "趣味运动会")
    put_cursor(editor, "趣味运动会")
    commit(editor, "热闹非凡")
    assert editor.is_dirty
    settle_down(page)
    text = open_text(office, HALF)
    (words,) = text.manuscript.words.values()
    assert "趣味运动会热闹非凡" in words.text
    assert [run.figure.value for run in words.runs if not isinstance(run, str)][-1] == 120
    assert page.checked is not None
    assert page.checked.open_points == []


def test_words_being_composed_are_not_taken_over(page: SummaryPage, office: Office) -> None:
    editor = editor_with(page, "趣味运动会")
    put_cursor(editor, "趣味运动会")
    compose(editor, "renao")
    page.take_over()
    assert open_text(office, HALF).manuscript.is_empty
    commit(editor, "热闹")
    settle_down(page)
    (words,) = open_text(office, HALF).manuscript.words.values()
    assert "趣味运动会热闹" in words.text


def test_a_new_paragraph_begins_with_enter_and_keeps_its_place(page: SummaryPage, office: Office) -> None:
    editor = editor_with(page, "患病职工") if "患病职工" in words_in(page) else editor_with(page, "800元")
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    commit(editor, "自己写的一段。")
    settle_down(page)
    (chapter,) = [each for each in open_text(office, HALF).draft.chapters if each.key == editor.chapter]
    assert chapter.paragraphs[-1].text == "自己写的一段。"
    assert chapter.paragraphs[-1].edited


def test_a_changed_digit_is_found_and_leads_to_its_row(page: SummaryPage, window: MainWindow) -> None:
    editor = editor_with(page, "120人")
    put_cursor(editor, "12")
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    QTest.keyClick(editor, Qt.Key.Key_3)
    settle_down(page)
    assert page.checked is not None
    (point,) = page.checked.open_points
    assert "登记的是120人" in point.sentence
    assert page.side.check.list.count() == 1
    page.side.check.list.setCurrentRow(0)
    page.side.check.list.itemClicked.emit(page.side.check.list.item(0))
    assert editor.textCursor().selectedText() == "130人"
    page.side.panel.rows.itemActivated.emit(page.side.panel.rows.item(0))
    assert window.stack.currentWidget() is window.pages["活动"]
    assert window.pages["活动"].panes[0].table.current_record().label == "趣味运动会"


def test_a_ledger_that_changes_offers_its_number_for_own_words(page: SummaryPage, office: Office) -> None:
    editor = editor_with(page, "趣味运动会")
    put_cursor(editor, "趣味运动会")
    commit(editor, "热闹非凡")
    settle_down(page)
    (event,) = office.ids("event", Query(words="趣味"))
    assert keep(office, "event", {"headcount": "125"}, office.record("event", event)).record is not None
    page.desk.written.emit("event")
    assert "120人" in words_in(page)
    page.side.check.list.setCurrentRow(0)
    assert "文中是120人，台账现为125人" in page.side.check.list.item(0).text()
    page.side.check.update_one.click()
    assert "125人" in words_in(page)
    assert "120人" not in words_in(page)
    trash(office, "event", [event])
    page.desk.written.emit("event")
    assert "登记已删除" in page.side.check.list.item(0).text()


def test_a_text_without_numbers_is_not_praised_for_them(page: SummaryPage) -> None:
    assert page.side.check.empty.text() == "正文里的数字都与台账相符。"
    page.show_period(half_year(2024, 1))
    assert page.side.check.empty.isVisible()
    assert page.side.check.empty.text() == "正文里没有数字。"


def test_a_finding_is_settled_with_a_reason_that_stays(page: SummaryPage, office: Office, hand: Hand) -> None:
    editor = editor_with(page, "趣味运动会")
    put_cursor(editor, "趣味运动会")
    commit(editor, "，收到建议46条")
    settle_down(page)
    page.side.check.list.setCurrentRow(0)

    def give_reason() -> None:
        hand.write("意见箱另有登记")
        hand.press(Key.Key_Return)

    in_the_box(give_reason)
    page.side.check.settle.click()
    assert page.checked is not None
    assert page.checked.open_points == []
    assert list(open_text(office, HALF).manuscript.settled.values()) == ["意见箱另有登记"]


def test_a_paragraph_taken_out_comes_back_from_its_list(page: SummaryPage, office: Office) -> None:
    editor = editor_with(page, "趣味运动会")
    before = words_in(page)
    editor.setFocus()
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    settle_down(page)
    assert "趣味运动会" not in words_in(page)

    def restore_all() -> None:
        from unionoffice.gui.summary.dropped_box import DroppedBox

        box = QApplication.activeModalWidget()
        assert isinstance(box, DroppedBox)
        for row in range(box.list.count()):
            box.list.item(row).setCheckState(Qt.CheckState.Checked)
        box.go.click()

    in_the_box(restore_all)
    page.tools.show_dropped()
    assert words_in(page) == before


def test_a_number_is_found_by_name_and_put_into_the_text(page: SummaryPage, office: Office, hand: Hand) -> None:
    editor = editor_with(page, "趣味运动会")
    put_cursor(editor, "趣味运动会")
    commit(editor, "与晚会共")

    def choose() -> None:
        hand.write("各类活动")
        hand.press(Key.Key_Return)

    in_the_box(choose)
    page.insert_figure()
    settle_down(page)
    (words,) = open_text(office, HALF).manuscript.words.values()
    assert "与晚会共2项" in words.text


def test_chapters_are_moved_renamed_and_left_out(page: SummaryPage, office: Office, hand: Hand) -> None:
    def titles() -> list[str]:
        return [each.title for each in open_text(office, HALF).draft.chapters]

    first = titles()
    page.chapters.list.setCurrentRow(1)
    page.chapters.down.click()
    assert titles() == [first[0], first[2], first[1], *first[3:]]

    def write_title() -> None:
        hand.write("特色工作")
        hand.press(Key.Key_Return)

    in_the_box(write_title)
    page.chapters.rename()
    assert titles()[2] == "特色工作"
    page.chapters.drop()
    assert "特色工作" not in titles()
    page.chapters.bring_back(first[1])
    assert "特色工作" in titles()


def test_the_evidence_is_written(page: SummaryPage, messages: RecordedMessages, tmp_path: Path) -> None:
    messages.target = tmp_path / "佐证.xlsx"
    page.out.write_evidence()
    assert openpyxl.load_workbook(messages.target).sheetnames == ["佐证清单"]
    assert messages.said == []


def test_ctrl_p_prints_as_in_the_ledgers(page: SummaryPage, hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []
    monkeypatch.setattr(paper, "print_paper", lambda made, *_: printed.append(made.title))
    put_cursor(editor_with(page, "趣味运动会"), "趣味运动会")
    hand.press(Key.Key_P, CTRL)
    assert printed == [page.text.draft.title if page.text else ""]


def test_nothing_is_lost_when_another_page_is_opened_at_once(
    page: SummaryPage, window: MainWindow, office: Office, hand: Hand
) -> None:
    editor = editor_with(page, "趣味运动会")
    put_cursor(editor, "趣味运动会")
    commit(editor, "马上离开，")
    hand.press(Key.Key_1, CTRL)
    (words,) = open_text(office, HALF).manuscript.words.values()
    assert "马上离开" in words.text


def test_starting_again_asks_first(page: SummaryPage, office: Office, messages: RecordedMessages) -> None:
    editor = editor_with(page, "趣味运动会")
    put_cursor(editor, "趣味运动会")
    commit(editor, "多余的话")
    settle_down(page)
    messages.answers = ["不放弃", "放弃全部修改"]
    page.tools.start_again()
    assert "多余的话" in words_in(page)
    page.tools.start_again()
    assert "多余的话" not in words_in(page)


def test_where_every_number_is_written_the_list_of_unwritten_ones_says_so(page: SummaryPage) -> None:
    assert page.checked is not None
    told = [page.side.unwritten.item(row).text() for row in range(page.side.unwritten.count())]
    assert page.checked.not_written == ()
    assert told == ["台账里本期的数字都写进了正文。"]
    page.side.unwritten.setCurrentRow(0)
    assert page.side.tabs.tabText(1) == "未写入 0"


def test_a_paper_printed_after_midnight_bears_the_day_it_is_printed_on(
    page: SummaryPage, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = editor_with(page, "趣味运动会")
    put_cursor(editor, "趣味运动会")
    commit(editor, "（全体职工参加）")
    monkeypatch.setattr(office, "_today", lambda: date(2026, 7, 4))
    text = page.current_text()
    assert text is not None
    assert text.draft.signed_on == date(2026, 7, 4)
    assert "趣味运动会（全体职工参加）" in words_in(page)
