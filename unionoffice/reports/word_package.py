"""Opens an empty Word file, and packs a written one so that the same words give the same bytes."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import docx

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def empty_document() -> Any:
    """Give a document without the picture of python-docx's own sample page."""
    document = docx.Document()
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]
    return document


def without_clock(buffer: BytesIO) -> bytes:
    """Pack the file again without the time of writing."""
    packed = BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _ZIP_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return packed.getvalue()
