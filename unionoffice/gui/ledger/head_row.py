"""The title of a ledger's page, how much is listed, and what can be done with all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from unionoffice.domain.ledger import Ledger
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.filter_row import FilterRow
from unionoffice.gui.plain_widgets import button, icon, label, plain_tip

SPACING = 8
Words = tuple[str, str]
"""What stands on a button, and what where room is short."""


class HeadRow(QWidget):
    """One line above the filters."""

    def __init__(self, desk: Desk, ledger: Ledger) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING)
        self._told = ""
        self._least_room = desk.look.px * 8
        self.title = label(ledger.title, "title")
        self.counts = label(role="second")
        self.all = button("全部", "link")
        self.all.hide()
        self.import_button = button("从 Excel 导入", icon=icon("import", desk.look), tip="从 Excel 导入")
        self.export_button = button("导出 Excel", icon=icon("export", desk.look), tip="导出 Excel")
        self.print_button = button("打印", icon=icon("print", desk.look), tip="打印列出的登记（Ctrl+P）")
        self.more = button("更多")
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        new = f"新增{_short(ledger.title)}"
        self.add = button(f"{new} Ctrl+N", "primary", icon("add", desk.look, "on_accent"), tip="Ctrl+N")
        self.restore = button("恢复所选", "primary", tip="把所选的登记从回收站里恢复")
        self.restore.hide()
        self._words: dict[QPushButton, Words] = {
            self.import_button: ("从 Excel 导入", "导入"),
            self.export_button: ("导出 Excel", "导出"),
            self.add: (self.add.text(), new),
        }
        row.addWidget(self.title)
        row.addWidget(self.counts)
        row.addWidget(self.all)
        row.addStretch()
        for each in (self.import_button, self.export_button, self.print_button, self.more, self.add, self.restore):
            row.addWidget(each)

    def show_counts(self, filters: FilterRow, listed: int, total: int) -> None:
        """Say how many rows are listed, out of how many."""
        period = filters.period.currentText() if filters.period.currentData() else ""
        is_trash = filters.trash.isChecked()
        amount = f"共 {listed:,} 条" if listed == total or is_trash else f"显示 {listed:,} / {total:,} 条"
        place = "回收站" if is_trash else ""
        self.add.setVisible(not is_trash)
        self.restore.setVisible(is_trash)
        self.restore.setEnabled(listed > 0)
        self._told = " · ".join(filter(None, [place, period, amount, *filters.chosen_elsewhere()]))
        self._show_told()

    def _show_told(self) -> None:
        """Write as much as there is room for, on the buttons too; the rest is in the tips."""
        buttons = (self.import_button, self.export_button, self.print_button, self.more, self.add, self.restore)
        others = (self.title, self.all, *buttons)
        taken = sum(each.sizeHint().width() + SPACING for each in others if not each.isHidden()) + 2 * SPACING
        saved = {made: self._saved(made) for made in self._words}
        taken += sum(saved[made] for made, words in self._words.items() if made.text() == words[1])
        is_short = self.width() < taken + self._least_room
        for made, words in self._words.items():
            made.setText(words[is_short])
        room = max(self.width() - taken + is_short * sum(saved.values()), self._least_room)
        self.counts.setText(self.counts.fontMetrics().elidedText(self._told, Qt.TextElideMode.ElideRight, room))
        self.counts.setToolTip(plain_tip(self._told))

    def _saved(self, made: QPushButton) -> int:
        """Tell how many pixels the short words of a button save."""
        long, short = (made.fontMetrics().horizontalAdvance(words) for words in self._words[made])
        return long - short

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write more or less of what is told."""
        super().resizeEvent(event)
        self._show_told()


def _short(title: str) -> str:
    """Name one record of a ledger on its button, where there is room: 困难家庭档案 → 家庭."""
    return {"困难家庭档案": "家庭", "帮扶记录": "帮扶", "会员名册": "会员", "工作日志": "日志"}.get(title, "")


def one_of(title: str) -> str:
    """Name one record of a ledger: 会员名册 → 会员; where its title names one already, that."""
    return {"会员名册": "会员", "困难家庭档案": "困难家庭"}.get(title, title)
