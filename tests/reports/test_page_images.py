from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from unionoffice.domain.draft import Draft
from unionoffice.reports.page_images import PageImage, page_count, page_image, page_size, png

Printed = Callable[[Draft], Any]


def test_pages_are_counted_and_measured(draft: Draft, printed: Printed) -> None:
    paper = printed(draft)
    assert page_count(paper.pdf) == paper.report.pages
    assert page_size(paper.pdf, 1) == pytest.approx((595.28, 841.89), abs=0.01)


def test_an_image_has_ink_where_a_figure_stands(draft: Draft, printed: Printed) -> None:
    paper = printed(draft)
    spot = paper.report.spots[0]
    image = page_image(paper.pdf, spot.page, 2.0)
    assert len(image.rgba) == image.width * image.height * 4
    assert image.width == pytest.approx(595.28 * 2, abs=1)

    def darkest(x: float, y: float, width: float, height: float) -> int:
        rows = range(int(y * 2), int((y + height) * 2))
        return min(
            min(image.rgba[(r * image.width + int(x * 2)) * 4 : (r * image.width + int((x + width) * 2)) * 4])
            for r in rows
        )

    assert darkest(spot.x, spot.y, spot.width, spot.height) < 100
    assert darkest(10, 10, 50, 50) == 255


def test_a_png_holds_the_pixels() -> None:
    image = PageImage(2, 1, bytes([1, 2, 3, 255, 4, 5, 6, 255]))
    content = png(image)
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    start = content.index(b"IDAT")
    length = int.from_bytes(content[start - 4 : start], "big")
    assert zlib.decompress(content[start + 4 : start + 4 + length]) == b"\0" + image.rgba
    assert content.endswith(b"IEND" + zlib.crc32(b"IEND").to_bytes(4, "big"))


def test_a_page_that_is_not_there_is_refused(draft: Draft, printed: Printed) -> None:
    with pytest.raises(ValueError, match="999"):
        page_image(printed(draft).pdf, 999)


def test_the_zoom_changes_only_the_size(bare: Draft, printed: Printed) -> None:
    pdf = BytesIO(printed(bare).pdf).getvalue()
    small, large = page_image(pdf, 1, 1.0), page_image(pdf, 1, 3.0)
    assert large.width == pytest.approx(3 * small.width, abs=2)
