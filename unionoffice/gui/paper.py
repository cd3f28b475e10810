"""Show and print pages exactly as their PDF has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QKeySequence, QPageLayout, QPainter, QPixmap, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from unionoffice.gui.background import Background, Progress
from unionoffice.gui.messages import Messages
from unionoffice.gui.plain_widgets import button, label
from unionoffice.usecases.page_pictures import count_pages, page_picture

PREVIEW_ZOOM = 1.5
PRINT_ZOOM = 300 / 72
"""300 dots to the inch."""
MOST_SHOWN = 40
"""Pages in a preview; each takes some megabytes."""


@dataclass(frozen=True)
class Paper:
    """A document and how its pages are made, away from the window and from the office."""

    title: str
    make: Callable[[], tuple[bytes, Sequence[str]]]
    """Gives the PDF and what the clerk should know of it."""


@dataclass(frozen=True)
class Preview:
    """The first pages as pictures, how many there are in all, and what the clerk should know."""

    images: Sequence[QImage]
    pages: int
    notices: Sequence[str]


def show_preview(paper: Paper, background: Background, messages: Messages, parent: QWidget) -> None:
    """Make the pages in the background and show them; they can be printed from there."""

    def show(preview: Preview) -> None:
        dialog = PreviewDialog(paper.title, preview, parent)
        answer = dialog.exec()
        dialog.deleteLater()
        if answer == QDialog.DialogCode.Accepted:
            print_paper(paper, background, messages, parent)

    background.run("排版", lambda progress: make_preview(paper, progress), show, messages.warn)


def print_paper(paper: Paper, background: Background, messages: Messages, parent: QWidget) -> None:
    """Ask for a printer, then print in the background."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(paper.title)
    printer.setFullPage(True)
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return
    background.run("打印", lambda progress: paint_pages(printer, paper, progress), lambda _: None, messages.warn)


def make_preview(paper: Paper, progress: Progress) -> Preview:
    """Picture the first pages; none after the clerk has cancelled."""
    pdf, notices = paper.make()
    pages = count_pages(pdf)
    shown = min(pages, MOST_SHOWN)
    images = []
    for page in range(1, shown + 1):
        if not progress.step(page, shown):
            break
        images.append(_image(pdf, page, PREVIEW_ZOOM))
    if pages > shown:
        notices = [f"这里只显示前 {shown} 页，打印时印全部 {pages} 页", *notices]
    return Preview(images, pages, notices)


def paint_pages(printer: QPrinter, paper: Paper, progress: Progress) -> None:
    """Paint each page over the whole sheet, turned as the page is; one page at a time is held in memory."""
    pdf, _ = paper.make()
    pages = count_pages(pdf)
    painter = QPainter()
    for page in range(1, pages + 1):
        if not progress.step(page, pages):
            break
        image = _image(pdf, page, PRINT_ZOOM)
        _turn(printer, image)
        if page == 1:
            painter.begin(printer)
        else:
            printer.newPage()
        painter.drawImage(QRectF(printer.pageLayout().fullRectPixels(printer.resolution())), image)
    painter.end()


def _turn(printer: QPrinter, image: QImage) -> None:
    """Turn the sheet the way of the page, before it is begun."""
    lies = image.width() > image.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait)


def _image(pdf: bytes, page: int, zoom: float) -> QImage:
    width, height, pixels = page_picture(pdf, page, zoom)
    return QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


class PreviewDialog(QDialog):
    """The pages one below the other, with what the fonts could not do."""

    def __init__(self, title: str, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{title} · 共 {preview.pages} 页")
        self.resize(1000, 720)
        sheets = QWidget()
        sheets.setObjectName("fields")
        column = QVBoxLayout(sheets)
        column.setSpacing(14)
        for image in preview.images:
            sheet = label()
            sheet.setPixmap(QPixmap.fromImage(image))
            sheet.setObjectName("card")
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        area = QScrollArea()
        area.setWidget(sheets)
        area.setWidgetResizable(True)
        box = QVBoxLayout(self)
        box.addWidget(area, 1)
        box.addLayout(self._foot(preview.notices))
        area.setFocus()

    def _foot(self, notices: Sequence[str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label("；".join(notices), "small", wrap=True), 1)
        self.close_button = button("关闭", tip="Esc")
        self.close_button.clicked.connect(self.reject)
        self.print_button = button("打印… Ctrl+P", "primary")
        self.print_button.clicked.connect(self.accept)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.accept)
        row.addWidget(self.close_button)
        row.addWidget(self.print_button)
        return row
