"""How a form is laid out: which words stand over blank rows, and which stand beside, above or before a blank place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from unionoffice.domain.cell_names import letters, place_of
from unionoffice.domain.form_contents import FormCell, FormSheet

_MARKS = re.compile(r"[{}【】«»\s]")
_ROOM = r"[\s_＿\u3000]"
_IN_CELL = re.compile(rf"([\u4e00-\u9fff（）()]{{2,14}}[：:])(?={_ROOM}{{2,}}|{_ROOM}*$|{_ROOM}*年{_ROOM}*月)")
"""A label inside a cell that leaves room behind it: 填报单位：____."""
_DATE_ROOM = re.compile(rf"{_ROOM}*年{_ROOM}*月")
_ONLY_DATE_ROOM = re.compile(rf"{_ROOM}*年{_ROOM}*月{_ROOM}*日?{_ROOM}*")
_TICKS = re.compile(r"[□☐]")
_OTHER_TIME = re.compile(
    r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月份?|第?[一二三四1-4]季度|下半年|[去上]年.*|上[期月].*|.*同期.*|同比.*|增[减长幅].*"
    r"|计划.*|目标.*|预算.*|[年期]初.*"
)
"""Heads of columns that ask for another time than the form's, or for what was only intended."""
_LONGEST_LABEL = 30
_MOST_MERGED = 300
"""Rows and columns of a merged cell that are looked at; no label reaches further."""
_BETWEEN = re.compile(r"人|户|人次|户次|个|家|项|件|次|场|场次|条|份|元|万元|%|[0-9]{1,3}")
"""The unit and the number of a line, which stand between a label and its place: 会员总数 | 人 | 01 | ____."""
_COUNTING = re.compile(r"[0-9甲乙丙丁]{1,2}")


@dataclass(frozen=True)
class HeadRows:
    """Heads by the number of their column, and the blank rows below them."""

    first_row: int
    heads: Mapping[int, str]
    first_detail: int
    last_detail: int


@dataclass(frozen=True)
class Label:
    """Words that say what belongs in a blank place."""

    sheet: str
    row: int
    words: str
    target: str
    """The place, as `C5`."""
    after: str = ""
    """The label itself where the place is the room behind it in the same cell."""
    is_in_words: bool = False
    """Whether a date is to be written as 2026年7月5日."""
    is_placeholder: bool = False
    """Whether the words are to be replaced, as {{姓名}} in running text."""

    @property
    def target_row(self) -> int:
        """The row of the place."""
        return place_of(self.target)[0]


