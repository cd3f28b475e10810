"""The commands of all ledgers, in the order of the menu; each room adds its own tuple here."""

from __future__ import annotations

from unionoffice.gui.commands import table_commands
from unionoffice.gui.ledger.commands import Command

COMMANDS: tuple[Command, ...] = (*table_commands.COMMANDS,)
