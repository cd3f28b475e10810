"""What the buttons of a ledger for Excel files and for paper do."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from unionoffice.gui.background import Background
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.waiting import hourglass


def connect_files(pane: LedgerPane) -> None:
    """Let the head's buttons open the boxes for Excel files and the preview of the printed list."""
    background = Background(pane.body)
    pane.head.import_button.clicked.connect(lambda: _ask_import(pane))
    paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), pane.table)
    paste.setContext(Qt.ShortcutContext.WidgetShortcut)
    paste.activated.connect(lambda: paste_rows(pane))
    pane.head.export_button.clicked.connect(lambda: _ask_export(pane))
    pane.head.print_button.clicked.connect(lambda: _show_paper(pane, background))


def _ask_import(pane: LedgerPane) -> None:
    from unionoffice.gui.dialogs.import_wizard.wizard import ImportWizard

    wizard = ImportWizard(pane.desk, pane.ledger, pane.body.window())
    wizard.exec()
    wizard.deleteLater()


def paste_rows(pane: LedgerPane) -> None:
    """Open the import with the rows that were copied in Excel or WPS; without heads they are as the columns in sight."""
    from unionoffice.gui.dialogs.import_wizard.wizard import ImportWizard

    wizard = ImportWizard(pane.desk, pane.ledger, pane.body.window())
    wizard.paste(pane.table.columns.shown())
    wizard.exec()
    wizard.deleteLater()


def _ask_export(pane: LedgerPane) -> None:
    from unionoffice.gui.dialogs.export_dialog import ExportDialog

    chosen, shown = pane.table.selected_ids(), pane.table.columns.shown()
    dialog = ExportDialog(pane.desk, pane.ledger, pane.query(), chosen, pane.body.window(), shown=shown)
    dialog.exec()
    dialog.deleteLater()


def _show_paper(pane: LedgerPane, background: Background) -> None:
    """Show the listed rows with the columns in sight as they would be printed."""
    from unionoffice.gui.paper import Paper, show_preview
    from unionoffice.usecases.print_ledger import print_ledger

    if not pane.table.rows.ids:
        pane.desk.tell("这里没有可以打印的登记")
        return
    with pane.desk.clear_errors():
        with hourglass():
            pdf = print_ledger(pane.desk.office, pane.ledger.key, pane.query(), pane.table.columns.shown())
        show_preview(Paper(pane.ledger.title, partial(_as_it_is, pdf)), background, pane.desk.messages, pane.body)


def _as_it_is(pdf: bytes) -> tuple[bytes, tuple[str, ...]]:
    return pdf, ()
