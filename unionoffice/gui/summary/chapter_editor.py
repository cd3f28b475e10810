"""One chapter of the summary as a word processor shows it: free text in which the ledgers' numbers stay links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from PySide6.QtCore import QMimeData, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit

from unionoffice.domain.manuscript import Quoted
from unionoffice.gui.summary.letters import Letters, PaperLetters
from unionoffice.gui.summary.paper_lines import PaperLines
from unionoffice.gui.summary.quoted_text import (
    FIGURE,
    figure_beside,
    figure_spans,
    filled_blocks,
    is_behind_figure,
    runs_of,
    words_of,
)
from unionoffice.gui.summary.writing_pause import WritingPause, writes
from unionoffice.summary.rewriting import EditedChapter, EditedParagraph

_NEW = -1
"""The state of a block that was not there when the chapter was shown."""
_WIDEST = 16777215
"""Qt's word for no limit."""


class ChapterEditor(QTextEdit):
    """Holds the paragraphs of one chapter and gives them back with their figures."""

    edited = Signal()
    """The clerk has paused after writing."""
    entered = Signal()
    """The keyboard has come here."""
    refused = Signal()
    """A key was pressed to write into a locked text."""
    figure_asked = Signal(object)
    """The Quoted figure on which the clerk has clicked."""

    def __init__(self, letters: Letters, title: str) -> None:
        super().__init__()
        self.letters = letters
        self.look = letters.look
        self.chapter = ""
        self._figures: list[Quoted] = []
        self._keys: list[str] = []
        self._lines: PaperLines | None = None
        self.is_dirty = False
        self.is_composing = False
        self.setAcceptRichText(False)
        self.setObjectName("chapter")
        self.setAccessibleName(title)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pause = WritingPause(self)
        self._pause.over.connect(self._tell)
        self._begin_document()
        self.cursorPositionChanged.connect(self._write_plain_beside_figures)

    def _begin_document(self) -> None:
        """Take an empty document, laid out for the letters; the page keeps what can be undone."""
        document = QTextDocument(self)
        document.setDocumentMargin(0)
        document.setUndoRedoEnabled(False)
        if isinstance(self.letters, PaperLetters):
            self._lines = PaperLines(document, self.letters, figure_spans)
            document.setDocumentLayout(self._lines)
            self.setFixedWidth(ceil(self.letters.width) + 2 * self.frameWidth() + 2)
        else:
            self._lines = None
            self.setMinimumWidth(0)
            self.setMaximumWidth(_WIDEST)
        self.setDocument(document)
        document.contentsChanged.connect(self._note)
        document.contentsChanged.connect(self.viewport().update)
        document.documentLayout().documentSizeChanged.connect(lambda _: self._fit())

    def set_letters(self, letters: Letters) -> None:
        """Show the same words in other letters."""
        was_dirty, chapter = self.is_dirty, self.chapter_as_edited()
        self.letters = letters
        self.look = letters.look
        at = self.textCursor().position()
        self._begin_document()
        self.show_chapter(chapter)
        self._go_to(at)
        self.is_dirty = was_dirty

    # Showing

    def show_chapter(self, chapter: EditedChapter) -> None:
        """Show a chapter anew, the cursor where it was."""
        self.chapter = chapter.key
        self._figures, self._keys = [], []
        at = self.textCursor().position()
        with QSignalBlocker(self.document()):
            self.clear()
            cursor = QTextCursor(self.document())
            cursor.beginEditBlock()
            for place, paragraph in enumerate(chapter.paragraphs):
                if place:
                    cursor.insertBlock()
                cursor.setBlockFormat(self.letters.block_format(paragraph.level))
                self._insert_runs(cursor, paragraph)
            cursor.endEditBlock()
            self.name_paragraphs([each.key for each in chapter.paragraphs])
        self._go_to(at)
        self.is_dirty = False
        self._fit()

    def name_paragraphs(self, keys: Sequence[str]) -> None:
        """Note which composed paragraphs stand in the blocks that hold words, in their order."""
        self._keys = list(keys)
        for place, block in enumerate(filled_blocks(self.document())):
            block.setUserState(place if place < len(keys) else _NEW)

    def _go_to(self, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def _format(self, *, heading: bool) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self.letters.font(heading))
        made.setForeground(QBrush(QColor(self.look.colours["text"])))
        return made

    def _insert_runs(self, cursor: QTextCursor, paragraph: EditedParagraph) -> None:
        """Write a paragraph; of a sub-heading the first letters are set in its own type."""
        left = self.letters.heading_letters(paragraph.text, paragraph.level)
        for run in paragraph.runs:
            if isinstance(run, str):
                for words, heading in ((run[:left], True), (run[left:], False)):
                    if words:
                        cursor.insertText(words, self._format(heading=heading))
            else:
                self._insert_figure(cursor, run, self._format(heading=left > 0))
            left = max(0, left - len(run if isinstance(run, str) else run.text))

    def _insert_figure(self, cursor: QTextCursor, figure: Quoted, made: QTextCharFormat) -> None:
        made.setProperty(FIGURE, len(self._figures))
        made.setForeground(QBrush(QColor(self.look.colours["info"])))
        self._figures.append(figure)
        cursor.insertText(figure.text, made)

    def insert_figure(self, figure: Quoted) -> None:
        """Put a figure where the cursor is, as a link."""
        cursor = self.textCursor()
        self._insert_figure(cursor, figure, self._plain_here(cursor))
        self.setTextCursor(cursor)
        self.setFocus()

    # Reading back

    def chapter_as_edited(self) -> EditedChapter:
        """Give the paragraphs as they stand; a figure whose digits were changed is plain words."""
        return EditedChapter(self.chapter, tuple(self._paragraph(block) for block in filled_blocks(self.document())))

    def _paragraph(self, block: QTextBlock) -> EditedParagraph:
        state = block.userState()
        key = self._keys[state] if 0 <= state < len(self._keys) else ""
        return EditedParagraph(tuple(runs_of(block, self._figures)), key, block.blockFormat().headingLevel())

    # What the hand does

    def _note(self) -> None:
        self.is_dirty = True
        self._pause.note_key()

    def _tell(self) -> None:
        if self.is_composing:
            self._pause.put_off()
            return
        self._pause.end()
        if self.is_dirty:
            self.edited.emit()

    def _write_plain_beside_figures(self) -> None:
        """Let what is typed behind a number be words, not part of the number."""
        cursor = self.textCursor()
        if not cursor.hasSelection() and is_behind_figure(cursor):
            self.setCurrentCharFormat(self._plain_here(cursor))

    def _plain_here(self, cursor: QTextCursor) -> QTextCharFormat:
        """Give the format of plain words beside the cursor's letter."""
        made = self._format(heading=False)
        heading = self.letters.font(True)
        if cursor.blockFormat().headingLevel() and cursor.charFormat().font().key() == heading.key():
            made.setFont(heading)
        return made

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which figure was clicked."""
        super().mouseReleaseEvent(event)
        cursor = self.cursorForPosition(event.position().toPoint())
        if self.textCursor().hasSelection():
            return
        if (place := figure_beside(cursor)) is not None:
            self.figure_asked.emit(self._figures[place])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is here."""
        super().focusInEvent(event)
        self.entered.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether words are still being composed: they are not taken over before they are chosen."""
        if self.isReadOnly():
            # Qt lets an input method write into a text that keys cannot change.
            event.ignore()
            self.refused.emit()
            return
        super().inputMethodEvent(event)
        self.is_composing = bool(event.preeditString())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin a plain paragraph behind a heading."""
        heading = self.textCursor().blockFormat().headingLevel()
        super().keyPressEvent(event)
        if self.isReadOnly():
            if writes(event):
                self.refused.emit()
            return
        if heading and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.textCursor().atBlockEnd():
            cursor = self.textCursor()
            cursor.setBlockFormat(self.letters.block_format(0))
            self.setCurrentCharFormat(self._format(heading=False))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only."""
        self.textCursor().insertText(source.text(), self._plain_here(self.textCursor()))

    def mark(self, spans: Iterable[tuple[int, int, int]]) -> None:
        """Underline words: the number of the filled paragraph, start and end in it."""
        blocks = list(filled_blocks(self.document()))
        marks: list[QTextEdit.ExtraSelection] = []
        for paragraph, start, end in spans:
            if paragraph < len(blocks):
                selection = QTextEdit.ExtraSelection()
                selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                selection.format.setUnderlineColor(QColor(self.look.colours["error"]))
                selection.cursor = words_of(blocks[paragraph], start, end)
                marks.append(selection)
        self.setExtraSelections(marks)

    def go_to(self, paragraph: int, start: int, end: int) -> None:
        """Select words of a paragraph and put the keyboard there."""
        blocks = list(filled_blocks(self.document()))
        if paragraph < len(blocks):
            self.setTextCursor(words_of(blocks[paragraph], start, end))
        self.setFocus()

    def place(self) -> int:
        """Give the place of the cursor."""
        return self.textCursor().position()

    def put_cursor(self, position: int) -> None:
        """Put cursor and keyboard at a place."""
        self._go_to(position)
        self.setFocus()

    def _fit(self) -> None:
        """Be as tall as the text; the page scrolls, not the chapter."""
        height = int(self.document().size().height()) + 2 * self.frameWidth() + 4
        self.setFixedHeight(max(height, 2 * self.look.px + 12))
