"""A list of sentences, each as tall as its lines need."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QStyle

_SIDES, _ENDS = 22, 10
"""The room that the style sheet leaves beside and above the words of an item, both sides together."""


class WrappedList(QListWidget):
    """Qt measures wrapped words without the style sheet's padding, and the last line could be cut."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.model().rowsInserted.connect(lambda *_: self._fit())
        self.model().dataChanged.connect(lambda *_: self._fit())

    def tell(self, sentence: str) -> None:
        """Say a sentence where there is nothing to choose."""
        item = QListWidgetItem(sentence)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew: the lines are as wide as the list."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.model().blockSignals(True)
        for row in range(self.count()):
            self._fit_item(self.item(row))
        self.model().blockSignals(False)
        self.scheduleDelayedItemsLayout()

    def _fit_item(self, item: QListWidgetItem) -> None:
        width = self.viewport().width() - _SIDES
        if item.data(Qt.ItemDataRole.CheckStateRole) is not None:
            width -= self.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth) + _ENDS
        words = self.fontMetrics().boundingRect(0, 0, max(width, 1), 1 << 20, _WRAP, item.text())
        item.setSizeHint(QSize(0, words.height() + _ENDS))


_WRAP = int(Qt.TextFlag.TextWordWrap.value)
