"""Work out the totals of a form that was filled, since a preview shows the results that stand in the file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Context, Decimal, DecimalException, localcontext
from typing import Any

from openpyxl.formula.tokenizer import TokenizerError

from unionoffice.exchange.form_sheet import SheetXml
from unionoffice.exchange.formula_arithmetic import ERROR, Area, Arithmetic, Unsolved, areas_in

_MOST_READ = 5_000_000
"""Cells that are read for all formulas together; the rest is left to the program that opens the form."""
_DEEPEST = 40
"""Formulas that lean on one another."""
Cell = tuple[str, int, int]
"""Sheet as Excel compares names, row, column."""
_VOLATILE = ("INDIRECT(", "OFFSET(", "NOW(", "TODAY(", "RAND(", "RANDBETWEEN(", "CELL(", "INFO(")


@dataclass
class _Column:
    rows: list[int] = field(default_factory=list)
    values: dict[int, Decimal | str] = field(default_factory=dict)


class Totals:
    """What the cells of a book hold after it was filled, and what its formulas give."""

    def __init__(self, sheets: dict[str, SheetXml], written: dict[str, set[tuple[int, int]]]) -> None:
        self._sheets = {name.casefold(): sheet for name, sheet in sheets.items()}
        self._written = {name.casefold(): places for name, places in written.items()}
        self.formulas: dict[Cell, str] = {}
        self._columns: dict[tuple[str, int], _Column] = {}
        self._touched: dict[tuple[str, int], list[int]] = {}
        self._formula_rows: dict[tuple[str, int], list[int]] = {}
        self._leaning: dict[Cell, bool] = {}
        self._results: dict[Cell, Decimal | None] = {}
        self._read = 0
        for name, sheet in self._sheets.items():
            self._read_sheet(name, sheet)
        for name, places in self._written.items():
            for row, column in sorted(places):
                self._touched.setdefault((name, column), []).append(row)
        self._widest = max((column for _, column in [*self._columns, *self._formula_rows, *self._touched]), default=0)

    def _read_sheet(self, name: str, sheet: SheetXml) -> None:
        for (row, column), text in sheet.formulas().items():
            self.formulas[name, row, column] = text
            self._formula_rows.setdefault((name, column), []).append(row)
        for row, column, cell in sheet.cells():
            value = _value(sheet, cell)
            if value is not None:
                found = self._columns.setdefault((name, column), _Column())
                found.rows.append(row)
                found.values[row] = value

    def leans(self, cell: Cell, depth: int = 0) -> bool:
        """Say whether a formula reads anything that was written, itself or through another formula."""
        if cell not in self._leaning:
            self._leaning[cell] = False  # A ring of formulas leans on nothing by itself.
            self._leaning[cell] = depth > _DEEPEST or self._reads_written(cell, depth)
        return self._leaning[cell]

    def _reads_written(self, cell: Cell, depth: int) -> bool:
        text = self.formulas[cell]
        formula = self._sheets[cell[0]].formula(self._xml(cell))
        if not text or formula.get("t") in ("array", "dataTable") or any(each in text.upper() for each in _VOLATILE):
            return True
        if not self._xml(cell).findtext(f"{self._sheets[cell[0]].space}v") and self._xml(cell).get("t") != "str":
            return True  # Nobody has worked it out yet.
        try:
            areas = list(areas_in(text, cell[0]))
        except (Unsolved, TokenizerError):
            return True
        return any(self._is_touched(area, depth) for area in areas)

    def _is_touched(self, area: Area, depth: int) -> bool:
        for column in range(area.left, min(area.right, self._widest) + 1):
            touched = self._touched.get((area.sheet, column), [])
            at = bisect_left(touched, area.top)
            if at < len(touched) and touched[at] <= area.bottom:
                return True
            rows = self._formula_rows.get((area.sheet, column), [])
            for row in rows[bisect_left(rows, area.top) : bisect_right(rows, area.bottom)]:
                self._count(1)
                if self.leans((area.sheet, row, column), depth + 1):
                    return True
        return False

    def _count(self, cells: int) -> bool:
        self._read += cells
        return self._read > _MOST_READ

    def result(self, cell: Cell, depth: int = 0) -> Decimal | None:
        """Give what a formula gives; None where only Excel can work it out."""
        if cell not in self._results:
            self._results[cell] = None
            if depth <= _DEEPEST and self._is_plain(cell):
                self._results[cell] = self._worked_out(cell, depth)
        return self._results[cell]

    def _worked_out(self, cell: Cell, depth: int) -> Decimal | None:
        try:
            with localcontext(Context(prec=28)):
                value = Arithmetic(self.formulas[cell], cell[0], lambda area: self.values(area, depth)).value()
            return Context(prec=15).plus(value) if _is_sane(value) else None
        except (Unsolved, TokenizerError, DecimalException, RecursionError):
            return None

    def _is_plain(self, cell: Cell) -> bool:
        return self._sheets[cell[0]].formula(self._xml(cell)).get("t") in (None, "normal", "shared")

    def _xml(self, cell: Cell) -> Any:
        return self._sheets[cell[0]].cell(cell[1], cell[2])

    def values(self, area: Area, depth: int) -> Iterator[Decimal | str]:
        """Give what stands in an area, blanks left out."""
        if area.sheet not in self._sheets:
            raise Unsolved
        for column in range(area.left, min(area.right, self._widest) + 1):
            found = self._columns.get((area.sheet, column))
            formulas = self._formula_rows.get((area.sheet, column), [])
            if found is not None:
                rows = found.rows[bisect_left(found.rows, area.top) : bisect_right(found.rows, area.bottom)]
                if self._count(len(rows)):
                    raise Unsolved
                for row in rows:
                    if (area.sheet, row, column) not in self.formulas:
                        yield found.values[row]
            for row in formulas[bisect_left(formulas, area.top) : bisect_right(formulas, area.bottom)]:
                yield self._formula_value((area.sheet, row, column), depth)

    def _formula_value(self, cell: Cell, depth: int) -> Decimal | str:
        if self.leans(cell):
            worked_out = self.result(cell, depth + 1)
            if worked_out is None:
                raise Unsolved
            return worked_out
        value = _value(self._sheets[cell[0]], self._xml(cell))
        if value is None:
            raise Unsolved
        return value

    def write_results(self) -> set[str]:
        """Write what could be worked out, take away what is no longer true; name the sheets that were changed."""
        changed = set()
        for cell in self.formulas:
            if self.leans(cell):
                sheet, value = self._sheets[cell[0]], self.result(cell)
                changed.add(cell[0])
                if value is None:
                    sheet.forget_result(self._xml(cell))
                else:
                    sheet.write_number(self._xml(cell), value)
        return changed


def _value(sheet: SheetXml, cell: Any) -> Decimal | str | None:
    """Give a number, or any words for what is no number; errors make a sum unsolved."""
    kind = cell.get("t", "n")
    value = cell.findtext(f"{sheet.space}v")
    if kind == "inlineStr":
        return "words"
    if value is None or value == "":
        return None
    if kind != "n":
        return ERROR if kind == "e" else "words"
    try:
        return number if _is_sane(number := Decimal(value)) else ERROR
    except DecimalException:
        return ERROR


def _is_sane(number: Decimal) -> bool:
    """Say whether Excel could hold a number; one with a million digits would be written out."""
    return number.is_finite() and abs(number.adjusted()) < 308
