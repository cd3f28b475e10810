"""What happens when the clerk points at a cell and chooses what goes there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from unionoffice.domain.cell_names import letters_in, place_of
from unionoffice.domain.form_contents import FormOutline, Place
from unionoffice.domain.query import Query
from unionoffice.domain.superior_form import Block, CountSource, OfficeFact, Single, Source, Words
from unionoffice.gui.desk import Desk
from unionoffice.gui.dialogs.superior_form.form_cells import why_closed
from unionoffice.gui.dialogs.superior_form.form_view import FormView
from unionoffice.gui.dialogs.superior_form.offer_list import Offer
from unionoffice.gui.dialogs.superior_form.place_panel import BLANK, GUESSED, PUT, PlacePanel
from unionoffice.gui.dialogs.superior_form.pointed_marks import (
    bare,
    free_label,
    is_amount,
    is_placeholder,
    labels_in,
    last_ready_row,
    may_be_in_wan,
    told_of,
)
from unionoffice.gui.dialogs.superior_form.pointing import Pointing
from unionoffice.gui.period_choices import opening_period
from unionoffice.gui.waiting import hourglass
from unionoffice.usecases.form_guesses import guess, guess_columns
from unionoffice.usecases.form_sources import block_ledgers, column_choices, source_choices

Groups = list[tuple[str, list[Offer]]]
_TEN_THOUSAND = "万元"


class Putting(QObject):
    """Stands between the form, the panel beside it and what has been pointed out."""

    confirmed = Signal()
    """A guess was taken as right."""

    def __init__(
        self,
        desk: Desk,
        view: FormView,
        panel: PlacePanel,
        pointing: Pointing,
        outline: FormOutline,
        changed: Callable[[], object],
    ) -> None:
        super().__init__(view)
        self._desk, self._view, self._panel, self._pointing = desk, view, panel, pointing
        self._outline, self._changed = outline, changed
        self._groups: Groups = []
        self._connect()

    def _connect(self) -> None:
        panel, view = self._panel, self._view
        view.pointed.connect(lambda _: self.show_place())
        view.confirmed.connect(lambda _: self._enter())
        view.cleared.connect(lambda _: self._clear())
        panel.offers.chosen.connect(self._put)
        panel.offers.moved.connect(self._show_parts)
        panel.offers.left.connect(view.grid.setFocus)
        panel.put.clicked.connect(panel.offers.choose)
        panel.confirm.clicked.connect(self._confirm)
        panel.clear.clicked.connect(self._clear)
        panel.begin.clicked.connect(self._begin_block)
        panel.end.clicked.connect(self._end_block)
        panel.in_wan.clicked.connect(lambda _: self._put_again())
        panel.filter.activated.connect(lambda _: self._put_again())
        panel.block.ledger_chosen.connect(self._choose_ledger)
        panel.block.filter_chosen.connect(self._choose_filter)
        panel.remove.clicked.connect(self._remove_block)

    def offer(self) -> None:
        """Find out what can be put into single cells."""
        office, per_record = self._desk.office, self._pointing.per_record
        groups: dict[str, list[Offer]] = {}
        with hourglass():
            for each in source_choices(office, opening_period(office), per_record):
                groups.setdefault(each.group, []).append(Offer(each.title, each.example, each.source))
        self._groups = list(groups.items())
        self._panel.block.offer_ledgers(block_ledgers(office, per_record))

    # What is shown

    def show_place(self) -> None:
        """Show what the chosen cell takes and what can be put there."""
        place = self._view.current()
        if place is None:
            return
        panel, pointing = self._panel, self._pointing
        block = pointing.block_at(place)
        closed = why_closed(self._view.cell_at(place))
        told = told_of(self._desk.office, pointing, place)
        is_guess = pointing.mark_place(place) in pointing.guesses
        state = (GUESSED if is_guess else PUT).format(told) if told else closed or BLANK
        panel.say(self._name(place), state, is_guess=is_guess, is_put=bool(told))
        panel.block.show_block(block, self._desk.office.ledgers.by_key.get(block.ledger) if block else None)
        panel.begin.setVisible(block is None and not is_placeholder(self._view.cell_at(place).text))
        panel.remove.setVisible(block is not None)
        panel.end.setVisible(self._block_to_end(place) is not None)
        panel.offers.setEnabled(not closed)
        self._show_labels(place, block)
        self._show_offers(place, block)
        self._show_parts()

    def _name(self, place: Place) -> str:
        words = " ".join(self._view.words_for(place).split())
        return f"{place.cell}　{words[:40]}{'…' if len(words) > 40 else ''}"

    def _show_labels(self, place: Place, block: Block | None) -> None:
        labels = [] if block else labels_in(self._view.cell_at(place).text)
        taken = self._pointing.singles_at(place)
        chosen = taken[0].after if len(taken) == 1 else free_label(labels, taken)
        self._panel.show_labels(labels, chosen)

    def _show_offers(self, place: Place, block: Block | None) -> None:
        if block is not None:
            ledger = self._desk.office.ledgers.by_key.get(block.ledger)
            choices = column_choices(self._desk.office, block.ledger) if ledger is not None else []
            offers = [Offer(title, "", key) for key, title in choices]
            taken_field = block.columns.get(letters_in(place.cell))
            self._panel.offers.fill([(ledger.title if ledger else "", offers)], None, taken_field)
            return
        taken = self._pointing.singles_at(place)
        current = bare(taken[0].source) if taken else None
        self._panel.offers.fill(self._groups, Words, current)
        if taken and isinstance(taken[0].source, CountSource):
            self._show_filter(taken[0].source.ledger, taken[0].source.query)

    def _show_parts(self) -> None:
        """Show what can be chosen beside the current offer."""
        panel, place = self._panel, self._view.current()
        if place is None:
            return
        block, subject = self._pointing.block_at(place), panel.offers.current()
        panel.put.setEnabled(subject is not None and panel.offers.isEnabled())
        if block is not None:
            is_money = subject is not None and is_amount(self._desk.office, block.ledger, subject)
            panel.filter_row.hide()
        else:
            is_money = subject is not None and may_be_in_wan(self._desk.office, subject, self._pointing.per_record)
            panel.filter_row.setVisible(isinstance(subject, CountSource))
        panel.in_wan.setVisible(is_money)
        panel.in_wan.setChecked(is_money and self._is_in_wan(place, block, subject))
        if isinstance(subject, CountSource):
            taken = [each.source for each in self._pointing.singles_at(place) if bare(each.source) == subject]
            same = next((each for each in taken if isinstance(each, CountSource)), subject)
            self._show_filter(subject.ledger, same.query)

    def _show_filter(self, ledger: str, query: Query) -> None:
        declared = self._desk.office.ledgers.by_key.get(ledger)
        if declared is not None:
            self._panel.filter.show_filters(declared, query)

    def _is_in_wan(self, place: Place, block: Block | None, subject: Any) -> bool:
        """Tell whether an amount is put in 万元; where nothing is put yet, the form's own words tell."""
        if block is not None:
            letters = letters_in(place.cell)
            if block.columns.get(letters) == subject:
                return letters in block.in_wan
        else:
            taken = [each.source for each in self._pointing.singles_at(place) if bare(each.source) == subject]
            if taken:
                return bool(getattr(taken[0], "in_wan", False))
        return _TEN_THOUSAND in self._view.words_for(place)

    # What is done

    def _enter(self) -> None:
        """Enter takes a guess as right; elsewhere it leads to the search line."""
        place = self._view.current()
        if place is not None and self._pointing.mark_place(place) in self._pointing.guesses:
            self._confirm()
        elif self._panel.offers.isEnabled():
            self._panel.offers.search.setFocus()

    def _confirm(self) -> None:
        place = self._view.current()
        if place is not None and self._pointing.confirm(place):
            self._tell_change()
            self.confirmed.emit()

    def _clear(self) -> None:
        place = self._view.current()
        if place is not None and self._pointing.clear(place):
            self._tell_change()

    def _put(self, subject: Any) -> None:
        place = self._view.current()
        if place is None or not self._panel.offers.isEnabled():
            return
        block, in_wan = self._pointing.block_at(place), self._panel.in_wan.isChecked()
        if block is not None:
            self._pointing.put_column(block, letters_in(place.cell), subject, in_wan=in_wan)
        else:
            after = str(self._panel.after.currentData() or "")
            self._pointing.put(Single(place, self._whole(subject, in_wan=in_wan), after))
        self._tell_change()
        self._view.grid.setFocus()

    def _whole(self, source: Source, *, in_wan: bool) -> Source:
        """Add to an offer what was chosen beside it."""
        if isinstance(source, CountSource):
            return replace(source, query=self._panel.filter.query, in_wan=in_wan)
        return source if isinstance(source, Words | OfficeFact) else replace(source, in_wan=in_wan)

    def _put_again(self) -> None:
        """Take over another filter or 万元 at once where the offer is what the cell takes already."""
        place, subject = self._view.current(), self._panel.offers.current()
        if place is None or subject is None:
            return
        block = self._pointing.block_at(place)
        if block is not None:
            is_same = block.columns.get(letters_in(place.cell)) == subject
        else:
            is_same = any(bare(each.source) == subject for each in self._pointing.singles_at(place))
        if is_same:
            self._put(subject)

    def _tell_change(self) -> None:
        self._changed()
        self.show_place()

    # Detail rows

    def _begin_block(self) -> None:
        place = self._view.current()
        if place is None:
            return
        with hourglass():
            _, blocks = guess(self._desk.office, self._outline, self._pointing.per_record)
        first = place_of(place.cell)[0]
        guessed = next((each for each in blocks if (each.sheet, each.first_row) == (place.sheet, first)), None)
        if guessed is None:
            sheet = next(each for each in self._outline.sheets if each.name == place.sheet)
            ledger, belongs = block_ledgers(self._desk.office, self._pointing.per_record)[0]
            begun = self._pointing.begin_block(place, last_ready_row(sheet, first), ledger.key, child_of=belongs)
        else:
            begun = self._pointing.begin_block(place, guessed.last_row, guessed.ledger, child_of=guessed.child_of)
        self._guess_columns(begun)
        self._tell_change()
        self._panel.block.ledger.setFocus()

    def _guess_columns(self, block: Block) -> None:
        guessed = guess_columns(self._desk.office, self._outline, block, self._pointing.per_record)
        self._pointing.guess_columns(block, guessed)

    def _block_to_end(self, place: Place) -> Block | None:
        """Find the block that may end at a row: the last one of the sheet that begins above it or there."""
        row = place_of(place.cell)[0]
        above = [each for each in self._pointing.blocks if each.sheet == place.sheet and each.first_row <= row]
        found = max(above, key=lambda each: each.first_row, default=None)
        return found if found is not None and found.last_row != row else None

    def _end_block(self) -> None:
        place = self._view.current()
        block = self._block_to_end(place) if place is not None else None
        if place is not None and block is not None:
            self._pointing.change_block(block, last_row=place_of(place.cell)[0])
            self._tell_change()
            self._view.grid.setFocus()

    def _choose_ledger(self, ledger: str, child_of: bool) -> None:
        block = self._current_block()
        if block is not None:
            changed = self._pointing.change_block(block, ledger=ledger, child_of=child_of)
            self._guess_columns(changed)
            self._tell_change()

    def _choose_filter(self, query: Query) -> None:
        block = self._current_block()
        if block is not None:
            self._pointing.change_block(block, query=query)
            self._tell_change()

    def _remove_block(self) -> None:
        block = self._current_block()
        if block is not None:
            self._pointing.remove_block(block)
            self._tell_change()
            self._view.grid.setFocus()

    def _current_block(self) -> Block | None:
        place = self._view.current()
        return self._pointing.block_at(place) if place is not None else None
