"""Paint states that wait for somebody as chips, other states in their colour, always as words; numbers with both ends."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from unionoffice.domain.codes import CodeList
from unionoffice.gui.desk import Desk

TONES = {
    "待审核": "warn",
    "待发放": "info",
    "已退回": "error",
    "不足": "error",
    "计划": "info",
    "筹备": "warn",
    "公示": "info",
    "申请": "warn",
    "入户核查": "warn",
    "集体研究": "warn",
    "上报审批": "info",
}
"""States somebody has to act on."""
DONE = frozenset(["已发放", "脱困"])


def tells_states(codes: CodeList) -> bool:
    """Tell whether a choice has states to be painted; Qt paints the words of any other faster."""
    return any(each.label in TONES or each.label in DONE for each in codes.codes)


class EndsDelegate(QStyledItemDelegate):
    """Draws long numbers, which lose their middle rather than their end where the column is narrow."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Choose what is cut out."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class StateDelegate(QStyledItemDelegate):
    """Draws one column of states."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the cell's ground as always and the words over it."""
        words = str(index.data() or "")
        tone = TONES.get(words, "ok" if words in DONE else "")
        if not tone:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        self._draw_words(painter, option, words, tone)

    def _draw_words(self, painter: QPainter, option: QStyleOptionViewItem, words: str, tone: str) -> None:
        look = self._desk.look
        cell = QRectF(option.rect)
        metrics = option.fontMetrics
        width = min(cell.width() - 8, metrics.horizontalAdvance(words) + 20)
        chip = QRectF(cell.left() + 4, cell.center().y() - metrics.height() / 2 - 0.5, width, metrics.height() + 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if tone != "ok":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(f"{tone}_tint"))
            painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        painter.setPen(look.colour(tone))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()
