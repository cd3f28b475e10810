"""What stands in an empty table: why it is empty and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from unionoffice.gui.plain_widgets import Drawing, button, draw_on, label
from unionoffice.gui.theme import Look

LETTERS = 26
"""The width of a long sentence, in heights of the font."""


class EmptyState(QWidget):
    """A sentence and a button in the middle of a table."""

    asked = Signal()

    def __init__(self, look: Look, table: QAbstractItemView) -> None:
        super().__init__(table.viewport())
        self._table = table
        box = QVBoxLayout(self)
        box.setSpacing(10)
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        drawing = label()
        draw_on(drawing, Drawing("empty", look, "strong", 48))
        drawing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = label(role="second", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = button("")
        self.button.clicked.connect(self.asked)
        box.addWidget(drawing)
        box.addWidget(self.sentence)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        table.viewport().installEventFilter(self)
        self.hide()

    def say(self, sentence: str, action: str) -> None:
        """Show a sentence and what the button does."""
        self.sentence.setText(sentence)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self._fit()
        self.show()

    def _fit(self) -> None:
        """Fill the table, and give the sentence the width it wants there."""
        metrics = self.sentence.fontMetrics()
        wanted = min(metrics.horizontalAdvance(self.sentence.text()) + metrics.height(), LETTERS * metrics.height())
        # Left to itself a label that wraps makes itself narrow and tears the last letters off.
        width = min(wanted, max(0, self._table.viewport().width() - 4 * metrics.height()))
        self.sentence.setMinimumWidth(width)
        # In a low list the lines under the first would be cut.
        self.sentence.setMinimumHeight(max(0, self.sentence.heightForWidth(width)))
        self.setGeometry(self._table.viewport().rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the table."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)
