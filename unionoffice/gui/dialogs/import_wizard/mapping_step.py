"""The second step: which column of the file is for which field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from unionoffice.domain.kinds.kind import words_of
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.text import one_line
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.one_line_dialog import OneLineDialog
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.plain_widgets import button, label
from unionoffice.usecases.import_ledger import ChildColumn, Tables, Target, guessed
from unionoffice.usecases.saved_mappings import (
    apply,
    child_fields,
    delete_mapping,
    fitting,
    save_mapping,
    saved_mappings,
)

NOT_IMPORTED = "（不导入）"
_SAMPLES = 3
_HEAD, _SAMPLE, _FIELD = range(3)


class MappingStep(QWidget):
    """One line for each column of the file, with a box to choose its field."""

    changed = Signal()

    def __init__(self, desk: Desk, ledger: Ledger) -> None:
        super().__init__()
        self._desk, self._ledger = desk, ledger
        self._heads: list[str] = []
        self._offers: list[Target] = []
        self.combos: list[CalmCombo] = []
        self.saved = CalmCombo()
        self.saved.setAccessibleName("已存的对应关系")
        self.saved.activated.connect(lambda _: self._apply_saved())
        self.save = button("存为…")
        self.save.clicked.connect(self._save)
        self.forget = button("删除")
        self.forget.clicked.connect(self._forget)
        self.told = label("", "second", wrap=True)
        self.missing = label("", "warn", wrap=True)
        self.missing.hide()
        self.table = QTableWidget(0, 3)
        self._set_up_table()
        row = QHBoxLayout()
        row.addWidget(label("对应关系"))
        row.addWidget(self.saved, 1)
        row.addWidget(self.save)
        row.addWidget(self.forget)
        row.addSpacing(16)
        row.addWidget(self.told, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addLayout(row)
        box.addWidget(self.missing)
        box.addWidget(self.table, 1)

    def _set_up_table(self) -> None:
        self.table.setHorizontalHeaderLabels(["文件里的列", "内容举例", "对应的栏目"])
        self.table.setAccessibleName("各列对应的栏目")
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(self._desk.look.row_height + 8)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setTabKeyNavigation(False)
        head = self.table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(_HEAD, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(_SAMPLE, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(_FIELD, QHeaderView.ResizeMode.Stretch)

    def show_tables(self, tables: Tables) -> None:
        """Offer the fields for each column; a mapping that was saved for these very heads is taken at once."""
        self._heads = tables.main.heads
        found = fitting(self._desk.office, self._ledger, self._heads)
        guesses = guessed(self._desk.office, self._ledger.key, self._heads)
        self._offers = self._offered(guesses)
        self._fill(tables)
        self._list_saved(found.name if found else "")
        self._show_targets(apply(self._desk.office, self._ledger, found, self._heads) if found else guesses)

    def _offered(self, guesses: Sequence[Target]) -> list[Target]:
        own = [each for each in self._ledger.fields if not each.computed and each.kind.importable]
        most = {each.ledger.key: each.number for each in guesses if isinstance(each, ChildColumn)}
        children = self._desk.office.ledgers.children_of(self._ledger) if most else ()
        return [
            None,
            *own,
            *(
                ChildColumn(child, number, each)
                for child in children
                for number in range(1, most.get(child.key, 0) + 1)
                for each in child_fields(child)
            ),
        ]

    def _fill(self, tables: Tables) -> None:
        self.table.setRowCount(len(self._heads))
        self.combos = []
        for place, head in enumerate(self._heads):
            cells = (row.cells[place] for row in tables.main.rows[:200])
            samples = list(dict.fromkeys(words for cell in cells if (words := words_of(cell))))[:_SAMPLES]
            for column, words in ((_HEAD, head or "（无表头）"), (_SAMPLE, "、".join(samples))):
                item = QTableWidgetItem(words)
                item.setForeground(self._desk.look.colour("text" if column == _HEAD else "second"))
                self.table.setItem(place, column, item)
            combo = CalmCombo()
            combo.setMaxVisibleItems(16)
            combo.setAccessibleName(f"“{head}”对应的栏目")
            for target in self._offers:
                combo.addItem(_title(target), target.key if target else "")
            combo.activated.connect(_calling(self._choose, place))
            self.table.setCellWidget(place, _FIELD, combo)
            self.combos.append(combo)

    def _choose(self, place: int) -> None:
        """A field that is given to another column leaves the one it had."""
        key = self.combos[place].currentData()
        for other, combo in enumerate(self.combos):
            if key and other != place and combo.currentData() == key:
                combo.setCurrentIndex(0)
        self._tell()
        self.changed.emit()

    def _show_targets(self, targets: Sequence[Target]) -> None:
        for combo, target in zip(self.combos, targets, strict=True):
            combo.setCurrentIndex(max(0, combo.findData(target.key)) if target else 0)
        self._tell()
        self.changed.emit()

    @property
    def targets(self) -> list[Target]:
        """What the columns are for."""
        return [self._offers[combo.currentIndex()] for combo in self.combos]

    def _tell(self) -> None:
        targets = self.targets
        known = sum(each is not None for each in targets)
        left = len(targets) - known
        self.told.setText(f"{known} 列导入" + (f"，{left} 列不导入" if left else ""))
        given = {each.key for each in targets if isinstance(each, Field)}
        missing = [
            each.title for each in self._ledger.fields if each.required and each.key not in given and not each.default
        ]
        self.missing.setText(f"必填的栏目还没有对应的列：{'、'.join(missing)}。新增的登记会因此不能导入。")
        self.missing.setVisible(bool(missing))

    # Saved mappings

    def _list_saved(self, chosen: str) -> None:
        self.saved.clear()
        self.saved.addItem("按栏目名称猜出", "")
        for each in saved_mappings(self._desk.office, self._ledger):
            self.saved.addItem(each.name, each.name)
        self.saved.setCurrentIndex(max(0, self.saved.findData(chosen)))
        self.forget.setEnabled(bool(self.saved.currentData()))

    def _apply_saved(self) -> None:
        name = self.saved.currentData()
        self.forget.setEnabled(bool(name))
        kept = next((each for each in saved_mappings(self._desk.office, self._ledger) if each.name == name), None)
        if kept is None:
            self._show_targets(guessed(self._desk.office, self._ledger.key, self._heads))
        else:
            self._show_targets(apply(self._desk.office, self._ledger, kept, self._heads))

    def _save(self) -> None:
        hint = "下次导入同样表头的文件时自动采用；同名的会被替换。"
        dialog = OneLineDialog(
            "保存对应关系", "名称", self._keep, words=self.saved.currentData(), hint=hint, parent=self
        )
        dialog.exec()
        dialog.deleteLater()

    def _keep(self, name: str) -> None:
        save_mapping(self._desk.office, self._ledger, name, self._heads, self.targets)
        self._list_saved(one_line(name))

    def _forget(self) -> None:
        name = self.saved.currentData()
        if not name:
            return
        with self._desk.clear_errors():
            delete_mapping(self._desk.office, self._ledger, name)
            self._list_saved("")


def _title(target: Target) -> str:
    return target.title if target else NOT_IMPORTED


def _calling(act: Callable[[int], None], place: int) -> Callable[[int], None]:
    return lambda _: act(place)
