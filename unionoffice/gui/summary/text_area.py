"""The whole text on one sheet: its title, and under each heading the chapter's editor."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from unionoffice.domain.draft import Draft
from unionoffice.gui.plain_widgets import label
from unionoffice.gui.summary.chapter_editor import ChapterEditor
from unionoffice.gui.summary.letters import Letters, PaperLetters
from unionoffice.summary.rewriting import EditedChapter

_SHEET = 760
"""The widest the sheet gets in the window's own letters, in pixels at the usual size: lines stay readable."""
_EDGE = 36
"""Pixels of paper left and right of the text."""
PAPER_EDGES = 2 * _EDGE + 8
"""The same on both sides, with the frames."""


class TextArea(QScrollArea):
    """Scrolls over the editors of all chapters."""

    edited = Signal()
    figure_asked = Signal(object)
    refused = Signal()
    """A key was pressed to write into a text that is locked."""

    def __init__(self, letters: Letters) -> None:
        super().__init__()
        self.letters = letters
        self.editors: dict[str, ChapterEditor] = {}
        self._headings: dict[str, QLabel] = {}
        self._title = ""
        self._last = ""
        """The chapter in which the keyboard was last."""
        self.setObjectName("text")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.title = label(role="title", wrap=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sheet = QFrame()
        self._sheet.setObjectName("sheet")
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(_EDGE, 24, _EDGE, 36)
        self._column.addWidget(self.title)
        self._column.addStretch()
        self._holder = QWidget()
        outer = QVBoxLayout(self._holder)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._sheet)
        outer.addStretch()
        self.setWidget(self._holder)
        self._dress()

    def set_letters(self, letters: Letters) -> None:
        """Show the same text in other letters, the keyboard where it was."""
        self.letters = letters
        for editor in self.editors.values():
            editor.set_letters(letters)
        self._dress()

    def _dress(self) -> None:
        letters = self.letters
        outer = self._holder.layout()
        assert outer is not None
        if isinstance(letters, PaperLetters):
            self._column.setSpacing(0)
            self._sheet.setFixedWidth(ceil(letters.width) + PAPER_EDGES - 2)
            outer.setAlignment(self._sheet, Qt.AlignmentFlag.AlignHCenter)
            self.title.setContentsMargins(0, 0, 0, round(letters.pitch))
        else:
            self._column.setSpacing(4)
            self._sheet.setMinimumWidth(0)
            self._sheet.setMaximumWidth(_SHEET * letters.look.px // 14)
            outer.setAlignment(self._sheet, Qt.AlignmentFlag(0))
            self.title.setContentsMargins(0, 0, 0, 0)
        self._show_title()
        for heading in self._headings.values():
            self._dress_heading(heading)

    def _show_title(self) -> None:
        letters = self.letters
        if isinstance(letters, PaperLetters):
            self.title.setStyleSheet(_words_of(letters.role_font("小标宋", letters.sheet.title)))
            self.title.setText("\n".join(letters.sheet.title_lines(self._title)))
        else:
            self.title.setStyleSheet("")
            self.title.setText(self._title)

    def _dress_heading(self, heading: QLabel) -> None:
        letters = self.letters
        if isinstance(letters, PaperLetters):
            heading.setStyleSheet(_words_of(letters.role_font("黑体")))
            heading.setContentsMargins(round(letters.sheet.indent * letters.size), 0, 0, 0)
            heading.setMinimumHeight(round(letters.pitch))
        else:
            heading.setStyleSheet("")
            heading.setContentsMargins(0, 0, 0, 0)
            heading.setMinimumHeight(0)

    def show_text(self, draft: Draft, chapters: Sequence[EditedChapter]) -> None:
        """Show the text; editors whose chapter reads the same already are left as they are, cursor too."""
        self._title = draft.title
        self._show_title()
        keys = [each.key for each in chapters]
        for key in [each for each in self.editors if each not in keys]:
            self._remove(key)
        for place, (chapter, edited) in enumerate(zip(draft.chapters, chapters, strict=True)):
            editor = self.editors.get(chapter.key) or self._add(chapter.key, chapter.title)
            self._headings[chapter.key].setText(
                f"{chapter.numeral}、{chapter.title}" if chapter.numeral else chapter.title
            )
            # Placed first: a label that is shown without a place would be a window of its own.
            self._put(chapter.key, place)
            self._headings[chapter.key].setVisible(bool(chapter.numeral))
            if _reads(editor.chapter_as_edited(), edited):
                editor.name_paragraphs([each.key for each in edited.paragraphs])
                editor.is_dirty = False
            else:
                editor.show_chapter(edited)

    def _add(self, key: str, title: str) -> ChapterEditor:
        editor = ChapterEditor(self.letters, title)
        editor.chapter = key
        editor.edited.connect(self.edited)
        editor.figure_asked.connect(self.figure_asked)
        editor.refused.connect(self.refused)
        editor.entered.connect(lambda: self.note_place(key))
        editor.cursorPositionChanged.connect(lambda: self._keep_cursor_in_sight(editor))
        self.editors[key] = editor
        self._headings[key] = label(role="heading", wrap=True)
        self._dress_heading(self._headings[key])
        return editor

    def _put(self, key: str, place: int) -> None:
        at = 1 + 2 * place
        for offset, widget in enumerate((self._headings[key], self.editors[key])):
            if self._column.indexOf(widget) != at + offset:
                self._column.removeWidget(widget)
                self._column.insertWidget(at + offset, widget)

    def _remove(self, key: str) -> None:
        for widget in (self._headings.pop(key), self.editors.pop(key)):
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def lock(self, locked: bool) -> None:
        """Let the text be read and its numbers be clicked, but nothing be written."""
        for editor in self.editors.values():
            editor.setReadOnly(locked)

    def text_as_edited(self) -> list[EditedChapter]:
        """Give all chapters as they stand."""
        return [editor.chapter_as_edited() for editor in self.editors.values()]

    @property
    def is_dirty(self) -> bool:
        """Whether something was written that is not taken over yet."""
        return any(editor.is_dirty for editor in self.editors.values())

    @property
    def is_composing(self) -> bool:
        """Whether an input method is still composing words."""
        return any(editor.is_composing for editor in self.editors.values())

    def current_editor(self) -> ChapterEditor | None:
        """Give the editor in which the keyboard is or was last."""
        return self.editors.get(self._last)

    def note_place(self, key: str) -> None:
        """Note in which chapter the clerk is."""
        self._last = key

    def place(self) -> tuple[str, int, int]:
        """Say where the clerk is: chapter, place of the cursor in it, and how far the page is scrolled."""
        editor = self.current_editor()
        return self._last, editor.place() if editor else 0, self.verticalScrollBar().value()

    def put_cursor(self, chapter: str, position: int) -> None:
        """Put cursor and keyboard at a place, in sight."""
        if (editor := self.editors.get(chapter)) is not None:
            self.note_place(chapter)
            editor.put_cursor(position)
            QTimer.singleShot(0, editor, lambda: self._scroll_to_cursor(editor))

    def go_back(self, place: tuple[str, int, int]) -> None:
        """Put cursor and page where the clerk was."""
        chapter, position, scrolled = place
        if (editor := self.editors.get(chapter)) is not None:
            editor.put_cursor(position)
        # The cursor asks to be in sight first.
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(scrolled))
        self.verticalScrollBar().setValue(scrolled)

    def go_to_chapter(self, key: str) -> None:
        """Scroll to the heading of a chapter."""
        heading = self._headings.get(key)
        if heading is not None:
            place = heading if not heading.isHidden() else self.editors[key]
            self.verticalScrollBar().setValue(max(0, place.mapTo(self._holder, place.rect().topLeft()).y() - 8))

    def _keep_cursor_in_sight(self, editor: ChapterEditor) -> None:
        if editor.hasFocus():
            QTimer.singleShot(0, editor, lambda: self._scroll_to_cursor(editor))

    def _scroll_to_cursor(self, editor: ChapterEditor) -> None:
        point = editor.viewport().mapTo(self._holder, editor.cursorRect().center())
        self.ensureVisible(point.x(), point.y(), 0, 40)


def _reads(shown: EditedChapter, wanted: EditedChapter) -> bool:
    """Tell whether an editor shows the chapter already: the same words, figures and levels."""
    return _signs(shown) == _signs(wanted)


def _signs(chapter: EditedChapter) -> list[tuple[int, list[tuple[str, str]]]]:
    return [
        (each.level, [("", run) if isinstance(run, str) else (run.figure.label, run.text) for run in each.runs])
        for each in chapter.paragraphs
    ]


def _words_of(font: QFont) -> str:
    """Say a font in the style sheet's words: the window's sheet would overrule it otherwise."""
    family = font.family().replace('"', "")
    return f'font-family: "{family}"; font-size: {font.pixelSize()}px; font-weight: {int(font.weight())};'
