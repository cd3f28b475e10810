"""Read and fill a superior's Word form: the cells of its tables, placeholders and content controls, room behind labels.

Only the parts that take a value are written again; every other part of the file stays as it is, byte for byte.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from lxml import etree

from unionoffice.domain.cell_names import column_of
from unionoffice.domain.form_contents import FilledBlock, FormCell, FormOutline, FormSheet, Place, Unfilled, Value
from unionoffice.exchange.cell_text import cell_text
from unionoffice.exchange.form_package import MOST_FORM, parsed, readable
from unionoffice.exchange.word_marks import controls_in, marks_in, replace_in, write_control
from unionoffice.exchange.word_table import W, WordTable, copied_row, row_cells, write_cell
from unionoffice.exchange.zip_guard import Unreadable, check_package

RUNNING_TEXT = "正文"
"""The sheet whose cells P1, P2 … are the placeholders and labels with room, one cell for all of the same words."""
_DOCUMENT = "word/document.xml"
_PART = re.compile(r"word/(?:document|header[0-9]*|footer[0-9]*)\.xml")
_OLD_WORD = b"\xd0\xcf\x11\xe0"


def outline(data: bytes) -> FormOutline:
    """Read the tables and placeholders of a form; raises OfficeError for a file that is no Word document."""
    form = _WordForm(data)
    names = form.placeholders()
    text = FormSheet(RUNNING_TEXT, {f"P{at}": FormCell(name) for at, name in enumerate(names, start=1)}, len(names), 1)
    tables = tuple(each.outline() for each in form.tables)
    return FormOutline((text, *tables) if names else tables)


def fill(data: bytes, cells: Mapping[Place, Value], blocks: Sequence[FilledBlock]) -> tuple[bytes, list[Unfilled]]:
    """Write values into a form; gives the new file and what could not be filled; raises OfficeError."""
    form = _WordForm(data)
    unfilled = form.fill(cells, blocks)
    return form.written(), unfilled


class _WordForm:
    """A Word package with those of its parts read that words can stand in."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._parts = _read_parts(data)
        self._as_received = {name: etree.tostring(part) for name, part in self._parts.items()}
        self._placeholders = self.placeholders()
        body = self._parts[_DOCUMENT]
        self.tables = [
            WordTable(f"表{number}", element) for number, element in enumerate(body.iter(f"{W}tbl"), start=1)
        ]

    def placeholders(self) -> list[str]:
        """List the placeholders and labels with room behind them in reading order, then content controls, each name once."""
        marks = [mark.name for paragraph in self._paragraphs() for mark in marks_in(paragraph)]
        return list(dict.fromkeys([*marks, *(name for name, _ in self._controls())]))

    def _controls(self) -> Iterator[tuple[str, etree._Element]]:
        for part in self._parts.values():
            yield from controls_in(part)

    def _paragraphs(self) -> Iterator[etree._Element]:
        for part in self._parts.values():
            yield from part.iter(f"{W}p")

    def fill(self, cells: Mapping[Place, Value], blocks: Sequence[FilledBlock]) -> list[Unfilled]:
        """Write everything; all places are found before the first table grows."""
        named = {f"P{at}": name for at, name in enumerate(self._placeholders, start=1)}
        tables = {each.name: each for each in self.tables}
        words: dict[str, str] = {}
        unfilled = []
        for place, value in cells.items():
            table = tables.get(place.sheet)
            if place.sheet == RUNNING_TEXT and place.cell in named:
                words[named[place.cell]] = _written(value)
            elif table is not None and place.cell in table.cells:
                write_cell(table.cells[place.cell].element, _written(value))
            else:
                unfilled.append(Unfilled(place, "表格里没有这个位置，请重新指定"))
        for block in blocks:
            unfilled += _fill_block(tables.get(block.sheet), block)
        for paragraph in list(self._paragraphs()) if words else ():
            replace_in(paragraph, words)
        for name, content in list(self._controls()):
            if name in words:
                write_control(content, words[name])
        return unfilled

    def written(self) -> bytes:
        """Give the file with the parts that changed."""
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as old, zipfile.ZipFile(made, "w") as new:
            for info in old.infolist():
                content = old.read(info)
                part = self._parts.get(info.filename)
                if part is not None and etree.tostring(part) != self._as_received[info.filename]:
                    content = etree.tostring(
                        part.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
                    )
                new.writestr(info, content)
        return made.getvalue()


def _read_parts(data: bytes) -> dict[str, etree._Element]:
    with readable():
        _refuse_other_kinds(data)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if _DOCUMENT not in package.namelist():
                raise Unreadable("这不是 Word 文档（.docx）")
            check_package(package)
            names = sorted(filter(_PART.fullmatch, package.namelist()))
            return {name: parsed(package.read(name)) for name in names}


def _refuse_other_kinds(data: bytes) -> None:
    if len(data) > MOST_FORM:
        raise Unreadable("文件太大，不像一张要填的表格；请删除里面的图片，另存后重试")
    if data.startswith(_OLD_WORD):
        raise Unreadable("这是旧版 Word 文件（.doc）或有密码，请用 WPS 或 Word 另存为没有密码的 .docx 再试")
    if not data.startswith(b"PK"):
        raise Unreadable("这不是 Word 文档（.docx）")


def _fill_block(table: WordTable | None, block: FilledBlock) -> Iterator[Unfilled]:
    if table is None or not 1 <= block.first_row <= block.last_row <= len(table.rows):
        yield Unfilled(Place(block.sheet, f"A{block.first_row}"), "表格里没有这些明细行，请重新指定")
        return
    rows = table.rows[block.first_row - 1 : block.last_row]
    # Copied before anything is written: a row that has been filled would be copied with its words.
    blank, last = copied_row(rows[-1]), rows[-1]
    while len(rows) < len(block.rows):
        added = copied_row(blank)
        last.addnext(added)
        last = added
        rows.append(added)
    missing: set[str] = set()
    emptied = dict.fromkeys(block.columns)
    for row, values in zip_longest(rows, block.rows, fillvalue=emptied):
        places = {column: element for column, _, element in row_cells(row)}
        for letter, value in {**emptied, **values}.items():
            element = places.get(column_of(letter))
            if element is None:
                missing.add(letter)
            else:
                write_cell(element, _written(value))
    for letter in sorted(missing):
        yield Unfilled(Place(block.sheet, f"{letter}{block.first_row}"), "明细行里没有这一列，请重新指定")


def _written(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return cell_text(str(value))
