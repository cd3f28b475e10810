"""Type into a form until killed; the parent of this process holds the knife."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer

from tests.gui.hand import RecordedMessages
from unionoffice.gui.application import prepared_application
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger import draft_keeper
from unionoffice.gui.main_window import MainWindow
from unionoffice.gui.theme import LIGHT, Look
from unionoffice.usecases.drafts import drafts
from unionoffice.usecases.office import Office


def main() -> None:
    """Tell the parent when the words are in the file."""
    draft_keeper.PAUSE = 10
    application = prepared_application()
    office = Office.open(Path(sys.argv[1]))
    window = MainWindow(Desk(office, RecordedMessages(), Look(LIGHT, 14)))
    window.show()
    pane = window.pane_of("work_log")
    pane.new()
    pane.form.fields.editors["title"].show_raw("没有保存的会")
    pane.form.fields.edited.emit()
    looking = QTimer()
    looking.timeout.connect(lambda: print("typed", flush=True) if drafts(office) else None)
    looking.start(20)
    application.exec()


if __name__ == "__main__":
    main()
