"""A line in which a record of another ledger is found by name, number or pinyin initials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal

from unionoffice.domain.kinds import Link
from unionoffice.domain.ledger import Field
from unionoffice.gui.ledger.line_editors import LineEditor, offer

Find = Callable[[str], Sequence[Link]]


class RefEditor(LineEditor):
    """Holds a link once a record is chosen, words until then."""

    tidies = False
    chosen = Signal(object)
    """The clerk has chosen this Link from the offers."""

    def __init__(self, key: Field[Any], find: Find) -> None:
        super().__init__(key)
        self._find = find
        self._link: Link | None = None
        self._found: dict[str, Link] = {}
        self._completer, self._offers = offer(self.line)
        self._completer.activated.connect(self._choose)
        self.line.textEdited.connect(self._look_up)

    def _look_up(self, words: str) -> None:
        self._link = None
        self._found = {each.label: each for each in self._find(words)} if words.strip() else {}
        self._offers.setStringList(list(self._found))

    def _choose(self, words: str) -> None:
        self._link = self._found.get(words)
        self.edited.emit()
        if self._link is not None:
            self.chosen.emit(self._link)

    def raw(self) -> object:
        """Give the chosen link, the only record that the words find, or the words."""
        words = self.line.text().strip()
        if self._link is not None and self._link.label == words:
            return self._link
        return self._found.get(words, words)

    def show_raw(self, raw: object) -> None:
        """Show a link, or words as if they had been typed."""
        self._link = raw if isinstance(raw, Link) else None
        self._found = {}
        super().show_raw(raw.label if isinstance(raw, Link) else raw)

    def show_value(self, value: Any) -> None:
        """Show a link."""
        self.show_raw("" if value is None else value)

    def untouched(self, value: Any) -> object:
        """Give the link."""
        return "" if value is None else value
