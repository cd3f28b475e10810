"""The heads of a table's columns, each with a mark that opens its filter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from unionoffice.gui.ledger.table_model import NUMBER_COLUMN
from unionoffice.gui.plain_widgets import restyle
from unionoffice.gui.theme import Look

MARK_ROOM = 15
"""Pixels at the right end of a head, in which a press opens the filter."""

ARROW: Sequence[tuple[float, float]] = ((-3.5, -1.5), (3.5, -1.5), (0, 2.5))
FUNNEL: Sequence[tuple[float, float]] = ((-5.5, -5), (5.5, -5), (1.5, 0.5), (1.5, 6), (-1.5, 4), (-1.5, 0.5))
"""Outlines around the middle of the mark, in pixels."""


def arrow_of(*, descending: bool) -> Qt.SortOrder:
    """Give the order that makes the arrow of a head point up where values rise, as in Excel; Qt's own points down."""
    return Qt.SortOrder.AscendingOrder if descending else Qt.SortOrder.DescendingOrder


class TableHead(QHeaderView):
    """A header whose marks are shown once filters are offered."""

    filter_asked = Signal(int)
    """The column whose filter is to be opened."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._filtered: frozenset[int] = frozenset()
        self._offers = False
        self._pressed = -1

    def offer_filters(self) -> None:
        """Show the marks from now on."""
        self._offers = True
        restyle(self, filters="true")

    def show_look(self, look: Look) -> None:
        """Draw the marks in the colours of another look."""
        self._look = look
        self.viewport().update()

    def show_filtered(self, columns: frozenset[int]) -> None:
        """Mark the columns by which the rows are filtered."""
        self._filtered = columns
        self.viewport().update()

    def is_filtered(self, column: int) -> bool:
        """Tell whether a column bears the mark of a filter at work."""
        return column in self._filtered

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw the head, then its mark."""
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if self._offers and logicalIndex != NUMBER_COLUMN:
            self._paint_mark(painter, rect, is_filtered=logicalIndex in self._filtered)

    def _paint_mark(self, painter: QPainter, rect: QRect, *, is_filtered: bool) -> None:
        x, y = rect.right() - MARK_ROOM / 2 + 0.5, rect.center().y() + 0.5
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("info" if is_filtered else "third"))
        shape = FUNNEL if is_filtered else ARROW
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in shape]))
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember a press on a mark; everything else sorts or sizes."""
        self._pressed = self._marked_at(event)
        if self._pressed < 0:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the filter of the mark that was pressed."""
        pressed, self._pressed = self._pressed, -1
        if pressed < 0:
            super().mouseReleaseEvent(event)
        elif self._marked_at(event) == pressed:
            self.filter_asked.emit(pressed)

    def _marked_at(self, event: QMouseEvent) -> int:
        if not self._offers or event.button() is not Qt.MouseButton.LeftButton:
            return -1
        x = event.position().toPoint().x()
        column = self.logicalIndexAt(x)
        if column <= NUMBER_COLUMN:
            return -1
        right = self.sectionViewportPosition(column) + self.sectionSize(column)
        # The last pixels pull the column's edge.
        return column if right - MARK_ROOM <= x < right - 4 else -1
