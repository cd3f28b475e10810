"""Read the paragraphs, and apart from them the tables, of a Word or text file that came back from a superior."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from unionoffice.errors import OfficeError
from unionoffice.exchange.delimited import decoded
from unionoffice.exchange.zip_guard import Unreadable, check_package

MOST_TEXT = 20 * 2**20
"""Bytes of a file; a summary has a hundredth of that."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_BROKEN = (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, KeyError, EOFError, NotImplementedError, ValueError)


@dataclass(frozen=True)
class WrittenTable:
    """A table among the paragraphs of a Word file."""

    after: int
    """How many lines stand before it."""
    words: str
    """What its cells say, one after the other."""


@dataclass(frozen=True)
class WrittenFile:
    """What is written in a file: its lines, and apart from them its tables."""

    lines: list[str]
    tables: list[WrittenTable] = field(default_factory=list)


def written_file(source: Path) -> WrittenFile:
    """Read the paragraphs of a .docx, with tracked insertions and without deletions, or the lines of a .txt.

    Raises OfficeError where the file cannot be read.
    """
    try:
        if source.stat().st_size > MOST_TEXT:
            raise Unreadable("文件太大，不像一份总结")
        return _read(source.read_bytes())
    except OSError as error:
        raise OfficeError(f"“{source.name}”打不开，请检查文件是否还在、是否正被别的程序使用。") from error
    except Unreadable as error:
        raise OfficeError(f"“{source.name}”读不出来：{error}。") from error


def _read(content: bytes) -> WrittenFile:
    if content.startswith(_OLD_WORD):
        raise Unreadable("这是旧版 Word 文件（.doc）或加了密码，请用 WPS 或 Word 另存为 .docx")
    if not content.startswith(b"PK"):
        if b"\x00" in content[:4000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Unreadable("这不是 Word 文档或文字文件")
        return WrittenFile(decoded(content).splitlines())
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if "word/document.xml" not in package.namelist():
                raise Unreadable("这不是 Word 文档或文字文件")
            check_package(package)
            body = package.read("word/document.xml")
        if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
            raise Unreadable("文件里有不安全的内容")
        return _parts(ElementTree.fromstring(body))
    except _BROKEN as broken:
        raise Unreadable("文件已经损坏，请让对方重新发一份") from broken


def _parts(document: ElementTree.Element) -> WrittenFile:
    """Part the paragraphs that stand in the body from its tables."""
    made = WrittenFile([])
    body = document.find(f"{_WORD}body")
    for element in [] if body is None else body:
        if element.tag == f"{_WORD}p":
            made.lines.append("".join(_words(element)))
        elif element.tag == f"{_WORD}sdt":
            made.lines.extend("".join(_words(each)) for each in element.iter(f"{_WORD}p"))
        elif element.tag == f"{_WORD}tbl":
            cells = ("".join(_words(each)).strip() for each in element.iter(f"{_WORD}p"))
            made.tables.append(WrittenTable(len(made.lines), " ".join(each for each in cells if each)))
    return made


def _words(element: ElementTree.Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_WORD}t":
            yield child.text or ""
        elif child.tag in (f"{_WORD}tab", f"{_WORD}br"):
            yield " "
        elif child.tag not in (_FALLBACK, f"{_WORD}del", f"{_WORD}moveFrom"):
            yield from _words(child)
