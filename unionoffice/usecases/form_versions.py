"""Take what the office has said of a superior's form over to a new version of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from unionoffice.domain.cell_names import letters, place_of
from unionoffice.domain.form_contents import FormCell, FormOutline, FormSheet, Place
from unionoffice.domain.superior_form import SERIAL, Block, Single, SuperiorForm
from unionoffice.exchange.form_difference import difference, moved
from unionoffice.exchange.word_form import RUNNING_TEXT
from unionoffice.usecases.form_engines import outline_of
from unionoffice.usecases.form_layout import HeadRows, Layout
from unionoffice.usecases.form_sources import field_title, source_title
from unionoffice.usecases.office import Office
from unionoffice.usecases.superior_forms import form_file, form_named

Moves = Mapping[Place, Place | None]
Carried = tuple[Mapping[str, str], Block]
"""The new letters of columns by their old ones, and the block in its new place."""


@dataclass(frozen=True)
class Comparison:
    """What is new in a form, and the office's form with its places in the new file."""

    differences: list[str]
    carried: SuperiorForm
    lost: list[str]
    """What has no place in the new form any more, one sentence each."""


def compare_form(office: Office, name: str, data: bytes, file_name: str = "") -> Comparison:
    """Compare a new version with the kept form; nothing is kept yet. Raises OfficeError."""
    form = form_named(office, name)
    before, after = outline_of(form.file_name, form_file(office, name)), outline_of(file_name or form.file_name, data)
    carrying = _Carrying(office, form, before, after)
    carried = replace(
        form,
        file_name=file_name or form.file_name,
        singles=tuple(carrying.singles()),
        blocks=tuple(carrying.blocks()),
        digest="",
    )
    return Comparison(difference(before, after), carried, carrying.lost)


class _Carrying:
    """Looks for every place of the old form in the new one."""

    def __init__(self, office: Office, form: SuperiorForm, before: FormOutline, after: FormOutline) -> None:
        self._office, self._form, self._before, self._after = office, form, before, after
        self._placeholders_moved = _placeholders_moved(before, after)
        self._cells_moved: Moves = moved(_without_placeholders(before), _without_placeholders(after))
        self.lost: list[str] = []

    def _moved(self, place: Place) -> Place | None:
        return (self._placeholders_moved if place.sheet == RUNNING_TEXT else self._cells_moved).get(place)

    def singles(self) -> Iterator[Single]:
        """Give the single cells that still have their place."""
        for each in self._form.singles:
            place = self._moved(each.place)
            if place is None:
                title = source_title(self._office, each.source, self._form.per_record)
                self.lost.append(f"{each.place.sheet} {each.place.cell}（{title}）在新表中没有对应的位置，请重新指定。")
            else:
                yield replace(each, place=place)

    def blocks(self) -> Iterator[Block]:
        """Give the detail rows that still have their place, with those of their columns that have one."""
        for block in self._form.blocks:
            carried = self._under_heads(block) or self._where_it_went(block)
            if carried is None:
                self.lost.append(f"{block.sheet} 第 {block.first_row} 行起的明细在新表中没有对应的位置，请重新指定。")
                continue
            there, moved_block = carried
            self.lost += self._columns_lost(block, block.columns.keys() - there.keys())
            yield moved_block

    def _columns_lost(self, block: Block, gone: Iterable[str]) -> Iterator[str]:
        for letter in sorted(gone):
            key = block.columns[letter]
            title = "序号" if key == SERIAL else field_title(self._office, block.ledger, key)
            yield f"{block.sheet} 明细的 {letter} 列（{title}）在新表中没有对应的列，请重新指定。"

    def _under_heads(self, block: Block) -> Carried | None:
        """Find the detail rows under the same heads, more than half of them, in whatever order the columns are now."""
        sheet = next((each for each in self._before.sheets if each.name == block.sheet), None)
        old = (
            next((each for each in _all_heads(sheet) if each.first_detail == block.first_row), None) if sheet else None
        )
        if old is None:
            return None
        found = [(each.name, heads) for each in self._after.sheets for heads in _all_heads(each)]
        shared = [len(set(heads.heads.values()) & set(old.heads.values())) for _, heads in found]
        if max(shared, default=0) * 2 <= len(old.heads):
            return None
        name, new = found[shared.index(max(shared))]
        places = _by_words(new)
        there = {letters(at): letters(places[head]) for head, at in _by_words(old).items() if head in places}
        return there, _moved_to(block, name, (new.first_detail, new.last_detail), there)

    def _where_it_went(self, block: Block) -> Carried | None:
        """Find the detail rows by what stands around their cells."""
        first = {letter: self._moved(Place(block.sheet, f"{letter}{block.first_row}")) for letter in block.columns}
        places = {letter: place for letter, place in first.items() if place is not None}
        if not places:
            return None
        last = (self._moved(Place(block.sheet, f"{letter}{block.last_row}")) for letter in places)
        row = min(place_of(place.cell)[0] for place in places.values())
        until = max([row, *(place_of(place.cell)[0] for place in last if place is not None)])
        there = {letter: letters(place_of(place.cell)[1]) for letter, place in places.items()}
        return there, _moved_to(block, next(iter(places.values())).sheet, (row, until), there)


def _all_heads(sheet: FormSheet) -> list[HeadRows]:
    layout = Layout(sheet)
    return [found for row in range(1, sheet.rows + 1) if (found := layout.heads_at(row))]


def _by_words(rows: HeadRows) -> dict[str, int]:
    """Give the columns by their heads; heads that two columns have tell nothing."""
    counted = Counter(rows.heads.values())
    return {head: column for column, head in rows.heads.items() if counted[head] == 1}


def _moved_to(block: Block, sheet: str, rows: tuple[int, int], there: Mapping[str, str]) -> Block:
    return replace(
        block,
        sheet=sheet,
        first_row=rows[0],
        last_row=rows[1],
        columns={there[old]: key for old, key in block.columns.items() if old in there},
        in_wan=tuple(there[old] for old in block.in_wan if old in there),
    )


def _placeholders_moved(before: FormOutline, after: FormOutline) -> Moves:
    """Find placeholders again by their words, in whatever order they come."""
    now = {cell.text: Place(RUNNING_TEXT, address) for address, cell in _placeholders(after).items()}
    return {Place(RUNNING_TEXT, address): now.get(cell.text) for address, cell in _placeholders(before).items()}


def _placeholders(outline: FormOutline) -> Mapping[str, FormCell]:
    return next((each.cells for each in outline.sheets if each.name == RUNNING_TEXT), {})


def _without_placeholders(outline: FormOutline) -> FormOutline:
    return FormOutline(tuple(each for each in outline.sheets if each.name != RUNNING_TEXT))
