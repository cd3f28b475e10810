"""Find a number of the period by its name and put it into the text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from unionoffice.domain.draft import Figure
from unionoffice.domain.manuscript import Quoted, quoted
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.usecases.edit_summary import SummaryText


class FigureBox(DialogFrame):
    """A search line above the figures of the period."""

    def __init__(self, text: SummaryText, parent: QWidget | None = None) -> None:
        super().__init__("插入数字", "插入", parent, letters=42)
        self.chosen: Quoted | None = None
        self._offered = _figures(text)
        self.search = QLineEdit()
        self.search.setPlaceholderText("数字的名称，如：会员、帮扶资金")
        self.list = QListWidget()
        self.list.setAccessibleName("数字")
        self.list.setMinimumHeight(self.fontMetrics().height() * 14)
        self.row("查找", self.search)
        self.rows.addRow(self.list)
        self.search.textChanged.connect(lambda _: self._list())
        self.list.itemActivated.connect(lambda _: self.accept())
        self._list()

    def _list(self) -> None:
        self.list.clear()
        words = self.search.text().split()
        self._shown = [each for each in self._offered if all(word in each.figure.label for word in words)]
        for each in self._shown:
            item = QListWidgetItem(f"{each.figure.label}　{each.text}")
            self.list.addItem(item)
        if self._shown:
            self.list.setCurrentRow(0)
        self.refuse("" if self._shown else "没有这个名称的数字。")

    def accept(self) -> None:
        """Take the chosen figure."""
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            self.chosen = self._shown[row]
            super().accept()


def _figures(text: SummaryText) -> Sequence[Quoted]:
    """List every number of the period once, those not written in the draft too."""
    found: dict[tuple[str, str], Quoted] = {}
    for paragraph in text.whole.paragraphs:
        for figure in paragraph.figures:
            _add(found, figure, paragraph.key)
    for figure in text.whole.not_written:
        _add(found, figure, "")
    return list(found.values())


def _add(found: dict[tuple[str, str], Quoted], figure: Figure, place: str) -> None:
    if figure.value is not None:
        found.setdefault((figure.label, figure.text), quoted(figure, place))
