"""Files that would end the program, fill the memory or mean something else get one sentence, quickly."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from unionoffice.errors import OfficeError
from unionoffice.exchange.reader import read_table

SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData>%s</worksheet>'
HEADS = b'<row r="1"><c r="A1" t="inlineStr"><is><t>n</t></is></c><c r="B1" t="inlineStr"><is><t>m</t></is></c></row>'
CONTENT = "xl/worksheets/sheet1.xml"


def plain_book(rows: int = 3) -> bytes:
    book = Workbook()
    page = book.worksheets[0]
    page.append(["姓名", "性别", "联系电话"])
    for number in range(rows):
        page.append([f"职工甲{number}", "女", "13800000000"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(name: str, content: bytes, package: bytes | None = None, **extra: bytes) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package or plain_book())) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
        for each, more in extra.items():
            new.writestr(each, more)
    return stream.getvalue()


def sheet(rows: bytes, after: bytes = b"") -> bytes:
    return with_part(CONTENT, SHEET % (HEADS + rows, after))


def cell(place: bytes) -> bytes:
    return b'<row r="2"><c r="%s"><v>1</v></c></row>' % place


def sector(*numbers: int) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers).ljust(512, b"\xff")


def compound(name: str, stream: bytes) -> bytes:
    """Make a compound file ([MS-CFB]) with one stream."""
    stream = stream.ljust(4096, b"\x00")
    stream += b"\x00" * (-len(stream) % 512)
    count = len(stream) // 512
    table = sector(0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + count), 0xFFFFFFFE)

    def entry(label: str, kind: int, child: int, start: int, size: int) -> bytes:
        letters = label.encode("utf-16-le")
        return struct.pack(
            "<64sHBBIII16sIQQIQ",
            letters,
            len(letters) + 2,
            kind,
            1,
            0xFFFFFFFF,
            0xFFFFFFFF,
            child,
            b"",
            0,
            0,
            0,
            start,
            size,
        )

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(name, 2, 0xFFFFFFFF, 2, len(stream))
    head = struct.pack(
        "<8s16sHHHHHHIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 62, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, 4096,
        0xFFFFFFFE, 0, 0xFFFFFFFE, 0,
    )  # fmt: skip
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return head + table + folder.ljust(512, b"\x00") + stream


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def label(row: int, column: int, words: str) -> bytes:
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(words), 1) + words.encode("utf-16-le"))


def old_book(*cells: bytes, password: bool = False) -> bytes:
    begin = struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0)
    lock = record(0x002F, b"\x01\x00" + b"\x01" * 52) if password else b""
    front = record(0x0809, begin) + lock
    name = "Sheet1"
    size = len(front) + 4 + 8 + len(name) + 4
    front += record(0x0085, struct.pack("<IBBBB", size, 0, 0, len(name), 0) + name.encode()) + record(0x000A)
    page = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0)) + b"".join(cells) + record(0x000A)
    return compound("Workbook", front + page)


def many(count: int) -> bytes:
    return b"".join(b'<mergeCell ref="A%d:XFD%d"/>' % (n, n + 50) for n in range(3, count))


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + SHEET % (HEADS, b"")


def bomb() -> bytes:
    words = b"a" * 100_000_000
    return (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + words + b"</t></si></sst>"
    )


def lying_size() -> bytes:
    """A part that says it has ten bytes and unpacks to 100 MB."""
    package = bytearray(sheet(b"<!--" + b" " * 100_000_000 + b"-->"))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = 0
        while (place := package.find(mark, place)) >= 0:
            if (
                package[place + at : place + at + 4] > struct.pack("<I", 0)
                and struct.unpack_from("<I", package, place + at)[0] > 10**7
            ):
                struct.pack_into("<I", package, place + at, 10)
            place += 4
    return bytes(package)


HOSTILE = {
    "one far cell": lambda: sheet(cell(b"XFD1048576")),
    "one far cell in small letters": lambda: sheet(cell(b"xfd1048576")),
    "one far cell under a name space": lambda: sheet(
        b'<x:row r="2"><x:c s="1"\n r = \'XFD1048576\' ><v>1</v></x:c></x:row>'
    ),
    "a thin diagonal": lambda: sheet(cell(b"KA199000")),
    "a place hidden behind a bracket": lambda: sheet(b'<row r="2"><c a=">" r="XFD1048576"><v>1</v></c></row>'),
    "a place hidden behind an opening bracket": lambda: sheet(b'<row r="2"><c a="<" r="XFD1048576"><v>1</v></c></row>'),
    "a far cell without a place": lambda: sheet(
        b'<row r="1048576"><c><v>1</v></c></row>' + b"<row>" + b"<c><v>1</v></c>" * 16384 + b"</row>"
    ),
    "three million columns": lambda: sheet(b"<row r='2'>" + b"<c><v>1</v></c>" * 3_000_000 + b"</row>"),
    "a sheet under another name": lambda: with_part(
        "xl/_rels/workbook.xml.rels",
        zipfile.ZipFile(io.BytesIO(plain_book()))
        .read("xl/_rels/workbook.xml.rels")
        .replace(b"/xl/worksheets/sheet1.xml", b"/xl/media/image.png"),
        **{"xl/media/image.png": SHEET % (HEADS + cell(b"XFD1048576"), b"")},
    ),
    "laughs": lambda: with_part(CONTENT, LAUGHS),
    "an outside entity": lambda: with_part(
        CONTENT, LAUGHS.replace(b'ENTITY a "ha"', b'ENTITY a SYSTEM "file:///etc/hostname"')
    ),
    "a bomb of words": lambda: with_part("xl/sharedStrings.xml", bomb()),
    "a bomb of a sheet": lambda: sheet(b"<!--" + b" " * 120_000_000 + b"-->"),
    "a bomb that lies about its size": lying_size,
    "five thousand parts": lambda: with_part("x", b"", **{f"x{n}": b"" for n in range(5000)}),
    "an endless tag": lambda: sheet(b"<c " * 4_000_000),
    "cut off": lambda: plain_book()[:-200],
    "cut in half": lambda: plain_book()[:2000],
    "nothing": lambda: b"",
    "zeros": lambda: b"\x00" * 5000,
    "web page": lambda: b"\xef\xbb\xbf<html><table><tr><td>\xe5\xa7\x93\xe5\x90\x8d</td></tr></table></html>",
    "xml of 2003": lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 9,
    "word": lambda: with_part("word/document.xml", b"<w/>"),
    "binary book": lambda: with_part("xl/workbook.bin", b"\x00"),
    "passworded xlsx": lambda: compound("EncryptedPackage", b"\x01" * 5000),
    "passworded xls": lambda: old_book(label(0, 0, "姓名"), label(0, 1, "性别"), password=True),
    "old far cell": lambda: old_book(label(0, 0, "姓名"), label(0, 1, "性别"), label(65535, 255, "x")),
    "old word": lambda: compound("WordDocument", b"\x01" * 5000),
    "old torn": lambda: old_book(label(0, 0, "姓名"))[:1500],
    "old ring of sectors": lambda: old_book(label(0, 0, "姓名")).replace(
        sector(0xFFFFFFFD, 0xFFFFFFFE, *range(3, 10), 0xFFFFFFFE), sector(0xFFFFFFFD, 0xFFFFFFFE, 2, 2)
    ),
    "old nonsense": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x07" * 3000,
    "ods far cell": lambda: ods(
        b'<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="16383"/><table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>'
    ),
    "ods repeated value": lambda: ods(
        b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>'
    ),
    "ods with a tag that is never closed": lambda: ods(
        b'<table:table-row><table:table-cell office:value-type="string"><text:p>1</text:p></table:te-cell><text:able>'
    ),
    "open quote": lambda: '姓名,性别\n"职工甲,女\n'.encode(),
    "csv with a huge cell": lambda: ("姓名,性别\n" + "a" * 200_000).encode(),
    "csv too long": lambda: b"a,b\n" * 200_001,
    "csv in no encoding": lambda: "姓名,性别\n".encode() + b"\xff\xff\xff",
    "csv with zeros": lambda: "姓名,性别\n甲\x00,女\n".encode(),
}


def ods(rows: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            b'<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            b' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
            b'<office:body><office:spreadsheet><table:table table:name="S">'
            + rows
            + b"</table:table></office:spreadsheet></office:body></office:document-content>",
        )
        package.writestr(
            "META-INF/manifest.xml",
            b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return stream.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_sentence(name, tmp_path):
    source = tmp_path / "台账.xlsx"
    source.write_bytes(HOSTILE[name]())
    with pytest.raises(OfficeError) as refused:
        read_table(source)
    assert 5 < len(refused.value.sentence) < 90
    assert "\n" not in refused.value.sentence
    assert not any(letter in refused.value.sentence for letter in ("Error", "Traceback", "calamine"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux for the most memory a process had")
def test_hostile_files_take_little_memory(tmp_path):
    code = (
        "import sys, time, pathlib, resource\n"
        "from unionoffice.exchange.reader import read_table\n"
        "from unionoffice.errors import OfficeError\n"
        "limit = 700 * 2**20\n"
        "resource.setrlimit(resource.RLIMIT_AS, (limit, limit))\n"
        "for path in map(pathlib.Path, sys.argv[1:]):\n"
        "    try: read_table(path); print('read', path.name)\n"
        "    except OfficeError: pass\n"
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "print(int(status.split('VmHWM:')[1].split()[0]) // 1024)\n"
    )
    paths = []
    for name in (
        "one far cell",
        "a bomb of words",
        "a bomb of a sheet",
        "old far cell",
        "ods repeated value",
        "a thin diagonal",
    ):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(HOSTILE[name]())
        paths.append(str(path))
    done = subprocess.run(
        [sys.executable, "-c", code, *paths], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert int(done.stdout) < 200


def test_a_lying_extent_and_many_merged_areas_are_read(tmp_path):
    source = tmp_path / "台账.xlsx"
    source.write_bytes(sheet(cell(b"B2"), b"<mergeCells>" + many(3000) + b"</mergeCells>"))
    assert [row.number for row in read_table(source).rows] == [2]
    content = SHEET % (HEADS + cell(b"B2"), b"")
    source.write_bytes(
        with_part(CONTENT, content.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'))
    )
    assert [row.number for row in read_table(source).rows] == [2]


def test_empty_styled_cells_far_away_do_no_harm(tmp_path):
    source = tmp_path / "台账.xlsx"
    source.write_bytes(sheet(cell(b"B2") + b'<row r="1048576"><c r="XFD1048576" s="1"/></row>'))
    assert [row.number for row in read_table(source).rows] == [2]


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    for source in (tmp_path / "没有.xlsx", tmp_path):
        with pytest.raises(OfficeError):
            read_table(source)


def test_an_old_file_is_read(tmp_path):
    source = tmp_path / "台账.xls"
    source.write_bytes(old_book(label(0, 0, "姓名"), label(0, 1, "性别"), label(1, 0, "职工甲"), label(1, 1, "女")))
    table = read_table(source)
    assert table.heads == ["姓名", "性别"]
    assert [(row.number, row.cells) for row in table.rows] == [(2, ["职工甲", "女"])]
