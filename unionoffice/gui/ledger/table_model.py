"""The rows of a ledger for a table: read-only, fetched block by block as they come into sight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import singledispatch
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from unionoffice.domain.kinds import Count, Kind, Money, Quantity, Rate
from unionoffice.domain.ledger import Field, Ledger, Record

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], Sequence[Record]]
BLOCK = 64
MOST_BLOCKS = 64
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
NUMBER_COLUMN = 0
"""The first column counts the rows as they are listed."""


@singledispatch
def is_numeric(kind: Kind[Any]) -> bool:
    """Tell whether values of a kind are read from their right end."""
    return False


@is_numeric.register(Money)
@is_numeric.register(Count)
@is_numeric.register(Quantity)
@is_numeric.register(Rate)
def _(kind: Kind[Any]) -> bool:
    return True


class LedgerTableModel(QAbstractTableModel):
    """A vector of ids, and the records of the blocks seen last."""

    completed = Signal()
    """After the first rows all the others are listed too."""

    def __init__(self, ledger: Ledger, fetch: Fetch) -> None:
        super().__init__()
        self.ledger = ledger
        self.fields: tuple[Field[Any], ...] = ledger.fields
        self._ids: Sequence[int] = ()
        self._list_all: Callable[[], Sequence[int]] | None = None
        self._fetch = fetch
        self._blocks: OrderedDict[int, Sequence[Record]] = OrderedDict()
        self._is_whole = False
        self._heads = ["序号", *(_head(each) for each in self.fields)]
        self._right = {number for number, each in enumerate(self.fields, 1) if is_numeric(each.kind)}

    def show_ids(self, ids: Sequence[int], list_all: Callable[[], Sequence[int]] | None = None) -> None:
        """List these records; where they are only the first, `list_all` gives all of them when they are needed."""
        self.beginResetModel()
        self._ids = ids
        self._list_all = list_all
        self._blocks.clear()
        self.endResetModel()

    @property
    def ids(self) -> Sequence[int]:
        """The ids of all rows; lists those that are still missing."""
        if self._list_all is not None:
            list_all, self._list_all = self._list_all, None
            self._complete(list_all())
        return self._ids

    @property
    def is_complete(self) -> bool:
        """Whether every row is listed."""
        return self._list_all is None

    def _complete(self, ids: Sequence[int]) -> None:
        first = len(self._ids)
        if ids[:first] != self._ids:
            self.show_ids(ids)
        elif len(ids) > first:
            self.beginInsertRows(QModelIndex(), first, len(ids) - 1)
            self._ids = ids
            self._blocks.pop(first // BLOCK, None)
            self.endInsertRows()
        self.completed.emit()

    def forget(self) -> None:
        """Read the rows in sight again."""
        self.show_ids(self.ids)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Count the listed records."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Count the fields and the running number."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Give the text of a cell, or where it stands in the cell."""
        if role == _DISPLAY:
            row, column = index.row(), index.column()
            if column == NUMBER_COLUMN:
                return str(row + 1)
            record = self.record_at(row)
            return "" if record is None else _in_one_line(self.words(record, self.fields[column - 1]))
        if role == _ALIGNMENT:
            if index.column() in self._right:
                return _RIGHT
            return _CENTRE if index.column() == NUMBER_COLUMN else None
        return None

    @property
    def is_whole(self) -> bool:
        """Whether numbers of persons are shown with all their digits."""
        return self._is_whole

    def show_whole(self, *, on: bool) -> None:
        """Show numbers of persons with all their digits, or hide their middle again."""
        self._is_whole = on
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self._heads) - 1), [_DISPLAY])

    def words(self, record: Record, key: Field[Any]) -> str:
        """Write a value as the list shows it."""
        return record.text(key) if self._is_whole else record.listed(key)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Give the titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return self._heads[section]
        if role == _ALIGNMENT and section in self._right:
            return _RIGHT
        return None

    def record_at(self, row: int) -> Record | None:
        """Give the record of a row; None when it has gone since the rows were listed."""
        number, offset = divmod(row, BLOCK)
        block = self._blocks.get(number)
        if block is None:
            block = self._read_block(number)
        wanted = self._ids[row]
        if offset < len(block) and block[offset].id == wanted:
            return block[offset]
        return next((record for record in block if record.id == wanted), None)

    def _read_block(self, number: int) -> Sequence[Record]:
        block = self._fetch(self._ids[number * BLOCK : (number + 1) * BLOCK])
        self._blocks[number] = block
        if len(self._blocks) > MOST_BLOCKS:
            self._blocks.popitem(last=False)
        return block

    def id_at(self, row: int) -> int:
        """Give the id of a row."""
        return self._ids[row]

    def row_of(self, record_id: int) -> int | None:
        """Find the row of a record, at first among those that are listed already; None where it is not listed."""
        if record_id not in self._ids and record_id not in self.ids:
            return None
        return self._ids.index(record_id)

    def field_at(self, column: int) -> Field[Any] | None:
        """Give the field of a column; None for the running number."""
        return self.fields[column - 1] if column > NUMBER_COLUMN else None

    def title(self, key: Field[Any]) -> str:
        """Give the title of a field's column."""
        return self._heads[self.column_of(key)]

    def column_of(self, key: Field[Any]) -> int:
        """Give the column of a field."""
        return self.fields.index(key) + 1


def _head(key: Field[Any]) -> str:
    unit = key.kind.unit
    is_told = not unit or unit in key.title or key.title.endswith("数") or isinstance(key.kind, Rate)
    return key.title if is_told else f"{key.title}（{unit}）"


def _in_one_line(text: str) -> str:
    return text.replace("\n", " ") if "\n" in text else text
