"""Look through an Excel or ODS package before it is read: the reader lays a sheet out in memory cell by cell.

A 5 KB file with one cell at XFD1048576 would end the whole program, so the places of all filled cells are checked first.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from unionoffice.domain.cell_names import column_of

MOST_ROWS, MOST_COLUMNS = 200_000, 300
MOST_PARTS = 2_000
MOST_BYTES = 60 * 2**20
"""Of the file as it is."""
MOST_UNPACKED = 400 * 2**20
_MOST_OTHER = 80 * 2**20
"""Of a part that holds no rows; the words of all cells are one such part."""
_FREE_AREA, _THINNEST = 2_000_000, 20
"""So many places may be laid out for any file; more only where one in so many is filled."""
_CHUNK = 2**20
_MOST_PACKED = 200
"""Sheets of equal rows shrink to a fiftieth; bombs to a thousandth."""


class Unreadable(Exception):
    """The file cannot or must not be read; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


TOO_LARGE = "文件内容过大或有异常的压缩数据，没有读取；请只保留要导入的工作表，另存后重试"
FAR_CELL = "工作表中有一个离表格很远的单元格，没有读取；请删除表格以外的内容，另存后重试"
TOO_MANY = f"工作表超过 {MOST_ROWS:,} 行或 {MOST_COLUMNS} 列，没有读取；请分成几个文件导入"
DAMAGED = "文件已损坏或不完整，不能读取；请用 WPS 或 Excel 打开后另存一份再试"
SCRIPTED = "文件中有不安全的内容（实体定义），没有读取"


@dataclass
class Extent:
    """How far the filled cells of a sheet reach, and how many there are."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    heads: set[bytes] = field(default_factory=set)

    def check(self) -> None:
        """Refuse what would not fit into memory."""
        if self.rows > MOST_ROWS or self.columns > MOST_COLUMNS:
            raise Unreadable(FAR_CELL if self.cells < self.rows else TOO_MANY)
        if self.rows * self.columns > max(_FREE_AREA, self.cells * _THINNEST):
            raise Unreadable(FAR_CELL)


def check_package(package: zipfile.ZipFile) -> dict[str, list[str]]:
    """Refuse packages that are too large, packed beyond reason, hold entity definitions or reach too far.

    Gives the places of formulas without a result, by the name of the part they stand in.
    """
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise Unreadable(TOO_LARGE)
    if len({part.filename for part in parts}) != len(parts):
        raise Unreadable(DAMAGED)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("文件有密码，请先取消密码另存一份再导入")
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable(TOO_LARGE)
    unsolved: dict[str, list[str]] = {}
    for part in parts:
        name = part.filename.lower()
        holds_rows = bool(re.fullmatch(r"/?xl/worksheets/[^/]+\.xml", name)) or name == "content.xml"
        if not holds_rows and part.file_size > _MOST_OTHER:
            raise Unreadable(TOO_LARGE)
        if part.file_size > 4 * 2**20 and part.file_size > _MOST_PACKED * max(1, part.compress_size):
            raise Unreadable(TOO_LARGE)
        if name == "content.xml":
            _check_ods(package, part)
        # Any part may be named as a sheet in the table of contents.
        if places := _check_sheet(package, part):
            unsolved[part.filename] = places
    return unsolved


def _chunks(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Give the part in pieces that end with a closed tag; reading to the end also proves its checksum."""
    rest = b""
    is_xml = part.filename.lower().endswith((".xml", ".rels"))
    with package.open(part) as stream:
        while piece := stream.read(_CHUNK):
            if b"\x00" in piece:
                if is_xml:
                    raise Unreadable(DAMAGED)
                return  # a picture or the like
            rest += piece
            if b"<!DOCTYPE" in rest or b"<!ENTITY" in rest:
                raise Unreadable(SCRIPTED)
            cut = rest.rfind(b">") + 1
            yield rest[:cut]
            rest = rest[cut:]
            if len(rest) > 8 * _CHUNK:
                raise Unreadable(DAMAGED)
    yield rest


_C = rb"<(?:[^\s<>/:=\"']+:)?c"
_FILLED = re.compile(_C + rb"\s(?:[^<>]*?\s)?r\s*=\s*[\"']([A-Za-z]{1,9})([0-9]{1,12})[\"'](?:[^<>]*[^/<>])?>")
_ANY_CELL = re.compile(_C + rb"[\s>/]")
_UNPLACED = re.compile(_C + rb"(?:[>/]|\s(?![^<>]*\br\s*=))")
_CROOKED = re.compile(_C + rb"(?=[\s/>])(?![^<>\"']*(?:(?:\"[^\"<>]*\"|'[^'<>]*')[^<>\"']*)*>)")
"""A tag whose quotes do not match, or with a bracket inside them: its place could be hidden from the check."""
_ROW = re.compile(rb"<(?:[^\s<>/:=\"']+:)?row\s(?:[^<>]*?\s)?r\s*=\s*[\"']([0-9]{1,12})[\"']")
_ROW_START = re.compile(rb"<(?:[^\s<>/:=\"']+:)?row[\s>/]")


