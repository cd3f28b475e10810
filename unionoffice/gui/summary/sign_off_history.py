"""封账记录: every signing and unlocking of a period, and the pages that were signed each time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from unionoffice.domain.period import Period
from unionoffice.domain.signed import SignOff
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_table import ListColumn, ListRow, ListTable
from unionoffice.gui.plain_widgets import button, label
from unionoffice.usecases.put_out_summary import write_signed_pages
from unionoffice.usecases.signed_summary import history

_COLUMNS = ("封账日期", "经办人", "未处理的核对", "解封日期", "解封人", "解封理由", "校验值（SHA-256）")


class SignOffHistory(QDialog):
    """One row a sign-off, the latest first."""

    def __init__(self, desk: Desk, period: Period, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(f"封账记录 · {period.label}")
        columns = [ListColumn(each, numeric=each == "未处理的核对") for each in _COLUMNS]
        self.table = ListTable(columns, desk.look, desk.office.pinyin.sort_key)
        self.table.setAccessibleName("封账记录")
        found = history(desk.office, period)
        self.table.fill([ListRow(_cells(each), subject=each) for each in found])
        self.words = label(
            "每次封账的文字、数字和页面都留在台账里。" if found else "这一期还没有封过账。", "second", wrap=True
        )
        self.pdf = button("导出封账稿 PDF…", "primary")
        self.pdf.setEnabled(bool(found))
        self.close_button = button("关闭", tip="Esc")
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.pdf)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 14, 18, 14)
        box.setSpacing(10)
        box.addWidget(self.table, 1)
        box.addLayout(foot)
        self.resize(1040, 360)
        self.close_button.clicked.connect(self.reject)
        self.pdf.clicked.connect(lambda: self.export())
        self.table.setFocus()

    def export(self) -> None:
        """Write the pages that were signed, byte for byte."""
        row = self.table.current()
        if row is None:
            return
        signed: SignOff = row.subject
        proposed = Path.home() / f"{signed.period.label}工作总结（{signed.signed_on.isoformat()} 封账稿）.pdf"
        target = self._desk.messages.choose_target("导出封账稿", proposed, "PDF 文件 (*.pdf)")
        if target is not None:
            with self._desk.clear_errors():
                write_signed_pages(self._desk.office, signed, target)
                self._desk.tell(f"已导出 {target.name}")


def _cells(signed: SignOff) -> tuple[str, ...]:
    unlocked = signed.unlocked_on.isoformat() if signed.unlocked_on else "（未解封）"
    return (
        signed.signed_on.isoformat(),
        signed.signed_by or "（未填）",
        str(signed.left_open),
        unlocked,
        signed.unlocked_by,
        signed.reason,
        signed.digest,
    )
