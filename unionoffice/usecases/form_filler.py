"""Collect the values of a form's cells and detail rows, and say what could not be found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date

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
                # A placeholder for which nothing was found is left for the clerk to see.
                is_seen = each.place.sheet == RUNNING_TEXT
                self._leave_blank(each, missing.sentence, {} if is_seen else found)
                continue
            self.unfilled += [Unfilled(each.place, doubt) for doubt in self._reading.told_doubts()]
            if value is None or value == "":
                self._leave_blank(each, f"{self._title(each)}没有填", found)
            elif each.after:
                before = str(found.get(each.place, self._shown.get(each.place, "")))
                found[each.place] = _with_label(before, each.after, str(value))
            else:
                self._put(each.place, value, found)
        return found

    def _put(self, place: Place, value: Value, found: dict[Place, Value]) -> None:
        """Put a value into a cell as the form wants it: a date in words, a tick at one of the choices."""
        shown = self._shown.get(place, "")
        if not _TICKS.search(shown) or place.sheet == RUNNING_TEXT:
            found[place] = _in_room(shown, value)
            return
        ticked = _ticked(shown, str(value))
        if ticked:
            found[place] = ticked
        else:
            self.unfilled.append(Unfilled(place, "表上的选项里没有登记的这一项，没有打勾"))

    def _leave_blank(self, single: Single, reason: str, found: dict[Place, Value]) -> None:
        """Empty a place that has no value: what stood there would be taken for one.

        Behind a label and where the form leaves room for a date or ticks, the pen goes on as on the blank form.
        """
        stood = self._shown.get(single.place, "").strip()
        if not single.after and not _FOR_THE_PEN.fullmatch(stood):
            found.setdefault(single.place, None)
            is_placeholder = single.place.sheet == RUNNING_TEXT
            reason += "，原来的内容已清空" if stood and not is_placeholder else ""
        self.unfilled.append(Unfilled(single.place, reason))

    def unmapped(self, singles: Iterable[Single]) -> list[Unfilled]:
        """Tell the placeholders that nothing is put in place of, which stay in the paper."""
        mapped = {each.place for each in singles}
        left = ((place, words) for place, words in self._shown.items() if place not in mapped)
        return [
            Unfilled(place, f"{words}没有指明填什么，原样留在文件里")
            for place, words in left
            if _PLACEHOLDER.fullmatch(words.strip()) and (place.sheet == RUNNING_TEXT or "【" not in words)
        ]

    def _title(self, single: Single) -> str:
        record = self._reading.record
        if isinstance(single.source, FieldSource) and record is not None:
            return f"“{field_title(self._reading.office, record.ledger.key, single.source.field)}”"
        return "这一格"

    def block(self, block: Block) -> FilledBlock:
        """Give the detail rows; none where they cannot be read, and what stood in them is emptied."""
        place, letters = Place(block.sheet, f"A{block.first_row}"), tuple(block.columns)
        try:
            records = self._reading.block_records(block)
        except NoValue as missing:
            self.unfilled.append(Unfilled(place, missing.sentence))
            return FilledBlock(block.sheet, block.first_row, block.last_row, [], letters)
        rows: list[dict[str, Value]] = [{} for _ in records]
        for letter, key in block.columns.items():
            self._column(block, letter, key, records, rows)
        if not records:
            self.unfilled.append(Unfilled(place, "没有符合条件的登记，明细没有填"))
        elif _mixes_sides(records, block.columns.values()):
            self.unfilled.append(Unfilled(place, "明细里收入和支出的登记都有，请核对要不要用筛选只取一种"))
        return FilledBlock(block.sheet, block.first_row, block.last_row, rows, letters)

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


_PLACEHOLDER = re.compile(r"\{\{.+\}\}|«.+»|【.+】")
_FOR_THE_PEN = re.compile(r"[\s_＿]*年[\s_＿]*月[\s_＿]*日?|.*[□☐].*", re.DOTALL)
_TICKS = re.compile(r"[□☐]")
_CHOICE = re.compile(r"[□☐]([^□☐]*)")
_YEAR_TO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_ROOM = r"[\s_＿\u3000]*(?:年[\s_＿\u3000]*月[\s_＿\u3000]*日)?"


def _with_label(shown: str, label: str, value: str) -> str:
    """Put a value behind its label inside a cell, in the room that is left for it: 填报单位：____　填报日期：__年_月_日."""
    found = re.search(re.escape(label) + _ROOM, shown)
    if found is None:
        return f"{shown}{label}{value}"
    rest = shown[found.end() :]
    return f"{shown[: found.start()]}{label}{value}{'　　' if rest else ''}{rest}"


def _ticked(shown: str, value: str) -> str:
    """Tick the one choice that says the value; empty where none or more than one does."""
    choices = [each for each in _CHOICE.finditer(shown) if re.sub(r"[\s_＿:：、，,（）()]", "", each[1]) == value]
    if len(choices) != 1:
        return ""
    at = choices[0].start()
    return f"{shown[:at]}☑{shown[at + 1 :]}"


def _in_room(shown: str, value: Value) -> Value:
    """Write a date into the room 年 月 日 in Chinese, no closer than the room asks."""
    day = _YEAR_TO_DAY.fullmatch(value.isoformat() if isinstance(value, date) else str(value))
    if day is None or not _FOR_THE_PEN.fullmatch(shown.strip()):
        return value
    words = f"{day[1]}年{int(day[2])}月"
    return f"{words}{int(day[3])}日" if day[3] and "日" in shown else words
