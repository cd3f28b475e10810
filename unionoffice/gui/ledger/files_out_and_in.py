"""What the Excel buttons of a ledger do."""

from __future__ import annotations

from unionoffice.gui.ledger.pane import LedgerPane


def connect_files(pane: LedgerPane) -> None:
    """Let the head's buttons open the boxes for Excel files."""
    pane.head.import_button.clicked.connect(lambda: _ask_import(pane))
    pane.head.export_button.clicked.connect(lambda: _ask_export(pane))


def _ask_import(pane: LedgerPane) -> None:
    from unionoffice.gui.dialogs.import_dialog import ImportDialog

    dialog = ImportDialog(pane.desk, pane.ledger, pane.body.window())
    dialog.exec()
    dialog.deleteLater()


def _ask_export(pane: LedgerPane) -> None:
    from unionoffice.gui.dialogs.export_dialog import ExportDialog

    dialog = ExportDialog(pane.desk, pane.ledger, pane.query(), pane.table.selected_ids(), pane.body.window())
    dialog.exec()
    dialog.deleteLater()
