"""The one place that knows everybody: arguments, the log, the commands, the window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from unionoffice import cli
from unionoffice.command_words import parse
from unionoffice.errors import OfficeError
from unionoffice.log import start_log
from unionoffice.paths import own_folder
from unionoffice.system_libraries import refuse_without_libraries, refuse_without_screen


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask; returns 0 when done, 1 when the clerk can act on the sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        # A Chinese Windows console may use GBK: a name it cannot show must not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    chosen = parse(arguments)
    try:
        if chosen.command is None:
            return _show_window(chosen.office)
        first_office = cli.COMMANDS[chosen.command](chosen)
        if first_office is not None and _can_show_window():
            return _show_window(first_office)
        return 0
    except OfficeError as error:
        print(error.sentence, file=sys.stderr)
        return 1


def _can_show_window() -> bool:
    try:
        refuse_without_screen()
        refuse_without_libraries()
    except OfficeError as error:
        print(error.sentence, file=sys.stderr)
        return False
    return True


def _show_window(office: Path | None) -> int:
    refuse_without_screen()
    refuse_without_libraries()
    start_log(own_folder())
    # Nothing made before the first picture is garbage; looking for some takes 20 ms. The window begins with it.
    gc.disable()
    from unionoffice.gui.application import run_window

    return run_window(office)


def main() -> None:
    """Run the installed command."""
    sys.exit(run(sys.argv[1:]))
