"""One line of undo through the whole summary, the way back from a finding, and what a signed period refuses."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import TODAY
from tests.gui.hand import CTRL, Hand, Key, RecordedMessages, commit, compose
from tests.gui.test_child_journeys import in_the_box
from tests.gui.test_sign_off import choose, sign
from tests.gui.test_summary_page import HALF, editor_with, put_cursor, settle_down, words_in
from unionoffice.domain.manuscript import Manuscript, OwnWords
from unionoffice.domain.query import Query
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.summary.edit_history import STEPS, EditHistory, changed_place
from unionoffice.gui.summary.summary_page import SIGNED, SummaryPage
from unionoffice.summary.rewriting import EditedChapter, EditedParagraph
from unionoffice.usecases.edit_summary import open_text
from unionoffice.usecases.keep_record import bring_back, keep, trash
from unionoffice.usecases.office import Office

ROOT = Path(__file__).parents[2]


@pytest.fixture
def page(window: MainWindow, office: Office) -> SummaryPage:
    for title, when, headcount in (("庆五一晚会", "2026-04-28", "300"), ("趣味运动会", "2026-06-05", "120")):
        raw = {"title": title, "type": "文体", "when": when, "headcount": headcount}
        assert keep(office, "event", raw).record is not None
    raw = {"class": "帮扶救助", "kind": "生活救助", "recipient": "患病职工", "amount": "800", "when": "2026-03-01"}
    assert keep(office, "aid", raw).record is not None
    window.show_page("半年总结")
    made = window.pages["半年总结"]
    assert isinstance(made, SummaryPage)
    QApplication.processEvents()
    return made


def write(page: SummaryPage, behind: str, words: str) -> None:
    put_cursor(editor_with(page, behind), behind)
    commit(editor_with(page, behind), words)
    settle_down(page)


def titles(office: Office) -> list[str]:
    return [each.title for each in open_text(office, HALF).draft.chapters]


def test_undo_goes_back_through_all_chapters_and_shows_each_place(
    page: SummaryPage, office: Office, hand: Hand
) -> None:
    untouched = words_in(page)
    write(page, "趣味运动会", "热闹非凡")
    write(page, "患病职工", "一名")
    editor_with(page, "趣味运动会").setFocus()
    hand.press(Key.Key_Z, CTRL)
    assert "患病职工一名" not in words_in(page)
    assert hand.focus() is editor_with(page, "患病职工")
    assert editor_with(page, "患病职工").textCursor().position() == editor_with(page, "患病职工").toPlainText().index(
        "患病职工"
    ) + len("患病职工")
    hand.press(Key.Key_Z, CTRL)
    assert hand.focus() is editor_with(page, "趣味运动会")
    assert words_in(page) == untouched
    assert open_text(office, HALF).manuscript.is_empty
    hand.press(Key.Key_Y, CTRL)
    hand.press(Key.Key_Y, CTRL)
    assert "趣味运动会热闹非凡" in words_in(page)
    assert "患病职工一名" in words_in(page)


def test_typing_and_chapters_stand_in_one_line_of_undo(page: SummaryPage, office: Office, hand: Hand) -> None:
    first = titles(office)
    write(page, "趣味运动会", "热闹非凡")
    page.chapters.list.setCurrentRow(1)
    page.chapters.down.click()

    def write_title() -> None:
        hand.write("特色工作")
        hand.press(Key.Key_Return)

    in_the_box(write_title)
    page.chapters.rename()
    page.chapters.drop()
    after = titles(office)
    assert "特色工作" not in after
    seen = []
    for _ in range(3):
        page.column.undo.click()
        seen.append(titles(office))
    moved = [first[0], first[2], first[1], *first[3:]]
    assert seen == [[moved[0], moved[1], "特色工作", *moved[3:]], moved, first]
    assert "热闹非凡" in words_in(page)
    page.column.undo.click()
    assert "热闹非凡" not in words_in(page)
    assert not page.column.undo.isEnabled()
    for _ in range(4):
        page.column.redo.click()
    assert titles(office) == after
    assert not page.column.redo.isEnabled()


def test_undo_takes_words_that_are_not_kept_yet(page: SummaryPage, office: Office, hand: Hand) -> None:
    before = words_in(page)
    put_cursor(editor_with(page, "趣味运动会"), "趣味运动会")
    commit(editor_with(page, "趣味运动会"), "还没有停笔")
    hand.press(Key.Key_Z, CTRL)
    assert words_in(page) == before
    hand.press(Key.Key_Y, CTRL)
    assert "还没有停笔" in words_in(page)


def test_words_in_the_making_are_left_alone_and_so_are_the_records(
    page: SummaryPage, office: Office, hand: Hand
) -> None:
    write(page, "趣味运动会", "热闹非凡")
    compose(editor_with(page, "趣味运动会"), "renao")
    hand.press(Key.Key_Z, CTRL)
    assert "热闹非凡" in words_in(page)
    assert len(office.ids("event", Query())) == 2


def test_a_line_of_undo_never_runs_over_into_the_records(
    page: SummaryPage, window: MainWindow, office: Office, hand: Hand
) -> None:
    write(page, "趣味运动会", "热闹非凡")
    for _ in range(4):
        hand.press(Key.Key_Z, CTRL)
    assert window.toast.sentence.text() == "没有可以撤销的修改"
    assert len(office.ids("event", Query())) == 2


def test_records_that_come_and_go_are_no_step_of_the_text(page: SummaryPage, office: Office, hand: Hand) -> None:
    untouched = words_in(page)
    write(page, "趣味运动会", "热闹非凡")
    (event,) = [each.id for each in office.records("event", office.ids("event", Query())) if each.label == "趣味运动会"]
    for change in (trash, bring_back):
        change(office, "event", [event])
        page.desk.written.emit("event")
    editor_with(page, "患病职工").setFocus()
    hand.press(Key.Key_Z, CTRL)
    assert words_in(page) == untouched


def test_steps_wait_while_the_period_is_signed(page: SummaryPage, office: Office, hand: Hand) -> None:
    write(page, "趣味运动会", "热闹非凡")
    write(page, "患病职工", "一名")
    page.undo_text()
    shown = words_in(page)
    sign(page)
    assert not page.column.undo.isEnabled()
    assert not page.column.redo.isEnabled()
    for step in (page.undo_text, page.redo_text):
        step()
        assert words_in(page) == shown

    def tell() -> None:
        hand.write("上级要求补充")
        hand.press(Key.Key_Return)

    in_the_box(tell)
    page.signing.unlock_button.click()
    page.redo_text()
    assert "患病职工一名" in words_in(page)
    page.undo_text()
    page.undo_text()
    assert open_text(office, HALF).manuscript.is_empty


def test_starting_again_can_be_taken_back(page: SummaryPage, messages: RecordedMessages, hand: Hand) -> None:
    write(page, "趣味运动会", "热闹非凡")
    messages.answers = ["放弃全部修改"]
    page.tools.start_again()
    assert "热闹非凡" not in words_in(page)
    hand.press(Key.Key_Z, CTRL)
    assert "热闹非凡" in words_in(page)


def test_a_hundred_steps_are_remembered() -> None:
    history = EditHistory()
    texts = [Manuscript({"edit/1": OwnWords("总述", (f"第{number}稿",))}) for number in range(STEPS + 21)]
    for each in texts[:-1]:
        history.note(each)
    now = texts[-1]
    back = 0
    while (earlier := history.earlier) is not None:
        history.go_back(now)
        now = earlier
        back += 1
    assert (back, now) == (100, texts[20])


def test_the_place_of_a_change_is_its_end_as_qt_counts() -> None:
    def chapter(key: str, *words: str) -> EditedChapter:
        return EditedChapter(key, tuple(EditedParagraph((each,)) for each in words))

    one = [chapter("甲", "第一段。"), chapter("乙", "𬭁某获奖。", "第三段。")]
    assert changed_place(one, one) is None
    assert changed_place(one, [one[0], chapter("乙", "𬭁某等获奖。", "第三段。")]) == ("乙", 4)
    assert changed_place(one, [chapter("甲", "第一段。", "新段。"), one[1]]) == ("甲", 8)
    assert changed_place(one[:1], one) == ("乙", 11)


def test_a_second_click_on_a_finding_leads_back(page: SummaryPage) -> None:
    write(page, "趣味运动会", "，收到建议46条")
    here = editor_with(page, "患病职工")
    put_cursor(here, "患病")
    place = here.textCursor().position()
    box = page.side.check.list
    assert box.count() == 1

    def click() -> None:
        middle = box.visualItemRect(box.item(0)).center()
        QTest.mouseClick(box.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        QApplication.processEvents()

    click()
    assert editor_with(page, "46条").textCursor().selectedText() == "46条"
    click()
    assert QApplication.focusWidget() is here
    assert here.textCursor().position() == place
    click()
    assert editor_with(page, "46条").hasFocus()


def test_the_rows_of_a_finding_are_in_sight_at_once(page: SummaryPage) -> None:
    put_cursor(editor_with(page, "120人"), "12")
    QTest.keyClick(editor_with(page, "120人"), Qt.Key.Key_Backspace)
    QTest.keyClick(editor_with(page, "趣味运动会"), Qt.Key.Key_3)
    settle_down(page)
    page.side.check.list.setCurrentRow(0)
    page.side.check.list.itemClicked.emit(page.side.check.list.item(0))
    assert page.side.panel.rows.isVisible()
    assert "趣味运动会" in page.side.panel.rows.item(0).text()


@pytest.mark.parametrize("entry", ["不足与计划提示…", "对账 Word 稿…", "恢复删去的段落…", "放弃全部修改，重新起草…"])
def test_a_signed_period_says_at_once_why_it_is_not_changed(
    entry: str, page: SummaryPage, window: MainWindow, messages: RecordedMessages
) -> None:
    sign(page)
    choose(page, entry)
    assert window.toast.sentence.text() == SIGNED
    assert messages.said == []


def test_a_key_in_a_signed_text_says_why_nothing_is_written(page: SummaryPage, window: MainWindow) -> None:
    write(page, "趣味运动会", "热闹非凡")
    sign(page)
    before = words_in(page)
    QTest.keyClick(editor_with(page, "趣味运动会"), Key.Key_1)
    assert window.toast.sentence.text() == SIGNED
    page.undo_text()
    assert words_in(page) == before
    assert not page.column.undo.isEnabled()


def test_a_killed_window_loses_the_last_words_at_most(tmp_path: Path, empty_office: Path) -> None:
    """Kill -9 amid writing without any pause: what was typed before the last keeping is there, whole and in order."""
    folder = tmp_path / "killed"
    shutil.copytree(empty_office, folder)
    with Office.open(folder, today=lambda: TODAY) as office:
        raw = {"title": "趣味运动会", "type": "文体", "when": "2026-06-05", "headcount": "120"}
        assert keep(office, "event", raw).record is not None
    command = [sys.executable, "-m", "tests.gui.killed_summary", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        while int(process.stdout.readline()) < 150:
            pass
        process.kill()
    with Office.open(folder, today=lambda: TODAY) as office:
        text = "".join(each.text for each in open_text(office, HALF).draft.paragraphs)
    kept = re.findall("〈[0-9]+〉", text)
    assert kept == [f"〈{number}〉" for number in range(1, len(kept) + 1)]
    assert len(kept) >= 75
