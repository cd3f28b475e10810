"""Take all records along: as one workbook, as a plain database for the IT person, or from such a workbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.plain_widgets import button, label
from unionoffice.gui.waiting import hourglass

WRITE, STAY = "我知道，继续导出", "取消"
_CAUTION = "导出的内容没有加密，含全部身份证号、电话、银行卡号和家庭情况。请只交给有权查看的人，用完及时删除。"


class TakeAlongDialog(QDialog):
    """Three buttons with what each of them does."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("带走全部数据")
        self.setMinimumWidth(self.fontMetrics().height() * 30)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(8)
        self.workbook = self._part(
            box,
            "导出整个单位（Excel）…",
            "每种台账一张工作表，另有一张“设置”。可以导入到新建的空台账，得到同样的登记。附件和修改记录不在其中。",
            self.write_workbook,
        )
        self.plain = self._part(
            box,
            "导出普通数据库…",
            "给技术人员用的 SQLite 文件和解密后的附件，不用本程序也能打开。",
            self.write_plain,
        )
        self.fill = self._part(
            box,
            "从整个单位的文件导入…",
            "只能导入到还没有登记的空台账；选项表、章节和自定义栏目也一起换成文件里的。",
            self.read_workbook,
        )
        box.addWidget(label(_CAUTION, "warn", wrap=True))
        self.close_button = button("关闭")
        self.close_button.clicked.connect(self.reject)
        box.addWidget(self.close_button)

    def _part(self, box: QVBoxLayout, words: str, meaning: str, act: Callable[[], object]) -> QPushButton:
        made = button(words)
        made.clicked.connect(lambda: act())
        box.addWidget(made)
        box.addWidget(label(meaning, "small", wrap=True))
        box.addSpacing(6)
        return made

    def _is_sure(self) -> bool:
        return self._desk.messages.ask(_CAUTION, [WRITE, STAY]) == WRITE

    def write_workbook(self) -> None:
        """Write the whole office as one workbook, after the clerk has said that this is meant."""
        from unionoffice.usecases.office_workbook import write_office

        office = self._desk.office
        name = f"{office.name}_全部台账_{office.today:%Y%m%d}.xlsx".replace("/", "／")
        if not self._is_sure():
            return
        target = self._desk.messages.choose_target("导出整个单位", Path.home() / name, "Excel 文件 (*.xlsx)")
        if target is not None:
            with self._desk.clear_errors():
                with hourglass():
                    write_office(office, target)
                self._desk.tell(f"已导出 {target.name}")

    def write_plain(self) -> None:
        """Write a plain database and the attachments into an empty folder, after the clerk has said so."""
        from unionoffice.usecases.plain_copy import write_plain_folder

        if not self._is_sure():
            return
        folder = self._desk.messages.choose_folder("选择一个空文件夹", Path.home())
        if folder is not None:
            with self._desk.clear_errors():
                with hourglass():
                    write_plain_folder(self._desk.office, folder)
                self._desk.tell(f"已导出到 {folder.name}")

    def read_workbook(self) -> None:
        """Fill an office that holds nothing from a workbook of a whole office."""
        from unionoffice.usecases.office_workbook import fill_office

        files = self._desk.messages.choose_files("从整个单位的文件导入", "Excel 文件 (*.xlsx)")
        if not files:
            return
        with self._desk.clear_errors():
            with hourglass():
                count = fill_office(self._desk.office, files[0])
            self._desk.ledgers_changed.emit()
            for ledger in self._desk.office.ledgers.all:
                if self._desk.office.count(ledger.key, Query()):
                    self._desk.written.emit(ledger.key)
            self._desk.tell(f"已导入 {count:,} 条登记")
            self.accept()
