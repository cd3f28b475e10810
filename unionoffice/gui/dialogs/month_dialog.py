"""月视图: a month of log lines and events as a calendar, its key points to copy or to print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QMouseEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from unionoffice.domain.day import month_end
from unionoffice.gui.background import Background
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_dialog import ListDialog, ListRow
from unionoffice.gui.plain_widgets import button, icon, label, plain_tip, restyle
from unionoffice.gui.waiting import hourglass
from unionoffice.ledgers.shared import NATURE
from unionoffice.usecases.month_view import Month, MonthEntry, key_point_table, key_points, month_of

WEEKDAYS = "一二三四五六日"
WEEKS = 6
_MOST_UNDATED = 3


class EntryButton(QPushButton):
    """One entry in a day: its title, cut to the width, opens the record."""

    def __init__(self, entry: MonthEntry, words: str) -> None:
        super().__init__()
        self._words = words
        self.setProperty("role", "entry")
        self.setProperty("tone", "plan" if entry.is_plan else "event" if entry.is_event else "log")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(plain_tip(f"{entry.span.text}　{entry.title}　{entry.facts}".rstrip()))
        self.setAutoDefault(False)
        self.setMinimumWidth(20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the title anew."""
        super().resizeEvent(event)
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - 14)
        self.setText(cut.replace("&", "&&"))

    def sizeHint(self) -> QSize:
        """Ask for no width of its own: the day's column gives it."""
        return QSize(40, self.fontMetrics().height() + 4)


