"""The box under a column's head in which the wanted values are ticked, as in Excel."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from unionoffice.domain.kinds import DayKind, DaySpan, Refused
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.date_editor import DateLine
from unionoffice.gui.plain_widgets import button, label
from unionoffice.usecases.column_values import MOST_VALUES, column_values, has_range
from unionoffice.usecases.group_words import filter_axis

PAUSE = 120
"""Milliseconds without a key before the values are searched."""
_CODE = int(Qt.ItemDataRole.UserRole)
Ends = tuple[str, str]


class SearchValues(QLineEdit):
    """A line from which Down leads to the list."""

    list_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down on Down."""
        if event.key() == Qt.Key.Key_Down:
            self.list_asked.emit()
        else:
            super().keyPressEvent(event)


class ColumnFilter(QFrame):
    """Search, values with their counts, for numbers and dates from and to."""

    chosen = Signal(object, object)
    """The codes wanted, or None for all, and the ends wanted."""
    order_asked = Signal(bool)
    """Whether the column is to be sorted from its end."""

    def __init__(self, desk: Desk, ledger: Ledger, key: Field[Any], query: Query, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("columnFilter")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._ledger, self.key, self._query = desk, ledger, key, query
        self._before = query.among.get(filter_axis(key))
        if self._before is None and key.key in query.equals:
            self._before = self._codes_of(query.equals[key.key])
        self._is_cut = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._list_found)
        self._lay_out(query.between.get(key.key, ("", "")))
        self._list(self._before)
        self.search.setFocus()

    def _lay_out(self, ends: Ends) -> None:
        self.search = SearchValues()
        self.search.setPlaceholderText(f"搜索{self.key.title}")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.search.list_asked.connect(self._enter_list)
        self.rising = button("升序排列", "link")
        self.falling = button("降序排列", "link")
        self.rising.clicked.connect(lambda: self._sort(descending=False))
        self.falling.clicked.connect(lambda: self._sort(descending=True))
        self.all = button("全选", "link")
        self.none = button("全不选", "link")
        self.all.clicked.connect(lambda: self._tick_all(on=True))
        self.none.clicked.connect(lambda: self._tick_all(on=False))
        self.values = QListWidget()
        self.values.setAccessibleName(f"{self.key.title}的值")
        self.values.setMinimumHeight(self._desk.look.row_height * 6)
        self.values.itemChanged.connect(lambda _: self._show_state())
        self.notice = label(role="small", wrap=True)
        self.sentence = label(role="error", wrap=True)
        self.sentence.hide()
        self.clear = button("清除此栏")
        self.clear.clicked.connect(lambda: self._choose(None, ("", "")))
        self.go = button("确定", "primary")
        self.go.clicked.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 10)
        box.setSpacing(6)
        box.addLayout(_row(self.rising, self.falling, None))
        box.addWidget(self.search)
        box.addLayout(_row(self.all, self.none, None))
        box.addWidget(self.values, 1)
        box.addWidget(self.notice)
        self.ends = [self._end_line(words) for words in ends] if has_range(self.key) else []
        if self.ends:
            box.addLayout(_row(label("从"), self.ends[0], label("到"), self.ends[1]))
        box.addWidget(self.sentence)
        box.addLayout(_row(self.clear, None, self.go))
        self.setFixedWidth(self._desk.look.px * (24 if self.ends else 20))

    def _end_line(self, words: str) -> QLineEdit:
        is_date = isinstance(self.key.kind, DayKind | DaySpan)
        line = DateLine(lambda: self._desk.office.today) if is_date else QLineEdit()
        line.setText(words)
        line.setPlaceholderText("不限")
        line.setMinimumWidth(self._desk.look.px * 4)
        line.returnPressed.connect(self.accept)
        return line

    def _codes_of(self, words: str) -> frozenset[str] | None:
        """Give the code of the value that a combo of the filter row stands for."""
        if not words:
            return frozenset({""})
        found = column_values(self._desk.office, self._ledger, self.key, self._query).values
        return frozenset(each.code for each in found if each.words == words)

    # The values

    def _list_found(self) -> None:
        """List what the search finds, all of it ticked."""
        self._list(None if self.search.text().strip() else self._before)

    def _list(self, ticked: frozenset[str] | None) -> None:
        found = column_values(self._desk.office, self._ledger, self.key, self._query, self.search.text())
        self._is_cut = found.is_cut
        is_searched = bool(self.search.text().strip())
        self.values.blockSignals(True)
        self.values.clear()
        for each in found.values:
            item = QListWidgetItem(f"{each.words.replace(chr(10), ' ')}　{each.count:,}")
            item.setData(_CODE, each.code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = each.code in ticked if ticked is not None else (is_searched or not found.is_cut)
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.values.addItem(item)
        self.values.blockSignals(False)
        self._show_state()

    def _tick_all(self, *, on: bool) -> None:
        self.values.blockSignals(True)
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.values.blockSignals(False)
        self._show_state()

    def _items(self) -> list[QListWidgetItem]:
        return [self.values.item(row) for row in range(self.values.count())]

    def ticked(self) -> frozenset[str]:
        """Give the codes of the ticked values."""
        return frozenset(each.data(_CODE) for each in self._items() if each.checkState() is Qt.CheckState.Checked)

    def _show_state(self) -> None:
        ticked, listed = len(self.ticked()), self.values.count()
        if not listed:
            words = "没有这样的值。"
        elif self._is_cut:
            words = f"不同的值太多，只列出最常见的 {MOST_VALUES} 个；可先搜索再勾选。已勾选 {ticked} 个。"
        else:
            words = f"共 {listed} 个值，已勾选 {ticked} 个。"
        self.notice.setText(words)
        self.go.setEnabled(ticked > 0 or self._is_cut or bool(self.ends and listed == 0))

    def _enter_list(self) -> None:
        self.values.setFocus()
        self.values.setCurrentRow(max(0, self.values.currentRow()))

    # The answer

    def _sort(self, *, descending: bool) -> None:
        self.close()
        self.order_asked.emit(descending)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button it is on, else takes what is ticked; Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
            else:
                self.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def accept(self) -> None:
        """Filter by what is ticked and by the ends; refuse ends that cannot be read."""
        if self._pause.isActive():
            self._pause.stop()
            self._list_found()
        if not self.go.isEnabled():
            return
        ends = tuple(line.text().strip() for line in self.ends)
        if (sentence := self._refusal(ends)) is not None:
            self.sentence.setText(sentence)
            self.sentence.show()
            self.adjustSize()
            return
        ticked = self.ticked()
        is_all = not self.search.text().strip() and (not ticked if self._is_cut else len(ticked) == self.values.count())
        self._choose(None if is_all else ticked, (ends[0], ends[1]) if ends else ("", ""))

    def _refusal(self, ends: tuple[str, ...]) -> str | None:
        for words in ends:
            try:
                self.key.kind.parse(words, self._desk.office.context())
            except Refused as refused:
                return refused.sentence
        return None

    def _choose(self, codes: frozenset[str] | None, ends: Ends) -> None:
        self.close()
        self.chosen.emit(codes, ends)

    def open_at(self, corner: QPoint) -> None:
        """Show the box with its upper left corner there, moved into the screen where needed."""
        self.adjustSize()
        area = self.screen().availableGeometry()
        x = max(area.left(), min(corner.x(), area.right() - self.width()))
        y = max(area.top(), min(corner.y(), area.bottom() - self.height()))
        self.move(x, y)
        self.show()


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for each in widgets:
        if each is None:
            row.addStretch()
        else:
            row.addWidget(each)
    return row
