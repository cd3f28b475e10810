"""One ledger's records in the office file: found, read, kept, thrown away and brought back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from unionoffice.domain.kinds import (
    Context,
    Link,
    Money,
    Ref,
)
from unionoffice.domain.ledger import Field, Ledger, Record
from unionoffice.domain.pinyin import Pinyin
from unionoffice.domain.query import Axis, Query
from unionoffice.domain.sums import Sum
from unionoffice.domain.text import LONGEST_LINE, one_line
from unionoffice.errors import OfficeError
from unionoffice.storage.database import OfficeFile
from unionoffice.storage.driver import IntegrityError, listed, marks, quoted, run_many
from unionoffice.storage.grouping import Group, alike, distinct, groups, least_sql, side_sql
from unionoffice.storage.query_sql import escaped, order_sql, where_sql
from unionoffice.storage.running_numbers import RunningNumbers
from unionoffice.storage.stored_rows import FOUND_BY, StoredRows
from unionoffice.storage.word_order import Labels, WordOrder
from unionoffice.uncollected import uncollected

_AT_ONCE = 500
"""Rows asked for by id in one statement; SQLite takes 32,766 values."""
_INSERTED_AT_ONCE = 100
"""Rows of one INSERT: for each statement that fires a trigger SQLite puts by every page that it changes."""


class LedgerTable:
    """The table of one ledger."""

    def __init__(self, file: OfficeFile, ledger: Ledger, pinyin: Callable[[], Pinyin], labels: Labels) -> None:
        self.ledger = ledger
        self._file = file
        self._labels = labels
        self._order = WordOrder(file, ledger, pinyin, labels)
        self._table = quoted(ledger.key)
        self.numbers = RunningNumbers(file, ledger)
        self._layout = [(each, [column.name for column in each.kind.columns(each.key)]) for each in ledger.fields]
        self._read = _reading(self._layout)
        self._rows = StoredRows(ledger, pinyin)

    # Finding

    def highest_id(self) -> int:
        """Give the id of the newest record: at no cost, more than this the ledger cannot hold."""
        return int(self._file.db.execute(f"SELECT coalesce(max(id), 0) FROM {self._table}").fetchone()[0])

    def ids(self, query: Query, context: Context, most: int | None = None) -> list[int]:
        """List the ids a query finds, in its order; perhaps only the first ones, where that costs less."""
        order, by_words = order_sql(self.ledger, query)
        by_index = not order.startswith("+") and by_words is None
        where, values = where_sql(self.ledger, query, context, by_index=by_index)
        if by_words is not None:
            if (
                most
                and isinstance(by_words.kind, Ref)
                and query == Query(order=query.order, descending=query.descending)
            ):
                first = self._order.first_by_link(by_words, where, most, descending=query.descending)
                if first is not None:
                    return first
            return self._order.ids(by_words, where, values, descending=query.descending)
        sql = f"SELECT id FROM {self._table} WHERE {where} ORDER BY {order} LIMIT ?"
        rows = self._file.db.execute(sql, [*values, -1 if most is None else most])
        return list(chain.from_iterable(rows))

    def count(self, query: Query, context: Context) -> int:
        """Count what a query finds."""
        where, values = where_sql(self.ledger, query, context, by_index=not (query.picks or query.parent))
        sql = f"SELECT count(*) FROM {self._table} WHERE {where}"
        return int(self._file.db.execute(sql, values).fetchone()[0])

    def totals(self, query: Query, context: Context) -> list[Sum]:
        """Add up money and counts over what a query finds; a field that is blank in all of it is left out."""
        return self._totals([where_sql(self.ledger, query, context)])

    def totals_of(self, ids: Sequence[int]) -> list[Sum]:
        """Add up money and counts over these records."""
        return self._totals((f"id IN ({marks(len(chunk))})", chunk) for chunk in _chunks(ids))

    def groups(self, axes: Sequence[Axis], query: Query, context: Context) -> list[Group]:
        """Count and add up what a query finds, group by group."""
        return groups(self._file.db, self.ledger, axes, query, context)

    def distinct(
        self, axis: Axis, query: Query, context: Context, words: str = "", limit: int = -1
    ) -> list[tuple[str, int]]:
        """List the groups that what a query finds falls into, and how many records each has."""
        return distinct(self._file.db, self.ledger, axis, query, context, words, limit)

    def alike(self, keys: Sequence[Field[Any]]) -> list[list[int]]:
        """List the ids of the records that hold the same in all these fields, group by group."""
        return alike(self._file.db, self.ledger, keys)

    def _totals(self, parts: Iterable[tuple[str, list[Any]]]) -> list[Sum]:
        summed = self.ledger.summed
        columns = ", ".join(f"sum({quoted(each.key)}), {least_sql(self.ledger, each)}" for each in summed)
        side = side_sql(self.ledger)
        sums: dict[tuple[str, str], int] = {}
        least: set[tuple[str, str]] = set()
        rows: Counter[str] = Counter()
        for where, values in parts if summed else ():
            sql = f"SELECT {side}, count(*), {columns} FROM {self._table} WHERE {where} GROUP BY 1"
            for which, count, *numbers in self._file.db.execute(sql, values).fetchall():
                rows[which] += count
                for each, total, is_least in zip(summed, numbers[::2], numbers[1::2], strict=True):
                    if total is not None:
                        sums[which, each.key] = sums.get((which, each.key), 0) + int(total)
                        least |= {(which, each.key)} if is_least else set()
        return self._named_sums(sums, least, rows)

    def _named_sums(
        self, sums: dict[tuple[str, str], int], least: set[tuple[str, str]], rows: Mapping[str, int]
    ) -> list[Sum]:
        sides = self.ledger.in_turn({side for side, _ in sums})
        has_names = self.ledger.names_sides(sides)
        named = []
        for side, key in sorted(sums, key=lambda each: sides.index(each[0])):
            field, total = self.ledger.get(key), sums[side, key]
            amount = Decimal(total) / 100 if isinstance(field.kind, Money) else total
            is_apart = self.ledger.apart_in(side) is not None
            named.append(
                Sum(field, amount, side if has_names else "", (side, key) in least, is_apart=is_apart, rows=rows[side])
            )
        return named

    # Reading

    def stored(self, keys: Sequence[Field[Any]]) -> list[tuple[Any, ...]]:
        """Read the id and the stored form of some fields of every live record: a hundred thousand rows at once."""
        columns = listed(["id", *(each.kind.columns(each.key)[0].name for each in keys)])
        return list(self._file.db.execute(f"SELECT {columns} FROM {self._table} WHERE +deleted_at IS NULL"))

    @uncollected()
    def records(self, ids: Sequence[int], only: Sequence[Field[Any]] | None = None) -> list[Record]:
        """Read records in the order of their ids, perhaps with some of their fields; an id that is gone is left out."""
        layout, read = self._layout, self._read
        if only is not None:
            layout = [(each, names) for each, names in self._layout if each in only]
            read = _reading(layout)
        stored: list[tuple[Any, ...]] = []
        for chunk in _chunks(ids):
            sql = f"{read} FROM {self._table} WHERE id IN ({marks(len(chunk))})"
            stored += self._file.db.execute(sql, chunk).fetchall()
        found = {row[0]: row for row in stored}
        rows = [found[each] for each in ids if each in found]
        all_values: list[dict[str, Any]] = [{} for _ in rows]
        columns = list(zip(*rows, strict=True))
        at = 3
        for each, names in layout if rows else ():
            self._fill_in(each, columns[at : at + len(names)], all_values)
            at += len(names)
        return [
            Record(self.ledger, values, row[0], row[1], row[2] is not None)
            for row, values in zip(rows, all_values, strict=True)
        ]

    def _fill_in(self, key: Field[Any], columns: list[tuple[Any, ...]], all_values: list[dict[str, Any]]) -> None:
        """Read one field of many records; what several of them share, as a unit or a month, is read once."""
        known: dict[Any, Any] = {
            stored[0]: key.kind.from_row(*stored) for stored in set(zip(*columns, strict=True)) if stored[0] is not None
        }
        if not known:
            return
        if isinstance(key.kind, Ref):
            labels = self._labels(key.kind.ledger, known)
            known = {each: Link(key.kind.ledger, each, labels.get(each, f"#{each}")) for each in known}
        name = key.key
        for stored, values in zip(columns[0], all_values, strict=True):
            if stored is not None:
                values[name] = known[stored]

    def labels(self, ids: Iterable[int]) -> dict[int, str]:
        """Give what records are called: the label, with the number behind it where others have the same label."""
        labels: dict[int, str] = {}
        number = quoted(self.ledger.number.key) if self.ledger.number else "NULL"
        for chunk in _chunks(list(ids)):
            sql = (
                f"SELECT id, label, coalesce({number}, '#' || id), EXISTS (SELECT 1 FROM {self._table} AS other"
                f" WHERE other.label = own.label AND other.id <> own.id AND other.deleted_at IS NULL)"
                f" FROM {self._table} AS own WHERE id IN ({marks(len(chunk))})"
            )
            for row_id, label, no, is_shared in self._file.db.execute(sql, chunk).fetchall():
                labels[row_id] = f"{label}（{no}）" if is_shared else label
        return labels

    def find(self, words: str) -> list[int]:
        """Find the records that words mean exactly: their label, number or other unique value, or label（number）."""
        if words.endswith("）") and "（" in words:
            label, _, no = words[:-1].rpartition("（")
            sql = f"SELECT id FROM {self._table} WHERE label = ? AND deleted_at IS NULL"
            named = [row[0] for row in self._file.db.execute(sql, [label]).fetchall()]
            exact = [each for each in named if f"#{each}" == no or each in self._holding(no)]
            if exact:
                return exact
        return self._holding(words) or self._named(words)

    def holders(self, key: Field[Any], words: str) -> list[int]:
        """Find the records that hold these words in a field."""
        sql = f"SELECT id FROM {self._table} WHERE deleted_at IS NULL AND {quoted(key.key)} = ?"
        return [row[0] for row in self._file.db.execute(sql, [words]).fetchall()]

    def _holding(self, words: str) -> list[int]:
        columns = " OR ".join(f"{quoted(each.key)} = ?" for each in self.ledger.unique)
        if not columns:
            return []
        sql = f"SELECT id FROM {self._table} WHERE deleted_at IS NULL AND ({columns})"
        return [row[0] for row in self._file.db.execute(sql, [words] * len(self.ledger.unique)).fetchall()]

    def _named(self, words: str) -> list[int]:
        sql = f"SELECT id FROM {self._table} WHERE deleted_at IS NULL AND label = ? LIMIT 20"
        return [row[0] for row in self._file.db.execute(sql, [words]).fetchall()]

    def candidates(self, words: str, limit: int) -> list[int]:
        """Find records whose label holds the words or whose initials begin with them, by pinyin."""
        folded = escaped(one_line(words).lower()[:LONGEST_LINE])
        sql = (
            f"SELECT id FROM {self._table} WHERE deleted_at IS NULL AND search_text LIKE ? ESCAPE '\\'"
            " ORDER BY label NOT LIKE ? ESCAPE '\\', pinyin, id LIMIT ?"
        )
        return [row[0] for row in self._file.db.execute(sql, [f"%{folded}%", f"{folded}%", limit]).fetchall()]

    def earlier_entries(self, key: Field[Any], start: str, limit: int) -> list[str]:
        """List what was entered in a field before, the most frequent first."""
        column = quoted(key.kind.columns(key.key)[0].name)
        sql = (
            f"SELECT {column} FROM {self._table} WHERE {column} LIKE ? ESCAPE '\\' AND +deleted_at IS NULL"
            f" GROUP BY {column} ORDER BY count(*) DESC, max(id) DESC LIMIT ?"
        )
        start = escaped(one_line(start)[:LONGEST_LINE])
        return [str(row[0]) for row in self._file.db.execute(sql, [f"%{start}%", limit]).fetchall()]

    def latest(self, key: Field[Any]) -> Any:
        """Give the stored value that the newest record has in a field, None when there is none."""
        column = quoted(key.kind.columns(key.key)[0].name)
        sql = f"SELECT {column} FROM {self._table} WHERE {column} IS NOT NULL AND deleted_at IS NULL ORDER BY id DESC LIMIT 1"
        row = self._file.db.execute(sql).fetchone()
        return row[0] if row else None

    # Writing; each inside `with file.write()`

    def add(self, record: Record) -> Record:
        """Keep a new record and give it back with its id."""
        stored = self._stored(record)
        sql = f"INSERT INTO {self._table}({listed(stored)}) VALUES ({marks(len(stored))})"
        cursor = self._execute(sql, list(stored.values()))
        return Record(self.ledger, record.values, int(cursor.lastrowid), 1)

    def add_all(self, records: Sequence[Record]) -> list[Record]:
        """Keep many new records together and give them back with their ids."""
        first = self.highest_id() + 1
        columns = [("id", range(first, first + len(records))), *self._rows.filled_columns(records)]
        start = f"INSERT INTO {self._table}({listed(name for name, _ in columns)}) VALUES "
        row = f"({marks(len(columns))})"
        rows = zip(*(column for _, column in columns), strict=True)
        with self._unique_explained():
            while chunk := list(islice(rows, _INSERTED_AT_ONCE)):
                self._file.db.execute(start + ", ".join([row] * len(chunk)), list(chain.from_iterable(chunk)))
        return [Record(self.ledger, record.values, row_id, 1) for row_id, record in enumerate(records, first)]

    def change(self, record: Record) -> Record:
        """Keep a corrected record; refuse when somebody changed it since it was read."""
        stored = self._stored(record)
        settings = ", ".join(f"{quoted(name)} = ?" for name in stored)
        sql = f"UPDATE {self._table} SET {settings}, row_version = row_version + 1 WHERE id = ? AND row_version = ?"
        cursor = self._execute(sql, [*stored.values(), record.id, record.version])
        if cursor.rowcount != 1:
            raise OfficeError("这条登记已被修改，请刷新后再改，本次没有保存。")
        return Record(self.ledger, record.values, record.id, record.version + 1, record.trashed)

    def set_trashed(self, ids: Sequence[int], stamp: str | None) -> int:
        """Put records into the trash at a moment (UTC, ISO), or bring them back with None; returns how many."""
        done = 0
        for chunk in _chunks(ids):
            sql = (
                f"UPDATE {self._table} SET deleted_at = ?, row_version = row_version + 1"
                f" WHERE id IN ({marks(len(chunk))}) AND (deleted_at IS NULL) = ?"
            )
            done += self._execute(sql, [stamp, *chunk, int(stamp is not None)]).rowcount
        return done

    def trash_stamps(self, ids: Sequence[int]) -> dict[int, str]:
        """Say when records were put into the trash; those that are not there are left out."""
        stamps: dict[int, str] = {}
        for chunk in _chunks(ids):
            sql = (
                f"SELECT id, deleted_at FROM {self._table} WHERE deleted_at IS NOT NULL AND id IN ({marks(len(chunk))})"
            )
            stamps.update(self._file.db.execute(sql, chunk).fetchall())
        return stamps

    def bring_back_children(self, parent: int, stamp: str) -> int:
        """Bring back the records that went into the trash together with the record they belong to."""
        assert self.ledger.parent is not None
        sql = f"SELECT id FROM {self._table} WHERE {quoted(self.ledger.parent.key)} = ? AND deleted_at = ?"
        ids = [row[0] for row in self._file.db.execute(sql, [parent, stamp]).fetchall()]
        return self.set_trashed(ids, None)

    def refresh(self, key: Field[Any], target: int) -> None:
        """Write again what records pointing at a renamed one are called and found by."""
        self.refresh_rows(self.pointing(key, [target]))

    def pointing(self, key: Field[Any], targets: Sequence[int]) -> list[int]:
        """Find the records whose link names one of these."""
        ids: list[int] = []
        for chunk in _chunks(targets):
            sql = f"SELECT id FROM {self._table} WHERE {quoted(key.key)} IN ({marks(len(chunk))})"
            ids += [row[0] for row in self._file.db.execute(sql, chunk).fetchall()]
        return ids

    def refresh_rows(self, ids: Sequence[int]) -> list[int]:
        """Write again what records are called and found by; returns those that are now called something else."""
        before: dict[int, str] = {}
        for chunk in _chunks(ids):
            sql = f"SELECT id, label FROM {self._table} WHERE id IN ({marks(len(chunk))})"
            before.update(self._file.db.execute(sql, chunk).fetchall())
        records = self.records(ids)
        rows = [(*found_by, each.id) for found_by, each in zip(self._rows.found_by(records), records, strict=True)]
        settings = ", ".join(f"{quoted(name)} = ?" for name in FOUND_BY)
        run_many(self._file.db, f"UPDATE {self._table} SET {settings} WHERE id = ?", rows)
        return [row_id for label, *_, row_id in rows if label != before[row_id]]

    def find_anew(self, column: str) -> None:
        """Write again how records that hold something in a column are found: the column came into sight or left it."""
        rows = self._file.db.execute(f"SELECT id FROM {self._table} WHERE {quoted(column)} IS NOT NULL").fetchall()
        self.refresh_rows([row[0] for row in rows])

    def _execute(self, sql: str, values: list[Any]) -> Any:
        with self._unique_explained():
            return self._file.db.execute(sql, values)

    @contextmanager
    def _unique_explained(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError as error:
            for each in self.ledger.unique:
                if f"{self.ledger.key}.{each.key}" in str(error):
                    raise OfficeError(f"{each.title}与另一条登记相同，没有保存。") from error
            raise

    def _stored(self, record: Record) -> dict[str, Any]:
        return {name: column[0] for name, column in self._rows.columns([record])}


def _reading(layout: Iterable[tuple[Field[Any], list[str]]]) -> str:
    return "SELECT id, row_version, deleted_at, " + listed(name for _, names in layout for name in names)


def _chunks(ids: Sequence[int]) -> Iterable[list[int]]:
    for at in range(0, len(ids), _AT_ONCE):
        yield list(ids[at : at + _AT_ONCE])
