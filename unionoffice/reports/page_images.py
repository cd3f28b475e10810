"""Turns pages of a PDF into images for the preview, the printer and the Word file."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, NamedTuple

import pypdfium2

_ONE_AT_A_TIME = Lock()
"""PDFium keeps state of its own and must not be entered by two threads."""


class PageImage(NamedTuple):
    """Pixels of a page, row by row from the top, four bytes each: red, green, blue, opacity."""

    width: int
    height: int
    rgba: bytes


def page_count(pdf: bytes) -> int:
    """Count the pages of a PDF."""
    with _opened(pdf) as document:
        return len(document)


def page_size(pdf: bytes, page: int) -> tuple[float, float]:
    """Give width and height of a page in points; the first page is 1."""
    with _opened(pdf) as document:
        width, height = document.get_page_size(page - 1)
        return float(width), float(height)


def every_page_size(pdf: bytes) -> list[tuple[float, float]]:
    """Give width and height of all pages in points, the first page first."""
    with _opened(pdf) as document:
        return [(float(width), float(height)) for width, height in map(document.get_page_size, range(len(document)))]


def page_image(pdf: bytes, page: int, zoom: float = 1.0) -> PageImage:
    """Draw a page, the first being 1, or raise ValueError; at zoom 1 a pixel is a point (72 to the inch)."""
    with _opened(pdf) as document:
        if not 1 <= page <= len(document):
            raise ValueError(f"there is no page {page}")
        leaf = document[page - 1]
        bitmap = leaf.render(scale=zoom, rev_byteorder=True, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx)
        image = _as_rgba(bitmap)
        bitmap.close()
        leaf.close()
        return image


def _as_rgba(bitmap: Any) -> PageImage:
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    raw = bytes(bitmap.buffer)
    pixels = bytearray(b"".join(raw[row * stride : row * stride + width * 4] for row in range(height)))
    pixels[3::4] = b"\xff" * (width * height)
    return PageImage(width, height, bytes(pixels))


def png(image: PageImage) -> bytes:
    """Write an image as PNG (RFC 2083), the same bytes for the same pixels."""
    line = image.width * 4
    rows = b"".join(b"\0" + image.rgba[start : start + line] for start in range(0, len(image.rgba), line))
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", image.width, image.height, 8, 6, 0, 0, 0)),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
