"""Read the paragraphs of a Word or text file that came back from a superior."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
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


def written_lines(source: Path) -> list[str]:
    """Give the paragraphs of a .docx, with tracked insertions and without deletions, or the lines of a .txt.

    Raises OfficeError where the file cannot be read.
    """
    try:
        if source.stat().st_size > MOST_TEXT:
            raise Unreadable("文件太大，不像一份总结")
        return _lines(source.read_bytes())
    except OSError as error:
        raise OfficeError(f"“{source.name}”打不开，请检查文件是否还在、是否正被别的程序使用。") from error
    except Unreadable as error:
        raise OfficeError(f"“{source.name}”读不出来：{error}。") from error


def _lines(content: bytes) -> list[str]:
    if content.startswith(_OLD_WORD):
        raise Unreadable("这是旧版 Word 文件（.doc）或加了密码，请用 WPS 或 Word 另存为 .docx")
    if not content.startswith(b"PK"):
        if b"\x00" in content[:4000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Unreadable("这不是 Word 文档或文字文件")
        return decoded(content).splitlines()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if "word/document.xml" not in package.namelist():
                raise Unreadable("这不是 Word 文档或文字文件")
            check_package(package)
            body = package.read("word/document.xml")
        if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
            raise Unreadable("文件里有不安全的内容")
        return list(_paragraphs(ElementTree.fromstring(body)))
    except _BROKEN as broken:
        raise Unreadable("文件已经损坏，请让对方重新发一份") from broken


def _paragraphs(document: ElementTree.Element) -> Iterator[str]:
    """Give the text of the paragraphs that stand in the body, not those of tables."""
    body = document.find(f"{_WORD}body")
    for element in [] if body is None else body:
        if element.tag == f"{_WORD}p":
            yield "".join(_words(element))
        elif element.tag == f"{_WORD}sdt":
            for paragraph in element.iter(f"{_WORD}p"):
                yield "".join(_words(paragraph))


def _words(element: ElementTree.Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_WORD}t":
            yield child.text or ""
        elif child.tag in (f"{_WORD}tab", f"{_WORD}br"):
            yield " "
        elif child.tag not in (_FALLBACK, f"{_WORD}del", f"{_WORD}moveFrom"):
            yield from _words(child)
