"""帮助: the pages of resources/help."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextEdit, QVBoxLayout, QWidget

from unionoffice.gui.desk import Desk
from unionoffice.paths import RESOURCES

LINE = 135
"""The height of a line, in hundredths of the font's."""


class HelpDialog(QDialog):
    """A list of pages and the page itself; Esc closes."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("帮助")
        self.resize(desk.look.px * 64, desk.look.px * 44)
        self._pages = {_title(path): path.read_text(encoding="utf-8") for path in help_pages()}
        self.names = QListWidget()
        self.names.setObjectName("registers")
        self.names.setAccessibleName("帮助")
        self.names.setFixedWidth(desk.look.px * 13)
        self.names.addItems(list(self._pages))
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setObjectName("help")
        row = QHBoxLayout()
        row.addWidget(self.names)
        row.addWidget(self.text, 1)
        box = QVBoxLayout(self)
        box.addLayout(row)
        self.names.currentTextChanged.connect(self._show)
        self.names.setCurrentRow(0)

    def _show(self, title: str) -> None:
        # The pages are our own; no word of a record comes into them.
        self.text.document().setMarkdown(self._pages[title], QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self._set_lines()
        self.text.moveCursor(self.text.textCursor().MoveOperation.Start)

    def _set_lines(self) -> None:
        """Give the lines air, the headings room above and a size that fits the window's."""
        px = self._desk.look.px
        document = self.text.document()
        document.setDocumentMargin(px)
        document.setIndentWidth(px * 1.4)
        for each in document.rootFrame().childFrames():
            table = each.frameFormat()
            table.setBorderBrush(self._desk.look.colour("border"))
            each.setFrameFormat(table)
        block = document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            level = block.blockFormat().headingLevel()
            lines = block.blockFormat()
            lines.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            lines.setTopMargin(px if level > 1 else 0)
            lines.setBottomMargin(px * (0.4 if level else 0.2))
            cursor.setBlockFormat(lines)
            if level:
                words = QTextCharFormat()
                words.setProperty(QTextFormat.Property.FontPixelSize, px + (6 if level == 1 else 2))
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(words)
            block = block.next()


def help_pages() -> list[Path]:
    """List the pages in the order of their numbers."""
    return sorted((RESOURCES / "help").glob("*.md"), key=lambda path: int(path.name.split("-")[0]))


def _title(path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ").strip()
