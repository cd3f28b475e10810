"""Take in a table step by step: choose it, say what its columns mean, see what would happen, then do it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from unionoffice.domain.ledger import Field, Ledger
from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.import_wizard.file_step import FileStep
from unionoffice.gui.dialogs.import_wizard.mapping_step import MappingStep
from unionoffice.gui.dialogs.import_wizard.preview_step import PreviewStep
from unionoffice.gui.dialogs.import_wizard.result_step import ResultStep
from unionoffice.gui.patience import Patience
from unionoffice.gui.plain_widgets import button, label, restyle
from unionoffice.usecases.import_ledger import Cancelled, Outcome, Tables, WholePlan, carry_out, plan_tables

FILE, MAPPING, PREVIEW, RESULT = range(4)
STEPS = ("文件", "对应", "预览", "完成")
_SIZE = (1160, 660)


class ImportWizard(QDialog):
    """Three steps before anything is written, and one after."""

    def __init__(self, desk: Desk, ledger: Ledger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._ledger = desk, ledger
        self._plan: WholePlan | None = None
        self._mapped: Tables | None = None
        """The tables that the second step shows."""
        self.setWindowTitle(f"导入{ledger.title}")
        self.resize(*_SIZE)
        self.file = FileStep(desk, ledger)
        self.mapping = MappingStep(desk, ledger)
        self.preview = PreviewStep(desk, ledger)
        self.report = ResultStep(desk)
        self.pages = QStackedWidget()
        for each in (self.file, self.mapping, self.preview, self.report):
            self.pages.addWidget(each)
        self.file.changed.connect(self._show_state)
        self.preview.replan_asked.connect(self._replan)
        self._titles = [label(f"{number} {words}", "second") for number, words in enumerate(STEPS, 1)]
        self.sentence = label(role="error", wrap=True)
        self.sentence.hide()
        self._make_buttons()
        self._lay_out()
        self._show_state()
        self.file.choose.setFocus()

    def _make_buttons(self) -> None:
        self.template = button("下载空白模板…")
        self.template.clicked.connect(self._write_template)
        self.back = button("上一步")
        self.back.clicked.connect(lambda: self._go_to(self.pages.currentIndex() - 1))
        self.cancel = button("取消")
        self.cancel.clicked.connect(self.reject)
        self.go = button("下一步", "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self._go_on)

    def _lay_out(self) -> None:
        steps, buttons = QHBoxLayout(), QHBoxLayout()
        steps.setSpacing(10)
        for number, title in enumerate(self._titles):
            if number:
                steps.addWidget(label("›", "small"))
            steps.addWidget(title)
        steps.addStretch()
        buttons.addWidget(self.template)
        buttons.addStretch()
        for each in (self.back, self.cancel, self.go):
            buttons.addWidget(each)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 16)
        box.setSpacing(12)
        box.addLayout(steps)
        box.addWidget(self.pages, 1)
        box.addWidget(self.sentence)
        box.addLayout(buttons)

    # What it begins with

    def paste(self, columns: Sequence[Field[object]]) -> None:
        """Begin with the rows in the clipboard; `columns` are those in sight, for rows without heads."""
        self.file.columns = [each.title for each in columns]
        if self.file.take_clipboard():
            self._go_to(MAPPING)
            if any(each is not None for each in self.mapping.targets):
                self._go_to(PREVIEW)

    def read(self, source: Path) -> None:
        """Begin with a file."""
        self.file.read(source)

    # From step to step

    @property
    def step(self) -> int:
        """The step shown."""
        return self.pages.currentIndex()

    def _go_on(self) -> None:
        if self.step == RESULT:
            self.accept()
        elif self.step == PREVIEW:
            self._import()
        else:
            self._go_to(self.step + 1)

    def _go_to(self, step: int) -> None:
        self._refuse("")
        if step == MAPPING and self.file.tables is not None and self._mapped is not self.file.tables:
            self._mapped = self.file.tables
            self.preview.model.accepted.clear()
            self.mapping.show_tables(self._mapped)
        if step == PREVIEW and not self._make_plan():
            return
        self.pages.setCurrentIndex(step)
        self._show_state()
        self.go.setFocus()

    def _show_state(self) -> None:
        step = self.step
        for number, title in enumerate(self._titles):
            restyle(title, role="heading" if number == step else "second")
        self.template.setVisible(step == FILE)
        self.back.setVisible(step in (MAPPING, PREVIEW))
        self.cancel.setVisible(step != RESULT)
        self.go.setText({PREVIEW: self._import_words(), RESULT: "关闭"}.get(step, "下一步"))
        self.go.setEnabled(
            (step == FILE and self.file.tables is not None)
            or step in (MAPPING, RESULT)
            or (step == PREVIEW and self._plan is not None and not self._plan.is_empty)
        )

    def _import_words(self) -> str:
        plan = self._plan
        if plan is None:
            return "导入"
        plans = (plan.main, *(each.plan for each in plan.children))
        return f"导入 {sum(each.count(Outcome.ADD, Outcome.CHANGE) for each in plans):,} 条"

    def _refuse(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    # The work

    def _replan(self) -> None:
        if self._make_plan():
            self._show_state()

    def _make_plan(self) -> bool:
        """Plan with what the clerk has decided; false when it was cancelled."""
        assert self._mapped is not None
        model = self.preview.model
        try:
            with Patience("核对各行", self) as patience:
                self._plan = plan_tables(
                    self._desk.office,
                    self._ledger.key,
                    self._mapped,
                    self.preview.chosen_policy,
                    self.mapping.targets,
                    frozenset(model.accepted),
                    patience.step,
                )
        except Cancelled:
            self._refuse("已取消，什么也没有写入。")
            return False
        except OfficeError as error:
            self._refuse(error.sentence)
            return False
        self.preview.show_plan(self._plan)
        return True

    def _import(self) -> None:
        assert self._plan is not None
        assert self._mapped is not None
        self._refuse("")
        try:
            with Patience("导入", self) as patience:
                report = carry_out(self._desk.office, self._ledger.key, self._mapped, self._plan, step=patience.step)
        except Cancelled:
            self._refuse("已取消，什么也没有写入。")
            return
        except OfficeError as error:
            self._refuse(error.sentence)
            return
        for key in (self._ledger.key, *(each.ledger.key for each in self._plan.children)):
            self._desk.written.emit(key)
        self.report.show_report(report)
        self.pages.setCurrentIndex(RESULT)
        self._show_state()

    def _write_template(self) -> None:
        from unionoffice.usecases.write_template import write_template

        target = self._desk.messages.choose_target(
            "下载空白模板", Path.home() / f"{self._ledger.title}模板.xlsx", "Excel 文件 (*.xlsx)"
        )
        if target is not None:
            with self._desk.clear_errors():
                write_template(self._ledger.key, target, self._desk.office)
                self._desk.tell(f"已保存 {target.name}")
