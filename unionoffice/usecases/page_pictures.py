"""Turn printed pages into pictures one at a time, so that a list of a thousand pages needs the room of one."""

from __future__ import annotations

from unionoffice.reports.page_images import PageImage, page_count, page_image


def count_pages(pdf: bytes) -> int:
    """Count the pages of a printed document."""
    return page_count(pdf)


def page_picture(pdf: bytes, page: int, zoom: float = 1.0) -> PageImage:
    """Picture one page, the first being 1; at zoom 1 a point is a pixel."""
    return page_image(pdf, page, zoom)
