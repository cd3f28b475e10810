"""What a clerk's hand does: keys, an input method, the answers to questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from unionoffice.gui.ledger.editor import Editor
from unionoffice.gui.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


class RecordedMessages:
    """Answers as the test has laid out, and remembers what was said."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.answers: list[str] = []
        self.files: list[Path] = []
        self.target: Path | None = None
        self.folder: Path | None = None
        self.opened: list[Path] = []

    def inform(self, sentence: str) -> None:
        self.said.append(sentence)

    def warn(self, sentence: str) -> None:
        self.said.append(sentence)

    def ask(self, question: str, answers: Sequence[str]) -> str:
        self.said.append(question)
        answer = self.answers.pop(0)
        assert answer in answers
        return answer

    def choose_files(self, title: str, kinds: str) -> list[Path]:
        return self.files

    def choose_target(self, title: str, proposed: Path, kinds: str) -> Path | None:
        return self.target

    def choose_folder(self, title: str, proposed: Path) -> Path | None:
        return self.folder

    def open_file(self, path: Path) -> None:
        self.opened.append(path)


def commit(widget: QWidget, words: str) -> None:
    """Commit words as an input method does; keyClicks aborts the interpreter on Chinese."""
    event = QInputMethodEvent("", [])
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)


def compose(widget: QWidget, words: str) -> None:
    """Show words in the making, not committed yet."""
    QApplication.sendEvent(widget, QInputMethodEvent(words, []))


class Hand:
    """Uses only the keyboard."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus(), key, modifiers)
        QApplication.processEvents()

    def editor(self) -> Editor | None:
        widget: QWidget | None = self.focus()
        while widget is not None and not isinstance(widget, Editor):
            widget = widget.parentWidget()
        return widget

    def write(self, words: str) -> None:
        """Replace what the focused field holds."""
        widget = self.focus()
        if isinstance(widget, QComboBox):
            widget = widget.lineEdit()
        assert isinstance(widget, QLineEdit | QPlainTextEdit)
        widget.selectAll()
        commit(widget, words)
        QApplication.processEvents()
        if (popup := QApplication.activePopupWidget()) is not None:
            popup.hide()

    def fill(self, values: dict[str, str]) -> None:
        """Go from field to field with Tab and write what is wanted."""
        left = dict(values)
        for _ in range(200):
            editor = self.editor()
            if editor is not None and editor.key.key in left:
                self.write(left.pop(editor.key.key))
            if not left:
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"no key leads to {sorted(left)}")
