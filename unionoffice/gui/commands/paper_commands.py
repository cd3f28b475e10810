"""Printing the office's forms and notices from the rows of a ledger."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from unionoffice.gui.ledger.commands import Command
from unionoffice.usecases.paper_kinds import PAPERS, PaperKind, PaperOptions

if TYPE_CHECKING:
    from unionoffice.gui.ledger.pane import LedgerPane


def print_form(pane: LedgerPane, kind: PaperKind) -> None:
    """Show a paper of the selected or listed rows as it would be printed; asks first whether numbers may be shown."""
    from unionoffice.gui.background import Background
    from unionoffice.gui.paper import Paper, show_preview
    from unionoffice.gui.waiting import hourglass
    from unionoffice.usecases.print_paper import make

    ids = _ids(pane, kind)
    if not ids:
        pane.desk.tell("这里没有可以打印的登记")
        return
    options = _options(pane, kind, len(ids))
    if options is None:
        return
    with hourglass():
        printed = make(pane.desk.office, kind.key, ids, options)
    show_preview(Paper(kind.words, lambda: printed), Background(pane.body), pane.desk.messages, pane.body)


def _ids(pane: LedgerPane, kind: PaperKind) -> list[int]:
    """Take the selected rows; a list takes them only when there are several, as one row is always selected."""
    selected = list(pane.table.selected_ids())
    if kind.needs == "selection" or len(selected) > 1:
        return selected
    return list(pane.table.rows.ids)


def _options(pane: LedgerPane, kind: PaperKind, count: int) -> PaperOptions | None:
    """Ask where there is something to choose; None when the clerk has thought better of it."""
    if not kind.shows_numbers:
        return PaperOptions()
    from unionoffice.gui.dialogs.paper_options_dialog import PaperOptionsDialog

    dialog = PaperOptionsDialog(kind, count, pane.body.window())
    accepted = dialog.exec() == dialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.options() if accepted else None


COMMANDS: tuple[Command, ...] = tuple(
    Command(
        f"{kind.words}…",
        partial(print_form, kind=kind),
        (kind.ledger,),
        per_record=kind.needs == "selection",
        group="打印",
    )
    for kind in PAPERS
)
