"""Which columns a table shows, in what order and how wide, remembered with the office."""

from __future__ import annotations

import json
from math import ceil
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QTableView

from unionoffice.domain.kinds import Choice, IdNumber
from unionoffice.domain.ledger import Field
from unionoffice.gui.desk import Desk
from unionoffice.gui.ledger.choice_editors import StayingMenu
from unionoffice.gui.ledger.column_widths import (
    ID_LETTERS,
    LABEL_LETTERS,
    MOST_LETTERS,
    NUMBER_LETTERS,
    TEXT_LETTERS,
    WORDS_LETTERS,
    free_share,
    is_free,
    least_letters,
    letters_wide,
)
from unionoffice.gui.ledger.state_chips import TONES
from unionoffice.gui.ledger.table_model import BLOCK, NUMBER_COLUMN, LedgerTableModel

PAUSE = 400
"""Milliseconds after the last pull at a column before its width is kept."""
LETTER = 0.58
"""The width of a Latin letter, in heights of the font."""
PADDING = 24
CHIP_ROOM = 6
"""Pixels that a state needs beside those of other words, for the chip around it."""
MOST_MEASURED = 5
"""So many of the longest words of a column are measured: the longest is not always the widest."""
TITLE_ROOM = 2
"""Pixels that a title needs beside those of a cell, for the mark of its filter."""


