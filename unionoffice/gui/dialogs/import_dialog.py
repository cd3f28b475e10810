"""Take in an Excel file: choose it, see what would happen, then do it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QWidget

from unionoffice.domain.ledger import Ledger
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.plain_widgets import button, label
from unionoffice.gui.waiting import hourglass

POLICIES = {"skip": "跳过，不改已有的登记", "update": "更新，空格不覆盖", "add": "新增，不论是否已有"}
KINDS = "表格 (*.xlsx *.xls *.ods *.csv);;所有文件 (*)"


class ImportDialog(DialogFrame):
    """Shows the report of a preview before anything is written."""

    def __init__(self, desk: Desk, ledger: Ledger, parent: QWidget | None = None) -> None:
        super().__init__(f"导入{ledger.title}", "导入", parent, letters=46)
        self._desk, self._ledger = desk, ledger
        self._source: Path | None = None
        self._is_read = False
        self.file = QLineEdit()
        self.file.setReadOnly(True)
        self.file.setPlaceholderText("xlsx、xls、ods 或 csv")
        self.policy = CalmCombo()
        for key, words in POLICIES.items():
            self.policy.addItem(words, key)
        self.policy.activated.connect(lambda _: self._preview())
        self.row("文件", self._file_row())
        self.row("已有的登记", self.policy)
        self.summary = label("选择文件后先预览，确认后才写入。", "second", wrap=True)
        self.rows.addRow("", self.summary)
        self.report = QListWidget()
        self.report.setWordWrap(True)
        self.report.setAccessibleName("导入报告")
        self.report.setMinimumHeight(desk.look.px * 14)
        self.box.insertWidget(1, self.report, 1)
        self.template = self.left_button("下载空白模板…")
        self.template.clicked.connect(self._write_template)
        self.go.setEnabled(False)

    def _file_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        choose = button("选择…")
        choose.clicked.connect(self._choose)
        row.addWidget(self.file, 1)
        row.addWidget(choose)
        return holder

    def _choose(self) -> None:
        chosen = self._desk.messages.choose_files("选择要导入的表格", KINDS)
        if chosen:
            self._source = chosen[0]
            self.file.setText(self._source.name)
            self._preview()

    def _preview(self) -> None:
        if self._source is not None:
            self._run(preview=True)

    def _run(self, *, preview: bool) -> bool:
        from unionoffice.usecases.import_ledger import import_file

        assert self._source is not None
        self.go.setEnabled(False)
        self._is_read = False
        with self._desk.clear_errors():
            policy = self.policy.currentData()
            with hourglass():
                report = import_file(self._desk.office, self._ledger.key, self._source, policy, preview)
            sentences = report.sentences()
            self.summary.setText(("将会：" if preview else "已完成：") + sentences[0])
            unknown = [f"“{head}”不认识，没有导入" for head, key in report.mapping.items() if key is None]
            self.report.clear()
            self.report.addItems([*sentences[1:], *unknown])
            self.go.setEnabled(preview and bool(report.added or report.changed))
            self._is_read = True
        return self._is_read

    def accept(self) -> None:
        """Write what the preview showed; refused rows stay on the screen."""
        if self._source is None or not self._run(preview=False):
            return
        self._desk.written.emit(self._ledger.key)
        self._desk.tell(self.summary.text())
        if self.report.count():
            self.cancel.setText("关闭")
        else:
            super().accept()

    def _write_template(self) -> None:
        from unionoffice.usecases.write_template import write_template

        target = self._desk.messages.choose_target(
            "下载空白模板", Path.home() / f"{self._ledger.title}模板.xlsx", "Excel 文件 (*.xlsx)"
        )
        if target is not None:
            with self._desk.clear_errors():
                write_template(self._ledger.key, target, self._desk.office)
                self._desk.tell(f"已保存 {target.name}")
