"""The last step: what was done, and what is to be done about the rows that did not come in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from unionoffice.gui.desk import Desk
from unionoffice.gui.plain_widgets import button, label
from unionoffice.usecases.import_ledger import ImportReport, write_refused_rows
from unionoffice.usecases.undo import Step

_MOST_SHOWN = 500


class ResultStep(QWidget):
    """Sentences, 撤销 and the refused rows as a file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._report: ImportReport | None = None
        self._step: Step | None = None
        self.done = label("", "heading", wrap=True)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("导入结果")
        self.save = button("把不能导入的行存为 Excel…")
        self.save.clicked.connect(self._save)
        self.undo = button("撤销这次导入")
        self.undo.clicked.connect(self._take_back)
        self.hint = label("整次导入以后也可以用 Ctrl+Z 撤销。", "second", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addWidget(self.undo)
        row.addWidget(self.hint, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.done)
        box.addWidget(self.list, 1)
        box.addLayout(row)

    def show_report(self, report: ImportReport) -> None:
        """Tell what was done."""
        self._report = report
        self._step = self._desk.office.steps.next_undo()
        counts, *rest = report.sentences()
        self.done.setText(f"已导入{report.title}：{counts}")
        self.list.clear()
        self.list.addItems(rest[:_MOST_SHOWN])
        if len(rest) > _MOST_SHOWN:
            self.list.addItem(f"另有 {len(rest) - _MOST_SHOWN:,} 条，请存为 Excel 查看")
        self.list.setVisible(bool(rest))
        self.save.setVisible(any(each.refused for each in (report, *report.children)))
        self.undo.setVisible(any(each.added or each.changed for each in (report, *report.children)))
        self.undo.setEnabled(True)
        if not self.save.isHidden():
            self.hint.setText("存出的文件改正以后可以再导入。整次导入以后也可以用 Ctrl+Z 撤销。")

    def _save(self) -> None:
        assert self._report is not None
        proposed = Path.home() / f"{self._report.title}未导入的行.xlsx"
        target = self._desk.messages.choose_target("保存不能导入的行", proposed, "Excel 文件 (*.xlsx)")
        if target is not None:
            with self._desk.clear_errors():
                write_refused_rows(self._report, target)
                self.hint.setText(f"已保存 {target.name}；改正后可以再导入。")

    def _take_back(self) -> None:
        steps = self._desk.office.steps
        if self._step is None or steps.next_undo() != self._step:
            return
        self._desk.undo()
        if steps.next_undo() == self._step:
            return
        self.undo.setEnabled(False)
        self.done.setText("已撤销，台账和导入以前一样。")
