"""Turns a list into rows of cells on columns that suit its words."""

from __future__ import annotations

from dataclasses import replace

from unionoffice.domain.draft import AnnexTable
from unionoffice.reports.fonts import PaperFonts
from unionoffice.reports.form_parts import Band, Cell, Listing, Look, Row
from unionoffice.reports.table_setting import column_widths


def band_of(listing: Listing, width: float, size: float, fonts: PaperFonts) -> Band:
    """Give a list as a band: fixed columns keep their width, the others share the rest by what they hold."""
    count = len(listing.columns)
    rows: list[Row] = []
    for group in listing.groups:
        if group.heading:
            rows.append(Row((Cell(group.heading, Look.HEAD, count),), listing.least, with_next=True))
        rows += [
            Row(tuple(map(Cell, cells, (column.look for column in listing.columns))), listing.least, spare=group.spare)
            for cells in group.rows
        ]
    if listing.sums and rows:
        rows[-1] = replace(rows[-1], with_next=True)  # a total alone on a page belongs to no row
    rows += [Row((Cell(words, Look.VALUE, count),), listing.least) for words in listing.sums]
    heads = Row(tuple(Cell(column.title, Look.HEAD) for column in listing.columns), listing.least)
    return Band(_list_widths(listing, width, size, fonts), tuple(rows), (heads,))


def _list_widths(listing: Listing, width: float, size: float, fonts: PaperFonts) -> tuple[float, ...]:
    free = [number for number, column in enumerate(listing.columns) if not column.fixed]
    table = AnnexTable(
        "",
        tuple(listing.columns[number].title for number in free),
        tuple(tuple(cells[number] for number in free) for group in listing.groups for cells in group.rows),
        tuple(listing.columns[number].look is Look.NUMBER for number in free),
    )
    room = width - sum(column.fixed for column in listing.columns)
    shared = dict(zip(free, column_widths(table, room, size, fonts), strict=True)) if free else {}
    return tuple(column.fixed or shared[number] for number, column in enumerate(listing.columns))
