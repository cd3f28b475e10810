"""What every view is given: the open office, the door to the clerk, the look, and the news that views listen to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal

from unionoffice.errors import OfficeError
from unionoffice.gui.messages import Messages
from unionoffice.gui.theme import Look
from unionoffice.usecases.office import Office


class Desk(QObject):
    """One office on one screen."""

    written = Signal(str)
    """Records of the ledger with this key were added, changed, trashed or brought back."""
    told = Signal(str, object)
    """A sentence for the toast, and what its 撤销 does, or None."""
    record_asked = Signal(str, object)
    """Show the record of this ledger with this id."""
    ledger_asked = Signal(str, object)
    """Show this ledger with this Query."""
    new_asked = Signal(str)
    """Begin a new record of this ledger."""
    page_asked = Signal(str)
    """Show the page with this title."""
    period_chosen = Signal(object)
    """The clerk works on this Period from now on."""
    backups_seen = Signal()
    """The state of the backups is known."""
    restyled = Signal()
    """The look has changed."""

    def __init__(self, office: Office, messages: Messages, look: Look, *, has_password: bool = False) -> None:
        super().__init__()
        self._undo: Callable[[], object] | None = None
        self.office = office
        self.messages = messages
        self.look = look
        self.has_password = has_password
        self.backup_state = ""

    def look_at_backups(self) -> None:
        """Find out when the last backup was made; reads the backup folder, so not before the first paint."""
        from unionoffice.usecases.back_up import backups

        found = backups(self.office)
        if not found:
            self.backup_state = "还没有备份"
        elif found[0].made_at.date() == self.office.today:
            self.backup_state = "今日已备份"
        else:
            self.backup_state = f"最近备份 {found[0].made_at:%Y-%m-%d}"
        self.backups_seen.emit()

    def tell(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Show a toast; what its 撤销 does is also what Ctrl+Z does next."""
        self._undo = undo or self._undo
        self.told.emit(sentence, self.undo if undo else None)

    def undo(self) -> None:
        """Take back what was done last, once."""
        undo, self._undo = self._undo, None
        if undo is not None:
            undo()

    @contextmanager
    def clear_errors(self) -> Iterator[None]:
        """Show the sentence of an OfficeError; every other exception is a bug and goes on."""
        try:
            yield
        except OfficeError as error:
            self.messages.warn(error.sentence)
