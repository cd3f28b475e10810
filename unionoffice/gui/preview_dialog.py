"""The preview: pages one below the other, each drawn only while it is in sight, in any size."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from unionoffice.gui.page_strip import GAP, SCREEN, Sheets
from unionoffice.gui.plain_widgets import button, label

_SMALLEST, _LARGEST, _STEP = 0.25, 4.0, 1.25
"""At 1 a page is shown as large as it is printed, on a screen of 96 dots to the inch."""


class _Area(QScrollArea):
    """Scrolls the pages; Ctrl with the wheel makes them larger or smaller."""

    zoomed = Signal(int)
    """One step larger (1) or smaller (-1)."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom while Ctrl is held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)


class PreviewDialog(QDialog):
    """The pages of a paper, with what the fonts could not do; accepting it means printing."""

    def __init__(self, title: str, pdf: bytes, notices: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets = Sheets(pdf)
        self.pages = len(self.sheets.sizes)
        self.setWindowTitle(f"{title} · 共 {self.pages} 页")
        self.resize(1000, 720)
        self._fits = True
        self.area = _Area()
        self.area.setWidget(self.sheets)
        self.area.setWidgetResizable(True)
        # A bar that comes and goes with the size would change the width that is to be fitted.
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box = QVBoxLayout(self)
        box.setSpacing(8)
        box.addLayout(self._head())
        box.addWidget(self.area, 1)
        box.addLayout(self._foot(notices))
        self._connect()
        self.area.setFocus()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.before = button("上一页", tip="PgUp")
        self.after = button("下一页", tip="PgDn")
        self.place = label(role="second")
        self.smaller = button("缩小", tip="Ctrl+-，也可以按住 Ctrl 滚动滚轮")
        self.size_words = label(role="second")
        self.larger = button("放大", tip="Ctrl+=，也可以按住 Ctrl 滚动滚轮")
        self.whole = button("整页", tip="Ctrl+2")
        self.fit = button("适合宽度", tip="Ctrl+0")
        for made in (self.before, self.place, self.after):
            row.addWidget(made)
        row.addStretch()
        for made in (self.smaller, self.size_words, self.larger, self.whole, self.fit):
            row.addWidget(made)
        return row

    def _foot(self, notices: Sequence[str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label("；".join(notices), "small", wrap=True), 1)
        self.close_button = button("关闭", tip="Esc")
        self.print_button = button("打印… Ctrl+P", "primary")
        row.addWidget(self.close_button)
        row.addWidget(self.print_button)
        return row

    def _connect(self) -> None:
        acts: tuple[tuple[QPushButton, str, Callable[[], object]], ...] = (
            (self.before, "", lambda: self.go_to(self.page - 1)),
            (self.after, "", lambda: self.go_to(self.page + 1)),
            (self.smaller, "Ctrl+-", lambda: self.zoom_by(-1)),
            (self.larger, "Ctrl+=", lambda: self.zoom_by(1)),
            (self.whole, "Ctrl+2", self.show_whole_page),
            (self.fit, "Ctrl+0", self.fit_width),
            (self.close_button, "", self.reject),
            (self.print_button, "Ctrl+P", self.accept),
        )
        for made, keys, act in acts:
            made.clicked.connect(lambda _=False, do=act: do())
            if keys:
                QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.area.zoomed.connect(self.zoom_by)
        self.area.verticalScrollBar().valueChanged.connect(lambda _: self._show_place())
        self.area.installEventFilter(self)
        self.area.viewport().installEventFilter(self)

    # Going

    @property
    def page(self) -> int:
        """The page in sight, the first being 1."""
        bar = self.area.verticalScrollBar()
        if bar.value() == bar.maximum() > 0:
            return self.pages
        return self.sheets.page_at(bar.value() + self.area.viewport().height() // 3)

    def go_to(self, page: int) -> None:
        """Bring the top of a page into sight."""
        page = min(max(page, 1), self.pages)
        self.area.verticalScrollBar().setValue(self.sheets.box(page).top() - GAP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn pages by key, and keep the width while the window changes."""
        if watched is self.area and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._turn(event)
        if watched is self.area.viewport() and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._keep_fitting)
        return super().eventFilter(watched, event)

    def _turn(self, event: QKeyEvent) -> bool:
        targets = {
            Qt.Key.Key_PageUp: self.page - 1,
            Qt.Key.Key_PageDown: self.page + 1,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: self.pages,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None:
            return False
        self.go_to(target)
        return True

    # Size

    def zoom_by(self, steps: int) -> None:
        """Make the pages larger or smaller by steps."""
        self._show_at(self.sheets.zoom * _STEP**steps)

    def fit_width(self) -> None:
        """Make the widest page as wide as the window."""
        widest = max((width for width, _ in self.sheets.sizes), default=1.0)
        self._show_at((self.area.viewport().width() - 2 * GAP) / (widest * SCREEN))
        self._fits = True

    def _keep_fitting(self) -> None:
        # The clerk may have chosen a size while this waited.
        if self._fits:
            self.fit_width()

    def show_whole_page(self) -> None:
        """Make the highest page as high as the window."""
        highest = max((height for _, height in self.sheets.sizes), default=1.0)
        self._show_at((self.area.viewport().height() - 2 * GAP) / (highest * SCREEN))

    def _show_at(self, zoom: float) -> None:
        zoom = min(max(zoom, _SMALLEST), _LARGEST)
        if abs(zoom - self.sheets.zoom) < 1e-6:
            return
        self._fits = False
        bar = self.area.verticalScrollBar()
        seen = bar.value() / max(1, self.sheets.height())
        self.sheets.show_at(zoom)
        self.sheets.resize(self.sheets.minimumSize().expandedTo(self.area.viewport().size()))
        bar.setValue(round(seen * self.sheets.height()))
        aside = self.area.horizontalScrollBar()
        aside.setValue((aside.minimum() + aside.maximum()) // 2)
        self._show_place()

    def _show_place(self) -> None:
        page = self.page
        self.place.setText(f"第 {page} / {self.pages} 页")
        self.size_words.setText(f"{self.sheets.zoom * 100:.0f}%")
        self.before.setEnabled(page > 1)
        self.after.setEnabled(page < self.pages)
        self.smaller.setEnabled(self.sheets.zoom > _SMALLEST)
        self.larger.setEnabled(self.sheets.zoom < _LARGEST)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the whole width."""
        super().showEvent(event)
        self.fit_width()
        self._show_place()