class Layout:
    """The cells of a sheet by row and column, with what merged cells cover."""

    def __init__(self, sheet: FormSheet) -> None:
        self.sheet = sheet
        self.cells: dict[tuple[int, int], FormCell] = {}
        self._covered: set[tuple[int, int]] = set()
        self._rows: dict[int, dict[int, FormCell]] = {}
        for address, cell in sheet.cells.items():
            row, column = place_of(address)
            self.cells[row, column] = cell
            self._rows.setdefault(row, {})[column] = cell
            if cell.rows > 1 or cell.columns > 1:
                self._cover(row, column, cell)

    def _cover(self, row: int, column: int, cell: FormCell) -> None:
        for down in range(min(cell.rows, _MOST_MERGED)):
            for right in range(min(cell.columns, _MOST_MERGED)):
                self._covered.add((row + down, column + right))
        self._covered.discard((row, column))

    def _is_free(self, row: int, column: int) -> bool:
        """Tell whether a value can be written here: a blank cell that no merge hides."""
        cell = self.cells.get((row, column), FormCell())
        is_blank = not cell.text.strip() or bool(_ONLY_DATE_ROOM.fullmatch(cell.text) or _TICKS.search(cell.text))
        return (row, column) not in self._covered and is_blank and not (cell.formula or cell.locked)

    def text_above(self, row: int, below: int = 0) -> str:
        """Give what stands in the rows above, with the sheet's name, or only in those below another row."""
        above = [cell.text for (at, _), cell in sorted(self.cells.items()) if below < at < row]
        return " ".join(above if below else [self.sheet.name, *above])

    def heads_at(self, row: int) -> HeadRows | None:
        """Read heads in a row, with a second level below it, where blank rows follow; None where it holds none."""
        top = {column: cell for column, cell in self._rows.get(row, {}).items() if cell.text.strip()}
        if len(top) < 2:
            return None
        heads, last = self._levels(row, top)
        first = last + 1
        if first <= self.sheet.rows and self._counts(first, heads):
            first += 1
        if len(heads) < 2 or not self._is_side_by_side(last, heads) or not self._is_blank(first, heads):
            return None
        until = first
        while until < self.sheet.rows and self._is_blank(until + 1, heads) and not self._is_foot(until + 1):
            until += 1
        return HeadRows(row, heads, first, until)

    def _levels(self, row: int, top: Mapping[int, FormCell]) -> tuple[dict[int, str], int]:
        """Join a head over others to them with /; a cell that reaches down beside the rows is no head."""
        level = max((cell.rows for cell in top.values() if cell.rows <= 2), default=1)
        is_split = any(cell.columns > 1 and cell.rows < level for cell in top.values())
        last = row + level - 1 if is_split else row + min((cell.rows for cell in top.values()), default=1) - 1
        heads: dict[int, str] = {}
        for column, cell in top.items():
            if row + cell.rows - 1 > last:
                continue
            below = [
                (at, self.cells[last, at].text)
                for at in range(column, column + cell.columns)
                if is_split and cell.rows < level and (last, at) in self.cells
            ]
            for at, words in below:
                heads[at] = f"{_plain(cell.text)}/{_plain(words)}"
            if not below:
                heads[column] = _plain(cell.text)
        return heads, last

    def _is_side_by_side(self, last: int, heads: Mapping[int, str]) -> bool:
        """Tell a row of heads from one in which labels and blank places take turns."""
        between = range(min(heads), max(heads) + 1)
        cells = sum(column in heads or (last, column) not in self._covered for column in between)
        return len(heads) * 3 > cells * 2

    def _counts(self, row: int, heads: Mapping[int, str]) -> bool:
        """Tell a row that numbers the columns (1 2 3, 甲 乙 丙)."""
        texts = [self.cells[row, column].text.strip() for column in heads if (row, column) in self.cells]
        return len(texts) >= 3 and len(texts) == len(heads) and all(map(_COUNTING.fullmatch, texts))

    def _is_blank(self, row: int, heads: Mapping[int, str]) -> bool:
        texts = [self.cells[row, column].text.strip() for column in heads if (row, column) in self.cells]
        filled = [words for words in texts if words]
        # Rows may be numbered already.
        return len(filled) <= 1 and all(words.isdecimal() for words in filled)

    def _is_foot(self, row: int) -> bool:
        texts = [cell.text.strip() for cell in self._rows.get(row, {}).values() if cell.text.strip()]
        return not all(words.isdecimal() for words in texts)

    def labels(self) -> Iterator[Label]:
        """Give each label with the blank place that it speaks of, in reading order."""
        if self.sheet.columns == 1 and all(re.fullmatch(r"P[0-9]+", address) for address in self.sheet.cells):
            yield from self._placeholders()
            return
        for (row, column), cell in sorted(self.cells.items()):
            if not cell.text.strip() or cell.formula or self._is_free(row, column):
                continue
            inside = list(self._inside(row, column, cell))
            target, unit = self._beside(row, column, cell)
            is_alone = len(inside) == 1 and inside[0].after == cell.text.strip()
            if inside and not (is_alone and target):
                yield from inside
            elif target and len(cell.text) <= _LONGEST_LABEL and not self._is_of_another_time(target):
                shown = self.cells.get(place_of(target), FormCell()).text
                words = _plain(cell.text) + (f"（{unit}）" if unit else "")
                yield Label(self.sheet.name, row, words, target, is_in_words=bool(shown.strip()))

    def _placeholders(self) -> Iterator[Label]:
        for number, (address, cell) in enumerate(self.sheet.cells.items(), start=1):
            yield Label(
                self.sheet.name, number, _MARKS.sub("", cell.text), address, is_in_words=True, is_placeholder=True
            )

    def _inside(self, row: int, column: int, cell: FormCell) -> Iterator[Label]:
        for each in _IN_CELL.finditer(cell.text):
            in_words = bool(_DATE_ROOM.match(cell.text, each.end()))
            yield Label(self.sheet.name, row, each[1][:-1], f"{letters(column)}{row}", each[1], in_words)

    def _beside(self, row: int, column: int, cell: FormCell) -> tuple[str, str]:
        """Find the blank place that a label speaks of, and the unit that stands in a cell of its own before it."""
        right, unit = column + cell.columns, ""
        while (between := self.cells.get((row, right))) is not None and _BETWEEN.fullmatch(_plain(between.text)):
            unit = unit if between.text.strip().isdecimal() else _plain(between.text)
            right += between.columns
        is_there = right <= self.sheet.columns or (self.sheet.goes_on and self._takes_turns(row, column))
        if is_there and self._is_free(row, right):
            return f"{letters(right)}{row}", unit
        below = row + cell.rows
        if below <= self.sheet.rows and self._is_free(below, column) and not self._has_text_left(below, column):
            return f"{letters(column)}{below}", ""
        return "", ""

    def _is_of_another_time(self, target: str) -> bool:
        """Tell whether a head over the place asks for a month, for last year or for a plan."""
        row, column = place_of(target)
        over = (
            cell.text
            for (at, left), cell in self.cells.items()
            if at < row and left <= column < left + min(cell.columns, _MOST_MERGED)
        )
        return any(_OTHER_TIME.fullmatch(_plain(words)) for words in over)

    def _takes_turns(self, row: int, column: int) -> bool:
        """Tell whether the label before this one has its place at its right, so that this one has too."""
        before = [at for at, cell in self._rows[row].items() if at < column and cell.text.strip()]
        return bool(before) and self._is_free(row, column - 1)

    def _has_text_left(self, row: int, column: int) -> bool:
        """Tell whether a blank cell belongs to the label at its left rather than to the one above it."""
        left = self.cells.get((row, column - 1))
        return left is not None and bool(left.text.strip())


def _plain(words: str) -> str:
    return re.sub(r"\s+", "", words)
