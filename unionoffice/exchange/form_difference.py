"""Say what a superior changed in the new version of a form, and where the old places went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from unionoffice.domain.cell_names import cell_name, place_of
from unionoffice.domain.form_contents import FormCell, FormOutline, FormSheet, Place
from unionoffice.exchange.form_alignment import Alignment, Laid, aligned, is_title, laid, words_of

_MOST_SENTENCES = 40
_SAME_SHEET = 0.5


class Moves(Mapping[Place, Place | None]):
    """Where each place of an old form stands in the new one; None for one that is gone or that means something else."""

    def __init__(self, old: FormOutline, new: FormOutline) -> None:
        self._pairs = {
            before.name: (laid(before), laid(after), aligned(laid(before), laid(after)))
            for before, after in _paired(old, new)
        }
        self._old = old

    def __getitem__(self, place: Place) -> Place | None:
        if place.sheet not in self._pairs:
            if any(sheet.name == place.sheet for sheet in self._old.sheets):
                return None
            raise KeyError(place)
        old, new, lines = self._pairs[place.sheet]
        row, column = place_of(place.cell)
        at = lines.rows.get(row), lines.columns.get(column)
        if at[0] is None or at[1] is None or not _means_the_same(old, new, (row, column), (at[0], at[1])):
            return None
        return Place(new.sheet.name, cell_name(at[0], at[1]))

    def __iter__(self) -> Iterator[Place]:
        for sheet in self._old.sheets:
            for row in range(1, sheet.rows + 1):
                for column in range(1, sheet.columns + 1):
                    yield Place(sheet.name, cell_name(row, column))

    def __len__(self) -> int:
        return sum(sheet.rows * sheet.columns for sheet in self._old.sheets)


def _means_the_same(old: Laid, new: Laid, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Say whether a place has the words it had, or the same words at its left and above it."""
    words, now = old.covering.get(before, ""), new.covering.get(after, "")
    if words:
        return words == now
    return old.left_of(*before) == new.left_of(*after) and old.above(*before) == new.above(*after)


def moved(old: FormOutline, new: FormOutline) -> Mapping[Place, Place | None]:
    """Give for every place of the old form, also a blank one, its place in the new form; None where it is gone.

    A place counts as the same only where the words nearest at its left and above it are the same as before.
    """
    return Moves(old, new)


def difference(old: FormOutline, new: FormOutline) -> list[str]:
    """Say in sentences what was changed; none where nothing was."""
    said: list[str] = []
    pairs = _paired(old, new)
    known = {before.name for before, _ in pairs}, {after.name for _, after in pairs}
    said += [f"少了工作表“{sheet.name}”。" for sheet in old.sheets if sheet.name not in known[0]]
    said += [f"新增工作表“{sheet.name}”。" for sheet in new.sheets if sheet.name not in known[1]]
    for before, after in pairs:
        said += _sheet_difference(before, after)
    if len(said) > _MOST_SENTENCES:
        said = [*said[:_MOST_SENTENCES], f"还有 {len(said) - _MOST_SENTENCES} 处不同，没有一一列出。"]
    return said


def _paired(old: FormOutline, new: FormOutline) -> list[tuple[FormSheet, FormSheet]]:
    """Pair sheets by their names, the others by their words."""
    named = {sheet.name: sheet for sheet in new.sheets}
    pairs = [(sheet, named[sheet.name]) for sheet in old.sheets if sheet.name in named]
    free = [sheet for sheet in new.sheets if all(sheet is not after for _, after in pairs)]
    for sheet in (each for each in old.sheets if each.name not in named):
        best = max(free, key=lambda other: _likeness(sheet, other), default=None)
        if best is not None and _likeness(sheet, best) > _SAME_SHEET:
            pairs.append((sheet, best))
            free.remove(best)
    order = [sheet.name for sheet in old.sheets]
    return sorted(pairs, key=lambda pair: order.index(pair[0].name))


def _likeness(one: FormSheet, other: FormSheet) -> float:
    mine = {cell.text for cell in one.cells.values() if cell.text.strip()}
    theirs = {cell.text for cell in other.cells.values() if cell.text.strip()}
    return 2 * len(mine & theirs) / max(1, len(mine) + len(theirs))


def _sheet_difference(before: FormSheet, after: FormSheet) -> list[str]:
    old, new = laid(before), laid(after)
    lines = aligned(old, new)
    said = []
    if before.name != after.name:
        said.append(f"工作表“{before.name}”改名为“{after.name}”。")
    if before.hidden != after.hidden:
        said.append(f"工作表“{after.name}”{'被隐藏' if after.hidden else '不再隐藏'}。")
    said += _line_changes(old, new, lines, axis=1)
    said += _line_changes(old, new, lines, axis=0)
    said += _cell_changes(old, new, lines)
    return [each if each.startswith("工作表") else f"表“{after.name}”：{each}。" for each in said]


