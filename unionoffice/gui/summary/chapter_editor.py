"""One chapter of the summary as a word processor shows it: free text in which the ledgers' numbers stay links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit

from unionoffice.domain.manuscript import Quoted, QuotedRun
from unionoffice.gui.theme import Look
from unionoffice.summary.rewriting import EditedChapter, EditedParagraph

_FIGURE = int(QTextFormat.Property.UserProperty) + 1
"""The place of a figure in the editor's list, on the characters that show it."""
_NEW = -1
"""The state of a block that was not there when the chapter was shown."""
_PAUSE = 700
"""Milliseconds after the last key until the text is taken over."""


class ChapterEditor(QTextEdit):
    """Holds the paragraphs of one chapter and gives them back with their figures."""

    edited = Signal()
    """The clerk has paused after writing."""
    entered = Signal()
    """The keyboard has come here."""
    figure_asked = Signal(object)
    """The Quoted figure on which the clerk has clicked."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self.look = look
        self.chapter = ""
        self._figures: list[Quoted] = []
        self._keys: list[str] = []
        self.is_dirty = False
        self.is_composing = False
        self.setAcceptRichText(False)
        self.setObjectName("chapter")
        self.setAccessibleName(title)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._tell)
        self.document().contentsChanged.connect(self._note)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.cursorPositionChanged.connect(self._write_plain_beside_figures)

    # Showing

    def show_chapter(self, chapter: EditedChapter) -> None:
        """Show a chapter anew; what could be undone is forgotten."""
        self.chapter = chapter.key
        self._figures, self._keys = [], []
        at = self.textCursor().position()
        with QSignalBlocker(self.document()):
            self.clear()
            cursor = QTextCursor(self.document())
            for place, paragraph in enumerate(chapter.paragraphs):
                if place:
                    cursor.insertBlock()
                cursor.setBlockFormat(self._block_format(paragraph.level))
                for run in paragraph.runs:
                    self._insert(cursor, run, paragraph.level)
            self.name_paragraphs([each.key for each in chapter.paragraphs])
            self.document().setUndoRedoEnabled(False)
            self.document().setUndoRedoEnabled(True)
        self._go_to(at)
        self.is_dirty = False
        self._fit()

    def name_paragraphs(self, keys: Sequence[str]) -> None:
        """Note which composed paragraphs stand in the blocks that hold words, in their order."""
        self._keys = list(keys)
        for place, block in enumerate(self._filled_blocks()):
            block.setUserState(place if place < len(keys) else _NEW)

    def _go_to(self, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def _block_format(self, level: int) -> QTextBlockFormat:
        made = QTextBlockFormat()
        made.setTextIndent(0 if level else 2 * (self.look.px + 2))
        made.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        made.setBottomMargin(4)
        made.setHeadingLevel(level)
        return made

    def _plain_format(self, level: int = 0) -> QTextCharFormat:
        made = QTextCharFormat()
        font = QFont(self.font())
        font.setPixelSize(self.look.px + 2)
        font.setBold(bool(level))
        made.setFont(font)
        made.setForeground(QBrush(QColor(self.look.colours["text"])))
        return made

    def _insert(self, cursor: QTextCursor, run: QuotedRun, level: int) -> None:
        made = self._plain_format(level)
        if isinstance(run, Quoted):
            made.setProperty(_FIGURE, len(self._figures))
            made.setForeground(QBrush(QColor(self.look.colours["info"])))
            self._figures.append(run)
        cursor.insertText(run if isinstance(run, str) else run.text, made)

    def insert_figure(self, figure: Quoted) -> None:
        """Put a figure where the cursor is, as a link."""
        cursor = self.textCursor()
        self._insert(cursor, figure, cursor.blockFormat().headingLevel())
        self.setTextCursor(cursor)
        self.setFocus()

    # Reading back

    def chapter_as_edited(self) -> EditedChapter:
        """Give the paragraphs as they stand; a figure whose digits were changed is plain words."""
        return EditedChapter(self.chapter, tuple(self._paragraph(block) for block in self._filled_blocks()))

    def _paragraph(self, block: QTextBlock) -> EditedParagraph:
        state = block.userState()
        key = self._keys[state] if 0 <= state < len(self._keys) else ""
        return EditedParagraph(tuple(self._runs(block)), key, block.blockFormat().headingLevel())

    def _runs(self, block: QTextBlock) -> Iterable[QuotedRun]:
        pieces: list[tuple[int, str]] = []
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            figure = fragment.charFormat().property(_FIGURE)
            place = -1 if figure is None else int(figure)
            text = fragment.text().replace("\u2028", " ")
            if pieces and pieces[-1][0] == place:
                pieces[-1] = (place, pieces[-1][1] + text)
            else:
                pieces.append((place, text))
            fragments += 1
        for place, text in pieces:
            is_whole = place >= 0 and self._figures[place].text == text
            yield self._figures[place] if is_whole else text

    def _filled_blocks(self) -> Iterable[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            if block.text().strip():
                yield block
            block = block.next()

    # What the hand does

    def _note(self) -> None:
        self.is_dirty = True
        self._pause.start()

    def _tell(self) -> None:
        if self.is_composing:
            self._pause.start()
        elif self.is_dirty:
            self.edited.emit()

    def _write_plain_beside_figures(self) -> None:
        """Let what is typed behind a number be words, not part of the number."""
        cursor = self.textCursor()
        figure = cursor.charFormat().property(_FIGURE)
        if cursor.hasSelection() or figure is None:
            return
        ahead = QTextCursor(cursor)
        is_inside = ahead.movePosition(QTextCursor.MoveOperation.NextCharacter) and not cursor.atBlockEnd()
        if not is_inside or ahead.charFormat().property(_FIGURE) != figure:
            self.setCurrentCharFormat(self._plain_format(cursor.blockFormat().headingLevel()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which figure was clicked."""
        super().mouseReleaseEvent(event)
        cursor = self.cursorForPosition(event.position().toPoint())
        if self.textCursor().hasSelection():
            return
        for step in (QTextCursor.MoveOperation.NoMove, QTextCursor.MoveOperation.NextCharacter):
            probe = QTextCursor(cursor)
            probe.movePosition(step)
            figure = probe.charFormat().property(_FIGURE)
            if figure is not None:
                self.figure_asked.emit(self._figures[int(figure)])
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is here."""
        super().focusInEvent(event)
        self.entered.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether words are still being composed: they are not taken over before they are chosen."""
        if self.isReadOnly():
            # Qt lets an input method write into a text that keys cannot change.
            event.ignore()
            return
        super().inputMethodEvent(event)
        self.is_composing = bool(event.preeditString())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin a plain paragraph behind a heading."""
        heading = self.textCursor().blockFormat().headingLevel()
        super().keyPressEvent(event)
        if heading and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.textCursor().atBlockEnd():
            cursor = self.textCursor()
            cursor.setBlockFormat(self._block_format(0))
            self.setCurrentCharFormat(self._plain_format())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only."""
        self.textCursor().insertText(source.text(), self._plain_format())

    def mark(self, spans: Iterable[tuple[int, int, int]]) -> None:
        """Underline words: the number of the filled paragraph, start and end in it."""
        blocks = list(self._filled_blocks())
        marks: list[QTextEdit.ExtraSelection] = []
        for paragraph, start, end in spans:
            if paragraph >= len(blocks):
                continue
            selection = QTextEdit.ExtraSelection()
            selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            selection.format.setUnderlineColor(QColor(self.look.colours["error"]))
            selection.cursor = QTextCursor(blocks[paragraph])
            base = blocks[paragraph].position()
            selection.cursor.setPosition(base + start)
            selection.cursor.setPosition(base + end, QTextCursor.MoveMode.KeepAnchor)
            marks.append(selection)
        self.setExtraSelections(marks)

    def go_to(self, paragraph: int, start: int, end: int) -> None:
        """Select words of a paragraph and put the keyboard there."""
        blocks = list(self._filled_blocks())
        if paragraph < len(blocks):
            cursor = QTextCursor(blocks[paragraph])
            cursor.setPosition(blocks[paragraph].position() + start)
            cursor.setPosition(blocks[paragraph].position() + end, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        self.setFocus()

    def _fit(self) -> None:
        """Be as tall as the text; the page scrolls, not the chapter."""
        height = int(self.document().size().height()) + 2 * self.frameWidth() + 4
        self.setFixedHeight(max(height, 2 * self.look.px + 12))
