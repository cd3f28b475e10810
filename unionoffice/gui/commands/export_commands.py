"""The list of what has left the office as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.gui.ledger.commands import WITH_EXCEL, Command

if TYPE_CHECKING:
    from unionoffice.gui.ledger.pane import LedgerPane


def show_exports(pane: LedgerPane) -> None:
    """Show every file that was written from the records, the newest first."""
    from unionoffice.gui.dialogs.export_log_dialog import export_log

    export_log(pane.desk, pane.body.window()).present()


COMMANDS = (Command("导出记录…", show_exports, group=WITH_EXCEL),)