def _line_changes(old: Laid, new: Laid, lines: Alignment, axis: int) -> list[str]:
    """Say which rows (0) or columns (1) were renamed, added, taken away or moved."""
    found = lines.columns if axis else lines.rows
    heads, now = _heads(old, axis), _heads(new, axis)
    gone = {line: head for line, head in heads.items() if line not in found}
    added = {line: head for line, head in now.items() if line not in set(found.values())}
    word, title = ("列", "标题") if axis else ("行", "")
    said = []
    for line, head in sorted(gone.items()):
        # Renamed is what stands where its neighbours say it should stand.
        place = _between(line, found)
        if place in added and place is not None:
            said.append(f"第 {line} {word}{title}“{head}”改为“{added.pop(place)}”")
        else:
            said.append(f"少了一{word}“{head}”（原第 {line} {word}）")
    said += [f"新增一{word}“{head}”（第 {line} {word}）" for line, head in sorted(added.items())]
    return said + _out_of_order(heads, found, word)


def _between(line: int, found: Mapping[int, int]) -> int | None:
    if line - 1 in found:
        return found[line - 1] + 1
    if line + 1 in found:
        return found[line + 1] - 1
    return line if not found or line == 1 else None


def _out_of_order(heads: Mapping[int, str], found: Mapping[int, int], word: str) -> list[str]:
    """Name the lines that no longer follow those that they followed."""
    said, furthest = [], 0
    for line in sorted(heads):
        if line in found:
            if found[line] < furthest:
                said.append(f"“{heads[line]}”由第 {line} {word}移到第 {found[line]} {word}")
            furthest = max(furthest, found[line])
    return said


def _heads(sheet: Laid, axis: int) -> dict[int, str]:
    """Name each row or column by its first words; those that reach over several are named after their own part."""
    heads: dict[int, FormCell] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        line = column if axis else row
        heads_none = axis == 1 and is_title(cell, sheet.sheet)
        if (
            words_of(cell)
            and not heads_none
            and (line not in heads or (axis == 1 and heads[line].columns > cell.columns))
        ):
            heads[line] = cell
    return {line: _short(cell.text) for line, cell in sorted(heads.items())}


def _cell_changes(old: Laid, new: Laid, lines: Alignment) -> list[str]:
    said = []
    for (row, column), cell in sorted(old.cells.items()):
        at = lines.rows.get(row, 0), lines.columns.get(column, 0)
        if 0 in at:
            continue
        place, now = cell_name(*at), new.cells.get(at)
        text, shown = cell.text, now.text if now else ""
        if not cell.formula and "".join(text.split()) != "".join(shown.split()) and not (now and now.formula):
            said.append(f"{place} 的文字{_change(text, shown)}")
        if cell.formula != bool(now and now.formula):
            said.append(f"{place} {'不再是公式' if cell.formula else '改成了公式'}")
        if now and cell.locked != now.locked:
            said.append(f"{place} {'被锁定，不能再填' if now.locked else '不再锁定'}")
    return said + _new_words(old, new, lines) + _blank_rows(old, new, lines)


def _change(text: str, shown: str) -> str:
    if not text.strip():
        return f"新增“{_short(shown)}”"
    return f"“{_short(text)}”改为“{_short(shown)}”" if shown.strip() else f"“{_short(text)}”删去了"


def _new_words(old: Laid, new: Laid, lines: Alignment) -> list[str]:
    """Name words at places of rows and columns that both have, where the old form has nothing at all."""
    rows, columns = ({after: before for before, after in each.items()} for each in (lines.rows, lines.columns))
    return [
        f"{cell_name(row, column)} {'新增了公式' if cell.formula else f'的文字新增“{_short(cell.text)}”'}"
        for (row, column), cell in sorted(new.cells.items())
        if (cell.text.strip() or cell.formula)
        and row in rows
        and column in columns
        and (rows[row], columns[column]) not in old.cells
    ]


def _blank_rows(old: Laid, new: Laid, lines: Alignment) -> list[str]:
    """Say where there are more or fewer blank rows to be filled between the same words."""
    worded, worded_now = sorted({row for row, _ in old.cells}), sorted({row for row, _ in new.cells})
    said = []
    for above, below in pairwise(worded):
        start, end = lines.rows.get(above), lines.rows.get(below)
        if start is None or end is None or any(start < row < end for row in worded_now):
            continue
        before, now = below - above - 1, end - start - 1
        if before != now and now >= 0:
            said.append(f"第 {start} 行下面的空行由 {before} 行变为 {now} 行")
    return said


def _short(text: str) -> str:
    text = "".join(text.split())
    return text if len(text) <= 20 else f"{text[:20]}…"
