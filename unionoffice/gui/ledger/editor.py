"""What every editor of a value can do."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from unionoffice.domain.ledger import Field
from unionoffice.gui.plain_widgets import restyle


class Editor(QWidget):
    """A field's widget: it holds what was typed and leaves its meaning to the kind."""

    edited = Signal()
    """The clerk changed it."""
    left = Signal()
    """The clerk went on to another field."""
    tidies: ClassVar[bool] = True
    """Whether a value that could be read is written back in its usual form."""

    def __init__(self, key: Field[Any]) -> None:
        super().__init__()
        self.key = key
        self.composing = False
        """True while an input method shows words that are not committed."""
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(2)

    def hold(self, typed: QWidget) -> None:
        """Take in the widget that has the keyboard."""
        self.box.addWidget(typed)
        self.setFocusProxy(typed)
        typed.installEventFilter(self)
        typed.setAccessibleName(self.key.title)

    def raw(self) -> object:
        """Give what was typed."""
        raise NotImplementedError

    def show_raw(self, raw: object) -> None:
        """Show words as if they had been typed."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a value; None empties the editor."""
        self.show_raw("" if value is None else self.key.kind.text(value))

    def mark(self, *, wrong: bool) -> None:
        """Show whether the value is refused; the sentence stands under the field."""
        if (typed := self.focusProxy()) is not None:
            restyle(typed, error="true" if wrong else "false")

    def untouched(self, value: Any) -> object:
        """Give what `raw` gives while a shown value has not been changed."""
        return "" if value is None else self.key.kind.text(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice when the field is left, and whether an input method is at work."""
        if isinstance(event, QInputMethodEvent):
            self.composing = bool(event.preeditString())
        elif event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)


def commit_input_method() -> None:
    """Let an open input method hand over its words before a form is read."""
    QGuiApplication.inputMethod().commit()
