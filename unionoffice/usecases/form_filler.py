"""Collect the values of a form's cells and detail rows, and say what could not be found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from unionoffice.domain.form_contents import FilledBlock, FormOutline, Place, Unfilled, Value
from unionoffice.domain.ledger import Record
from unionoffice.domain.superior_form import SERIAL, Block, FieldSource, Single
from unionoffice.exchange.word_form import RUNNING_TEXT
from unionoffice.usecases.form_reading import FormReading, NoValue
from unionoffice.usecases.form_sources import field_title


class FormFiller:
    """Collects the values of a form and what could not be found."""

    def __init__(self, reading: FormReading, outline: FormOutline) -> None:
        self._reading = reading
        self._shown = {
            Place(sheet.name, address): cell.text for sheet in outline.sheets for address, cell in sheet.cells.items()
        }
        self.unfilled: list[Unfilled] = []

    def cells(self, singles: Iterable[Single]) -> dict[Place, Value]:
        """Give the value of every single cell that has one."""
        found: dict[Place, Value] = {}
        for each in singles:
            try:
                value = self._reading.value(each.source)
            except NoValue as missing:
                self.unfilled.append(Unfilled(each.place, missing.sentence))
                continue
            self.unfilled += [Unfilled(each.place, doubt) for doubt in self._reading.told_doubts()]
            if value is None or value == "":
                self.unfilled.append(Unfilled(each.place, f"{self._title(each)}没有填"))
                if each.place.sheet == RUNNING_TEXT:
                    # A placeholder that nothing is known for would stand in the finished paper.
                    found[each.place] = None
            elif each.after:
                before = str(found.get(each.place, self._shown.get(each.place, "")))
                found[each.place] = _with_label(before, each.after, str(value))
            else:
                found[each.place] = value
        return found

    def _title(self, single: Single) -> str:
        record = self._reading.record
        if isinstance(single.source, FieldSource) and record is not None:
            return f"“{field_title(self._reading.office, record.ledger.key, single.source.field)}”"
        return "这一格"

    def block(self, block: Block) -> FilledBlock | None:
        """Give the detail rows; None where they cannot be read at all."""
        place = Place(block.sheet, f"A{block.first_row}")
        try:
            records = self._reading.block_records(block)
        except NoValue as missing:
            self.unfilled.append(Unfilled(place, missing.sentence))
            return None
        rows: list[dict[str, Value]] = [{} for _ in records]
        for letter, key in block.columns.items():
            self._column(block, letter, key, records, rows)
        if not records:
            self.unfilled.append(Unfilled(place, "没有符合条件的登记，明细没有填"))
        elif _mixes_sides(records, block.columns.values()):
            self.unfilled.append(Unfilled(place, "明细里收入和支出的登记都有，请核对要不要用筛选只取一种"))
        return FilledBlock(block.sheet, block.first_row, block.last_row, rows)

    def _column(
        self, block: Block, letter: str, key: str, records: Sequence[Record], rows: Sequence[dict[str, Value]]
    ) -> None:
        try:
            values = [self._entry(block, letter, key, record, at) for at, record in enumerate(records, start=1)]
        except NoValue as missing:
            self.unfilled.append(Unfilled(Place(block.sheet, f"{letter}{block.first_row}"), missing.sentence))
            return
        for row, value in zip(rows, values, strict=True):
            row[letter] = value
        blank = sum(value is None or value == "" for value in values)
        of_others = sum(self._reading.withholds(each, key) for each in records) if key != SERIAL else 0
        if of_others:
            title = field_title(self._reading.office, block.ledger, key)
            reason = f"“{title}”有 {of_others} 条没有填：登记写的是另一个人，不能用档案里的"
            self.unfilled.append(Unfilled(Place(block.sheet, f"{letter}{block.first_row}"), reason))
        elif blank:
            title = field_title(self._reading.office, block.ledger, key)
            reason = f"“{title}”有 {blank} 条登记没有填" if blank < len(values) else f"“{title}”都没有填"
            self.unfilled.append(Unfilled(Place(block.sheet, f"{letter}{block.first_row}"), reason))

    def _entry(self, block: Block, letter: str, key: str, record: Record, number: int) -> Value:
        if key == SERIAL:
            return number
        return self._reading.field_value(record, key, in_wan=letter in block.in_wan)


def _mixes_sides(records: Sequence[Record], shown: Collection[str]) -> bool:
    """Tell whether what comes in stands among what goes out, and the form has no column that says so."""
    side = records[0].ledger.sides
    return side is not None and side.key not in shown and len({each.text(side) for each in records}) > 1


_ROOM = r"[\s_＿\u3000]*(?:年[\s_＿\u3000]*月[\s_＿\u3000]*日)?"


def _with_label(shown: str, label: str, value: str) -> str:
    """Put a value behind its label inside a cell, in the room that is left for it: 填报单位：____　填报日期：__年_月_日."""
    found = re.search(re.escape(label) + _ROOM, shown)
    if found is None:
        return f"{shown}{label}{value}"
    rest = shown[found.end() :]
    return f"{shown[: found.start()]}{label}{value}{'　　' if rest else ''}{rest}"
