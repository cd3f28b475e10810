"""The row above a table: words, period and choices that narrow it down."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from unionoffice.domain.kinds import Choice, Flag
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.period import Period
from unionoffice.domain.query import Axis, Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.ledger.more_filters import MoreFilters
from unionoffice.gui.period_choices import offered_periods
from unionoffice.gui.plain_widgets import button, draw_on, icon
from unionoffice.usecases.column_values import told_filters
from unionoffice.usecases.group_words import filter_axis
from unionoffice.usecases.saved_filters import SavedFilter, saved_filters

PAUSE = 60
"""Milliseconds without a key before the search runs: a fast typist's letters go together."""


class SearchLine(QLineEdit):
    """A line that Esc empties and Down leaves for the table."""

    table_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty on Esc, go down on Down."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.table_asked.emit()
        else:
            super().keyPressEvent(event)


class FilterRow(QWidget):
    """Everything that makes up the query of a ledger but its order."""

    changed = Signal()

    def __init__(self, desk: Desk, ledger: Ledger) -> None:
        super().__init__()
        self._desk = desk
        self.ledger = ledger
        self.chosen: dict[str, str] = {}
        self.among: dict[Axis, frozenset[str]] = {}
        self.between: dict[str, tuple[str, str]] = {}
        self._is_shown = False
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _: None if self._is_shown else self._pause.start())
        self.search.returnPressed.connect(self._search_now)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.search = SearchLine()
        self.search.setPlaceholderText(f"搜索{'、'.join(_searched(self.ledger))}…  Ctrl+F")
        self.search.setMinimumWidth(150)
        self.search.setClearButtonEnabled(True)
        glass = QAction(self.search)
        draw_on(glass, icon("search", self._desk.look, "third"))
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        row.addWidget(self.search, 1)
        self.period = self._period_combo()
        row.addWidget(self.period)
        self.period.setVisible(self.ledger.when is not None)
        self.quick = {each.key: self._choice_combo(each) for each in self.ledger.quick}
        for combo in self.quick.values():
            row.addWidget(combo)
            combo.setVisible(combo.count() > 1)
        row.addWidget(self._more_button())
        self.clear_button = button("清除", "link", tip="清除所有筛选")
        self.clear_button.clicked.connect(self.clear)
        row.addWidget(self.clear_button)

    def _period_combo(self) -> QComboBox:
        combo = CalmCombo()
        combo.setAccessibleName("期间")
        combo.addItem("全部期间", None)
        for period in offered_periods(self._desk.office):
            combo.addItem(period.label, period)
        combo.activated.connect(lambda _: self.changed.emit())
        return combo

    def _choice_combo(self, key: Field[Any]) -> QComboBox:
        combo = CalmCombo()
        combo.setAccessibleName(key.title)
        combo.addItem(f"全部{key.title}", "")
        for each in labels_of(self._desk, key):
            combo.addItem(each, each)
        combo.setMaximumWidth(self._desk.look.px * 12)
        combo.view().setMinimumWidth(self._desk.look.px * 13)
        combo.activated.connect(lambda _: self._choose(key.key, combo.currentData()))
        return combo

    def _more_button(self) -> QToolButton:
        more = QToolButton()
        more.setText("更多筛选")
        draw_on(more, icon("filter", self._desk.look))
        more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(more)
        self.trash = QAction("回收站", more)
        self.trash.setCheckable(True)
        self.trash.triggered.connect(lambda _: self.changed.emit())
        menu.aboutToShow.connect(lambda: self.fill_menu(menu))
        self.fill_menu(menu)
        more.setMenu(menu)
        self.more = more
        return more

    def fill_menu(self, menu: QMenu) -> None:
        """Offer the filters that are kept, and all that the row itself has no room for."""
        menu.clear()
        menu.addAction("按其他栏目筛选…").triggered.connect(self._ask_more)
        menu.addAction(self.trash)
        menu.addSeparator()
        kept = saved_filters(self._desk.office, self.ledger)
        for each in kept:
            menu.addAction(each.name.replace("&", "&&")).triggered.connect(partial(self.use, each))
        if kept:
            menu.addSeparator()
        keep = menu.addAction("保存此筛选…")
        keep.setEnabled(self.narrows or self.period.currentData() is not None)
        keep.triggered.connect(self._ask_name)
        if kept:
            menu.addAction("管理已存的筛选…").triggered.connect(self._ask_kept)

    def use(self, kept: SavedFilter) -> None:
        """Filter by what was kept under a name."""
        self.show_query(kept.query)
        self.changed.emit()
        if not kept.is_whole:
            self._desk.tell(f"筛选“{kept.name}”中有的栏目或期间已经没有了，其余条件照用")

    def _ask_name(self) -> None:
        from unionoffice.gui.dialogs.saved_filters_dialog import SaveFilterDialog

        dialog = SaveFilterDialog(self._desk, self.ledger, self.query(), self.window())
        dialog.exec()
        dialog.deleteLater()

    def _ask_kept(self) -> None:
        from unionoffice.gui.dialogs.saved_filters_dialog import ManageFilters

        dialog = ManageFilters(self._desk, self.ledger, self.window())
        dialog.exec()
        dialog.deleteLater()

    def _choose(self, key: str, words: str) -> None:
        self.chosen.pop(key, None)
        if words:
            self.chosen[key] = words
        self.changed.emit()

    def _ask_more(self) -> None:
        fields = [each for each in self.ledger.fields if isinstance(each.kind, Choice | Flag)]
        dialog = MoreFilters(self._desk, fields, self.chosen, self)
        if dialog.exec():
            self.show_query(replace(self.query(), equals=dialog.chosen()))
            self.changed.emit()

    def filter_column(self, key: Field[Any], codes: frozenset[str] | None, ends: tuple[str, str] = ("", "")) -> None:
        """Narrow down to some values of a column, or to those between two; None and blanks let all values in."""
        self.forget_column(key)
        if codes is not None:
            self.among[filter_axis(key)] = codes
        if any(ends):
            self.between[key.key] = ends
        self.show_query(self.query())
        self.changed.emit()

    def forget_column(self, key: Field[Any]) -> None:
        """Let in all values of a column; this is no change yet."""
        self.chosen.pop(key.key, None)
        self.between.pop(key.key, None)
        for axis in [axis for axis in self.among if axis.key == key.key]:
            del self.among[axis]

    def filtered_keys(self) -> set[str]:
        """Name the fields that must have certain values."""
        return {*self.chosen, *self.between, *(axis.key for axis in self.among)}

    def _search_now(self) -> None:
        self._pause.stop()
        self.changed.emit()

    def clear(self) -> None:
        """Show everything that is not in the trash."""
        self.show_query(Query())
        self.changed.emit()

    def query(self, order: str = "", descending: bool = False) -> Query:
        """Give the query that the row stands for."""
        return Query(
            words=self.search.text().strip(),
            period=self.period.currentData(),
            equals=dict(self.chosen),
            trashed=self.trash.isChecked(),
            order=order,
            descending=descending,
            among=dict(self.among),
            between=dict(self.between),
        )

    def show_query(self, query: Query) -> None:
        """Show a query; this is no change by the clerk."""
        self._is_shown = True
        self._pause.stop()
        self.search.setText(query.words)
        self._show_period(query.period)
        self.chosen, self.among, self.between = dict(query.equals), dict(query.among), dict(query.between)
        for key, combo in self.quick.items():
            combo.setCurrentIndex(max(0, combo.findData(self.chosen.get(key, ""))))
        self.trash.setChecked(query.trashed)
        self._is_shown = False

    def _show_period(self, period: Period | None) -> None:
        if period is not None and self.period.findText(period.label) < 0:
            self.period.addItem(period.label, period)
        self.period.setCurrentIndex(0 if period is None else self.period.findText(period.label))

    @property
    def narrows(self) -> bool:
        """Whether anything but the period leaves records out."""
        return bool(self.search.text().strip() or self.filtered_keys() or self.trash.isChecked())

    def chosen_elsewhere(self) -> list[str]:
        """Name the choices that no combo of the row shows."""
        told = [f"{self.ledger.get(key).title}：{words}" for key, words in self.chosen.items() if key not in self.quick]
        return told + told_filters(self._desk.office, self.ledger, self.query())


def labels_of(desk: Desk, key: Field[Any]) -> tuple[str, ...]:
    """List what a field of choices may hold."""
    return desk.office.codebook[key.kind.codes].labels if isinstance(key.kind, Choice) else ("是", "否")


def _searched(ledger: Ledger) -> list[str]:
    """Name what the search finds records by: what they are called, and their number or, without one, what else they say."""
    name, number = ledger.label[0], ledger.get("no", None)
    others = [number] if number else [each for each in ledger.shown or ledger.fields if each.is_searched]
    more = [each.title for each in others if each is not name]
    return [name.title, "拼音首字母", *more[:1]]
