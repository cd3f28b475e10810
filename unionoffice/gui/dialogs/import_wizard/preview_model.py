"""The rows of an import as lines of a table: what becomes of each, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from unionoffice.domain.kinds import Link
from unionoffice.domain.kinds.kind import words_of
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.gui.plain_widgets import plain_tip
from unionoffice.gui.theme import Look
from unionoffice.usecases.import_ledger import Outcome, PlannedRow, WholePlan

Index = QModelIndex | QPersistentModelIndex
ROW, OUTCOME, NOTE, FIRST_FIELD = range(4)
_TONES = {
    Outcome.ADD: "ok",
    Outcome.CHANGE: "info",
    Outcome.REFUSED: "error",
    Outcome.LEFT: "warn",
    Outcome.SAME: "second",
}
WORDS = {
    Outcome.ADD: "新增",
    Outcome.CHANGE: "修改",
    Outcome.SAME: "相同",
    Outcome.LEFT: "已有未改",
    Outcome.REFUSED: "不能导入",
}
_CHECK, _DISPLAY = int(Qt.ItemDataRole.CheckStateRole), int(Qt.ItemDataRole.DisplayRole)


@dataclass(frozen=True)
class Line:
    """One row of the file, or one record that belongs to it."""

    ledger: Ledger
    row: PlannedRow
    is_child: bool = False

    @property
    def place(self) -> str:
        """Say where in the file it stands."""
        return f"{self.row.number} {self.ledger.title}" if self.is_child else str(self.row.number)

    @property
    def is_doubtful(self) -> bool:
        """Tell whether it would be kept although something about it is unusual."""
        return bool(self.row.problems) and self.row.outcome in (Outcome.ADD, Outcome.CHANGE)

    def note(self) -> str:
        """Say why it is refused, or what it is."""
        told = "；".join(self.row.problems)
        if self.is_child and not told:
            own = [each for each in self.ledger.fields if each is not self.ledger.parent]
            told = "，".join(self.text(each) for each in own if each.key in self.row.raw)
        if self.row.suggestion is not None:
            told += f"；可能就是已登记的“{self.row.suggestion.label}”（姓名和出生日期或电话相同），是的话请打勾"
        return told

    def text(self, key: Field[Any]) -> str:
        """Write a field as it will be kept; of a refused row, as it stands in the file."""
        new = self.row.new
        if new is not None and key.key in self.row.raw:
            return new.text(key)
        found = self.row.raw.get(key.key)
        return found.label if isinstance(found, Link) else words_of(found)

    def cell(self, key: Field[Any]) -> str:
        """Write a field; where it changes, what it was and what it becomes."""
        change = next((each for each in self.row.changes if each.field == key.title), None)
        return self.text(key) if change is None else f"{change.before or '（空）'} → {change.after or '（空）'}"


class PreviewModel(QAbstractTableModel):
    """Lines with one of some outcomes."""

    accepted_changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._all: list[Line] = []
        self.lines: list[Line] = []
        self.fields: list[Field[Any]] = []
        self.accepted: set[int] = set()
        """The numbers of the rows whose suggestion the clerk has taken."""

    def show_plan(self, ledger: Ledger, plan: WholePlan) -> None:
        """Take another plan."""
        self.beginResetModel()
        shown = [each for _, each in plan.main.mapping if isinstance(each, Field)]
        moved = {change.field for row in plan.main.rows for change in row.changes}
        self.fields = shown + [each for each in ledger.fields if each.title in moved and each not in shown]
        self._all = [Line(ledger, row) for row in plan.main.rows]
        self._all += [Line(each.ledger, row, is_child=True) for each in plan.children for row in each.plan.rows]
        self.lines = self._all
        self.endResetModel()

    def count(self, outcome: Outcome) -> int:
        """Count the lines with an outcome."""
        return sum(line.row.outcome is outcome for line in self._all)

    def count_doubtful(self) -> int:
        """Count the lines that would be kept although something about them is unusual."""
        return sum(line.is_doubtful for line in self._all)

    def narrow(self, outcomes: Sequence[Outcome]) -> None:
        """Show the lines with one of these outcomes, all for none."""
        self._show([line for line in self._all if not outcomes or line.row.outcome in outcomes])

    def narrow_to_doubtful(self) -> None:
        """Show the lines that would be kept although something about them is unusual."""
        self._show([line for line in self._all if line.is_doubtful])

    def _show(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Count the lines shown."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Count the columns: three of the program, then the fields."""
        return 0 if parent.isValid() else FIRST_FIELD + len(self.fields)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Give the title of a column."""
        if role != _DISPLAY or orientation is not Qt.Orientation.Horizontal:
            return None
        return ("行", "结果", "说明")[section] if section < FIRST_FIELD else self.fields[section - FIRST_FIELD].title

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let a suggestion be ticked."""
        flags = super().flags(index)
        is_offer = index.column() == NOTE and self._is_offer(self.lines[index.row()])
        return flags | Qt.ItemFlag.ItemIsUserCheckable if is_offer else flags

    def _is_offer(self, line: Line) -> bool:
        return line.row.suggestion is not None or (not line.is_child and line.row.number in self.accepted)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Give the words, colours and ticks of a cell."""
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(line, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._tip(line, index.column()))
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(line, index.column())
            case Qt.ItemDataRole.BackgroundRole:
                return self._ground(line, index.column())
            case Qt.ItemDataRole.CheckStateRole if index.column() == NOTE and self._is_offer(line):
                is_accepted = line.row.number in self.accepted
                return Qt.CheckState.Checked if is_accepted else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Take a suggestion, or leave it again."""
        if role != _CHECK:
            return False
        self.accepted ^= {self.lines[index.row()].row.number}
        self.accepted_changed.emit()
        return True

    def _words(self, line: Line, column: int) -> str:
        if column == ROW:
            return line.place
        if column == OUTCOME:
            return WORDS[line.row.outcome]
        if column == NOTE:
            taken = line.row.number in self.accepted and line.row.old is not None
            return f"按姓名认作“{line.row.old.label}”" if taken and line.row.old else line.note()
        key = self.fields[column - FIRST_FIELD]
        return "" if line.is_child else line.cell(key)

    def _tip(self, line: Line, column: int) -> str:
        wrong = self._wrong(line, column)
        return f"{self._words(line, column)}\n{wrong}" if wrong else self._words(line, column)

    def _wrong(self, line: Line, column: int) -> str:
        if column < FIRST_FIELD or line.is_child:
            return ""
        return line.row.at.get(self.fields[column - FIRST_FIELD].key, "")

    def _ink(self, line: Line, column: int) -> Any:
        if column == OUTCOME:
            return self._look.colour(_TONES[line.row.outcome])
        if column in (ROW, NOTE):
            if column == NOTE and line.row.outcome is Outcome.REFUSED:
                return self._look.colour("error_text")
            return self._look.colour("warn" if column == NOTE and line.is_doubtful else "second")
        return self._look.colour("error_text") if self._wrong(line, column) and line.row.new is None else None

    def _ground(self, line: Line, column: int) -> Any:
        if self._wrong(line, column):
            return self._look.colour("error_tint" if line.row.outcome is Outcome.REFUSED else "warn_tint")
        if column >= FIRST_FIELD and not line.is_child:
            title = self.fields[column - FIRST_FIELD].title
            if any(each.field == title for each in line.row.changes):
                return self._look.colour("info_tint")
        return None
