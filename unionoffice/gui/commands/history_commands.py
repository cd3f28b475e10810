"""What became of a record, for every ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.gui.ledger.commands import Command

if TYPE_CHECKING:
    from unionoffice.gui.ledger.pane import LedgerPane


def show_history(pane: LedgerPane) -> None:
    """Show the versions of the current record."""
    from unionoffice.gui.dialogs.history_dialog import HistoryDialog

    form = pane.opened_form
    record = pane.table.current_record()
    if record is None or (form is not None and not form.may_leave()):
        return
    dialog = HistoryDialog(pane.desk, record, pane.table)
    dialog.exec()
    dialog.deleteLater()


COMMANDS = (Command("历史…", show_history, per_record=True),)
