"""The figures of a record as a grid: a line each with name, number, unit and the time it speaks of."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QGridLayout, QLineEdit, QScrollArea, QWidget

from unionoffice.domain.draft import Basis
from unionoffice.domain.kinds import Entry
from unionoffice.domain.kinds.figures import read_entry
from unionoffice.domain.kinds.kind import Refused
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.ledger.editor import commit_input_method
from unionoffice.gui.plain_widgets import label

_TITLES = ("名称", "数量", "单位", "期间", "其中")
_HINT = "一行一个数据，回车到下一格，填满自动加行；数量可写 1500余、近300、2万、60-80，数字待补写 ？。清空一行即删除。"
_AT_LEAST = 6
"""Lines that stand ready."""
_BELOW_ALL = 1000
"""A row of the grid that no line reaches; it takes the room that the lines leave."""


class _Line:
    """The widgets of one figure."""

    def __init__(self) -> None:
        self.name, self.amount, self.unit = QLineEdit(), QLineEdit(), QLineEdit()
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.basis = CalmCombo()
        self.basis.addItems([each.value for each in Basis])
        self.part = QCheckBox()
        self.part.setToolTip("包含在上一个数据之中，不重复相加")
        for widget, title in zip(self.widgets, _TITLES, strict=True):
            widget.setAccessibleName(title)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """All of them from left to right."""
        return self.name, self.amount, self.unit, self.basis, self.part

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed."""
        return not any(each.text().strip() for each in (self.name, self.amount, self.unit))

    def show(self, entry: Entry) -> None:
        """Show a figure."""
        self.name.setText(entry.name)
        self.amount.setText(entry.amount)
        self.unit.setText(f"{entry.unit}/{entry.per}" if entry.per else entry.unit)
        self.basis.setCurrentText(entry.basis.value)
        self.part.setChecked(entry.part)

    def entry(self) -> Entry:
        """Read the line; raises Refused."""
        name, amount, unit = (each.text().strip() for each in (self.name, self.amount, self.unit))
        if not amount:
            raise Refused(f"“{name or unit}”还没有数量；数字待补写 ？")
        basis = self.basis.currentText()
        words = f"{'其中' if self.part.isChecked() else ''}{name} {amount} {unit}"
        return read_entry(words if basis == Basis.PERIOD.value else f"{words}（{basis}）")


class FiguresDialog(DialogFrame):
    """Takes figures as a field has them, and gives them back as it takes them."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__("数据", "确定", parent, letters=46)
        self.lines: list[_Line] = []
        self.words = words
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 2)
        for column, title in enumerate(_TITLES):
            self._grid.addWidget(label(title, "second"), 0, column)
        inner = QWidget()
        inner.setLayout(self._grid)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setMinimumHeight(320)
        self.box.insertWidget(0, label(_HINT, "second", wrap=True))
        self.box.insertWidget(1, area, 1)
        self._area = area
        self._show(words)
        self.lines[0].name.setFocus()

    def _show(self, words: str) -> None:
        for piece in filter(str.strip, re.split(r"[；;\n]", words)):
            line = self._add()
            try:
                line.show(read_entry(piece))
            except Refused:
                line.name.setText(piece.strip())
        while len(self.lines) < _AT_LEAST or not self.lines[-1].is_blank:
            self._add()
        self._grid.setRowStretch(_BELOW_ALL, 1)

    def _add(self) -> _Line:
        line = _Line()
        self.lines.append(line)
        for column, widget in enumerate(line.widgets):
            self._grid.addWidget(widget, len(self.lines), column)
            widget.installEventFilter(self)
        line.name.textEdited.connect(lambda _, line=line: self._keep_one_ready(line))
        return line

    def _keep_one_ready(self, line: _Line) -> None:
        if line is self.lines[-1] and not line.is_blank:
            self._add()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go on to the next cell, and past the last one of a line to the next name."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._area.ensureWidgetVisible(watched)
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.modifiers():
            return super().eventFilter(watched, event)
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or QApplication.activePopupWidget() is not None:
            return super().eventFilter(watched, event)
        self._go_on_from(watched)
        return True

    def _go_on_from(self, watched: QObject) -> None:
        at, line = next((at, each) for at, each in enumerate(self.lines) if watched in each.widgets)
        if watched is line.name and line.is_blank:
            self.go.setFocus()
        elif watched in (line.name, line.amount):
            (line.amount if watched is line.name else line.unit).setFocus()
        else:
            self.lines[min(at + 1, len(self.lines) - 1)].name.setFocus()

    def accept(self) -> None:
        """Take the lines that are filled in; where one cannot be read, say why and go there."""
        commit_input_method()
        entries = []
        for line in self.lines:
            if line.is_blank:
                continue
            try:
                entries.append(line.entry())
            except Refused as refused:
                self.refuse(refused.sentence)
                (line.name if line.amount.text().strip() else line.amount).setFocus()
                return
        self.words = "；".join(each.text for each in entries)
        super().accept()
