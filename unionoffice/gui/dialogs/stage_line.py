"""The stages of a file as a line of points, each with its name and its date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from unionoffice.gui.theme import Look


@dataclass(frozen=True)
class Point:
    """One stage of the line."""

    name: str
    day: str = ""
    """Its date in up to two lines, empty while it has none."""
    is_current: bool = False


class StageLine(QWidget):
    """Draws the points from left to right: full with a date, a ring without, the current one in the accent colour."""

    def __init__(self, look: Look, points: Sequence[Point]) -> None:
        super().__init__()
        self._look, self.points = look, tuple(points)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("；".join(f"{each.name} {each.day.replace(chr(10), '')}".strip() for each in points))

    def sizeHint(self) -> QSize:
        """Leave room for a date under each point."""
        return QSize(self._look.px * 6 * len(self.points), self._look.px * 6)

    def minimumSizeHint(self) -> QSize:
        """Never let the dates run into each other."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, then the points over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step, height = self.width() / len(self.points), self._look.px
        centres = [QPointF(step * (place + 0.5), height) for place in range(len(self.points))]
        painter.setPen(QPen(self._colour("strong"), 2))
        painter.drawLine(centres[0], centres[-1])
        for each, centre in zip(self.points, centres, strict=True):
            self._draw_point(painter, each, centre)
            self._write(painter, each, QRectF(centre.x() - step / 2, height * 2, step, height * 4))

    def _colour(self, name: str) -> QColor:
        return QColor(self._look.colours[name])

    def _draw_point(self, painter: QPainter, point: Point, centre: QPointF) -> None:
        colour = self._colour("accent" if point.is_current else "ok" if point.day else "strong")
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if point.day or point.is_current else self._colour("surface"))
        radius = self._look.px * (0.5 if point.is_current else 0.38)
        painter.drawEllipse(centre, radius, radius)

    def _write(self, painter: QPainter, point: Point, box: QRectF) -> None:
        font = painter.font()
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.setPen(self._colour("accent" if point.is_current else "text" if point.day else "third"))
        font.setBold(point.is_current)
        painter.setFont(font)
        painter.drawText(box, top, point.name)
        font.setBold(False)
        font.setPixelSize(self._look.px - 2)
        painter.setFont(font)
        painter.setPen(self._colour("second"))
        painter.drawText(box.translated(0, self._look.px * 1.5), top, point.day)
        font.setPixelSize(self._look.px)
        painter.setFont(font)
