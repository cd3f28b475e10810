"""Move what other parts of a form say about the rows of a sheet that has grown: names, tables, pictures, remarks."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from unionoffice.exchange.form_book import FormBook
from unionoffice.exchange.form_package import FormPackage
from unionoffice.exchange.form_sheet import SheetXml, beside_cells, local
from unionoffice.exchange.reference_shift import GrownRows, ReferenceShift, shifted_area
from unionoffice.exchange.row_insertion import insert_rows, shift_anchor_end

_POINTING = {"f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula", "definedName"}
_POINTING_MARKS = ("location", "textlink", "fmlaLink", "fmlaRange", "fmlaGroup")
"""Of links, of shapes that show a cell, of boxes that are ticked."""
_PLACED_PARTS = ("table", "comments", "threadedComment", "pivotTable", "queryTable")


def grow(book: FormBook, shift: ReferenceShift) -> None:
    """Insert the rows and let everything in the whole book point to what it pointed to before."""
    for name, sheet in book.sheets.items():
        if name.casefold() in shift.grown:
            _shift_formulas(sheet.root, name, shift)
            insert_rows(sheet, name, shift)
            _shift_related(book, name, shift)
            book.changed(name)
        elif _shift_other_sheet(sheet, name, shift):
            book.changed(name)
    _shift_formula_parts(book, shift)
    for part in [each for each in book.package.names() if each.lower() == "xl/calcchain.xml"]:
        book.package.drop(part)


def _shift_other_sheet(sheet: SheetXml, name: str, shift: ReferenceShift) -> bool:
    """Change what a sheet that keeps its rows says about one that has grown; say whether anything was changed."""
    is_changed = _shift_formulas(sheet.root, name, shift)
    formulas = sheet.formulas()
    moved = {place: shift.formula(text, name) for place, text in formulas.items()}
    if all(moved[place] == text for place, text in formulas.items()):
        return is_changed
    for (row, column), text in moved.items():
        formula = sheet.formula(sheet.cell(row, column))
        formula.text = text or None
        if formula.get("t") == "shared":
            for mark in ("t", "si", "ref"):
                formula.attrib.pop(mark, None)
    return True


def _shift_formulas(root: Any, sheet: str, shift: ReferenceShift) -> bool:
    """Change formulas that stand beside cells, and places that links lead to; say whether anything was changed."""
    is_changed = False
    for element in beside_cells(root):
        if local(element) in _POINTING and element.text:
            moved = shift.formula(element.text, sheet, _row_of(element))
            is_changed, element.text = is_changed or moved != element.text, moved
        for mark in _POINTING_MARKS:
            if element.get(mark):
                moved = shift.formula(element.get(mark), sheet)
                is_changed = is_changed or moved != element.get(mark)
                element.set(mark, moved)
    return is_changed


def _row_of(element: Any) -> int | None:
    """Give the first row that a rule or a drop-down list holds for: its formula is written for that row."""
    for parent in element.iterancestors():
        area = parent.get("sqref") or parent.findtext("{*}sqref")
        if area:
            digits = re.search(r"[0-9]+", area)
            return int(digits[0]) if digits else None
    return None


def _shift_formula_parts(book: FormBook, shift: ReferenceShift) -> None:
    """Change the names of the book, and the ranges that charts, pictures and pivot tables show."""
    package = book.package
    names = [each for each in package.names() if re.match(r"xl/(charts|drawings|tables)/[^/]+\.xml$", each, re.I)]
    for part in [package.workbook, *names]:
        if _shift_formulas(package.tree(part), "", shift):
            package.tree_changed(part)
    for part in [each for each in package.names() if re.match(r"xl/pivotCache/[^/]*Definition[^/]*\.xml$", each, re.I)]:
        for source in package.tree(part).iter("{*}worksheetSource"):
            rows = shift.grown.get((source.get("sheet") or "").casefold())
            if rows and source.get("ref"):
                source.set("ref", shifted_area(source.get("ref"), rows))
                package.tree_changed(part)


def _shift_related(book: FormBook, name: str, shift: ReferenceShift) -> None:
    package, rows = book.package, shift.grown[name.casefold()]
    for relation in package.relations(book.parts[name].part):
        if not package.has(relation.target):
            continue
        if relation.kind in _PLACED_PARTS:
            _shift_places(package, relation.target, rows)
        elif relation.kind == "ctrlProp":
            if _shift_formulas(package.tree(relation.target), name, shift):
                package.tree_changed(relation.target)
        elif relation.kind == "drawing":
            _shift_anchors(package, relation.target, rows)
        elif relation.kind == "vmlDrawing":
            old = package.read(relation.target)
            new = _shifted_vml(old, rows)
            if new != old:
                package.replace(relation.target, new)


def _shift_places(package: FormPackage, part: str, rows: GrownRows) -> None:
    """Move the ranges of tables and the places of remarks."""
    for element in package.tree(part).iter(etree.Element):
        if element.get("ref"):
            # A table takes its new rows in, also where its details are all it has.
            moved = shifted_area(element.get("ref"), rows, with_style=local(element) in ("table", "autoFilter"))
            if moved != element.get("ref"):
                element.set("ref", moved)
                package.tree_changed(part)


def _shift_anchors(package: FormPackage, part: str, rows: GrownRows) -> None:
    for anchor in package.tree(part).iter("{*}twoCellAnchor", "{*}oneCellAnchor"):
        if anchor.get("editAs") == "absolute":
            continue
        first, last = anchor.find("{*}from"), anchor.find("{*}to")
        start = int(first.findtext("{*}row")) + 1
        down = rows.row(start) - start
        is_changed = shift_anchor_end(first, rows.row)
        if last is not None:
            # A picture that keeps its size moves as a whole.
            keeps_size = anchor.get("editAs") == "oneCell"
            is_changed |= shift_anchor_end(last, down.__add__ if keeps_size else rows.row)
        if is_changed:
            package.tree_changed(part)


_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor>)([^<]*)(</)")
_ROW = re.compile(rb"(<(?:\w+:)?Row>\s*)([0-9]{1,7})(\s*</)")


def _shifted_vml(content: bytes, rows: GrownRows) -> bytes:
    """Move the boxes of remarks; old drawings are not always well-formed XML."""

    def anchor(found: re.Match[bytes]) -> bytes:
        numbers = [each.strip() for each in found[2].split(b",")]
        if len(numbers) != 8 or not all(re.fullmatch(rb"-?[0-9]{1,9}", each) for each in numbers):
            return found[0]
        top = int(numbers[2]) + 1
        down = rows.row(top) - top
        numbers[2], numbers[6] = b"%d" % (int(numbers[2]) + down), b"%d" % (int(numbers[6]) + down)
        return found[1] + b", ".join(numbers) + found[3] if down else found[0]

    def row(found: re.Match[bytes]) -> bytes:
        return found[1] + b"%d" % (rows.row(int(found[2]) + 1) - 1) + found[3]

    return _ROW.sub(row, _ANCHOR.sub(anchor, content))
