"""The text as on paper: the lines of the PDF, its fonts, and writing in it by hand."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hand import commit, compose
from tests.gui.test_summary_page import HALF, editor_with, put_cursor, settle_down, words_in
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.summary.chapter_editor import ChapterEditor
from unionoffice.gui.summary.letters import PaperLetters
from unionoffice.gui.summary.summary_page import SummaryPage
from unionoffice.paths import RESOURCES
from unionoffice.usecases.draft_summary import paper
from unionoffice.usecases.edit_summary import open_text
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.official_sheet import official_sheet
from unionoffice.usecases.paper_settings import PaperSettings, keep_paper_settings, paper_options


@pytest.fixture
def page(window: MainWindow, office: Office) -> SummaryPage:
    for number in range(1, 9):
        raw = {
            "title": f"第{number}届“示例杯”职工乒乓球、羽毛球比赛",
            "type": ("文体", "讲座")[number % 2],
            "when": f"2026-0{1 + number % 6}-1{number}",
            "headcount": str(37 * number),
            "result": f"来自{number + 3}个车间的选手参加，评出一等奖{number}名，发放奖品1,{number}00元，职工反映良好",
        }
        assert keep(office, "event", raw).record is not None
    window.show_page("半年总结")
    made = window.pages["半年总结"]
    assert isinstance(made, SummaryPage)
    QApplication.processEvents()
    return made


def lines_of(editor: ChapterEditor) -> list[str]:
    """Read the lines as they are laid out."""
    found: list[str] = []
    block = editor.document().begin()
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            found.append(block.text()[line.textStart() : line.textStart() + line.textLength()].strip())
        block = block.next()
    return [each for each in found if each]


def printed_lines(data: bytes) -> set[str]:
    document = pypdfium2.PdfDocument(BytesIO(data))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return {re.sub(r"\s", "", line) for line in text.splitlines()}


def test_the_lines_in_the_window_are_the_lines_of_the_pdf(page: SummaryPage, office: Office) -> None:
    put_cursor(editor_with(page, "乒乓球"), "乒乓球")
    commit(editor_with(page, "乒乓球"), "（含团体、单打、双打三个项目，历时12天）")
    settle_down(page)
    text = open_text(office, HALF)
    printed = printed_lines(paper(text.draft, paper_options(office, HALF.label))[0])
    shown = [re.sub(r"\s", "", line) for editor in page.area.editors.values() for line in lines_of(editor)]
    assert len(shown) >= 14
    assert [line for line in shown if line not in printed] == []


def test_the_sheet_has_the_letters_and_the_pitch_of_the_paper(page: SummaryPage) -> None:
    letters = page.area.letters
    assert isinstance(letters, PaperLetters)
    # 156 mm hold 28 letters of 15.75 pt; 225 mm hold 22 lines.
    assert letters.width / letters.size == pytest.approx(156 / 25.4 * 72 / 15.75)
    assert letters.pitch / letters.size == pytest.approx(225 / 25.4 * 72 / 22 / 15.75)
    editor = editor_with(page, "乒乓球")
    layout = editor.document().begin().layout()
    first, second = layout.lineAt(0), layout.lineAt(1)
    assert first.x() == pytest.approx(2 * letters.width / 28, abs=0.1)
    assert second.x() == 0
    assert second.y() - first.y() == pytest.approx(letters.pitch, abs=0.1)
    assert first.rect().right() == pytest.approx(letters.width, abs=0.1)
    assert layout.lineAt(1).textLength() in range(24, 33)


def test_a_click_in_a_line_puts_the_cursor_there_and_what_is_typed_goes_there(page: SummaryPage) -> None:
    editor = editor_with(page, "乒乓球")
    cursor = QTextCursor(editor.document())
    cursor.setPosition(40)
    where = editor.cursorRect(cursor)
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where.x() + 1, where.center().y()))
    assert editor.textCursor().position() == 40
    before = editor.toPlainText()
    compose(editor, "zhigong")
    assert "".join(lines_of(editor)).count("zhigong") <= 1
    assert editor.toPlainText() == before
    commit(editor, "职工")
    assert editor.toPlainText() == before[:40] + "职工" + before[40:]
    QTest.keyClick(editor, Qt.Key.Key_Down)
    assert editor.textCursor().position() in range(60, 80)


def test_the_choice_is_remembered_and_the_text_stays_as_it_is(
    page: SummaryPage, office: Office, window: MainWindow
) -> None:
    before = words_in(page)
    put_cursor(editor_with(page, "乒乓球"), "乒乓球")
    page.column.modes["简洁"].click()
    assert words_in(page) == before
    assert not isinstance(page.area.letters, PaperLetters)
    assert not page.column.zoom.isVisible()
    commit(editor_with(page, "乒乓球"), "精彩")
    again = SummaryPage(page.desk)
    assert not again.column.is_official
    again.deleteLater()
    page.column.modes["公文"].click()
    settle_down(page)
    assert any("乒乓球精彩" in each.text for each in open_text(office, HALF).draft.paragraphs)
    page.column.zoom.setCurrentText("200%")
    page.column.zoom.activated.emit(5)
    assert page.area.letters.size == 42
    assert office.setting("summary/zoom") == "200%"


def test_the_offices_own_font_file_is_shown_as_it_is_printed(office: Office) -> None:
    own = RESOURCES / "fonts" / "NotoSansSC-Regular.ttf"
    keep_paper_settings(office, HALF.label, PaperSettings(fonts={"仿宋": str(own)}))
    files = official_sheet(office, HALF.label).files
    assert files["仿宋"] == own
    assert set(files) == {"小标宋", "仿宋", "黑体", "楷体"}
    assert all(Path(each).is_file() for each in files.values())


def test_blanks_before_a_paragraph_and_long_figures_do_not_move_the_breaks(office: Office) -> None:
    sheet = official_sheet(office, HALF.label)
    words = "上半年工会共开展各类活动" * 6
    starts = sheet.line_starts(words, 0)
    # Two letters of indent leave 26 on the first line and 28 on the others.
    assert starts == [0, 26, 54]
    assert sheet.line_starts("　　" + words, 0) == [0, 28, 56]
    assert sheet.line_starts("", 0) == [0]
    torn = "一" * 24 + "参加1234人次" + "一" * 20
    assert sheet.line_starts(torn, 0, [(26, 32)])[1] <= 26
