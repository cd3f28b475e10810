"""What later clicks need, loaded a little at a time while the clerk looks at the first page."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from unionoffice.gui.period_choices import opening_period
from unionoffice.usecases.office import Office

_PAUSE = 10
"""Milliseconds between two steps, in which keys and clicks are answered."""
_MODULES = (
    # A form.
    "unionoffice.gui.ledger.tab",
    "unionoffice.gui.ledger.parent_form",
    "unionoffice.usecases.compliance",
    "unionoffice.usecases.one_line_entry",
    "unionoffice.usecases.signed_summary",
    # The summary; what it stands on first, since one import cannot be interrupted.
    "unionoffice.usecases.edit_summary",
    "unionoffice.usecases.check_summary",
    "unionoffice.reports.fonts",
    "unionoffice.usecases.put_out_summary",
    "unionoffice.gui.summary.summary_page",
)


def steps(office: Office) -> Iterator[None]:
    """Load one thing after another; between two of them the window may live."""
    for name in _MODULES:
        import_module(name)
        yield
    office.file.get_ready_to_write()
    yield
    # Four Chinese fonts take longer to read than everything else that the summary shows.
    from unionoffice.usecases.official_sheet import open_fonts

    yield from open_fonts(office, opening_period(office).label)


class Preload(QObject):
    """Takes the steps at leisure; ends with the window."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self.is_done = False
        self._steps = steps(office)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)

    def start(self, milliseconds: int) -> None:
        """Take the first step after a while."""
        self._timer.start(milliseconds)

    def stop(self) -> None:
        """Take no more steps."""
        self._timer.stop()

    def _step(self) -> None:
        for _ in self._steps:
            self._timer.start(_PAUSE)
            return
        self.is_done = True
