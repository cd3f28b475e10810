"""The text of the summary with the switch above it: 公文 as on paper, or 简洁 in the window's own letters."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.plain_widgets import button
from unionoffice.gui.summary.letters import Letters, PaperLetters
from unionoffice.gui.summary.text_area import PAPER_EDGES, TextArea
from unionoffice.usecases.official_sheet import OfficialSheet, official_sheet

SHEET, ZOOM = "summary/sheet", "summary/zoom"
"""The keys of the settings."""
OFFICIAL, COMPACT = "公文", "简洁"
_FIT = "适合窗口"
_ZOOMS = (_FIT, "75%", "100%", "125%", "150%", "200%")
_FULL = 21
"""Pixels of a 三号 letter (15.75 pt) at 100 % and 96 dots per inch."""
_SMALLEST, _LARGEST = 14, 30
"""Pixels of a letter between which the sheet is fitted to the window."""


class TextColumn(QWidget):
    """Chooses the letters and remembers the choice with the office."""

    set = Signal()
    """The text was shown in other letters."""

    def __init__(self, desk: Desk, period: str) -> None:
        super().__init__()
        self._desk, self._period = desk, period
        self._sheet: OfficialSheet | None = None
        self.modes = {words: button(words, tip=tip) for words, tip in _TIPS.items()}
        self._group = QButtonGroup(self)
        for each in self.modes.values():
            each.setCheckable(True)
            self._group.addButton(each)
        kept = desk.office.setting(SHEET, OFFICIAL)
        self.modes[kept if kept in self.modes else OFFICIAL].setChecked(True)
        self.zoom = CalmCombo()
        self.zoom.setAccessibleName("缩放")
        self.zoom.addItems(_ZOOMS)
        self.zoom.setCurrentText(desk.office.setting(ZOOM, _FIT))
        self.area = TextArea(Letters(desk.look))
        row = QHBoxLayout()
        row.setSpacing(6)
        for made in (*self.modes.values(), self.zoom):
            row.addWidget(made)
        row.addStretch()
        self.undo = button("撤销", "link", tip="撤销上一步修改，不论在哪一章（Ctrl+Z）")
        self.redo = button("重做", "link", tip="重做撤销的修改（Ctrl+Y）")
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.area, 1)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit)
        self._group.buttonClicked.connect(lambda _: self._choose())
        self.zoom.activated.connect(lambda _: self._choose())
        desk.restyled.connect(self.set_anew)
        self.set_anew()

    @property
    def is_official(self) -> bool:
        """Whether the text is shown as on paper."""
        return self.modes[OFFICIAL].isChecked()

    def work_on(self, period: str) -> None:
        """Take the fonts of the paper of another period."""
        self._period = period

    def choose_fonts_anew(self) -> None:
        """Look for the fonts again: the office has chosen others."""
        self._sheet = None
        self.set_anew()

    def set_anew(self) -> None:
        """Show the text in the letters that are chosen now."""
        self.area.set_letters(self._letters())
        self.zoom.setVisible(self.is_official)
        self.set.emit()

    def show_steps(self, undo: bool, redo: bool) -> None:
        """Say whether something can be taken back or done again."""
        self.undo.setEnabled(undo)
        self.redo.setEnabled(redo)

    def _choose(self) -> None:
        self._desk.office.set_setting(SHEET, OFFICIAL if self.is_official else COMPACT)
        self._desk.office.set_setting(ZOOM, self.zoom.currentText())
        self.set_anew()

    def _letters(self) -> Letters:
        if not self.is_official:
            return Letters(self._desk.look)
        if self._sheet is None:
            self._sheet = official_sheet(self._desk.office, self._period)
        return PaperLetters(self._desk.look, self._sheet, self._size(self._sheet))

    def _size(self, sheet: OfficialSheet) -> int:
        words = self.zoom.currentText()
        if words != _FIT:
            return round(_FULL * int(words.rstrip("%")) / 100)
        room = self.area.viewport().width() - PAPER_EDGES
        return max(_SMALLEST, min(_LARGEST, int(room / sheet.width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the sheet to the window again."""
        super().resizeEvent(event)
        self._fitting.start()

    def _fit(self) -> None:
        now = self.area.letters
        if isinstance(now, PaperLetters) and self._size(now.sheet) != now.size and not self.area.is_composing:
            self.set_anew()


_TIPS = {OFFICIAL: "按公文纸上的字体、字数和行距显示，换行与打印一致", COMPACT: "用窗口的字显示，行宽随窗口"}
