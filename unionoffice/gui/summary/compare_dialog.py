"""对比: the summary beside that of another period or another version, word by word and number by number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QTabWidget, QTextEdit, QVBoxLayout, QWidget

from unionoffice.domain.period import Period
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_table import ListColumn, ListRow, ListTable
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.plain_widgets import button, label
from unionoffice.gui.theme import Look
from unionoffice.gui.waiting import hourglass
from unionoffice.summary.comparing import Piece, SideBySide
from unionoffice.usecases.compare_summaries import Comparison, compare, counterparts
from unionoffice.usecases.edit_summary import SummaryText


class CompareDialog(QDialog):
    """Left the summary that is open, right what is chosen above."""

    def __init__(self, desk: Desk, text: SummaryText, periods: Sequence[Period], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._text = desk, text
        self._comparison: Comparison | None = None
        self.setWindowTitle(f"对比 · {text.period.label}")
        self.other = CalmCombo()
        self.other.setAccessibleName("与哪一期或哪一稿对比")
        for each in counterparts(desk.office, text, periods):
            self.other.addItem(each.words, each)
        self.only_different = QCheckBox("只看有差别的")
        self.words = SideBySideView(desk.look)
        self.figures = ListTable(
            [ListColumn(each) for each in ("", "", "", "", "")], desk.look, desk.office.pinyin.sort_key
        )
        self.figures.setAccessibleName("数字对比")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.words, "文字")
        self.tabs.addTab(self.figures, "数字")
        self.close_button = button("关闭", tip="Esc")
        self._lay_out()
        self.other.activated.connect(lambda _: self.reload())
        self.only_different.toggled.connect(lambda _: self._show())
        self.close_button.clicked.connect(self.reject)
        self.reload()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(f"{self._text.period.label}总结 与"))
        head.addWidget(self.other)
        head.addWidget(label("对比"))
        head.addStretch()
        head.addWidget(self.only_different)
        foot = QHBoxLayout()
        foot.addWidget(label("两边不同的文字加底色；左边比右边多的是增加", "small"))
        foot.addStretch()
        foot.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 14, 18, 14)
        box.setSpacing(10)
        box.addLayout(head)
        box.addWidget(self.tabs, 1)
        box.addLayout(foot)
        self.resize(1180, 680)

    def reload(self) -> None:
        """Compare with what is chosen."""
        with self._desk.clear_errors(), hourglass():
            self._comparison = compare(self._desk.office, self._text, self.other.currentData())
        self._show()

    def _show(self) -> None:
        made = self._comparison
        if made is None:
            return
        only = self.only_different.isChecked()
        lines = [each for each in made.lines if not only or (not each.is_same and not each.is_heading)]
        self.words.show_lines(made.left, made.right, lines)
        figures = [each for each in made.figures if not only or each.difference != "持平"]
        heads = ("数字", made.left, made.right, "差额", "增减")
        self.figures.name_columns([ListColumn(each, numeric=place > 0) for place, each in enumerate(heads)])
        self.figures.fill(
            [ListRow((each.label, each.left or "—", each.right, each.difference, each.rate)) for each in figures]
        )
        self.tabs.setTabText(1, f"数字 {len(figures)}")


class SideBySideView(QTextEdit):
    """Two columns of paragraphs, counterparts beside each other, with what differs on a ground of its own."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setReadOnly(True)
        self.setAccessibleName("文字对比")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_lines(self, left: str, right: str, lines: Sequence[SideBySide]) -> None:
        """Show what stands beside each other under the names of both sides."""
        self.clear()
        cursor = self.textCursor()
        if not lines:
            cursor.insertText("文字没有差别。", self._format())
            return
        cursor.beginEditBlock()
        table = cursor.insertTable(len(lines) + 1, 2, self._table_format())
        for row, (one, other) in enumerate(
            [((Piece(left),), (Piece(right),)), *((each.left, each.right) for each in lines)]
        ):
            bold = row == 0 or lines[row - 1].is_heading
            for column, pieces in enumerate((one, other)):
                self._fill(table.cellAt(row, column).firstCursorPosition(), pieces, bold=bold)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _fill(self, cursor: QTextCursor, pieces: Sequence[Piece], *, bold: bool) -> None:
        for each in pieces:
            cursor.insertText(each.words, self._format(bold=bold, marked=each.differs))

    def _table_format(self) -> QTextTableFormat:
        made = QTextTableFormat()
        half = QTextLength(QTextLength.Type.PercentageLength, 50)
        made.setColumnWidthConstraints([half, half])
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        made.setCellPadding(6)
        made.setCellSpacing(0)
        made.setBorder(1)
        made.setBorderCollapse(True)
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        made.setBorderBrush(QBrush(QColor(self._look.colours["grid"])))
        made.setHeaderRowCount(1)
        return made

    def _format(self, *, bold: bool = False, marked: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        font = QFont(self.font())
        font.setPixelSize(self._look.px)
        font.setBold(bold)
        made.setFont(font)
        made.setForeground(QBrush(QColor(self._look.colours["text"])))
        if marked:
            made.setBackground(QBrush(QColor(self._look.colours["warn_tint"])))
        return made
