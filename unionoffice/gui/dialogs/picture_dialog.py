"""One photo as large as the box, with what it shows and when it was taken."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter, QPaintEvent, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from unionoffice.domain.kinds import Attachment
from unionoffice.gui.plain_widgets import button, label


class Picture(QWidget):
    """Draws an image as large as it fits, never larger than it is."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self.image = image
        self.setMinimumSize(320, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the middle."""
        fitted = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        size = fitted.boundedTo(self.image.size())
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self.image)
        painter.end()


class PictureDialog(QDialog):
    """The photo, its words, and a way to the system's own viewer."""

    def __init__(self, attachment: Attachment, image: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(attachment.file_name)
        self.wants_other_viewer = False
        self.picture = Picture(image)
        self.words = label("　".join(filter(None, [attachment.caption, attachment.taken_on])), wrap=True)
        self.elsewhere = button("用系统的看图程序打开", tip="临时解密一份，关闭台账时删除")
        self.elsewhere.clicked.connect(self._ask_other_viewer)
        close = button("关闭", "primary", tip="Esc")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(self.elsewhere)
        foot.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 14, 14, 12)
        box.setSpacing(10)
        box.addWidget(self.picture, 1)
        box.addLayout(foot)
        self.resize(960, 680)

    def _ask_other_viewer(self) -> None:
        self.wants_other_viewer = True
        self.accept()
