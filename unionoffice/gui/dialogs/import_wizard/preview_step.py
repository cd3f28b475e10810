"""The third step: what would become of every row, before anything is written."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from unionoffice.domain.ledger import Ledger
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.import_wizard.preview_model import NOTE, OUTCOME, ROW, WORDS, PreviewModel
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.plain_widgets import button, label
from unionoffice.usecases.import_ledger import Outcome, Policy, WholePlan

POLICIES: dict[Policy, str] = {
    "skip": "跳过，不改已有的登记",
    "update": "更新，空格不覆盖原有内容",
    "add": "另增，不论是否已有",
}
_SAMPLE = 100
_NARROWEST, _WIDEST = 64, 260
_MOST_NOTICES = 3


class PreviewStep(QWidget):
    """Counts that narrow the table, the policy, and the table."""

    replan_asked = Signal()
    """The clerk has decided something by which the plan changes."""

    def __init__(self, desk: Desk, ledger: Ledger) -> None:
        super().__init__()
        self._desk, self._ledger = desk, ledger
        self.model = PreviewModel(desk.look)
        self.model.accepted_changed.connect(self.replan_asked)
        self.policy = CalmCombo()
        self.policy.setAccessibleName("已有的登记")
        for key, words in POLICIES.items():
            self.policy.addItem(words, key)
        self.policy.activated.connect(lambda _: self.replan_asked.emit())
        self.all = self._chip()
        self.chips = {outcome: self._chip() for outcome in Outcome}
        self.doubtful = self._chip()
        self.doubtful.setToolTip("会导入，但有需要核对的地方")
        self.doubtful.clicked.connect(self._narrow_to_doubtful)
        self._choice = QButtonGroup(self)
        for each in (self.all, *self.chips.values(), self.doubtful):
            self._choice.addButton(each)
        self.all.clicked.connect(lambda: self.model.narrow(()))
        for outcome, chip in self.chips.items():
            chip.clicked.connect(partial(self._narrow, outcome))
        self.told = label("", wrap=True)
        self.told.hide()
        self.notices = label("", "second", wrap=True)
        self.table = QTableView()
        self._set_up_table()
        self._lay_out()

    def _chip(self) -> QPushButton:
        chip = button("")
        chip.setCheckable(True)
        return chip

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName("预览")
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(self._desk.look.row_height)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.selectionModel().currentChanged.connect(lambda *_: self._tell_current())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for each in (self.all, *self.chips.values(), self.doubtful):
            row.addWidget(each)
        row.addStretch()
        row.addWidget(label("已有的登记"))
        row.addWidget(self.policy)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addLayout(row)
        box.addWidget(self.table, 1)
        box.addWidget(self.told)
        box.addWidget(self.notices)

    @property
    def chosen_policy(self) -> Policy:
        """What is to be done with records that are there already."""
        policy: Policy = self.policy.currentData()
        return policy

    def show_plan(self, plan: WholePlan) -> None:
        """Show another plan, all of its rows; where some are refused these can be seen by one click."""
        self.model.show_plan(self._ledger, plan)
        total = sum(self.model.count(outcome) for outcome in Outcome)
        self.all.setText(f"全部 {total:,}")
        self.all.setChecked(True)
        for outcome, chip in self.chips.items():
            count = self.model.count(outcome)
            chip.setText(f"{WORDS[outcome]} {count:,}")
            chip.setVisible(bool(count) or outcome in (Outcome.ADD, Outcome.REFUSED))
            chip.setEnabled(bool(count))
        doubtful = self.model.count_doubtful()
        self.doubtful.setText(f"有疑点 {doubtful:,}")
        self.doubtful.setVisible(bool(doubtful))
        notices = [*plan.main.notices, *(notice for each in plan.children for notice in each.plan.notices)]
        shown = "\n".join(notices[:_MOST_NOTICES])
        more = f"\n另有 {len(notices) - _MOST_NOTICES} 条说明，导入后都会列出" if len(notices) > _MOST_NOTICES else ""
        self.notices.setText(shown + more)
        self.notices.setVisible(bool(notices))
        self._fit()
        self._tell_current()

    def _narrow(self, outcome: Outcome) -> None:
        self.model.narrow([outcome])
        self._tell_current()

    def _narrow_to_doubtful(self) -> None:
        self.model.narrow_to_doubtful()
        self._tell_current()

    def _tell_current(self) -> None:
        """Say in full what is said of the current row."""
        current = self.table.currentIndex()
        note = str(self.model.index(current.row(), NOTE).data() or "") if current.isValid() else ""
        self.told.setText(f"第 {self.model.index(current.row(), ROW).data()} 行：{note}" if note else "")
        self.told.setVisible(bool(note))

    def _fit(self) -> None:
        """Give each column the width of its words, as far as there is room."""
        widths = self.table.fontMetrics()
        for column in range(self.model.columnCount()):
            cells = [
                str(self.model.index(row, column).data() or "") for row in range(min(_SAMPLE, self.model.rowCount()))
            ]
            head = str(self.model.headerData(column, self.table.horizontalHeader().orientation()))
            wanted = max(widths.horizontalAdvance(each) for each in (head, *cells)) + 30
            widest = 380 if column == NOTE else _WIDEST
            least = {ROW: 56, OUTCOME: 84, NOTE: 200}.get(column, _NARROWEST)
            self.table.setColumnWidth(column, min(widest, max(least, wanted)))
