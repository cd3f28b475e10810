"""The period table of a ledger: rows by month, unit or category, numbers that lead to the records behind them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from unionoffice.domain.period import Period
from unionoffice.domain.query import Axis, Query
from unionoffice.gui.background import Background
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.ledger.clipboard_rows import texts_for_clipboard
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.period_choices import offered_periods
from unionoffice.gui.plain_widgets import button, icon, label
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.column_values import told_filters
from unionoffice.usecases.group_words import axis_title
from unionoffice.usecases.statistics import (
    Measure,
    PeriodTable,
    as_paper,
    as_rows,
    axes_of,
    records_of_side,
    statistics,
    usual_axes,
)

_NARROWEST, _WIDEST, _PADDING = 72, 260, 26
_COUNT = Measure()


class StatisticsDialog(QDialog):
    """Choices above, the table, and what can be done with it."""

    def __init__(self, pane: LedgerPane) -> None:
        super().__init__(pane.body.window())
        self._pane, self.desk, self.ledger = pane, pane.desk, pane.ledger
        self._found = pane.query()
        self._background = Background(self)
        self.result_table: PeriodTable | None = None
        self.setWindowTitle(f"{self.ledger.title}统计")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make_choices()
        self._make_table()
        self._lay_out()
        self.resize(min(1080, 12 * self.desk.look.px + 860), 600)
        self.refresh()
        self.table.setFocus()

    def _make_choices(self) -> None:
        rows, columns = usual_axes(self.ledger)
        self.row_axis, self.column_axis, self.measure, self.period = (CalmCombo() for _ in range(4))
        self.column_axis.addItem("（不分列）", None)
        for axis in axes_of(self.ledger):
            self.row_axis.addItem(axis_title(self.ledger, axis), axis)
            self.column_axis.addItem(axis_title(self.ledger, axis), axis)
        self.row_axis.setCurrentIndex(_place(self.row_axis, rows))
        self.column_axis.setCurrentIndex(_place(self.column_axis, columns))
        self.period.addItem("全部期间", None)
        chosen = self._found.period
        for period in ([chosen] if chosen else []) + offered_periods(self.desk.office):
            if self.period.findText(period.label) < 0:
                self.period.addItem(period.label, period)
        self.period.setCurrentIndex(1 if chosen else 0)
        self.only_found = QCheckBox("只统计当前筛选出的登记")
        narrowed = self._found.picks or bool(self._found.words) or self._found.trashed
        self.only_found.setChecked(narrowed)
        self.only_found.setVisible(narrowed)
        for combo in (self.row_axis, self.column_axis, self.period):
            combo.setMaxVisibleItems(20)
            combo.setMinimumWidth(self.desk.look.px * 10)
            combo.activated.connect(lambda _: self.refresh())
        self.measure.activated.connect(lambda _: self._fill())
        self.only_found.toggled.connect(lambda _: self.refresh())

    def _make_table(self) -> None:
        self.table = QTableWidget()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(self.desk.look.row_height)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.cellClicked.connect(self.show_records)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        has_period = self.ledger.when is not None
        for title, combo in (("行", self.row_axis), ("列", self.column_axis), ("数值", self.measure)):
            combo.setAccessibleName(title)
            top.addWidget(label(title, "second"))
            top.addWidget(combo)
        self.period.setAccessibleName("期间")
        self.period.setVisible(has_period)
        top.addWidget(self.period)
        top.addStretch()
        self.note = label(role="second", wrap=True)
        self.copy_button = button("复制", tip="把整张表复制到 Excel（Ctrl+C）")
        self.export_button = button("导出 Excel…", icon=icon("export", self.desk.look))
        self.print_button = button("打印", icon=icon("print", self.desk.look))
        self.close_button = button("关闭", tip="Esc")
        foot = QHBoxLayout()
        for each in (self.copy_button, self.export_button, self.print_button):
            foot.addWidget(each)
        foot.addStretch()
        foot.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 14, 18, 14)
        box.setSpacing(10)
        box.addLayout(top)
        box.addWidget(self.only_found)
        box.addWidget(self.table, 1)
        box.addWidget(self.note)
        box.addLayout(foot)
        self._connect()

    def _connect(self) -> None:
        self.copy_button.clicked.connect(self.copy)
        self.export_button.clicked.connect(self.export)
        self.print_button.clicked.connect(self.print)
        self.close_button.clicked.connect(self.reject)
        self.desk.written.connect(self._follow_writing)
        for keys, act in (
            ("Ctrl+C", self.copy),
            ("Ctrl+P", self.print),
            ("F5", self.refresh),
            ("Return", self._show_current),
            ("Enter", self._show_current),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    # The numbers

    def query(self) -> Query:
        """Give the query whose records are counted."""
        period: Period | None = self.period.currentData()
        if self.only_found.isVisibleTo(self) and self.only_found.isChecked():
            return replace(self._found, period=period)
        return Query(period=period)

    def refresh(self) -> None:
        """Count anew."""
        rows, columns = self.row_axis.currentData(), self.column_axis.currentData()
        with self.desk.clear_errors():
            self.result_table = statistics(
                self.desk.office, self.ledger, rows, None if columns == rows else columns, self.query()
            )
            self._offer_measures(self.result_table)
            self._fill()

    def _follow_writing(self, ledger: str) -> None:
        if ledger == self.ledger.key:
            self.refresh()

    def _offer_measures(self, table: PeriodTable) -> None:
        was = self.measure.currentText()
        self.measure.clear()
        for each in table.measures:
            self.measure.addItem(each.title, each)
        self.measure.setCurrentIndex(max(0, self.measure.findText(was)))
        self.measure.setEnabled(table.columns is not None)

    def _fill(self) -> None:
        table = self.result_table
        if table is None:
            return
        heads, lines = as_rows(table, self.measure.currentData() or _COUNT)
        self.table.clear()
        self.table.setRowCount(len(lines))
        self.table.setColumnCount(len(heads))
        for row, cells in enumerate(lines):
            for column, words in enumerate(cells):
                self.table.setItem(row, column, self._item(words, row == len(lines) - 1, is_number=column > 0))
        for column, head in enumerate(heads):
            item = QTableWidgetItem(head)
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self.table.setHorizontalHeaderItem(column, item)
        self._fit(heads, lines)
        self._show_note(table)

    def _item(self, words: str, is_total: bool, *, is_number: bool) -> QTableWidgetItem:
        item = QTableWidgetItem(words)
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        if is_number:
            item.setForeground(self.desk.look.colour("info"))
        if is_total:
            font = self.table.font()
            font.setBold(True)
            item.setFont(font)
            item.setBackground(self.desk.look.colour("header"))
        return item

    def _fit(self, heads: tuple[str, ...], lines: list[tuple[str, ...]]) -> None:
        metrics = self.table.fontMetrics()
        for column, head in enumerate(heads):
            widest = max(metrics.horizontalAdvance(words) for words in (head, *(line[column] for line in lines)))
            self.table.setColumnWidth(column, max(_NARROWEST, min(_WIDEST, widest * 11 // 10 + _PADDING)))

    def _show_note(self, table: PeriodTable) -> None:
        told = told_filters(self.desk.office, self.ledger, table.query)
        where = f"筛选：{'；'.join(told)}。" if told else ""
        if not table.row_words:
            self.note.setText(f"{where}没有可以统计的登记。")
            return
        least = "带“余”的合计含有约数，是下限。" if any(each.least for each in table.groups) else ""
        self.note.setText(f"{where}{least}点击数字，列出这些登记；空白处没有数据。")

    # What leads on

    def _show_current(self) -> None:
        self.show_records(self.table.currentRow(), self.table.currentColumn())

    def show_records(self, row: int, column: int) -> None:
        """List exactly the records behind a number in the ledger's page."""
        table = self.result_table
        item = self.table.item(row, column)
        if table is None or column < 1 or item is None or not item.text():
            return
        row_codes, column_codes = list(table.row_words), list(table.column_words)
        row_code = row_codes[row] if row < len(row_codes) else None
        column_code = column_codes[column - 1] if table.columns and column <= len(column_codes) else None
        query = table.records_of(row_code, column_code)
        measure: Measure = self.measure.currentData() if table.columns else table.measures[column - 1]
        if measure.side is not None:
            query = records_of_side(self.desk.office, self.ledger, query, measure.side)
        self._make_room()
        self.desk.ledger_asked.emit(self.ledger.key, query)

    def _make_room(self) -> None:
        """Move to the half of the window in which the rows are not."""
        window, body = self._pane.body.window(), self._pane.body
        height = window.height() * 45 // 100
        rows_are_low = body.mapTo(window, body.rect().topLeft()).y() > window.height() * 2 // 5
        top = 8 if rows_are_low else window.height() - height - 8
        self.setGeometry(window.x() + (window.width() - self.width()) // 2, window.y() + top, self.width(), height)

    def copy(self) -> None:
        """Put the table into the clipboard as Excel takes it."""
        if self.result_table is not None:
            heads, lines = as_rows(self.result_table, self.measure.currentData() or _COUNT)
            content = texts_for_clipboard(
                list(heads), [list(each) for each in lines], [False, *(True for _ in heads[1:])]
            )
            QGuiApplication.clipboard().setMimeData(content)
            self.desk.tell(f"已复制 {len(lines)} 行，可以粘贴到 Excel")

    def export(self) -> None:
        """Ask for a file and write the table as Excel takes it."""
        from unionoffice.usecases.put_out_list import list_file

        if self.result_table is None:
            return
        paper = as_paper(self.result_table, self.measure.currentData() or _COUNT)
        name = f"{paper.title}_{self.desk.office.name}_{self.desk.office.today:%Y%m%d}.xlsx".replace("/", "／")
        target = self.desk.messages.choose_target("导出 Excel", Path.home() / name, "Excel 文件 (*.xlsx)")
        if target is not None:
            with self.desk.clear_errors():
                with hourglass():
                    list_file(self.desk.office, paper, target)
                self.desk.tell(f"已导出 {target.name}")

    def print(self) -> None:
        """Show the table as it would be printed."""
        from unionoffice.gui.paper import Paper, show_preview
        from unionoffice.usecases.put_out_list import list_pdf

        if self.result_table is None:
            return
        paper = as_paper(self.result_table, self.measure.currentData() or _COUNT)
        with self.desk.clear_errors():
            with hourglass():
                pdf = list_pdf(self.desk.office, paper)
            show_preview(Paper(paper.title, partial(_as_it_is, pdf)), self._background, self.desk.messages, self)


def _place(combo: CalmCombo, axis: Axis | None) -> int:
    return next((at for at in range(combo.count()) if combo.itemData(at) == axis), 0)


def _as_it_is(pdf: bytes) -> tuple[bytes, tuple[str, ...]]:
    return pdf, ()
