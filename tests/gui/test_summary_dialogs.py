"""版式与字体, 自定义期间, 统计年报取数 and the chapter template, driven by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.gui.hand import Key, RecordedMessages, commit
from tests.gui.test_child_journeys import in_the_box
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_dialog import ListDialog
from unionoffice.gui.dialogs.settings_dialog import SettingsDialog
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.summary.paper_dialog import PaperDialog
from unionoffice.gui.summary.period_dialog import PeriodDialog
from unionoffice.gui.summary.statistical_year_dialog import StatisticalYearDialog
from unionoffice.gui.summary.summary_page import SummaryPage
from unionoffice.paths import RESOURCES
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.page_pictures import count_pages
from unionoffice.usecases.paper_settings import paper_settings

HALF = "2026年上半年"


@pytest.fixture
def page(window: MainWindow, office: Office) -> SummaryPage:
    for number in range(6):
        raw = {"title": f"第{number}次趣味运动会", "type": "文体", "when": f"2026-0{number + 1}-05", "headcount": "30"}
        assert keep(office, "event", raw).record is not None
    window.show_page("半年总结")
    made = window.pages["半年总结"]
    assert isinstance(made, SummaryPage)
    QApplication.processEvents()
    return made


def write_into(line: QLineEdit, words: str) -> None:
    line.setFocus()
    line.selectAll()
    commit(line, words)
    line.editingFinished.emit()


def test_the_menu_leads_to_paper_periods_and_statistics(page: SummaryPage) -> None:
    words = [entry.text() for entry in page.more.menu().actions()]
    assert {"版式与字体…", "自定义期间…", "统计年报取数…"} <= set(words)


def test_a_red_head_is_asked_for_and_printed(
    page: SummaryPage, office: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    refused: list[str] = []

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PaperDialog)
        assert not dialog.number.isEnabled()
        dialog.red_head.click()
        assert dialog.agency.text() == f"{office.name}文件"
        write_into(dialog.number, "示工[2026]5号")
        dialog.go.click()
        refused.append(dialog.sentence.text())
        write_into(dialog.number, "示工〔2026〕5号")
        dialog.sheet.setCurrentIndex(1)
        dialog.go.click()

    in_the_box(fill)
    page.tools.choose_paper()
    assert "六角括号" in refused[0]
    kept = paper_settings(office, HALF)
    assert (kept.is_compact, kept.has_red_head, kept.number) == (True, True, "示工〔2026〕5号")
    messages.target = tmp_path / "总结.pdf"
    page.pdf.click()
    assert count_pages(messages.target.read_bytes()) >= 1


def test_own_font_files_are_chosen_reported_and_left_again(
    desk: Desk, office: Office, messages: RecordedMessages, tmp_path: Path
) -> None:
    own, broken = tmp_path / "单位仿宋.ttf", tmp_path / "坏的.ttf"
    shutil.copy(RESOURCES / "fonts" / "NotoSansSC-Regular.ttf", own)
    broken.write_bytes(b"no font")
    dialog = PaperDialog(desk, HALF)
    messages.files = [own]
    dialog.choose_buttons["仿宋"].click()
    assert dialog.font_words["仿宋"].text() == "本单位的单位仿宋.ttf"
    messages.files = [broken]
    dialog.choose_buttons["黑体"].click()
    assert dialog.font_words["黑体"].text().startswith("坏的.ttf不能嵌入，没有使用；")
    dialog.forget_buttons["黑体"].click()
    assert "坏的" not in dialog.font_words["黑体"].text()
    dialog.accept()
    assert paper_settings(office, HALF).fonts == {"仿宋": str(own)}


def test_a_period_of_the_office_s_own_is_named_and_shown(page: SummaryPage, office: Office) -> None:
    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PeriodDialog)
        write_into(dialog.first, "2月")
        write_into(dialog.last, "4月")
        assert dialog.name.text() == "2026年2月至4月"
        write_into(dialog.last, "1月")
        dialog.go.click()
        assert dialog.sentence.text() == "结束日期早于开始日期。"
        write_into(dialog.last, "4月")
        dialog.go.click()

    in_the_box(fill)
    page.tools.add_period()
    assert [each.label for each in office.periods()] == ["2026年2月至4月"]
    assert page.period.currentText() == "2026年2月至4月"
    assert office.working_period.label == "2026年2月至4月"
    assert page.draft is not None
    assert page.draft.title == "示例厂工会2026年2月至4月工作总结"
    text = "".join(each.text for chapter in page.draft.chapters for each in chapter.paragraphs)
    assert [f"第{number}次" in text for number in range(6)] == [False, True, True, True, False, False]


def test_the_statistics_lead_from_a_number_to_its_rows_and_into_excel(
    page: SummaryPage, messages: RecordedMessages, tmp_path: Path
) -> None:
    page.tools.show_statistics()
    dialog = next(each for each in page.window().findChildren(StatisticalYearDialog) if each.isVisible())
    assert dialog.windowTitle() == "2026统计年度统计年报取数（2025-10-01至2026-09-30）"
    write_into(dialog.search, "文体活动")
    assert dialog.table.shown()[0].cells[:4] == ("宣教文体", "文体活动", "6", "项")
    dialog.table.selectRow(0)
    QTest.keyClick(dialog.table, Key.Key_Return)
    sources = next(each for each in dialog.findChildren(ListDialog) if each.isVisible())
    assert [row.target[0] for row in sources.table.shown() if row.target] == ["event"] * 6
    messages.target = tmp_path / "统计.xlsx"
    dialog.export_button.click()
    sheet = openpyxl.load_workbook(messages.target).worksheets[0]
    cells = [cell.value for row in sheet for cell in row]
    assert "文体活动" in cells
    assert 6 in cells
    sources.close()
    dialog.close()


def test_another_template_is_asked_about_and_the_summary_follows(
    window: MainWindow, page: SummaryPage, office: Office, messages: RecordedMessages
) -> None:
    before = [each.title for each in office.codes.chapters()]
    dialog = SettingsDialog(window.desk)
    dialog.template.setCurrentText("学校")
    messages.answers = ["不换"]
    dialog.accept()
    assert dialog.template.currentText() == "通用"
    assert [each.title for each in office.codes.chapters()] == before
    dialog.template.setCurrentText("学校")
    messages.answers = ["换成“学校”"]
    dialog.accept()
    assert dialog.has_changed_options
    assert "总结文字不会丢" in messages.said[-1]
    window.desk.ledgers_changed.emit()
    assert page.draft is not None
    assert "文体活动与身心健康" in [each.title for each in page.draft.chapters]
