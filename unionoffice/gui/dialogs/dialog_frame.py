"""What all boxes have in common: a form above, buttons below, sentences that wrap."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from unionoffice.gui.plain_widgets import button, label


def wide(words: QLabel) -> QLabel:
    """Let words take the whole width of their column before they wrap."""
    words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return words


class DialogFrame(QDialog):
    """A title, rows of fields, a sentence for what is wrong, and the buttons."""

    def __init__(self, title: str, accept: str, parent: QWidget | None = None, *, letters: int = 34) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(self.fontMetrics().height() * letters * 2 // 3)
        self.rows = QFormLayout()
        self.rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.rows.setHorizontalSpacing(10)
        self.rows.setVerticalSpacing(9)
        self.sentence = label(role="error", wrap=True)
        self.sentence.hide()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(20, 18, 20, 16)
        self.box.setSpacing(12)
        self.box.addLayout(self.rows)
        self.box.addWidget(self.sentence)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch()
        self.cancel = button("取消")
        self.cancel.clicked.connect(self.reject)
        self.go = button(accept, "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.go)
        self.box.addStretch()
        self.box.addLayout(self.buttons)

    def row(self, title: str, field: QWidget, hint: str = "") -> None:
        """Add a field with its label, and a hint below it."""
        self.rows.addRow(label(title), field)
        field.setAccessibleName(title)
        if self.rows.rowCount() == 1:
            field.setFocus()
        if hint:
            self.rows.addRow("", wide(label(hint, "small", wrap=True)))

    def left_button(self, words: str) -> QPushButton:
        """Add a button at the left."""
        made = button(words)
        self.buttons.insertWidget(0, made)
        return made

    def refuse(self, sentence: str) -> None:
        """Say what is wrong."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
