"""Write into the summary without a pause until killed; the parent of this process holds the knife."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer

from tests.gui.hand import RecordedMessages, commit
from unionoffice.gui.application import prepared_application
from unionoffice.gui.desk import Desk
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.summary import writing_pause
from unionoffice.gui.summary.summary_page import SummaryPage
from unionoffice.gui.theme import LIGHT, Look
from unionoffice.usecases.office import Office


def main() -> None:
    """Tell the parent of every word that was typed."""
    # Seconds in the window; the order of events is the same.
    writing_pause.LONGEST = 120
    application = prepared_application()
    office = Office.open(Path(sys.argv[1]), today=lambda: date(2026, 7, 3))
    window = MainWindow(Desk(office, RecordedMessages(), Look(LIGHT, 14)))
    window.show()
    window.show_page("半年总结")
    page = window.pages["半年总结"]
    assert isinstance(page, SummaryPage)
    editor = next(iter(page.area.editors.values()))
    typed = 0

    def write() -> None:
        nonlocal typed
        typed += 1
        commit(editor, f"〈{typed}〉")
        print(typed, flush=True)

    writing = QTimer()
    writing.timeout.connect(write)
    writing.start(5)
    application.exec()


if __name__ == "__main__":
    main()
