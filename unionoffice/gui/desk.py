"""What every view is given: the open office, the door to the clerk, the look, and the news that views listen to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from unionoffice.errors import OfficeError
from unionoffice.gui.messages import Messages
from unionoffice.gui.theme import Look
from unionoffice.usecases.office import Office
from unionoffice.usecases.opened_copies import OpenedCopies

if TYPE_CHECKING:
    from unionoffice.usecases.undo import Progress, Step, Undone


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
    ledgers_changed = Signal()
    """The office has other ledgers, fields or options than before."""
    password_changed = Signal()
    """The office has a password now, or none any more."""

    def __init__(self, office: Office, messages: Messages, look: Look, *, has_password: bool = False) -> None:
        super().__init__()
        self.office = office
        self.messages = messages
        self.look = look
        self.has_password = has_password
        self.backup_state = ""
        self.copies = OpenedCopies(office)
        """Attachments that another program shows."""

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

    def note_password(self, *, is_set: bool) -> None:
        """Take note that the office has a password now, or none any more."""
        self.has_password = is_set
        self.password_changed.emit()

    def tell(self, sentence: str, *, undoable: bool = False) -> None:
        """Show a toast; with 撤销 when it tells of the latest step, which may be taken back."""
        step = self.office.steps.next_undo() if undoable else None
        self.told.emit(sentence, partial(self._take_back, step) if step else None)

    def _take_back(self, step: Step) -> None:
        """Take back the step that a toast told of, unless something was done after it."""
        if self.office.steps.next_undo() == step:
            self.undo()
        else:
            self.tell("之后又有改动，请按 Ctrl+Z 一步一步撤销")

    def undo(self) -> None:
        """Take back what was done last to the records."""
        from unionoffice.usecases.undo import undo

        self._turn(undo, "撤销", "没有可以撤销的操作")

    def redo(self) -> None:
        """Do again what was taken back last."""
        from unionoffice.usecases.undo import redo

        self._turn(redo, "重做", "没有可以重做的操作")

    def _turn(self, turn: Callable[[Office, Progress], Undone | None], words: str, nothing: str) -> None:
        from unionoffice.gui.patience import Patience

        with self.clear_errors():
            before = self._options()
            # The import of a large roll takes as long to take back as to read.
            with Patience(words, QApplication.activeWindow()) as patience:
                done = turn(self.office, patience.step)
            if done is None:
                self.tell(nothing)
                return
            for ledger in done.ledgers:
                self.written.emit(ledger)
            # A word that a record taught a list may go with it unseen; an option that comes back must be offered.
            if self._options() - before or (not done.ledgers and self._options() != before):
                self.ledgers_changed.emit()
            self.tell(f"已{words}：{done.title}")

    def _options(self) -> set[tuple[str, str]]:
        """Name the options that forms and filters offer."""
        codebook = self.office.codebook
        return {(name, label) for name in codebook for label in codebook[name].labels}

    @contextmanager
    def clear_errors(self) -> Iterator[None]:
        """Show the sentence of an OfficeError; every other exception is a bug and goes on."""
        try:
            yield
        except OfficeError as error:
            self.messages.warn(error.sentence)
