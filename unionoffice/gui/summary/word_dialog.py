"""对账 Word 稿: what a file that came back has changed, what the check says of it, and what of it is taken over."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.plain_widgets import label
from unionoffice.gui.summary.change_card import ChangeCard, MarkedWords
from unionoffice.gui.summary.figure_panel import FigurePanel
from unionoffice.gui.summary.wrapped_list import WrappedList
from unionoffice.usecases.take_over_word import ReturnedText, WordPoint


class WordDialog(DialogFrame):
    """Changed paragraphs with ticks at the left, findings with their rows at the right."""

    def __init__(self, desk: Desk, returned: ReturnedText, parent: QWidget | None = None) -> None:
        super().__init__(f"对账 Word 稿：{returned.name}", "采用所选修改", parent, letters=60)
        self._desk, self._returned = desk, returned
        self.cards: list[ChangeCard] = []
        self.box.insertWidget(0, label(_counts(returned), "second", wrap=True))
        whole = QSplitter()
        whole.setHandleWidth(12)
        whole.setChildrenCollapsible(False)
        whole.addWidget(self._changes())
        whole.addWidget(self._findings())
        whole.setSizes([620, 440])
        whole.setStretchFactor(0, 1)
        self.box.insertWidget(1, whole, 1)
        self.all = self.left_button("全选")
        self.all.setVisible(bool(self.cards))
        self.all.clicked.connect(self._tick_all)
        desk.record_asked.connect(self._make_way)
        self._count()
        self.resize(1120, 660)
        ticks = [card.tick for card in self.cards if card.change.can_be_taken]
        (ticks[0] if ticks else self.list).setFocus()

    # The changes

    def _changes(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("与总结不同的段落", "heading"))
        sheet = QWidget()
        sheet.setObjectName("fields")
        cards = QVBoxLayout(sheet)
        cards.setContentsMargins(0, 0, 8, 0)
        cards.setSpacing(8)
        for change in self._returned.changes:
            card = ChangeCard(self._desk.look, change)
            card.ticked.connect(self._count)
            self.cards.append(card)
            cards.addWidget(card)
        if not self.cards:
            cards.addWidget(label("这份稿子的段落与总结一字不差。", "second", wrap=True))
        cards.addStretch()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(sheet)
        column.addWidget(self.area, 1)
        return side

    def chosen(self) -> list[int]:
        """Give the numbers of the ticked changes."""
        return [card.change.number for card in self.cards if card.is_ticked]

    def _tick_all(self) -> None:
        offered = [card for card in self.cards if card.change.can_be_taken]
        wanted = not all(card.is_ticked for card in offered)
        for card in offered:
            card.tick.setChecked(wanted)

    def _count(self) -> None:
        count = len(self.chosen())
        self.go.setText(f"采用所选修改（{count}）" if count else "采用所选修改")
        self.go.setEnabled(bool(count))
        offered = sum(card.change.can_be_taken for card in self.cards)
        self.all.setText("全不选" if count and count == offered else "全选")

    # The findings

    def _findings(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("对这份稿子的核对", "heading"))
        self.list = WrappedList("对这份稿子的核对")
        for point in self._returned.points:
            self.list.addItem(QListWidgetItem(f"【{point.kind}】{point.sentence}"))
        self.words = MarkedWords(self._desk.look)
        self.words.hide()
        self.panel = FigurePanel(self._desk)
        column.addWidget(self.list, 3)
        column.addWidget(self.words)
        column.addWidget(self.panel, 2)
        if not self._returned.points:
            self.list.hide()
            column.insertWidget(1, label("稿子里的数字都与台账相符。", "second", wrap=True))
        self.list.currentRowChanged.connect(lambda _: self._show_point())
        self.list.itemClicked.connect(lambda _: self._show_point())
        return side

    def current(self) -> WordPoint | None:
        """Give the chosen finding."""
        row = self.list.currentRow()
        return self._returned.points[row] if 0 <= row < len(self._returned.points) else None

    def _show_point(self) -> None:
        point = self.current()
        if point is None:
            return
        self.words.show()
        self.words.show_pieces("", point.excerpt)
        self.panel.show_rows_of(point.sentence, point.rows)
        self.panel.setVisible(bool(point.rows))
        # What was shown takes its room from the list first.
        QTimer.singleShot(0, self.list, lambda: self.list.scrollToItem(self.list.currentItem()))
        for card in self.cards:
            if card.change.place == point.place:
                self.area.ensureWidgetVisible(card, 0, 20)
            card.show_chosen(card.change.place == point.place)

    def _make_way(self) -> None:
        """Close for the record that is opened behind this box."""
        self.reject()


def _counts(returned: ReturnedText) -> str:
    changes = sum(each.can_be_taken for each in returned.changes)
    return (
        f"不同 {changes} 处 · 相同 {returned.unchanged} 段 · 相符 {returned.matched} 个数字"
        f" · 需要核对 {len(returned.points)} 处。勾选要采用的修改；没有勾选的，总结里保持原样。"
    )
