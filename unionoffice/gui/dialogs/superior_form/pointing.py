"""What the clerk has pointed out on a form so far: single cells, blocks of detail rows, and what is only guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from unionoffice.domain.cell_names import letters_in, place_of
from unionoffice.domain.form_contents import Place
from unionoffice.domain.query import Query
from unionoffice.domain.superior_form import Block, FieldSource, Single

MOST_READY_ROWS = 500


class Pointing:
    """Changed step by step by the window; holds no widget."""

    def __init__(self) -> None:
        self.per_record = ""
        """The key of the ledger for each of whose records the form is filled; empty for a form of a period."""
        self.singles: list[Single] = []
        self.blocks: list[Block] = []
        self.guesses: set[Place] = set()
        """Cells, and first cells of block columns, that nobody has looked over."""

    def take(self, singles: Iterable[Single], blocks: Sequence[Block], *, are_guesses: bool) -> None:
        """Begin anew with what was guessed, or with what was kept."""
        self.singles = list(singles)
        self.blocks = list(blocks)
        columns = {column_place(each, letters) for each in blocks for letters in each.columns}
        self.guesses = {*(each.place for each in self.singles), *columns} if are_guesses else set()

    def block_at(self, place: Place) -> Block | None:
        """Find the block in whose rows a place is."""
        row = place_of(place.cell)[0]
        return next(
            (each for each in self.blocks if each.sheet == place.sheet and each.first_row <= row <= each.last_row),
            None,
        )

    # Single cells

    def singles_at(self, place: Place) -> list[Single]:
        """List what a cell takes: as a whole one thing, behind labels of its own one for each."""
        return [each for each in self.singles if each.place == place]

    def put(self, single: Single) -> None:
        """Let a cell take something, as a whole or behind one of its labels; the one way gives up the other."""
        self.singles = [
            each
            for each in self.singles
            if each.place != single.place or (each.after and single.after and each.after != single.after)
        ]
        self.singles.append(single)
        self.guesses.discard(single.place)

    # Blocks

    def begin_block(self, place: Place, last_row: int, ledger: str, *, child_of: bool) -> Block:
        """Let detail rows begin at the row of a place; single cells in these rows are given up."""
        block = Block(place.sheet, place_of(place.cell)[0], last_row, ledger, {}, child_of=child_of)
        self.blocks.append(block)
        self._clear_rows(block)
        return block

    def change_block(
        self,
        block: Block,
        *,
        ledger: str | None = None,
        query: Query | None = None,
        last_row: int | None = None,
        child_of: bool | None = None,
    ) -> Block:
        """Change a block; another ledger has other fields, so its columns begin anew."""
        changed = block
        if ledger is not None and ledger != block.ledger:
            changed = replace(changed, ledger=ledger, columns={}, query=Query(), in_wan=())
        if query is not None:
            changed = replace(changed, query=query)
        if last_row is not None:
            changed = replace(changed, last_row=self._fitting_last_row(block, last_row))
        if child_of is not None:
            changed = replace(changed, child_of=child_of)
        self._exchange(block, changed)
        self._clear_rows(changed)
        return changed

    def put_column(self, block: Block, letters: str, field: str, *, in_wan: bool = False) -> Block:
        """Let a column of a block take a field."""
        wan = {*block.in_wan, letters} if in_wan else {*block.in_wan} - {letters}
        changed = replace(block, columns={**block.columns, letters: field}, in_wan=tuple(sorted(wan)))
        self._exchange(block, changed)
        self.guesses.discard(column_place(block, letters))
        return changed

    def guess_columns(self, block: Block, columns: Block) -> Block:
        """Take the columns that were guessed for a block."""
        changed = replace(block, columns=dict(columns.columns), in_wan=columns.in_wan)
        self._exchange(block, changed)
        self.guesses |= {column_place(changed, letters) for letters in changed.columns}
        return changed

    def remove_block(self, block: Block) -> None:
        """Give a block up."""
        self.blocks.remove(block)
        self._forget_guesses()

    def leave_record(self, per_record: str) -> None:
        """Fill the form for others: what is said of the record that it was filled for is given up."""
        self.per_record = per_record
        self.singles = [each for each in self.singles if not isinstance(each.source, FieldSource)]
        self.blocks = [each for each in self.blocks if not each.child_of]
        self._forget_guesses()

    # Both

    def confirm(self, place: Place) -> bool:
        """Take a guess as right; tells whether it was one."""
        at = self.mark_place(place)
        is_guess = at in self.guesses
        self.guesses.discard(at)
        return is_guess

    def clear(self, place: Place) -> bool:
        """Take away what a cell or a column takes; tells whether it took anything."""
        block = self.block_at(place)
        at = self.mark_place(place)
        self.guesses.discard(at)
        if block is None:
            kept = [each for each in self.singles if each.place != at]
            is_less = len(kept) < len(self.singles)
            self.singles = kept
            return is_less
        letters = letters_in(place.cell)
        if letters not in block.columns:
            return False
        columns = {each: field for each, field in block.columns.items() if each != letters}
        wan = tuple(each for each in block.in_wan if each != letters)
        self._exchange(block, replace(block, columns=columns, in_wan=wan))
        return True

    def mark_place(self, place: Place) -> Place:
        """Give the cell that shows what a place takes: in a block the first of its column."""
        block = self.block_at(place)
        return place if block is None else column_place(block, letters_in(place.cell))

    def add_guesses(self, singles: Iterable[Single]) -> None:
        """Take further guesses for cells that take nothing yet."""
        taken = {each.place for each in self.singles}
        new = [each for each in singles if each.place not in taken and self.block_at(each.place) is None]
        self.singles += new
        self.guesses |= {each.place for each in new}

    def next_guess(self, after: Place | None) -> Place | None:
        """Find the next guess in reading order, from the first again at the end; None where all were looked over."""
        ordered = sorted(self.guesses, key=_reading_order)
        if after is None or not ordered:
            return ordered[0] if ordered else None
        later = [each for each in ordered if _reading_order(each) > _reading_order(after)]
        return (later or ordered)[0]

    def _exchange(self, old: Block, new: Block) -> None:
        self.blocks[self.blocks.index(old)] = new

    def _forget_guesses(self) -> None:
        """Forget guesses where nothing is put any more."""
        columns = {column_place(block, letters) for block in self.blocks for letters in block.columns}
        self.guesses &= columns | {each.place for each in self.singles}

    def _fitting_last_row(self, block: Block, wanted: int) -> int:
        """Keep the end of a block below its beginning and above the next block of its sheet."""
        later = [each.first_row for each in self.blocks if each.sheet == block.sheet]
        room = min((each for each in later if each > block.first_row), default=block.first_row + MOST_READY_ROWS)
        return max(block.first_row, min(wanted, room - 1))

    def _clear_rows(self, block: Block) -> None:
        self.singles = [each for each in self.singles if self.block_at(each.place) is not block]
        self._forget_guesses()


def column_place(block: Block, letters: str) -> Place:
    """Give the first cell of a block's column."""
    return Place(block.sheet, f"{letters}{block.first_row}")


def _reading_order(place: Place) -> tuple[str, int, int]:
    return (place.sheet, *place_of(place.cell))
