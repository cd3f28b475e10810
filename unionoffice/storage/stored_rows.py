"""Write records in the order of their table's columns: their fields, then what they are called and found by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from unionoffice.domain.kinds import Kind
from unionoffice.domain.ledger import Ledger, Record
from unionoffice.domain.pinyin import Pinyin

FOUND_BY = ("label", "pinyin", "search_text")
"""The last columns, which follow from a record's fields and so need no trail."""

Column = tuple[str, Sequence[Any]]
"""A column's name, and what stands in it, row by row."""


class StoredRows:
    """Writes the records of one ledger field by field: what many of them share, as a unit, is written once."""

    def __init__(self, ledger: Ledger, pinyin: Callable[[], Pinyin]) -> None:
        self._ledger, self._pinyin = ledger, pinyin
        self._layout = [(each, [column.name for column in each.kind.columns(each.key)]) for each in ledger.fields]

    def columns(self, records: Sequence[Record]) -> list[Column]:
        """Write all columns."""
        rows = [record.values for record in records]
        blank: list[Any] = [None] * len(rows)
        columns: list[Column] = []
        words: dict[str, Sequence[str]] = {}
        for each, names in self._layout:
            found = [row.get(each.key) for row in rows]
            if found == blank:
                columns += [(name, blank) for name in names]
                continue
            values = _Values(each.kind, found)
            columns += zip(names, values.stored(len(names)), strict=True)
            if each.is_searched or each in self._ledger.label:
                words[each.key] = values.words()
        return [*columns, *zip(FOUND_BY, self._found_by(words, len(rows)), strict=True)]

    def filled_columns(self, records: Sequence[Record]) -> list[Column]:
        """Write the columns in which at least one record has something; a new row is blank in the others anyhow."""
        return [(name, column) for name, column in self.columns(records) if any(each is not None for each in column)]

    def found_by(self, records: Sequence[Record]) -> list[Sequence[Any]]:
        """Write only what each record is called and found by."""
        if not records:
            return []
        return list(zip(*(column for _, column in self.columns(records)[-len(FOUND_BY) :]), strict=True))

    def _found_by(self, words: Mapping[str, Sequence[str]], count: int) -> tuple[list[str], list[str], list[str]]:
        pinyin = self._pinyin()
        names = [words[each.key] for each in self._ledger.label if each.key in words]
        labels = [next(filter(None, its), "") for its in _across(names, count)]
        initials = [list(map(pinyin.initials, its)) for its in names]
        searched = [its for key, its in words.items() if self._ledger.by_key[key].is_searched]
        found = [
            "\n".join(filter(None, (*dict.fromkeys(its), *letters))).lower()
            for its, letters in zip(_across(searched, count), _across(initials, count), strict=True)
        ]
        return labels, list(map(pinyin.sort_key, labels)), found


class _Values:
    """What many records have in one field, None where they have nothing."""

    def __init__(self, kind: Kind[Any], values: Sequence[Any]) -> None:
        self._kind, self._values = kind, values
        # Records read from one table share the very same values; equal ones may be written differently (1, 1.00).
        self._different = dict(zip(map(id, values), values, strict=True))
        self._different.pop(id(None), None)

    def stored(self, width: int) -> Iterable[Sequence[Any]]:
        """Give the columns that hold the values."""
        forms: dict[int, Sequence[Any]] = {at: self._kind.to_row(value) for at, value in self._different.items()}
        forms[id(None)] = [None] * width
        return zip(*map(forms.__getitem__, map(id, self._values)), strict=True)

    def words(self) -> list[str]:
        """Write each value, nothing where there is none."""
        words = {at: self._kind.text(value) for at, value in self._different.items()}
        words[id(None)] = ""
        return list(map(words.__getitem__, map(id, self._values)))


def _across(columns: Sequence[Sequence[str]], rows: int) -> Iterable[tuple[str, ...]]:
    return zip(*columns, strict=True) if columns else [()] * rows
