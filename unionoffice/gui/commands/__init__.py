"""The commands of all ledgers, in the order of the menu; each room adds its own tuple here."""

from __future__ import annotations

from unionoffice.gui.commands import (
    event_commands,
    export_commands,
    form_commands,
    history_commands,
    household_commands,
    import_commands,
    log_commands,
    member_commands,
    own_commands,
    paper_commands,
    rules_commands,
    table_commands,
)
from unionoffice.gui.ledger.commands import Command

COMMANDS: tuple[Command, ...] = (
    *event_commands.COMMANDS,
    *household_commands.COMMANDS,
    *log_commands.COMMANDS,
    *member_commands.COMMANDS,
    *rules_commands.COMMANDS,
    *paper_commands.COMMANDS,
    *table_commands.COMMANDS,
    *import_commands.COMMANDS,
    *form_commands.COMMANDS,
    *export_commands.COMMANDS,
    *history_commands.COMMANDS,
    *own_commands.COMMANDS,
)
