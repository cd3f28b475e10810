"""Look through an old Excel or WPS file (.xls, .et) before it is read: passwords, and how far its cells reach.

The places are taken from the cell records themselves ([MS-XLS] 2.4), found through the sectors of the compound file
([MS-CFB] 2); the reader lays out every place up to the farthest cell.
"""

from __future__ import annotations

import struct

from unionoffice.exchange.zip_guard import DAMAGED, Extent, Unreadable

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORD = "文件有密码，请先取消密码另存一份再导入"
_END = 0xFFFFFFFA
"""Sector numbers from here on mark ends and free sectors."""
_ENTRY = 128
_CELLS = frozenset([0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x0002, 0x0003, 0x0004])
_MANY = 0x00BD
_BEGIN, _FILEPASS = (0x0009, 0x0209, 0x0409, 0x0809), 0x002F


def check_old_excel(content: bytes) -> None:
    """Refuse files with a password, without a workbook, broken, or with a cell too far out; raises Unreadable."""
    try:
        streams = _streams(content)
    except (struct.error, IndexError, ValueError) as broken:
        raise Unreadable(DAMAGED) from broken
    if "EncryptedPackage" in streams:
        raise Unreadable(PASSWORD)
    if "WordDocument" in streams:
        raise Unreadable("这是 Word 文档，不是表格；请选择 Excel 或 WPS 表格文件")
    book = streams.get("Workbook", streams.get("Book"))
    if book is None:
        raise Unreadable("文件里没有表格；请选择 Excel 或 WPS 表格文件")
    _check_records(book)


def _streams(content: bytes) -> dict[str, bytes]:
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    if size not in (512, 4096):
        raise ValueError(size)
    first_folder, cutoff, first_mini = (struct.unpack_from("<I", content, at)[0] for at in (48, 56, 60))
    table = _sector_table(content, size)
    folder = _chain(content, table, first_folder, size)
    entries = [folder[at : at + _ENTRY] for at in range(0, len(folder) - _ENTRY + 1, _ENTRY)]
    if not entries:
        raise ValueError("no root")
    small = _chain(content, table, struct.unpack_from("<I", entries[0], 116)[0], size)
    mini = _numbers(_chain(content, table, first_mini, size))
    found = {}
    for entry in entries[1:]:
        letters, kind = struct.unpack_from("<HB", entry, 64)
        name = entry[: max(0, letters - 2)].decode("utf-16-le", errors="replace")
        if kind != 2 or name not in ("Workbook", "Book", "EncryptedPackage", "WordDocument"):
            continue
        start, length = struct.unpack_from("<II", entry, 116)
        data = _pieces(small, mini, start, 64, 0) if length < cutoff else _chain(content, table, start, size)
        found[name] = data[:length]
    return found


def _sector_table(content: bytes, size: int) -> list[int]:
    places = list(struct.unpack_from("<109I", content, 76))
    following, steps = struct.unpack_from("<I", content, 68)[0], 0
    while following < _END and steps * size < len(content):
        more = _numbers(content[(following + 1) * size : (following + 2) * size])
        places, following, steps = places + more[:-1], more[-1], steps + 1
    table: list[int] = []
    for place in places:
        if place < _END:
            table += _numbers(content[(place + 1) * size : (place + 2) * size])
        if len(table) * size > 2 * len(content) + 2**20:
            break
    return table


def _numbers(block: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4]))


def _chain(content: bytes, table: list[int], start: int, size: int) -> bytes:
    return _pieces(content, table, start, size, size)


def _pieces(content: bytes, table: list[int], start: int, size: int, offset: int) -> bytes:
    pieces: list[bytes] = []
    at = start
    while at < _END:
        if at >= len(table) or len(pieces) * size > len(content):
            raise ValueError("chain")
        pieces.append(content[offset + at * size : offset + (at + 1) * size])
        at = table[at]
    return b"".join(pieces)


def _check_records(book: bytes) -> None:
    extent, at = Extent(), 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == _FILEPASS:
            raise Unreadable(PASSWORD)
        if kind in _BEGIN:
            extent.check()
            extent = Extent()
        elif kind in _CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", book, at + 4)
            last = struct.unpack_from("<H", book, at + 2 + length)[0] if kind == _MANY and length >= 6 else column
            extent.rows, extent.columns = max(extent.rows, row + 1), max(extent.columns, column + 1, last + 1)
            extent.cells += max(1, last - column + 1)
        at += 4 + length
    extent.check()
