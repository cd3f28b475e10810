"""The superior's own forms: kept with what goes where, filled for a period or for the selected records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unionoffice.gui.ledger.commands import WITH_EXCEL, Command
from unionoffice.ledgers.household import HOUSEHOLD
from unionoffice.ledgers.member import MEMBER

if TYPE_CHECKING:
    from unionoffice.gui.ledger.pane import LedgerPane


def show_forms(pane: LedgerPane) -> None:
    """Show the kept forms of all superiors."""
    _show(pane, only_its_forms=False)


def fill_for_records(pane: LedgerPane) -> None:
    """Fill the form that is made for such records; with several forms, or none yet, show them first."""
    from unionoffice.gui.dialogs.superior_form.fill_dialog import FillDialog
    from unionoffice.usecases.superior_forms import forms

    fitting = [each for each in forms(pane.desk.office) if each.per_record == pane.ledger.key]
    if len(fitting) != 1:
        _show(pane, only_its_forms=True)
        return
    dialog = FillDialog(pane.desk, fitting[0], pane.table.selected_ids(), pane.body.window())
    dialog.exec()
    dialog.deleteLater()


def _show(pane: LedgerPane, *, only_its_forms: bool) -> None:
    from unionoffice.gui.dialogs.superior_form.forms_dialog import FormsDialog, Page

    page = Page(pane.ledger.key, pane.query(), tuple(pane.table.selected_ids()), only_its_forms)
    dialog = FormsDialog(pane.desk, page, pane.body.window())
    dialog.exec()
    dialog.deleteLater()


COMMANDS = (
    Command("填写上级表格…", fill_for_records, (HOUSEHOLD.key, MEMBER.key), per_record=True, group=WITH_EXCEL),
    Command("上级表格…", show_forms, group=WITH_EXCEL),
)
