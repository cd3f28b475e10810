"""Show and print pages exactly as their PDF has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from unionoffice.gui.background import Background, Progress
from unionoffice.gui.messages import Messages
from unionoffice.gui.page_strip import page_image
from unionoffice.gui.preview_dialog import PreviewDialog
from unionoffice.usecases.page_pictures import page_sizes

PRINT_ZOOM = 300 / 72
"""300 dots to the inch."""


@dataclass(frozen=True)
class Paper:
    """A document and how its pages are made, away from the window and from the office."""

    title: str
    make: Callable[[], tuple[bytes, Sequence[str]]]
    """Gives the PDF and what the clerk should know of it."""


def show_preview(paper: Paper, background: Background, messages: Messages, parent: QWidget) -> None:
    """Make the pages in the background and show them; they can be printed from there."""

    def show(made: tuple[bytes, Sequence[str]]) -> None:
        dialog = PreviewDialog(paper.title, *made, parent)
        answer = dialog.exec()
        dialog.deleteLater()
        if answer == QDialog.DialogCode.Accepted:
            print_paper(paper, background, messages, parent)

    background.run("排版", lambda _: paper.make(), show, messages.warn)


def print_paper(paper: Paper, background: Background, messages: Messages, parent: QWidget) -> None:
    """Ask for a printer, then print in the background."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(paper.title)
    printer.setFullPage(True)
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return
    background.run("打印", lambda progress: paint_pages(printer, paper, progress), lambda _: None, messages.warn)


def paint_pages(printer: QPrinter, paper: Paper, progress: Progress) -> None:
    """Paint each page over the whole sheet, turned as the page is; one page at a time is held in memory."""
    pdf, _ = paper.make()
    sizes = page_sizes(pdf)
    painter = QPainter()
    for page, size in enumerate(sizes, 1):
        if not progress.step(page, len(sizes)):
            break
        image = page_image(pdf, page, PRINT_ZOOM)
        _lay_sheet(printer, *size)
        if page == 1:
            painter.begin(printer)
        else:
            printer.newPage()
        painter.drawImage(QRectF(printer.pageLayout().fullRectPixels(printer.resolution())), image)
    painter.end()


def _lay_sheet(printer: QPrinter, width: float, height: float) -> None:
    """Give the sheet the size of the page and turn it its way, before it is begun; measures in points."""
    upright = QSizeF(min(width, height), max(width, height))
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point))
    landscape = QPageLayout.Orientation.Landscape
    printer.setPageOrientation(landscape if width > height else QPageLayout.Orientation.Portrait)
