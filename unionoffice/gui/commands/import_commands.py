"""What comes from Excel without a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.gui.ledger.commands import WITH_EXCEL, Command

if TYPE_CHECKING:
    from unionoffice.gui.ledger.pane import LedgerPane


def _paste(pane: LedgerPane) -> None:
    """Open the import with the rows in the clipboard."""
    from unionoffice.gui.ledger.files_out_and_in import paste_rows

    paste_rows(pane)


COMMANDS = (Command("粘贴 Excel 或 WPS 里复制的行…\tCtrl+V", _paste, group=WITH_EXCEL),)
"""The keys are the table's own: in a line of text they paste words."""
