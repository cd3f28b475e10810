"""Write records in the order of their table's columns: their fields, then what they are called and found by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from unionoffice.domain.ledger import Field, Ledger, Record
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
        words: list[dict[str, None]] = [{} for _ in records]
        columns: list[Column] = []
        for each, names in self._layout:
            stored = _stored(each, [None] * len(names), records, words)
            columns += zip(names, zip(*stored, strict=True), strict=True)
        found_by = [self._found_by(record, its) for record, its in zip(records, words, strict=True)]
        return [*columns, *zip(FOUND_BY, zip(*found_by, strict=True), strict=True)]

    def filled_columns(self, records: Sequence[Record]) -> list[Column]:
        """Write the columns in which at least one record has something; a new row is blank in the others anyhow."""
        return [(name, column) for name, column in self.columns(records) if any(each is not None for each in column)]

    def found_by(self, records: Sequence[Record]) -> list[Sequence[Any]]:
        """Write only what each record is called and found by."""
        if not records:
            return []
        return list(zip(*(column for _, column in self.columns(records)[-len(FOUND_BY) :]), strict=True))

    def _found_by(self, record: Record, words: dict[str, None]) -> tuple[str, str, str]:
        pinyin = self._pinyin()
        labels = [text for key in self._ledger.label if (text := record.text(key))]
        label = labels[0] if labels else ""
        lines = [*words, *filter(None, map(pinyin.initials, labels))]
        return label, pinyin.sort_key(label), "\n".join(lines).lower()


def _stored(
    key: Field[Any], blanks: Sequence[None], records: Sequence[Record], words: Sequence[dict[str, None]]
) -> Iterator[Sequence[Any]]:
    """Give the stored parts of a field of each record, and note the words by which the record is found."""
    name, kind = key.key, key.kind
    known: dict[int, tuple[Any, Sequence[Any], str]] = {}
    for record, found in zip(records, words, strict=True):
        value = record.values.get(name)
        if value is None:
            yield blanks
            continue
        # Records read from one table share the very same values; equal ones may be written differently (1, 1.00).
        form = known.get(id(value))
        if form is None:
            # The value is kept with its form, so that no other takes its id.
            form = known[id(value)] = value, kind.to_row(value), _searched(key, value)
        if form[2]:
            found[form[2]] = None
        yield form[1]


def _searched(key: Field[Any], value: Any) -> str:
    """Give the words by which a value is found."""
    return key.kind.text(value) if key.is_searched else ""