class Columns(QObject):
    """The columns of one table."""

    def __init__(self, desk: Desk, table: QTableView, rows: LedgerTableModel) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._rows = rows
        self._ledger = rows.ledger
        self._is_sized_by_hand = False
        self._is_fitting = False
        self._needs: dict[Field[Any], int] = {}
        """How wide the longest words are that were listed."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.keep)
        self._show_usual()
        self._recall()
        head = table.horizontalHeader()
        head.sectionResized.connect(self._note_change)
        head.sectionMoved.connect(self._note_change)

    def shown(self) -> list[Field[Any]]:
        """List the fields whose columns are shown, from left to right."""
        head = self._table.horizontalHeader()
        order = sorted(range(1, self._rows.columnCount()), key=head.visualIndex)
        return [self._rows.fields[number - 1] for number in order if not self._table.isColumnHidden(number)]

    def _show_usual(self) -> None:
        shown = self._ledger.shown or self._rows.fields
        for number, each in enumerate(self._rows.fields, 1):
            is_shown = each in shown and each is not self._ledger.parent
            self._table.setColumnHidden(number, not is_shown)
            if is_shown:
                self._table.setColumnWidth(number, self._usual_width(each))
        self._arrange([each.key for each in shown])

    def _arrange(self, keys: list[str]) -> None:
        head = self._table.horizontalHeader()
        for place, key in enumerate(keys, 1):
            head.moveSection(head.visualIndex(self._rows.column_of(self._ledger.get(key))), place)

    def _usual_width(self, key: Field[Any]) -> int:
        return max(self._letters(letters_wide(key.kind)), self._enough(key))

    def _letters(self, letters: int) -> int:
        return int(letters * self._desk.look.px * LETTER + PADDING)

    def _title_width(self, key: Field[Any]) -> int:
        return self._table.fontMetrics().horizontalAdvance(self._rows.title(key)) + PADDING + TITLE_ROOM

    def _enough(self, key: Field[Any]) -> int:
        """Give the width in which everything listed can be read, of texts the beginning."""
        letters = NUMBER_LETTERS if key is self._ledger.number else least_letters(key.kind)
        needed = self._needs.get(key) or self._letters(letters)
        most = TEXT_LETTERS if is_free(key.kind) else MOST_LETTERS
        if key in self._ledger.label[:1] and is_free(key.kind):
            most = WORDS_LETTERS
        return max(min(needed, self._letters(most)), self._title_width(key))

    def _least_width(self, key: Field[Any]) -> int:
        """Give the width to which a column is narrowed before the table has to be pushed sideways."""
        if isinstance(key.kind, IdNumber) and not self._rows.is_whole:
            return min(self._enough(key), self._letters(ID_LETTERS))
        if key not in self._needs:
            return self._title_width(key)  # nothing is listed that could be cut
        if key is self._ledger.number or not is_free(key.kind):
            return self._enough(key)
        letters = LABEL_LETTERS if key in self._ledger.label[:1] else 0
        return min(self._enough(key), max(self._letters(letters), self._title_width(key)))

    def follow_rows(self, *, anew: bool = False) -> None:
        """Let the widths follow what is listed; they only grow, lest they jump whenever the rows are sorted."""
        if anew:
            self._needs.clear()
        metrics, shown = self._table.fontMetrics(), self.shown()
        digits = metrics.horizontalAdvance("0" * len(str(self._rows.rowCount()))) + PADDING
        self._table.setColumnWidth(NUMBER_COLUMN, max(self._desk.look.px * 4, digits))
        records = [self._rows.record_at(row) for row in range(min(self._rows.rowCount(), BLOCK))]
        for each in shown:
            words = {self._rows.words(record, each) for record in records if record is not None}
            longest = sorted(words, key=len)[-MOST_MEASURED:]
            wide = max((metrics.horizontalAdvance(text[:MOST_LETTERS]) for text in longest), default=0)
            if records:
                padding = PADDING + (CHIP_ROOM if isinstance(each.kind, Choice) and words & TONES.keys() else 0)
                self._needs[each] = max(wide + padding, self._needs.get(each, 0))
        self.fit()

    def fit(self) -> None:
        """Widen the wordy columns to the table's width, or narrow all that can be; not once sized by hand.

        Where the table has to be pushed sideways all the same, cutting words short would help nobody.
        """
        if self._is_sized_by_hand:
            return
        usual = {each: self._usual_width(each) for each in self.shown()}
        room = self._table.viewport().width() - self._table.columnWidth(NUMBER_COLUMN) - 1
        spare = room - sum(usual.values())
        if spare >= 0:
            widths = self._widened(usual, spare)
        else:
            fits = sum(map(self._least_width, usual)) <= room
            widths = self._narrowed(usual, -spare) if fits else self._pushed(usual)
        self._is_fitting = True
        for each, width in widths.items():
            self._table.setColumnWidth(self._rows.column_of(each), width)
        self._is_fitting = False

    def _widened(self, usual: dict[Field[Any], int], spare: int) -> dict[Field[Any], int]:
        shares = {each: free_share(each, self._ledger) for each in usual}
        if not any(shares.values()):
            shares = dict.fromkeys(usual, 1)
        whole = max(1, sum(shares.values()))
        return {each: width + spare * shares[each] // whole for each, width in usual.items()}

    def _narrowed(self, usual: dict[Field[Any], int], lacking: int) -> dict[Field[Any], int]:
        """Take from the texts first, from what the record is called last, and only then from what is still legible."""
        widths = dict(usual)
        label = [each for each in usual if each in self._ledger.label[:1]]
        texts = [each for each in usual if is_free(each.kind) and each not in label]
        others = [each for each in usual if each not in label and each not in texts]
        for fields, least in (
            (texts, self._enough),
            (others, self._enough),
            (label, self._enough),
            (others, self._least_width),
            (texts, self._least_width),
            (label, self._least_width),
        ):
            gives = {each: max(0, widths[each] - least(each)) for each in fields}
            whole = sum(gives.values())
            taken = min(lacking, whole)
            for each, most in gives.items():
                widths[each] -= ceil(taken * most / whole) if most else 0
            lacking -= taken
        return widths

    def _pushed(self, usual: dict[Field[Any], int]) -> dict[Field[Any], int]:
        """Let the one that says what the record is called be read whole, and the others take no more than they need."""
        words = self._letters(WORDS_LETTERS)
        is_words = {each: each in self._ledger.label[:1] and is_free(each.kind) for each in usual}
        return {each: max(self._enough(each), words) if is_words[each] else self._enough(each) for each in usual}

    def restyle(self) -> None:
        """Fit to letters of another size."""
        self.follow_rows(anew=True)

    def _note_change(self) -> None:
        if not self._is_fitting and self._table.isVisible() and QGuiApplication.mouseButtons():
            self._is_sized_by_hand = True
            self._pause.start()

    def menu(self) -> QMenu:
        """Offer every column, and the way back to the usual ones."""
        menu = StayingMenu(self._table)
        for number, each in enumerate(self._rows.fields, 1):
            action = menu.addAction(each.title)
            action.setCheckable(True)
            action.setChecked(not self._table.isColumnHidden(number))
            action.toggled.connect(lambda on, column=number: self.show(column, on=on))
        menu.addSeparator()
        menu.addAction("恢复默认列").triggered.connect(self.forget)
        return menu

    def show(self, column: int, *, on: bool) -> None:
        """Show or hide a column; the last one stays."""
        if not on and len(self.shown()) == 1:
            return
        self._table.setColumnHidden(column, not on)
        if on:
            self._table.setColumnWidth(column, self._usual_width(self._rows.fields[column - 1]))
        self.follow_rows()
        self.keep()

    def forget(self) -> None:
        """Go back to the columns of the declaration."""
        self._is_sized_by_hand = False
        self._show_usual()
        self.fit()
        self._desk.office.set_setting(self._setting, "")

    @property
    def _setting(self) -> str:
        return f"columns/{self._ledger.key}"

    def keep(self) -> None:
        """Remember what is shown."""
        widths = [[each.key, self._table.columnWidth(self._rows.column_of(each))] for each in self.shown()]
        known = [each.key for each in self._rows.fields]
        kept = json.dumps({"columns": widths, "by_hand": self._is_sized_by_hand, "known": known})
        if kept != self._desk.office.setting(self._setting):
            self._desk.office.set_setting(self._setting, kept)

    def _recall(self) -> None:
        """Show what was remembered; a field that has come since is shown where the ledger shows it."""
        kept = self._desk.office.setting(self._setting)
        if not kept:
            return
        found = json.loads(kept)
        widths = {key: width for key, width in found["columns"] if key in self._ledger.by_key}
        known = set(found.get("known", self._ledger.by_key))
        new = [each.key for each in self._ledger.shown if each.key not in known]
        if not widths and not new:
            return
        self._is_sized_by_hand = bool(found["by_hand"])
        for number, each in enumerate(self._rows.fields, 1):
            self._table.setColumnHidden(number, each.key not in widths and each.key not in new)
            self._table.setColumnWidth(number, widths.get(each.key, self._usual_width(each)))
        self._arrange([*widths, *new])

    # The order of the rows

    @property
    def _order_setting(self) -> str:
        return f"order/{self._ledger.key}"

    def keep_order(self, key: str, *, descending: bool) -> None:
        """Remember by what the rows are sorted."""
        kept = json.dumps([key, descending]) if key else ""
        if kept != self._desk.office.setting(self._order_setting):
            self._desk.office.set_setting(self._order_setting, kept)

    def recalled_order(self) -> tuple[str, bool]:
        """Give the order that was remembered; the ledger's own where the field has gone."""
        kept = self._desk.office.setting(self._order_setting)
        key, descending = json.loads(kept) if kept else ("", False)
        return (key, bool(descending)) if key in self._ledger.by_key else ("", False)
