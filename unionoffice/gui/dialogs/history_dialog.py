"""历史: the versions of one record, what each changed, and the way back to one of them."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from unionoffice.domain.ledger import Record
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_table import ListColumn, ListRow, ListTable
from unionoffice.gui.plain_widgets import button, label
from unionoffice.usecases.history import TRASHED, Version, restore, versions

_VERSIONS = ("时间", "操作", "经办人", "改动的栏目")
_MOST = 3
"""So many columns are named in the list of versions."""
_CHANGES = ("栏目", "原来", "改为")


class HistoryDialog(QDialog):
    """Versions above, the changes of the chosen one below."""

    def __init__(self, desk: Desk, record: Record, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._record = record
        self._newest: Version | None = None
        self.setWindowTitle(f"历史 · {record.ledger.title} · {record.label}")
        rank = desk.office.pinyin.sort_key
        self.versions = ListTable([ListColumn(each) for each in _VERSIONS], desk.look, rank)
        self.changes = ListTable([ListColumn(each) for each in _CHANGES], desk.look, rank)
        self.versions.setAccessibleName("版本")
        self.changes.setAccessibleName("改动")
        self.unmasked = QCheckBox("显示隐去的内容（会留痕）")
        self.restore = button("恢复到此版本", "primary")
        self.close_button = button("关闭", tip="Esc")
        self._lay_out()
        self.versions.selectionModel().selectionChanged.connect(lambda *_: self._show_changes())
        self.unmasked.toggled.connect(lambda _: self.reload())
        self.restore.clicked.connect(self._restore)
        self.close_button.clicked.connect(self.reject)
        self.reload()
        self.versions.setFocus()

    def _lay_out(self) -> None:
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(10)
        for title, table in (("版本", self.versions), ("这一次的改动", self.changes)):
            half = QWidget()
            column = QVBoxLayout(half)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(label(title, "group"))
            column.addWidget(table, 1)
            halves.addWidget(half)
        halves.setSizes([480, 520])
        foot = QHBoxLayout()
        for each in (self.unmasked, None, self.close_button, self.restore):
            if each is None:
                foot.addStretch()
            else:
                foot.addWidget(each)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 14, 18, 14)
        box.setSpacing(10)
        box.addWidget(halves, 1)
        box.addLayout(foot)
        self.resize(1080, 560)

    def reload(self) -> None:
        """Read the versions again."""
        with self._desk.clear_errors():
            found = versions(
                self._desk.office, self._record.ledger.key, self._record.id, unmasked=self.unmasked.isChecked()
            )
            self._newest = found[0] if found else None
            self.versions.fill([ListRow(_cells(each), subject=each) for each in found])
        self._show_changes()

    def chosen(self) -> Version | None:
        """Give the chosen version."""
        rows = self.versions.chosen()
        return rows[0].subject if rows else None

    def _show_changes(self) -> None:
        version = self.chosen()
        changes = version.changes if version else ()
        self.changes.fill([ListRow((each.title, each.old or "（空）", each.new or "（空）")) for each in changes])
        self.restore.setEnabled(version is not None and self._is_way_back(version))

    def _is_way_back(self, version: Version) -> bool:
        """Tell whether the record is otherwise now, and can be as it was then."""
        return version is not self._newest and version.values is not None and version.act != TRASHED

    def _restore(self) -> None:
        version = self.chosen()
        if version is None:
            return
        with self._desk.clear_errors():
            restore(self._desk.office, self._record.ledger.key, self._record.id, version)
            self._desk.written.emit(self._record.ledger.key)
            self._desk.tell("已恢复到所选的版本", undoable=True)
            self.accept()


def _cells(version: Version) -> tuple[str, ...]:
    titles = "、".join(each.title for each in version.changes[:_MOST])
    titles += f" 等 {len(version.changes)} 项" if len(version.changes) > _MOST else ""
    told = "（内容已依法清除）" if version.values is None else titles
    return (f"{version.at.astimezone():%Y-%m-%d %H:%M:%S}", version.act, version.actor or "（未填）", told)