_USUAL = rb'<c r="%s"(?: [a-z]+="[^"<>]*")*'
_USUAL_FILLED = re.compile(_USUAL % rb"([A-Z]{1,3}[0-9]{1,7})" + rb">")
_USUAL_EMPTY = re.compile(_USUAL % rb"[A-Z]{1,3}[0-9]{1,7}" + rb"/>")
_UNUSUAL = re.compile(rb"<c[^ a-zA-Z]|:c[\s>/]")
_DIGITS, _LETTERS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def _places(chunk: bytes) -> list[bytes] | None:
    """Give the places of all filled cells where every cell is written as Excel, WPS and LibreOffice do; else None."""
    filled, all_tags = _USUAL_FILLED.findall(chunk), chunk.count(b"<c")
    if len(filled) != all_tags:
        all_cells = chunk.count(b"<c ")
        if len(filled) != all_cells and len(filled) + len(_USUAL_EMPTY.findall(chunk)) != all_cells:
            return None
        if all_tags != all_cells and _UNUSUAL.search(chunk):
            return None
    # Counting is ten times as fast as the search, which a sheet without anything unusual need not be put through.
    return None if b":c" in chunk and _UNUSUAL.search(chunk) else filled


def _check_sheet(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> list[str]:
    extent = Extent()
    unplaced, formulas = _Unplaced(), _Formulas()
    for chunk in _chunks(package, part):
        formulas.look(chunk)
        places = _places(chunk)
        if places is None:
            if _CROOKED.search(chunk):
                raise Unreadable(DAMAGED)
            places = [letters + number for letters, number in _FILLED.findall(chunk)]
            unplaced.count(chunk)
        if places:
            # Taken apart all together: there may be millions of them.
            joined = b" ".join(places)
            extent.heads.update(joined.translate(None, _DIGITS).split())
            extent.rows = max(extent.rows, *map(int, set(joined.translate(None, _LETTERS).split())))
            extent.cells += len(places)
    extent.columns = max((column_of(each.decode("ascii")) for each in extent.heads), default=0)
    unplaced.widen(extent)
    extent.check()
    return formulas.places


class _Formulas:
    """Formulas that nobody has worked out: the program that wrote the file left their results away."""

    _WITHOUT_RESULT = re.compile(
        rb'<c r="([A-Z]{1,3}[0-9]{1,7})"(?![^<>]*\bt="str")[^<>]*>'
        rb"<f(?:[^<>]*/>|[^<>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>"
    )

    def __init__(self) -> None:
        self.places: list[str] = []
        self._rest = b""

    def look(self, chunk: bytes) -> None:
        """Take a piece of a sheet; a cell may begin in one and end in the next."""
        text = self._rest + chunk
        cut = text.rfind(b"</c>") + 4
        if b"<f" in text and cut > 4:
            self.places += [place.decode("ascii") for place in self._WITHOUT_RESULT.findall(text[:cut])]
        self._rest = text[max(cut, len(text) - _CHUNK) :] if cut >= 4 else text[-_CHUNK:]


class _Unplaced:
    """Cells may leave out their place; then they stand side by side from the left, in rows counted from the top."""

    def __init__(self) -> None:
        self.in_row, self.most, self.rows, self.all = 0, 0, 0, 0

    def count(self, chunk: bytes) -> None:
        """Take a piece of a sheet."""
        if not _UNPLACED.search(chunk):
            return
        for place, piece in enumerate(_ROW_START.split(chunk)):
            cells = len(_ANY_CELL.findall(piece))
            self.in_row = cells if place else self.in_row + cells
            self.rows += 1 if place else 0
            self.most, self.all = max(self.most, self.in_row), self.all + cells
        self.rows = max(self.rows, max(map(int, _ROW.findall(chunk)), default=0))

    def widen(self, extent: Extent) -> None:
        """Add what was counted to the extent of the placed cells."""
        if self.all:
            extent.rows, extent.columns = max(extent.rows, self.rows), max(extent.columns, self.most)
            extent.cells += self.all


_ODS_TAG = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)(?=[\s>/])([^>]*)>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"']([0-9]{1,12})")


def _check_ods(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    extent, row, column, times = Extent(), 0, 0, 1
    # The reader waits for ever for the end of a tag that is never closed.
    parser = expat.ParserCreate()
    for chunk in _chunks(package, part):
        _feed(parser, chunk, is_end=False)
        for closing, name, marks in _ODS_TAG.findall(chunk):
            repeated = int(found[1]) if (found := _REPEATED.search(marks)) else 1
            if name == b"table":
                extent.check()
                extent, row, column = Extent(), 0, 0
            elif name == b"table-row" and not closing:
                row, column, times = row + repeated, 0, repeated
            elif not closing and name != b"table-row":
                column += repeated
                if b"office:value" in marks or not marks.endswith(b"/"):
                    extent.rows, extent.columns = max(extent.rows, row), max(extent.columns, column)
                    extent.cells += repeated * min(times, MOST_ROWS)
    _feed(parser, b"", is_end=True)
    extent.check()


def _feed(parser: expat.XMLParserType, chunk: bytes, *, is_end: bool) -> None:
    try:
        parser.Parse(chunk, is_end)
    except expat.ExpatError as broken:
        raise Unreadable(DAMAGED) from broken
