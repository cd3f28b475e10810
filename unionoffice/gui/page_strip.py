"""A long strip of pages, each drawn only while it is in sight, so that a paper of any length needs little memory."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from unionoffice.usecases.page_pictures import page_picture, page_sizes

GAP = 14
"""Pixels between two pages and round about them."""
SCREEN = 96 / 72
"""Pixels to the point at zoom 1: as large as it is printed, on a screen of 96 dots to the inch."""
_MOST_HELD = 6
"""Pictures of pages in memory at a time: those in sight and their neighbours."""


def page_image(pdf: bytes, page: int, zoom: float) -> QImage:
    """Draw a page, the first being 1; at zoom 1 a pixel is a point."""
    width, height, pixels = page_picture(pdf, page, zoom)
    return QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()


class Sheets(QWidget):
    """All pages on one long strip; memory holds the few that are looked at."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self.setObjectName("fields")
        self._pdf = pdf
        self.sizes = page_sizes(pdf)
        self.zoom = 1.0
        self._held: dict[int, QImage] = {}

    def show_at(self, zoom: float) -> None:
        """Lay the pages out in another size."""
        self.zoom = zoom
        self._held.clear()
        below = self.box(len(self.sizes)).bottom() if self.sizes else 0
        widest = max((self._size(number)[0] for number in range(1, len(self.sizes) + 1)), default=0)
        self.setMinimumSize(widest + 2 * GAP, below + GAP)
        self.updateGeometry()
        self.update()

    def _size(self, page: int) -> tuple[int, int]:
        width, height = self.sizes[page - 1]
        return round(width * SCREEN * self.zoom), round(height * SCREEN * self.zoom)

    def box(self, page: int) -> QRect:
        """Give the place of a page, the first being 1."""
        above = sum(self._size(number)[1] + GAP for number in range(1, page))
        width, height = self._size(page)
        return QRect((self.width() - width) // 2, GAP + above, width, height)

    def page_at(self, y: int) -> int:
        """Give the page that stands at a height, the nearest one in a gap."""
        below = GAP
        for page in range(1, len(self.sizes)):
            below += self._size(page)[1] + GAP
            if y < below - GAP // 2:
                return page
        return max(1, len(self.sizes))

    @property
    def held(self) -> int:
        """How many pictures are in memory."""
        return len(self._held)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight."""
        painter = QPainter(self)
        seen = event.rect()
        for page in range(self.page_at(seen.top()), self.page_at(seen.bottom()) + 1):
            box = self.box(page)
            if box.intersects(seen):
                painter.drawImage(box, self._picture(page))
                painter.setPen(self.palette().mid().color())
                painter.drawRect(box.adjusted(-1, -1, 0, 0))

    def _picture(self, page: int) -> QImage:
        if page not in self._held:
            while len(self._held) >= _MOST_HELD:
                del self._held[max(self._held, key=lambda other: abs(other - page))]
            density = self.devicePixelRatioF()
            self._held[page] = page_image(self._pdf, page, self.zoom * SCREEN * density)
        return self._held[page]
