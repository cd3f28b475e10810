"""What every ledger's table can do beyond its rows: change many at once, count them by groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.gui.ledger.commands import Command

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


COMMANDS = (
    Command("统计…", show_statistics, separated=True),
    Command("批量修改…", edit_many, per_record=True),
)
