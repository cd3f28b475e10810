"""Keeps the words of a form in the file while they are typed, and forgets them once they are saved or given up."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from unionoffice.errors import OfficeError
from unionoffice.gui.desk import Desk
from unionoffice.usecases.drafts import Place, drop_draft, keep_draft, place_of

if TYPE_CHECKING:
    from unionoffice.gui.ledger.form import RecordForm

PAUSE = 2000
"""Milliseconds of typing that a crash may take."""


class DraftKeeper:
    """The draft of one form."""

    def __init__(self, form: RecordForm, desk: Desk) -> None:
        self._form = form
        self._desk = desk
        self._kept: Place | None = None
        self._timer = QTimer(form)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.keep)

    def begin(self) -> None:
        """Keep the words soon; more of them do not put it off."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep the words as they stand."""
        if not self._form.is_dirty or not self._form.isVisible():
            return
        place = self._place()
        # A full disk is told of when the record itself is saved, not every two seconds.
        with contextlib.suppress(OfficeError):
            keep_draft(self._desk.office, place, self._form.raw())
            self._kept = place

    def take_over(self) -> None:
        """The words shown are those of the draft in the file: it goes once they are saved or given up."""
        self._kept = self._place()

    def _place(self) -> Place:
        return place_of(self._form.ledger.key, self._form.old, self._form.fixed)

    def drop(self) -> None:
        """Forget the words."""
        self._timer.stop()
        place, self._kept = self._kept, None
        if place is not None:
            # Left behind it is only offered once more.
            with contextlib.suppress(OfficeError):
                drop_draft(self._desk.office, place)
