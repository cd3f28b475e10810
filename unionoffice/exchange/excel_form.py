"""Look at an Excel form that a superior drew, and fill it in without touching anything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from unionoffice.domain.cell_names import cell_name, column_of, place_of
from unionoffice.domain.form_contents import FilledBlock, FormCell, FormOutline, FormSheet, Place, Unfilled, Value
from unionoffice.errors import OfficeError
from unionoffice.exchange.form_book import FormBook
from unionoffice.exchange.form_merges import MergedCells
from unionoffice.exchange.form_package import readable
from unionoffice.exchange.form_parts_shift import grow
from unionoffice.exchange.form_sheet import Span
from unionoffice.exchange.form_totals import Totals
from unionoffice.exchange.form_values import write_value
from unionoffice.exchange.reference_shift import GrownRows, Growth, ReferenceShift
from unionoffice.exchange.zip_guard import MOST_ROWS


def outline(data: bytes) -> FormOutline:
    """Tell what stands in a form and what can be pointed at.

    Raises OfficeError in one sentence where the file is broken, protected by a password, hostile or no .xlsx.
    """
    with readable():
        book = FormBook(data)
        return FormOutline(tuple(_sheet_outline(book, name) for name in book.sheets))


def _sheet_outline(book: FormBook, name: str) -> FormSheet:
    sheet, cells = book.sheets[name], dict[str, FormCell]()
    spans = {(span.top, span.left): span for span in sheet.merges()}
    rows = max(sheet.rows, default=0)
    columns = max((column for _, column, _ in sheet.cells()), default=0)
    for row, column, cell in sheet.cells():
        text = book.shown(sheet, cell, sheet.style(row, column))
        has_formula = sheet.formula(cell) is not None
        span = spans.pop((row, column), None)
        if text or has_formula or span:
            cells[cell_name(row, column)] = _cell_outline(book, name, (row, column), text, has_formula, span)
    for (row, column), span in spans.items():
        cells[cell_name(row, column)] = _cell_outline(book, name, (row, column), "", False, span)
    return FormSheet(name, cells, rows, columns, book.parts[name].hidden, goes_on=True)


def _cell_outline(
    book: FormBook, name: str, at: tuple[int, int], text: str, has_formula: bool, span: Span | None
) -> FormCell:
    height, width = (span.bottom - span.top + 1, span.right - span.left + 1) if span else (1, 1)
    return FormCell(text, has_formula, book.is_locked(name, *at), height, width)


def fill(data: bytes, cells: Mapping[Place, Value], blocks: Sequence[FilledBlock] = ()) -> tuple[bytes, list[Unfilled]]:
    """Fill single cells and blocks of detail rows; gives the filled file and what could not be filled.

    All places, also those of Unfilled, are those of the form as it came. A block with more records than ready rows
    grows by copies of its last row. Raises OfficeError in one sentence where the form cannot be read, or cannot grow
    without damage.
    """
    with readable():
        book = FormBook(data)
        for name in book.sheets:
            _sheet_outline(book, name)  # Whatever is crooked comes to light before anything is written.
    filling = _Filling(book)
    filling.plan([block for block in blocks if filling.knows(Place(block.sheet, f"A{block.first_row}"))])
    if filling.shift.grown:
        filling.tell_what_sums_leave_out()
        with readable():
            # Parts that nobody has read yet are read now.
            grow(book, filling.shift)
    for block in blocks:
        if block.sheet in book.sheets:
            filling.write_block(block)
    for place, value in cells.items():
        if filling.knows(place):
            filling.write_single(place, value)
    filling.work_out()
    return book.package.content(), filling.unfilled


@dataclass
class _Filling:
    """One form while it is filled."""

    book: FormBook
    shift: ReferenceShift = field(default_factory=lambda: ReferenceShift({}))
    unfilled: list[Unfilled] = field(default_factory=list)
    _written: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    _merged: dict[str, MergedCells] = field(default_factory=dict)

    def knows(self, place: Place) -> bool:
        """Say whether the form has such a sheet and place; it is told where not."""
        if place.sheet not in self.book.sheets:
            self.unfilled.append(Unfilled(place, "表格里没有这个工作表"))
            return False
        try:
            row, column = place_of(place.cell)
        except ValueError:
            row, column = 0, 0
        if not (0 < row <= MOST_ROWS and 0 < column <= 16_384):
            self.unfilled.append(Unfilled(place, "工作表里没有这个单元格"))
            return False
        return True

    def plan(self, blocks: Iterable[FilledBlock]) -> None:
        """Find out which sheets must grow, and where."""
        grown: dict[str, dict[tuple[int, int], int]] = {}
        for block in blocks:
            more = self._more_rows(block)
            ready = grown.setdefault(block.sheet.casefold(), {})
            ready[block.first_row, block.last_row] = max(more, ready.get((block.first_row, block.last_row), 0))
        self.shift = ReferenceShift(
            {name: _checked(name, ready) for name, ready in grown.items() if any(ready.values())}
        )

    def _more_rows(self, block: FilledBlock) -> int:
        if not 0 < block.first_row <= block.last_row:
            raise OfficeError(f"工作表“{block.sheet}”的明细区起止行不对，请重新指定。")
        more = max(0, len(block.rows) - (block.last_row - block.first_row + 1))
        protection = self.book.sheets[block.sheet].protection
        if more and protection is not None and protection.get("insertRows", "1") in ("1", "true"):
            place = Place(block.sheet, f"A{block.last_row}")
            reason = f"工作表受保护，不能增加行，后面的 {more} 条没有填"
            self.unfilled.append(Unfilled(place, reason, rows_left=more))
            return 0
        return more

    def tell_what_sums_leave_out(self) -> None:
        """Name the formulas that will not count the rows that are put in."""
        for name, sheet in self.book.sheets.items():
            for (row, column), text in sheet.formulas().items():
                if self.shift.leaves_out(text, name, row):
                    place = Place(name, cell_name(row, column))
                    reason = "公式是逐行写的，没有包括新增的明细行，请核对后手工修改"
                    self.unfilled.append(Unfilled(place, reason))

    def write_single(self, place: Place, value: Value) -> None:
        """Write one figure or one text."""
        row, column = place_of(place.cell)
        row, column = self._top_left(place.sheet, self._rows(place.sheet).row(row), column)
        reason = self._refusal(place.sheet, row, column)
        if reason and value is None:
            # That it has no value is told already.
            return
        if reason:
            self.unfilled.append(Unfilled(place, f"{reason}，没有填"))
        else:
            self._write(place.sheet, row, column, value)

    def write_block(self, block: FilledBlock) -> None:
        """Write the records of a block column by column; rows that are left over are emptied."""
        rows = self._rows(block.sheet)
        growth = next(
            (each for each in rows.blocks if (each.first, each.last) == (block.first_row, block.last_row)), None
        )
        ready = block.last_row - block.first_row + 1 + (growth.more if growth else 0)
        for letters in sorted({*block.columns, *(letters for record in block.rows for letters in record)}):
            place = Place(block.sheet, f"{letters}{block.first_row}")
            if self.knows(place):
                values = [record.get(letters) for record in block.rows[:ready]]
                values += [None] * (ready - len(values))
                self._write_column(place, rows.row(block.first_row), column_of(letters), values)

    def _write_column(self, place: Place, start: int, column: int, values: Sequence[Value]) -> None:
        told = set[str]()
        for row, value in enumerate(values, start):
            top, left = self._top_left(place.sheet, row, column)
            reason = self._refusal(place.sheet, row, left) if top == row else "与上面的行合并成了一格"
            if not reason:
                self._write(place.sheet, row, left, value)
            elif value is not None and reason not in told:
                told.add(reason)
                self.unfilled.append(Unfilled(place, f"明细的这一列{reason}，其中的内容没有填"))

    def _rows(self, sheet: str) -> GrownRows:
        return self.shift.grown.get(sheet.casefold(), GrownRows())

    def _top_left(self, sheet: str, row: int, column: int) -> tuple[int, int]:
        if sheet not in self._merged:
            self._merged[sheet] = MergedCells(self.book.sheets[sheet])
        return self._merged[sheet].top_left(row, column)

    def _refusal(self, sheet: str, row: int, column: int) -> str:
        found = self.book.sheets[sheet]
        cell = found.cell(row, column)
        if (cell is not None and found.formula(cell) is not None) or self._merged[sheet].is_in_array(row, column):
            return "是表格自带的公式"
        return "被上级锁定" if self.book.is_locked(sheet, row, column) else ""

    def _write(self, sheet: str, row: int, column: int, value: Value) -> None:
        write_value(self.book, self.book.sheets[sheet], row, column, value)
        self._written.setdefault(sheet, set()).add((row, column))

    def work_out(self) -> None:
        """Bring the results of formulas up to date, and have Excel work all of them out when it opens the form."""
        if not self._written and not self.shift.grown:
            return
        totals = Totals(self.book.sheets, self._written)
        changed = totals.write_results()
        for name in self.book.sheets:
            if name in self._written or name.casefold() in changed:
                self.book.changed(name)
        if totals.formulas:
            self.book.calculate_on_opening()


def _checked(name: str, ready: Mapping[tuple[int, int], int]) -> GrownRows:
    blocks = [Growth(first, last, more) for (first, last), more in sorted(ready.items())]
    for before, after in pairwise(blocks):
        if after.first <= before.last:
            raise OfficeError("同一张工作表的两个明细区行号有重叠，不能增加行，请重新指定。")
    if blocks[-1].last + sum(each.more for each in blocks) > MOST_ROWS:
        raise OfficeError("要填的记录太多，这张表格装不下。")
    return GrownRows(tuple(blocks))
