"""Weigh one way to hold a ledger of an office: python -m tests.benchmarks.memory page|tuples FOLDER."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from unionoffice.domain.query import Query
from unionoffice.gui.application import prepared_application
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.page import LedgerPage
from unionoffice.gui.ledger.pane import LedgerPane
from unionoffice.gui.messages import WindowMessages
from unionoffice.gui.theme import LIGHT, Look
from unionoffice.ledgers import BY_KEY
from unionoffice.usecases.office import Office

GOAL = 0.2
"""Of all rows as tuples."""


def resident() -> float:
    """Tell the megabytes that the process holds now (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def page_at_its_end(office: Office) -> object:
    """Open the page of the members and go to its last row."""
    desk = Desk(office, WindowMessages(), Look(LIGHT, 14))
    page = LedgerPage(desk, LedgerPane(desk, BY_KEY["member"]))
    page.resize(1366, 768)
    page.show()
    QApplication.processEvents()
    page.active.show_query(Query())
    QApplication.processEvents()
    page.active.table.scrollToBottom()
    page.active.table.viewport().repaint()
    QApplication.processEvents()
    return page


def tuples(office: Office) -> object:
    """Read every field of every member."""
    return office.table("member").stored(BY_KEY["member"].fields)


def weighed(way: str, folder: Path) -> float:
    """Weigh a way in a process of its own, in megabytes."""
    command = [sys.executable, "-m", "tests.benchmarks.memory", way, str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def print_weights(folder: Path) -> None:
    """Print what the page weighs after End beside all rows as tuples."""
    page, rows = weighed("page", folder), weighed("tuples", folder)
    verdict = "" if page <= GOAL * rows else f"  OVER {GOAL}"
    print(f"memory after End: {page:.1f} MB, all rows as tuples {rows:.1f} MB; x{page / rows:.2f}{verdict}")


def main() -> None:
    """Print the growth of one way; what a small ledger's page needs anyway was paid before."""
    ways = {"page": page_at_its_end, "tuples": tuples}
    prepared_application()
    with Office.open(Path(sys.argv[2])) as office:
        desk = Desk(office, WindowMessages(), Look(LIGHT, 14))
        small = LedgerPage(desk, LedgerPane(desk, BY_KEY["unit"]))
        small.show()
        QApplication.processEvents()
        before = resident()
        held = ways[sys.argv[1]](office)
        print(resident() - before)
        del held


if __name__ == "__main__":
    main()
