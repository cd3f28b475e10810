"""One sheet of an Excel form: its rows and cells as they stand in the XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from lxml import etree
from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.formula.translate import Translator, TranslatorError

from unionoffice.domain.cell_names import cell_name, place_of
from unionoffice.exchange.cell_text import cell_text, without_escapes
from unionoffice.exchange.zip_guard import DAMAGED, Unreadable

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def local(element: Any) -> str:
    """Give the name of an element without its name space; empty for remarks."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def beside_cells(root: Any) -> Iterator[Any]:
    """Give all elements of a part but the rows and cells of a sheet."""
    for child in root:
        if local(child) != "sheetData":
            yield from child.iter(etree.Element)


@dataclass(frozen=True)
class Span:
    """A merged range, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


def _span(area: str) -> Span:
    first, _, last = area.partition(":")
    (top, left), (bottom, right) = place_of(first), place_of(last or first)
    return Span(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


class SheetXml:
    """The tree of one sheet; places that the file leaves out are counted and written into it."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.space = root.tag.rpartition("}")[0] + "}"
        body = root.find("{*}sheetData")
        if body is None or local(root) != "worksheet" or "}" not in root.tag:
            raise Unreadable(DAMAGED)
        self.body = body
        self.rows: dict[int, Any] = {}
        self._cells: dict[int, dict[int, Any]] = {}
        self._number_rows()

    def _number_rows(self) -> None:
        before = 0
        for row in self.body.iterchildren(f"{self.space}row"):
            number = int(row.get("r", before + 1))
            if number <= before:
                raise Unreadable(DAMAGED)
            if row.get("r") is None:
                row.set("r", str(number))
            self.rows[number] = row
            self._number_cells(row, number)
            before = number

    def _number_cells(self, row: Any, number: int) -> None:
        before, cells = 0, {}
        for cell in row.iterchildren(f"{self.space}c"):
            if cell.get("r") is None:
                cell.set("r", cell_name(number, before + 1))
            at, column = place_of(cell.get("r"))
            if at != number or column <= before:
                raise Unreadable(DAMAGED)
            cells[column], before = cell, column
        self._cells[number] = cells

    def renumbered(self) -> None:
        """Look at the rows again after some were added."""
        self.rows, self._cells = {}, {}
        self._number_rows()

    def cell(self, row: int, column: int) -> Any:
        """Give the cell at a place, None where the sheet has none."""
        return self._cells.get(row, {}).get(column)

    def cells(self) -> Iterator[tuple[int, int, Any]]:
        """Give all cells with row and column."""
        for row, cells in self._cells.items():
            for column, cell in cells.items():
                yield row, column, cell

    def style(self, row: int, column: int) -> int:
        """Give the number of the style that a place has, written out or from its row or column."""
        cell = self.cell(row, column)
        if cell is not None:
            return int(cell.get("s", 0))
        found = self.rows.get(row)
        if found is not None and found.get("customFormat") in ("1", "true"):
            return int(found.get("s", 0))
        for each in self.root.iterfind(f"{self.space}cols/{self.space}col"):
            if int(each.get("min", 0)) <= column <= int(each.get("max", 0)):
                return int(each.get("style", 0))
        return 0

    def made_cell(self, row: int, column: int) -> Any:
        """Give the cell at a place; a missing one is added with the style of its row or column."""
        cell = self.cell(row, column)
        if cell is not None:
            return cell
        cell = etree.Element(f"{self.space}c")
        cell.set("r", cell_name(row, column))
        if style := self.style(row, column):
            cell.set("s", str(style))
        parent, cells = self._made_row(row), self._cells[row]
        after = [each for each in sorted(cells) if each < column]
        if after:
            cells[after[-1]].addnext(cell)
        else:
            parent.insert(0, cell)
        parent.attrib.pop("spans", None)
        cells[column] = cell
        return cell

    def _made_row(self, row: int) -> Any:
        if row not in self.rows:
            made = etree.Element(f"{self.space}row")
            made.set("r", str(row))
            before = row - 1 if row - 1 in self.rows else max((each for each in self.rows if each < row), default=0)
            if before:
                self.rows[before].addnext(made)
            else:
                self.body.insert(0, made)
            self.rows[row], self._cells[row] = made, {}
        return self.rows[row]

    def merges(self) -> list[Span]:
        """Give the merged ranges."""
        return [
            _span(each.get("ref", "")) for each in self.root.iterfind(f"{self.space}mergeCells/{self.space}mergeCell")
        ]

    @cached_property
    def protection(self) -> Any | None:
        """The protection where it is switched on."""
        found = self.root.find(f"{self.space}sheetProtection")
        return found if found is not None and found.get("sheet") in ("1", "true") else None

    def arrays(self) -> list[Span]:
        """Give the ranges of which one formula gives all results."""
        formulas = [self.formula(cell) for _, _, cell in self.cells()]
        return [
            _span(each.get("ref"))
            for each in formulas
            if each is not None and each.get("t") in ("array", "dataTable") and each.get("ref")
        ]

    def formulas(self) -> dict[tuple[int, int], str]:
        """Give what each formula cell works out, with formulas that cells share written for each of them."""
        shared: dict[str, tuple[str, str]] = {}
        found = {}
        for row, column, cell in self.cells():
            formula = cell.find(f"{self.space}f")
            if formula is None:
                continue
            text, key = formula.text or "", formula.get("si", "")
            if formula.get("t") == "shared" and text:
                shared[key] = (text, cell.get("r"))
            elif formula.get("t") == "shared":
                text = _translated(*shared[key], cell.get("r")) if key in shared else ""
            found[row, column] = text
        return found

    def formula(self, cell: Any) -> Any:
        """Give the formula element of a cell, None where it has none."""
        return cell.find(f"{self.space}f")

    def empty(self, cell: Any) -> None:
        """Take the content out of a cell and keep its style."""
        cell.attrib.pop("t", None)
        for name in ("f", "v", "is"):
            for child in cell.findall(f"{self.space}{name}"):
                cell.remove(child)

    def write_text(self, cell: Any, words: str) -> None:
        """Put words into a cell; an equal sign at their start makes no formula of them."""
        self.empty(cell)
        if not words:
            return
        cell.set("t", "inlineStr")
        inside = etree.Element(f"{self.space}is")
        text = etree.SubElement(inside, f"{self.space}t")
        text.text = without_escapes(cell_text(words))
        if words != words.strip() or "\n" in words:
            text.set(_SPACE, "preserve")
        cell.insert(0, inside)

    def write_number(self, cell: Any, number: int | Decimal) -> None:
        """Put a number into a cell, or the result into a cell with a formula."""
        cell.attrib.pop("t", None)
        for child in [*cell.findall(f"{self.space}v"), *cell.findall(f"{self.space}is")]:
            cell.remove(child)
        value = etree.Element(f"{self.space}v")
        value.text = format(Decimal(number), "f")
        formula = self.formula(cell)
        if formula is None:
            cell.insert(0, value)
        else:
            formula.addnext(value)

    def forget_result(self, cell: Any) -> None:
        """Take the result away that a formula had before the form was filled."""
        cell.attrib.pop("t", None)
        for child in cell.findall(f"{self.space}v"):
            cell.remove(child)


def _translated(formula: str, origin: str, target: str) -> str:
    try:
        translated: str = Translator(f"={formula}", origin).translate_formula(target)
    except (TokenizerError, TranslatorError) as error:
        raise Unreadable(DAMAGED) from error
    return translated[1:]
