"""The parts of an Excel form, of which only those that are changed are written anew."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from lxml import etree

from unionoffice.errors import OfficeError
from unionoffice.exchange.zip_guard import DAMAGED, SCRIPTED, TOO_LARGE, Unreadable, check_package

MOST_FORM = 20 * 2**20
"""Bytes of a form as it is; the forms of superiors have a hundredth of that."""
_MOST_XML = 40 * 2**20
"""Of one part that is laid out in memory, where it takes ten times the room."""
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    etree.LxmlError,
    KeyError,
    IndexError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)


@dataclass(frozen=True)
class SheetPart:
    """A sheet of the workbook and the part that it stands in."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Relation:
    """What one part says of another."""

    key: str
    kind: str
    target: str


@contextmanager
def readable() -> Iterator[None]:
    """Turn whatever a broken or hostile form raises while it is read into one sentence."""
    try:
        yield
    except Unreadable as unreadable:
        # The guard speaks of files that are imported.
        sentence = unreadable.sentence.removesuffix("。").replace("导入", "填写")
        raise OfficeError(f"{sentence}。") from unreadable
    except _BROKEN as broken:
        raise OfficeError(f"{DAMAGED}。") from broken


class FormPackage:
    """A form as a package of parts; raises Unreadable or what the readers raise where it is broken."""

    def __init__(self, content: bytes) -> None:
        _check_kind(content)
        self._written: dict[str, bytes | None] = {}
        self._trees: dict[str, Any] = {}
        self._changed: set[str] = set()
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_names(set(package.namelist()))
            check_package(package)
            self._parts = [(part, package.read(part)) for part in package.infolist()]
        self._bytes = {part.filename: found for part, found in self._parts}
        self._names = {name.lower(): name for name in self._bytes}
        self.workbook = self._workbook_part()

    def _workbook_part(self) -> str:
        for relation in self.relations(""):
            if relation.kind == "officeDocument":
                return relation.target
        raise Unreadable(DAMAGED)

    def has(self, name: str) -> bool:
        """Say whether there is such a part."""
        return name in self._bytes and self._written.get(name, b"") is not None

    def names(self) -> list[str]:
        """Name all parts in their order."""
        return [part.filename for part, _ in self._parts]

    def read(self, name: str) -> bytes:
        """Give a part as it came."""
        return self._bytes[name]

    def tree(self, name: str) -> Any:
        """Give the root of a part; the same one each time."""
        if name not in self._trees:
            self._trees[name] = parsed(self._bytes[name])
        return self._trees[name]

    def tree_changed(self, name: str) -> None:
        """Write the part anew from its tree."""
        self._changed.add(name)

    def replace(self, name: str, content: bytes) -> None:
        """Put other bytes in the place of a part."""
        self._written[name] = content

    def drop(self, name: str) -> None:
        """Leave a part out, and what names it in the contents and in the workbook."""
        self._written[name] = None
        contents = self._names["[content_types].xml"]
        for override in self.tree(contents).findall("{*}Override"):
            if override.get("PartName", "").lower() == f"/{name}".lower():
                override.getparent().remove(override)
                self.tree_changed(contents)
        listed = self._relations_part(self.workbook)
        for relation in list(self.tree(listed)):
            if relation.get("Target") and self._resolved(self.workbook, relation.get("Target")) == name:
                relation.getparent().remove(relation)
                self.tree_changed(listed)

    def relations(self, part: str) -> list[Relation]:
        """Name what a part refers to inside the package; none where it says nothing."""
        listed = self._relations_part(part)
        if listed not in self._bytes:
            return []
        return [
            Relation(
                each.get("Id", ""), each.get("Type", "").rsplit("/", 1)[-1], self._resolved(part, each.get("Target"))
            )
            for each in self.tree(listed)
            if each.get("Target") and each.get("TargetMode") != "External"
        ]

    def _relations_part(self, part: str) -> str:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        return self._names.get(path.lower(), path)

    def _resolved(self, part: str, target: str) -> str:
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        return self._names.get(path.lower(), path)

    def sheets(self) -> list[SheetPart]:
        """Name the worksheets in their order; sheets that hold a chart alone are left out."""
        targets = {each.key: each for each in self.relations(self.workbook)}
        found = []
        for each in self.tree(self.workbook).iterfind("{*}sheets/{*}sheet"):
            key = next((value for name, value in each.attrib.items() if name.endswith("}id")), "")
            if targets[key].kind == "worksheet":
                hidden = each.get("state", "visible") != "visible"
                found.append(SheetPart(each.get("name", ""), targets[key].target, hidden))
        if not found:
            raise Unreadable("这个文件里没有工作表")
        return found

    def content(self) -> bytes:
        """Write the package: the same parts in the same order, packed the same way."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            for part, found in self._parts:
                written = self._written.get(part.filename, found)
                if part.filename in self._changed:
                    written = _serialized(self._trees[part.filename])
                if written is not None:
                    package.writestr(_same_entry(part), written)
        return stream.getvalue()


def parsed(content: bytes) -> Any:
    """Read XML without entities, without a document type and without the network."""
    if len(content) > _MOST_XML:
        raise Unreadable(TOO_LARGE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, strip_cdata=False
    )
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        raise Unreadable(SCRIPTED)
    return root


def _serialized(root: Any) -> bytes:
    tree = root.getroottree()
    written: bytes = etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=tree.docinfo.standalone)
    return written


def _same_entry(part: zipfile.ZipInfo) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(part.filename, part.date_time)
    entry.compress_type, entry.external_attr = part.compress_type, part.external_attr
    entry.create_system = part.create_system
    return entry


def _check_kind(content: bytes) -> None:
    if len(content) > MOST_FORM:
        raise Unreadable("文件太大，不像一张要填的表格；请删除不用的工作表，另存后重试")
    if content.startswith(_OLD_EXCEL):
        if _ENCRYPTED in content:
            raise Unreadable("文件有密码，请先取消密码另存一份再填写")
        raise Unreadable("这是旧版 Excel 文件（.xls），不能原样填写；请用 WPS 或 Excel 另存为 .xlsx 再试")
    if not content.strip(b"\x00"):
        raise Unreadable("文件是空的，没有任何内容")
    if not content.startswith(b"PK"):
        raise Unreadable("这不是 Excel 表格（.xlsx）；请用 WPS 或 Excel 打开后另存为 .xlsx 再试")


def _check_names(names: set[str]) -> None:
    lower = {name.lower() for name in names}
    if "xl/workbook.bin" in lower:
        raise Unreadable("这是二进制 Excel 文件（.xlsb），不能原样填写；请另存为 .xlsx 再试")
    if "content.xml" in lower:
        raise Unreadable("这是 ODS 表格，不能原样填写；请用 WPS 或 LibreOffice 另存为 .xlsx 再试")
    if "[content_types].xml" not in lower or {"word/document.xml", "ppt/presentation.xml"} & lower:
        raise Unreadable("这不是 Excel 表格（.xlsx）；请用 WPS 或 Excel 打开后另存为 .xlsx 再试")
