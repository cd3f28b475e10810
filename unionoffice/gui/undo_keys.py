"""Ctrl+Z and Ctrl+Y on every page: a text that is being edited keeps its own, everything else means the records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from unionoffice.gui.desk import Desk

if TYPE_CHECKING:
    from unionoffice.usecases.office import Office
    from unionoffice.usecases.undo import Undone

_UNDO = ("Ctrl+Z",)
_REDO = ("Ctrl+Y", "Ctrl+Shift+Z")
UNSAVED = "这条登记还没有保存。先保存（Ctrl+S）或取消（Esc），再撤销或重做"


@runtime_checkable
class OwnSteps(Protocol):
    """A page whose text has a line of undo of its own."""

    def undo_text(self) -> bool:
        """Take back the last change to the text; False where the text was not touched and the keys mean the records."""

    def redo_text(self) -> bool:
        """Do it again; False as above."""


class UndoKeys(QObject):
    """The shortcuts of one window, or of a box that follows what is written while it is open."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._watched: QWidget | None = None
        for words, act in ((_UNDO, self._undo), (_REDO, self._redo)):
            for each in words:
                QShortcut(QKeySequence(each), window).activated.connect(act)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._watch)

    def _undo(self) -> None:
        own = next((each for each in self._around() if isinstance(each, OwnSteps)), None)
        if not (own is not None and own.undo_text()) and not self._is_unsaved():
            self._desk.undo()

    def _redo(self) -> None:
        own = next((each for each in self._around() if isinstance(each, OwnSteps)), None)
        if not (own is not None and own.redo_text()) and not self._is_unsaved():
            self._desk.redo()

    def _is_unsaved(self) -> bool:
        from unionoffice.gui.ledger.form import RecordForm

        form = next((each for each in self._around() if isinstance(each, RecordForm)), None)
        is_unsaved = form is not None and form.is_dirty
        if is_unsaved:
            self._desk.tell(UNSAVED)
        return is_unsaved

    def _around(self) -> Iterator[QWidget]:
        """Go from what has the keyboard to the window."""
        widget: QWidget | None = self._window.focusWidget()
        while widget is not None:
            yield widget
            widget = widget.parentWidget()

    def _watch(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Look at the keys of the text that has the keyboard: it would swallow Ctrl+Z even with nothing to undo."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None
        if isinstance(new, QLineEdit | QComboBox | QPlainTextEdit | QTextEdit) and self._window.isAncestorOf(new):
            self._watched = new
            new.installEventFilter(self)
            new.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the shortcut have its keys where the text has nothing of its own to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            wanted = _wanted(event)
            if wanted and not _has_own(watched, wanted):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


class BoxKeys(QObject):
    """The same keys in a box that changes the ledgers themselves: what was done in the box, step by step.

    The window behind makes its pages anew when such a box is closed; it must not do so while the box is open.
    """

    def __init__(self, box: QWidget, desk: Desk, show: Callable[[str], None]) -> None:
        """Let `show` show the lists again, with a sentence on what was done."""
        super().__init__(box)
        self._desk, self._show = desk, show
        self._before = desk.office.steps.next_undo()
        self._taken_back = 0
        for words, act in ((_UNDO, self._undo), (_REDO, self._redo)):
            for each in words:
                QShortcut(QKeySequence(each), box).activated.connect(act)

    def _undo(self) -> None:
        from unionoffice.usecases.undo import undo

        if self._desk.office.steps.next_undo() == self._before:
            self._show("这里没有可以撤销的改动")
        elif (title := self._turn(undo)) is not None:
            self._taken_back += 1
            self._show(f"已撤销：{title}")

    def _redo(self) -> None:
        from unionoffice.usecases.undo import redo

        # A new change forgets what was taken back before it.
        if not self._taken_back or self._desk.office.steps.next_redo() is None:
            self._show("这里没有可以重做的改动")
        elif (title := self._turn(redo)) is not None:
            self._taken_back -= 1
            self._show(f"已重做：{title}")

    def _turn(self, turn: Callable[[Office], Undone | None]) -> str | None:
        done: Undone | None = None
        with self._desk.clear_errors():
            done = turn(self._desk.office)
        return done.title if done is not None else None


def _wanted(event: QKeyEvent) -> str:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() == Qt.Key.Key_Z and pressed == control:
        return "undo"
    is_redo = event.key() == Qt.Key.Key_Y and pressed == control
    return "redo" if is_redo or (event.key() == Qt.Key.Key_Z and pressed == control | shift) else ""


def _has_own(text: QObject | None, wanted: str) -> bool:
    if isinstance(text, QComboBox):
        # The keyboard is in the box, the words are in its line.
        text = text.lineEdit()
    if isinstance(text, QLineEdit):
        return not text.isReadOnly() and (text.isUndoAvailable() if wanted == "undo" else text.isRedoAvailable())
    if isinstance(text, QPlainTextEdit | QTextEdit):
        document = text.document()
        return not text.isReadOnly() and (
            document.isUndoAvailable() if wanted == "undo" else document.isRedoAvailable()
        )
    return False
