"""What an office changes in a ledger itself: fields of its own, and the options that fields offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.gui.ledger.commands import Command

if TYPE_CHECKING:
    from unionoffice.gui.ledger.pane import LedgerPane


def _may_leave(pane: LedgerPane) -> bool:
    """Ask about unsaved words: the page is made anew when its fields are others."""
    return pane.opened_form is None or pane.opened_form.may_leave()


def ask_own_fields(pane: LedgerPane) -> None:
    """Show the own fields of a ledger for changing."""
    from unionoffice.gui.dialogs.own_fields_dialog import OwnFieldsDialog

    if not _may_leave(pane):
        return
    before = pane.desk.office.ledgers
    dialog = OwnFieldsDialog(pane.desk, pane.ledger.key, pane.body.window())
    dialog.exec()
    dialog.deleteLater()
    if pane.desk.office.ledgers is not before:
        pane.desk.ledgers_changed.emit()


def ask_code_lists(pane: LedgerPane) -> None:
    """Show the lists of options for changing, those of this ledger first."""
    from unionoffice.gui.dialogs.code_lists_dialog import CodeListsDialog

    if not _may_leave(pane):
        return
    dialog = CodeListsDialog(pane.desk, pane.ledger.key, pane.body.window())
    dialog.exec()
    dialog.deleteLater()
    if dialog.has_changed:
        pane.desk.ledgers_changed.emit()


COMMANDS = (
    Command("自定义栏目…", ask_own_fields, separated=True),
    Command("选项表…", ask_code_lists),
)
