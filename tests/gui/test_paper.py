from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QPageSize, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.hand import CTRL, NONE, Hand, Key, RecordedMessages
from unionoffice.domain.query import Query
from unionoffice.gui import paper
from unionoffice.gui.background import Progress
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.paper import Paper, paint_pages
from unionoffice.gui.preview_dialog import PreviewDialog
from unionoffice.ledgers import BY_KEY
from unionoffice.usecases import print_ledger
from unionoffice.usecases.keep_record import keep
from unionoffice.usecases.office import Office
from unionoffice.usecases.page_pictures import count_pages, page_sizes


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


def test_every_page_reaches_the_sheet_turned_as_it_is(qapp: QApplication, logged: Office, tmp_path: Path) -> None:
    pdf = print_ledger.print_ledger(logged, "work_log", Query(), BY_KEY["work_log"].shown)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "印.pdf"))
    printer.setFullPage(True)
    paint_pages(printer, Paper("工作日志", lambda: (pdf, ())), Progress())
    assert count_pages((tmp_path / "印.pdf").read_bytes()) == count_pages(pdf) == 1
    assert printer.pageLayout().orientation() is printer.pageLayout().Orientation.Landscape


@pytest.fixture(scope="module")
def long_pdf() -> bytes:
    """A hundred pages, the fifth of them lying."""
    document = pypdfium2.PdfDocument.new()
    for number in range(1, 101):
        document.new_page(*((842, 595) if number == 5 else (595, 842)))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def long_preview(qapp: QApplication, long_pdf: bytes) -> Iterator[PreviewDialog]:
    dialog = PreviewDialog("长表", long_pdf)
    dialog.show()
    dialog.activateWindow()
    QApplication.processEvents()
    yield dialog
    dialog.deleteLater()


def press(dialog: PreviewDialog, key: Key, *, ctrl: bool = False) -> None:
    QTest.keyClick(dialog.area, key, CTRL if ctrl else NONE)
    QApplication.processEvents()


def test_keys_turn_the_pages_of_a_long_paper_and_memory_holds_only_some(long_preview: PreviewDialog) -> None:
    seen = []
    for key in (Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageUp, Key.Key_End, Key.Key_PageUp, Key.Key_Home):
        press(long_preview, key)
        seen.append(long_preview.place.text())
    assert seen == [f"第 {page} / 100 页" for page in (2, 3, 2, 100, 99, 1)]
    for _ in range(99):
        press(long_preview, Key.Key_PageDown)
    assert long_preview.page == 100
    assert 1 <= long_preview.sheets.held <= 6
    assert not long_preview.after.isEnabled()


def test_the_pages_grow_by_wheel_key_and_button_and_fit_the_width_again(long_preview: PreviewDialog) -> None:
    fitting = long_preview.sheets.zoom
    # The lying page is the widest: 842 points at 96 dots to the inch.
    assert fitting == pytest.approx((long_preview.area.viewport().width() - 28) / (842 * 96 / 72))
    long_preview.go_to(50)
    press(long_preview, Key.Key_Equal, ctrl=True)
    long_preview.larger.click()
    QApplication.processEvents()
    assert long_preview.sheets.zoom == pytest.approx(fitting * 1.25**2)
    assert long_preview.page == 50
    aside = long_preview.area.horizontalScrollBar()
    assert aside.value() == pytest.approx(aside.maximum() / 2, abs=1)
    assert aside.maximum() > 0
    turn_wheel(long_preview, -120)
    assert long_preview.sheets.zoom == pytest.approx(fitting * 1.25)
    long_preview.whole.click()
    assert long_preview.sheets.box(1).height() == pytest.approx(long_preview.area.viewport().height() - 28, abs=1)
    press(long_preview, Key.Key_0, ctrl=True)
    assert long_preview.sheets.zoom == pytest.approx(fitting)
    for _ in range(20):
        long_preview.smaller.click()
    assert long_preview.size_words.text() == "25%"
    assert not long_preview.smaller.isEnabled()


def turn_wheel(dialog: PreviewDialog, angle: int) -> None:
    middle = QPointF(dialog.area.viewport().rect().center())
    event = QWheelEvent(
        middle,
        middle,
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(dialog.area.viewport(), event)


def test_each_printed_sheet_has_the_size_and_the_way_of_its_page(qapp: QApplication, tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    for size in ((595, 842), (842, 595), (595, 842), (842, 1191)):
        document.new_page(*size)
    stream = BytesIO()
    document.save(stream)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "印.pdf"))
    printer.setFullPage(True)
    paint_pages(printer, Paper("附件", lambda: (stream.getvalue(), ())), Progress())
    sizes = page_sizes((tmp_path / "印.pdf").read_bytes())
    assert [(round(width), round(height)) for width, height in sizes] == [
        (595, 842),
        (842, 595),
        (595, 842),
        (842, 1191),
    ]
