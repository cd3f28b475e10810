"""What the check says of the text: each finding leads to its place and its rows, and is put right or settled there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from unionoffice.gui.plain_widgets import button, label
from unionoffice.gui.summary.wrapped_list import WrappedList
from unionoffice.usecases.check_summary import KIND_NAMES, CheckedText, Point

_ALL_AGREE = "正文里的数字都与台账相符。"
_AGREED = "封账时，正文里的数字都与登记相符。"
_NO_NUMBERS = "正文里没有数字。"


class CheckPanel(QFrame):
    """A count, the findings, and what can be done with the chosen one."""

    point_asked = Signal(object)
    """Show the place and the rows of this Point."""
    point_clicked = Signal(object)
    """This Point was clicked: show it, or lead back from it."""
    updating_asked = Signal(object)
    """Put the present numbers into these Points."""
    settling_asked = Signal(object)
    """Settle this Point with a reason, or open it again."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._points: Sequence[Point] = ()
        self._is_locked = self._has_numbers = False
        self.counts = label(role="second", wrap=True)
        self.list = WrappedList("需要核对")
        self.empty = label(_ALL_AGREE, "second", wrap=True)
        self.update_one = button("更新为台账数")
        self.update_all = button("全部更新")
        self.settle = button("无需修改…", tip="写明理由后，这一处不再提示")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.counts)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        self._gap = QWidget()
        column.addWidget(self._gap, 1)
        row = QHBoxLayout()
        row.setSpacing(6)
        for made in (self.update_one, self.update_all, self.settle):
            row.addWidget(made)
        column.addLayout(row)
        self.list.currentRowChanged.connect(lambda _: self._show_buttons())
        self.list.itemClicked.connect(lambda _: self._tell(self.point_clicked))
        self.list.itemActivated.connect(lambda _: self._tell(self.point_asked))
        self.update_one.clicked.connect(lambda: self.updating_asked.emit([self.current()]))
        self.update_all.clicked.connect(lambda: self.updating_asked.emit(self._stale()))
        self.settle.clicked.connect(lambda: self.settling_asked.emit(self.current()))

    def lock(self, locked: bool) -> None:
        """Show findings without letting them be put right or settled."""
        self._is_locked = locked
        self._show_praise()
        self._show_buttons()

    def _show_praise(self) -> None:
        """Say what it means that nothing was found; a text without numbers agrees with nothing."""
        self.empty.setText(_NO_NUMBERS if not self._has_numbers else _AGREED if self._is_locked else _ALL_AGREE)

    def show_check(self, checked: CheckedText) -> None:
        """List the findings, the open ones first."""
        before = self.current()
        self._points = sorted(checked.points, key=lambda each: bool(each.reason))
        self.list.clear()
        for each in self._points:
            state = f"已核对（{each.reason}）：" if each.reason else f"【{KIND_NAMES[each.kind]}】"
            item = QListWidgetItem(f"{state}{each.sentence}")
            self.list.addItem(item)
        names = [each.name for each in self._points]
        if before is not None and before.name in names:
            self.list.setCurrentRow(names.index(before.name))
        still_open = len(checked.open_points)
        self.counts.setText(
            f"需要核对 {still_open} 处 · 相符 {checked.matched} 个数字"
            + (f" · 未写入 {len(checked.not_written)} 个" if checked.not_written else "")
        )
        self._has_numbers = bool(checked.matched)
        self._show_praise()
        self.empty.setVisible(not self._points)
        self.list.setVisible(bool(self._points))
        self._gap.setVisible(not self._points)
        self._show_buttons()

    def _stale(self) -> list[Point]:
        return [point for point in self._points if point.stale]

    def current(self) -> Point | None:
        """Give the chosen finding."""
        row = self.list.currentRow()
        return self._points[row] if 0 <= row < len(self._points) else None

    def _tell(self, signal: SignalInstance) -> None:
        if (point := self.current()) is not None:
            signal.emit(point)

    def _show_buttons(self) -> None:
        point = self.current()
        self.update_one.setEnabled(point is not None and point.stale is not None and not self._is_locked)
        self.update_all.setEnabled(bool(self._stale()) and not self._is_locked)
        self.settle.setEnabled(point is not None and not self._is_locked)
        self.settle.setText("重新提示" if point is not None and point.reason else "无需修改…")
