"""Find the heads of a table among titles, remarks, totals and signatures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from unionoffice.domain.text import head_form
from unionoffice.exchange.table import Row

Grid = Sequence[Sequence[object]]
Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]
"""First and last place of each merged area, rows and columns counted from 0."""

_SPACE = re.compile(r"\s")
_SEARCHED = 60
_LONGEST_HEAD = 40
_SERIAL = frozenset(["序号", "序", "行号", "No", "NO", "No.", "№", "顺序号"])
_SUM = "(?:合计|总计|小计|共计|累计)(?:[(（].*[)）])?[:：]?"
_TOTAL = re.compile(f"(?:本页|累计|全部|支出|收入)?{_SUM}")
_NAMED_TOTAL = re.compile(f"[^0-9]{{0,20}}{_SUM}")
"""In a column of running numbers any words before it are the name of the total: 计划支出合计."""
_FOOT = re.compile(
    r"(?:审核|制表|填表|填报|复核|经办|单位负责|负责|工会主席|主管|领导|盖章|联系电话|联系人|注|备注|说明|填表说明)"
    r"[^:：]{0,8}[:：]|注\s*[:：]"
)


@dataclass(frozen=True)
class Found:
    """Where the heads stand and what they are; a head over others is joined to them with /."""

    first_row: int
    last_row: int
    heads: list[str]


def blank(cell: object) -> bool:
    """Tell whether a cell holds nothing to see."""
    return cell is None or (isinstance(cell, str) and not cell.strip(" \t\r\n\u3000\xa0\ufeff\u200b"))


def find_heads(grid: Grid, merged: Merged, known: Collection[str], row: int | None = None) -> Found | None:
    """Find the heads in the first rows; `known` are folded titles that tell their row from others.

    With `row`, counted from 0, the clerk has pointed at it.
    """
    place = first = _top_of_heads(_head_row(grid, known), grid, merged, known) if row is None else row
    if place is None or first is None or place >= len(grid):
        return None
    heads = [_head(cell) for cell in grid[place]]
    below = grid[place + 1] if place + 1 < len(grid) else []
    if _is_second_level(place, heads, below, merged, known):
        heads = _joined(place, heads, [_head(cell) for cell in below], merged)
        place += 1
    if place + 1 < len(grid) and _counts_columns(grid[place + 1]):
        place += 1
    return Found(first, place, heads)


def _head(cell: object) -> str:
    return "" if blank(cell) or not isinstance(cell, str) else re.sub(r"\s*[\r\n]+\s*", "", cell).strip()


def _head_row(grid: Grid, known: Collection[str]) -> int | None:
    rows = [(place, row) for place, row in enumerate(grid[:_SEARCHED]) if any(not blank(cell) for cell in row)]
    hits = {place: len({head_form(cell) for cell in row if isinstance(cell, str)} & set(known)) for place, row in rows}
    best = max(hits.values(), default=0)
    if best >= 2:
        return min(place for place, count in hits.items() if count == best)
    widest = max((len(_filled(row)) for _, row in rows), default=0)
    for place, row in rows:
        filled = _filled(row)
        if len(filled) >= max(2, (widest + 1) // 2) and all(map(_may_be_head, filled)) and len(set(filled)) > 1:
            return place
    return next((place for place, count in hits.items() if count), None)


def _top_of_heads(place: int | None, grid: Grid, merged: Merged, known: Collection[str]) -> int | None:
    """Go up to where heads stand over two rows: the lower row may hold more titles, but not all of them."""
    if not place:
        return place
    if any(first[0] == place - 1 and last[0] == place for first, last in merged):
        return place - 1
    # An ods file does not tell what is merged.
    over = _filled(grid[place - 1])
    is_lower = (
        not merged
        and len(over) > 1
        and all(map(_may_be_head, over))
        and _is_second_level(place - 1, [_head(cell) for cell in grid[place - 1]], grid[place], merged, known)
    )
    return place - 1 if is_lower else place


def _filled(row: Sequence[object]) -> list[object]:
    return [cell for cell in row if not blank(cell)]


def _may_be_head(cell: object) -> bool:
    if not isinstance(cell, str):
        return False
    words = cell.strip()
    is_note = re.search(r"[:：]\s*\S", words) or words.endswith(("：", ":"))
    return len(words) <= _LONGEST_HEAD and not is_note and not re.fullmatch(r"[0-9.,\-/年月日%¥￥]+", words)


def _is_second_level(
    place: int, heads: Sequence[str], below: Sequence[object], merged: Merged, known: Collection[str]
) -> bool:
    filled = {column for column, cell in enumerate(below) if not blank(cell)}
    if not filled or not all(_may_be_head(below[column]) and len(str(below[column])) <= 20 for column in filled):
        return False
    if any(first[0] == last[0] == place and last[1] > first[1] and first[1] in filled for first, last in merged):
        return True
    if any(first[0] <= place < last[0] for first, last in merged):
        return False
    hanging = {column for column in filled if column >= len(heads) or not heads[column]}
    bare = {column for column, head in enumerate(heads) if head and column not in filled}
    words = {head_form(str(below[column])) for column in filled}
    return bool(hanging) and bool(bare) and (bool(words & set(known)) or len(filled) <= len(heads) // 2)


def _joined(place: int, heads: Sequence[str], below: Sequence[str], merged: Merged) -> list[str]:
    width = max(len(heads), len(below))
    upper = [*heads, *[""] * (width - len(heads))]
    lower = [*below, *[""] * (width - len(below))]
    ends = {first[1]: last[1] for first, last in merged if first[0] <= place <= last[0]}
    names, over, until = [], "", -1
    for column in range(width):
        if upper[column]:
            over, until = upper[column], ends.get(column, column if merged else width)
        covered = over if column <= until else ""
        sub = lower[column]
        names.append(f"{covered}/{sub}" if covered and sub and covered != sub else sub or upper[column])
    return names


def _counts_columns(row: Sequence[object]) -> bool:
    filled = [str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell) for cell in _filled(row)]
    numbers = [cell for cell in filled if cell not in ("甲", "乙", "丙", "丁")]
    return len(filled) >= 3 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def is_serial(head: str) -> bool:
    """Tell whether a column only counts the rows."""
    return head_form(head) in _SERIAL


def kept_rows(rows: Iterable[Row], serial: int | None) -> tuple[list[Row], int]:
    """Leave out totals anywhere and signatures and remarks at the end; say how many rows that were.

    `serial` is the column that only counts the rows, where there is one.
    """
    kept, left_out = [], 0
    for row in rows:
        if _is_total(row, serial):
            left_out += 1
        else:
            kept.append(row)
    while kept and _is_foot(kept[-1]):
        kept.pop()
        left_out += 1
    return kept, left_out


def _is_total(row: Row, serial: int | None) -> bool:
    if serial is not None and _says(row.cells[serial], _NAMED_TOTAL):
        return True
    return _says(_first(row), _TOTAL)


def _says(cell: object, words: re.Pattern[str]) -> bool:
    return isinstance(cell, str) and "计" in cell and bool(words.fullmatch(_SPACE.sub("", cell)))


def _first(row: Row) -> object:
    return next((cell for cell in row.cells if not blank(cell)), None)


def _is_foot(row: Row) -> bool:
    filled = [cell for cell in row.cells if not blank(cell)]
    if any(isinstance(cell, int | float | date) for cell in filled):
        return False
    first = filled[0] if filled else ""
    words = _SPACE.sub("", first) if isinstance(first, str) else ""
    return bool(_FOOT.match(words)) or (len(filled) == 1 and bool(re.match(r"[（(]?盖章|第\s*[0-9]+\s*页", words)))
