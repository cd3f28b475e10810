"""Turn printed pages into pictures one at a time, so that a list of a thousand pages needs the room of one."""

from __future__ import annotations

from unionoffice.reports.page_images import PageImage, every_page_size, page_count, page_image


def count_pages(pdf: bytes) -> int:
    """Count the pages of a printed document."""
    return page_count(pdf)


def page_picture(pdf: bytes, page: int, zoom: float = 1.0) -> PageImage:
    """Picture one page, the first being 1; at zoom 1 a point is a pixel."""
    return page_image(pdf, page, zoom)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Give width and height of every page in points."""
    return every_page_size(pdf)
