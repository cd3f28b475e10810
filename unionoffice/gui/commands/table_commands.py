"""What every ledger's table can do beyond its rows: change many at once, count them by groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.gui.ledger.commands import Command
from unionoffice.usecases.whole_numbers import REASONS, has_numbers, note_list_seen

if TYPE_CHECKING:
    from unionoffice.gui.ledger.pane import LedgerPane


def edit_many(pane: LedgerPane) -> None:
    """Change one field of the selected or listed records."""
    from unionoffice.gui.dialogs.bulk_edit_dialog import BulkEditDialog

    dialog = BulkEditDialog(pane)
    dialog.exec()
    dialog.deleteLater()


def show_statistics(pane: LedgerPane) -> None:
    """Show the period table beside the page."""
    from unionoffice.gui.dialogs.statistics_dialog import StatisticsDialog

    dialog = StatisticsDialog(pane)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


def show_whole_numbers(pane: LedgerPane) -> None:
    """Show ID, telephone and card numbers with all their digits for a while, or hide them again."""
    table = pane.table
    if table.rows.is_whole:
        table.hide_numbers()
        return
    question = "显示身份证号、电话、银行卡号的全部数字？离开本页或 5 分钟后自动隐藏，查看会记入审计记录。请选择原因："
    reason = pane.desk.messages.ask(question, [*REASONS, "取消"])
    if reason in REASONS:
        note_list_seen(pane.desk.office, pane.ledger, reason)
        table.show_numbers()


COMMANDS = (
    Command("统计…", show_statistics, separated=True),
    Command("批量修改…", edit_many, per_record=True),
    Command("显示/隐藏完整号码", show_whole_numbers, fits=has_numbers),
)
