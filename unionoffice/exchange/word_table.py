"""The tables of a Word document as grids of cells, with what is merged taken together."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from openpyxl.utils import get_column_letter

from unionoffice.domain.form_contents import FormCell, FormSheet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNIQUE = ("paraId", "textId")
_BOOKMARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")


@dataclass
class TableCell:
    """A cell by its place in the grid; of cells merged downwards the topmost."""

    row: int
    column: int
    element: etree._Element
    rows: int = 1
    columns: int = 1

    @property
    def address(self) -> str:
        """The place as `B3`."""
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """What the cell shows, a line for each paragraph."""
        return "\n".join(paragraph_text(each) for each in parts_of(self.element, f"{W}p")).strip()


class WordTable:
    """One table, read before anything in it is changed."""

    def __init__(self, name: str, element: etree._Element) -> None:
        self.name = name
        self.rows = list(parts_of(element, f"{W}tr"))
        self.cells = {each.address: each for each in _cells(self.rows)}

    def outline(self) -> FormSheet:
        """Give the table as it can be pointed at."""
        told = {
            each.address: FormCell(each.text, rows=each.rows, columns=each.columns)
            for each in self.cells.values()
            if each.text or each.rows > 1 or each.columns > 1
        }
        widest = max((each.column + each.columns - 1 for each in self.cells.values()), default=0)
        return FormSheet(self.name, told, len(self.rows), widest)


def _cells(rows: list[etree._Element]) -> Iterator[TableCell]:
    above: dict[int, TableCell] = {}
    for number, row in enumerate(rows, start=1):
        open_now: dict[int, TableCell] = {}
        for column, width, element in row_cells(row):
            merge = element.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart" and column in above:
                cell = above[column]
                cell.rows += 1
            else:
                cell = TableCell(number, column, element, columns=width)
                yield cell
            if merge is not None:
                open_now[column] = cell
        above = open_now


def row_cells(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """Give the cells of a row, each with the column it begins in and the columns it covers."""
    column = 1 + _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for element in parts_of(row, f"{W}tc"):
        width = _number(element.find(f"{W}tcPr/{W}gridSpan"), 1)
        yield column, width, element
        column += width


def _number(element: etree._Element | None, otherwise: int) -> int:
    words = "" if element is None else element.get(f"{W}val", "")
    return int(words) if words.isdecimal() else otherwise


def paragraph_words(paragraph: etree._Element) -> list[etree._Element]:
    """List the pieces of text that belong to a paragraph itself, not to a text box inside it."""
    return [each for each in paragraph.iter(f"{W}t") if next(each.iterancestors(f"{W}p"), None) is paragraph]


def paragraph_text(paragraph: etree._Element) -> str:
    """Give a paragraph's text, however many runs it was typed in."""
    return "".join(map(piece_text, paragraph_words(paragraph)))


def piece_text(piece: etree._Element) -> str:
    """Give a piece's text; what a content control says only until somebody writes into it is none."""
    return "" if _prompting(piece) is not None else piece.text or ""


def _prompting(piece: etree._Element) -> etree._Element | None:
    """Find the mark of a content control that it shows its prompt (单击此处输入文字)."""
    marks = (each.find(f"{W}sdtPr/{W}showingPlcHdr") for each in piece.iterancestors(f"{W}sdt"))
    return next((each for each in marks if each is not None), None)


def parts_of(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Give what an element is made of, inside its content controls too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == f"{W}sdt":
            for content in child.iterchildren(f"{W}sdtContent"):
                yield from parts_of(content, tag)


def copied_row(row: etree._Element) -> etree._Element:
    """Copy a row to stand below it: same style, cells merged downwards go on, nothing named twice."""
    made = copy.deepcopy(row)
    for merge in made.iter(f"{W}vMerge"):
        if merge.get(f"{W}val") == "restart":
            merge.set(f"{W}val", "continue")
    for element in list(made.iter()):
        if element.tag in _BOOKMARKS:
            element.getparent().remove(element)
            continue
        for name in [each for each in element.attrib if etree.QName(each).localname in _UNIQUE]:
            del element.attrib[name]
    return made


def write_cell(element: etree._Element, words: str) -> None:
    """Put words in place of a cell's own, in the style of its first run or of its empty paragraph."""
    paragraphs = list(parts_of(element, f"{W}p"))
    if not paragraphs:
        paragraphs = [etree.SubElement(element, f"{W}p")]
    pieces = [each for paragraph in paragraphs for each in paragraph_words(paragraph)]
    first = pieces[0] if pieces else _new_text(paragraphs[0])
    for each in pieces[1:]:
        each.text = ""
    write_text(first, words)


def _new_text(paragraph: etree._Element) -> etree._Element:
    run = etree.SubElement(paragraph, f"{W}r")
    style = paragraph.find(f"{W}pPr/{W}rPr")
    if style is not None:
        run.append(copy.deepcopy(style))
    return etree.SubElement(run, f"{W}t")


def write_text(piece: etree._Element, words: str) -> None:
    """Put words into a piece of text; a line break becomes one of Word's."""
    _end_prompt(piece)
    lines = words.split("\n")
    at = piece
    _say(piece, lines[0])
    for line in lines[1:]:
        line_break, more = etree.Element(f"{W}br"), etree.Element(f"{W}t")
        _say(more, line)
        at.addnext(line_break)
        line_break.addnext(more)
        at = more


def _end_prompt(piece: etree._Element) -> None:
    while (mark := _prompting(piece)) is not None:
        mark.getparent().remove(mark)
        # The prompt is grey; the value has the style of the form.
        for grey in piece.xpath("../*[local-name()='rPr']/*[local-name()='rStyle']"):
            grey.getparent().remove(grey)


def _say(piece: etree._Element, words: str) -> None:
    piece.text = words
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
