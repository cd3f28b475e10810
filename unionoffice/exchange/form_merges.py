"""Which cells of a form's sheet are one with others."""

from __future__ import annotations

from unionoffice.exchange.form_sheet import SheetXml, Span


class MergedCells:
    """Which cells of a sheet are one with others."""

    def __init__(self, sheet: SheetXml) -> None:
        self._in_row: dict[int, list[Span]] = {}
        self._high: list[Span] = []
        for span in sheet.merges():
            if span.top == span.bottom:
                self._in_row.setdefault(span.top, []).append(span)
            else:
                self._high.append(span)
        self._arrays = sheet.arrays()

    def top_left(self, row: int, column: int) -> tuple[int, int]:
        """Give the place whose content is shown at this one."""
        for span in (*self._in_row.get(row, ()), *self._high):
            if span.top <= row <= span.bottom and span.left <= column <= span.right:
                return span.top, span.left
        return row, column

    def is_in_array(self, row: int, column: int) -> bool:
        """Say whether one formula gives the results of this cell and others."""
        return any(each.top <= row <= each.bottom and each.left <= column <= each.right for each in self._arrays)
