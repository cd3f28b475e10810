"""What can be done with a ledger or its selected rows beyond entering them: one entry of a menu each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from unionoffice.domain.ledger import Ledger

if TYPE_CHECKING:
    from unionoffice.gui.ledger.pane import LedgerPane


@dataclass(frozen=True)
class Command:
    """One entry of the menu 更多 of a ledger's page."""

    words: str
    act: Callable[[LedgerPane], object]
    ledgers: tuple[str, ...] = ()
    """The keys of the ledgers that have it; every ledger when empty."""
    per_record: bool = False
    """Acts on the selected rows: stands in their menu too, and needs a selection."""
    separated: bool = False
    """Begins a new group of entries."""
    keys: str = ""
    """The keys that do the same, such as Ctrl+E."""
    group: str = ""
    """The words of the menu inside the menu in which it stands; in the menu itself when empty."""
    fits: Callable[[Ledger], bool] = lambda _: True
    """Whether a ledger has what the command needs; asked besides `ledgers`."""

    def is_for(self, ledger: Ledger) -> bool:
        """Tell whether a ledger has this command."""
        return (not self.ledgers or ledger.key in self.ledgers) and self.fits(ledger)


WITH_EXCEL = "Excel 与上报"
"""The menu inside the menu for files that come in and go out."""


def fill_menu(menu: QMenu, pane: LedgerPane, commands: Iterable[Command]) -> None:
    """Add the entries of a pane's ledger to a menu; those that need a selection are grey without one."""
    has_selection = bool(pane.table.selected_ids()) or pane.unlisted_id() is not None
    for command in commands:
        if not command.is_for(pane.ledger):
            continue
        if command.separated and menu.actions():
            menu.addSeparator()
        holder = _group(menu, command.group)
        entry = holder.addAction("\t".join(filter(None, [command.words, command.keys])))
        entry.setEnabled(has_selection or not command.per_record)
        entry.triggered.connect(lambda _=False, command=command: run(command, pane))


def _group(menu: QMenu, words: str) -> QMenu:
    """Find or begin the menu inside the menu."""
    if not words:
        return menu
    # Only what stands in the menu now: one that was cleared still holds the menus of the time before.
    found = next(
        (each for each in menu.findChildren(QMenu) if each.menuAction() in menu.actions() and each.title() == words),
        None,
    )
    return found or menu.addMenu(words)


def run(command: Command, pane: LedgerPane) -> None:
    """Do what a command does, unless its ledger or its selection is missing; shows the sentence of an OfficeError."""
    if not command.is_for(pane.ledger):
        return
    if command.per_record:
        pane.go_to_opened()
        if not pane.table.selected_ids():
            return
    with pane.desk.clear_errors():
        command.act(pane)
