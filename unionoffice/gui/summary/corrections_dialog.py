"""更正说明: the numbers and records that have changed since the summary was signed, to be sent after it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from unionoffice.domain.day import written_date
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_table import ListColumn, ListRow, ListTable
from unionoffice.gui.plain_widgets import button, label
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.corrections import Corrections

_FIGURES = ("数字", "封账时", "现在")
_RECORDS = ("日期", "变动", "登记", "内容")


class CorrectionsDialog(QDialog):
    """Numbers above, records below; Enter or a double click opens the record."""

    def __init__(self, desk: Desk, found: Corrections, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._found = desk, found
        self.setWindowTitle(f"更正说明 · {found.signed.period.label}")
        rank = desk.office.pinyin.sort_key
        self.figures = ListTable([ListColumn(each) for each in _FIGURES], desk.look, rank)
        self.records = ListTable([ListColumn(each) for each in _RECORDS], desk.look, rank)
        self.figures.setAccessibleName("数字更正")
        self.records.setAccessibleName("登记更正")
        self.figures.fill([ListRow((each.label, each.was, each.now or "（无登记）")) for each in found.figures])
        self.records.fill(
            [ListRow((each.on.isoformat(), each.turn, each.name, each.told), target=each.row) for each in found.records]
        )
        self.pdf = button("导出 PDF…", "primary")
        self.word = button("导出 Word…")
        self.close_button = button("关闭", tip="Esc")
        self._lay_out()
        self.records.opened.connect(self._open)
        self.close_button.clicked.connect(self.reject)
        self.pdf.clicked.connect(lambda: self.export("pdf", "PDF 文件 (*.pdf)"))
        self.word.clicked.connect(lambda: self.export("docx", "Word 文档 (*.docx)"))

    def _lay_out(self) -> None:
        found = self._found
        told = f"{written_date(found.signed.signed_on)}封账后，台账有下列更正。封账稿不变，更正说明另行上报。"
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 14, 18, 14)
        box.setSpacing(8)
        box.addWidget(label(told if found else "封账以后，涉及这份总结的登记没有更正。", wrap=True))
        for title, table, rows in (
            (f"数字更正 {len(found.figures)} 处", self.figures, len(found.figures)),
            (f"登记更正 {len(found.records)} 条", self.records, len(found.records)),
        ):
            heading = label(title, "group")
            box.addWidget(heading)
            box.addWidget(table, max(1, min(rows, 8)))
            heading.setVisible(bool(found))
            table.setVisible(rows > 0)
        foot = QHBoxLayout()
        foot.addWidget(label("双击登记可打开", "small"))
        foot.addStretch()
        for made in (self.close_button, self.word, self.pdf):
            foot.addWidget(made)
        for made in (self.word, self.pdf):
            made.setEnabled(bool(found))
        if not found:
            box.addStretch()
        box.addLayout(foot)
        self.resize(960, 560 if found else 160)

    def export(self, form: str, kinds: str) -> None:
        """Write the 更正说明 as a paper."""
        from unionoffice.usecases.correction_paper import write_corrections

        proposed = Path.home() / f"{self._found.signed.period.label}工作总结更正说明.{form}"
        target = self._desk.messages.choose_target("导出更正说明", proposed, kinds)
        if target is not None:
            with self._desk.clear_errors():
                with hourglass():
                    write_corrections(self._desk.office, self._found, target)
                self._desk.tell(f"已导出 {target.name}")

    def _open(self) -> None:
        row = self.records.current()
        if row is not None and row.target is not None:
            self.accept()
            self._desk.record_asked.emit(*row.target)
