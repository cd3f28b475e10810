"""Show and print the pages of a draft exactly as the PDF has them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from unionoffice.domain.draft import Draft
from unionoffice.gui.background import Background, Progress
from unionoffice.gui.messages import Messages
from unionoffice.gui.plain_widgets import label
from unionoffice.usecases.draft_summary import paper, preview_pages

PREVIEW_ZOOM = 1.5
PRINT_ZOOM = 300 / 72
"""300 dots to the inch."""
Page = tuple[int, int, bytes]


def _pages(draft: Draft, zoom: float, progress: Progress) -> tuple[Sequence[Page], Sequence[str]]:
    pdf, report = paper(draft)
    progress.step(1, 2)
    return preview_pages(pdf, zoom), [*report.substitutions, *report.missing_characters]


def _image(page: Page) -> QImage:
    width, height, pixels = page
    return QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


def show_preview(draft: Draft, background: Background, messages: Messages, parent: QWidget) -> None:
    """Make the pages in the background, then show them."""

    def show(made: tuple[Sequence[Page], Sequence[str]]) -> None:
        dialog = PreviewDialog([_image(page) for page in made[0]], made[1], parent)
        dialog.exec()
        dialog.deleteLater()

    background.run("排版", lambda progress: _pages(draft, PREVIEW_ZOOM, progress), show, messages.warn)


def print_paper(draft: Draft, background: Background, messages: Messages, parent: QWidget) -> None:
    """Ask for a printer, make the pages in the background and print them."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(draft.title)
    printer.setFullPage(True)
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return
    background.run(
        "打印",
        lambda progress: _pages(draft, PRINT_ZOOM, progress),
        lambda made: paint_pages(printer, made[0]),
        messages.warn,
    )


def paint_pages(printer: QPrinter, pages: Sequence[Page]) -> None:
    """Paint each page over the whole sheet."""
    painter = QPainter(printer)
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        painter.drawImage(QRectF(printer.pageLayout().fullRectPixels(printer.resolution())), _image(page))
    painter.end()


class PreviewDialog(QDialog):
    """The pages one below the other, with what the fonts could not do."""

    def __init__(self, images: Sequence[QImage], notices: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"预览 · 共 {len(images)} 页")
        self.resize(1000, 720)
        sheets = QWidget()
        column = QVBoxLayout(sheets)
        column.setSpacing(14)
        for image in images:
            sheet = label()
            sheet.setPixmap(QPixmap.fromImage(image))
            sheet.setObjectName("card")
            column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        area = QScrollArea()
        area.setWidget(sheets)
        area.setWidgetResizable(True)
        box = QVBoxLayout(self)
        box.addWidget(area, 1)
        if notices:
            row = QHBoxLayout()
            row.addWidget(label("；".join(notices), "small", wrap=True))
            box.addLayout(row)
