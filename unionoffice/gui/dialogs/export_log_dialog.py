"""The list of what has left the office as a file."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.list_dialog import ListColumn, ListDialog, ListRow
from unionoffice.usecases.export_log import Exported, exports

COLUMNS = ("时间", "经手人", "内容", "类别", ListColumn("行数", numeric=True), "用途", "接收单位", "文件名", "栏目")


def export_log(desk: Desk, parent: QWidget) -> ListDialog:
    """Make the list; it is read again when something more is written."""
    return ListDialog(
        desk,
        "导出记录",
        COLUMNS,
        lambda: [_row(each) for each in exports(desk.office)],
        note="从台账导出的每个文件都记在修改留痕里，不能删改。用途和接收单位里请不要写姓名、证件号。",
        empty="还没有导出过文件。",
        parent=parent,
    )


def _row(exported: Exported) -> ListRow:
    columns = f"{len(exported.columns)} 列：{'、'.join(exported.columns)}" if exported.columns else ""
    return ListRow(
        (
            f"{exported.at:%Y-%m-%d %H:%M}",
            exported.who,
            exported.what,
            exported.profile,
            "" if exported.rows is None else f"{exported.rows:,}",
            exported.purpose,
            exported.recipient,
            exported.name,
            columns,
        )
    )
