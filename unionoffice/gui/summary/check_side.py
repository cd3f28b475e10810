"""The right side of the summary: what the check found, what is not written, where a number comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTabWidget

from unionoffice.domain.manuscript import Quoted
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.one_line_dialog import OneLineDialog
from unionoffice.gui.summary.check_panel import CheckPanel
from unionoffice.gui.summary.figure_panel import FigurePanel
from unionoffice.gui.summary.wrapped_list import WrappedList
from unionoffice.summary.composing import FigureIndex
from unionoffice.usecases import edit_summary
from unionoffice.usecases.check_summary import CheckedText, Point

if TYPE_CHECKING:
    from unionoffice.gui.summary.summary_page import SummaryPage

_ALL_WRITTEN = "台账里本期的数字都写进了正文。"
Place = tuple[str, int, int]
"""Chapter, cursor in it, and how far the page is scrolled."""


class CheckSide(QSplitter):
    """Shows the check of the page's text and does what the clerk asks of a finding."""

    def __init__(self, desk: Desk, page: SummaryPage) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._desk, self._page = desk, page
        self._checked: CheckedText | None = None
        self._asked: tuple[str, Place, Place] | None = None
        """The finding that was clicked last, where the clerk came from, and where the click led."""
        self.panel = FigurePanel(desk)
        self.check = CheckPanel()
        self.unwritten = WrappedList("未写入的数字")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.check, "核对")
        self.tabs.addTab(self.unwritten, "未写入")
        self.setHandleWidth(8)
        self.setChildrenCollapsible(False)
        self.addWidget(self.tabs)
        self.addWidget(self.panel)
        self.setSizes([310, 290])
        self.setStretchFactor(0, 1)
        self.check.point_asked.connect(self._show_point)
        self.check.point_clicked.connect(self._show_or_go_back)
        self.check.updating_asked.connect(self._update)
        self.check.settling_asked.connect(self._settle)
        self.unwritten.currentRowChanged.connect(self._show_unwritten)

    def show_check(self, checked: CheckedText) -> None:
        """Show what the check says of the text as it stands."""
        self._checked = checked
        self.check.show_check(checked)
        self.unwritten.clear()
        self.unwritten.addItems([f"{each.label}　{each.text}" for each in checked.not_written])
        if not checked.not_written:
            self.unwritten.tell(_ALL_WRITTEN)
        self.tabs.setTabText(0, f"核对 {len(checked.open_points)}")
        self.tabs.setTabText(1, f"未写入 {len(checked.not_written)}")

    def show_figure(self, figure: Quoted) -> None:
        """Show where a number of the text comes from."""
        if self._page.text is not None:
            self.panel.show_figure(FigureIndex(self._page.text.whole).now(figure) or figure.figure)

    def _show_unwritten(self, row: int) -> None:
        if self._checked is not None and 0 <= row < len(self._checked.not_written):
            self.panel.show_figure(self._checked.not_written[row])

    def _show_or_go_back(self, point: Point) -> None:
        """Show a finding; a second click on it leads back to where the clerk was."""
        area = self._page.area
        here = area.place()
        asked, self._asked = self._asked, None
        if asked is not None and asked[0] == point.name and asked[2][:2] == here[:2]:
            area.go_back(asked[1])
        else:
            self._show_point(point)
            self._asked = (point.name, here, area.place())

    def _show_point(self, point: Point) -> None:
        self.panel.show_rows_of(point.sentence, point.rows)
        area = self._page.area
        editor = area.editors.get(point.chapter)
        if editor is None:
            return
        if point.paragraph < 0:
            area.go_to_chapter(point.chapter)
        else:
            area.note_place(point.chapter)
            editor.go_to(point.paragraph, point.start, point.end)

    def _update(self, points: Sequence[Point]) -> None:
        page = self._page
        page.take_over()
        stale = {(each.stale.key, each.stale.run) for each in points if each.stale is not None}
        if page.text is not None and stale:
            still = [each for each in page.text.composed.stale if (each.key, each.run) in stale]
            with self._desk.clear_errors():
                page.show_text(edit_summary.accept_numbers(self._desk.office, page.text, still))
                self._desk.tell(f"已更新 {len(still)} 个数字")

    def _settle(self, point: Point | None) -> None:
        if point is None or self._page.text is None:
            return
        if point.reason:
            self._keep_reason(point, "")
            return
        box = OneLineDialog(
            "无需修改", "理由", lambda reason: self._keep_reason(point, edit_summary.reason_of(reason)), parent=self
        )
        box.exec()
        box.deleteLater()

    def _keep_reason(self, point: Point, reason: str) -> None:
        page = self._page
        page.take_over()
        assert page.text is not None
        page.show_text(edit_summary.settle(self._desk.office, page.text, point.name, reason))
