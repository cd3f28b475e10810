"""The chapters of the summary: chosen to go there, renamed, moved, taken out, brought back, added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from unionoffice.domain.draft import Part
from unionoffice.domain.manuscript import ChapterPlan
from unionoffice.gui.plain_widgets import button, plain_tip
from unionoffice.usecases.edit_summary import SummaryText


class ChapterList(QWidget):
    """A list with two arrows and a menu."""

    chapter_asked = Signal(str)
    plans_made = Signal(object)
    """The chapters as the clerk wants them, as a list of ChapterPlan."""
    name_asked = Signal(object)
    """A title is needed: gives a function that takes it, and the title so far."""

    def __init__(self) -> None:
        super().__init__()
        self._plans: list[ChapterPlan] = []
        self.list = QListWidget()
        self.list.setObjectName("registers")
        self.list.setAccessibleName("章节")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.up, self.down, self.more = button("↑", tip="上移"), button("↓", tip="下移"), button("章节")
        self.up.setAccessibleName("上移章节")
        self.down.setAccessibleName("下移章节")
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.up)
        row.addWidget(self.down)
        row.addWidget(self.more, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.list, 1)
        box.addLayout(row)
        self.list.currentRowChanged.connect(self._ask)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.menu.aboutToShow.connect(self._fill_menu)

    def lock(self, locked: bool) -> None:
        """Let the chapters be chosen, not arranged."""
        for each in (self.up, self.down, self.more):
            each.setEnabled(not locked)

    def show_text(self, text: SummaryText) -> None:
        """List the chapters with their numerals; those taken out stand at the end of the menu."""
        row = self.list.currentRow()
        planned = {each.key: each for each in text.manuscript.chapters}
        shown = [planned.get(each.key, ChapterPlan(each.key)) for each in text.draft.chapters]
        self._plans = [*shown, *(each for each in text.manuscript.chapters if each.dropped)]
        self.list.blockSignals(True)
        self.list.clear()
        for chapter in text.draft.chapters:
            title = f"{chapter.numeral}、{chapter.title}" if chapter.numeral else chapter.title
            item = QListWidgetItem(title)
            item.setToolTip(plain_tip(title))
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self.list.blockSignals(False)

    def _ask(self, row: int) -> None:
        if 0 <= row < len(self._plans):
            self.chapter_asked.emit(self._plans[row].key)

    def _current(self) -> int | None:
        row = self.list.currentRow()
        return row if 0 <= row < self.list.count() else None

    def _move(self, step: int) -> None:
        row = self._current()
        if row is None or not 0 <= row + step < self.list.count():
            return
        plans = list(self._plans)
        plans[row], plans[row + step] = plans[row + step], plans[row]
        self.list.setCurrentRow(row + step)
        self.plans_made.emit(plans)

    def _fill_menu(self) -> None:
        self.menu.clear()
        row = self._current()
        for words, action, needs_row in (
            ("新增章节…", self.add, False),
            ("改标题…", self.rename, True),
            ("不写这一章", self.drop, True),
        ):
            self._entry(words, action).setEnabled(row is not None or not needs_row)
        dropped = [each for each in self._plans if each.dropped]
        if dropped:
            self.menu.addSeparator()
        for each in dropped:
            self._entry(f"恢复“{each.title or each.key}”", partial(self.bring_back, each.key))

    def _entry(self, words: str, action: Callable[[], object]) -> QAction:
        entry = self.menu.addAction(words.replace("&", "&&"))
        entry.triggered.connect(lambda _=False: action())
        return entry

    def add(self) -> None:
        """Add a chapter of the clerk's own behind the current one."""

        def take(title: str) -> None:
            row = self._current()
            place = self.list.count() if row is None else row + 1
            keys = {each.key for each in self._plans}
            key = next(name for name in (title, *(f"{title}{number}" for number in range(2, 99))) if name not in keys)
            plan = ChapterPlan(key, title, part=Part.DONE.value)
            self.plans_made.emit([*self._plans[:place], plan, *self._plans[place:]])

        self.name_asked.emit((take, ""))

    def rename(self) -> None:
        """Give the current chapter another title in this summary."""
        row = self._current()
        if row is None:
            return
        plan = self._plans[row]

        def take(title: str) -> None:
            self.plans_made.emit(_changed(self._plans, row, ChapterPlan(plan.key, title, plan.dropped, plan.part)))

        self.name_asked.emit((take, plan.title or plan.key))

    def drop(self) -> None:
        """Leave the current chapter out of this summary."""
        row = self._current()
        if row is not None:
            plan = self._plans[row]
            self.plans_made.emit(_changed(self._plans, row, ChapterPlan(plan.key, plan.title, True, plan.part)))

    def bring_back(self, key: str) -> None:
        """Put a chapter that was left out in again."""
        row = next(number for number, each in enumerate(self._plans) if each.key == key)
        plan = self._plans[row]
        self.plans_made.emit(_changed(self._plans, row, ChapterPlan(plan.key, plan.title, False, plan.part)))


def _changed(plans: Sequence[ChapterPlan], row: int, plan: ChapterPlan) -> list[ChapterPlan]:
    return [*plans[:row], plan, *plans[row + 1 :]]
