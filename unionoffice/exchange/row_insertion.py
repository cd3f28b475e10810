"""Put copies of the last detail row into a sheet and move what stands below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from unionoffice.domain.cell_names import cell_name, letters_in, place_of
from unionoffice.errors import OfficeError
from unionoffice.exchange.form_sheet import SheetXml, Span, beside_cells, local
from unionoffice.exchange.reference_shift import (
    GrownRows,
    Growth,
    Piece,
    ReferenceShift,
    pieces,
    reference,
    shifted_area,
)

_WITH_STYLE = {"dataValidation", "conditionalFormatting", "protectedRange", "ignoredError"}
"""Ranges that hold for each row that is like the one above."""
_AREAS = ("sqref", "ref", "topLeftCell", "activeCell", "r1", "r2")


def insert_rows(sheet: SheetXml, name: str, shift: ReferenceShift) -> None:
    """Let the blocks of one sheet grow; formulas in other parts are left to their own rooms."""
    rows = shift.grown[name.casefold()]
    formulas = sheet.formulas()
    _check_arrays(sheet, rows)
    templates = {each.last: _Template(sheet, each, formulas) for each in rows.blocks}
    _write_formulas(sheet, name, shift, formulas)
    elements = list(sheet.rows.items())
    for number, row in reversed(elements):
        _move(sheet, row, number, rows.row(number))
    for growth in rows.blocks:
        _insert(sheet, name, shift, growth, templates[growth.last])
    _shift_ranges(sheet, rows)
    _copy_merges(sheet, rows)
    sheet.renumbered()
    _measure(sheet)


class _Template:
    """The last detail row as it was, from which the new ones are made."""

    def __init__(self, sheet: SheetXml, growth: Growth, formulas: dict[tuple[int, int], str]) -> None:
        self._sheet, self._growth = sheet, growth
        self.row = (
            _blank_copy(sheet.rows[growth.last], self._repeats, sheet.space) if growth.last in sheet.rows else None
        )
        self.formulas: dict[int, list[Piece]] = {
            column: pieces(text) for (row, column), text in formulas.items() if row == growth.last and text
        }
        self.counted = {
            column: start
            for row, column, cell in _cells_of(sheet, growth.last)
            if (start := self._count(row, column, cell)) is not None
        }

        self.inner_styles = self._styles_above()

    def _styles_above(self) -> dict[str, str]:
        """Give the styles of the rows above where the last one is closed with a line of its own; else none."""
        if self._growth.last - self._growth.first < 2:
            return {}
        one, two, last = (self._styles(self._growth.last - up) for up in (2, 1, 0))
        return two if one == two != last and two.keys() == last.keys() else {}

    def _styles(self, row: int) -> dict[str, str]:
        cells = _cells_of(self._sheet, row)
        return {letters_in(cell.get("r")): cell.get("s", "0") for _, _, cell in cells}

    def _repeats(self, cell: Any) -> bool:
        """Say whether the form has the same words in the row above, as in a column of units."""
        row, column = place_of(cell.get("r"))
        above = self._sheet.cell(row - 1, column) if row > self._growth.first else None
        return above is not None and _content(above) == _content(cell)

    def _count(self, row: int, column: int, cell: Any) -> Decimal | None:
        """Give the last of the numbers that the form counts its rows with."""
        above = self._sheet.cell(row - 1, column) if row > self._growth.first else None
        if above is None or self._sheet.formula(cell) is not None:
            return None
        last, before = _number(cell), _number(above)
        return last if last is not None and before is not None and last - before == 1 else None


def _cells_of(sheet: SheetXml, row: int) -> list[tuple[int, int, Any]]:
    found = sheet.rows.get(row)
    return [] if found is None else [(*place_of(each.get("r")), each) for each in found.iterchildren(f"{sheet.space}c")]


def _content(cell: Any) -> list[tuple[str, str]]:
    return [(local(each), each.text or "") for each in cell.iter() if each is not cell]


def _number(cell: Any) -> Decimal | None:
    if cell.get("t", "n") != "n":
        return None
    try:
        number = Decimal(cell.findtext("{*}v") or "")
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _check_arrays(sheet: SheetXml, rows: GrownRows) -> None:
    for _, _, cell in sheet.cells():
        formula = sheet.formula(cell)
        if formula is None or formula.get("t") not in ("array", "dataTable"):
            continue
        area = reference(formula.get("ref", ""))
        if area is not None and area.rows and not rows.keeps_together(*area.rows):
            raise OfficeError("明细区里有跨行的数组公式，不能增加行；请按表中已有的行数填写。")


def _write_formulas(sheet: SheetXml, name: str, shift: ReferenceShift, formulas: dict[tuple[int, int], str]) -> None:
    """Write each formula for itself, as it must be after the move."""
    for (row, column), text in formulas.items():
        formula = sheet.formula(sheet.cell(row, column))
        formula.text = shift.formula(text, name, row) or None
        if formula.get("t") == "shared":
            for mark in ("t", "si", "ref"):
                formula.attrib.pop(mark, None)
        for mark in ("ref", "r1", "r2"):
            if formula.get(mark):
                formula.set(mark, shifted_area(formula.get(mark), shift.grown[name.casefold()]))


def _move(sheet: SheetXml, row: Any, old: int, new: int) -> None:
    if old == new:
        return
    row.set("r", str(new))
    for cell in row.iterchildren(f"{sheet.space}c"):
        cell.set("r", letters_in(cell.get("r")) + str(new))


def _insert(sheet: SheetXml, name: str, shift: ReferenceShift, growth: Growth, template: _Template) -> None:
    if template.row is None:
        return  # A row that the file does not mention has no style that could be copied.
    at = shift.grown[name.casefold()].row(growth.last)
    before = sheet.rows[growth.last]
    for down in range(1, growth.more + 1):
        row = _blank_copy(template.row, lambda cell: True, sheet.space)
        _move(sheet, row, growth.last, at + down)
        for cell in row.iterchildren(f"{sheet.space}c"):
            _write_copy(sheet, name, shift, cell, template, growth.last, down)
        _give_styles(before, template.inner_styles)
        before.addnext(row)
        before = row


def _give_styles(row: Any, styles: Mapping[str, str]) -> None:
    """Draw a row that is no longer the last one like those above it."""
    for cell in row.iterchildren("{*}c"):
        style = styles.get(letters_in(cell.get("r")), "")
        if style and style != cell.get("s", "0"):
            cell.set("s", style)


def _blank_copy(row: Any, keeps: Callable[[Any], bool], space: str) -> Any:
    """Copy a row; of its values only those are kept that the function says."""
    made = deepcopy(row)
    for cell in made.iterchildren(f"{space}c"):
        if cell.find(f"{space}f") is not None or keeps(cell):
            continue
        cell.attrib.pop("t", None)
        for child in list(cell):
            cell.remove(child)
    return made


def _write_copy(
    sheet: SheetXml, name: str, shift: ReferenceShift, cell: Any, template: _Template, last: int, down: int
) -> None:
    column = place_of(cell.get("r"))[1]
    if column in template.counted:
        sheet.write_number(cell, template.counted[column] + down)
    formula = sheet.formula(cell)
    if formula is None:
        return
    parts = template.formulas.get(column)
    formula.text = shift.in_copy(parts, name, last, down) if parts else None
    if formula.get("t") == "array":
        formula.set("ref", cell.get("r"))
    else:
        for mark in ("t", "si", "ref"):
            formula.attrib.pop(mark, None)
    sheet.forget_result(cell)


def _shift_ranges(sheet: SheetXml, rows: GrownRows) -> None:
    """Move all that names places beside the cells themselves."""
    for element in beside_cells(sheet.root):
        name = local(element)
        for mark in _AREAS:
            if element.get(mark):
                area = shifted_area(
                    element.get(mark), rows, with_style=name in _WITH_STYLE, is_merge=name == "mergeCell"
                )
                element.set(mark, area)
        if name == "sqref" and element.text:
            element.text = shifted_area(element.text, rows, with_style=local(element.getparent()) in _WITH_STYLE)
        elif name in ("cellWatch", "inputCells") and element.get("r"):
            element.set("r", shifted_area(element.get("r"), rows))
        elif name == "brk" and local(element.getparent()) == "rowBreaks":
            element.set("id", str(rows.row(int(element.get("id", 0)) + 1) - 1))
        elif name in ("from", "to"):
            shift_anchor_end(element, rows.row)


def shift_anchor_end(end: Any, row: Callable[[int], int]) -> bool:
    """Move one end of what floats over a sheet, whose rows count from 0; say whether it was moved."""
    found = end.find("{*}row")
    if found is None or not (found.text or "").strip().isdigit():
        return False
    old, new = int(found.text), row(int(found.text) + 1) - 1
    found.text = found.text if old == new else str(new)
    return old != new


def _copy_merges(sheet: SheetXml, rows: GrownRows) -> None:
    """Give each new row the merged cells of the last detail row."""
    merges = sheet.root.find(f"{sheet.space}mergeCells")
    if merges is None:
        return
    spans = sheet.merges()
    for growth in rows.blocks:
        at = rows.row(growth.last)
        for span in (each for each in spans if each.top == each.bottom == at):
            for down in range(1, growth.more + 1):
                _add_merge(merges, sheet.space, Span(at + down, span.left, at + down, span.right))
    merges.set("count", str(len(merges)))


def _add_merge(merges: Any, space: str, span: Span) -> None:
    made = etree.SubElement(merges, f"{space}mergeCell")
    made.set("ref", f"{cell_name(span.top, span.left)}:{cell_name(span.bottom, span.right)}")


def _measure(sheet: SheetXml) -> None:
    """Write how far the sheet reaches, where the file said it."""
    found = sheet.root.find(f"{sheet.space}dimension")
    places = [(row, column) for row, column, _ in sheet.cells()]
    if found is not None and places:
        top, left = min(row for row, _ in places), min(column for _, column in places)
        bottom, right = max(row for row, _ in places), max(column for _, column in places)
        found.set("ref", f"{cell_name(top, left)}:{cell_name(bottom, right)}")
