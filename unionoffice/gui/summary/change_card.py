"""One changed paragraph of a Word file: a tick, the old words and the new, and what differs in them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QFrame, QSizePolicy, QTextEdit, QVBoxLayout

from unionoffice.gui.plain_widgets import label, restyle
from unionoffice.gui.theme import Look
from unionoffice.usecases.take_over_word import OfferedChange, Pieces


class MarkedWords(QTextEdit):
    """Words to be read, as tall as they need; what differs has a coloured ground."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("chapter")
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())

    def show_pieces(self, title: str, pieces: Pieces, *, ground: str = "warn_tint", struck: bool = False) -> None:
        """Show words behind a title; `ground` is the palette colour under what differs, `struck` strikes it through."""
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.insertText(title, self._format("second"))
        for words, differs in pieces:
            made = self._format("text")
            if differs:
                made.setBackground(QColor(self._look.colours[ground]))
                made.setFontStrikeOut(struck)
            cursor.insertText(words, made)
        self._fit()

    def _format(self, colour: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(QColor(self._look.colours[colour]))
        return made

    def _fit(self) -> None:
        self.setFixedHeight(int(self.document().size().height()) + 4)


class ChangeCard(QFrame):
    """A card with a tick; a click anywhere on it ticks too."""

    ticked = Signal()

    def __init__(self, look: Look, change: OfferedChange) -> None:
        super().__init__()
        self.change = change
        self.setObjectName("panel")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        words = f"{change.kind} · {change.chapter}" if change.chapter else change.kind
        self.tick = QCheckBox(words.replace("&", "&&"))
        self.tick.setEnabled(change.can_be_taken)
        self.tick.toggled.connect(lambda _: self.ticked.emit())
        column.addWidget(self.tick)
        for title, pieces, ground, struck in (
            ("原文　", change.old, "error_tint", True),
            ("改后　", change.new, "ok_tint", False),
        ):
            if pieces:
                shown = MarkedWords(look)
                shown.show_pieces(title, pieces, ground=ground, struck=struck)
                shown.viewport().setCursor(Qt.CursorShape.ArrowCursor)
                column.addWidget(shown)
        if not change.can_be_taken:
            column.addWidget(label("总标题由单位名称和期间生成，不从 Word 稿采用。", "small", wrap=True))

    @property
    def is_ticked(self) -> bool:
        """Whether the change is to be taken over."""
        return self.tick.isChecked()

    def show_chosen(self, chosen: bool) -> None:
        """Mark the card whose paragraph is looked at."""
        restyle(self, chosen=chosen)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick on a click beside the words."""
        super().mouseReleaseEvent(event)
        if self.tick.isEnabled():
            self.tick.toggle()
