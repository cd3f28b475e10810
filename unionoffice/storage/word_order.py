"""The order of records by the sound of the words they hold or are linked to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any

from unionoffice.domain.kinds import Ref
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.domain.pinyin import Pinyin
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.driver import marks, quoted

_MOST_LINKED = 500
"""So many records may a link name for the first page of a list sorted by it to be looked up name by name."""

Labels = Callable[[str, Iterable[int]], dict[int, str]]
"""The labels of another ledger's records, by id."""


class WordOrder:
    """Sorts the records of one ledger by the pinyin of a column."""

    def __init__(self, file: OfficeFile, ledger: Ledger, pinyin: Callable[[], Pinyin], labels: Labels) -> None:
        self._file = file
        self._pinyin = pinyin
        self._labels = labels
        self._table = quoted(ledger.key)

    def ids(self, key: Field[Any], where: str, values: list[Any], *, descending: bool) -> list[int]:
        """Sort by the pinyin of a column's words; blanks come last either way."""
        column = quoted(key.kind.columns(key.key)[0].name)
        holders: dict[Any, list[int]] = defaultdict(list)
        for row_id, found in self._file.db.execute(f"SELECT id, {column} FROM {self._table} WHERE {where}", values):
            holders[found].append(row_id)
        filled = chain.from_iterable(
            sorted(chain.from_iterable(holders.pop(each) for each in alike), reverse=descending)
            for alike in self._ranked(key, [each for each in holders if each is not None], descending=descending)
        )
        return [*filled, *chain.from_iterable(holders.values())]

    def _ranked(self, key: Field[Any], held: Iterable[Any], *, descending: bool) -> list[list[Any]]:
        """Sort what a column holds by the pinyin of its words; what is alike in sound is one group."""
        words: dict[Any, str] = {each: str(each) for each in held}
        if isinstance(key.kind, Ref):
            words = dict(self._labels(key.kind.ledger, words))
        # Few words have many holders: only the words are sorted.
        alike: dict[Any, list[Any]] = defaultdict(list)
        for each, text in words.items():
            alike[self._pinyin().sort_key(text)].append(each)
        return [alike[rank] for rank in sorted(alike, reverse=descending)]

    def _ids_where(self, where: str, order: str, values: Sequence[Any]) -> Iterable[int]:
        """Find ids in an order; the last of the values is how many."""
        sql = f"SELECT id FROM {self._table} WHERE {where} ORDER BY {order} LIMIT ?"
        return chain.from_iterable(self._file.db.execute(sql, values))

    def first_by_link(self, key: Field[Any], where: str, most: int, *, descending: bool) -> list[int] | None:
        """Give the first records by the words of a link, from its index; None where it names too many."""
        column, db = quoted(key.key), self._file.db
        # Each step looks up the next higher id in the index: a hundred look-ups instead of a hundred thousand rows.
        sql = (
            f"WITH RECURSIVE held(it) AS (SELECT min({column}) FROM {self._table} UNION ALL SELECT"
            f" (SELECT min({column}) FROM {self._table} WHERE {column} > it) FROM held WHERE it IS NOT NULL)"
            " SELECT it FROM held WHERE it IS NOT NULL LIMIT ?"
        )
        held = list(chain.from_iterable(db.execute(sql, [_MOST_LINKED + 1])))
        if len(held) > _MOST_LINKED:
            return None
        turn = "DESC" if descending else "ASC"
        found: list[int] = []
        named = [(f"IN ({marks(len(alike))})", turn, alike) for alike in self._ranked(key, held, descending=descending)]
        for condition, order, values in [*named, ("IS NULL", "ASC", [])]:
            found += self._ids_where(f"{column} {condition} AND {where}", f"id {order}", [*values, most - len(found)])
            if len(found) == most:
                break
        return found
