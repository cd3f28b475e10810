"""Lays a text out in the lines of the official paper: they begin where they will begin in print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise, repeat

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPainterPath,
    QPalette,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLayout,
    QTextOption,
)

from unionoffice.gui.summary.letters import PaperLetters

Spans = Sequence[tuple[int, int]]
_WHOLE = 1 << 20
"""More letters than any line has: the last line takes what is left."""


class PaperLines(QAbstractTextDocumentLayout):
    """Both edges straight, every line at the same distance; Qt's own layout would break by other rules."""

    def __init__(self, document: QTextDocument, letters: PaperLetters, figures: Callable[[QTextBlock], Spans]) -> None:
        super().__init__(document)
        self._letters, self._figures = letters, figures
        self._height = 0.0

    # Laying out

    def documentChanged(self, start: int, _removed: int, added: int) -> None:
        """Set the paragraphs that were touched, and move those below to their places."""
        top = 0.0
        for block in self._blocks():
            layout = block.layout()
            touched = block.position() <= start + added and start < block.position() + block.length()
            if touched or not layout.lineCount():
                self._set(block, layout)
            layout.setPosition(QPointF(0, top))
            top += layout.lineCount() * self._letters.pitch
        self._height = top
        self.documentSizeChanged.emit(self.documentSize())

    def _set(self, block: QTextBlock, layout: QTextLayout) -> None:
        # The last line takes what is left; Qt may ask for more lines where its own letters are wider.
        last = (_WHOLE, self._letters.sheet.width)
        pieces = [(after - begin, end) for (begin, end), (after, _) in pairwise(self._lines(block, layout))]
        option = QTextOption(Qt.AlignmentFlag.AlignJustify)
        option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        for number, (length, end) in enumerate(chain(pieces, repeat(last))):
            line = layout.createLine()
            if not line.isValid():
                break
            indent = 0.0 if number else self._letters.sheet.indent * self._letters.size
            # A line that lacks too much to be stretched ends where it ends on paper.
            line.setNumColumns(length, end * self._letters.size - indent)
            pitch = self._letters.pitch
            line.setPosition(QPointF(indent, number * pitch + (pitch - line.height()) / 2))
        layout.endLayout()
        block.setLineCount(layout.lineCount())

    def _lines(self, block: QTextBlock, layout: QTextLayout) -> list[tuple[int, float]]:
        at, composed = _composing_at(block, layout), len(layout.preeditAreaText())
        figures = [
            (start + composed * (composed > 0 and start >= at), end + composed * (composed > 0 and end > at))
            for start, end in self._figures(block)
        ]
        return self._letters.sheet.lines(_words(block, layout), block.blockFormat().headingLevel(), figures)

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    # What Qt asks

    def documentSize(self) -> QSizeF:
        """Give the room that the text takes."""
        return QSizeF(self._letters.width, self._height)

    def pageCount(self) -> int:
        """Show no pages."""
        return 1

    def frameBoundingRect(self, _frame: QTextFrame) -> QRectF:
        """Give the room of the whole text."""
        return QRectF(QPointF(0, 0), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Give the room of a paragraph."""
        layout = block.layout()
        return QRectF(layout.position(), QSizeF(self._letters.width, layout.lineCount() * self._letters.pitch))

    def hitTest(self, point: QPointF | QPoint | QPainterPath.Element, _accuracy: Qt.HitTestAccuracy) -> int:
        """Find the letter nearest to a point."""
        assert isinstance(point, QPointF)
        block = self._block_at(point.y())
        layout = block.layout()
        number = int((point.y() - layout.position().y()) // self._letters.pitch)
        line = layout.lineAt(max(0, min(number, layout.lineCount() - 1)))
        return block.position() + min(int(line.xToCursor(point.x())), block.length() - 1)

    def _block_at(self, height: float) -> QTextBlock:
        found = self.document().begin()
        for block in self._blocks():
            if block.layout().position().y() <= height:
                found = block
        return found

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Draw the paragraphs in sight with selections, marks and the cursor."""
        painter.setPen(context.palette.color(QPalette.ColorRole.Text))
        for block in self._blocks():
            if context.clip.isValid() and not context.clip.intersects(self.blockBoundingRect(block)):
                continue
            layout = block.layout()
            layout.draw(painter, QPointF(0, 0), _selected(block, context), context.clip)
            self._draw_cursor(painter, block, layout, context.cursorPosition)

    def _draw_cursor(self, painter: QPainter, block: QTextBlock, layout: QTextLayout, position: int) -> None:
        # Below -1 Qt counts within the words that an input method is composing.
        composing = position < -1 and bool(layout.preeditAreaText())
        if composing:
            layout.drawCursor(painter, QPointF(0, 0), layout.preeditAreaPosition() - (position + 2), 1)
        elif block.contains(position):
            layout.drawCursor(painter, QPointF(0, 0), position - block.position(), 1)


def _words(block: QTextBlock, layout: QTextLayout) -> str:
    """Give the words as laid out, with those that an input method is composing."""
    text, composed = block.text(), layout.preeditAreaText()
    at = _composing_at(block, layout)
    return text[:at] + composed + text[at:] if composed else text


def _composing_at(block: QTextBlock, layout: QTextLayout) -> int:
    """Give the letter before which an input method composes; Qt counts a rare character as two."""
    at = layout.preeditAreaPosition()
    return len(block.text().encode("utf-16-le")[: 2 * at].decode("utf-16-le", "ignore")) if at > 0 else 0


def _selected(block: QTextBlock, context: QAbstractTextDocumentLayout.PaintContext) -> list[QTextLayout.FormatRange]:
    ranges: list[QTextLayout.FormatRange] = []
    for each in context.selections:
        start = max(0, each.cursor.selectionStart() - block.position())
        end = min(block.length(), each.cursor.selectionEnd() - block.position())
        if start < end:
            made = QTextLayout.FormatRange()
            made.start, made.length, made.format = start, end - start, each.format
            ranges.append(made)
    return ranges
