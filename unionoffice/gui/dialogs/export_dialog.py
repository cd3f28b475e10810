"""Write a ledger as an Excel file: for whom, and which rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from unionoffice.domain.ledger import Ledger, Privacy
from unionoffice.domain.query import Query
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.dialog_frame import DialogFrame, wide
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.plain_widgets import label
from unionoffice.gui.waiting import hourglass

PROFILES = {
    "report": ("上报", "按上级要求的栏目"),
    "archive": ("存档", "所有栏目"),
    "public": ("公示", "姓名、证件号自动脱敏，隐去健康、收入和银行卡"),
}
ALL, FOUND, CHOSEN = "全部", "筛选结果", "所选"


class ExportDialog(DialogFrame):
    """Asks for the profile and the scope, then for the file."""

    def __init__(
        self, desk: Desk, ledger: Ledger, query: Query, ids: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(f"导出{ledger.title}", "导出…", parent)
        self._desk, self._ledger, self._query, self._ids = desk, ledger, query, list(ids)
        self.profile = CalmCombo()
        for key, (title, meaning) in PROFILES.items():
            self.profile.addItem(f"{title}（{meaning}）", key)
        self.scope = CalmCombo()
        counts = {ALL: desk.office.count(ledger.key, Query()), FOUND: desk.office.count(ledger.key, query)}
        if len(ids) > 1:
            counts[CHOSEN] = len(ids)
        for title, count in counts.items():
            self.scope.addItem(f"{title}（{count} 条）", title)
        self.scope.setCurrentIndex(1)
        self.row("用途", self.profile)
        self.row("范围", self.scope)
        self.caution = wide(label(role="warn", wrap=True))
        self.rows.addRow("", self.caution)
        self.profile.currentIndexChanged.connect(lambda _: self._warn())
        self._warn()

    def _warn(self) -> None:
        is_public = self.profile.currentData() == "public"
        names = [each.title for each in self._ledger.fields if each.privacy is not Privacy.OPEN]
        shown = (
            f"文件含个人敏感信息（{'、'.join(names[:4])}等），请只交给有权查看的人。" if names and not is_public else ""
        )
        self.caution.setText(shown)
        self.caution.setVisible(bool(shown))

    def accept(self) -> None:
        """Ask for the file and write it."""
        from unionoffice.usecases.export_ledger import export

        scope = self.scope.currentData()
        query = Query() if scope == ALL else self._query
        period = query.period.label if query.period else ""
        name = f"{period}{self._ledger.title}_{self._desk.office.name}_{self._desk.office.today:%Y%m%d}.xlsx"
        target = self._desk.messages.choose_target(
            "导出 Excel", Path.home() / name.replace("/", "／"), "Excel 文件 (*.xlsx)"
        )
        if target is None:
            return
        with self._desk.clear_errors():
            ids = self._ids if scope == CHOSEN else None
            with hourglass():
                export(self._desk.office, self._ledger.key, target, query, ids, (), self.profile.currentData())
            self._desk.tell(f"已导出 {target.name}")
            super().accept()
