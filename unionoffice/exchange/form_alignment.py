"""Find the rows and columns of an old form again in the new version of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from unionoffice.domain.cell_names import place_of
from unionoffice.domain.form_contents import FormCell, FormSheet

_ALIKE = 0.5
"""More than half of the words must be the same; a column whose only head was renamed is another column."""
_MOST_COMPARED = 400
"""Lines with words of their own beyond these are found again only where nothing in them was changed."""
_MOST_COVERED = 1_000
Marks = frozenset[Hashable]


def words_of(cell: FormCell) -> str:
    """Give the words of a cell without blanks; what a formula gives is no word of the form."""
    return "" if cell.formula else "".join(cell.text.split())


@dataclass(frozen=True)
class Laid:
    """A sheet with the words of merged cells at every place they cover."""

    sheet: FormSheet
    cells: Mapping[tuple[int, int], FormCell]
    covering: Mapping[tuple[int, int], str]
    titled: frozenset[tuple[int, int]]
    """What is covered by cells that reach over more than half of the sheet: they head no column."""

    def left_of(self, row: int, column: int) -> str:
        """Give the words that stand nearest at the left."""
        return next((found for at in range(column - 1, 0, -1) if (found := self.covering.get((row, at)))), "")

    def above(self, row: int, column: int) -> list[str]:
        """Give the head that stands nearest above with all its levels; the title of the whole sheet is none of them."""
        at = next((each for each in range(row - 1, 0, -1) if self._head((each, column))), 0)
        found: list[str] = []
        while text := self._head((at, column)):
            found, at = [*found, text], at - 1
        return found

    def _head(self, place: tuple[int, int]) -> str:
        return "" if place in self.titled else self.covering.get(place, "")


def laid(sheet: FormSheet) -> Laid:
    """Lay a sheet out; merged cells are spread only as far as the sheet is used."""
    cells = {place_of(cell): found for cell, found in sheet.cells.items()}
    covering = {
        place: words for at, cell in cells.items() if (words := words_of(cell)) for place in _spread(sheet, at, cell)
    }
    titled = {place for at, cell in cells.items() if is_title(cell, sheet) for place in _spread(sheet, at, cell)}
    return Laid(sheet, cells, covering, frozenset(titled))


def is_title(cell: FormCell, sheet: FormSheet) -> bool:
    """Say whether a cell reaches over more than half of its sheet."""
    return cell.columns * 2 > max(2, sheet.columns)


def _spread(sheet: FormSheet, at: tuple[int, int], cell: FormCell) -> Iterator[tuple[int, int]]:
    """Give the places that a cell covers; of one that covers a thousand and more only its own."""
    row, column = at
    bottom, right = min(row + cell.rows - 1, sheet.rows), min(column + cell.columns - 1, sheet.columns)
    yield at
    if (bottom - row + 1) * (right - column + 1) <= _MOST_COVERED:
        yield from product(range(row, bottom + 1), range(column, right + 1))


@dataclass(frozen=True)
class Alignment:
    """Where the lines of the old sheet stand in the new one; those that are gone are left out."""

    rows: Mapping[int, int]
    columns: Mapping[int, int]


def aligned(old: Laid, new: Laid) -> Alignment:
    """Find rows by their words, columns by the words in the rows that were found."""
    rows = _matched(_row_marks(old), _row_marks(new))
    same_row = {row: row for row in rows.values()}
    columns = _matched(_column_marks(old, rows), _column_marks(new, same_row))
    return Alignment(
        _with_blanks(rows, _lines(old, 0), _lines(new, 0), old.sheet.rows),
        _with_blanks(columns, _lines(old, 1), _lines(new, 1), old.sheet.columns),
    )


def _lines(sheet: Laid, axis: int) -> set[int]:
    """Give the rows (0) or columns (1) with words of their own."""
    return {
        place[axis]
        for place, cell in sheet.cells.items()
        if words_of(cell) and (axis == 0 or place not in sheet.titled)
    }


def _row_marks(sheet: Laid) -> dict[int, Marks]:
    marks = defaultdict[int, Counter[str]](Counter)
    for (row, _), cell in sorted(sheet.cells.items()):
        if words_of(cell):
            marks[row][words_of(cell)] += 1
    return {
        row: frozenset((text, time) for text, most in found.items() for time in range(most))
        for row, found in marks.items()
    }


def _column_marks(sheet: Laid, rows: Mapping[int, int]) -> dict[int, Marks]:
    marks = defaultdict[int, set[Hashable]](set)
    for (row, column), text in sheet.covering.items():
        if row in rows and (row, column) not in sheet.titled:
            marks[column].add((rows[row], text))
    return {column: frozenset(found) for column, found in marks.items()}


def _matched(old: Mapping[int, Marks], new: Mapping[int, Marks]) -> dict[int, int]:
    """Match the lines that are the same first, then those that are most alike."""
    found = _same(old, new)
    rest = [line for line in sorted(old) if line not in found][:_MOST_COMPARED]
    taken = set(found.values())
    free = [line for line in sorted(new) if line not in taken][:_MOST_COMPARED]
    pairs = sorted(
        (-likeness, abs(mine - theirs), mine, theirs)
        for mine in rest
        for theirs in free
        if (likeness := 2 * len(old[mine] & new[theirs]) / (len(old[mine]) + len(new[theirs]))) > _ALIKE
    )
    for _, _, mine, theirs in pairs:
        if mine not in found and theirs not in taken:
            found[mine] = theirs
            taken.add(theirs)
    return found | _in_place(old, new, found)


def _in_place(old: Mapping[int, Marks], new: Mapping[int, Marks], found: Mapping[int, int]) -> dict[int, int]:
    """Match what stands between the same neighbours and has at least some of its words left."""
    taken = set(found.values())
    made: dict[int, int] = {}
    for line in sorted(set(old) - set(found)):
        before = max((each for each in found if each < line), default=0)
        after = min((each for each in found if each > line), default=0)
        places = [found.get(before, 0) + line - before, *([found[after] + line - after] if after else [])]
        for place in places:
            if place not in taken and old[line] & new.get(place, frozenset()):
                made[line] = place
                taken.add(place)
                break
    return made


def _same(old: Mapping[int, Marks], new: Mapping[int, Marks]) -> dict[int, int]:
    """Match equal lines in their order, where there are as many of them as before."""
    before, after = defaultdict[Marks, list[int]](list), defaultdict[Marks, list[int]](list)
    for lines, marks in ((before, old), (after, new)):
        for line in sorted(marks):
            lines[marks[line]].append(line)
    return {
        mine: theirs
        for marks, lines in before.items()
        if len(lines) == len(after.get(marks, ()))
        for mine, theirs in zip(lines, after[marks], strict=True)
    }


def _with_blanks(found: dict[int, int], worded_old: set[int], worded_new: set[int], last: int) -> dict[int, int]:
    """Let blank lines follow the line above or left of them, as long as blank lines stand there too."""
    made = dict(found)
    for line in range(1, last + 1):
        if line in worded_old:
            continue
        before = 0 if line == 1 else made.get(line - 1)
        if before is not None and before + 1 not in worded_new:
            made[line] = before + 1
    return made