class DayCell(QFrame):
    """A day: its number and as many entries as fit."""

    asked = Signal(object)
    """Open this MonthEntry."""
    chosen = Signal(int)
    """Show this day alone."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.setObjectName("day")
        self._line = line
        self._entries: list[MonthEntry] = []
        self._day = 0
        self.number = label(role="small")
        self._box = QVBoxLayout(self)
        # A full day must not push the others off the screen: it shows what its height has room for.
        self._box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._box.setContentsMargins(5, 3, 5, 3)
        self._box.setSpacing(2)
        self._box.addWidget(self.number)
        self._box.addStretch()
        self._buttons: list[QWidget] = []

    def show_day(self, day: date | None, entries: list[MonthEntry], *, today: bool) -> None:
        """Show a day of the month; None is a place before or after it."""
        self._day = day.day if day else 0
        self._entries = entries
        self.number.setText(f"{day.day} 今天" if day and today else str(day.day) if day else "")
        restyle(self, today="true" if today else "false", outside="false" if day else "true")
        self._lay_out()

    def _lay_out(self) -> None:
        for each in self._buttons:
            self._box.removeWidget(each)
            each.hide()
            each.deleteLater()
        room = max(1, (self.height() - self._line - 8) // (self._line + 2))
        shown = self._entries if len(self._entries) <= room else self._entries[: max(1, room - 1)]
        self._buttons = [self._button(each) for each in shown]
        if len(shown) < len(self._entries):
            more = button(f"还有 {len(self._entries) - len(shown)} 项…", "entry")
            more.clicked.connect(lambda: self.chosen.emit(self._day))
            self._buttons.append(more)
        for each in self._buttons:
            each.setFixedHeight(self._line)
            self._box.insertWidget(self._box.count() - 1, each)
            each.show()

    def _button(self, entry: MonthEntry) -> EntryButton:
        made = EntryButton(entry, entry.title)
        made.clicked.connect(lambda: self.asked.emit(entry))
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many entries as fit now."""
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self._lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show the day alone where it is full."""
        if self._day and self._entries:
            self.chosen.emit(self._day)


class MonthDialog(QDialog):
    """The calendar; PgUp and PgDn turn its leaves."""

    def __init__(self, desk: Desk, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._background = Background(self)
        self.month: Month = month_of(desk.office, day.replace(day=1))
        self.title = label(role="title")
        self.counts = label(role="second")
        self.cells = [DayCell(desk.look.px + 8) for _ in range(WEEKS * len(WEEKDAYS))]
        self._undated = QHBoxLayout()
        self._lay_out()
        self._set_up_keys()
        desk.written.connect(lambda _: self.show_month(self.month.first))
        self.resize(1180, 690)
        self.show_month(self.month.first)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 12, 18, 12)
        box.setSpacing(8)
        box.addLayout(self._head())
        self._undated.setSpacing(6)
        box.addLayout(self._undated)
        grid = QGridLayout()
        grid.setSpacing(0)
        for column, words in enumerate(WEEKDAYS):
            grid.addWidget(label(f"星期{words}", "second"), 0, column, Qt.AlignmentFlag.AlignHCenter)
            grid.setColumnStretch(column, 1)
        for place, cell in enumerate(self.cells):
            grid.addWidget(cell, 1 + place // 7, place % 7)
            cell.asked.connect(self.open_entry)
            cell.chosen.connect(self.show_day)
        for row in range(1, WEEKS + 1):
            grid.setRowStretch(row, 1)
            grid.setRowMinimumHeight(row, 3 * (self.desk.look.px + 10))
        self._grid = grid
        box.addLayout(grid, 1)

    def _head(self) -> QHBoxLayout:
        look = self.desk.look
        self.before = button("‹ 上月", tip="PgUp")
        self.after = button("下月 ›", tip="PgDn")
        self.now = button("本月", tip="Home")
        self.copy_button = button("复制本月要点")
        self.print_button = button("打印", icon=icon("print", look), tip="Ctrl+P")
        self.close_button = button("关闭", tip="Esc")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.title)
        for made in (self.before, self.now, self.after):
            row.addWidget(made)
        row.addWidget(self.counts, 1)
        for made in (self.copy_button, self.print_button, self.close_button):
            row.addWidget(made)
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.now.clicked.connect(lambda: self.show_month(self.desk.office.today.replace(day=1)))
        self.copy_button.clicked.connect(self.copy_points)
        self.print_button.clicked.connect(self.print_points)
        self.close_button.clicked.connect(self.reject)
        return row

    def _set_up_keys(self) -> None:
        for keys, act in (
            ("PgUp", lambda: self.turn(-1)),
            ("PgDown", lambda: self.turn(1)),
            ("Home", self.now.click),
            ("Ctrl+P", self.print_points),
            ("Ctrl+C", self.copy_points),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # What is shown

    def turn(self, months: int) -> None:
        """Show the month before or after."""
        first = self.month.first
        near = first - timedelta(days=1) if months < 0 else month_end(first.year, first.month) + timedelta(days=1)
        self.show_month(near.replace(day=1))

    def show_month(self, first: date) -> None:
        """Show the month that begins on a day."""
        with self.desk.clear_errors():
            self.month = month_of(self.desk.office, first)
        self.setWindowTitle(f"月视图 · {self.month.label}")
        self.title.setText(self.month.label)
        entries = self.month.entries
        plans = sum(each.is_plan for each in entries)
        counted = f"共 {len(entries)} 项，其中计划 {plans} 项" if plans else f"共 {len(entries)} 项"
        self.counts.setText(counted if entries else "本月没有登记")
        self._show_days()
        self._show_undated()

    def _show_days(self) -> None:
        ahead, today = self.month.first.weekday(), self.desk.office.today
        weeks = (ahead + self.month.last.day + 6) // 7
        for place, cell in enumerate(self.cells):
            number = place - ahead + 1
            day = self.month.first.replace(day=number) if 1 <= number <= self.month.last.day else None
            cell.setVisible(place // 7 < weeks)
            cell.show_day(day, list(self.month.days.get(number, ())) if day else [], today=day == today)
        for row in range(1, WEEKS + 1):
            used = row <= weeks
            self._grid.setRowStretch(row, 1 if used else 0)
            self._grid.setRowMinimumHeight(row, 3 * (self.desk.look.px + 10) if used else 0)

    def _show_undated(self) -> None:
        while (item := self._undated.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        undated = self.month.undated
        if not undated:
            return
        self._undated.addWidget(label("日期不具体：", "second"))
        for each in undated[:_MOST_UNDATED]:
            made = EntryButton(each, f"{each.span.words} {each.title}")
            made.clicked.connect(partial(self.open_entry, each))
            self._undated.addWidget(made, 1)
        if len(undated) > _MOST_UNDATED:
            more = button(f"还有 {len(undated) - _MOST_UNDATED} 项…", "link")
            more.clicked.connect(lambda: self._show_list(f"{self.month.label} 日期不具体", undated))
            self._undated.addWidget(more)

    def show_day(self, number: int) -> None:
        """List everything of one day."""
        self._show_list(f"{self.month.label}{number}日", self.month.days.get(number, ()))

    def _show_list(self, title: str, entries: Sequence[MonthEntry]) -> None:
        heads = ("类型", "日期", "事项", "地点、人数、数据", "性质")
        dialog = ListDialog(self.desk, title, heads, [_row(each) for each in entries], parent=self)
        self.desk.record_asked.connect(dialog.reject)
        self.desk.record_asked.connect(self.reject)
        dialog.exec()
        self.desk.record_asked.disconnect(self.reject)
        dialog.deleteLater()

    # What the hand does

    def open_entry(self, entry: MonthEntry) -> None:
        """Close the calendar and go to the record."""
        self.accept()
        self.desk.record_asked.emit(entry.record.ledger.key, entry.record.id)

    def copy_points(self) -> None:
        """Put the key points of the month into the clipboard."""
        QGuiApplication.clipboard().setText(key_points(self.month))
        self.counts.setText("已复制本月工作要点，可以粘贴到文档")

    def print_points(self) -> None:
        """Show the key points as they would be printed."""
        from unionoffice.gui.paper import Paper, show_preview
        from unionoffice.usecases.put_out_list import list_pdf

        with self.desk.clear_errors():
            with hourglass():
                pdf = list_pdf(self.desk.office, key_point_table(self.month))
            paper = Paper(f"{self.month.label}工作要点", lambda: (pdf, ()))
            show_preview(paper, self._background, self.desk.messages, self)


def _row(entry: MonthEntry) -> ListRow:
    nature = "计划" if entry.is_plan else entry.record.text(NATURE)
    kind = "活动" if entry.is_event else "日志"
    target = (entry.record.ledger.key, entry.record.id)
    return ListRow((kind, entry.span.text, entry.title, entry.facts, nature), target=target)
