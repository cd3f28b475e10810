from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.hand import CTRL, Hand, Key, RecordedMessages
from unionoffice.domain.query import Query
from unionoffice.gui import paper
from unionoffice.gui.background import Progress
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.paper import MOST_SHOWN, Paper, PreviewDialog, make_preview, paint_pages
from unionoffice.ledgers import BY_KEY
from unionoffice.usecases import print_ledger
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.page_pictures import count_pages


@pytest.fixture
def logged(office: Office) -> Office:
    for number in range(3):
        keep(office, "work_log", {"title": f"示例事项{number}", "category": "其他", "when": f"2026-03-0{number + 1}"})
    keep(office, "work_log", {"title": "旧事", "category": "其他", "when": "2024-03-01"})
    return office


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Query, list[str]]]:
    """What was laid out for the printer."""
    asked: list[tuple[Query, list[str]]] = []
    lay_out = print_ledger.print_ledger

    def note(office: Office, ledger: str, query: Query, columns: list) -> bytes:  # type: ignore[type-arg]
        asked.append((query, [each.key for each in columns]))
        return lay_out(office, ledger, query, columns)

    monkeypatch.setattr(print_ledger, "print_ledger", note)
    return asked


def when_previewed(act: Callable[[PreviewDialog], object]) -> QTimer:
    """Act on the preview as soon as it is open."""
    timer = QTimer()

    def look() -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, PreviewDialog) and shown.isActiveWindow():
            timer.stop()
            act(shown)

    timer.timeout.connect(look)
    timer.start(10)
    return timer


def test_the_listed_rows_are_previewed_by_key(
    logged: Office, hand: Hand, window: MainWindow, printed: list[tuple[Query, list[str]]], qtbot: QtBot
) -> None:
    window.show_page("工作日志")
    pane = window.pages["工作日志"].panes[0]
    titles: list[str] = []

    def read_and_close(dialog: PreviewDialog) -> None:
        titles.append(dialog.windowTitle())
        QTest.keyClick(dialog, Key.Key_Escape)

    timer = when_previewed(read_and_close)
    hand.press(Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(titles), timeout=5000)
    assert not timer.isActive()
    assert titles == ["工作日志 · 共 1 页"]
    query, columns = printed[0]
    assert logged.ids("work_log", query) == list(pane.table.rows.ids)
    assert len(pane.table.rows.ids) == 3
    assert columns == [each.key for each in pane.table.columns.shown()]


def test_the_preview_leads_to_the_printer(
    logged: Office, hand: Hand, window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(paper, "print_paper", lambda sheets, *_: asked.append(sheets.title))
    window.show_page("工作日志")
    timer = when_previewed(lambda dialog: QTest.keyClick(dialog, Key.Key_P, CTRL))
    hand.press(Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(asked), timeout=5000)
    assert not timer.isActive()
    assert asked == ["工作日志"]


def test_nothing_listed_is_nothing_printed(
    window: MainWindow, hand: Hand, messages: RecordedMessages, printed: list[tuple[Query, list[str]]]
) -> None:
    window.show_page("工作日志")
    told: list[str] = []
    window.desk.told.connect(lambda sentence, _: told.append(sentence))
    hand.press(Key.Key_P, CTRL)
    assert told == ["这里没有可以打印的登记"]
    assert printed == []


def test_every_page_reaches_the_sheet_turned_as_it_is(logged: Office, tmp_path: Path) -> None:
    pdf = print_ledger.print_ledger(logged, "work_log", Query(), BY_KEY["work_log"].shown)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "印.pdf"))
    printer.setFullPage(True)
    paint_pages(printer, Paper("工作日志", lambda: (pdf, ())), Progress())
    assert count_pages((tmp_path / "印.pdf").read_bytes()) == count_pages(pdf) == 1
    assert printer.pageLayout().orientation() is printer.pageLayout().Orientation.Landscape


def test_a_long_list_is_previewed_in_part_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "count_pages", lambda pdf: 1000)
    monkeypatch.setattr(paper, "page_picture", lambda pdf, page, zoom: (1, 1, b"\xff\xff\xff\xff"))
    preview = make_preview(Paper("长表", lambda: (b"", ())), Progress())
    assert (len(preview.images), preview.pages) == (MOST_SHOWN, 1000)
    assert "全部 1000 页" in preview.notices[0]
